"""What can be tabulated of each kind: columns are facts of the sheets, for tables, written pages, filters and JSON
alike.

A value is a number, a text, a list of ids, or the word of an unknown (`undisclosed`, `not-checked`, `not-applicable`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..catalog import Catalog
from ..derive import Derived, DerivedVariant
from ..kinds import KINDS, Benchmark, Model
from ..kinds.base import Entry
from ..kinds.fields import fields_of
from ..kinds.words import State, Word
from .computed import EVERY, READINGS, VERDICT, VERDICTS
from .format import RIGHT
from .sheet import FactRow
from .sheets import Sheets

UNKNOWN = frozenset({State.UNDISCLOSED, State.NOT_CHECKED, State.NOT_APPLICABLE})
# Widths of columns by form, in rem.
WIDTHS = {
    "name": 12.5,
    "entry": 7.8,
    "word": 7.6,
    "answer": 6.1,
    "text": 16,
    "prose": 16,
    "date": 4.6,
    "year": 4,
    "class": 5,
    "count": 4.8,
    "number": 4.8,
    "gigabytes": 4.8,
    "dollars": 5,
    "pair": 6,
}
# Two facts that readers want in one column, by its id.
PAIRS = {"size": ("parameters", "active-parameters"), "price": ("price-in", "price-out")}
# A column that names places needs room for two of them.
PLACES = {"any-region": 8.3}
# Columns of lists and of entries named by a list are wider.
LISTS = {"word": 11}
CUT = frozenset({"name", "entry", "text", "prose", "code", "url"})
# Groups of a model's columns that lie elsewhere than in a fact of their id: what its license says, how it scored.
TERMS, RESULTS = "terms", "results"

Item = DerivedVariant | Entry


@dataclass(frozen=True)
class Column:
    """One column of one kind: a fact by its id. `word` has its label and sentence; `many` says that a value is a list.

    `gathered` columns hold the values of several facts, such as the licenses of a data set. A `pair` shows two facts
    and is ordered by the first. `group` names the columns that the card names together; those of a model's `terms` are
    read in its license, those of its `results` in its scores.
    """

    id: str
    form: str
    word: Word
    words: str = ""
    kinds: tuple[str, ...] = ()
    many: bool = False
    gathered: bool = False
    pair: tuple[str, ...] = ()
    group: str = ""

    @property
    def elsewhere(self) -> bool:
        """Whether it is no fact of its own row."""
        return self.group in (TERMS, RESULTS)

    @property
    def numeric(self) -> bool:
        return self.form in RIGHT or bool(self.pair)

    @property
    def css(self) -> str:
        """The class of the column's cells: numbers stand on the right, and a table of fixed columns cuts what can be
        long.
        """
        return "n" if self.numeric else "c" if self.form in CUT or self.many else ""

    @property
    def width(self) -> float:
        """How wide the column is in a table of fixed columns, in rem."""
        if self.form == "answer" and self.id in PLACES:
            return PLACES[self.id]
        return (LISTS.get(self.form) if self.many else None) or WIDTHS.get(self.form, 7)


@dataclass(frozen=True)
class Table:
    """A kind's rows and columns; `row(item, column)` is the fact of a cell, None where nobody checked."""

    folder: str
    items: list[Any]
    columns: dict[str, Column]
    sheets: Sheets
    _values: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def single(self) -> list[Column]:
        """The columns that hold one fact each; the name is none."""
        columns = self.columns.values()
        return [column for column in columns if not (column.pair or column.elsewhere or column.form == "name")]

    @staticmethod
    def id_of(item: Item) -> str:
        """The id that a row answers to; for models that of the variant."""
        return str(item.id)

    @staticmethod
    def entry_of(item: Item) -> Entry:
        return item.model if isinstance(item, DerivedVariant) else item

    @staticmethod
    def name_of(item: Item) -> str:
        return item.variant.name if isinstance(item, DerivedVariant) else item.title

    @staticmethod
    def url_of(item: Item) -> str:
        return item.variant.url if isinstance(item, DerivedVariant) else item.url

    def facts(self, item: Item) -> dict[str, FactRow]:
        return self.sheets.variant(item) if isinstance(item, DerivedVariant) else self.sheets.of(item).of()

    def row(self, item: Item, column: Column) -> FactRow | None:
        """The fact of a cell, None where nobody checked it."""
        return self.row_in(item, self.facts(item), column)

    def row_in(self, item: Item, facts: dict[str, FactRow], column: Column) -> FactRow | None:
        """The fact of a column among those of an item's row."""
        if column.group == TERMS:
            return self._terms(facts).get(column.id)
        if column.group == RESULTS:
            return scores(item, facts).get(column.id)
        if column.gathered:
            found = [row for row in facts.values() if row.key == column.id]
            return found[0]._replace(value=[row.value for row in found]) if found else None
        return facts.get(column.pair[0] if column.pair else column.id)

    def _terms(self, facts: dict[str, FactRow]) -> dict[str, FactRow]:
        """What the license says that the facts of a row name."""
        named = facts.get("license")
        if named is None or not named.value:
            return {}
        return self.sheets.of(self.sheets.derived.catalog.licenses[named.value[0]]).of()

    def value(self, item: Item, column: Column) -> Any:
        """The value of a cell, or the word of an unknown."""
        return self.name_of(item) if column.form == "name" else value_of(self.row(item, column))

    def values(self, item: Item) -> dict[str, Any]:
        """The values of a whole row by column; several outputs want them."""
        known = self._values.get(item.id)
        if known is None:
            facts = self.facts(item)
            known = self._values[item.id] = {
                id_: self.name_of(item) if column.form == "name" else value_of(self.row_in(item, facts, column))
                for id_, column in self.columns.items()
                if not column.pair and not column.elsewhere
            }
        return known

    def allowed(self, id_: str, catalog: Catalog) -> set[str] | None:
        """The values that a column of words or ids can have; None where any text or number goes. `id` stands for rows'
        ids.
        """
        if id_ == "id":
            return set(catalog.ids(self.folder))
        column = self.columns[id_]
        if column.words:
            return {*choices(column, catalog), *UNKNOWN}
        return {id_ for kind in column.kinds for id_ in catalog.ids(kind)} | UNKNOWN if column.kinds else None

    def by_entry(self, items: Iterable[Item]) -> list[list[Item]]:
        """The rows of each entry together, in the order in which entries first come."""
        found: dict[str, list[Item]] = {}
        for item in items:
            found.setdefault(self.entry_of(item).id, []).append(item)
        return list(found.values())

    def rank(self, column: Column, derived: Derived) -> Callable[[Any], tuple[Any, ...]]:
        """A sort key: known values first in their own order (levels and verdicts by rank, text without case), unknown
        ones last.
        """
        order = _order(column, derived)

        def key(item: Any) -> tuple[Any, ...]:
            value = self.value(item, column)
            value = ", ".join(value) if isinstance(value, list) else value
            known = not (isinstance(value, str) and value in UNKNOWN)
            return (not known, order(value) if known else 0)

        return key


