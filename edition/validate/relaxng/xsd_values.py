"""Values of XML Schema's types: what their strings mean, and how they are ordered."""

import math
import struct
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from ipaddress import IPv6Address

import regex

Namespaces = Mapping[str | None, str]
# A type's name apart: a number, a point in time and whether its zone is known, months and seconds, words.
Value = Decimal | float | str | bool | tuple[Decimal, bool] | tuple[int, Decimal, None]


class Order(Enum):
    """How one value stands to another; `UNKNOWN` where a zone is missing."""

    BEFORE = -1
    SAME = 0
    AFTER = 1
    UNKNOWN = None


# "1965-02-30T12:00:00.5+01:00" and its parts, any of them absent.
MOMENT = regex.compile(
    r"(?:(?P<year>-?\d{4,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"|--(?P<month>\d\d)(?:-(?P<day>\d\d))?|---(?P<day>\d\d))?"
    r"T?(?:(?P<hour>\d\d):(?P<minute>\d\d):(?P<second>\d\d(?:\.\d+)?))?"
    r"(?P<zone>Z|[+-]\d\d:\d\d)?"
)
DURATION = regex.compile(r"(-)?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?")
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# "http:" of an address.
SCHEME = regex.compile(r"[A-Za-z][A-Za-z0-9+.-]*")
# "//", "http://", "http://[::1]": how an address begins that names a host.
AUTHORITY = regex.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?P<after>)(?:[^/?#\[\]@]*@)?(?:\[(?P<host>[^\]]*)\])?"
)
# What comes before ? and #, but in addresses like mailto: and urn:, which have no path.
PATH = regex.compile(r"(?![A-Za-z][A-Za-z0-9+.-]*:[^/])[^?#]*")
WRONG_PERCENT = regex.compile(r"%(?![0-9A-Fa-f]{2})")
FOURTEEN_HOURS = Decimal(14 * 3600)


def _decimal(string: str, namespaces: Namespaces) -> Decimal:
    return Decimal(string)


def _double(string: str, namespaces: Namespaces) -> float:
    return float(string.replace("INF", "inf"))


def _float(string: str, namespaces: Namespaces) -> float:
    number = _double(string, namespaces)
    try:
        return float(struct.unpack("f", struct.pack("f", number))[0])
    except (OverflowError, struct.error):
        return math.copysign(math.inf, number)


def _boolean(string: str, namespaces: Namespaces) -> bool:
    return string in ("true", "1")


def _name(string: str, namespaces: Namespaces) -> str | None:
    prefix, colon, local = string.rpartition(":")
    namespace = namespaces.get(prefix if colon else None, None if colon else "")
    return None if namespace is None else f"{{{namespace}}}{local}"


def _address(string: str, namespaces: Namespaces) -> str | None:
    """An address as RFC 2396 and 2732 have it, once its odd characters are escaped."""
    if WRONG_PERCENT.search(string) or string.count("#") > 1 or not _brackets(string):
        return None
    before, colon, after = string.partition(":")
    if not colon or any(mark in before for mark in "/?#"):
        return string
    whole = SCHEME.fullmatch(before) is not None and after and not after.startswith("#")
    return string if whole else None


def _brackets(string: str) -> bool:
    """Whether square brackets stand round the host only, and something follows the two slashes before it."""
    match = AUTHORITY.match(string)
    if match is None:
        path = PATH.match(string)
        return path is None or not set("[]") & set(path[0])
    host, rest = match["host"], string[match.end() :]
    path = PATH.match(rest)
    if not string[match.start("after") :] or (path and set("[]") & set(path[0])):
        return False
    try:
        return host is None or bool(IPv6Address(host))
    except ValueError:
        return False


def _time(string: str, namespaces: Namespaces) -> tuple[Decimal, bool] | None:
    match = MOMENT.fullmatch(string)
    if match is None:
        return None
    year = int(match["year"] or 4)  # a leap year, so that --02-29 is a day
    month, day = int(match["month"] or 1), int(match["day"] or 1)
    if (match["year"] and year == 0) or not 1 <= month <= 12 or not 1 <= day <= _days(year, month):
        return None
    hour, minute, second = int(match["hour"] or 0), int(match["minute"] or 0), Decimal(match["second"] or 0)
    if hour > 24 or minute > 59 or second >= 60 or (hour == 24 and (minute or second)):
        return None
    seconds = (_day_number(year, month, day) * 24 + hour) * 3600 + minute * 60 + second
    return seconds - _offset(match["zone"]), match["zone"] is not None


def _offset(zone: str | None) -> int:
    if zone in (None, "Z"):
        return 0
    assert zone is not None
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return minutes * (-60 if zone[0] == "-" else 60)


def _days(year: int, month: int) -> int:
    year = year + 1 if year < 0 else year  # there is no year 0
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else DAYS[month - 1]


def _day_number(year: int, month: int, day: int) -> Decimal:
    before = (year + 1 if year < 0 else year) - 1
    leaps = before // 4 - before // 100 + before // 400
    return Decimal(before * 365 + leaps + sum(_days(year, each) for each in range(1, month)) + day)


def _duration(string: str, namespaces: Namespaces) -> tuple[int, Decimal, None] | None:
    match = DURATION.fullmatch(string)
    if match is None:
        return None
    sign = -1 if match[1] else 1
    years, months, days, hours, minutes = (int(match[number] or 0) for number in range(2, 7))
    seconds = Decimal(match[7] or 0) + ((days * 24 + hours) * 60 + minutes) * 60
    return sign * (years * 12 + months), sign * seconds, None


def _hexadecimal(string: str, namespaces: Namespaces) -> str:
    return string.upper()


def _base64(string: str, namespaces: Namespaces) -> str:
    return string.replace(" ", "")


READERS: Mapping[str, Callable[[str, Namespaces], Value | None]] = {
    "decimal": _decimal,
    "double": _double,
    "float": _float,
    "boolean": _boolean,
    "name": _name,
    "address": _address,
    "time": _time,
    "duration": _duration,
    "hex": _hexadecimal,
    "base64": _base64,
}


def compare(one: Value | None, other: Value | None) -> Order:
    """How one value stands to another of the same type."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        if len(one) == 3 and len(other) == 3:
            return _compare_durations(one, other)
        if len(one) == 2 and len(other) == 2:
            return _compare_moments(one, other)
    if isinstance(one, (Decimal, float)) and isinstance(other, (Decimal, float)):
        if one != one and other != other:  # NaN is itself here
            return Order.SAME
        return _sign(one, other)
    return Order.SAME if one == other else Order.UNKNOWN


def _sign(one: Decimal | float, other: Decimal | float) -> Order:
    if one == other:
        return Order.SAME
    return Order.BEFORE if one < other else Order.AFTER if one > other else Order.UNKNOWN


def _compare_moments(one: tuple[Decimal, bool], other: tuple[Decimal, bool]) -> Order:
    if one[1] == other[1]:
        return _sign(one[0], other[0])
    # One without a zone is anywhere within fourteen hours.
    if abs(one[0] - other[0]) <= FOURTEEN_HOURS:
        return Order.UNKNOWN
    return _sign(one[0], other[0])


def _compare_durations(one: tuple[int, Decimal, None], other: tuple[int, Decimal, None]) -> Order:
    # A month has 28 to 31 days: two durations are ordered where both ends of that say the same.
    months, seconds = one[0] - other[0], one[1] - other[1]
    ends = {_sign(Decimal(months * days * 86400) + seconds, Decimal(0)) for days in (28, 31)}
    return ends.pop() if len(ends) == 1 else Order.UNKNOWN


def decimal_digits(string: str) -> tuple[int, int]:
    """How many digits a number has, and how many of them after the point; idle zeros not counted."""
    whole, _, fraction = string.lstrip("+-").partition(".")
    fraction = fraction.rstrip("0")
    return max(1, len(whole.lstrip("0")) + len(fraction)), len(fraction)


def measure(reader: str | None, many: bool, string: str) -> int:
    """The length of a value: characters, words of lists, bytes of binary values."""
    if many:
        return string.count(" ") + 1
    if reader == "hex":
        return len(string) // 2
    if reader == "base64":
        return len(string.replace(" ", "").rstrip("=")) * 3 // 4
    return len(string)
