"""The manual of the site (docs/site.md): each of its examples builds, and does what is said of it."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import regex
from lxml import html

from edition.config import parse_config
from edition.diagnostics import UsageError
from edition.pipeline.editions import Edition
from edition.pipeline.rendering import site_settings
from edition.render.state import Element, Rendering, Tags
from edition.site import behaviours, build_site, render_document

ROOT = Path(__file__).resolve().parents[2]
MANUAL = (ROOT / "docs" / "site.md").read_text(encoding="utf-8")
BLOCK = regex.compile(r"```(?P<kind>\w+)\n(?P<text>.*?)\n```", regex.DOTALL)
EXAMPLES = [(match["kind"], match["text"]) for match in BLOCK.finditer(MANUAL)]
TEI = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
</fileDesc></teiHeader><text xml:lang="en"><body><pb n="1"/><p>We ask <petition><p>for peace</p></petition>
<measure>ten ells</measure> <trait>tall</trait> <seal>L.S.</seal> <date when="1965-02-17">today</date></p>
<sp><speaker>Ann</speaker><p>x</p></sp></body></text></TEI>"""


def examples(kind: str) -> list[str]:
    return [text for each, text in EXAMPLES if each == kind]


def example(kind: str, part: str) -> str:
    (found,) = [text for text in examples(kind) if part in text]
    return found


