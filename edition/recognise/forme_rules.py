"""The rules of forme work: why a line is a stamp, a marking, a running title, a number of the record."""

from edition.findings import Rule

EXTRACTION = Rule(
    "forme_work/extraction",
    "An extraction tool wrote the line to mark pages; the record does not have it.",
    "## Page 3",
)
STAMP = Rule(
    "forme_work/stamp",
    "The line is most like one of a stamp known to be printed on records of this kind.",
    "Declassified pcr Executive Ordcr 13526, Section 3.3",
)
CLASSIFICATION = Rule(
    "forme_work/classification",
    "At a page's head or foot stands a line of nothing but a level and handling words.",
    "TOP SECRET - Sensitive",
)
DAMAGED_CLASSIFICATION = Rule(
    "forme_work/damaged-classification",
    "A word alone at a page's head or foot is no word of the language and one or two letters from a level.",
    "SERRET",
)
CONTROL = Rule(
    "forme_work/control",
    "The line holds nothing but a record's or a docket's number.",
    "14-00000",
)
RECORD = Rule(
    "forme_work/record-number",
    "The line holds nothing but the number by which a collection knows the record.",
    "104-10338-10018",
)
DOCID = Rule(
    "forme_work/docid",
    "The line holds the number of a scanned record, and may tell the scan's page.",
    "HW 50955 Docld:32204973 Page 2",
)
FOLIO = Rule(
    "forme_work/folio",
    "At the heads or feet of several pages stands the same number of a file, or one that counts them all.",
    "00738, 00739, 00740",
)
FORM = Rule(
    "forme_work/form-number",
    "At a page's edge stands what a form prints of itself: its number and edition.",
    "FORM NO. 237 Use previous editions",
)
TELETYPE = Rule(
    "forme_work/teletype-head",
    "A teletype repeats its station and number at the head of each page, after the page's number.",
    "PAGE 2 DAR ES SALAAM 1144 SECRET",
)
OWN = Rule(
    "forme_work/own",
    "The line is most like a stamp or a running title that the edition's settings name.",
    "The Harbour Talks, Part 2",
)
LETTERHEAD = Rule(
    "forme_work/letterhead",
    "The name of an office, or where it sits, in capitals at the head of a page.",
    "CENTRAL INTELLIGENCE AGENCY",
)
RECURRING = Rule(
    "forme_work/recurring",
    "The line stands at the head or foot of several pages: a running title.",
    "The Rolling Thunder Program Begins",
)
