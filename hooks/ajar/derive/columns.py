"""What can be tabulated of each kind: one list of columns for tables, written pages, filters and JSON.

A value is a number, a text, a list of ids, or one of the three words below, which are never mixed with a "no".
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..catalog import Catalog
from ..kinds import License
from ..kinds.base import Entry, Fact
from . import Derived, DerivedRow
from .memory import BITS

UNDISCLOSED, NOT_CHECKED, NOT_APPLICABLE = "undisclosed", "not-checked", "not-applicable"
UNKNOWN = (UNDISCLOSED, NOT_CHECKED, NOT_APPLICABLE)
# Widths of columns by form, in rem.
WIDTHS = {"name": 12, "entry": 8.5, "entries": 11, "word": 8.5, "words": 11, "term": 8, "text": 16, "date": 5.5, "year": 4, "class": 5, "dollars": 5}


@dataclass(frozen=True)
class Column:
    """One column of one kind. `form` says how a value reads (see `pages/tables.py`), `words` and `folder` what its ids are ids of.

    `label` is the place of its label in the vocabulary: the file and the word.
    """

    id: str
    form: str
    value: Callable[[Any], Any]
    label: tuple[str, str]
    words: str = ""
    folder: str = ""

    @property
    def numeric(self) -> bool:
        return self.form in ("billions", "count", "gigabytes", "dollars", "scaled", "number")

    @property
    def width(self) -> float:
        """How wide the column is in a table of fixed columns, in rem."""
        return WIDTHS.get(self.form, 7)


@dataclass(frozen=True)
class Table:
    """A kind's rows and columns. `id_of` gives the id that a row answers to; for models that of the variant."""

    folder: str
    items: list[Any]
    columns: dict[str, Column]

    @staticmethod
    def id_of(item: Any) -> str:
        return str(item.row.id if isinstance(item, DerivedRow) else item.id)

    def allowed(self, id_: str, catalog: Catalog) -> set[str] | None:
        """The values that a column of words or ids can have; None where any text or number goes. `id` stands for the rows' own ids."""
        if id_ == "id":
            return set(catalog.ids(self.folder))
        column = self.columns[id_]
        if column.words:
            return {*catalog.vocabulary[column.words], *UNKNOWN}
        return {*catalog.ids(column.folder), *UNKNOWN} if column.folder else None

    def rank(self, column: Column, derived: Derived) -> Callable[[Any], tuple[Any, ...]]:
        """A sort key: known values first in their own order (levels and verdicts by rank, text without case), unknown ones last."""
        order = _order(column, derived)

        def key(item: Any) -> tuple[Any, ...]:
            value = column.value(item)
            value = ", ".join(value) if isinstance(value, list) else value
            known = not (isinstance(value, str) and value in UNKNOWN)
            return (not known, order(value) if known else 0)

        return key


def _order(column: Column, derived: Derived) -> Callable[[Any], Any]:
    if column.words:
        words = derived.catalog.vocabulary[column.words].words
        ranks = {id_: getattr(word, "rank", number) for number, (id_, word) in enumerate(words.items())}
        return lambda value: ranks.get(value, len(ranks))
    return lambda value: value.lower() if isinstance(value, str) else value


def _known(fact: Fact[Any] | None, missing: str = NOT_CHECKED) -> Any:
    if fact is None:
        return missing
    return UNDISCLOSED if fact.value is None else fact.value


def _row_fact(name: str, missing: str = NOT_CHECKED) -> Callable[[DerivedRow], Any]:
    return lambda item: _known(item.row.get(name), missing)


def _training(name: str) -> Callable[[DerivedRow], Any]:
    return lambda item: _known(item.row.within("training", name))


def _memory(bits: int) -> Callable[[DerivedRow], Any]:
    def value(item: DerivedRow) -> Any:
        if item.level.id in ("hosted", "closed"):
            return NOT_APPLICABLE
        return item.memory.weights[bits] if item.memory else _known(item.row.get("parameters"))

    return value


def _price(side: str) -> Callable[[DerivedRow], Any]:
    def value(item: DerivedRow) -> Any:
        price = getattr(item.quote, side) if item.quote else None
        return float(price) if price is not None else NOT_CHECKED

    return value


def _retires(item: DerivedRow) -> Any:
    """The day of an announced or past retirement, the last one where several are recorded."""
    dates = [event.date for event in item.row.model.life if event.event in ("retirement", "retired")]
    return max(dates) if dates else NOT_APPLICABLE


def _year(item: DerivedRow) -> Any:
    value = _row_fact("released")(item)
    return value if value in UNKNOWN else str(value)[:4]


def _license_ids(item: DerivedRow) -> Any:
    return [use.id] if (use := item.row.governing) else NOT_CHECKED


def _verdict(question: str) -> Callable[[DerivedRow], Any]:
    return lambda item: item.verdicts[question].answer


