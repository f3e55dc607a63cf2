"""Stamps and banners that collections print on their pages: data, matched by likeness."""

from dataclasses import dataclass
from functools import cache

from edition import conventions


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp's lines as they should read, and what it is.

    `kind` is `fw/@type`; `page` is true where each page begins with it. `lines` are
    the stamp's own in order; any of them may be missing, damaged or run together.
    `collection` is its name in `[convert] collections` of `edition.toml`.
    """

    name: str
    collection: str
    kind: str
    lines: tuple[str, ...]
    page: bool = False


STAMPS: tuple[Stamp, ...] = (
    Stamp(
        "nara-executive-order",
        "nara",
        "declassification",
        (
            "Declassified per Executive Order 13526, Section 3.3",
            "NND Project Number: NND 63316. By: NWD Date: 2011",
        ),
        page=True,
    ),
    Stamp(
        "nara-authority",
        "nara",
        "declassification",
        ("Authority NND 000000", "By NARA Date 00/00/00"),
    ),
    Stamp(
        "cia-no-objection",
        "cia",
        "declassification",
        (
            "CIA HAS NO OBJECTION TO",
            "DECLASSIFICATION AND/OR",
            "RELEASE OF THIS DOCUMENT",
            "RELEASE OF CIA INFORMATION IN THIS DOCUMENT",
            "CIA HAS NO OBJECTION TO DECLASSIFICATION AND/OR RELEASE OF THIS DOCUMENT",
            "RELEASE OF THIS DOCUMENT AS SANITIZED",
            "AS SANITIZED",
        ),
    ),
    Stamp(
        "cia-historical-review",
        "cia",
        "declassification",
        ("APPROVED FOR RELEASE 1993", "CIA HISTORICAL REVIEW PROGRAM"),
    ),
    Stamp(
        "cia-release",
        "cia",
        "declassification",
        ("Approved For Release 2001/01/01 : CIA-RDP00-00000R000000000000-0",),
    ),
    Stamp("release-in-full", "state", "declassification", ("RELEASE IN FULL",)),
    Stamp(
        "fbi-all-information",
        "fbi",
        "declassification",
        (
            "ALL INFORMATION CONTAINED",
            "HEREIN IS UNCLASSIFIED",
            "ALL INFORMATION CONTAINED HEREIN IS UNCLASSIFIED",
        ),
    ),
    Stamp(
        "jfk-release",
        "jfk",
        "control",
        (
            "2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992",
            "Released under the John F. Kennedy Assassination Records Collection Act of 1992 (44 USC 2107 Note).",
        ),
    ),
    Stamp(
        "cia-return",
        "cia",
        "control",
        (
            "RETURN TO CIA",
            "Background Use Only",
            "Do Not Reproduce",
            "RETURN TO CIA Background Use Only Do Not Reproduce",
        ),
    ),
)
"""The most particular first."""

CLASSIFICATIONS: tuple[str, ...] = (
    "TOP SECRET",
    "SECRET",
    "CONFIDENTIAL",
    "UNCLASSIFIED",
    "RESTRICTED",
    "OFFICIAL USE ONLY",
    "FOR OFFICIAL USE ONLY",
    "ADMINISTRATIVE INTERNAL USE ONLY",
    "LIMITED OFFICIAL USE",
    "EYES ONLY",
)
"""Levels, as they stand alone at the head or foot of a page."""

HANDLING: frozenset[str] = frozenset(
    (
        "sensitive noforn nocontract orcon nodis exdis limdis eyes only rybat kapok spoke umbra ruff zarf "
        "wnintel no foreign forn dissem dissemination abroad restricted handling background use secret top "
        "confidential controlled handle via talent keyhole comint channels jointly channel internal "
        "official for when filled in special intelligence byeman data exclusive limited distribution nd not "
        "releasable nationals except this and with the of limited immediate priority routine operational "
        "noforeign"
    ).split()
)
"""Words that may stand beside a level in a marking, and make one without a level if all are of them."""


def stamps_of(collections: tuple[str, ...]) -> tuple[Stamp, ...]:
    """The stamps of the collections named; of all where none is named."""
    return tuple(stamp for stamp in STAMPS if not collections or stamp.collection in collections)


COLLECTIONS: tuple[str, ...] = tuple(sorted({stamp.collection for stamp in STAMPS}))
"""The names that `[convert] collections` may give."""


@cache
def bundled(names: tuple[str, ...]) -> conventions.Collection:
    """What the collections named print on their papers; all of them where none is named."""
    stamps = (
        conventions.Stamp(stamp.name, stamp.kind, stamp.lines, stamp.page) for stamp in stamps_of(names)
    )
    return conventions.Collection(tuple(stamps), CLASSIFICATIONS, HANDLING)
