"""Descriptions: names and dates, manuscripts, dictionaries, linking and analysis, documentation of tags."""

from edition.render.behaviour import Row, block, container, inline, labelled
from edition.render.html import escape
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
    "msIdentifier": "Shelfmark",
    "msContents": "Contents",
    "physDesc": "Description",
    "history": "History",
    "additional": "Further information",
    "origin": "Origin",
    "provenance": "Provenance",
    "acquisition": "Acquisition",
    "objectDesc": "Object",
    "supportDesc": "Support",
    "layoutDesc": "Layout",
    "handDesc": "Hands",
    "scriptDesc": "Scripts",
    "musicNotation": "Music",
    "decoDesc": "Decoration",
    "bindingDesc": "Binding",
    "sealDesc": "Seals",
    "accMat": "Accompanying material",
    "adminInfo": "Record",
    "surrogates": "Surrogates",
    "condition": "Condition",
    "collation": "Collation",
    "foliation": "Foliation",
    "birth": "Born",
    "death": "Died",
    "occupation": "Occupation",
    "affiliation": "Affiliation",
    "education": "Education",
    "nationality": "Nationality",
    "residence": "Residence",
    "faith": "Faith",
    "population": "Population",
    "climate": "Climate",
    "terrain": "Terrain",
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
    return f'<div class="missing"><span class="ed-missing">not here: {escape(address)}</span>', "</div>\n"


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
