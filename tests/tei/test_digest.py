from hashlib import sha256

import pytest
from lxml import etree

from edition.tei.digest import compute_digest, is_untouched, seal, written_digest

DOCUMENT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><encodingDesc><appInfo>'
    '<application ident="other" version="1"><label>o</label><desc type="digest">other</desc></application>'
    '<application ident="edition" version="1"><label>e</label><desc type="digest"/></application>'
    "</appInfo></encodingDesc></teiHeader><text><body><p n='1' rend='x'>A</p></body></text></TEI>"
)


def sealed() -> etree._Element:
    root = etree.fromstring(DOCUMENT)
    seal(root)
    return root


def test_the_digest_is_the_sha256_of_the_canonical_xml_with_the_digest_blank() -> None:
    canonical = etree.tostring(etree.fromstring(DOCUMENT), method="c14n")
    assert written_digest(sealed()) == sha256(canonical).hexdigest()


def test_a_document_without_a_header_has_no_digest() -> None:
    assert written_digest(etree.fromstring("<TEI/>")) is None
    assert written_digest(etree.fromstring(DOCUMENT)) is None
    assert not is_untouched(etree.fromstring(DOCUMENT))


def test_sealing_a_header_without_a_place_for_the_digest_is_our_bug() -> None:
    with pytest.raises(ValueError, match="no application"):
        seal(etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>'))


def test_sealing_twice_changes_nothing() -> None:
    root = sealed()
    once = etree.tostring(root)
    seal(root)
    assert etree.tostring(root) == once


def test_what_is_written_in_another_way_but_is_the_same_xml_is_untouched() -> None:
    text = etree.tostring(sealed(), encoding="unicode")
    rewritten = text.replace('n="1" rend="x"', "rend='x'   n='1'").replace("<p", "\r\n<p".strip())
    assert is_untouched(etree.fromstring(f'<?xml version="1.0"?>\n{rewritten}\n'.encode()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (">A<", ">B<"),
        (">A<", "> A<"),
        ('n="1"', 'n="2"'),
        ("<TEI", "<?xml-model href='other.rng'?><TEI"),
        (">A<", "><!-- seen -->A<"),
        ("<label>e", "<label>f"),
    ],
)
def test_any_change_to_the_document_is_an_edit(old: str, new: str) -> None:
    text = etree.tostring(sealed(), encoding="unicode")
    assert old in text
    assert not is_untouched(etree.fromstring(text.replace(old, new, 1)))


def test_computing_leaves_the_tree_as_it_was() -> None:
    root = sealed()
    before = etree.tostring(root)
    assert compute_digest(root) == written_digest(root)
    assert etree.tostring(root) == before
