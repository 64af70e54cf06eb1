"""The site's own JSON under `assets/data/`, which its scripts read. Nothing here is promised: it may change any day.

`<kind>.json` is a table with all its columns, its filters and what its controls start from, `rows/<kind>.json` the
values of its rows, which come when somebody first touches it; `facts/<kind>/<id>.json` is the sheet of an entry
that can be compared; `words.json` has the labels that sheets need, `names.json` what a mistyped address
is compared with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from ..facts.bounds import limit
from ..facts.columns import RESULTS, TERMS, Column, Item, Table, choices, scores
from ..facts.plain import Plain
from ..facts.sheet import Detail, FactRow, Sheet
from ..kinds import KINDS
from ..kinds.base import Entry
from ..kinds.license import License, LicenseTerm
from ..kinds.words import State
from ..messages import SOURCE_LANGUAGE, msg
from ..site import Site


def files(site: Site) -> Iterable[tuple[str, bytes]]:
    """Tables, sheets and words."""
    plan = Plan(site, {}, {})
    for folder, kind in KINDS.items():
        if kind.card.filtered:
            yield f"assets/data/{folder}.json", _dump(_table(site, site.tables[folder]))
            yield f"assets/data/rows/{folder}.json", _dump(_rows(site, site.tables[folder]))
        if kind.card.comparable:
            for entry in site.catalog.entries[folder].values():
                yield (
                    f"assets/data/facts/{folder}/{entry.id}.json",
                    _dump(sheet_json(site, site.sheets.of(entry), plan)),
                )
    yield "assets/data/words.json", _dump(_words(site, plan))
    yield "assets/data/names.json", _dump(list(_names(site)))


def _dump(data: Any) -> bytes:
    return orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)


def _common(site: Site) -> dict[str, Any]:
    """What every script needs first: the language, its messages, and how unknown values are called."""
    messages = site.sheets.messages
    states = site.catalog.vocabulary["fact-states"].words
    return {
        "language": messages.language,
        "generated": str(site.settings.day),
        "messages": dict(messages.texts) if messages.language != SOURCE_LANGUAGE else {},
        "states": {id_: word.brief for id_, word in states.items() if id_ != State.KNOWN},
    }


def _table(site: Site, table: Table) -> dict[str, Any]:
    card = KINDS[table.folder].card
    columns = list(table.columns.values())
    widths = {column.id: {"width": column.width, "css": column.css} for column in columns}
    return _common(site) | {
        "kind": table.folder,
        "columns": [_column(column) | widths[column.id] for column in columns],
        "choices": {column.id: choices(column, site.catalog) for column in columns if column.words == "answers"},
        "facets": list(_facets(site, table)),
        "open": card.open_facets,
        "parts": site.sheets.messages.say(card.parts) if card.parts else "",
        "shown": list(card.shown),
        "sort": list(card.sort),
        "words": {name: _words_of(site, name) for name in dict.fromkeys(column.words for column in columns) if name},
        "count": len(table.items),
    }


def _rows(site: Site, table: Table) -> dict[str, Any]:
    """The rows of a table, and what they name."""
    columns = list(table.columns.values())
    return {
        "names": _names_of(site, columns),
        "terms": _terms(site, columns),
        "rows": [_row(table, item) | _limits(site, table, item) for item in table.items],
    }


def _terms(site: Site, columns: Sequence[Column]) -> dict[str, dict[str, Any]]:
    """What each license says in the columns that are read there, so that its models need not repeat it."""
    wanted = [column.id for column in columns if column.group == TERMS]
    licenses = site.tables[License.folder]
    found = {}
    for license_ in licenses.items if wanted else ():
        values = licenses.values(license_)
        found[license_.id] = {id_: values[id_] for id_ in wanted if values[id_] != State.NOT_CHECKED}
    return found


def _column(column: Column) -> dict[str, Any]:
    """What a column means, and how its values read."""
    word = column.word
    found: dict[str, Any] = {"id": column.id, "label": word.label, "means": word.sentence, "form": column.form}
    found |= {"words": column.words} if column.words else {}
    found |= {"pair": list(column.pair)} if column.pair else {}
    return found | ({"names": column.kinds[0]} if column.kinds else {})


def _words_of(site: Site, name: str) -> dict[str, Any]:
    """The words of a vocabulary file by id."""
    words = site.catalog.vocabulary[name].words.items()
    return {
        id_: {"label": word.label, "short": word.brief, "symbol": word.symbol, "tone": word.tone} for id_, word in words
    }


def _names_of(site: Site, columns: Iterable[Column]) -> dict[str, dict[str, str]]:
    """The names of entries that columns hold ids of, by kind."""
    folders = dict.fromkeys(column.kinds[0] for column in columns if column.kinds)
    return {folder: {id_: entry.title for id_, entry in site.catalog.entries[folder].items()} for folder in folders}


def _row(table: Table, item: Item) -> dict[str, Any]:
    """A row: its ids, where it stands, its values by column without those that nobody checked, and for a license what
    its clauses say.
    """
    entry = table.entry_of(item)
    row: dict[str, Any] = {"id": table.id_of(item), "entry": entry.id, "url": table.url_of(item)}
    if entry.aliases:
        row["aliases"] = entry.aliases
    row |= {id_: value for id_, value in table.values(item).items() if value != State.NOT_CHECKED}
    if any(column.group == RESULTS for column in table.columns.values()):
        row |= {id_: score.value for id_, score in scores(item, table.facts(item)).items()}
    return row | _told(item.terms) if isinstance(item, License) else row


def _told(terms: dict[str, LicenseTerm]) -> dict[str, dict[str, str]]:
    """What the clauses of a license say, and where they stand, by term."""
    return {
        "says": {id_: term.told for id_, term in terms.items() if term.told},
        "clauses": {id_: term.clause for id_, term in terms.items() if term.clause},
    }


def _limits(site: Site, table: Table, item: Item) -> dict[str, dict[str, str]]:
    """The bounds of a license's conditional answers in a few words, by term."""
    if not isinstance(item, License):
        return {}
    rows = table.facts(item)
    told = {id_: limit(site.sheets.formatter, rows[id_]) for id_ in item.terms if id_ in rows}
    return {"limits": {id_: text for id_, text in told.items() if text}}


