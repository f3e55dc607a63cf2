import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.diagnostics import Location, Severity, SourceError
from edition.xml import IllFormed, parse

BOMB = (
    b'<!DOCTYPE a [<!ENTITY l "lol">'
    + b"".join(b'<!ENTITY l%d "%s">' % (i, (b"&l%d;" % (i - 1) if i else b"&l;") * 10) for i in range(9))
    + b"]>"
)


def faults(data: bytes) -> list[tuple[str, str, int | None, int | None]]:
    with pytest.raises(IllFormed) as caught:
        parse(data, "f.xml")
    found = caught.value.diagnostics
    assert all(fault.severity is Severity.ERROR and fault.location.file == "f.xml" for fault in found)
    return [(fault.code, fault.message, fault.location.line, fault.location.column) for fault in found]


@pytest.mark.parametrize(
    "data",
    [
        "<a>é</a>".encode(),
        "<a>é</a>".encode("utf-8-sig"),
        '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'.encode("latin-1"),
        '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'.encode("utf-8-sig"),
        '<?xml version="1.0" encoding="utf-8"?><a>é</a>'.encode("utf-16"),
        '<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode("utf-16-le"),
        "<a>é</a>".encode("utf-32"),
        '<?xml version="1.0" encoding="windows-1252"?><a>é</a>'.encode("windows-1252"),
    ],
)
def test_any_encoding_and_byte_order_mark_is_read(data: bytes) -> None:
    assert parse(data, "f.xml").root.text == "é"


def test_internal_entities_are_expanded() -> None:
    data = (
        b'<!DOCTYPE a [<!ENTITY % p "<!ENTITY x \'1\'>"> %p; <!ENTITY y "<b>&x;</b>">]><a c="&x;">&y;&x;</a>'
    )
    root = parse(data, "f.xml").root
    assert (root.get("c"), root[0].text, root[0].tail) == ("1", "1", "1")


@pytest.mark.parametrize(
    "use",
    [
        b"<a>&l7;</a>",
        b'<a b="&l7;"/>',
        b"<a>" + b"&l5;" * 100 + b"</a>",
        b"<a><!-- c -->" + b"<b>" * 300 + b"&l8;" + b"</b>" * 300 + b"</a>",
    ],
)
def test_an_entity_bomb_is_refused(use: bytes) -> None:
    assert faults(BOMB + use)[0][0] == "xml/entity-bomb"


def test_a_large_entity_used_often_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY l "' + b"x" * 50_000 + b'">]><a>' + b"&l;" * 5_000 + b"</a>"
    assert faults(bomb)[0][0] == "xml/entity-bomb"


def test_entities_that_are_declared_and_not_used_harm_nobody() -> None:
    assert parse(BOMB + b'<a b="&l2;"/>', "f.xml").root.get("b") == "lol" * 1000
    assert parse(BOMB + b"<a>" * 300 + b"</a>" * 300, "f.xml").root.tag == "a"


