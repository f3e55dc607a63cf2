"""Every kind of page as html-validate judges it, and every link of the site."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from edition.site import Look, SiteSettings, build_site, render_document, searchable

PROGRAM = shutil.which("html-validate")

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>
<titleStmt><title>A &lt;record&gt; &amp; "more"</title></titleStmt><publicationStmt><p>x</p></publicationStmt>
<sourceDesc><p>made up</p></sourceDesc></fileDesc><profileDesc><correspDesc><correspAction type="sent">
<persName ref="https://d-nb.info/gnd/1">Ann</persName></correspAction></correspDesc></profileDesc></teiHeader>
<text><body><div><head>One</head><pb n="1" facs="https://example.org/1.jpg"/><fw type="classification">SECRET</fw>
<opener><seg type="to">TO: Ann</seg></opener><p>On <date when="1965-02-17">that day</date> <persName>Ann</persName>
went to <placeName ref="#p">Rome</placeName>; <choice><sic>teh</sic><corr type="ocr" cert="low">the</corr></choice>
<seg type="redaction"><gap reason="redacted" unit="line" quantity="1"/>[1 line]</seg><note n="1"><p>n</p></note>
<app><lem wit="#A">a</lem><rdg wit="#B">b</rdg></app> <list><item>i</item></list> <q><p>in</p></q></p>
<table><row role="label"><cell>A</cell></row><row><cell><list><item>x</item></list></cell></row></table>
<figure><head>F</head><graphic url="https://example.org/x.png"/><figDesc>described</figDesc></figure>
<lg><l n="5">verse</l></lg><sp><speaker>A</speaker><p>b</p></sp><p xml:lang="ara">عربي</p>
<listPerson><person xml:id="q"><persName>Q</persName></person></listPerson>MORE</div></body></text></TEI>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("valid")
    (folder / "essay.md").write_text("# An essay\n\nWords.\n", encoding="utf-8")
    more = "".join(f'<div><head>Part {n}</head><pb n="{n}"/><p>words</p></div>' for n in range(2, 60))
    settings = SiteSettings(
        title="Two",
        editors=("A", "B"),
        base_url="https://example.org/ed",
        documents=("one", "two words"),
        search=searchable(),
        look=Look(folder=str(folder), languages=("fr",), pages=("essay.md",), footer="*foot*"),
    )
    documents = [
        render_document(name, TEI.replace("MORE", more).encode(), settings) for name in ("one", "two words")
    ]
    build_site(documents, settings, folder / "out")
    return folder / "out"


@pytest.mark.skipif(PROGRAM is None, reason="html-validate is not here (npm install -g html-validate)")
def test_every_kind_of_page_is_valid_html(site: Path, tmp_path: Path) -> None:
    assert PROGRAM is not None
    rules = {
        "extends": ["html-validate:standard"],
        "rules": {"no-trailing-whitespace": "off", "long-title": "off"},
    }
    (tmp_path / "rules.json").write_text(json.dumps(rules))
    run = subprocess.run(
        [PROGRAM, "--config", str(tmp_path / "rules.json"), "-f", "json", f"{site}/**/*.html"],
        capture_output=True,
        text=True,
        check=False,
    )
    faults = [
        (file["filePath"], m["ruleId"], m["message"])
        for file in json.loads(run.stdout)
        for m in file["messages"]
    ]
    assert faults == []


def test_every_link_within_the_site_arrives(site: Path) -> None:
    anchors: dict[Path, frozenset[str]] = {}
    links: list[tuple[Path, str]] = []
    for path in sorted(site.rglob("*.html")):
        root = html.document_fromstring(path.read_bytes())
        anchors[path.resolve()] = frozenset(map(str, root.xpath("//@id")))
        links += [(path.resolve(), str(link)) for link in (*root.xpath("//@href"), *root.xpath("//@src"))]
    within = [(path, urlsplit(link)) for path, link in links if not urlsplit(link).scheme]
    assert len(within) > 200
    for path, parts in within:
        target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
        assert target.is_file(), (path, parts.path)
        if target in anchors and parts.fragment:
            assert unquote(parts.fragment) in anchors[target], (path, parts)
