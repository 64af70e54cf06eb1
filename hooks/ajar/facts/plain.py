"""Values as plain text, as the pages show them, for every output that is not HTML."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from ..kinds.words import State, Word
from ..messages import msg
from .columns import Column, Item, Table
from .format import NUMERIC, untagged
from .sheet import Detail, FactRow
from .sheets import Sheets

_YES, _NO = msg("yes"), msg("no")


class Plain:
    """What facts say, as text in the language of the build."""

    def __init__(self, sheets: Sheets) -> None:
        self.sheets, self.catalog = sheets, sheets.derived.catalog
        self.vocabulary = self.catalog.vocabulary
        self.states = {id_: word.brief for id_, word in self.vocabulary["fact-states"].words.items()}

    @cached_property
    def groups(self) -> dict[str, str]:
        """The titles of groups of facts by id, in the order of the pages; parts of a group stand in its place."""
        parts: dict[str, Mapping[str, Word]] = {
            "components": self.vocabulary["component-groups"].words,
            "terms": self.vocabulary.term_groups,
        }
        found: dict[str, str] = {}
        for id_, word in self.vocabulary["fact-groups"].words.items():
            found[id_] = word.label
            found |= {f"{id_}-{part}": below.label for part, below in parts.get(id_, {}).items()}
        return found

    def row(self, row: FactRow) -> str:
        """The value of a fact, or what its unknown is called."""
        if row.value is None:
            return self.states[row.state]
        text = self.value(row.value, row.form, row.words, row.kinds)
        return f"{text} {row.detail('unit')}" if row.form == "score" else text

    def cell(self, table: Table, item: Item, column: Column, facts: dict[str, FactRow] | None = None) -> str:
        """A cell of a table; `facts` are those of the item, if at hand."""
        if column.form == "name":
            return table.name_of(item)
        found = table.facts(item) if facts is None else facts
        if column.pair:
            return " / ".join([self._cell(found.get(id_)) for id_ in column.pair])
        return self._cell(table.row_in(item, found, column))

    def _cell(self, row: FactRow | None) -> str:
        return self.states[State.NOT_CHECKED] if row is None else self.row(row)

    def detail(self, detail: Detail) -> str:
        return self.value(detail.value, detail.form, detail.words, detail.kinds)

    def value(self, value: Any, form: str, words: str = "", kinds: tuple[str, ...] = ()) -> str:
        """A known value by its form."""
        if form in NUMERIC:
            return self.sheets.formatter.number(form, value)
        return ", ".join(
            self._one(item, form, words, kinds) for item in (value if isinstance(value, list) else (value,))
        )

    def _one(self, value: Any, form: str, words: str, kinds: tuple[str, ...]) -> str:
        if form in ("word", "answer"):
            known = self.vocabulary[words or "answers"].words
            return known[value].label if value in known else str(value)
        if form == "entry":
            folder = self.catalog.kind_of(kinds, value)
            return self.catalog.name(folder, value) if folder else str(value)
        if form == "flag":
            return self.sheets.messages.say(_YES if value else _NO)
        return untagged(value) if form in ("prose", "text") and isinstance(value, str) else str(value)