def model_columns(derived: Derived) -> dict[str, Column]:
    """Columns of the rows of models, by id."""
    def field(id_: str) -> tuple[str, str]:
        return ("fields", id_)

    columns = [
        Column("name", "name", lambda item: item.row.name, field("name")),
        Column("developer", "entry", lambda item: _known(item.row.model.developer), field("developer"), folder="developers"),
        Column("level", "word", lambda item: item.level.id, field("level"), words="levels"),
        *(Column(q, "word", _verdict(q), ("license-terms", q), words="verdict-answers") for q in derived.verdicts.questions),
        Column("license", "entries", _license_ids, field("license"), folder="licenses"),
        Column("released", "date", _row_fact("released"), field("released")),
        Column("year", "year", _year, field("year")),
        Column("status", "word", _row_fact("status"), field("status"), words="statuses"),
        Column("retires", "date", _retires, field("retires")),
        Column("parameters", "billions", _row_fact("parameters"), field("parameters")),
        Column("active-parameters", "billions", _row_fact("active_parameters", NOT_APPLICABLE), field("active-parameters")),
        Column("context", "count", _row_fact("context"), field("context")),
        *(Column(f"memory-{bits}", "gigabytes", _memory(bits), field(f"memory-{bits}")) for bits in BITS),
        Column("price-in", "dollars", _price("input"), field("price-in")),
        Column("price-out", "dollars", _price("output"), field("price-out")),
        Column("input", "words", _modalities, field("input"), words="modalities"),
        Column("tokens", "scaled", _training("tokens"), field("tokens")),
        Column("cutoff", "date", _training("cutoff"), field("cutoff")),
        Column("mof-class", "class", lambda item: item.mof.number or 0, field("mof-class")),
        Column("verified", "date", lambda item: str(item.row.model.verified), field("verified")),
    ]
    return {column.id: column for column in columns}


def _modalities(item: DerivedRow) -> Any:
    return _known(item.row.within("architecture", "input"))


def license_columns(derived: Derived) -> dict[str, Column]:
    """Columns of licenses: every term of the vocabulary, and what the text is."""
    def term(id_: str) -> Callable[[License], Any]:
        return lambda item: item.terms[id_].answer if id_ in item.terms else NOT_CHECKED

    columns = [
        Column("name", "name", lambda item: item.short, ("fields", "name")),
        Column("type", "word", lambda item: item.type.value, ("fields", "type"), words="license-types"),
        Column("published", "date", lambda item: _known(item.published), ("fields", "published")),
        Column("models", "number", lambda item: len({row.row.model.id for row in derived.under_license.get(item.id, [])}), ("fields", "models")),
        *(Column(id_, "term", term(id_), ("license-terms", id_), words="answers") for id_ in derived.catalog.vocabulary["license-terms"]),
    ]
    return {column.id: column for column in columns}


def _fact_of(name: str) -> Callable[[Entry], Any]:
    return lambda item: _known(getattr(item, name))


def _entry_columns(*columns: Column) -> dict[str, Column]:
    name = Column("name", "name", lambda item: item.name, ("fields", "name"))
    return {column.id: column for column in (name, *columns)}


def _made(derived: Derived) -> Callable[[Entry], int]:
    """How many models a developer made."""
    return lambda item: sum(model.developer.value == item.id for model in derived.catalog.models.values())


def tables(derived: Derived) -> dict[str, Table]:
    """Every kind that can be shown as a table, by folder."""
    def fact(id_: str, form: str, words: str = "", folder: str = "") -> Column:
        return Column(id_, form, _fact_of(id_.replace("-", "_")), ("fields", id_), words, folder)

    columns: dict[str, dict[str, Column]] = {
        "licenses": license_columns(derived),
        "developers": _entry_columns(
            fact("kind", "word", "developer-kinds"), fact("country", "text"), fact("founded", "date"), fact("transparency-index", "number"),
            Column("models", "number", _made(derived), ("fields", "models")),
        ),
        "datasets": _entry_columns(
            fact("developer", "entry", folder="developers"), fact("released", "date"), fact("status", "word", "statuses"), fact("size", "text"),
            Column("license", "entries", lambda item: [use.id for use in item.license] or NOT_CHECKED, ("fields", "license"), folder="licenses"),
        ),
        "benchmarks": _entry_columns(
            fact("released", "date"), fact("status", "word", "benchmark-states"), fact("metric", "text"), fact("measures", "text"),
        ),
        "terms": _entry_columns(fact("kind", "word", "term-kinds"), fact("definition", "text")),
        "claims": _entry_columns(
            Column("section", "word", lambda item: item.section, ("fields", "section"), words="sections"),
            Column("verdict", "word", lambda item: item.verdict, ("fields", "verdict"), words="claim-verdicts"),
        ),
        "tradeoffs": _entry_columns(Column("question", "text", lambda item: item.question, ("fields", "question"))),
    }
    found = {folder: Table(folder, list(derived.catalog.entries[folder].values()), of) for folder, of in columns.items()}
    return {"models": Table("models", derived.all_rows, model_columns(derived)), **found}


def select(table: Table, where: dict[str, Callable[[Any], bool]]) -> list[Any]:
    """Rows whose value in every column of `where` passes; the column `id` matches a row's or its model's id."""
    def passes(item: Any) -> bool:
        return all(any(test(value) for value in _values(table, id_, item)) for id_, test in where.items())

    return [item for item in table.items if passes(item)]


def _values(table: Table, id_: str, item: Any) -> list[Any]:
    if id_ == "id":
        return [table.id_of(item), *([item.row.model.id] if isinstance(item, DerivedRow) else [])]
    value = table.columns[id_].value(item)
    return value if isinstance(value, list) else [value]