def test_an_entity_that_refers_to_itself_is_refused() -> None:
    data = b'<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>'
    assert faults(data)[0][1] == "an entity refers to itself"


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "FILE">]><a>&x;</a>',
        b'<!DOCTYPE a [\n<!ENTITY x SYSTEM "FILE">]><a b="&x;"/>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "FILE"> %x;]><a/>',
        b'<!DOCTYPE a [<!ENTITY x PUBLIC "p" "http://localhost:9/x">]><a>&x;</a>',
    ],
)
def test_nothing_from_outside_is_read(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("outside") / "secret.txt"
    secret.write_text("secret")
    found = faults(data.replace(b"FILE", secret.as_uri().encode()))
    assert "outside this file" in found[0][1]
    assert "secret<" not in repr(found)


def test_a_missing_external_dtd_is_a_warning() -> None:
    parsed = parse(b'<!DOCTYPE a PUBLIC "-//TEI//" "tei.dtd" [<!ENTITY x "1">]><a>&x;</a>', "f.xml")
    assert [(d.severity, d.code, d.message) for d in parsed.diagnostics] == [
        (Severity.WARNING, "xml/external-dtd", "the DTD tei.dtd is not read")
    ]
    assert parsed.root.text == "1"


def test_every_undefined_entity_is_named_at_its_place() -> None:
    assert faults(b'<!DOCTYPE a SYSTEM "http://localhost:9/x.dtd"><a>\n &eacute; &foo;</a>') == [
        ("xml/undefined-entity", "the entity &eacute; is not defined", 2, 2),
        ("xml/undefined-entity", "the entity &foo; is not defined", 2, 11),
    ]
    assert faults(b"<a>&eacute;</a>") == [
        ("xml/undefined-entity", "the entity &eacute; is not defined", 1, 4)
    ]


def test_a_wrong_end_tag_tells_where_the_open_one_began() -> None:
    with pytest.raises(SourceError) as caught:
        parse(b"<a>\n <b>\n</a>", "f.xml")
    assert str(caught.value) == "f.xml:3:1: </a> closes nothing here: <b> is still open"
    assert isinstance(caught.value, IllFormed)
    assert caught.value.diagnostics[0].help == "close <b> first; it was opened at line 2, column 2"


def test_a_file_that_breaks_off_tells_what_is_open() -> None:
    assert faults(b"<a>\n <b>")[0][1:3] == ("the file ends while <b> is open", 2)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"  \n", "this is no XML: it does not begin with a tag"),
        (b"hello", "this is no XML: it does not begin with a tag"),
        (b"\x00\x01\x02", "this is no XML: it does not begin with a tag"),
        (b"<a/><b/>", "something follows the end tag of the root element"),
        (b"<a>& b</a>", "a bare & begins a reference to nothing"),
        (b"<a b=c/>", "the value of an attribute has no quotation marks"),
        (b'<a b="1" b="2"/>', "the attribute b stands twice in one tag"),
        (b"<a><x:b/></a>", "the prefix of <x:b> belongs to no namespace"),
        (b"<a>\x01</a>", "the character number 1 cannot stand in XML"),
        (b"<a", "the start tag <a> does not end"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "nobody knows the encoding klingon"),
    ],
)
def test_what_is_wrong_is_said_in_an_editors_words(data: bytes, message: str) -> None:
    assert faults(data)[0][:2] == ("xml/ill-formed", message)


def test_bytes_that_are_not_in_the_encoding_are_told_of() -> None:
    assert "not in the encoding" in faults(b"<a>\n\xff</a>")[0][1]


def test_a_depth_of_2048_is_the_most() -> None:
    assert parse(b"<a>" * 2047 + b"</a>" * 2047, "f.xml").root.tag == "a"
    code, message, line, _ = faults(b"<a>\n" * 2500 + b"</a>" * 2500)[0]
    assert (code, message) == ("xml/too-deep", "elements are nested more than 2,048 levels deep")
    assert line == 2049


def test_a_text_of_twenty_million_characters_is_read() -> None:
    assert len(parse(b"<a>" + b"x" * 20_000_000 + b"</a>", "f.xml").root.text or "") == 20_000_000


def test_ids_that_are_no_names_or_given_twice_do_not_stop_the_parser() -> None:
    assert len(parse(b'<a><b xml:id="1 2"/><b xml:id="x"/><b xml:id="x"/></a>', "f.xml").root) == 3


def test_the_places_of_elements_are_their_start_tags() -> None:
    parsed = parse('<?xml version="1.0"?>\r\n<a\r\n x="1">é𐐀<b/>\n</a>'.encode(), "f.xml")
    assert [(p.line, p.column, p.name) for p in parsed.places()] == [(2, 1, "a"), (3, 10, "b")]


def test_a_message_without_a_line_is_still_a_message() -> None:
    assert faults(BOMB + b"<a>&l7;</a>")[0][2:] == (1, None)


@given(st.binary(max_size=60) | st.text(alphabet='<>/a&;!x[]"= \n', max_size=40).map(str.encode))
def test_no_bytes_raise_anything_but_our_own_error(data: bytes) -> None:
    try:
        parsed = parse(data, "f.xml")
    except IllFormed as error:
        assert error.location == error.diagnostics[0].location
        assert isinstance(error.location, Location)
    else:
        assert len(parsed.places()) == len(list(parsed.root.iter("*")))
