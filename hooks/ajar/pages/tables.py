"""Tables of the catalog as HTML: on list pages, in guides, anywhere. Cells are made here, since a table has thousands."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from markupsafe import Markup, escape

from ..derive.columns import NOT_APPLICABLE, NOT_CHECKED, UNDISCLOSED, Column, Table
from . import text
from .view import NOT_CHECKED as NOT_CHECKED_HTML
from .view import UNDISCLOSED as UNDISCLOSED_HTML
from .view import View

# Rows in one `<tbody>`: the browser lays out only those near the screen (`content-visibility` in ajar.css).
CHUNK = 20

_NUMBERS: dict[str, Callable[[Any], str]] = {
    "billions": text.billions,
    "count": "{:,}".format,
    "gigabytes": text.gigabytes,
    "dollars": text.dollars,
    "scaled": text.scaled,
    "number": text.significant,
}


def number(column: Column, value: float) -> str:
    """A known number of a column as readers see it, with its unit."""
    return _NUMBERS[column.form](value)


def cell(view: View, table: Table, column: Column, item: Any) -> str:
    """The content of one cell; the four unknowns each look their own way."""
    value = column.value(item)
    if column.form == "name":
        url = item.row.url if table.folder == "models" else item.url
        return view.href(url, value)
    if value == NOT_APPLICABLE and column.form != "word":
        return "–"
    if value == NOT_CHECKED and column.words != "verdict-answers":
        return NOT_CHECKED_HTML
    if value == UNDISCLOSED:
        return UNDISCLOSED_HTML
    return _known(view, column, value, item)


def _known(view: View, column: Column, value: Any, item: Any) -> str:
    if column.numeric:
        return number(column, value)
    if column.form == "entry":
        return view.link(column.folder, value)
    if column.form == "entries":
        return ", ".join(view.link(column.folder, id_) for id_ in value)
    if column.form == "word":
        return _word(view, column, value)
    if column.form == "words":
        return escape(", ".join(view.word(column.words, id_).label for id_ in value))
    if column.form == "term":
        return _term(view, column, value, item)
    if column.form == "class":
        return "I" * value or "below III"
    return text.prose(value) if column.form == "text" else escape(value)


def _word(view: View, column: Column, value: str) -> Markup:
    if column.words == "levels":
        return view.level(value, short=True)
    if view.word(column.words, value).symbol:
        return view.answer(column.words, value, short=True)
    return escape(view.word(column.words, value).label)


def _term(view: View, column: Column, value: str, item: Any) -> Markup:
    """A license's answer, leading to its clause; scripts show number and text of the clause where the cell is pointed at or focused."""
    term = item.terms[column.id]
    clause = view.word("interface", "clause").label.format(clause=term.clause) if term.clause else ""
    shown = view.answer("answers", value, short=True) if value in view.catalog.vocabulary["answers"] else escape(value)
    return Markup(f'<a class="cell" href="{view.root}{item.url}#{column.id}" title="{escape(term.told)}" data-clause="{escape(clause)}">{shown}</a>')


def head(view: View, columns: Sequence[Column]) -> str:
    cells = []
    for column in columns:
        word = view.word(*column.label)
        cells.append(f'<th scope="col" data-key="{column.id}"{_kind(column)} title="{escape(word.sentence)}">{escape(word.label)}</th>')
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _kind(column: Column) -> str:
    """The class of a column's cells: numbers stand on the right, and a table of fixed columns cuts what can be long. `kind` in data.js is its twin."""
    if column.numeric:
        return ' class="n"'
    return ' class="c"' if column.form in ("name", "entry", "entries", "words", "text") else ""


def body(view: View, table: Table, columns: Sequence[Column], items: Sequence[Any]) -> Iterable[str]:
    """The rows in chunks; the first column names the row."""
    first, *others = columns
    for start in range(0, len(items), CHUNK):
        yield "<tbody>"
        for item in items[start : start + CHUNK]:
            cells = "".join([f"<td{_kind(column)}>{cell(view, table, column, item)}</td>" for column in others])
            yield f'<tr data-id="{table.id_of(item)}"><th{_kind(first)} scope="row">{cell(view, table, first, item)}</th>{cells}</tr>'
        yield "</tbody>"


def html(view: View, table: Table, columns: Sequence[str], items: Sequence[Any], label: str) -> Markup:
    """A whole table in a box of its own that scrolls; `label` names it for those who do not see it."""
    chosen = [table.columns[id_] for id_ in columns]
    rows = "\n".join(body(view, table, chosen, items))
    return Markup(
        f'<div class="scroll" role="region" aria-label="{escape(label)}" tabindex="0">\n'
        f'<table class="plain live">{head(view, chosen)}\n{rows}\n</table>\n</div>'
    )


def grid(view: View, table: Table, columns: Sequence[str], items: Sequence[Any], label: str) -> Markup:
    """A long table for the scripts of `view.js`: its rows are grids of fixed columns, so that the browser need not lay out rows far from the screen."""
    chosen = [table.columns[id_] for id_ in columns]
    rows = "\n".join(body(view, table, chosen, items))
    tracks = " ".join(f"{column.width:g}rem" for column in chosen)
    return Markup(
        f'<div class="scroll" role="region" aria-label="{escape(label)}" tabindex="0">\n'
        f'<table class="grid" data-view="{table.folder}" style="--tracks: {tracks}">{head(view, chosen)}\n{rows}\n</table>\n</div>'
    )