def scores(item: Item, facts: dict[str, FactRow]) -> dict[str, FactRow]:
    """The score of an item on each benchmark: of several, the first that its entry lists."""
    found: dict[str, FactRow] = {}
    for row in facts.values():
        if row.key == RESULTS and row.value is not None and row.detail("variant") in (None, item.id):
            found.setdefault(row.detail("benchmark"), row)
    return found


def value_of(row: FactRow | None) -> Any:
    """The plain value of a fact, or the word of an unknown where it is not known."""
    if row is None:
        return State.NOT_CHECKED
    return row.value if row.state is State.KNOWN or row.value is not None else row.state


def choices(column: Column, catalog: Catalog) -> list[str]:
    """The words that a column can show, in the order of the vocabulary: for a license term those that it can be
    answered with.
    """
    term = catalog.vocabulary.license_terms.get(column.id)
    if column.words == "answers" and term is not None:
        return list(term.values)
    return list(catalog.vocabulary[column.words].words)


def _order(column: Column, derived: Derived) -> Callable[[Any], Any]:
    if column.words:
        words = derived.catalog.vocabulary[column.words].words
        ranks = {id_: getattr(word, "rank", number) for number, (id_, word) in enumerate(words.items())}
        return lambda value: ranks.get(value, len(ranks))
    return lambda value: value.lower() if isinstance(value, str) else value


