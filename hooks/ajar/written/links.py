"""Links of written pages into the catalog, values filled in from it, and marks of sources."""

import re
from urllib.parse import parse_qsl

from markupsafe import Markup, escape

from ..derive.columns import NOT_APPLICABLE, Table, select
from ..kinds import KINDS
from ..kinds.base import Source, suggest
from ..pages import tables as cells
from ..pages.text import prose
from ..pages.view import View

# Pages whose table reads filters from its address.
FILTERED = ("models", "licenses")


class Links:
    """Replaces the links of one page; remembers which terms were explained and which sources were cited."""

    PATTERN = r"(?P<link>\[(?P<text>[^\]\n]*)\]\(ajar:(?P<folder>[a-z]+)/(?P<id>[^)\s?]*)(?:\?(?P<query>[^)\s]*))?\))|(?P<cite>\[\^(?P<key>[^\]\s]+)\])"

    def __init__(self, view: View, tables: dict[str, Table], sources: dict[str, Source]) -> None:
        self.view, self.tables, self.sources = view, tables, sources
        self.cited: set[str] = set()
        self._explained: set[str] = set()

    def replace(self, match: re.Match[str]) -> str:
        """HTML for one match of PATTERN. Raises LookupError that says what is wrong."""
        if match["cite"] is not None:
            return self._cite(match["key"])
        text, folder, id_, query = match["text"], match["folder"], match["id"], match["query"]
        if folder == "count":
            return self._count(id_, query or "")
        if folder not in KINDS:
            raise LookupError(f"there is no kind {folder!r}{suggest(folder, [*KINDS, 'count'])}")
        catalog = self.view.catalog
        if not catalog.has(folder, id_):
            former = catalog.aliases[folder].get(id_)
            hint = f"; it is a former name, expected {former!r}" if former else suggest(id_, catalog.ids(folder)) or "; expected the id of an entry"
            raise LookupError(f"there is no {id_!r} in {folder}{hint}")
        if query is not None:
            if text:
                raise LookupError("a value is filled in by the build; expected nothing between the brackets")
            return self.view.link(folder, id_, self._value(folder, id_, query))
        if not text:
            raise LookupError("a link without words; expected text between the brackets, or ?field after the id for a value")
        if folder == "terms" and id_ not in self._explained:
            self._explained.add(id_)
            return self._explain(id_, text)
        return self.view.link(folder, id_, text)

    def _cite(self, key: str) -> str:
        if key not in self.sources:
            raise LookupError(f"unknown source {key!r}{suggest(key, self.sources) or '; expected a key of `sources` in the front matter'}")
        self.cited.add(key)
        return self.view.evidence.cite(self.sources[key])

    def _explain(self, id_: str, text: str) -> str:
        """The term as a button that opens its definition: by mouse, key or touch, without scripts."""
        term = self.view.catalog.terms[id_]
        more = self.view.link("terms", id_, f"More on {term.name}")
        target = f"term-{escape(id_)}"
        return (
            f'<button type="button" class="term" popovertarget="{target}">{escape(text)}</button>'
            f'<span popover id="{target}" class="tip">{prose(term.definition.value or "")} {more}</span>'
        )

    def _value(self, folder: str, id_: str, field: str) -> str:
        table = self.tables.get(folder)
        if table is None or field not in table.columns:
            raise LookupError(f"{folder} have no field {field!r}{suggest(field, table.columns if table else [])}")
        column = table.columns[field]
        item = next(item for item in select(table, {"id": lambda value: value == id_}))
        value = column.value(item)
        if value == NOT_APPLICABLE:
            return "none"
        if column.words and isinstance(value, str) and value in self.view.catalog.vocabulary[column.words]:
            return self.view.word(column.words, value).label.lower()
        return Markup(cells.cell(self.view, table, column, item)).striptags()

    def _count(self, folder: str, query: str) -> str:
        """How many entries of a kind there are, or those with a value: a model counts once, however many variants it has."""
        table = self.tables.get(folder)
        if table is None:
            raise LookupError(f"{folder!r} cannot be counted{suggest(folder, self.tables)}")
        wanted = dict(parse_qsl(query))
        for key, value in wanted.items():
            if key not in table.columns:
                raise LookupError(f"{folder} have no field {key!r}{suggest(key, table.columns)}")
            if (allowed := table.allowed(key, self.view.catalog)) is not None and value not in allowed:
                raise LookupError(f"{value!r} is no value of {key!r}{suggest(value, allowed)}")
        found = select(table, {key: lambda value, wanted=value: value == wanted for key, value in wanted.items()})  # type: ignore[misc]
        ids = {item.row.model.id if folder == "models" else item.id for item in found}
        filtered = f"?{query}" if query and folder in FILTERED else ""
        return self.view.href(f"{folder}/{filtered}", str(len(ids)))
