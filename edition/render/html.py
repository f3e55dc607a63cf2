"""Characters made safe for HTML, and the few shapes every behaviour uses."""

import regex

# Characters that no XML has and no HTML page should: left by nobody but a hostile parser.
_CONTROL = regex.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

# A file name or an anchor takes these as they are: "page-54", "p54-british-apparently".
_UNSAFE_IN_A_FILE_NAME = regex.compile(r"[^\p{L}\p{N}_-]+")

# An anchor may hold anything but white space; TEI's names are stricter still.
_WHITE = regex.compile(r"\s+")


_ESCAPED = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"))


def escape(text: str) -> str:
    """Text as HTML has it, for content and for quoted attributes alike."""
    if text.isalnum():
        return text
    for sign, entity in _ESCAPED:
        if sign in text:
            text = text.replace(sign, entity)
    return text


def plain_attribute(text: str) -> str:
    """An attribute's value, escaped, its control characters dropped."""
    return escape(text if text.isprintable() else _CONTROL.sub("", text))


def slug(text: str, longest: int = 48) -> str:
    """A name that is safe as a file's and as an anchor: letters, digits, hyphens; may be empty."""
    words = _UNSAFE_IN_A_FILE_NAME.sub("-", text.casefold()).strip("-")
    if len(words) <= longest:
        return words
    # Ends with a whole word where the words are not too long for it.
    return (words[:longest].rpartition("-")[0] or words[:longest]).rstrip("-")


def anchor(identifier: str) -> str:
    """An `xml:id` as an anchor; white space, which only a hostile one has, becomes hyphens."""
    if identifier.isidentifier():
        return identifier
    return _WHITE.sub("-", identifier.strip())
