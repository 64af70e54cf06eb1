"""Catalog and derivations to pages: `render(derived)` gives every generated page of the site, by URL."""

from ..derive import Derived
from . import claims, entries, home, licenses, models
from .page import Heading, Page

__all__ = ["Heading", "Page", "render"]


def render(derived: Derived, cache: dict[object, Page] | None = None) -> dict[str, Page]:
    """All pages by URL. With a `cache` from an earlier call, pages whose inputs are the same objects are not made again."""
    catalog = derived.catalog
    pages = [home.page(derived), models.table(derived), licenses.table(derived), claims.table(derived)]
    pages += [entries.table(derived, folder) for folder in entries.SHAPES]
    pages += [models.page(derived, model) for model in catalog.models.values()]
    pages += [licenses.page(derived, license_) for license_ in catalog.licenses.values()]
    pages += [entries.page(derived, entry) for folder in entries.SHAPES for entry in catalog.entries[folder].values()]
    return {page.url: page for page in pages}
