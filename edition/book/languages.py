"""Languages and directions of writing (`xml:lang`), as Typst takes them."""

from dataclasses import dataclass

import regex

from edition.book.literals import literal

# "sr-Latn-RS", "grc", "de-AT": the parts of a language tag that change how text is set.
TAG = regex.compile(
    r"(?P<language>[a-z]{2,3})(?:-[a-z]{3})?(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}))?(?:-.*)?",
    regex.IGNORECASE,
)
# Written from right to left, beyond those Typst knows by itself.
RIGHT_TO_LEFT = frozenset(
    (
        *(
            "ar",
            "arc",
            "ckb",
            "dv",
            "fa",
            "he",
            "iw",
            "ji",
            "ks",
            "mzn",
            "nqo",
            "pal",
            "phn",
            "ps",
            "sam",
            "sd",
        ),
        *("sdh", "syc", "syr", "ug", "ur", "uga", "xsa", "yi"),
    )
)
RIGHT_TO_LEFT_SCRIPTS = frozenset(
    (
        *("adlm", "arab", "armi", "hebr", "mand", "nkoo", "phli", "phnx", "prti", "samr", "sarb"),
        *("syrc", "syre", "syrj", "syrn"),
    )
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language, where it is written otherwise than usual its script, and its region."""

    language: str
    script: str | None = None
    region: str | None = None

    @property
    def right_to_left(self) -> bool:
        """Whether its lines run from right to left."""
        if self.script:
            return self.script in RIGHT_TO_LEFT_SCRIPTS
        return self.language in RIGHT_TO_LEFT

    def code(self) -> str:
        """The arguments of Typst's `text` for it."""
        parts = [f"lang: {literal(self.language)}", f"dir: {'rtl' if self.right_to_left else 'ltr'}"]
        parts.append(f"region: {literal(self.region) if self.region else 'none'}")
        parts.append(f"script: {literal(self.script) if self.script else 'auto'}")
        return ", ".join(parts)


def tongue_of(tag: str | None) -> Tongue | None:
    """What a language tag says; none for one that names no language Typst could know (`x-private`)."""
    match = TAG.fullmatch((tag or "").strip())
    if match is None:
        return None
    script, region = match["script"], match["region"]
    return Tongue(match["language"].lower(), script and script.lower(), region and region.upper())
