"""What a site is before any generator sees it: facts, pages, tables, and where it will stand."""

from dataclasses import dataclass, field
from pathlib import Path

from .authored import Section
from .catalog import Catalog
from .derive import Derived
from .facts.columns import Table
from .facts.sheets import Sheets
from .pages import Page
from .settings import Settings


@dataclass
class Site:
    """`pages` by URL and `tables` by kind, all made from one state of the catalog; `sections` are the parts of the
    written pages and `written` their files by path under `docs`, `files` the documents of `outputs/` by path.
    """

    sheets: Sheets
    pages: dict[str, Page]
    tables: dict[str, Table]
    sections: list[Section] = field(default_factory=list)
    written: list[tuple[str, Path]] = field(default_factory=list)
    files: dict[str, str | bytes] = field(default_factory=dict)
    # The facts as plain records (`api/records.py`), once an output asked for them.
    records: object = None

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
