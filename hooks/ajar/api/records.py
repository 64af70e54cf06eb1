"""Facts as plain records in the shape of `shape.py`: entries and variants as items, kinds as lists.

A fact is written once and put as it is into every item that it belongs to, since a variant shares most of its facts
with its entry.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, cast

import orjson

from ..facts.columns import Column, Item, Table
from ..facts.format import NUMERIC, untagged
from ..facts.plain import Plain
from ..facts.sheet import Detail, Evidence, FactRow, Sheet
from ..kinds import KINDS, Model
from ..kinds.base import Entry, Source
from ..kinds.words import State
from ..messages import Message, msg
from ..site import Site
from . import FOLDER, LICENSE, shape

Words = TypeVar("Words", bound=Hashable)
UNITS = {
    "gigabytes": msg("GB"),
    "dollars": msg("US dollars per million tokens"),
    "exponent": msg("FLOP"),
}
# Details that are no values.
_UNTOLD = frozenset({"progress", "steps"})
_TYPES = {"date": "date", "flag": "flag", "url": "link", "answer": "word", "word": "word", "entry": "entry"}


def type_of(form: str) -> shape.Kind:
    """What a value of this form is in the documents."""
    return cast(shape.Kind, "number" if form in NUMERIC or form == "year" else _TYPES.get(form, "text"))


class Told(NamedTuple):
    """A fact: its row, the variants that it holds for (none: all), and the record without them, as data and as JSON."""

    row: FactRow
    scope: tuple[str, ...]
    data: dict[str, Any]
    written: bytes


class Records:
    """The records of one site; `of(site)` makes them once for all outputs."""

    @classmethod
    def of(cls, site: Site) -> "Records":
        """The records of a site."""
        if not isinstance(site.records, cls):
            site.records = cls(site)
        return site.records

    def __init__(self, site: Site) -> None:
        self.site, self.catalog, self.plain = site, site.catalog, Plain(site.sheets)
        self.say, self.url = site.sheets.messages.say, site.settings.url
        self.units = {form: self.say(unit) for form, unit in UNITS.items()}
        self._anchors: dict[str, set[str]] = {}
        self._reasons: dict[Message | str, str] = {}
        self._told: dict[tuple[str, str], list[Told]] = {}

    # --- values ------------------------------------------------------------------------------------------------------

    def value(self, row: FactRow | None) -> shape.Value:
        """A fact's value, without what it rests on."""
        if row is None or row.value is None:
            state = State.NOT_CHECKED if row is None else row.state
            form = "text" if row is None else row.form
            return {"state": state.value, "type": type_of(form), "text": self.plain.states[state]}
        found: dict[str, Any] = {"state": "undisclosed" if row.state is State.UNDISCLOSED else "known"}
        found |= {"type": type_of(row.form), "text": self.plain.row(row)}
        unit = row.detail("unit") if row.form == "score" else self.units.get(row.form)
        return cast(shape.Value, found | self._typed(row.value, row.form, row.words, row.kinds, unit))

    def _typed(self, value: Any, form: str, words: str, kinds: tuple[str, ...], unit: str | None) -> dict[str, Any]:
        """The keys that tell a known value as what it is."""
        type_ = type_of(form)
        if type_ == "number":
            value = int(value) if form == "year" else value
            return {"number": value, "unit": unit} if unit else {"number": value}
        if type_ == "date":
            return {"date": str(value)}
        if type_ == "flag":
            return {"flag": value}
        if type_ in ("word", "entry"):
            ids = [str(id_) for id_ in (value if isinstance(value, list) else [value])]
            return {"ids": ids, "of": self._of(ids[0] if ids else "", words or form, kinds)}
        return {}

    def _of(self, id_: str, words: str, kinds: tuple[str, ...]) -> str:
        if not kinds:
            return f"words/{'answers' if words == 'answer' else words}"
        return self.catalog.kind_of(kinds, id_) or kinds[0]

    # --- facts -------------------------------------------------------------------------------------------------------

    def fact(self, entry: Entry, row: FactRow, variant: str = "") -> dict[str, Any]:
        """A fact of an entry without its scope; `variant` is the one that a computed fact is looked at for."""
        found: dict[str, Any] = {"id": row.id, "label": row.label, "group": row.group}
        found |= self.value(row)
        found["computed"] = row.computed
        found["url"] = self.url(self._place(entry, row, row.variant or variant))
        found["sources"] = [_evidence(item, self._key(entry, item.source)) for item in row.evidence]
        if row.note:
            found["note"] = untagged(row.note)
        if row.decided:
            found |= self._decided(row)
        elif details := [self._detail(detail) for detail in row.details if detail.form not in _UNTOLD]:
            found["details"] = details
        return found

    def _decided(self, row: FactRow) -> dict[str, Any]:
        """What decided a computed fact; what a license says of it is told by the license's own document."""
        found: dict[str, Any] = {"why": [self._reason(item.says) for item in row.decided]}
        items = [self.url(f"{FOLDER}{item.folder}/{item.entry}.json") for item in row.decided if item.entry]
        return found | ({"decided": list(dict.fromkeys(items))} if items else {})

    def _reason(self, says: Message | str) -> str:
        """What decided something; many facts have the same reasons."""
        found = self._reasons.get(says)
        if found is None:
            found = self._reasons[says] = self.say(says)
        return found

    def _key(self, entry: Entry, source: Source) -> str:
        """The name of a source in its entry; a computed fact may rest on the source of another one, which is named."""
        owner, key = self._owners[id(source)]
        return key if owner is entry else f"{owner.folder}/{owner.id}/{key}"

    @cached_property
    def _owners(self) -> dict[int, tuple[Entry, str]]:
        everything = (entry for entries in self.catalog.entries.values() for entry in entries.values())
        return {id(source): (entry, key) for entry in everything for key, source in entry.sources.items()}

    def sources(self, entry: Entry, keys: Iterable[str]) -> Iterator[tuple[str, Source]]:
        """The sources that the facts of an entry name."""
        for key in dict.fromkeys(keys):
            if "/" in key:
                folder, id_, own = key.split("/")
                yield key, self.catalog.entries[folder][id_].sources[own]
            else:
                yield key, entry.sources[key]

    def _detail(self, detail: Detail) -> dict[str, Any]:
        fields = self.catalog.vocabulary.fields
        label = fields[detail.id].label if detail.id in fields else detail.id
        found = {"id": detail.id, "label": label, "state": "known", "type": type_of(detail.form)}
        found["text"] = self.plain.detail(detail)
        return found | self._typed(detail.value, detail.form, detail.words, detail.kinds, self.units.get(detail.form))

    def _place(self, entry: Entry, row: FactRow, variant: str) -> str:
        """The nearest anchor to a fact on its page."""
        anchors = self._ids(entry.url)
        for anchor in (f"{variant}-{row.id}", row.id, variant, row.group):
            if anchor in anchors:
                return f"{entry.url}#{anchor}"
        return entry.url

    def _ids(self, url: str) -> set[str]:
        if url not in self._anchors:
            page = self.site.pages.get(url)
            parts = page.html.split(' id="')[1:] if page else []
            self._anchors[url] = {part[: part.index('"')] for part in parts}
        return self._anchors[url]

    # --- items -------------------------------------------------------------------------------------------------------

    def facts(self, entry: Entry) -> list[Told]:
        """Every fact of an entry once; made once for all outputs."""
        key = (entry.folder, entry.id)
        if key not in self._told:
            self._told[key] = list(self._facts(self.site.sheets.of(entry)))
        return self._told[key]

    def of_variant(self, entry: Entry, id_: str) -> list[Told]:
        """What holds for one variant: its own facts win over those of its entry."""
        told = {item.row.id: item._replace(scope=()) for item in self.facts(entry) if _is_about(item, id_)}
        return list(told.values())

    def _facts(self, sheet: Sheet) -> Iterator[Told]:
        for row in sheet.said():
            data = self.fact(sheet.entry, row)
            yield Told(row, row.scope or ((row.variant,) if row.variant else ()), data, orjson.dumps(data))
        found: dict[bytes, tuple[FactRow, dict[str, Any], list[str]]] = {}
        for variant, rows in sheet.computed.items():
            for row in rows:
                data = self.fact(sheet.entry, row, variant)
                found.setdefault(orjson.dumps(data), (row, data, []))[2].append(variant)
        whole = not isinstance(sheet.entry, Model)
        for written, (row, data, variants) in found.items():
            scope = () if whole or len(variants) == len(sheet.computed) else tuple(variants)
            yield Told(row, scope, data, written)

    def items(self, entry: Entry) -> Iterator[tuple[str, bytes]]:
        """An entry, and every variant that has an id of its own, as documents."""
        told = self.facts(entry)
        variants = entry.variants if isinstance(entry, Model) else {}
        common = self._item(entry)
        references = [self.reference(entry.folder, id_) for id_ in variants if id_ != entry.id]
        yield entry.id, orjson.dumps(common | self._body(entry, told) | {"variants": references})
        for id_ in variants:
            if id_ != entry.id:
                own = self.of_variant(entry, id_)
                head = common | self.reference(entry.folder, id_) | {"aliases": []}
                yield id_, orjson.dumps(head | self._body(entry, own) | {"variants": []})

    def _body(self, entry: Entry, told: list[Told]) -> dict[str, Any]:
        """Facts, and the sources that they name."""
        used = (item["source"] for fact in told for item in fact.data["sources"])
        sources = [_source(key, source) for key, source in self.sources(entry, used)]
        return {"facts": [_scoped(item.written, item.scope) for item in told], "sources": sources}

    def _item(self, entry: Entry) -> dict[str, Any]:
        found: dict[str, Any] = {**self.reference(entry.folder, entry.id), "kind": entry.folder, "entry": entry.id}
        found |= {"edit": self.site.settings.edit_url(entry.path), "aliases": entry.aliases}
        if entry.verified:
            found["verified"] = str(entry.verified)
        if entry.summary:
            found["summary"] = untagged(entry.summary)
        return found

    def reference(self, folder: str, id_: str) -> shape.Reference:
        """How one item is named by others."""
        entry = self.catalog.entry(folder, id_)
        own = getattr(entry, "variants", {}).get(id_)
        url = f"{entry.url}#{id_}" if own is not None and id_ != entry.id else entry.url
        name = self.catalog.name(folder, id_) if id_ != entry.id else entry.title
        return {"id": id_, "name": name, "url": self.url(url), "api": self.url(f"{FOLDER}{folder}/{id_}.json")}

    # --- lists -------------------------------------------------------------------------------------------------------

    def list(self, table: Table) -> shape.List:
        """A kind as a list with the values of its columns."""
        card = KINDS[table.folder].card
        columns = table.single
        return {
            "kind": table.folder,
            "label": self.say(card.title),
            "generated": str(self.site.settings.day),
            "license": LICENSE,
            "columns": [self.column(column) for column in columns],
            "items": [self._written(table, item, columns) for item in table.items],
        }

    def column(self, column: Column) -> shape.Column:
        """What a column means."""
        found: shape.Column = {
            "id": column.id,
            "label": column.word.label,
            "means": column.word.sentence or "",
            "type": type_of(column.form),
        }
        if column.form in self.units:
            found["unit"] = self.units[column.form]
        if column.words or column.kinds:
            found["of"] = f"words/{column.words}" if column.words else column.kinds[0]
        return found

    def _written(self, table: Table, item: Item, columns: Iterable[Column]) -> shape.Row:
        """A row as JSON, which `orjson` puts into the list as it is."""
        found = self.site.of_entry(
            f"row {table.id_of(item)}", table.entry_of(item), lambda: orjson.dumps(self._row(table, item, columns))
        )
        return cast(shape.Row, orjson.Fragment(found))

    def _row(self, table: Table, item: Item, columns: Iterable[Column]) -> shape.Row:
        entry, id_ = table.entry_of(item), table.id_of(item)
        facts = table.facts(item)
        reference = self.reference(table.folder, id_)
        aliases = entry.aliases if id_ == entry.id else []
        values = {column.id: self.value(table.row_in(item, facts, column)) for column in columns}
        return {**reference, "entry": entry.id, "aliases": aliases, "values": values}