def _facets(site: Site, table: Table) -> Iterable[dict[str, str]]:
    """The filters of a kind; one that names a group of columns stands for each of them that has none of its own."""
    facets = KINDS[table.folder].card.facets
    own = {facet.id for facet in facets}
    for facet in facets:
        group = [column.id for column in table.columns.values() if column.group == facet.id and column.id not in own]
        if group or facet.id in GROUPS:
            label = site.sheets.messages.say(GROUPS[facet.id])
            yield from ({"id": id_, "type": facet.type, "group": label} for id_ in group)
        else:
            yield {"id": facet.id, "type": facet.type}


# What the filters of a group of columns are called together.
GROUPS = {RESULTS: msg("Scores"), TERMS: msg("Terms of the license"), "components": msg("What is released")}


class Reading(NamedTuple):
    """How a fact usually reads."""

    group: str
    label: str
    form: str
    words: str


@dataclass
class Plan:
    """How facts and details usually read, by id. The first that is written fills it; others say only what differs."""

    site: Site
    rows: dict[str, Reading]
    details: dict[str, dict[str, str]]

    def usual(self, row: FactRow) -> tuple[Reading, bool]:
        """How a fact usually reads, and whether that is known by its own id, not by its field's."""
        known = self.rows.get(row.id)
        if known is not None:
            return known, True
        own = row.key in KEYED or row.id.startswith(("license-", "term-"))
        key = row.id if own else row.key
        if key not in self.rows:
            self.rows[key] = Reading(row.group, row.label, row.form, row.words)
        return self.rows[key], own or key == row.id

    def detail(self, detail: Detail) -> None:
        """Remember how a detail reads."""
        if detail.id not in self.details:
            fields = self.site.catalog.vocabulary.fields
            label = fields[detail.id].label if detail.id in fields else ""
            kind = detail.kinds[0] if detail.kinds else ""
            self.details[detail.id] = {"label": label, "form": detail.form, "words": detail.words, "kind": kind}


# Fields whose rows are told apart by the word that they are about.
KEYED = frozenset({"components", "terms"})
# Forms of details that the comparison does not show.
PLAIN_ONLY = frozenset({"progress", "steps"})
# Groups whose computed facts need a sentence on what decided them; elsewhere their sources and values say it.
EXPLAINED = frozenset({"openness", "mof", "osaid", "g7"})


# --- sheets ----------------------------------------------------------------------------------------------------------


def _words(site: Site, plan: Plan) -> dict[str, Any]:
    """Labels of groups and details, the words of every vocabulary that a sheet can name, and what can be compared."""
    vocabulary = site.catalog.vocabulary
    unneeded = {"fields", "fact-groups", "fact-states", "license-terms", "components"}
    return _common(site) | {
        "rows": {id_: reading._asdict() for id_, reading in plan.rows.items()},
        "details": plan.details,
        "groups": Plain(site.sheets).groups,
        "words": {name: _words_of(site, name) for name in vocabulary.files if name not in unneeded},
        "items": [item for folder, kind in KINDS.items() if kind.card.comparable for item in _items(site, folder)],
    }


def _names(site: Site) -> Iterable[list[Any]]:
    """Where everything stands and what it is called: address, title, other names. For guessing what was looked for."""
    for entries in site.catalog.entries.values():
        for entry in entries.values():
            if not entry.card.one_page:
                yield [entry.url, entry.title, entry.aliases]
    for item in site.derived.all_variants:
        if item.variant.own is not None:
            yield [item.variant.url, item.variant.name, [item.id]]


