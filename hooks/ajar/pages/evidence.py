"""Source marks: the small numbers behind values, each a plain link to the page that shows the fact."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from markupsafe import Markup

from ..facts.sheet import Evidence
from ..kinds.base import Source


@dataclass
class Marks:
    """Numbers the sources of one page in the order of first use, across all entries the page quotes.

    `label` names a mark for those who do not see it: "Source {number}" in the language of the page.
    """

    label: str = "Source {number}"
    numbers: dict[str, int] = field(default_factory=dict)
    listed: list[tuple[int, Source]] = field(default_factory=list)

    def of(self, evidence: Iterable[Evidence]) -> Markup:
        """The links to the sources of one fact."""
        return Markup("".join([self._link(source, shows) for source, shows in evidence]))

    def once(self, evidence: Iterable[Evidence]) -> Markup:
        """The links to the sources of several facts, each page linked once."""
        found: dict[str, Evidence] = {}
        for item in evidence:
            found.setdefault(item.source.url, item)
        return self.of(found.values())

    def _link(self, source: Source, shows: str | None) -> str:
        key = f"{source.url} {source.read}"
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.listed) + 1
            self.listed.append((number, source))
        told = f' data-shows="{escape(shows)}"' if shows else ""
        label = self.label.replace("{number}", str(number))
        return f'<a class="s" href="{escape(source.url)}" aria-label="{label}"{told}>{number}</a>'
