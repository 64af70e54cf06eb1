"""What a site is before any generator sees it: facts, pages, tables, and where it will stand."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

from .authored import Section
from .catalog import Catalog
from .derive import Derived
from .facts.columns import Table
from .facts.sheets import Sheets
from .kinds.base import Entry
from .pages import Page
from .settings import Settings

Made = TypeVar("Made")
# (output, URL of an entry) -> the entry's page, and what the output made of the entry.
Earlier = dict[tuple[str, str], tuple[Page, object]]


class Output(NamedTuple):
    """A module of `outputs/`. One that `is_whole` writes few large files, each from all entries."""

    files: "Callable[[Site], Iterable[tuple[str, str | bytes]]]"
    is_whole: bool


@dataclass
class Site:
    """`pages` by URL and `tables` by kind, all made from one state of the catalog; `sections` are the parts of the
    written pages and `written` their files by path under `docs`.
    """

    sheets: Sheets
    pages: dict[str, Page]
    tables: dict[str, Table]
    sections: list[Section] = field(default_factory=list)
    written: list[tuple[str, Path]] = field(default_factory=list)
    outputs: tuple[Output, ...] = ()
    # What outputs made of entries, from one build of a preview to the next; None keeps nothing.
    earlier: Earlier | None = None
    # The linked data of the written pages by URL.
    linked: dict[str, str] = field(default_factory=dict)
    # The facts as plain records (`api/records.py`), once an output asked for them.
    records: object = None

    def documents(self, *, whole: bool = True) -> Iterator[tuple[str, str | bytes]]:
        """What the outputs write, by path, one document after the other; not `whole` leaves the large ones out."""
        for output in self.outputs:
            if whole or not output.is_whole:
                yield from output.files(self)

    @cached_property
    def files(self) -> dict[str, str | bytes]:
        """All documents at once."""
        return dict(self.documents())

    def of_entry(self, output: str, entry: Entry, make: Callable[[], Made]) -> Made:
        """What an output makes of an entry. In a preview it is made again only with the entry's page, which is made
        again when anything changes that the entry shows.
        """
        page = self.pages.get(entry.url)
        if self.earlier is None or page is None:
            return make()
        known = self.earlier.get((output, entry.url))
        if known is None or known[0] is not page:
            known = self.earlier[(output, entry.url)] = (page, make())
        return cast(Made, known[1])

    @property
    def derived(self) -> Derived:
        return self.sheets.derived

    @property
    def catalog(self) -> Catalog:
        return self.derived.catalog

    @property
    def settings(self) -> Settings:
        return self.derived.settings

    @property
    def entries(self) -> list[Page]:
        """Pages of one entry each."""
        return [page for page in self.pages.values() if page.entry]

    @property
    def lists(self) -> list[Page]:
        """Pages that several entries make."""
        return [page for page in self.pages.values() if not page.entry]


def source_path(url: str) -> str:
    """Where a page's Markdown stands under docs/: `models/x/` -> `models/x.md`, lists and home at `index.md`."""
    if url == "":
        return "index.md"
    return f"{url}index.md" if url.count("/") == 1 else f"{url.rstrip('/')}.md"


def under_former_names(entry: Entry, place: str, item: str = "") -> Iterator[str]:
    """The paths at which a document of an entry stands: `place` with its id for `{id}`, then with each other name that
    it answers to, so that a document which was linked under one of them is still there. A variant (`item`) that is not
    the entry itself has its own id alone.
    """
    for name in (entry.id, *entry.aliases) if item in ("", entry.id) else (item,):
        yield place.format(id=name)
