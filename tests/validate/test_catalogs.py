"""Catalogs: an address stands for a file, by its name, by its beginning, through other catalogs."""

from pathlib import Path

import pytest

from edition.diagnostics import UsageError
from edition.validate.catalogs import in_catalogs
from edition.validate.schemas import OURS

CATALOG = """<!DOCTYPE catalog PUBLIC "-//OASIS//DTD XML Catalogs V1.1//EN" "catalog.dtd">
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="https://example.org/tei.rng" uri="schemas/tei%20all.rng"/>
  <system systemId="urn:x" uri="schemas/x.rng"/>
  <group xml:base="schemas/">
    <rewriteURI uriStartString="https://example.org/" rewritePrefix="gone/"/>
    <rewriteURI uriStartString="https://example.org/s/" rewritePrefix="./"/>
  </group>
  <uri name="https://example.org/away.rng" uri="https://example.com/away.rng"/>
  <nextCatalog catalog="next.xml"/>
</catalog>"""
NEXT = """<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="next" uri="schemas/x.rng"/><nextCatalog catalog="catalog.xml"/>
</catalog>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "schemas").mkdir()
    for name in ("tei all.rng", "x.rng"):
        (tmp_path / "schemas" / name).write_text("")
    (tmp_path / "catalog.xml").write_text(CATALOG)
    (tmp_path / "next.xml").write_text(NEXT)
    monkeypatch.setenv("XML_CATALOG_FILES", f"{tmp_path}/none.xml {(tmp_path / 'catalog.xml').as_uri()}")
    return tmp_path


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("https://example.org/tei.rng", "tei all.rng"),
        ("urn:x", "x.rng"),
        ("https://example.org/s/x.rng", "x.rng"),
        ("next", "x.rng"),
        ("https://example.org/away.rng", None),
        ("https://example.org/other.rng", None),
        ("unknown", None),
    ],
)
def test_an_address_leads_to_a_file(folder: Path, address: str, file: str | None) -> None:
    found = in_catalogs(address)
    assert found == (folder / "schemas" / file if file else None)


def test_our_own_schemas_need_no_catalog_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XML_CATALOG_FILES", raising=False)
    assert in_catalogs("edition.rng") == OURS[0].path


def test_a_catalog_that_is_no_xml_is_named(folder: Path) -> None:
    (folder / "catalog.xml").write_text("<catalog")
    with pytest.raises(UsageError, match="this catalog cannot be read"):
        in_catalogs("x")
