"""Pictures: those beside the TEI are copied and shown, others are links, none comes from elsewhere."""

from pathlib import Path

import pytest
from lxml import html

from edition.site import RenderedDocument, SiteSettings, build_site, render_document

TEI = "http://www.tei-c.org/ns/1.0"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def rendered(folder: Path, body: str, before: str = "") -> RenderedDocument:
    data = f'<TEI xmlns="{TEI}">{before}<text><body>{body}</body></text></TEI>'.encode()
    (folder / "tei").mkdir(exist_ok=True)
    return render_document("a", data, SiteSettings(), str(folder / "tei" / "a.xml"))


def sources(document: RenderedDocument) -> list[str]:
    tree = html.document_fromstring(dict(document.pages)["index.html"])
    return [str(each) for each in tree.xpath("//article//img/@src")]


def test_a_scan_beside_the_tei_is_copied_and_stands_at_its_page(tmp_path: Path) -> None:
    (tmp_path / "scans").mkdir()
    (tmp_path / "scans" / "page 54.png").write_bytes(PNG)
    document = rendered(tmp_path, '<pb n="54" facs="../scans/page%2054.png"/><p>x</p>')
    assert sources(document) == ["images/page-54.png"]
    assert 'alt="scan: page 54"' in dict(document.pages)["index.html"].decode()
    build_site([document], SiteSettings(), tmp_path / "out")
    assert (tmp_path / "out" / "a" / "images" / "page-54.png").read_bytes() == PNG


def test_a_pointer_at_a_surface_leads_to_its_picture(tmp_path: Path) -> None:
    (tmp_path / "s.png").write_bytes(PNG)
    surface = (
        '<facsimile><surface xml:id="s1"><graphic url="../s.png"/><zone xml:id="z1"/></surface></facsimile>'
    )
    assert (
        sources(rendered(tmp_path, '<pb facs="#s1"/><p>x</p><pb facs="#z1"/>', surface))
        == ["images/s.png"] * 2
    )


def test_a_picture_of_the_text_is_shown_with_its_description(tmp_path: Path) -> None:
    (tmp_path / "map.png").write_bytes(PNG)
    figure = '<figure><graphic url="../map.png"/><figDesc>A map</figDesc></figure>'
    page = dict(rendered(tmp_path, figure).pages)["index.html"].decode()
    assert '<img src="images/map.png" alt="" loading="lazy">' in page and "A map" in page


@pytest.mark.parametrize("address", ["https://x.org/a.png", "http://x.org/a.jpg"])
def test_a_picture_elsewhere_is_a_link_that_only_a_reader_follows(tmp_path: Path, address: str) -> None:
    document = rendered(tmp_path, f'<pb n="1" facs="{address}"/><p>x <graphic url="{address}"/></p>')
    page = dict(document.pages)["index.html"].decode()
    assert not sources(document) and page.count(f'href="{address}"') == 2


@pytest.mark.parametrize(
    "address",
    [
        "../../secret.png",
        "/etc/passwd.png",
        "file:///a.png",
        "data:image/png,x.png",
        "../a\x7f.png",
        "..%2f..%2fsecret.png",
    ],
)
def test_no_file_from_outside_the_edition_is_brought_in(tmp_path: Path, address: str) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "edition").mkdir()
    document = rendered(tmp_path / "edition", f'<p><graphic url="{address}"/></p>')
    assert not document.images and not sources(document)


def test_a_link_out_of_the_edition_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    (tmp_path / "edition").mkdir()
    (tmp_path / "edition" / "in.png").symlink_to(tmp_path / "secret.png")
    assert not rendered(tmp_path / "edition", '<p><graphic url="../in.png"/></p>').images


@pytest.mark.parametrize("data", [b"<svg onload='alert(1)'/>", b"", b"MM\x00*tiff", b"<html>"])
def test_what_is_no_picture_is_not_copied_and_the_build_says_so(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.png").write_bytes(data)
    document = rendered(tmp_path, '<p><graphic url="../a.png"/><graphic url="../b.png"/></p>')
    assert not document.images
    assert [(each.code, "and 1 more" in each.message) for each in document.diagnostics] == [
        ("render/picture", True)
    ]


def test_a_picture_that_is_no_more_goes(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    build_site([rendered(tmp_path, '<p><graphic url="../a.png"/></p>')], SiteSettings(), tmp_path / "out")
    assert (tmp_path / "out/a/images/a.png").is_file()
    build_site([rendered(tmp_path, "<p>x</p>")], SiteSettings(), tmp_path / "out")
    assert not (tmp_path / "out/a/images/a.png").exists()
