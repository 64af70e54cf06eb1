"""Catalog and derivations to pages: `render(derived)` gives every generated page of the site, by URL."""

from collections.abc import Callable

from ..derive import Derived, same
from ..kinds import License, Model
from ..kinds.base import Entry
from . import claims, entries, home, licenses, models
from .page import Heading, Page

__all__ = ["Cache", "Heading", "Page", "render"]

# A page's URL -> the entries it was made from, and the page.
Cache = dict[str, tuple[list[Entry], Page]]


def render(derived: Derived, cache: Cache | None = None) -> dict[str, Page]:
    """All pages by URL. With a `cache` from an earlier call, a page whose entries are the same objects is not made again."""
    cache = {} if cache is None else cache
    near = models.Neighbours(derived)
    pages = [home.page(derived), models.table(derived), licenses.table(derived), claims.table(derived)]
    pages += [entries.table(derived, folder) for folder in entries.SHAPES]
    for folder in ("models", "licenses", *entries.SHAPES):
        for entry in derived.catalog.entries[folder].values():
            pages.append(_cached(cache, entry.url, inputs(derived, entry, near), lambda e=entry: _page(derived, e, near)))  # type: ignore[misc]
    return {page.url: page for page in pages}


def _page(derived: Derived, entry: Entry, near: models.Neighbours) -> Page:
    if isinstance(entry, Model):
        return models.page(derived, entry, near)
    if isinstance(entry, License):
        return licenses.page(derived, entry)
    return entries.page(derived, entry)


def inputs(derived: Derived, entry: Entry, near: models.Neighbours) -> list[Entry]:
    """Every entry that the page of `entry` can show something of, in a fixed order."""
    found = derived.closure(entry)
    for named_by in derived.referrers.get((entry.folder, entry.id), {}).values():
        found += named_by.values()
    if isinstance(entry, Model):
        for _, neighbour in near.of(derived.rows[entry.id][0]):
            found += derived.closure(neighbour.row.model)
    return found


def _cached(cache: Cache, url: str, needed: list[Entry], make: Callable[[], Page]) -> Page:
    known = cache.get(url)
    if known is None or not same(known[0], needed):
        known = cache[url] = (needed, make())
    return known[1]
