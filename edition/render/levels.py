"""Levels of headings within a page: none is left out, wherever in a division the page begins."""

import regex

# `<h3 class="head">`, `</h3>`, `<div class="head" role="heading" aria-level="3">`: as our behaviours write them.
_HEADING = regex.compile(
    r'<h(?P<open>[2-6])(?=[ >])|</h(?P<close>[2-6])>|role="heading" aria-level="(?P<aria>[2-6])"'
)
_ARIA = 'role="heading" aria-level="'


def without_gaps(html: str) -> str:
    """The HTML of a portion, its highest headings at level 2 and each other one below the one it belongs to."""
    if _in_order(html):
        return html
    # Headings around the one in hand: the level they had, and the one they have now.
    around: list[tuple[int, int]] = []

    def level(had: int) -> int:
        while around and around[-1][0] >= had:
            around.pop()
        now = around[-1][1] + 1 if around else 2
        around.append((had, now))
        return now

    def mended(match: regex.Match[str]) -> str:
        if match["open"]:
            return f"<h{level(int(match['open']))}"
        if match["close"]:
            return f"</h{around[-1][1] if around else match['close']}>"
        return f'{_ARIA}{level(int(match["aria"]))}"'

    return _HEADING.sub(mended, html)


def _in_order(html: str) -> bool:
    """Whether nothing is to be mended, as on most pages; told without a pattern, for each page is asked."""
    if _ARIA in html:
        return False
    before = 1
    for piece in html.split("<h")[1:]:
        if piece[:1] in "23456" and piece[1:2] in (" ", ">"):
            if (level := int(piece[0])) > before + 1:
                return False
            before = level
    return True
