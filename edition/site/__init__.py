"""Fragments → pages: the reading edition as a site that needs no server, no script, no network."""

from edition.site.build import build_site
from edition.site.document import RenderedDocument, render_document
from edition.site.look import Look
from edition.site.search import searchable
from edition.site.settings import SiteSettings

__all__ = ["Look", "RenderedDocument", "SiteSettings", "build_site", "render_document", "searchable"]