def together(entry: Entry, told: Iterable[Told], words: Callable[[Told], Words]) -> Iterator[tuple[Words, str]]:
    """What facts say in `words` of a caller's own, once for all variants that have it alike, with the ids of these; ""
    where it holds for every one.
    """
    everyone = list(getattr(entry, "variants", {}))
    found: dict[Words, list[str]] = {}
    for fact in told:
        found.setdefault(words(fact), []).extend(fact.scope or everyone)
    for said, scope in found.items():
        some = [id_ for id_ in everyone if id_ in scope]
        yield said, "" if some == everyone else ", ".join(some)


def _is_about(told: Told, variant: str) -> bool:
    """Whether a fact holds for a variant; a score may name the one that was measured."""
    if told.scope:
        return variant in told.scope
    return told.row.detail("variant") in (None, variant)


def _evidence(item: Evidence, key: str) -> shape.Evidence:
    return {"source": key, "shows": untagged(item.shows)} if item.shows else {"source": key}


def _source(key: str, source: Source) -> shape.Source:
    found: shape.Source = {"id": key, "title": source.title, "url": source.url, "read": str(source.read)}
    if source.publisher:
        found["publisher"] = source.publisher
    if source.secondary:
        found["secondary"] = source.secondary
    return found


def _scoped(written: bytes, scope: tuple[str, ...]) -> orjson.Fragment:
    """A written fact with the variants that it holds for."""
    return orjson.Fragment(b'{"variants":' + orjson.dumps(scope) + b"," + written[1:])
