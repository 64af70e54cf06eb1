"""Fact sheets to pages: `render(sheets)` gives every generated page of the site, by URL."""

from collections.abc import Callable
from typing import Any

from ..derive.catalog import Derived, same
from ..facts.columns import Table, tables
from ..facts.sheets import Sheets
from ..kinds import Benchmark, Claim, Developer, GlossaryTerm, License, Model, Tradeoff
from ..kinds.base import Entry
from . import benchmarks, changes, claims, developers, entries, family, home, licenses, models, terms, tradeoffs
from .page import Page

# A page's URL -> the entries it was made from, and the page.
Cache = dict[str, tuple[list[Entry], Page]]
# Kinds whose list has a page of its own making; the others are lists of facts.
LISTS: dict[str, Callable[[Sheets, Table], Page]] = {
    Model.folder: models.table,
    License.folder: licenses.table,
    Claim.folder: claims.table,
    GlossaryTerm.folder: terms.table,
    Tradeoff.folder: tradeoffs.table,
}
# The same for the pages of single entries.
PAGES: dict[str, Callable[[Sheets, Any], Page]] = {
    License.folder: licenses.page,
    Developer.folder: developers.page,
    Benchmark.folder: benchmarks.page,
    Tradeoff.folder: tradeoffs.page,
    GlossaryTerm.folder: terms.page,
}


def render(sheets: Sheets, cache: Cache | None = None, of: dict[str, Table] | None = None) -> dict[str, Page]:
    """All pages by URL. With a `cache` from an earlier call, a page whose entries are the same objects is not made
    again.
    """
    cache = {} if cache is None else cache
    derived = sheets.derived
    of = of or tables(sheets)
    near = models.Neighbours(derived)
    pages = [home.page(sheets), *changes.pages(sheets)]
    pages += [LISTS.get(folder, entries.table)(sheets, of[folder]) for folder in derived.catalog.entries]
    for found in derived.catalog.entries.values():
        for entry in found.values():
            if not entry.card.one_page:
                pages.append(_cached(cache, sheets, entry, near))
    return {page.url: page for page in pages}


def _cached(cache: Cache, sheets: Sheets, entry: Entry, near: models.Neighbours) -> Page:
    needed = inputs(sheets.derived, entry, near)
    known = cache.get(entry.url)
    if known is None or not same(known[0], needed):
        known = cache[entry.url] = (needed, _page(sheets, entry, near))
    return known[1]


def _page(sheets: Sheets, entry: Entry, near: models.Neighbours) -> Page:
    if isinstance(entry, Model):
        return models.page(sheets, entry, near)
    return PAGES.get(entry.folder, entries.page)(sheets, entry)


def inputs(derived: Derived, entry: Entry, near: models.Neighbours) -> list[Entry]:
    """Every entry that the page of `entry` can show something of, in a fixed order."""
    found = derived.closure(entry)
    for named_by in derived.referrers.get((entry.folder, entry.id), {}).values():
        found += named_by.values()
    if not isinstance(entry, Model):  # levels of the models that it lists follow from all that those name
        found += [needed for model in found if isinstance(model, Model) for needed in derived.closure(model)]
    if isinstance(entry, Model):
        found += family.kin(derived, entry)
        for _, neighbour in near.of(derived.variants[entry.id][0]):
            found += derived.closure(neighbour.model)
    return found
