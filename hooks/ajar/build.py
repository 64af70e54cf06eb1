"""From a folder of YAML to a Site, again and again: under `serve` a builder keeps what did not change."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from . import outputs
from .authored import expand_all, sections, written
from .derive import derive
from .derive.catalog import Earlier as EarlierVariants
from .facts.columns import tables
from .facts.sheets import Earlier as EarlierSheets
from .facts.sheets import Sheets
from .ledger import read_moved, with_old_anchors
from .load import Loader
from .messages import SOURCE_LANGUAGE, Messages, read_messages
from .pages import Cache, render
from .pages.context import environment, templates_state
from .settings import Settings
from .site import Site

Output = Callable[[Site], Iterable[tuple[str, str | bytes]]]


@cache
def found_outputs() -> tuple[Output, ...]:
    """`files` of every module of `outputs/`, in the order of their names."""
    modules = [import_module(f"{outputs.__name__}.{module.name}") for module in iter_modules(outputs.__path__)]
    return tuple(module.files for module in modules)


@dataclass
class Builder:
    """Makes a Site from a catalog folder. `locale` holds the folders of other languages, `docs` the written pages."""

    root: Path
    locale: Path | None = None
    docs: Path | None = None
    loader: Loader = field(init=False)
    messages: Messages = field(init=False)
    pages: Cache = field(default_factory=dict)
    variants: EarlierVariants = field(default_factory=dict)
    sheets: EarlierSheets = field(default_factory=dict)
    settings: Settings | None = None
    templates: object = None

    def build(self, settings: Settings | None = None) -> Site:
        """Raises CatalogError with all problems; nothing is made then."""
        settings = settings or Settings()
        # Prices and freshness are computed for a day, texts for a language, pages from templates.
        if (settings, templates_state()) != (self.settings, self.templates):
            self._start(settings)
        catalog = self.loader.load()
        derived = derive(catalog, settings, self.variants)
        sheets = Sheets(derived, self.messages, self.sheets)
        of = tables(sheets)
        pages = render(sheets, self.pages, of)
        site = Site(sheets, pages | with_old_anchors(pages, read_moved(self.root.parent / "ledger")), of)
        if self.docs is not None:
            overlay = self.overlay / "docs" if self.overlay else None
            site.sections = list(sections(self.docs, overlay))
            site.written = list(written(self.docs, overlay))
        site.files = {path: content for files in found_outputs() for path, content in files(site)}
        return site

    def _start(self, settings: Settings) -> None:
        self.settings, self.templates = settings, templates_state()
        environment.cache_clear()
        overlay = self.overlay
        self.loader = Loader(self.root, overlay)
        self.messages = read_messages(overlay.parent if overlay else self.root, settings.language)
        for kept in (self.pages, self.variants, self.sheets):
            kept.clear()

    @property
    def overlay(self) -> Path | None:
        """The folder of the language that is built, None for English."""
        language = self.settings.language if self.settings else SOURCE_LANGUAGE
        return None if self.locale is None or language == SOURCE_LANGUAGE else self.locale / language

    def written_pages(self, site: Site, docs: Path) -> dict[str, str]:
        """The Markdown of every written page by its path under `docs`. Raises CatalogError with all problems."""
        return expand_all(site.sheets, docs, self.overlay / "docs" if self.overlay else None, site.tables)
