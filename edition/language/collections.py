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


def _declassified(name: str, collection: str, *lines: str, page: bool = False) -> Stamp:
    return Stamp(name, collection, "declassification", lines, page)


def _control(name: str, collection: str, *lines: str) -> Stamp:
    return Stamp(name, collection, "control", lines)


# A figure stands for any, and for any number of them.
STAMPS: tuple[Stamp, ...] = (
    # United States National Archives, and the presidential libraries that are of it.
    _declassified(
        "nara-executive-order",
        "nara",
        "Declassified per Executive Order 13526, Section 3.3",
        "NND Project Number: NND 63316. By: NWD Date: 2011",
        page=True,
    ),
    _declassified(
        "nara-authority",
        "nara",
        "DECLASSIFIED Authority NND 000000",
        "Authority NND 000000 By NARA Date 00/00/00",
        "By NARA Date 00/00/00",
    ),
    _declassified(
        "nara-reproduced",
        "nara",
        "REPRODUCED AT THE NATIONAL ARCHIVES",
        "REPRODUCED FROM THE HOLDINGS OF THE NATIONAL ARCHIVES",
    ),
    _declassified(
        "presidential-library",
        "nara",
        "DECLASSIFIED E.O. 12356, Sec. 3.4",
        "DECLASSIFIED E.O. 12958, Sec. 3.5 NLJ 00-00",
        "DECLASSIFIED PER E.O. 13526 Sec. 3.3",
        "DECLASSIFIED Authority E.O. 11652",
        "DECLASSIFIED IN PART E.O. 13526",
        "By NLT-HC, NARS Date 0-0-00",
        "By NARA, Date 00/00/00",
        "DETERMINED TO BE AN ADMINISTRATIVE MARKING CANCELLED PER E.O. 12356, Sec. 1.3",
    ),
    _declassified(
        "iscap",
        "nara",
        "DECLASSIFIED UNDER AUTHORITY OF THE INTERAGENCY SECURITY CLASSIFICATION APPEALS PANEL,",
        "DECLASSIFIED UNDER AUTHORITY OF THE",
        "INTERAGENCY SECURITY CLASSIFICATION APPEALS PANEL,",
        "E.O. 13526, SECTION 5.3(b)(3)",
        "ISCAP No. 2000-000, document 0",
    ),
    _control(
        "library-copy",
        "nara",
        "COPY LBJ LIBRARY",
        "COPY LYNDON BAINES JOHNSON LIBRARY",
        "PHOTOCOPY FROM GERALD R. FORD LIBRARY",
        "PHOTOCOPY REAGAN LIBRARY",
        "COPY NIXON PRESIDENTIAL LIBRARY",
        "REPRODUCED AT THE RICHARD NIXON PRESIDENTIAL LIBRARY",
        "Digitized from Box 00 of the White House Press Releases at the Gerald R. Ford Presidential Library",
        "CLINTON LIBRARY PHOTOCOPY",
        "BUSH LIBRARY PHOTOCOPY",
    ),
    # Central Intelligence Agency.
    _declassified(
        "cia-no-objection",
        "cia",
        "CIA HAS NO OBJECTION TO",
        "DECLASSIFICATION AND/OR",
        "RELEASE OF THIS DOCUMENT",
        "RELEASE OF CIA INFORMATION IN THIS DOCUMENT",
        "CIA HAS NO OBJECTION TO DECLASSIFICATION AND/OR RELEASE OF THIS DOCUMENT",
        "CIA HAS NO OBJECTION TO DECLASSIFICATION AND/OR RELEASE OF CIA INFORMATION IN THIS DOCUMENT",
        "RELEASE OF THIS DOCUMENT AS SANITIZED",
        "AS SANITIZED",
    ),
    _declassified(
        "cia-historical-review",
        "cia",
        "APPROVED FOR RELEASE 1993",
        "CIA HISTORICAL REVIEW PROGRAM",
        "APPROVED FOR RELEASE 1993 CIA HISTORICAL REVIEW PROGRAM",
        "APPROVED FOR RELEASE CIA HISTORICAL COLLECTIONS DIVISION",
        "CIA HISTORICAL COLLECTIONS DIVISION",
        "CIA SPECIAL COLLECTIONS RELEASE IN FULL 2000",
    ),
    _declassified(
        "cia-release",
        "cia",
        "Approved For Release 2001/01/01 : CIA-RDP00-00000R000000000000-0",
        "Approved For Release 2001/01/01",
        "Sanitized Copy Approved for Release 2001/01/01 : CIA-RDP00-00000R000000000000-0",
        "Sanitized - Approved For Release : CIA-RDP00-00000R000000000000-0",
        "Declassified in Part - Sanitized Copy Approved for Release 2001/01/01 : CIA-RDP00-00000R000000000000-0",
        "Declassified and Approved For Release 2001/01/01 : CIA-RDP00-00000R000000000000-0",
        "Declassified in Part - Sanitized Copy Approved for Release 2001/01/01",
        "Sanitized Copy Approved for Release 2001/01/01",
        "No Objection to Declassification in Part 2001/01/01 : LOC-HAK-000-0-0-0",
        "No Objection to Declassification in Full 2001/01/01 : LOC-HAK-000-0-0-0",
        "APPROVED FOR RELEASE DATE: 01-01-2001",
    ),
    # How a paper is to be handled is part of its marking.
    Stamp(
        "cia-return",
        "cia",
        "classification",
        (
            "RETURN TO CIA",
            "Background Use Only",
            "Do Not Reproduce",
            "RETURN TO CIA Background Use Only Do Not Reproduce",
        ),
    ),
    _declassified(
        "jfk-task-force",
        "jfk",
        "REVIEWED BY FBI/JFK TASK FORCE",
        "RELEASE IN FULL",
        "RELEASE IN PART",
        "TOTAL DENIAL",
    ),
    # Department of State.
    _declassified("release-in-full", "state", "RELEASE IN FULL", "RELEASED IN FULL"),
    _declassified(
        "state-systematic-review",
        "state",
        "Declassified/Released US Department of State EO Systematic Review 30 JUN 2005",
        "Margaret P. Grafeld Declassified/Released US Department of State EO Systematic Review 30 JUN 2005",
        "Sheryl P. Walter Declassified/Released US Department of State EO Systematic Review 20 Mar 2014",
        "Declassified/Released US Department of State EO Systematic Review",
        "US Department of State EO Systematic Review",
    ),
    _control(
        "state-case",
        "state",
        "UNCLASSIFIED U.S. Department of State Case No. F-2000-00000 Doc No. C00000000 Date: 00/00/0000",
        "U.S. Department of State Case No. F-2000-00000 Doc No. C00000000 Date: 00/00/0000",
        "UNCLASSIFIED U.S. Department of State Case No. M-2000-00000 Doc No. C00000000",
    ),
    # Federal Bureau of Investigation.
    _declassified(
        "fbi-all-information",
        "fbi",
        "ALL INFORMATION CONTAINED",
        "HEREIN IS UNCLASSIFIED",
        "ALL INFORMATION CONTAINED HEREIN IS UNCLASSIFIED",
        "ALL FBI INFORMATION CONTAINED HEREIN IS UNCLASSIFIED",
        "ALL INFORMATION CONTAINED HEREIN IS UNCLASSIFIED DATE 00-00-0000 BY 00000 UC BAW/SAB",
        "HEREIN IS UNCLASSIFIED EXCEPT WHERE SHOWN OTHERWISE",
        "EXCEPT WHERE SHOWN OTHERWISE",
        "EXCEPT WHERE SHOWN",
        "DECLASSIFICATION AUTHORITY DERIVED FROM:",
        "FBI AUTOMATIC DECLASSIFICATION GUIDE",
        "DECLASSIFICATION AUTHORITY DERIVED FROM: FBI AUTOMATIC DECLASSIFICATION GUIDE",
        "HEREIN IS UNCLASSIFIED DATE 00-00-0000 BY 00000 UC BAW/SAB",
        "DECLASSIFIED BY 00000 UC BAW/SAB ON 00-00-0000",
        "DECLASSIFIED BY SP-0 ON 00-00-00",
    ),
    # National Security Agency, Defense, Reconnaissance Office.
    _declassified(
        "nsa-release",
        "nsa",
        "Approved for Release by NSA on 00-00-2000, FOIA Case # 00000",
        "Declassified and approved for release by NSA on 00-00-2000 pursuant to E.O. 13526",
        "Declassified and Approved for Release by NSA on 00-00-2000 pursuant to E.O. 12958, as amended",
    ),
    _declassified(
        "osd-declassified",
        "osd",
        "DECLASSIFIED IN FULL",
        "Authority: EO 13526",
        "DECLASSIFIED IN FULL Authority: EO 13526",
        "Chief, Records & Declass Div, WHS",
    ),
    _declassified("nro-release", "nro", "NRO APPROVED FOR RELEASE", "APPROVED FOR RELEASE BY NRO"),
    _control(
        "osd-control",
        "osd",
        "Sec Def Cont Nr. X-0000",
        "Sec Def Cont Nr. X- 0295",
        "0295 Sec Def Cont Nr. X-",
        "Sec Def Cont Nr.",
    ),
    _control(
        "copy-number",
        "us",
        "This document consists of 00 pages. No. 00 of 00 copies, Series A",
        "This document consists of 00 pages, Number 00 of 00 copies",
        "This document consists of 00 pages. Copy No. 00 of 00 copies",
        "This document consists of 00 pages",
    ),
    # The President John F. Kennedy Assassination Records Collection.
    _control(
        "jfk-release",
        "jfk",
        "2025 RELEASE UNDER THE PRESIDENT JOHN F. KENNEDY ASSASSINATION RECORDS ACT OF 1992",
        "Released under the John F. Kennedy Assassination Records Collection Act of 1992 (44 USC 2107 Note).",
        "Released on 00/00/0000 under the John F. Kennedy Assassination Records Act of 1992",
        "Released under the John F. Kennedy",
        "Released under the John",
        "Assassination Records Collection Act of",
        "Records Collection Act of 1992",
        "Collection Act of 1992 (44 USC 2107 Note).",
        "1992 (44 USC 2107 Note). Case#:NW",
        "1992 (44 USC 2107 Note).",
        "(44 USC 2107 Note).",
        "Case#:NW 00000 Date: 00-00-0000",
    ),
    # Other countries.
    _control(
        "public-record-office",
        "uk",
        "COPYRIGHT - NOT TO BE REPRODUCED PHOTOGRAPHICALLY WITHOUT PERMISSION",
        "COPYRIGHT OF THE PUBLIC RECORD OFFICE NOT TO BE REPRODUCED",
        "Please note that this copy is supplied subject to the National Archives' terms and conditions",
    ),
    Stamp(
        "cabinet-paper",
        "uk",
        "header",
        (
            "THIS DOCUMENT IS THE PROPERTY OF HER BRITANNIC MAJESTY'S GOVERNMENT",
            "THIS DOCUMENT IS THE PROPERTY OF HIS BRITANNIC MAJESTY'S GOVERNMENT",
            "Printed for the Cabinet. July 1950",
        ),
    ),
    # Notices that go with a marking.
    Stamp(
        "espionage-laws",
        "us",
        "classification",
        (
            "This material contains information affecting the National Defense of the United States within the"
            " meaning of the Espionage Laws, Title 18, U.S.C. Secs. 793 and 794, the transmission or revelation",
            "This document contains information affecting the national defense of the United States within the",
            "of which in any manner to an unauthorized person is prohibited by law.",
            "meaning of the Espionage Laws, Title 18, U.S.C., Sections 793 and 794, the transmission or",
            "U.S.C. Secs. 793 and 794, the transmission or revelation of which in any manner to an unauthorized"
            " person is prohibited by law.",
            "revelation of its contents in any manner to an unauthorized person is prohibited by law.",
            "LIMITED: Dissemination limited to full-time employees of CIA, AEC and FBI; and, within State and"
            " Defense, to the intelligence components, other offices",
            "producing NIS elements, and higher echelons with their immediate supporting staffs. Not to be"
            " disseminated to consultants, external projects, or reserve personnel",
            "on short term active duty (excluding individuals who are normally full-time employees of CIA, AEC,"
            " FBI, State or Defense) unless the written permission of the originating office has been obtained",
            "WARNING NOTICE - SENSITIVE INTELLIGENCE SOURCES AND METHODS INVOLVED",
            "WARNING NOTICE SENSITIVE INTELLIGENCE SOURCES",
            "NATIONAL SECURITY INFORMATION Unauthorized Disclosure Subject to Criminal Sanctions",
            "Unauthorized Disclosure Subject to Criminal Sanctions",
        ),
    ),
    # What forms print at their feet.
    Stamp(
        "form-foot",
        "us",
        "footer",
        (
            "This document contains neither recommendations nor conclusions of the FBI. It is the property of the"
            " FBI and is loaned to your agency; it and its contents are not to be distributed outside your agency.",
            "This document contains neither recommendations nor conclusions of the FBI. It is the property of",
            "the FBI and is loaned to your agency; it and its contents are not to be distributed outside",
            "your agency; it and its contents are not to be distributed outside your agency.",
            "REPRODUCTION BY OTHER THAN THE ISSUING OFFICE IS PROHIBITED.",
            "REPRODUCTION BY OTHER THAN THE ISSUING OFFICE IS PROHIBITED. Copy No.",
            "USE PREVIOUS EDITIONS",
            "410 First Street, S.E., Washington, D.C. 20003",
            "300 7TH STREET, S.W., REPORTERS BUILDING, WASHINGTON, D.C. 20024",
            "Buy U.S. Savings Bonds Regularly on the Payroll Savings Plan",
        ),
    ),
)
"""The most particular first."""

