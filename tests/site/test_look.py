"""Whose look it is: templates overridden one at a time, tokens, fonts, logo, navigation, own pages."""

from dataclasses import replace
from pathlib import Path

import pytest
import regex
from lxml import html

from edition.diagnostics import EditionError, SourceError, UsageError
from edition.site import Look, SiteSettings, build_site, render_document

TEI = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>words</p></body></text></TEI>'


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "edition"
    folder.mkdir()
    return folder


def built(edition: Path, **keys: object) -> Path:
    look = Look(folder=str(edition), **keys)  # type: ignore[arg-type]
    settings = SiteSettings(title="Ours", documents=("a",), look=look)
    out = edition / "out"
    build_site([render_document("a", TEI, settings)], settings, out)
    return out


def test_a_template_of_the_edition_takes_the_place_of_one_and_its_blocks_one_at_a_time(edition: Path) -> None:
    (edition / "templates").mkdir()
    (edition / "templates" / "text.html").write_text(
        '{% extends "edition/text.html" %}{% block citation %}<p>CITED {{ document.title }}</p>{% endblock %}'
    )
    out = built(edition)
    text, about = (out / "a/index.html").read_text(), (out / "a/about.html").read_text()
    assert "CITED a" in text and "ed-cite" not in text and "words" in text
    assert "ed-cite" in about and "CITED" not in about


@pytest.mark.parametrize("wrong", ["{% block %}", "{{ nobody.knows }}", '{% extends "nowhere.html" %}'])
def test_a_wrong_template_is_an_error_with_its_place(edition: Path, wrong: str) -> None:
    (edition / "templates").mkdir()
    (edition / "templates" / "text.html").write_text(f"first line\n{wrong}")
    with pytest.raises(EditionError, match=r"text\.html"):
        built(edition)


def test_without_a_look_there_is_no_stylesheet_for_it(edition: Path) -> None:
    out = built(edition)
    assert not (out / "_edition/look.css").exists() and "look.css" not in (out / "index.html").read_text()


@pytest.mark.parametrize("theme", ["archive", "press"])
def test_a_theme_changes_tokens_that_edition_css_has(edition: Path, theme: str) -> None:
    out = built(edition, theme=theme)
    style = (out / "_edition/look.css").read_text()
    known = set(regex.findall(r"(--[a-z]+):", (out / "_edition/edition.css").read_text()))
    assert set(regex.findall(r"(--[a-z]+):", style)) <= known
    assert '<link rel="stylesheet" href="../_edition/look.css">' in (out / "a/index.html").read_text()


def test_a_theme_of_the_edition_s_own_and_one_that_is_not_there(edition: Path) -> None:
    (edition / "templates" / "themes").mkdir(parents=True)
    (edition / "templates" / "themes" / "ours.css").write_text(":root { --paper: pink; }")
    assert "pink" in (built(edition, theme="ours") / "_edition/look.css").read_text()
    with pytest.raises(UsageError, match="default, archive, ours, press"):
        built(edition, theme="../../secret")


def test_colours_and_fonts_become_tokens_light_and_dark(edition: Path) -> None:
    (edition / "Our Serif.woff2").write_bytes(b"wOF2")
    out = built(
        edition,
        colours=(("edition", "#123456"), ("edition-dark", "rgb(1 2 3 / 50%)")),
        fonts=(("text", "Our Serif.woff2"), ("plain", '"Gill Sans", sans-serif')),
    )
    style = (out / "_edition/look.css").read_text()
    assert "--edition: #123456;" in style and "--edition: rgb(1 2 3 / 50%);" in style
    assert (
        'url("fonts/our-serif.woff2") format("woff2")' in style
        and (out / "_edition/fonts/our-serif.woff2").is_file()
    )
    assert '--plain: "Gill Sans", sans-serif;' in style


@pytest.mark.parametrize(
    "keys",
    [
        {"colours": (("edition", "red; } body { display: none"),)},
        {"colours": (("nonsense", "red"),)},
        {"colours": (("ink", "url(https://x.org)"),)},
        {"fonts": (("text", "x; } @import url(y)"),)},
        {"logo": "a.exe"},
        {"logo": "../secret.png"},
        {"pages": ("index.md",)},
        {"pages": ("a.md", "sub/a.md")},
        {"navigation": (("Evil", "javascript:alert(1)"),)},
    ],
)
def test_what_is_no_colour_font_logo_page_or_address_is_refused(
    edition: Path, keys: dict[str, object]
) -> None:
    (edition.parent / "secret.png").write_bytes(b"x")
    (edition / "a.md").write_text("x")
    (edition / "sub").mkdir()
    (edition / "sub" / "a.md").write_text("x")
    with pytest.raises(UsageError):
        built(edition, **keys)


def test_a_file_that_is_not_there_is_an_error_with_its_name(edition: Path) -> None:
    with pytest.raises(SourceError, match=r"essay\.md"):
        built(edition, pages=("essay.md",))


def test_own_pages_in_markdown_are_in_the_navigation_of_every_page(edition: Path) -> None:
    (edition / "essay.md").write_text(
        "# On *lighthouses*\n\nWords, <script>alert(1)</script>, [a link](a/index.html), [b](javascript:x).\n\n"
        "# More\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n"
    )
    out = built(edition, pages=("essay.md",), navigation=(("Archive", "https://example.org/"),))
    tree = html.document_fromstring((out / "essay.html").read_bytes())
    assert len(tree.xpath("//h1")) == 1 and tree.xpath("//table") and not tree.xpath("//main//script")
    assert tree.xpath("//main//a/@href")[0] == "a/index.html" and "javascript:x" not in tree.xpath(
        "//a/@href"
    )
    inside = html.document_fromstring((out / "a/index.html").read_bytes())
    assert "../essay.html" in inside.xpath("//nav//a/@href") and "https://example.org/" in inside.xpath(
        "//nav//a/@href"
    )


def test_logo_and_footer_are_on_every_page(edition: Path) -> None:
    (edition / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    out = built(edition, logo="logo.svg", footer="With *thanks* to <b>all</b>")
    page = (out / "a/index.html").read_text()
    assert 'src="../_edition/logo.svg" alt=""' in page and (out / "_edition/logo.svg").is_file()
    assert "<em>thanks</em> to &lt;b&gt;all" in page


def test_a_look_is_hashable_and_two_looks_do_not_mix(edition: Path) -> None:
    first = built(edition, footer="one")
    assert "one" in (first / "index.html").read_text()
    settings = SiteSettings(title="Ours", look=replace(Look(), footer="two"))
    build_site([render_document("a", TEI, settings)], settings, edition / "other")
    assert "two" in (edition / "other/index.html").read_text()
