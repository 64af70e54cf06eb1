"""`/api/v1/models.json` and `licenses.json`: the values of the tables as plain JSON, for the site's own scripts and for others.

A value is a number, a text, a list of ids, or one of the words `undisclosed`, `not-checked` and `not-applicable`. Ids of words and
entries are explained under `words` and `names`, so that a reader of the file needs nothing else.
"""

import json
from collections.abc import Iterable
from typing import Any

from ..derive import Derived, DerivedRow
from ..derive.columns import Column, Table, tables
from ..kinds import License


def files(derived: Derived) -> dict[str, str]:
    """The JSON documents by path relative to the site's root."""
    of = tables(derived)
    return {f"api/v1/{folder}.json": _document(derived, of[folder]) for folder in ("models", "licenses")}


def _document(derived: Derived, table: Table) -> str:
    columns = list(table.columns.values())
    data = {
        "generated": str(derived.today),
        "license": "CC-BY-4.0",
        "columns": [_column(derived, column) for column in columns],
        "words": {name: _words(derived, name) for name in dict.fromkeys([*(column.words for column in columns), "interface"]) if name},
        "names": {folder: _names(derived, folder) for folder in dict.fromkeys(column.folder for column in columns) if folder},
        table.folder: [_row(table, columns, item) for item in table.items],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _column(derived: Derived, column: Column) -> dict[str, Any]:
    file, id_ = column.label
    word = derived.catalog.vocabulary[file][id_]
    found = {"id": column.id, "label": word.label, "means": word.sentence, "form": column.form, "width": column.width}
    return found | ({"words": column.words} if column.words else {}) | ({"names": column.folder} if column.folder else {})


def _words(derived: Derived, name: str) -> dict[str, Any]:
    words = derived.catalog.vocabulary[name].words.items()
    return {id_: {"label": word.label, "short": word.short or word.label, "symbol": word.symbol, "tone": word.tone} for id_, word in words}


def _names(derived: Derived, folder: str) -> dict[str, str]:
    return {id_: getattr(entry, "short", None) or entry.name for id_, entry in derived.catalog.entries[folder].items()}


def _row(table: Table, columns: Iterable[Column], item: Any) -> dict[str, Any]:
    entry = item.row.model if isinstance(item, DerivedRow) else item
    row = {"id": table.id_of(item), "entry": entry.id, "url": item.row.url if isinstance(item, DerivedRow) else item.url}
    if entry.aliases:
        row["aliases"] = entry.aliases
    row |= {column.id: column.value(item) for column in columns}
    if isinstance(item, License):
        row["says"] = {id_: term.told for id_, term in item.terms.items() if term.told}
        row["clauses"] = {id_: term.clause for id_, term in item.terms.items() if term.clause}
    return row
