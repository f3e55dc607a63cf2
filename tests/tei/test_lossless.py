import pytest

from edition.document import Document
from edition.readers import read_text
from edition.settings import Settings, SourcePart
from edition.tei.lossless import check_lossless

SOURCE = 'The light went out in-\nformally at ten, and the captain said "so."\n\n[name not declassified]\n'


def document_of(text: str) -> Document:
    return read_text("test", [SourcePart("t.txt", text.encode())])[0]


def tei(body: str) -> bytes:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'.encode()


@pytest.mark.parametrize(
    "body",
    [
        "<p>one two</p>",
        "<p>one<lb/>two</p>",
        "<p>one</p><p>two</p>",
        '<p>on<lb break="no"/>e two</p>',
        "<p><choice><sic>one</sic><corr>1</corr></choice> two<note type='editor'>so</note></p>",
        "<p>one <supplied>and</supplied> two</p><standOff><list>x</list></standOff>",
    ],
)
def test_the_same_text_passes_whatever_the_edition_adds(body: str) -> None:
    assert check_lossless(document_of("one two"), tei(body)) == ()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<p>one tw</p>", "law1/lossy"),
        ("<p>one two three</p>", "law1/lossy"),
        ("<p>two one</p>", "law1/lossy"),
        ("<p>onetwo</p>", "law1/word-boundary"),
        ("<p>on e two</p>", "law1/word-boundary"),
        ("<p>on<lb/>e two</p>", "law1/word-boundary"),
        ("<p>on</p><p>e two</p>", "law1/word-boundary"),
    ],
)
def test_a_loss_an_invention_and_a_torn_word_are_faults_with_their_place(body: str, code: str) -> None:
    faults = check_lossless(document_of("one two"), tei(body))
    assert [(fault.code, fault.location.line) for fault in faults] == [(code, 1)]


def test_a_document_that_would_be_lossy_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    import edition.convert as room

    monkeypatch.setattr(
        room,
        "build_text",
        lambda document, body, ids: __import__("lxml.etree").etree.fromstring(
            '<text xmlns="http://www.tei-c.org/ns/1.0"><body><p xml:id="x">The light</p></body></text>'
        ),
    )
    result = room.convert("test", [SourcePart("t.txt", SOURCE.encode())], Settings())
    assert result.tei is None
    assert [d.code for d in result.diagnostics] == ["law1/lossy"]
    assert str(result.diagnostics[0].location).startswith("t.txt:1:")
