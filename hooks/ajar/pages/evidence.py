"""Source marks: the small numbers behind values, each a plain link to the page that shows the fact."""

from dataclasses import dataclass, field
from itertools import count

from markupsafe import Markup, escape

from ..kinds.base import Entry, Part, Source, Sourced


@dataclass
class Evidence:
    """Numbers the sources of one page in the order of first use, across all entries the page quotes."""

    numbers: dict[str, int] = field(default_factory=dict)
    listed: list[tuple[int, Source]] = field(default_factory=list)
    shown: set[int] = field(default_factory=set)

    def mark(self, entry: Entry, part: Part) -> Markup:
        """The links to the sources of one fact. Needs sources that the loader has resolved."""
        assert isinstance(part, Sourced)
        self.shown.add(id(part))
        return Markup("".join([self._link(entry.sources[key], part.shows) for key in part.source]))

    def cite(self, source: Source, shows: str | None = None) -> Markup:
        """The link to one source; `shows` is what it shows here."""
        return Markup(self._link(source, shows))

    def _link(self, source: Source, shows: str | None) -> str:
        key = f"{source.url} {source.read}"
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.listed) + 1
            self.listed.append((number, source))
        told = f' data-shows="{escape(shows)}"' if shows else ""
        return f'<a class="s" href="{escape(source.url)}" aria-label="Source {number}"{told}>{number}</a>'


@dataclass
class Anchors:
    """Explicit, unique ids on one page."""

    used: set[str] = field(default_factory=set)

    def take(self, wanted: str) -> str:
        name = next(n for n in (wanted if i == 1 else f"{wanted}-{i}" for i in count(1)) if n not in self.used)
        self.used.add(name)
        return name