def columns_of(folder: str, derived: Derived) -> dict[str, Column]:
    """The columns of a kind by id: its name, then what its card lists."""
    vocabulary = derived.catalog.vocabulary
    found = {"name": Column("name", "name", vocabulary.fields["name"])}
    for id_ in KINDS[folder].card.columns:
        found |= {column.id: column for column in _columns(folder, id_, derived)}
    return found


def _columns(folder: str, id_: str, derived: Derived) -> Iterator[Column]:
    """The column of a fact, or those of a group of facts under one key: `verdicts`, `terms`, `components`."""
    vocabulary = derived.catalog.vocabulary
    if folder == Model.folder and id_ == TERMS:
        for term, named in vocabulary.license_terms.items():
            if term not in vocabulary.verdicts:
                yield Column(term, "answer", named, "answers", group=TERMS)
        return
    if folder == Model.folder and id_ == RESULTS:
        yield from _scored(derived)
        return
    if id_ in PAIRS and folder == Model.folder:
        yield Column(id_, "pair", vocabulary.fields[id_], pair=PAIRS[id_])
        return
    if id_ == VERDICTS and folder == Model.folder:
        for question in vocabulary.verdicts:
            yield Column(question, VERDICT.form, vocabulary.license_terms[question], VERDICT.words)
        return
    if reading := READINGS.get(folder, {}).get(id_) or EVERY.get(id_):
        many = id_ == "license"
        yield Column(id_, reading.form, vocabulary.fields[id_], reading.words, reading.kinds, many)
        return
    field = next(field for field in fields_of(KINDS[folder]) if id_ in (field.id, field.key))
    if field.shape == "keyed":
        group = id_ if folder == Model.folder else ""
        for key, word in vocabulary[field.keys].words.items():
            yield Column(field.prefix + key, field.form, word, field.words or "answers", field.kinds, group=group)
        return
    gathered = field.shape == "parts"
    word = vocabulary.fields[field.key]
    yield Column(field.id, field.form, word, field.words, field.kinds, field.many or gathered, gathered)


def _scored(derived: Derived) -> Iterator[Column]:
    """A column for each benchmark that a model has a score on."""
    known = {result.benchmark for model in derived.catalog.models.values() for result in model.results}
    for id_, benchmark in derived.catalog.entries[Benchmark.folder].items():
        if id_ in known and isinstance(benchmark, Benchmark):
            word = Word(label=benchmark.name, sentence=benchmark.summary or benchmark.measures.value)
            yield Column(id_, "score", word, group=RESULTS)


def tables(sheets: Sheets) -> dict[str, Table]:
    """Every kind as a table, by folder."""
    derived = sheets.derived
    found = {}
    for folder, entries in derived.catalog.entries.items():
        items: list[Any] = derived.all_variants if folder == Model.folder else list(entries.values())
        found[folder] = Table(folder, items, columns_of(folder, derived), sheets)
    return found


def select(table: Table, where: dict[str, Callable[[Any], bool]]) -> list[Any]:
    """Rows whose value in every column of `where` passes; the column `id` matches a row's or its entry's id."""

    def passes(item: Any) -> bool:
        return all(any(test(value) for value in _values(table, id_, item)) for id_, test in where.items())

    return [item for item in table.items if passes(item)]


def _values(table: Table, id_: str, item: Item) -> list[Any]:
    if id_ == "id":
        return [table.id_of(item), table.entry_of(item).id]
    value = table.value(item, table.columns[id_])
    return value if isinstance(value, list) else [value]
