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
    return _merged_anew(base, edited, new, to_edited, to_new)


def _merged_anew(
    base: Standoff, edited: Standoff, new: Standoff, to_edited: Alignment, to_new: Alignment
) -> Merged:
    """The text where the editor changed it without mark-up: piece by piece."""
    pieces: list[str] = []
    edited_runs: list[Run] = []
    new_runs: list[Run] = []
    clashes: list[Clash] = []
    at = 0
    for hunk in _pieces(to_edited, to_new):
        e0, e1 = _across(to_edited, hunk)
        n0, n1 = _across(to_new, hunk)
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
    spaces = _with_decisions(base, edited, spaces, to_edited, from_edited)
    return Merged(text, spaces, from_edited, from_new, tuple(clashes))


def _across(alignment: Alignment, hunk: _Hunk) -> tuple[int, int]:
    """Where a piece of the base lies in another text: one that was changed with all that was put in there."""
    if hunk.is_edited or hunk.is_new:
        return alignment.end(hunk.start), alignment.start(hunk.end)
    return alignment.start(hunk.start), alignment.end(hunk.end)


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


def _spaces(edited: Standoff, new: Standoff, from_edited: Alignment, from_new: Alignment) -> dict[int, str]:
    """The white space of the merged text: the new text's, the editor's where the words are his."""
    spaces = _own_spaces(new, from_new, 0)
    spaces |= _own_spaces(edited, from_edited, 0)
    for place in _inside(from_new):
        spaces.pop(place, None)
    return spaces | _own_spaces(new, from_new, 1)


def _own_spaces(own: Standoff, alignment: Alignment, inset: int) -> dict[int, str]:
    """The white space of one text where it lies in the merged one, `inset` characters from each run's edge."""
    starts = [run.old for run in alignment.runs]
    spaces: dict[int, str] = {}
    for place, space in own.spaces.items():
        for at in (bisect_right(starts, place) - 2, bisect_right(starts, place) - 1):
            run = alignment.runs[at] if at >= 0 else None
            if run and run.old + inset <= place <= run.old + run.length - inset:
                spaces[place - run.old + run.new] = space
    return spaces


def _inside(alignment: Alignment) -> Iterator[int]:
    for run in alignment.runs:
        yield from range(run.new + 1, run.new + run.length)


def _with_decisions(
    base: Standoff, edited: Standoff, spaces: dict[int, str], to_edited: Alignment, from_edited: Alignment
) -> dict[int, str]:
    """The white space, where the editor joined or parted words as he did."""
    changed = list(_changed_spaces(base, edited, to_edited))
    if not changed:
        return spaces
    spaces = dict(spaces)
    for place in changed:
        here = from_edited.start(place)
        if from_edited.end(place) != here:
            continue  # the source itself has something else there now
        if place in edited.spaces:
            spaces.setdefault(here, edited.spaces[place])
        else:
            spaces.pop(here, None)
    return spaces


def _changed_spaces(base: Standoff, edited: Standoff, to_edited: Alignment) -> Iterator[int]:
    """The places of the edited text, amid words and away from edges, where he joined or parted words."""
    base_edges, edges = _edges(base), _edges(edited)
    for run in to_edited.runs:
        shift = run.new - run.old
        old = {place for place in base.spaces if run.old < place < run.old + run.length} - base_edges
        new = {place for place in edited.spaces if run.new < place < run.new + run.length} - edges
        moved = {place - shift for place in new}
        for place in sorted(old ^ moved):
            if place not in base_edges and place + shift not in edges:
                yield place + shift


def _edges(standoff: Standoff) -> set[int]:
    """The places where an element begins or ends that parts words of itself."""
    return {place for item in standoff.items if item.tag not in _INLINE for place in (item.start, item.end)}
