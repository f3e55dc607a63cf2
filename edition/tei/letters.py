"""Letter heads as found → what the header says of the correspondence (TEI `correspDesc`)."""

from collections.abc import Iterator, Mapping, Sequence

from edition.findings import Annotation
from edition.recognise.correspondence import CorrespondenceHead
from edition.recognise.resolve import Node, descend
from edition.tei.header import Correspondence


def correspondence(
    heads: Sequence[CorrespondenceHead], body: Node, ids: Mapping[int, str]
) -> Iterator[Correspondence]:
    """For each letter head that became an `opener`: who, to whom, when, and the id of its division."""
    by_start = {head.start: head for head in heads}
    for division in descend(body):
        if division.element != "div":
            continue
        opener = next((child for child in division.children if child.element == "opener"), None)
        head = by_start.get(opener.start) if opener else None
        if opener and head:
            yield Correspondence(
                sender=head.sender,
                addressee=head.addressee,
                date_when=_when(opener),
                subject=head.subject,
                reference=head.reference,
                target=ids.get(id(division)),
            )


def _when(opener: Node) -> str | None:
    """The day of the opener's date line, else of the first date in it."""
    lines = [node for node in descend(opener) if node.element == "dateline"]
    for place in (*lines, opener):
        for node in descend(place):
            if node.element == "date" and isinstance(node.finding, Annotation):
                return dict(node.finding.attributes).get("when")
    return None
