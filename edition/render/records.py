"""Descriptions: names and dates, manuscripts, dictionaries, linking and analysis, documentation of tags."""

from edition.render.behaviour import Row, block, container, inline, labelled
from edition.render.html import escape
from edition.render.phrases import N_
from edition.render.state import Element, Rendering, Tags, local_name

EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
XINCLUDE = "{http://www.w3.org/2001/XInclude}"

_BLOCKS = [
    "person",
    "personGrp",
    "org",
    "place",
    "event",
    "object",
    "relation",
    "listRelation",
    "listEvent",
    "entry",
    "entryFree",
    "superEntry",
    "hom",
    "sense",
    "etym",
    "msPart",
    "msFrag",
    "msItem",
    "msItemStruct",
    "category",
    "taxonomy",
    "interpGrp",
    "spanGrp",
    "linkGrp",
    "joinGrp",
    "altGrp",
    "timeline",
    "fs",
    "fLib",
    "fvLib",
    "fsdDecl",
    "vColl",
    "graph",
    "tree",
    "eTree",
    "forest",
    "schemaSpec",
    "elementSpec",
    "classSpec",
    "macroSpec",
    "moduleSpec",
    "exemplum",
    "remarks",
    "constraintSpec",
    "content",
    "attList",
    "attDef",
    "valList",
    "valItem",
    "correspAction",
    "change",
    "respStmt",
    "editionStmt",
    "listChange",
    "egXML",
    "catDesc",
    "relatedItem",
    "noteGrp",
    "recording",
]

_CONTAINERS = ["listPerson", "listPlace", "listOrg", "listObject", "listNym", "standOff", "listAnnotation"]

# What a description says of its fields; a field without a row here still keeps its words.
_FIELDS = {
    "msIdentifier": N_("Shelfmark"),
    "msContents": N_("Contents"),
    "physDesc": N_("Description"),
    "history": N_("History"),
    "additional": N_("Further information"),
    "origin": N_("Origin"),
    "provenance": N_("Provenance"),
    "acquisition": N_("Acquisition"),
    "objectDesc": N_("Object"),
    "supportDesc": N_("Support"),
    "layoutDesc": N_("Layout"),
    "handDesc": N_("Hands"),
    "scriptDesc": N_("Scripts"),
    "musicNotation": N_("Music"),
    "decoDesc": N_("Decoration"),
    "bindingDesc": N_("Binding"),
    "sealDesc": N_("Seals"),
    "accMat": N_("Accompanying material"),
    "adminInfo": N_("Record"),
    "surrogates": N_("Surrogates"),
    "condition": N_("Condition"),
    "collation": N_("Collation"),
    "foliation": N_("Foliation"),
    "birth": N_("Born"),
    "death": N_("Died"),
    "occupation": N_("Occupation"),
    "affiliation": N_("Affiliation"),
    "education": N_("Education"),
    "nationality": N_("Nationality"),
    "residence": N_("Residence"),
    "faith": N_("Faith"),
    "population": N_("Population"),
    "climate": N_("Climate"),
    "terrain": N_("Terrain"),
}


def sample(element: Element, here: Rendering) -> Tags:
    """An element of an example in the Guidelines' manner: its tags are shown, as code."""
    del here
    name = local_name(element)
    attributes = "".join(f' {local_key(key)}="{value}"' for key, value in element.items())
    if name == "egXML":
        return '<pre class="egXML">', "</pre>\n"
    start, end = escape(f"<{name}{attributes}>"), escape(f"</{name}>")
    return f'<span class="ed-tag">{start}</span>', f'<span class="ed-tag">{end}</span>'


def local_key(name: str) -> str:
    """An attribute's name as it is written: `xml:id`."""
    namespace, _, local = name.rpartition("}")
    return f"xml:{local}" if "XML/1998" in namespace else local


def missing_inclusion(element: Element, here: Rendering) -> Tags:
    """A file that should be included here and is not."""
    address = element.get("href", "")
    here.warn(element, "inclusion", f"the file {address} that should be included here is not there")
    here.block = True
    said = escape(here.gettext("not here: %s") % address)
    return f'<div class="missing"><span class="ed-missing"{here.facts.marking}>{said}</span>', "</div>\n"


EXAMPLE = Row(sample)
INCLUSION = Row(missing_inclusion)

RECORDS: dict[str, Row] = {
    **{name: block(name, host="inside") for name in _BLOCKS},
    **{name: container(name) for name in _CONTAINERS},
    **{name: labelled(label, name) for name, label in _FIELDS.items()},
    "msDesc": block("msDesc", host="inside"),
    "code": inline("code", "code"),
    "gi": inline("gi", "code"),
    "att": inline("att", "code"),
    "val": inline("val", "code"),
    "tag": inline("tag", "code"),
    "eg": block("eg", "pre"),
    "idno": inline("idno"),
}
