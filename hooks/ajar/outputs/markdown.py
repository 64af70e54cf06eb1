"""A Markdown twin of every page, at `…/index.md`: the same facts with their sources for whoever reads text, not pages.

Twins of entries and lists are made from the fact sheets, those of written pages from what their authors wrote. A
former name and a variant answer with the twin of their entry, as their pages lead to its page.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ..api import FOLDER
from ..api.records import Records, Told, together
from ..authored import twins
from ..facts.changes import Changes, Event
from ..facts.columns import Column, Item, Table
from ..facts.format import untagged
from ..facts.markdown import cited, head, link, plain, table
from ..kinds import KINDS
from ..kinds.base import Entry
from ..messages import msg
from ..pages import Page
from ..site import Site, under_former_names
from . import llms

NAME = "index.md"
_DERIVED, _BECAUSE, _FOR = msg("derived"), msg("derived: {reasons}"), msg("{fact} ({which})")


def files(site: Site) -> Iterable[tuple[str, str]]:
    """The twins by path."""
    writer = Writer(site)
    for folder, entries in site.catalog.entries.items():
        for entry in entries.values():
            text = site.of_entry("twin", entry, partial(writer.entry, entry))
            for id_ in dict.fromkeys((entry.id, *getattr(entry, "variants", ()))):
                for path in under_former_names(entry, f"{folder}/{{id}}/{NAME}", id_):
                    yield path, text
    changes = site.sheets.once(Changes).by_page()
    for page in site.lists:
        if page.url not in changes:
            yield f"{page.url}{NAME}", writer.list(page)
    for url, events in changes.items():
        yield f"{url}{NAME}", writer.changes(site.pages[url], events)
    for url, text in twins(site.sheets, site.tables, site.written):
        yield f"{url}{NAME}", text


class Writer:
    """Entries and lists of one site as Markdown."""

    def __init__(self, site: Site) -> None:
        self.site, self.records = site, Records.of(site)
        self.plain, self.say, self.url = self.records.plain, site.sheets.messages.say, site.settings.url
        self.order = {group: place for place, group in enumerate(self.plain.groups)}
        states = site.catalog.vocabulary["fact-states"].words
        self.states = {str(id_): word.label.lower() for id_, word in states.items()}
        heads = (msg("Value"), msg("State"), msg("Note"), msg("Sources"))
        self.columns = [site.catalog.vocabulary.fields["fact"].label, *map(self.say, heads)]

    # --- entries ------------------------------------------------------------------------------------------------------

    def entry(self, entry: Entry, variant: str = "") -> str:
        """All facts of an entry by section, then its sources; with a `variant`, what holds for that one alone."""
        told = self.records.of_variant(entry, variant) if variant else self.records.facts(entry)
        keys = dict.fromkeys(item["source"] for fact in told for item in fact.data["sources"])
        numbers = {key: number for number, key in enumerate(keys, 1)}
        groups: dict[str, list[Told]] = {}
        for fact in told:
            groups.setdefault(fact.row.group, []).append(fact)
        ordered = sorted(groups, key=lambda group: self.order.get(group, len(self.order)))
        name = self.site.catalog.name(entry.folder, variant) if variant else entry.name
        parts = [head(name, self.description(entry), self.url(entry.url)), self._about(entry)]
        for group in ordered:
            rows = self._merged(entry, groups[group], numbers)
            parts += [f"## {self.plain.groups.get(group, group)}", table(self.columns, rows)]
        return "\n\n".join([*parts, *self._sources(entry, keys)]) + "\n"

    def description(self, entry: Entry) -> str:
        """What an entry is, in a line."""
        page = self.site.pages.get(entry.url)
        if page is not None:
            return untagged(page.description)
        found = self.site.sheets.of(entry).of()
        rows = (found.get(key) for key in entry.card.summary)
        return next((self.plain.row(row) for row in rows if row is not None), "")

    def _about(self, entry: Entry) -> str:
        """Its other names, when it was verified, the same as data."""
        named = [msg("Also called: {names}.", names=", ".join(entry.aliases))] if entry.aliases else []
        verified = [msg("All sources were read on {date} or later.", date=entry.verified)] if entry.verified else []
        data = msg("As data: {address}", address=self.url(f"{FOLDER}{entry.folder}/{entry.id}.json"))
        return " ".join(map(self.say, (*named, *verified, data)))

    def _merged(self, entry: Entry, told: Iterable[Told], numbers: dict[str, int]) -> Iterator[list[str]]:
        """The rows of a section; what several variants have alike is told once, with their ids."""
        for (label, *cells), which in together(entry, told, lambda fact: self._fact(fact.data, numbers)):
            yield [self.say(_FOR, fact=label, which=which) if which else label, *cells]

    def _fact(self, data: dict[str, Any], numbers: dict[str, int]) -> tuple[str, ...]:
        """Label, value with what qualifies it, state, note or what decided it, numbers of the sources."""
        value = plain(data["text"])
        if details := [f"{plain(item['label'])}: {plain(item['text'])}" for item in data.get("details", ())]:
            value += f" ({'; '.join(details)})"
        told = [plain(data["note"])] if "note" in data else []
        if data["computed"]:
            reasons = "; ".join([plain(reason) for reason in data.get("why", ())])
            told.append(self.say(_BECAUSE, reasons=reasons) if reasons else self.say(_DERIVED))
        sources = [
            f"{numbers[item['source']]}: {plain(item['shows'])}" if "shows" in item else str(numbers[item["source"]])
            for item in data["sources"]
        ]
        return plain(data["label"]), value, self.states[data["state"]], " ".join(told), "; ".join(sources)

    def _sources(self, entry: Entry, keys: Iterable[str]) -> Iterator[str]:
        found = [cited(self.site.sheets.messages, source) for _, source in self.records.sources(entry, keys)]
        if found:
            yield f"## {self.plain.groups['sources']}"
            yield "\n".join(f"{number}. {line}" for number, line in enumerate(found, 1))

    # --- lists --------------------------------------------------------------------------------------------------------

    def list(self, page: Page) -> str:
        """A page that several entries make: a kind with the columns that readers see first, or where everything is."""
        if page.url == "":
            return llms.index(self.site)
        found = self.site.tables[page.url.rstrip("/")]
        return f"{head(page.title, page.description, self.url(page.url))}\n\n{self._table(found)}\n"

    def changes(self, page: Page, events: Iterable[Event]) -> str:
        """What changed, an event a line."""
        lines = "\n".join(self._event(event) for event in events)
        return f"{head(page.title, page.description, self.url(page.url))}\n\n{lines}\n"

    def _event(self, event: Event) -> str:
        kind = plain(self.site.catalog.vocabulary["change-kinds"][event.kind].label)
        told = f"- {event.day}, {kind}: {link(event.title, self.url(event.url))}"
        says = f". {plain(untagged(event.says))}" if event.says else ""
        cites = [cited(self.site.sheets.messages, source) for source in event.sources]
        return told + says + (f" ({'; '.join(cites)})" if cites else "")

    def _table(self, found: Table) -> str:
        first, *others = [found.columns[id_] for id_ in KINDS[found.folder].card.shown]
        rows = (self._row(found, item, others) for item in found.items)
        return table([plain(column.word.label) for column in (first, *others)], rows)

    def _row(self, found: Table, item: Item, columns: Iterable[Column]) -> Iterator[str]:
        facts = found.facts(item)
        yield link(found.name_of(item), self.url(f"{found.folder}/{found.entry_of(item).id}/{NAME}"))
        yield from (plain(self.plain.cell(found, item, column, facts)) for column in columns)
