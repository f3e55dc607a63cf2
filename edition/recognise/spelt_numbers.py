"""Days and years spelt out, as teletypes have them: "DECEMBER SEVENTEEN, SIXTYTHREE"."""

import regex

# "TWENTY SEVEN " before "JUNE", " SEVENTEEN" after "DECEMBER", ", SIXTYTHREE" after both: teletypes
# spell figures out.
_SPELT = (
    *(
        "ONE",
        "TWO",
        "THREE",
        "FOUR",
        "FIVE",
        "SIX",
        "SEVEN",
        "EIGHT",
        "NINE",
        "TEN",
        "ELEVEN",
        "TWELVE",
        "THIRTEEN",
    ),
    *("FOURTEEN", "FIFTEEN", "SIXTEEN", "SEVENTEEN", "EIGHTEEN", "NINETEEN"),
)
_TENS = {"TWENTY": 20, "THIRTY": 30, "FORTY": 40, "FIFTY": 50, "SIXTY": 60, "SEVENTY": 70, "EIGHTY": 80}
_VALUES = {**{word: value for value, word in enumerate(_SPELT, start=1)}, **_TENS}
_ONES = "|".join(_SPELT[:9])
_SPELT_DAY = rf"(?:(?:TWENTY|THIRTY)(?:[\s-]?(?:{_ONES}))?|{'|'.join(sorted(_SPELT, key=len, reverse=True))})"
SPELT_BEFORE = regex.compile(rf"(?<!\p{{L}})(?P<day>{_SPELT_DAY})\s+$")
SPELT_AFTER = regex.compile(rf",?\s+(?P<day>{_SPELT_DAY})(?!\p{{L}}|[\s-]\p{{Lu}}+\sHUNDRED)")
SPELT_YEAR = regex.compile(
    rf",?\s+(?P<year>(?:{'|'.join(tuple(_TENS)[2:])})(?:[\s-]?(?:{_ONES}))?)(?!\p{{L}})"
)
SPELT_PART = regex.compile("|".join(sorted(_VALUES, key=len, reverse=True)))


def value(words: str) -> int:
    """The number that spelt figures name: 27 for "TWENTY SEVEN"."""
    return sum(_VALUES[part] for part in SPELT_PART.findall(words))
