"""Lines and paragraphs that open or close with a quotation mark: whose words they are."""

import regex

# `"As we enter`, `. "Khanh replied`: a mark, with what OCR has before it.
OPENING_MARK = regex.compile(r"(?:[^\w\s]{1,2}[^\S\n])?(?:[\"“”„]|''|‘‘|’’|\.\.\.\s*\"|[^\w\s]{0,2}[\"“])")
DOUBLE_MARK = regex.compile(r"[\"“”]")
# `level. >`, `pacification." 16/`, `in Cuba." (89)`.
CLOSING_MARK = regex.compile(r"[\"“”>®]\s*(?:[(£]?\d{1,3}/|\([^()\s]{1,10}\))?\W*$")
# `GRONOUSKI`: the sender's name below a cable.
_SENDER = regex.compile(r"\p{Lu}{4,16}\W{0,3}")
# A shorter line in marks is a title or a word.
_SHORTEST = 60


def is_narration(text: str) -> bool:
    """Whether a paragraph closes the mark it opens with, and goes on in words of its own.

    A second mark behind a space opens a quotation within the first.
    """
    marks = [match.start() for match in DOUBLE_MARK.finditer(text)]
    if len(marks) < 2 or text[marks[1] - 1].isspace() or text[marks[1] - 1] in "(—-":
        return False
    return bool(text[marks[1] + 1 :].strip()) and not CLOSING_MARK.match(text, marks[1])


def is_in_marks(text: str) -> bool:
    """Whether a paragraph stands in quotation marks from its first to its last word."""
    return (
        len(text) > _SHORTEST
        and OPENING_MARK.match(text) is not None
        and CLOSING_MARK.search(text[-12:]) is not None
        and DOUBLE_MARK.search(text, 4) is not None
        and not is_narration(text)
    )


def is_sender(text: str) -> bool:
    """Whether a line is a surname in capitals, as it ends a cable."""
    return _SENDER.fullmatch(text) is not None
