"""Links of written pages into the catalog, values filled in from it, and marks of sources."""

import operator
import re
from functools import partial
from urllib.parse import parse_qsl

from markupsafe import escape

from ..facts.columns import Column, Item, Table, select
from ..facts.format import prose
from ..facts.sheet import Evidence
from ..kinds import KINDS
from ..kinds.base import Source
from ..kinds.scalars import suggest
from ..kinds.words import State
from ..messages import msg
from ..pages.context import PageContext

LINK = r"(?P<link>\[(?P<text>[^\]\n]*)\]\(ajar:(?P<folder>[a-z]+)/(?P<id>[^)\s?]*)(?:\?(?P<query>[^)\s]*))?\))"


class Links:
    """Replaces the links of one page; remembers which terms were explained and which sources were cited."""

    PATTERN = rf"{LINK}|(?P<cite>\[\^(?P<key>[^\]\s]+)\])"

    def __init__(self, p: PageContext, tables: dict[str, Table], sources: dict[str, Source]) -> None:
        self.p, self.tables, self.sources = p, tables, sources
        self.cited: set[str] = set()
        self._explained: set[str] = set()

    def replace(self, match: re.Match[str]) -> str:
        """HTML for one match of PATTERN. Raises LookupError that says what is wrong."""
        if match["cite"] is not None:
            return self._cite(match["key"])
        text, folder, id_, query = match["text"], match["folder"], match["id"], match["query"]
        if folder == "count":
            return self._count(id_, query or "")
        self._check(folder, id_)
        if query is not None:
            if text:
                raise LookupError("a value is filled in by the build; expected nothing between the brackets")
            return self._link(folder, id_, self._value(folder, id_, query))
        if not text:
            raise LookupError(
                "a link without words; expected text between the brackets, or ?field after the id for a value"
            )
        if folder == "terms" and id_ not in self._explained:
            self._explained.add(id_)
            return self._explain(id_, text)
        return self._link(folder, id_, text)

    def _link(self, folder: str, id_: str, text: str) -> str:
        return self.p.link(folder, id_, text)

    def _list(self, address: str, text: str) -> str:
        """A link to the list of a kind."""
        return self.p.href(address, text)

    def _check(self, folder: str, id_: str) -> None:
        if folder not in KINDS:
            raise LookupError(f"there is no kind {folder!r}{suggest(folder, [*KINDS, 'count'])}")
        catalog = self.p.catalog
        if not catalog.has(folder, id_):
            former = catalog.aliases[folder].get(id_)
            hint = f"; it is a former name, expected {former!r}" if former else suggest(id_, catalog.ids(folder))
            raise LookupError(f"there is no {id_!r} in {folder}{hint or '; expected the id of an entry'}")

    def _cite(self, key: str) -> str:
        if key not in self.sources:
            hint = suggest(key, self.sources) or "; expected a key of `sources` in the front matter"
            raise LookupError(f"unknown source {key!r}{hint}")
        self.cited.add(key)
        return self.p.marks.of([Evidence(self.sources[key], None)])

    def _explain(self, id_: str, text: str) -> str:
        """The term as a button that opens its definition: by mouse, key or touch, without scripts."""
        term = self.p.catalog.terms[id_]
        more = self.p.link("terms", id_, self.p.say(msg("More on {name}"), name=term.name))
        target = f"term-{escape(id_)}"
        button = f'<button type="button" class="term" popovertarget="{target}">{escape(text)}</button>'
        return f'{button}<span popover id="{target}" class="tip">{prose(term.definition.value or "")} {more}</span>'

    def _value(self, folder: str, id_: str, field: str) -> str:
        """A value as text: numbers with their unit, words by their label."""
        table = self.tables.get(folder)
        if table is None or field not in table.columns:
            raise LookupError(f"{folder} have no field {field!r}{suggest(field, table.columns if table else [])}")
        column = table.columns[field]
        item = next(item for item in select(table, {"id": lambda value: value == id_}))
        return self._text(table, column, item)

    def _text(self, table: Table, column: Column, item: Item) -> str:
        p, value = self.p, table.value(item, column)
        if value == State.NOT_APPLICABLE:
            return p.say(msg("none"))
        if column.words and isinstance(value, str) and value in p.catalog.vocabulary[column.words]:
            return p.word(column.words, value).label.lower()
        row = table.row(item, column)
        if row is None or row.value is None:
            return p.word("fact-states", row.state if row else State.NOT_CHECKED).label
        return _plain(p, column, value)

    def _count(self, folder: str, query: str) -> str:
        """How many entries of a kind there are, or those with a value: a model counts once, however many variants it
        has.
        """
        table = self.tables.get(folder)
        if table is None:
            raise LookupError(f"{folder!r} cannot be counted{suggest(folder, self.tables)}")
        wanted = dict(parse_qsl(query))
        for key, value in wanted.items():
            if key not in table.columns:
                raise LookupError(f"{folder} have no field {key!r}{suggest(key, table.columns)}")
            if (allowed := table.allowed(key, self.p.catalog)) is not None and value not in allowed:
                raise LookupError(f"{value!r} is no value of {key!r}{suggest(value, allowed)}")
        found = select(table, {key: partial(operator.eq, value) for key, value in wanted.items()})
        ids = {table.entry_of(item).id for item in found}
        filtered = f"?{query}" if query and KINDS[folder].card.filtered else ""
        return self._list(f"{folder}/{filtered}", str(len(ids)))


def _title(p: PageContext, kinds: tuple[str, ...], id_: str) -> str:
    folder = p.catalog.kind_of(kinds, id_)
    return p.catalog.entry(folder, id_).title if folder else id_


def _plain(p: PageContext, column: Column, value: object) -> str:
    """A known value of a column as plain text."""
    if column.kinds:
        ids = [str(id_) for id_ in (value if isinstance(value, list) else [value])]
        return ", ".join(_title(p, column.kinds, id_) for id_ in ids)
    if column.words and isinstance(value, list):
        return ", ".join(p.word(column.words, id_).label for id_ in value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return p.formatter.number(column.form, value)
    return str(value)
