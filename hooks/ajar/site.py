"""The whole site as a plain mapping, before any generator: `Site.build(catalog folder)`, and `export` to ordinary files."""

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .catalog import Catalog
from .derive import Earlier, derive
from .derive.freshness import build_day
from .directives import expand
from .load import Loader
from .outputs import redirects
from .pages import Cache, Page, render


@dataclass
class Site:
    """`pages` by URL; `redirects` are finished HTML documents by URL."""

    catalog: Catalog
    pages: dict[str, Page]
    redirects: dict[str, str]

    @property
    def entries(self) -> list[Page]:
        return [page for page in self.pages.values() if page.entry]

    @property
    def lists(self) -> list[Page]:
        return [page for page in self.pages.values() if not page.entry]


@dataclass
class Builder:
    """Makes a Site from a folder, again and again: under `serve` it keeps what did not change."""

    root: Path
    loader: Loader = field(init=False)
    cache: Cache = field(default_factory=dict)
    rows: Earlier = field(default_factory=dict)
    day: date | None = None

    def __post_init__(self) -> None:
        self.loader = Loader(self.root)

    def build(self, today: date | None = None) -> Site:
        """Raises CatalogError with all problems; nothing is made then."""
        catalog = self.loader.load()
        today = today or build_day()
        if today != self.day:  # prices and freshness are computed for a day
            self.cache.clear()
            self.rows.clear()
            self.day = today
        derived = derive(catalog, today, self.rows)
        return Site(catalog, render(derived, self.cache), redirects.pages(catalog))


def source_path(url: str) -> str:
    """Where a page's Markdown stands under docs/: `models/x/` -> `models/x.md`, lists and home at `index.md`."""
    if url == "":
        return "index.md"
    return f"{url}index.md" if url.count("/") == 1 else f"{url.rstrip('/')}.md"


def export(site: Site, docs: Path, target: Path) -> int:
    """Write pages and `docs` as ordinary files that any Markdown site generator builds; returns how many.

    Raises FileExistsError where `target` holds anything, so that nothing is overwritten.
    """
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(f"{target} is not empty; expected a new or empty folder")
    shutil.copytree(docs, target, dirs_exist_ok=True)
    for path in target.rglob("*.md"):
        path.write_text(expand(path.read_text("utf-8"), site.catalog, str(path.relative_to(target))), "utf-8")
    files = {source_path(page.url): markdown(page) for page in site.pages.values()}
    files |= {f"{url}index.html": html for url, html in site.redirects.items()}
    for name, content in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise FileExistsError(f"docs/{name} is written by hand and by the catalog; expected one of them")
        path.write_text(content, "utf-8")
    return len(files)


def markdown(page: Page) -> str:
    """A page as a Markdown file: front matter, then its HTML as one block that Markdown leaves alone."""
    # Blank lines would end an HTML block, and lines that begin with four spaces would become code.
    html = "\n".join(line.strip() for line in page.html.splitlines() if line.strip())
    return f"---\ntitle: {_quoted(page.title)}\ndescription: {_quoted(page.description)}\n---\n\n<div class=\"ajar\">\n{html}\n</div>\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