CLASSIFICATIONS: tuple[str, ...] = (
    "TOP SECRET",
    "MOST SECRET",
    "SECRET",
    "CONFIDENTIAL",
    "UNCLASSIFIED",
    "RESTRICTED",
    "OFFICIAL USE ONLY",
    "FOR OFFICIAL USE ONLY",
    "ADMINISTRATIVE INTERNAL USE ONLY",
    "INTERNAL USE ONLY",
    "LIMITED OFFICIAL USE",
    "BACKGROUND USE ONLY",
    "EYES ONLY",
    "RESTRICTED DATA",
    "SECURITY INFORMATION",
    "US OFFICIALS ONLY",
    "COMMITTEE SENSITIVE",
    "LAW ENFORCEMENT SENSITIVE",
    "SENSITIVE BUT UNCLASSIFIED",
    "COSMIC TOP SECRET",
    "NATO SECRET",
)
"""Levels, as they stand alone at the head or foot of a page."""

HANDLING: frozenset[str] = frozenset(
    (
        "sensitive noforn nocontract orcon nodis exdis limdis eyes only rybat kapok spoke umbra ruff zarf "
        "wnintel no foreign forn dissem dissemination abroad restricted handling background use secret top "
        "confidential controlled handle via talent keyhole comint channels jointly channel internal "
        "official for when filled in special intelligence byeman data exclusive limited distribution nd not "
        "releasable nationals except this and with the of limited immediate priority routine operational "
        "noforeign "
        # Other agencies and decades.
        "security information formerly critical nuclear weapon design cnwdi rd frd fouo ouo les sbu stadis "
        "harvan cherokee roger propin relido rel usa aus can gbr nzl fvey si tk hcs gamma sigint humint "
        "codeword code word dinar canoe daunt trine moray ultra cosmic nato atomal uk us eyes officials "
        "exclusively strictly personal most committee staff law enforcement continued control systems system "
        "but noforn/wnintel nocontractor contractors consultants or to be taken warning notice sources "
        "methods involved exdis/nodis cia unclas guard lou tosec"
    ).split()
)
"""Words that may stand beside a level in a marking, and make one without a level if all are of them."""

HANDLING_ALONE: frozenset[str] = frozenset(
    "dissem noforn nodis exdis limdis eyes handle rybat orcon nocontract wnintel comint byeman stadis fouo".split()
)
"""Of these one or more make a phrase of handling words a marking without a level."""


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
