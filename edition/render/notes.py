"""Notes (TEI `note`): out of the line, linked both ways with the place they are about."""

from edition.render.addresses import pending_back_links
from edition.render.behaviour import Row
from edition.render.html import anchor, escape, plain_attribute
from edition.render.state import XML, Element, Rendering, Tags, local_name

# In these a note is a remark within a record, and stays where it is.
_RECORDS = frozenset(
    (
        "bibl biblStruct monogr analytic person place org event object notesStmt correspAction sense entry "
        "gramGrp listBibl msItem listPerson listPlace listOrg"
    ).split()
)


def _bare(element: Element, here: Rendering) -> Tags:
    del element, here
    return "", ""


def divert(element: Element, here: Rendering, content: str, length: int) -> str:
    """What stays in the line: a note's reference; or the note itself where it is part of the text's run."""
    kind = element.get("type", "")
    parent = element.getparent()
    if kind == "redaction":
        return _in_line(
            element,
            here,
            content,
            "redaction-note",
            here.gettext("note of the record on what is withheld") + ": ",
        )
    if (parent is not None and local_name(parent) in _RECORDS) or element.get("place") == "inline":
        return _in_line(element, here, content, "remark", "")
    here.features.add("note")
    name = here.anchor_of(element, f"note-{element.get('n') or here.note_count + 1}")
    pointed_at = anchor(element.get(f"{XML}id", "")) in here.facts.noted
    if here.hosts == 0:
        return _among_blocks(element, here, content, name)
    if pointed_at:
        here.notes.append((_note(element, here, content, name, ""), length))
        here.block = False
        return ""
    return _referenced(element, here, content, name, length)


def _in_line(element: Element, here: Rendering, content: str, name: str, heard: str) -> str:
    tag = "div" if here.block else "span"
    spoken = here.unseen(heard) if heard else ""
    return f"<{tag}{here.attributes(element, f'note {name}')}>{spoken}{content}</{tag}>"


def _referenced(element: Element, here: Rendering, content: str, name: str, length: int) -> str:
    """A note at the very place it is about: a number is set there."""
    here.note_count += 1
    number = element.get("n", "").strip() or str(here.note_count)
    reference = here.new_anchor(f"ref-{name}")
    heard = plain_attribute(here.gettext("note %s") % number)
    leads = plain_attribute(here.gettext("back to the text"))
    back = (
        f'<a class="ed-back" role="doc-backlink" href="#{plain_attribute(reference)}" '
        f'aria-label="{heard}, {leads}">{escape(number)}</a> '
    )
    here.notes.append((_note(element, here, content, name, back), length))
    here.block, here.link = False, True
    return (
        f'<a class="ed-noteref" role="doc-noteref" id="{plain_attribute(reference)}" '
        f'href="#{plain_attribute(name)}" aria-label="{heard}">{escape(number)}</a>'
    )


def _among_blocks(element: Element, here: Rendering, content: str, name: str) -> str:
    """A note that stands where the source has it, between the blocks."""
    here.block = True
    return _note(element, here, content, name, "")


def _note(element: Element, here: Rendering, content: str, name: str, back: str) -> str:
    numbered = bool(back)
    classes = (
        f"note {escape(element.get('type', ''))}".rstrip()
        if element.get("type", "").isidentifier()
        else "note"
    )
    if element.get("resp") or element.get("type") == "editor":
        classes += " edition"
        label = escape(here.gettext("Edition:"))
        back += f'<span class="ed-label"{here.facts.marking}>{label}</span> '
    attributes = here.attributes(element, classes)
    links = "" if numbered else pending_back_links(name)
    own = "" if " id=" in attributes else f' id="{plain_attribute(name)}"'
    return f'<div{attributes}{own} role="doc-footnote">{back}{content}{links}</div>\n'


NOTES: dict[str, Row] = {"note": Row(_bare, "block", "inside", aside=True, divert=divert)}
