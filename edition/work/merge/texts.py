"""Three states of a text → the one that stands: new readings of the source, the editor's own where he changed it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from edition.work.merge.alignment import Alignment, Run, identity
from edition.work.merge.standoff import Standoff

# Elements whose edges part no words. Source: law 1.
_TEI = "{http://www.tei-c.org/ns/1.0}"
_INLINE = frozenset(
    _TEI + name
    for name in (
        "q ref date seg choice sic orig abbr surplus unclear pc g gap hi foreign persName placeName orgName anchor"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Both changed the characters at a place of the merged text."""

    at: int
    edited: str
    new: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The text that stands, its white space, and where the editor's and the new text lie in it."""

    text: str
    spaces: dict[int, str]
    edited: Alignment
    new: Alignment
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Characters start to end of the base, otherwise in the editor's text, in the new one, or in both."""

    start: int
    end: int
    is_edited: bool
    is_new: bool


def merge_texts(
    base: Standoff, edited: Standoff, new: Standoff, to_edited: Alignment, to_new: Alignment
) -> Merged:
    """The text of three states, given how the base lies in the other two."""
    if to_edited.same:
        spaces = _with_decisions(base, edited, new.spaces, to_edited, to_new)
        return Merged(new.text, spaces, to_new, identity(len(new.text)))
    pieces: list[str] = []
    edited_runs: list[Run] = []
    new_runs: list[Run] = []
    clashes: list[Clash] = []
    at = 0
    for hunk in _pieces(to_edited, to_new):
        e0, e1 = to_edited.end(hunk.start), to_edited.start(hunk.end)
        n0, n1 = to_new.end(hunk.start), to_new.start(hunk.end)
        in_edited, in_new = edited.text[e0:e1], new.text[n0:n1]
        piece = in_new if hunk.is_new and not hunk.is_edited else in_edited
        if not hunk.is_new or in_edited == in_new:
            edited_runs.append(Run(e0, at, len(piece)))
        elif hunk.is_edited:
            edited_runs.append(Run(e0, at, len(piece)))
            clashes.append(Clash(at, in_edited, in_new))
        if not hunk.is_edited or in_edited == in_new:
            new_runs.append(Run(n0, at, len(piece)))
        pieces.append(piece)
        at += len(piece)
    text = "".join(pieces)
    from_edited = Alignment(_whole(edited_runs), len(edited.text), at)
    from_new = Alignment(_whole(new_runs), len(new.text), at)
    spaces = _spaces(edited, new, from_edited, from_new)
    return Merged(text, spaces, from_edited, from_new, tuple(clashes))


def _whole(runs: list[Run]) -> tuple[Run, ...]:
    """The runs that are not empty, those that follow upon one another as one."""
    joined: list[Run] = []
    for run in runs:
        if not run.length:
            continue
        last = joined[-1] if joined else Run(-1, -1, 0)
        if run.old == last.old + last.length and run.new == last.new + last.length:
            joined[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            joined.append(run)
    return tuple(joined)


def _pieces(to_edited: Alignment, to_new: Alignment) -> Iterator[_Hunk]:
    """The base cut into what is in all three and what somebody changed; changes that touch are one."""
    at = 0
    for hunk in _hunks(to_edited, to_new):
        if hunk.start > at:
            yield _Hunk(at, hunk.start, False, False)
        yield hunk
        at = hunk.end
    if at < to_edited.old:
        yield _Hunk(at, to_edited.old, False, False)


def _hunks(to_edited: Alignment, to_new: Alignment) -> Iterator[_Hunk]:
    changes = [(*change, True, False) for change in _changes(to_edited)]
    changes += [(*change, False, True) for change in _changes(to_new)]
    current: _Hunk | None = None
    for start, end, is_edited, is_new in sorted(changes):
        if current is None or start > current.end:
            if current:
                yield current
            current = _Hunk(start, end, is_edited, is_new)
        else:
            current = _Hunk(
                current.start, max(current.end, end), current.is_edited or is_edited, current.is_new or is_new
            )
    if current:
        yield current


def _changes(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """The stretches of the old text that are otherwise in the new."""
    old = new = 0
    for run in (*alignment.runs, Run(alignment.old, alignment.new, 0)):
        if run.old > old or run.new > new:
            yield old, run.old
        old, new = run.old + run.length, run.new + run.length


def _spaces(
    edited: Standoff, new: Standoff, from_edited: Alignment, from_new: Alignment
) -> dict[int, str]:
    """The white space of the merged text: the new text's, the editor's where the words are his."""
    spaces: dict[int, str] = {}
    for own, alignment in ((edited, from_edited), (new, from_new)):
        starts = [run.old for run in alignment.runs]
        for place, space in own.spaces.items():
            at = bisect_right(starts, place) - 1
            if at >= 0 and place <= alignment.runs[at].old + alignment.runs[at].length:
                spaces[place - alignment.runs[at].old + alignment.runs[at].new] = space
    return spaces


def _with_decisions(
    base: Standoff, edited: Standoff, spaces: dict[int, str], to_edited: Alignment, to_new: Alignment
) -> dict[int, str]:
    """The white space, where the editor joined or parted words as he did."""
    changed = {place for place in base.spaces.keys() ^ edited.spaces.keys() if 0 < place < len(base.text)}
    changed -= _edges(base) | _edges(edited)
    if not changed:
        return spaces
    spaces = dict(spaces)
    for place in changed:
        here = to_new.start(place)
        if to_new.end(place) != here:
            continue  # the source itself has something else there now
        if place in edited.spaces:
            spaces.setdefault(here, edited.spaces[place])
        else:
            spaces.pop(here, None)
    return spaces


def _edges(standoff: Standoff) -> set[int]:
    """The places where an element begins or ends that parts words of itself."""
    return {
        place for item in standoff.items if item.tag not in _INLINE for place in (item.start, item.end)
    }
