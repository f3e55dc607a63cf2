"""Words that announce a displayed quotation: somebody said, wrote or judged what follows."""

import regex

# Words that announce what somebody said, wrote or thought, in what manner so ever.
_SAYS = (
    r"quot\w+|sa(?:id|ys|ying)|stat(?:ed|es|ing)|wrote|writes|written|wired|cabled?|messages?|telegrams?|letters?|memorand\w+|"
    r"reported|repl(?:ied|y|ying)|answer\w*|respond\w*|responses?|reads?|text|words|warned|asked|told|added|declared|conclu\w+|"
    r"instruct\w+|recommend\w+|describ\w+|explain\w+|observ\w+|remark\w+|comment\w*|argu\w+|noted|felt|believed|"
    r"thought|urged|ordered|statement|propos\w+|suggest\w+|summar\w+|direct\w+|envisioned|testified|advice|advised"
)
# `as follows:`, `the following message:`; but `the following actions:` announces a list.
_FOLLOWS = (
    r"thus(?=\W*$)|follows?|following(?=\W*\d{0,3}/?\W*$)|following (?:\w+ )?"
    r"(?:text|message|cable|telegram|passage|letter|reply|advice|words|account|conversation|paragraph|exchange)"
)
ANNOUNCES = regex.compile(
    rf"(?i)\b(?:{_SAYS}|{_FOLLOWS})\b|\((?-i:[A-Z]\w+ )?(?:\d{{2,5}}|State|Embassy|Saigon)[^)]{{0,30}}\)\s*:"
)
SAYING = regex.compile(rf"(?i)\b(?:{_SAYS})\b")
# Words that announce what somebody judged, where a note reference tells that it was written down.
JUDGES = regex.compile(
    rf"(?i)\b(?:{_SAYS}|judg\w+|estimat\w+|assess\w+|dissent\w*|reiterat\w+|admonition|theme|expect\w+|view\w*)\b"
)
# `it is reproduced here in full:`, `The text of the message follows:`.
WHOLE = regex.compile(
    r"(?i)\bin full\b|\bfull text\b|\bin its entirety\b|\bverbatim\b|\btext\b[^.:]{0,60}\b(?:follows|reads)\b"
)
# `Kohler's account of the conversation follows: 134/`: its note reference stands before it, not at its end.
WHOLE_REFERRED = regex.compile(
    r"(?i)\b(?:message|cable|telegram|letter|memorandum|account|record|minutes)\b[^.:]{0,60}\b(?:follows|reads)\b"
)
# `the memorandum is reproduced in full.`: no colon is needed.
_REPRODUCED = regex.compile(
    r"(?i)\b(?:reproduced|quoted|given|printed) (?:\w+ )?(?:in full|verbatim|in its entirety)\W*$"
)
# What numbered paragraphs are quoted from, where no note reference at their end tells it.
DOCUMENT = regex.compile(
    r"(?i)\b(?:annex|memorandum|memo|cable|message|telegram|letter|directive|minutes|text|NSAM|JCSM?)\b"
    r".{0,80}\b(?:follows|following|reads?)\W*\d{0,3}/?\W*$"
)
# `...I believe we have achieved greater results`: words that somebody left out begin a quotation.
ELLIPSIS = regex.compile(r"\W{0,3}(?:\.{3}|\. \. \.|…)")
_SENTENCE = regex.compile(r"[.?!][\"”’)]*\s+(?=\p{Lu})")


def last_sentences(text: str) -> str:
    """The last sentence, and the one before it: it may name the document that the last one quotes."""
    tail = text[-500:]
    ends = [match.end() for match in _SENTENCE.finditer(tail)]
    return tail[ends[-2] :] if len(ends) > 1 else tail


def reproduces(text: str) -> bool:
    """Whether a paragraph says, without a colon, that a document follows in full."""
    return _REPRODUCED.search(text, max(0, len(text) - 80)) is not None
