"""What OCR makes of letters: how often it reads one thing for another, and how a word differs from a reading."""

from collections.abc import Iterator, Mapping
from math import log
from types import MappingProxyType

# Counted over words of six letters and more that nobody knows, each with one word of its document, there
# three times and more, from which it differs in one place; in 210 records read by some four OCR programs.
# "ce" is a c for an e, "-l" a lost l, "s-" an s too many, "vz>w" two letters for one.
_COUNTED = """
ce176 oe105 li59 nm48 co48 ae44 it38 il36 s-28 -t27 np27 ea25 ie23 i-21 ti21 e-20 -l19 as18 ec18 uo17 gc17 an15
a-14 -e14 -i14 rn13 ns13 ir13 od12 rt12 oc12 yv12 tf12 ob12 eo11 hr11 ao11 cg11 re11 tr10 rm10 -n10 mn10 l-10 vw10
lt10 iu10 sn9 -r9 -a9 cs9 sa9 oa9 o-9 ua9 kr8 gs8 -c8 un8 fp8 nw8 nr8 pr7 tl7 cd7 os7 hm7 au7 se7 sm7 sr7 -g6 vu6
te6 um6 es6 bs6 -d6 im6 tv6 lf6 in6 id6 lm6 d-6 ia6 nh6 go5 -p5 pf5 ct5 rb5 ut5 c-5 ye5 r-4 eg4 ht4 et4 sg4 sp4 ld4
rv4 rf4 am4 dn4 ln4 lh4 wv4 up4 vr3 hn3 pb3 zm3 ai3 io3 ri3 pe3 dc3 ad3 bd3 ab3 eb3 n-3 rg3 lb3 tm3 sw3 rc3 tw3 oq3
gq3 ef3 og3 br3 ca3 pt3 rh3 if3 rw3 ed3 er3 zn3 st3 lr3 tg3 fi3 na3 rs3 uv3 hb9 bh9 qg6 vy6 yg3 dp2 ho2 gy3
"""
# Two letters for one, and one for two: of the same count, and what typewriter and print are known for.
_COUNTED_PAIRS = """
rn>m20 vz>w10 vv>w10 li>h8 vr>w5 in>m5 tl>d6 cl>d10 li>m4 ii>n4 ri>n4 tr>w3 ti>u3 ni>m4 nn>m3 ii>h4 ii>u4 il>h3
ll>h2 iii>m6 nn>rm8 m>rn12 h>li6 d>cl6 m>ni2 m>in3 n>ri3 u>ti3 u>ii3 rs>d3 lc>k3 ic>k3 fi>h2 tv>w2 tt>u2 ci>a2 c1>d2
rt>n2 w>vi2 ill>hi6 tii>th6 tli>th6 ih>th8 th>d3 lh>th6 tb>th8 te>th2
"""
# Figures and signs that stand for letters.
_SIGNS = "0o20 1l20 1i20 5s12 8s4 8b6 6b3 6g6 9g6 4a3 3e2 ¢c10 €e6 £e3 @a3 $s8 ®o2 °o3 é>e8"

_MOST = 176.0
_NEVER = 0.3


def _table() -> Iterator[tuple[tuple[str, str], float]]:
    for entry in f"{_COUNTED} {_COUNTED_PAIRS} {_SIGNS}".split():
        shapes = entry.rstrip("0123456789") if not entry[0].isdigit() else entry[:2]
        count = entry[len(shapes) :]
        read, _, true = shapes.partition(">") if ">" in shapes else (shapes[0], "", shapes[1])
        yield (read.replace("-", ""), true.replace("-", "")), log((int(count) + _NEVER) / _MOST)


CONFUSIONS: Mapping[tuple[str, str], float] = MappingProxyType(dict(_table()))
"""What was read and what was printed, to the logarithm of how often, the commonest being 0."""

UNLIKELY = log(_NEVER / _MOST)
"""The same for what was never seen."""

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_THIN = "iltrf"
_SHORT = 4
_TOO_UNLIKELY = -4.6
# For each sign or letter, what single letters it may stand for, by which words misread twice are found.
_OFTEN_FOR: Mapping[str, str] = MappingProxyType(
    {
        read: "".join(
            true
            for (other, true), likely in CONFUSIONS.items()
            if other == read and len(true) == 1 and likely > -2.9
        )
        for (read, true) in CONFUSIONS
        if len(read) == 1 and len(true) == 1
    }
)
_JOINED = tuple((read, true) for read, true in CONFUSIONS if len(read) > 1 or len(true) > 1)


def difference(read: str, true: str) -> tuple[str, str]:
    """What one word has in the place where the other differs: `("m", "rn")` of `retum` and `return`."""
    start = 0
    shorter = min(len(read), len(true))
    while start < shorter and read[start] == true[start]:
        start += 1
    end = 0
    while end < shorter - start and read[-1 - end] == true[-1 - end]:
        end += 1
    return read[start : len(read) - end], true[start : len(true) - end]


def looks_like(word: str) -> list[str]:
    """The words that OCR often reads so: one letter for another, or letters that look alike."""
    made = [
        f"{word[:at]}{true}{word[at + 1 :]}"
        for at in range(len(word))
        for true in _OFTEN_FOR.get(word[at], "")
    ]
    return made + _joined(word)


def _joined(word: str) -> list[str]:
    made = []
    for read, true in _JOINED:
        at = word.find(read)
        while at >= 0:
            made.append(f"{word[:at]}{true}{word[at + len(read) :]}")
            at = word.find(read, at + 1)
    return made


def variants(word: str) -> list[str]:
    """The words from which one differs in one letter, in a lost or added one, in letters that changed
    places, or in letters that look alike."""
    made = [f"{word[:at]}{letter}{word[at + 1 :]}" for at in range(len(word)) for letter in _LETTERS]
    if len(word) <= _SHORT:  # a letter more or less would make another word of any
        return made + _joined(word)
    made += [word[:at] + word[at + 1 :] for at in range(len(word))]
    made += [f"{word[:at]}{letter}{word[at:]}" for at in range(1, len(word)) for letter in _THIN]
    made += [letter + word for letter in _LETTERS]
    made += [word + letter for letter in _LETTERS]
    made += [f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(len(word) - 1)]
    return made + _joined(word)


def twofold(word: str) -> Iterator[tuple[str, float]]:
    """The words from which one differs in two letters that OCR confuses often, with how likely it does."""
    places = [
        (at, true, CONFUSIONS[word[at], true])
        for at in range(len(word))
        for true in _OFTEN_FOR.get(word[at], "")
    ]
    for index, (at, true, likely) in enumerate(places):
        once = f"{word[:at]}{true}"
        for other, letter, too in places[index + 1 :]:
            if other > at and likely + too > _TOO_UNLIKELY:
                yield f"{once}{word[at + 1 : other]}{letter}{word[other + 1 :]}", likely + too
