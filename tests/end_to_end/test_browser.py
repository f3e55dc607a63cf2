"""The built site in a real browser: views, notes, no script, no network, two sizes, light and dark."""

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from edition.site import SiteSettings, build_site, render_document, searchable

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
if CHROMIUM is None:
    pytest.skip("no chromium on the PATH (Debian: apt install chromium)", allow_module_level=True)
sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed (pip install playwright)"
)

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>A record</title></titleStmt><publicationStmt><p>x</p></publicationStmt>
<sourceDesc><p>made up</p></sourceDesc></fileDesc></teiHeader><text><body>
<div xml:id="d1"><pb n="54" xml:id="p54" facs="https://example.org/54.jpg"/><fw type="classification">TOP SECRET</fw>
<head>The first division</head>
<opener><seg type="to">TO: The Secretary</seg><lb/><seg type="from">FROM: The Ambassador</seg></opener>
<p xml:id="para-1">On <date when="1965-02-17">February 17, 1965</date>, Harlech in<pc force="weak">-</pc>
<surplus reason="ocr">.</surplus><lb break="no"/>formed Rusk<lb/> that they
<choice><sic>eonsider</sic><corr type="ocr" cert="high">consider</corr></choice> it
settled.<note n="1">A note beside the text.</note><note n="3">And another.</note>
<ref type="noteref" n="2" target="#n2">2/</ref>
<seg type="redaction"><gap reason="redacted" unit="line" quantity="1"/>[1 line not declassified]</seg>
<note type="redaction">3.3(b)(1)</note></p>
<quote><p>A displayed quotation <q cert="low">"that opens and never closes.</q></p></quote>
<list><label>a.</label><item>one</item><pb n="55"/><label>b.</label><item>two</item></list>
<list><item>one <list><item>inner</item></list></item><item>two</item></list>
<table><head>A table</head><row role="label"><cell>A</cell><cell>B</cell><cell>C</cell><cell>D</cell></row>
<row><cell>1</cell><cell cols="2">2</cell><cell>3</cell></row></table>
<p xml:lang="ara">نص عربي</p>
<lg><l n="5">A line of verse</l></lg>
<sp><speaker>First</speaker><p>Words <stage>aside</stage></p></sp>
<note xml:id="n2" place="bottom"><label>2/</label> A note of the source.</note>
</div>PAGES</body></text></TEI>"""
PAGES = "".join(f'<pb n="{n}"/><p>Words of page {n} of this long record.</p>' for n in range(56, 130))

VIEWPORTS = {"phone": {"width": 360, "height": 800}, "desktop": {"width": 1440, "height": 900}}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browser") / "a folder with spaces"
    settings = SiteSettings(
        title="Two records",
        editors=("A. Editor",),
        publisher="Press",
        licence="CC0",
        documents=("one", "two"),
        search=searchable(),
    )
    documents = [
        render_document(name, TEI.replace("PAGES", PAGES).encode(), settings) for name in ("one", "two")
    ]
    assert not [d for d in build_site(documents, settings, folder) if d.severity != "info"]
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Any, site: Path) -> Iterator[Any]:
    context = browser.new_context(java_script_enabled=False, viewport=VIEWPORTS["desktop"])
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto((site / "one" / "index.html").as_uri())
    yield opened
    context.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where a plain web host has the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def scripted(browser: Any) -> Iterator[Any]:
    """A page with script; what its console says against us ends up in `said`."""
    context = browser.new_context(viewport=VIEWPORTS["desktop"])
    opened = context.new_page()
    opened.said = []
    opened.on("console", lambda message: message.type == "error" and opened.said.append(message.text))
    opened.on("pageerror", lambda error: opened.said.append(str(error)))
    yield opened
    context.close()


def shown(page: Any, selector: str) -> bool:
    """Whether any element of a kind takes room on the page and is more than a speck for screen readers."""
    boxes = [element.bounding_box() for element in page.locator(selector).all()]
    return any(box and box["width"] > 2 and box["height"] > 2 for box in boxes)


def test_a_page_opened_from_a_folder_asks_for_its_own_files_alone(page: Any, site: Path) -> None:
    assert page.asked
    assert all(url.startswith(site.as_uri()) for url in page.asked)
    assert "Two records" in page.title()


def test_the_stylesheet_is_at_work_under_the_policy(page: Any) -> None:
    assert not shown(page, ".fw")


def test_the_reading_view_has_proposed_readings_and_whole_words(page: Any) -> None:
    assert "Harlech informed Rusk" in " ".join(page.locator("#para-1").inner_text().split())
    assert not shown(page, ".source") and shown(page, "ins.proposed")


def test_the_diplomatic_view_has_the_source_s_lines_hyphens_and_misreadings(page: Any) -> None:
    page.check("#ed-view-diplomatic", force=True)
    text = page.locator("#para-1").inner_text()
    assert "in-" in text and "eonsider" in text
    assert not shown(page, "ins.proposed")
    assert shown(page, ".fw")


def test_the_doubts_view_shows_both_readings_with_reason_and_certainty(page: Any) -> None:
    assert not shown(page, ".ed-why")
    page.check("#ed-view-doubts", force=True)
    assert shown(page, ".source") and shown(page, "ins.proposed") and shown(page, ".ed-why")
    assert "misread by OCR, certainty high" in page.locator("#para-1").inner_text()


def test_forme_work_is_one_click_away(page: Any) -> None:
    page.check("#ed-show-fw")
    assert shown(page, ".fw")


def test_views_are_switched_by_keyboard(page: Any) -> None:
    page.focus("#ed-view-reading")
    page.keyboard.press("ArrowRight")
    assert page.locator("#ed-view-diplomatic").is_checked()


def test_the_skip_link_is_the_first_stop(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.locator("a.skip").bounding_box()["x"] >= 0


def test_a_note_stands_beside_its_paragraph_and_leads_there_and_back(page: Any) -> None:
    note, paragraph = page.locator("#note-1").bounding_box(), page.locator("#para-1").bounding_box()
    assert note["x"] >= paragraph["x"] + paragraph["width"]
    page.click("a.ed-noteref")
    assert page.url.endswith("#note-1")
    page.click("#note-1 a.ed-back")
    assert page.url.endswith("#ref-note-1")


def test_on_a_phone_the_note_is_below_its_paragraph(page: Any) -> None:
    page.set_viewport_size(VIEWPORTS["phone"])
    note, paragraph = page.locator("#note-1").bounding_box(), page.locator("#para-1").bounding_box()
    assert note["y"] >= paragraph["y"] + paragraph["height"]


def test_page_numbers_are_in_the_margin_and_link_to_themselves(page: Any) -> None:
    number, text = page.locator("#p54").bounding_box(), page.locator("#para-1").bounding_box()
    assert number["x"] + number["width"] <= text["x"]
    page.click("#p54")
    assert page.url.endswith("#p54")


def test_next_and_previous_lead_through_the_portions(page: Any) -> None:
    page.click("a[rel=next]")
    assert page.locator("h1").inner_text() == "A record"
    page.click("a[rel=prev]")
    assert page.url.endswith("/one/index.html")


def test_a_redaction_is_told_without_colour(page: Any) -> None:
    redaction = page.locator(".redaction").first
    assert "withheld: [1 line not declassified]" in redaction.text_content()
    page.emulate_media(forced_colors="active")
    assert shown(page, ".redaction")


# ---- with script ------------------------------------------------------------------------------------


def test_the_view_is_remembered_and_in_the_address(scripted: Any, address: str) -> None:
    scripted.goto(f"{address}/one/index.html#para-1")
    scripted.get_by_text("Doubts", exact=True).click()
    assert scripted.url.endswith("/one/index.html?view=doubts#para-1")
    scripted.goto(f"{address}/two/index.html")
    assert scripted.locator("#ed-view-doubts").is_checked()
    scripted.goto(f"{address}/two/index.html?view=diplomatic")
    assert scripted.locator("#ed-view-diplomatic").is_checked()
    assert not scripted.said


@pytest.mark.parametrize("view", ["nonsense", "<script>", "reading'\""])
def test_a_view_nobody_knows_is_the_reading_view(scripted: Any, address: str, view: str) -> None:
    scripted.goto(f"{address}/one/index.html?view={view}#%E0%A4%A")
    assert scripted.locator("#ed-view-reading").is_checked()
    assert not scripted.said


needs_pagefind = pytest.mark.skipif(
    not searchable(), reason="pagefind is not installed (pip install 'pagefind[bin]')"
)


@needs_pagefind
def test_search_finds_a_word_broken_in_the_source_and_opens_at_its_page(scripted: Any, address: str) -> None:
    scripted.goto(f"{address}/search.html")
    scripted.wait_for_selector("#ed-q:focus")
    scripted.keyboard.type("informed")
    scripted.keyboard.press("Enter")
    scripted.wait_for_selector(".hits li")
    assert scripted.locator("#ed-found").inner_text() == "Pages found for “informed”: 2"
    scripted.locator(".sub a").first.click()
    scripted.wait_for_selector("article mark")
    assert scripted.url.endswith("?q=informed#p54")
    assert scripted.locator("article mark").all_inner_texts()[:2] == ["in", "formed"]
    assert not scripted.said


@needs_pagefind
@pytest.mark.parametrize("word", ["consider", "eonsider"])
def test_search_finds_a_place_by_either_reading(scripted: Any, address: str, word: str) -> None:
    scripted.goto(f"{address}/search.html?q={word}")
    scripted.wait_for_selector(".hits li")
    assert scripted.locator(".hits li").count() == 2


@needs_pagefind
def test_search_finds_no_forme_work(scripted: Any, address: str) -> None:
    scripted.goto(f'{address}/search.html?q="TOP SECRET"')
    scripted.wait_for_selector("#ed-found:not(:empty)")
    assert "Nothing found" in scripted.locator("#ed-found").inner_text()


@needs_pagefind
def test_search_says_so_where_the_index_cannot_be_read(scripted: Any, page: Any, site: Path) -> None:
    scripted.goto((site / "search.html").as_uri())
    scripted.wait_for_selector(".failed:has-text('as a file')")
    assert scripted.locator("#ed-without a").count() and not scripted.locator("form").is_visible()
    page.goto((site / "search.html").as_uri())  # without script
    assert "needs script" in page.locator(".failed").inner_text()
    assert page.locator("#ed-without a").count() and not page.locator("form").is_visible()


@needs_pagefind
def test_the_search_page_is_the_only_one_whose_policy_is_wider(site: Path) -> None:
    wider = [path.name for path in site.rglob("*.html") if "wasm-unsafe-eval" in path.read_text()]
    assert wider == ["search.html"]


@pytest.mark.parametrize("size", sorted(VIEWPORTS))
def test_no_page_is_wider_than_its_window(browser: Any, site: Path, size: str) -> None:
    context = browser.new_context(viewport=VIEWPORTS[size])
    opened = context.new_page()
    for path in sorted(site.rglob("*.html")):
        opened.goto(path.as_uri())
        width = opened.evaluate("document.documentElement.scrollWidth")
        assert width <= VIEWPORTS[size]["width"], path
    context.close()


def axe_source() -> Path | None:
    """The script of axe-core that the package axe-playwright-python carries."""
    found = util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        return None
    return next(Path(found.origin).parent.rglob("axe.min.js"), None)


@pytest.mark.skipif(axe_source() is None, reason="axe-core is not here (pip install axe-playwright-python)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", sorted(VIEWPORTS))
def test_every_kind_of_page_is_clean_under_wcag_22_aa(
    browser: Any, site: Path, size: str, scheme: str
) -> None:
    script = axe_source()
    assert script is not None
    context = browser.new_context(viewport=VIEWPORTS[size], color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    for name in (
        "index.html",
        "about.html",
        "404.html",
        "registers.html",
        "chronology.html",
        "redactions.html",
        "readings.html",
        "markings.html",
        "search.html",
        "one/index.html",
        "one/contents.html",
        "one/about.html",
    ):
        for view in ("ed-view-reading", "ed-view-diplomatic", "ed-view-doubts"):
            opened.goto((site / name).as_uri())
            if view != "ed-view-reading":
                if name != "one/index.html":
                    continue
                opened.check(f"#{view}", force=True)
            opened.evaluate(script.read_text(encoding="utf-8"))
            found = opened.evaluate(
                "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],"
                " rules: {'target-size': {enabled: true}}})"
            )
            assert not [
                (name, view, fault["id"], node["html"][:300], node["failureSummary"])
                for fault in found["violations"]
                for node in fault["nodes"]
            ]
    context.close()
