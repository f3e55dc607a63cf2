"""TEI's language codes as BCP 47 has them, and the direction their scripts run."""

from functools import lru_cache

import regex

from edition.render.html import escape

# ISO 639-2 (both forms) → 639-1, which BCP 47 demands where it exists.
_SHORTER = {
    long: short
    for short, longs in {
        "aa": "aar", "ab": "abk", "af": "afr", "am": "amh", "ar": "ara", "as": "asm", "az": "aze",
        "be": "bel", "bg": "bul", "bn": "ben", "bo": "bod tib", "br": "bre", "bs": "bos", "ca": "cat",
        "co": "cos", "cs": "ces cze", "cu": "chu", "cy": "cym wel", "da": "dan", "de": "deu ger",
        "dv": "div", "el": "ell gre", "en": "eng", "eo": "epo", "es": "spa", "et": "est", "eu": "eus baq",
        "fa": "fas per", "fi": "fin", "fo": "fao", "fr": "fra fre", "fy": "fry", "ga": "gle", "gd": "gla",
        "gl": "glg", "gu": "guj", "gv": "glv", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun",
        "hy": "hye arm", "id": "ind", "is": "isl ice", "it": "ita", "iu": "iku", "ja": "jpn", "jv": "jav",
        "ka": "kat geo", "kk": "kaz", "km": "khm", "kn": "kan", "ko": "kor", "ku": "kur", "kw": "cor",
        "la": "lat", "lb": "ltz", "lo": "lao", "lt": "lit", "lv": "lav", "mi": "mri mao", "mk": "mkd mac",
        "ml": "mal", "mn": "mon", "mr": "mar", "ms": "msa may", "mt": "mlt", "my": "mya bur", "ne": "nep",
        "nl": "nld dut", "no": "nor", "oc": "oci", "or": "ori", "pa": "pan", "pi": "pli", "pl": "pol",
        "ps": "pus", "pt": "por", "qu": "que", "rm": "roh", "ro": "ron rum", "ru": "rus", "sa": "san",
        "sc": "srd", "sd": "snd", "si": "sin", "sk": "slk slo", "sl": "slv", "sq": "sqi alb", "sr": "srp",
        "sv": "swe", "sw": "swa", "ta": "tam", "te": "tel", "th": "tha", "tl": "tgl", "tr": "tur",
        "uk": "ukr", "ur": "urd", "uz": "uzb", "vi": "vie", "yi": "yid", "zh": "zho chi",
    }.items()
    for long in longs.split()
}  # fmt: skip

_RIGHT_TO_LEFT = frozenset(
    "ar arc fa he ur yi ps sd ug dv syr syc nqo ckb aii ota jrb jpr lad sam mid phn".split()
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset("arab hebr syrc syre syrj syrn thaa nkoo samr mand phnx armi".split())

# "grc", "zh-Hant", "en-US-x-period": nothing else is put into a page.
_TAG = regex.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*+")


@lru_cache(maxsize=1024)
def language_tag(code: str) -> str | None:
    """The BCP 47 tag of a TEI `@xml:lang`: `san` is `sa`, `fra-CA` is `fr-CA`; none for what is no tag."""
    tag = code.strip().replace("_", "-")
    if not _TAG.fullmatch(tag):
        return None
    primary, separator, rest = tag.partition("-")
    return _SHORTER.get(primary.lower(), primary) + separator + rest


@lru_cache(maxsize=1024)
def direction(tag: str) -> str:
    """`rtl` or `ltr`, by the script a tag names or the one its language is written in."""
    primary, *rest = tag.lower().split("-")
    for part in rest:
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=1024)
def language_attributes(code: str) -> str:
    """` lang="ar" dir="rtl"` for a TEI `@xml:lang`; nothing for what is no language tag."""
    tag = language_tag(code)
    return f' lang="{escape(tag)}" dir="{direction(tag)}"' if tag else ""