def built(folder: Path, settings: str, files: Mapping[str, str] | None = None) -> Path:
    """The site of an edition with these settings and files."""
    for name, text in {"edition.toml": settings, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    config, faults = parse_config(settings.encode(), "edition.toml")
    assert not faults
    told = site_settings(Edition(folder, config), search=False)
    document = render_document("a", TEI, told)
    found = build_site([document], told, folder / "out")
    assert not [each for each in found if each.severity == "error"]
    return folder / "out"


def page(out: Path, name: str = "a/index.html") -> html.HtmlElement:
    return html.document_fromstring((out / name).read_bytes())


def test_every_example_of_the_manual_is_tried_here() -> None:
    assert [kind for kind, _ in EXAMPLES] == [
        "toml", "css", "toml", "markdown", "toml", "po", "toml", "toml", "python", "html",
    ]  # fmt: skip


def test_theme_colours_fonts_and_logo(tmp_path: Path) -> None:
    out = built(
        tmp_path, example("toml", "theme ="), {"logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    )
    style = (out / "_edition/look.css").read_text()
    assert "--edition: #1f4e79;" in style and "--edition: #8fbce6;" in style
    assert '--text: "EB Garamond", Georgia, serif;' in style
    assert page(out).xpath("//img[@class='logo']")


def test_a_theme_of_one_s_own(tmp_path: Path) -> None:
    out = built(tmp_path, '[site]\ntheme = "ours"\n', {"templates/themes/ours.css": examples("css")[0]})
    assert examples("css")[0] in (out / "_edition/look.css").read_text()
    tokens = set(regex.findall(r"(--[a-z]+):", examples("css")[0]))
    assert tokens <= set(regex.findall(r"(--[a-z]+):", (out / "_edition/edition.css").read_text()))
    assert page(out).xpath("//*[@class='speaker']")


def test_navigation_footer_and_pages(tmp_path: Path) -> None:
    out = built(tmp_path, example("toml", "navigation"), {"pages/introduction.md": examples("markdown")[0]})
    links = page(out).xpath("//header//nav//a/@href")
    assert {"https://example.org/", "../chronology.html", "../introduction.html"} <= set(links)
    assert page(out).xpath("//footer//em[.='care']")
    assert page(out, "introduction.html").xpath("string(//h1)") == "Introduction"


def test_language(tmp_path: Path) -> None:
    out = built(tmp_path, example("toml", "languages"))
    assert page(out).get("lang") == "de" and page(out).xpath("//article/@lang") == ["en"]


def test_a_language_of_one_s_own(tmp_path: Path) -> None:
    files = {"templates/languages/nl.po": examples("po")[0]}
    out = built(tmp_path, '[site]\nlanguages = ["nl", "de"]\n', files)
    assert "Inhoud" in page(out).xpath("//nav//a/text()") and "Über" in page(out).xpath("//nav//a/text()")
    assert "1 bladzijde" not in page(out).text_content()
    assert page(out, "index.html").get("lang") == "nl"


def test_behaviours_by_a_table(tmp_path: Path) -> None:
    out = built(tmp_path, example("toml", "petition"))
    assert page(out).xpath("//article//blockquote[contains(., 'for peace')]")
    assert page(out).xpath("//article//span[@class='measure'][.='ten ells']")
    assert page(out).xpath("//article//div[@class='trait'][.='tall']")


@pytest.mark.parametrize("like", ["nonsense", "<script>", ""])
def test_a_behaviour_nobody_knows_is_refused(tmp_path: Path, like: str) -> None:
    with pytest.raises(UsageError, match="nothing behaves like"):
        built(tmp_path, f"[site]\nbehaviours = {{ petition = '{like}' }}\n")


class _Point(EntryPoint):
    """An entry point whose module is given."""

    def load(self) -> object:
        return LOADED[self.value]


LOADED: dict[str, object] = {}


def installed(monkeypatch: pytest.MonkeyPatch, element: str, behaviour: object) -> None:
    LOADED["given:it"] = behaviour
    point = _Point(element, "given:it", behaviours.GROUP)
    monkeypatch.setattr(
        behaviours, "entry_points", lambda group: [point] if group == behaviours.GROUP else []
    )
    behaviours.installed.cache_clear()
    behaviours._house.cache_clear()


@pytest.fixture(autouse=True)
def nothing_stays_installed() -> Iterator[None]:
    yield
    behaviours.installed.cache_clear()
    behaviours._house.cache_clear()


def test_a_behaviour_of_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: dict[str, object] = {}
    exec(examples("python")[0], names)
    points = tomllib.loads(example("toml", "entry-points"))["project"]["entry-points"]
    assert points == {behaviours.GROUP: {"seal": "seals:seal"}}
    installed(monkeypatch, "seal", names["seal"])
    (seal,) = page(built(tmp_path, "")).xpath("//span[@class='seal r-boxed']")
    assert seal.text_content() == "seal: L.S."


def test_a_behaviour_that_fails_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(element: Element, here: Rendering) -> Tags:
        raise KeyError(element.tag)

    installed(monkeypatch, "seal", failing)
    with pytest.raises(behaviours.BehaviourError, match=r"'seal'.*KeyError"):
        built(tmp_path, "")


def test_a_behaviour_that_loses_a_word_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def hiding(element: Element, here: Rendering) -> Tags:
        return "<!--", "-->"

    installed(monkeypatch, "seal", hiding)
    document = render_document("a", TEI, site_settings(None, search=False))
    assert "render/lost" in {each.code for each in document.diagnostics}


def test_a_template_with_a_block_changed(tmp_path: Path) -> None:
    out = built(tmp_path, "", {"templates/text.html": examples("html")[0]})
    assert "Letter a of our archive." in page(out).text_content()
    assert page(out).xpath("//footer") and "Letter a" not in page(out, "index.html").text_content()


# "| `base.html` | what all … | `title`, `head` |": templates and their blocks as the manual has them.
ROW = regex.compile(
    r"^\| (?P<names>`[\w.-]+\.html`(?:, `[\w.-]+\.html`)*) \|[^|]*\|(?P<blocks>[^|]*)\|$", regex.M
)
CODE = regex.compile(r"`([\w.-]+)`")


def test_templates_and_blocks_are_those_that_there_are() -> None:
    folder = ROOT / "templates" / "site"
    rows = [(CODE.findall(row["names"]), CODE.findall(row["blocks"])) for row in ROW.finditer(MANUAL)]
    named = {name for names, _ in rows for name in names}
    assert named == {path.name for path in folder.glob("*.html") if not path.name.startswith("_")}
    blocks = regex.compile(r"\{% block (\w+) %\}")
    base = set(blocks.findall((folder / "base.html").read_text()))
    for names, said in rows:
        text = "".join((folder / name).read_text() for name in names)
        if "register.html" in names:
            text += (folder / "_register.html").read_text()
        assert set(blocks.findall(text)) - (base if names != ["base.html"] else set()) == set(said)
