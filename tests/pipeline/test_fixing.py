"""`--fix`: what is beyond doubt is mended, to the byte, and nothing else."""

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from edition.cli import group
from edition.resources import resource
from edition.xml import parse
from edition.xml.encodings import encode_like

NAMESPACE = ' xmlns="http://www.tei-c.org/ns/1.0"'
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Lom</title></titleStmt><publicationStmt><p>Ours</p></publicationStmt>"
    "<sourceDesc><p>A letter</p></sourceDesc></fileDesc></teiHeader>"
)
GRAMMAR = """default namespace = "http://www.tei-c.org/ns/1.0"
start = element TEI { header, element text { element body { block* } } }
header = element teiHeader { any }
any = (text | attribute * { text } | element * { any })*
block = element p { attribute rend { text }?, attribute when { text }?, attribute xml:id { xsd:ID }?, inline }
  | element pb { attribute n { text }?, empty } | element list { element item { inline }+ }
inline = (text | element date { attribute when { xsd:date }?, text } | element hi { text } | element note { text })*
"""


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    (tmp_path / "s.rnc").write_text(GRAMMAR)
    return tmp_path / "s.rnc"


def run(*arguments: object, **more: object) -> Result:
    return CliRunner().invoke(group, ["validate", *map(str, arguments)], prog_name="edition", **more)  # type: ignore[arg-type]  # input


def fixed(schema: Path, data: bytes) -> tuple[bytes, Result]:
    file = schema.parent / "f.xml"
    file.write_bytes(data)
    result = run(file, "--schema", schema, "--fix")
    return file.read_bytes(), result


def document(body: str, root: str = NAMESPACE) -> str:
    return f"<TEI{root}>{HEADER}<text><body>{body}</body></text></TEI>"


CASES = (
    ("<p>a <daet when='1965-01-02'>b</daet></p>", "<p>a <date when='1965-01-02'>b</date></p>"),
    ("<p rned = 'x'\n>b</p>", "<p rend = 'x'\n>b</p>"),
    ('<p id="one">b</p>', '<p xml:id="one">b</p>'),
    ("<lisst><item>a</item><itme/></lisst >", "<list><item>a</item><item/></list >"),
    ('<pb n="4 \t"/>', '<pb n="4"/>'),
    ("<p whne='1' rednd=\"&amp;&#65;\">é</p>", "<p when='1' rend=\"&amp;&#65;\">é</p>"),
)


@pytest.mark.parametrize(("wrong", "right"), CASES)
def test_what_is_beyond_doubt_is_mended_and_nothing_else(schema: Path, wrong: str, right: str) -> None:
    after, result = fixed(schema, document(wrong).encode())
    assert after.decode() == document(right)
    assert result.exit_code == 0
    assert "mended in 1 file" in result.stderr
    again, result = fixed(schema, after)
    assert again == after and "mended" not in result.stderr


def test_a_root_without_a_namespace_gets_it_and_then_the_rest_is_mended(schema: Path) -> None:
    after, result = fixed(schema, document("<p>a <daet>b</daet></p>", root="").encode())
    assert after.decode() == document("<p>a <date>b</date></p>")
    assert result.exit_code == 0


@pytest.mark.parametrize(
    "doubtful",
    [
        "<p>a <dote>b</dote></p>",  # date, and note
        "<xp>a</xp>",  # nobody can tell
        "<p><item>a</item></p>",  # known, and not here
        '<date when="1965-02-30"/>',
        '<p when="1" whn="2">a</p>',  # it is there already
        "<p id='1 2'>no id</p>",  # the name would be right, and the value wrong
        "<p xmlns='http://example.org/'>a</p>",
        "<p surrend='x'>a</p>",  # another word
    ],
)
def test_what_is_doubtful_is_left_alone(schema: Path, doubtful: str) -> None:
    data = document(doubtful).encode()
    after, result = fixed(schema, data)
    assert after == data
    assert result.exit_code == 1


ENCODINGS = (
    ("utf-8", b"", "\n"),
    ("utf-8", b"\xef\xbb\xbf", "\r\n"),
    ("utf-16-le", b"\xff\xfe", "\r"),
    ("utf-16-be", b"\xfe\xff", "\n"),
    ("iso-8859-1", b"", "\r\n"),
    ("iso-8859-5", b"", "\n"),
)


