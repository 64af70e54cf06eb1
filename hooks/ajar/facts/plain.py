"""Values as plain text, as the pages show them, for every output that is not HTML."""

from typing import Any

from ..messages import msg
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

    def row(self, row: FactRow) -> str:
        """The value of a fact, or what its unknown is called."""
        if row.value is None:
            return self.states[row.state]
        text = self.value(row.value, row.form, row.words, row.kinds)
        return f"{text} {row.detail('unit')}" if row.form == "score" else text

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
