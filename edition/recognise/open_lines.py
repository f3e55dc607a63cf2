"""Lines that nothing claims yet: what block recognisers read."""

from collections.abc import Iterator, Sequence

from edition.findings import Annotation, Context, Finding, Line


def open_lines(context: Context, found: Sequence[Finding]) -> tuple[Line, ...]:
    """What recognisers before have left of each line: the whole, or the stretches beside their claims."""
    claims = sorted((f.start, f.end) for f in found if isinstance(f, Annotation) and f.start < f.end)
    return tuple(_open(context, claims))


def _open(context: Context, claims: Sequence[tuple[int, int]]) -> Iterator[Line]:
    at, covered = 0, 0
    for line in context.lines:
        if covered <= line.start and (at == len(claims) or claims[at][0] >= line.end):
            yield line
            continue
        if covered <= line.start and (at == len(claims) or claims[at][0] >= line.end):
            yield line
            continue
        start = max(line.start, covered)
        while at < len(claims) and claims[at][0] < line.end:
            claim_start, claim_end = claims[at]
            at += 1
            if start < claim_start:
                yield from _stretch(context, line, start, claim_start)
            start = max(start, claim_end)
        covered = max(covered, start)
        if start < line.end:
            yield from _stretch(context, line, start, line.end)


def _stretch(context: Context, line: Line, start: int, end: int) -> Iterator[Line]:
    body = context.document.text[start:end]
    bare = body.strip()
    if bare:
        start += len(body) - len(body.lstrip())
        whole = start == line.start
        yield Line(start, start + len(bare), line.indent if whole else 0, line.gap if whole else 0, line.page)
