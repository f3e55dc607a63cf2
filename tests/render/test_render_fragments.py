"""TEI to HTML fragments: behaviours, the joining of words, notes, portions, and that no text is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.render import Fragments, render
from edition.render.complete import missing_words
from edition.render.levels import without_gaps
from edition.render.table import BEHAVIOURS
from edition.xml import IllFormed, parse

TEI = "http://www.tei-c.org/ns/1.0"
SAMPLES = Path(__file__).parents[3] / "shared"


def rendered(body: str, header: str = "") -> Fragments:
    return render(document(body, header), "test.xml")


def document(body: str, header: str = "") -> etree._Element:
    source = f'<TEI xmlns="{TEI}"><teiHeader>{header}</teiHeader><text><body>{body}</body></text></TEI>'
    return parse(source.encode(), "test.xml").root


def html(body: str, header: str = "") -> str:
    return "".join(portion.html for portion in rendered(body, header).portions)


def words(markup: str) -> str:
    """What a reader of the reading view sees: hidden readings and marks left out."""
    tree = etree.HTML(f"<div>{markup}</div>")
    for hidden in tree.xpath(
        "//*[contains(@class, 'source') or contains(@class, 'surplus') or @class='pc'"
        " or starts-with(@class, 'fw') or starts-with(@class, 'ed-') or @class='apart']"
    ):
        assert isinstance(hidden, etree._Element)
        previous = hidden.getprevious()
        parent = hidden.getparent()
        assert parent is not None
        tail = hidden.tail or ""
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(hidden)
    return " ".join("".join(map(str, tree.itertext())).split())


# ---- the edition's own readings -----------------------------------------------------------------


def test_a_proposed_reading_is_told_in_words_and_the_source_stays() -> None:
    shown = html(
        "<p>they <choice><sic>eonsider</sic><corr type='ocr' cert='high'>consider</corr></choice></p>"
    )
    assert ">eonsider</s>" in shown
    assert '<ins class="proposed corr">consider</ins>' in shown
    assert "misread by OCR, certainty high" in shown


def test_who_proposes_is_told_where_there_are_several() -> None:
    header = (
        "<fileDesc><titleStmt><respStmt xml:id='a'><resp>corrected by</resp><name>Ann</name></respStmt>"
        "<respStmt xml:id='b'><resp>corrected by</resp><name>Ben</name></respStmt></titleStmt></fileDesc>"
    )
    body = "<p><choice><sic>a</sic><corr resp='#b' cert='low'>b</corr></choice></p>"
    assert "certainty low, Ben" in html(body, header)


def test_a_redaction_keeps_the_words_of_the_record_and_says_withheld() -> None:
    shown = html(
        '<p><seg type="redaction"><gap reason="redacted" unit="line"/>[1 line not declassified]</seg></p>'
    )
    assert 'class="redaction"' in shown
    assert "withheld: </span>" in shown
    assert "[1 line not declassified]" in shown
    assert "[…]" not in shown


def test_a_gap_without_words_of_its_own_is_shown() -> None:
    assert 'aria-label="2 words, illegible"' in html(
        "<p>a <gap reason='illegible' quantity='2' unit='word'/></p>"
    )


# ---- words and lines ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [
        'in<pc force="weak">-</pc><lb break="no"/>\nformed',
        'in\n<lb break="no"/>formed',
        'in<pc force="weak">-</pc> <surplus reason="ocr">.</surplus><lb break="no"/>\nformed',
        'in<pc force="weak">-</pc><lb break="no"/>\n<fw type="pageNum">7</fw>\n<pb n="8"/>\nformed',
        'in<pc force="weak">-</pc>formed',
    ],
)
def test_a_broken_word_is_whole_in_the_reading_view(broken: str) -> None:
    assert words(html(f"<p>Harlech, {broken} Rusk</p>")) in ("Harlech, informed Rusk",)


def test_words_on_two_lines_stay_apart() -> None:
    assert words(html("<p>Security<lb/>Council</p>")) == "Security Council"


def test_a_milestone_within_a_word_leaves_it_whole() -> None:
    assert words(html('<p>Coun<milestone unit="column" n="b" break="no"/>cil</p>')) == "Council"


# ---- structure ------------------------------------------------------------------------------------


def test_headings_follow_the_depth_of_headed_divisions() -> None:
    shown = rendered("<div><head>A</head><div><div><head>B</head><p>x</p></div></div></div>")
    assert [(h.level, h.text) for h in shown.headings] == [(1, "A"), (2, "B")]
    assert "<h2" in shown.portions[0].html and "<h3" in shown.portions[0].html


def test_a_paragraph_that_holds_a_list_is_no_p_of_html() -> None:
    shown = html("<p>before <list><item>one</item></list> after</p>")
    assert '<div class="p" role="paragraph">' in shown
    assert "<li>one</li>" in shown


def test_labels_and_items_become_pairs() -> None:
    shown = html("<list><head>H</head><label>a.</label><item>one</item></list>")
    assert "<dt>a.</dt>" in shown and "<dd>one</dd>" in shown
    assert shown.index("H</div><dl>") < shown.index("<dt>")


def test_a_page_between_rows_and_items_stays_in_the_table_and_the_list() -> None:
    assert '<tr class="between"><td colspan="99"><a class="ed-pb"' in html(
        '<table><row><cell>a</cell></row><pb n="2"/><row><cell>b</cell></row></table>'
    )
    assert '<li class="between"><a class="ed-pb"' in html(
        '<list><item>a</item><pb n="2"/><item>b</item></list>'
    )


def test_spans_of_cells_are_kept_and_nonsense_is_not() -> None:
    shown = html('<table><row><cell cols="2">a</cell><cell rows="x&quot;y">b</cell></row></table>')
    assert '<td colspan="2">a</td><td>b</td>' in shown


def test_a_page_number_links_to_itself_and_a_counted_one_is_in_brackets() -> None:
    shown = rendered('<pb n="54" xml:id="p54-on"/><p>a <pb/> b</p>')
    assert [(page.label, page.anchor) for page in shown.pages] == [("54", "p54-on"), ("[2]", "page-2")]
    assert 'id="p54-on" href="#p54-on" aria-label="page 54">54</a>' in shown.portions[0].html


def test_right_to_left_passages_are_marked_and_codes_are_bcp_47() -> None:
    assert 'lang="ar" dir="rtl"' in html('<p><foreign xml:lang="ara">سلام</foreign></p>')
    assert 'lang="fr" dir="ltr"' in html('<p xml:lang="fra">x</p>')
    assert "lang" not in html('<p xml:lang="no language at all">x</p>')


def test_the_look_of_the_source_becomes_classes_by_whitelist() -> None:
    shown = html("""<p rend="italic evil" style="text-align: center; background: url('https://x')">x</p>""")
    assert 'class="p r-italic r-center"' in shown
    assert "style=" not in shown and "url" not in shown


# ---- notes ----------------------------------------------------------------------------------------


def test_a_note_in_the_line_is_numbered_set_after_its_paragraph_and_linked_both_ways() -> None:
    shown = html("<p>word<note>The note.</note> more</p>")
    assert 'id="ref-note-1" href="#note-1"' in shown
    assert 'href="#ref-note-1"' in shown
    assert shown.index("more") < shown.index("The note.")


def test_a_note_of_the_source_and_its_reference_are_linked_both_ways() -> None:
    shown = html('<p>word <ref type="noteref" n="1" target="#n1">1/</ref></p><note xml:id="n1">One.</note>')
    assert 'id="ref-n1" role="doc-noteref" href="#n1"' in shown
    assert 'href="#ref-n1" aria-label="back to the text"' in shown


def test_a_note_on_redaction_stays_in_the_line() -> None:
    assert '<span class="note redaction-note">' in html('<p>a <note type="redaction">3.3(b)(1)</note> b</p>')


def test_links_and_notes_are_never_one_inside_the_other() -> None:
    shown = html(
        '<p><ref target="https://x.org/">a<note>b <ref target="https://y.org/">c</ref></note></ref></p>'
    )
    depth = 0
    for piece in shown.split("<"):
        depth += piece.startswith("a ") - piece.startswith("/a>")
        assert depth in (0, 1)


# ---- pointers and hostile input ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#x200b;script:alert(1)", "data:text/html,x",
     "vbscript:x", " javascript:alert(1)", "file:///etc/passwd", "//evil.example/x", "http://["],
)  # fmt: skip
def test_a_pointer_that_could_act_leads_nowhere(target: str) -> None:
    assert "href" not in html(f'<p><ref target="{target}">x</ref><ptr target="{target}"/></p>')


def test_a_pointer_to_nothing_is_plain_words() -> None:
    assert "href" not in html('<p><ref target="#nowhere">x</ref></p>')


def test_a_pointer_to_another_document_of_the_site_is_a_link() -> None:
    root = document('<p><ref target="../tei/004.xml#p3">x</ref><ref target="005.xml">y</ref></p>')
    shown = render(root, "test.xml", ("004",)).portions[0].html
    assert 'href="../004/index.html#p3"' in shown
    assert "005" not in shown


ATTRIBUTES = tuple(
    [
        "n",
        "type",
        "rend",
        "rendition",
        "style",
        "target",
        "url",
        "cert",
        "resp",
        "unit",
        "quantity",
        "extent",
        "reason",
        "wit",
        "ref",
        "level",
        "part",
        "role",
        "cols",
        "rows",
        "when",
        "facs",
        "agent",
        "place",
        "hand",
        "href",
        "xml:lang",
        "subtype",
    ]
)
HOSTILE = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;' onclick='x"


@pytest.mark.parametrize("name", sorted({*BEHAVIOURS, "unknown", "note"}))
def test_no_attribute_of_any_element_gets_out_of_its_quotation_marks(name: str) -> None:
    attributes = " ".join(f'{attribute}="{HOSTILE}"' for attribute in ATTRIBUTES)
    shown = html(
        f"<div><head>h</head><list><item><{name} {attributes}>a<hi>b</hi></{name}></item></list></div>"
    )
    assert "<script" not in shown
    for element in etree.HTML(f"<div>{shown}</div>").iter():
        assert not [key for key in element.attrib if str(key).startswith("on")], shown


def test_text_that_looks_like_markup_stays_text() -> None:
    assert "&lt;script&gt;&amp;amp;" in html("<p>&lt;script&gt;&amp;amp;</p>")


def test_an_id_given_twice_is_given_once_on_the_page() -> None:
    root = document('<p xml:id="a">x</p><p xml:id="b">y</p>')
    list(root.iter("{*}p"))[1].set("{http://www.w3.org/XML/1998/namespace}id", "a")
    assert render(root, "t").portions[0].html.count('id="a"') == 1


def test_two_thousand_levels_are_no_trouble() -> None:
    body = "<hi>" * 2000 + "deep" + "</hi>" * 2000
    assert "deep" in html(f"<p>{body}</p>")
    nested = "<div>" * 1500 + "<p>deep</p>" + "</div>" * 1500
    assert "deep" in html(nested)


def test_a_long_list_takes_time_in_proportion() -> None:
    assert html("<list>" + "<item>x</item>" * 20_000 + "</list>").count("<li>") == 20_000


# ---- whole documents -------------------------------------------------------------------------------


def test_a_long_text_is_cut_between_blocks_at_pages_and_links_find_their_portion() -> None:
    pages = "".join(
        f'<pb n="{n}"/><p xml:id="p{n}">page {n} <ref target="#p1">first</ref></p>' for n in range(1, 101)
    )
    shown = rendered(f'<div xml:id="d"><head>Long</head>{pages}</div>')
    files = [portion.file for portion in shown.portions]
    assert files[0] == "index.html" and len(files) > 2
    assert files[1].startswith("page-")
    assert all(
        portion.html.count("<section") == portion.html.count("</section>") for portion in shown.portions
    )
    assert 'href="index.html#p1"' in shown.portions[1].html
    assert sum(portion.html.count('id="d"') for portion in shown.portions) == 1
    assert shown.portions[1].first == files[1].removeprefix("page-").removesuffix(".html")


def test_a_text_in_no_namespace_and_p4_are_read_by_local_names() -> None:
    root = etree.fromstring(
        "<TEI.2><teiHeader/><text><body><div1><head>H</head><p>x</p></div1></body></text></TEI.2>"
    )
    shown = render(root, "t")
    assert [heading.text for heading in shown.headings] == ["H"]


@pytest.mark.parametrize(
    ("root", "code"),
    [
        ("<TEI.2><text><body><p>x</p></body></text></TEI.2>", "render/p4"),
        ("<TEI><text><body><p>x</p></body></text></TEI>", "render/namespace"),
        (
            '<TEI xmlns="http://example.org/our-tei"><text><body><p>x</p></body></text></TEI>',
            "render/namespace",
        ),
    ],
)
def test_what_is_not_in_the_namespace_of_p5_is_a_warning_with_its_place(root: str, code: str) -> None:
    (warning,) = render(etree.fromstring(root), "t.xml").diagnostics
    assert (warning.code, str(warning.severity), warning.location.line) == (code, "warning", 1)


@pytest.mark.parametrize(
    ("levels", "mended"),
    [("234", "234"), ("4432", "2222"), ("345345", "234234"), ("2442", "2332"), ("65", "22"), ("", "")],
)
def test_no_level_of_headings_is_left_out_where_a_page_begins_inside_a_division(
    levels: str, mended: str
) -> None:
    page = "".join(f'<h{n} class="head">x</h{n}>' for n in levels)
    assert without_gaps(page) == "".join(f'<h{n} class="head">x</h{n}>' for n in mended)


def test_a_heading_that_holds_blocks_has_its_level_mended_too() -> None:
    page = '<div class="head" role="heading" aria-level="4">x</div><h5>y</h5>'
    assert without_gaps(page) == '<div class="head" role="heading" aria-level="2">x</div><h3>y</h3>'


def test_a_corpus_shows_each_text_under_its_title() -> None:
    each = (
        "<TEI><teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt></fileDesc></teiHeader>"
        "<text><body><p>words {0}</p></body></text></TEI>"
    )
    root = etree.fromstring(
        f'<teiCorpus xmlns="{TEI}"><teiHeader/>{each.format("One")}{each.format("Two")}</teiCorpus>'
    )
    shown = render(root, "t")
    assert [heading.text for heading in shown.headings] == ["One", "Two"]
    assert not missing_words(root, [f"<article>{shown.portions[0].html}</article>"], "t")


def test_a_missing_inclusion_is_a_warning_and_a_visible_placeholder() -> None:
    shown = rendered('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="a.xml"/>')
    assert [diagnostic.code for diagnostic in shown.diagnostics] == ["render/inclusion"]
    assert "not here: a.xml" in shown.portions[0].html


def test_the_check_for_lost_words_finds_one() -> None:
    root = document("<p>one two</p><p>three</p>")
    lost = missing_words(root, ["<article><p>one two</p></article>"], "t.xml")
    assert [diagnostic.code for diagnostic in lost] == ["render/lost"]
    assert "three" in lost[0].message


def test_words_the_edition_adds_do_not_stand_for_lost_ones() -> None:
    root = document("<p>high</p>")
    assert missing_words(root, ['<article><span class="ed-why"> (high)</span></article>'], "t.xml")


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)


@given(st.lists(st.tuples(st.sampled_from(sorted(BEHAVIOURS)), TEXTS), max_size=12))
@settings(max_examples=60, deadline=None)
def test_whatever_elements_stand_in_whatever_others_no_word_is_lost(pairs: list[tuple[str, str]]) -> None:
    root = document("")
    parent = next(root.iter("{*}body"))
    for depth, (name, text) in enumerate(pairs):
        try:
            child = etree.SubElement(parent, f"{{{TEI}}}{name}")
            child.text, child.tail = text, text[::-1]
        except ValueError:  # characters that XML cannot hold
            return
        parent = child if depth % 3 else parent
    if next(root.iter("{*}teiHeader", "{*}facsimile", "{*}sourceDoc", "{*}standOff"), None) is not root[0]:
        return
    if any(name in ("teiHeader", "facsimile", "sourceDoc", "standOff") for name, _ in pairs):
        return
    shown = render(root, "t")
    pages = [f"<article>{portion.html}</article>" for portion in shown.portions]
    assert not missing_words(root, pages, "t")


def samples() -> Iterator[Path]:
    yield from sorted((SAMPLES / "tei-samples").rglob("*.xml"))
    yield from sorted((SAMPLES / "gold" / "dev").glob("*.xml"))


@pytest.mark.skipif(
    not (SAMPLES / "tei-samples").is_dir(), reason="the samples of other projects are not here"
)
def test_every_sample_is_rendered_whole_or_refused_with_its_place() -> None:
    refused = []
    for path in samples():
        try:
            root = parse(path.read_bytes(), path.name).root
        except IllFormed as error:
            refused.append((path.name, error.location and error.location.line))
            continue
        shown = render(root, path.name)
        pages = [f"<article>{portion.html}</article>" for portion in shown.portions]
        assert not missing_words(root, pages, path.name)
        assert len({portion.file for portion in shown.portions}) == len(shown.portions)
        for portion in shown.portions:
            assert "\x00" not in portion.html
    assert refused == [("DHARMA_INSCIK00183-1.xml", 29)]


CORPUS = """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>All</title></titleStmt>
</fileDesc></teiHeader>
<TEI><teiHeader/><text><body><p>written</p></body></text><sourceDoc><line>beside</line></sourceDoc></TEI>
<TEI><teiHeader/><sourceDoc><surface><line>transcribed</line></surface></sourceDoc></TEI>
<TEI><teiHeader/><standOff><note>data</note></standOff></TEI></teiCorpus>"""


def test_each_document_of_a_corpus_is_read_as_what_it_has() -> None:
    root = etree.fromstring(CORPUS)
    page = "".join(portion.html for portion in render(root, "c.xml").portions)
    assert "written" in page and "transcribed" in page
    assert "beside" not in page and "data" not in page
    assert missing_words(root, [f"<article>{page}</article>"], "c.xml") == ()
    lost = missing_words(root, [f"<article>{page.replace('transcribed', '')}</article>"], "c.xml")
    assert [each.code for each in lost] == ["render/lost"]
