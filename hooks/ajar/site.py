"""The whole site as a plain mapping, before any generator: `Site.build(catalog folder)`, and `export` to ordinary files."""

import shutil
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .catalog import Catalog
from .derive import Derived, Earlier, derive
from .derive.freshness import build_day
from .load import CatalogError, Loader, Problem
from .outputs import api, redirects
from .pages import Cache, Page, render
from .written import FRONT_MATTER, Writing


@dataclass
class Site:
    """`pages` by URL; `redirects` are finished HTML documents by URL; `files` are other documents by path."""

    derived: Derived
    pages: dict[str, Page]
    redirects: dict[str, str]
    files: dict[str, str]

    @property
    def catalog(self) -> Catalog:
        return self.derived.catalog

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
        return Site(derived, render(derived, self.cache), redirects.pages(catalog), api.files(derived))


def write_pages(site: Site, docs: Path) -> dict[str, str]:
    """The Markdown of every written page by its path under `docs`, completed from the catalog. Raises CatalogError with all problems."""
    sources = {path.relative_to(docs).as_posix(): path for path in sorted(docs.rglob("*.md"))}
    writing = Writing(site.derived, frozenset(Path(name).stem for name in sources if name.startswith("guides/") and not name.endswith("index.md")))
    done: dict[str, str] = {}
    problems: list[Problem] = []
    for name, path in sources.items():
        try:
            done[name] = writing.expand(path.read_text("utf-8"), name)
        except CatalogError as error:
            problems += error.problems
    if problems:
        raise CatalogError(problems)
    return done


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
    written = write_pages(site, docs)
    shutil.copytree(docs, target, dirs_exist_ok=True)
    for name, text in written.items():
        path = target / name
        front = FRONT_MATTER.match(path.read_text("utf-8"))
        path.write_text((front[0] if front else "") + text, "utf-8")
    files = {source_path(page.url): markdown(page) for page in site.pages.values()}
    files |= {f"{url}index.html": html for url, html in site.redirects.items()} | site.files
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
