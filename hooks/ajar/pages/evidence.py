"""Source marks: the small numbers behind values, each a plain link to the page that shows the fact."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
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
    listed: list[tuple[int, Source]] = field(default_factory=list)
    # The link to a source, up to what it shows and after.
    _begun: dict[tuple[str, date], tuple[str, str]] = field(default_factory=dict)

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
        key = (source.url, source.read)
        known = self._begun.get(key)
        if known is None:
            self.listed.append((len(self.listed) + 1, source))
            number = str(len(self.listed))
            label = self.label.replace("{number}", number)
            begun = f'<a class="s" href="{escape(source.url)}" aria-label="{label}"'
            known = self._begun[key] = (begun, f">{number}</a>")
        told = f' data-shows="{escape(shows)}"' if shows else ""
        begin, end = known
        return f"{begin}{told}{end}"