@pytest.mark.parametrize(("encoding", "mark", "line_end"), ENCODINGS)
def test_every_other_byte_stays(schema: Path, encoding: str, mark: bytes, line_end: str) -> None:
    words = (
        "Привет" if encoding == "iso-8859-5" else "Größe" if encoding == "iso-8859-1" else "Größe 𝄞 Привет"
    )
    name = encoding.removesuffix("-le").removesuffix("-be")
    text = f'<?xml  version="1.0"  encoding="{name}"?>\n<!-- {words} -->\n' + document(
        f"\n\t<p  rend='a'   >{words} <daet >x</daet\n>&#x41;<!-- {words} --></p>  \n"
    )
    data = mark + text.replace("\n", line_end).encode(encoding)
    after, _ = fixed(schema, data)
    right = text.replace("<daet >", "<date >").replace("</daet\n", "</date\n").replace("\n", line_end)
    assert after == mark + right.encode(encoding)


def test_bytes_that_are_no_characters_are_not_written_anew() -> None:
    assert encode_like("x", b"caf\xe9", "utf-8") is None
    assert encode_like("x", b"caf\xe9", "no-such-encoding") is None
    assert encode_like("caf\xe9 \u20ac", b"caf\xe9", "iso-8859-1") is None


def test_what_comes_of_an_entity_is_left_alone(schema: Path) -> None:
    text = f'<!DOCTYPE TEI [<!ENTITY d "<daet>b</daet>">]>{document("<p>a &d; <daet>c</daet></p>")}'
    after, result = fixed(schema, text.encode())
    assert after.decode() == text.replace("<daet>c</daet>", "<date>c</date>")
    assert result.exit_code == 1


def test_diff_shows_it_and_changes_nothing(schema: Path) -> None:
    file = schema.parent / "f.xml"
    file.write_bytes(document("\n<p>a <daet>b</daet></p>\r\n").encode())
    before = file.read_bytes()
    result = run(file, "--schema", schema, "--diff")
    assert file.read_bytes() == before
    assert result.exit_code == 1
    lines = result.stdout_bytes.decode().split("\n")
    assert lines[0].startswith("--- a/") and lines[1].startswith("+++ b/")
    assert "-<p>a <daet>b</daet></p>\r" in lines and "+<p>a <date>b</date></p>\r" in lines
    assert "1 fault in 1 file can be mended by --fix" in result.stderr


def test_standard_input_is_shown_and_never_written(schema: Path) -> None:
    data = document("<p rned='x'/>")
    assert run("-", "--schema", schema, "--fix", input=data).exit_code == 2
    shown = run("-", "--schema", schema, "--diff", input=data)
    assert "rend='x'" in shown.stdout


def test_what_is_ignored_is_not_mended(schema: Path) -> None:
    file = schema.parent / "f.xml"
    data = document("\n<?edition ignore relaxng?>\n<p rned='x'/>\n<p rned='y'/>")
    file.write_text(data)
    run(file, "--schema", schema, "--fix")
    assert file.read_text() == data.replace("rned='y'", "rend='y'")
    file.write_text(data)
    run(file, "--schema", schema, "--fix", "--ignore", "relaxng/attribute-not-allowed")
    assert file.read_text() == data


def test_rights_and_links_stay(schema: Path) -> None:
    real = schema.parent / "real.xml"
    real.write_text(document("<p rned='x'/>"))
    real.chmod(0o640)
    link = schema.parent / "link.xml"
    link.symlink_to(real)
    run(link, "--schema", schema, "--fix")
    assert link.is_symlink() and "rend=" in real.read_text()
    assert stat.S_IMODE(os.stat(real).st_mode) == 0o640


def test_a_valid_file_is_never_touched() -> None:
    for sample in sorted((Path(__file__).parent.parent / "validate" / "samples").glob("*.xml")):
        before = sample.read_bytes()
        result = run(sample, "--schema", resource("schemas") / "edition.rng", "--diff")
        assert result.stdout == "" and sample.read_bytes() == before
        assert parse(before, "s.xml").diagnostics == ()
