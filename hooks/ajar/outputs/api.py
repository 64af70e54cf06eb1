"""`/api/v1/models.json` and `licenses.json`: the values of the tables as plain JSON, for others.

A value is a number, a text, a list of ids, or one of the words `undisclosed`, `not-checked` and `not-applicable`. Ids
of words and entries are explained under `words` and `names`, so that a reader of the file needs nothing else.
"""

import json
from collections.abc import Iterable
from typing import Any

from ..facts.columns import Column, Item, Table
from ..kinds import License, Model
from ..kinds.license import LicenseTerm
from ..site import Site

FOLDERS = (Model.folder, License.folder)


def files(site: Site) -> Iterable[tuple[str, str]]:
    """The public documents."""
    for folder in FOLDERS:
        yield f"api/v1/{folder}.json", _document(site, site.tables[folder])


def _document(site: Site, table: Table) -> str:
    columns = [column for column in table.columns.values() if not column.pair]
    data = {
        "generated": str(site.settings.day),
        "license": "CC-BY-4.0",
        "columns": [column_json(column) for column in columns],
        "words": {column.words: words_json(site, column.words) for column in columns if column.words},
        "names": names_json(site, columns),
        table.folder: [row_json(table, item) for item in table.items],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def column_json(column: Column) -> dict[str, Any]:
    """What a column means, and how its values read."""
    word = column.word
    found: dict[str, Any] = {"id": column.id, "label": word.label, "means": word.sentence, "form": column.form}
    found |= {"words": column.words} if column.words else {}
    found |= {"pair": list(column.pair)} if column.pair else {}
    return found | ({"names": column.kinds[0]} if column.kinds else {})


def words_json(site: Site, name: str) -> dict[str, Any]:
    """The words of a vocabulary file by id."""
    words = site.catalog.vocabulary[name].words.items()
    return {
        id_: {"label": word.label, "short": word.brief, "symbol": word.symbol, "tone": word.tone} for id_, word in words
    }


def names_json(site: Site, columns: Iterable[Column]) -> dict[str, dict[str, str]]:
    """The names of entries that columns hold ids of, by kind."""
    folders = dict.fromkeys(column.kinds[0] for column in columns if column.kinds)
    return {folder: {id_: entry.title for id_, entry in site.catalog.entries[folder].items()} for folder in folders}


def row_json(table: Table, item: Item) -> dict[str, Any]:
    """A row: its ids, where it stands, its values by column, and for a license what its clauses say."""
    entry = table.entry_of(item)
    row: dict[str, Any] = {"id": table.id_of(item), "entry": entry.id, "url": table.url_of(item)}
    if entry.aliases:
        row["aliases"] = entry.aliases
    row |= table.values(item)
    return row | _told_json(item.terms) if isinstance(item, License) else row


def _told_json(terms: dict[str, LicenseTerm]) -> dict[str, dict[str, str]]:
    """What the clauses of a license say, and where they stand, by term."""
    return {
        "says": {id_: term.told for id_, term in terms.items() if term.told},
        "clauses": {id_: term.clause for id_, term in terms.items() if term.clause},
    }