def _items(site: Site, folder: str) -> Iterable[list[Any]]:
    """Everything of a kind that can be compared: id, name, kind, entry, other names."""
    table = site.tables[folder]
    for item in table.items:
        entry = table.entry_of(item)
        others = [*entry.aliases, *([entry.id] if entry.id != table.id_of(item) else [])]
        yield [table.id_of(item), table.name_of(item), folder, entry.id, others]


def sheet_json(site: Site, sheet: Sheet, plan: Plan) -> dict[str, Any]:
    """A sheet with its sources listed once, and a computed row that several variants share told once."""
    writer = _SheetWriter(site, sheet.entry, plan)
    said = [row for row in sheet.said() if row.state is not State.NOT_CHECKED]
    rows = [writer.row(row, row.scope if row.scope else (row.variant,) if row.variant else ()) for row in said]
    rows += writer.shared(sheet.computed)
    return {
        "name": sheet.entry.title,
        "url": sheet.entry.url,
        "rows": rows,
        "unchecked": [writer.unchecked(row) for row in sheet.said() if row.state is State.NOT_CHECKED],
        "sources": writer.sources,
        "names": writer.names,
    }


def _alike(one: FactRow, other: FactRow) -> bool:
    """Whether two computed rows surely say the same; one row serves all variants under a license."""
    return one is other or (one.value, one.state, one.evidence, one.note, one.details, one.decided) == (
        other.value,
        other.state,
        other.evidence,
        other.note,
        other.details,
        other.decided,
    )


class _SheetWriter:
    """Rows as small objects; keys that have nothing to say are left out."""

    def __init__(self, site: Site, entry: Entry, plan: Plan) -> None:
        self.catalog, self.messages, self.entry = site.catalog, site.sheets.messages, entry
        self.plan = plan
        self.sources: list[list[Any]] = []
        self.names: dict[str, list[str]] = {}
        self._numbers: dict[tuple[str, Any], int] = {}

    def shared(self, computed: dict[str, list[FactRow]]) -> list[dict[str, Any]]:
        """Computed rows, each with the variants that it holds for where those are not all."""
        found: dict[str, list[tuple[FactRow, dict[str, Any], list[str]]]] = {}
        for variant, rows in computed.items():
            for row in rows:
                told = found.setdefault(row.id, [])
                variants = next((variants for other, _, variants in told if _alike(other, row)), None)
                if variants is None:
                    data = self.row(row, ())
                    variants = next((variants for _, other, variants in told if other == data), None)
                    if variants is None:
                        variants = []
                        told.append((row, data, variants))
                variants.append(variant)
        return [
            data if len(variants) == len(computed) else data | {"for": variants}
            for told in found.values()
            for _, data, variants in told
        ]

    def unchecked(self, row: FactRow) -> str:
        """The id of a fact that nobody checked."""
        self.plan.usual(row)
        return row.id

    def row(self, row: FactRow, scope: tuple[str, ...]) -> dict[str, Any]:
        data: dict[str, Any] = {"id": row.id}
        usual, own = self.plan.usual(row)
        if not own:
            data["key"] = row.key
        reading = (row.group, row.label, row.form, row.words)
        if reading != usual:
            pairs = zip(Reading._fields, reading, usual, strict=True)
            data |= {key: value for key, value, common in pairs if value != common}
        if row.state is not State.KNOWN:
            data["state"] = row.state
        if row.value is not None:
            data["value"] = row.value
        if row.kinds:
            data["kind"] = self._named(row.value, row.kinds)
        if row.evidence:
            data["sources"] = [self._source(item.source, item.shows) for item in row.evidence]
        if row.note:
            data["note"] = row.note
        if row.details:
            data["details"] = self._details(row)
        if row.decided and row.group in EXPLAINED:
            data["why"] = [self.messages.say(item.says) for item in row.decided]
        if scope:
            data["for"] = list(scope)
        return data

    def _details(self, row: FactRow) -> dict[str, Any]:
        for detail in row.details:
            self.plan.detail(detail)
            if detail.kinds:
                self._named(detail.value, detail.kinds)
        return {detail.id: detail.value for detail in row.details if detail.form not in PLAIN_ONLY}

    def _source(self, source: Any, shows: str | None) -> list[Any]:
        key = (source.url, source.read)
        if key not in self._numbers:
            self._numbers[key] = len(self.sources)
            self.sources.append([source.url, source.title, str(source.read), source.publisher or ""])
        return [self._numbers[key], *([shows] if shows else [])]

    def _named(self, value: Any, kinds: tuple[str, ...]) -> str:
        """The kind of the entries that a value names; their names are remembered."""
        kind = kinds[0]
        for id_ in value if isinstance(value, list) else [value]:
            if isinstance(id_, str) and (found := self.catalog.kind_of(kinds, id_)):
                kind = found
                entry = self.catalog.entry(found, id_)
                own = getattr(entry, "variants", {}).get(id_)
                name = self.catalog.name(found, id_)
                self.names[f"{found}/{id_}"] = [name, f"{entry.url}#{id_}" if own is not None else entry.url]
        return kind
