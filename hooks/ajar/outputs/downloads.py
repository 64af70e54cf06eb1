"""Everything in one file, for spreadsheets and queries: `/api/v1/*.csv`, an SQLite database, and an archive of all.

`facts.csv` is one long table of every fact; `<kind>.csv` has a row an item and a column a fact. An unknown value is the
word for it (`undisclosed`, `not-checked`, `not-applicable`), which `datapackage.json` declares as a missing value.
"""

import csv
import io
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from itertools import chain
from typing import Any, NamedTuple

import orjson

from ..api import FOLDER, LICENSE, VERSION
from ..api.records import Records, type_of
from ..facts.columns import UNKNOWN, Table
from ..kinds import License, Model
from ..kinds.base import Source
from ..site import Site

# Each file is made from all entries: a preview writes them once, when it starts.
WHOLE = True
TABLES = (Model.folder, License.folder)
# What the first columns of a kind's table say of an item.
_ABOUT = ("id", "entry", "name", "url")
_FACTS = {
    "kind": "string",
    "entry": "string",
    "variants": "string",
    "fact": "string",
    "label": "string",
    "group": "string",
    "state": "string",
    "type": "string",
    "text": "string",
    "number": "number",
    "unit": "string",
    "date": "string",
    "ids": "string",
    "computed": "boolean",
    "note": "string",
    "why": "string",
    "sources": "string",
    "read": "string",
    "shows": "string",
    "url": "string",
}
_DATABASE = """\
CREATE TABLE items (kind TEXT, id TEXT, entry TEXT, name TEXT, url TEXT, verified TEXT,
 PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE aliases (kind TEXT, alias TEXT, entry TEXT, PRIMARY KEY (kind, alias)) WITHOUT ROWID;
CREATE TABLE facts (id INTEGER PRIMARY KEY, kind TEXT, entry TEXT, fact TEXT, label TEXT, "group" TEXT, state TEXT,
 type TEXT, text TEXT, number REAL, unit TEXT, date TEXT, computed INTEGER, note TEXT, why TEXT, url TEXT);
CREATE TABLE fact_variants (fact INTEGER REFERENCES facts, variant TEXT, PRIMARY KEY (fact, variant)) WITHOUT ROWID;
CREATE TABLE fact_ids (fact INTEGER REFERENCES facts, place INTEGER, value TEXT,
 PRIMARY KEY (fact, place)) WITHOUT ROWID;
CREATE TABLE sources (id INTEGER PRIMARY KEY, url TEXT, title TEXT, publisher TEXT, read TEXT, secondary TEXT);
CREATE TABLE fact_sources (fact INTEGER REFERENCES facts, place INTEGER, source INTEGER REFERENCES sources, shows TEXT,
 PRIMARY KEY (fact, place)) WITHOUT ROWID;
"""
_INDEXES = """\
CREATE INDEX facts_of_entry ON facts (kind, entry, fact);
CREATE INDEX facts_by_name ON facts (fact, state);
CREATE INDEX ids_by_value ON fact_ids (value);
CREATE INDEX sources_of_facts ON fact_sources (source);
CREATE VIEW known AS SELECT * FROM facts WHERE state = 'known';
CREATE VIEW sourced AS SELECT f.kind, f.entry, f.fact, f.text, s.url, s.title, s.read, fs.shows FROM facts f
 JOIN fact_sources fs ON fs.fact = f.id JOIN sources s ON s.id = fs.source;
"""


def files(site: Site) -> Iterable[tuple[str, str | bytes]]:
    """The files by path."""
    records = Records.of(site)
    facts = list(_facts(site, records))
    made: dict[str, bytes] = {f"{name}.csv": _table_csv(site.tables[name]) for name in TABLES}
    made["facts.csv"] = _facts_csv(facts)
    made["datapackage.json"] = orjson.dumps(_package(site), option=orjson.OPT_INDENT_2)
    made["ajar.sqlite"] = _database(site, records, facts)
    yield from ((f"{FOLDER}{name}", content) for name, content in made.items())
    yield f"{FOLDER}ajar.zip", _archive(site, records, made)


class Line(NamedTuple):
    """A fact with the kind and the entry that it is about, and its sources with what they show."""

    kind: str
    entry: str
    variants: tuple[str, ...]
    data: dict[str, Any]
    sources: list[tuple[Source, str | None]]


def _facts(site: Site, records: Records) -> Iterator[Line]:
    for folder, entries in site.catalog.entries.items():
        for entry in entries.values():
            told = records.facts(entry)
            named = dict(records.sources(entry, (item["source"] for fact in told for item in fact.data["sources"])))
            for _, scope, data, _ in told:
                sources = [(named[item["source"]], item.get("shows")) for item in data["sources"]]
                yield Line(folder, entry.id, scope, data, sources)


# --- tables of text ---------------------------------------------------------------------------------------------------


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _table_csv(table: Table) -> bytes:
    return _csv(chain((_head(table),), _rows(table)))


def _head(table: Table) -> list[str]:
    return [*_ABOUT, *(column.id for column in table.single)]


def _rows(table: Table) -> Iterator[list[Any]]:
    """The cells of a kind, an item a row: what it is, then its values by column."""
    columns = table.single
    for item in table.items:
        about = (table.id_of(item), table.entry_of(item).id, table.name_of(item), table.url_of(item))
        values = table.values(item)
        yield [*about, *(_cell(values[column.id]) for column in columns)]


def _cell(value: Any) -> Any:
    """Numbers without a unit, lists with semicolons, yes and no as true and false."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _facts_csv(facts: list[Line]) -> bytes:
    return _csv(chain((_FACTS,), map(_fact_line, facts)))


def _fact_line(fact: Line) -> list[Any]:
    """The cells of `_FACTS`."""
    kind, entry, variants, data, sources = fact
    get = data.get
    return [
        kind,
        entry,
        "; ".join(variants),
        data["id"],
        data["label"],
        data["group"],
        data["state"],
        data["type"],
        data["text"],
        _cell(get("number", "")),
        get("unit", ""),
        get("date", ""),
        "; ".join(get("ids", ())),
        "true" if data["computed"] else "false",
        get("note", ""),
        " ".join(get("why", ())),
        " ".join([source.url for source, _ in sources]),
        str(min([source.read for source, _ in sources])) if sources else "",
        (sources[0][1] or "") if sources else "",
        data["url"],
    ]


def _package(site: Site) -> dict[str, Any]:
    """The tables as a Frictionless Data Package, with the type of each column."""
    fields: dict[str, list[dict[str, Any]]] = {
        "facts": [{"name": name, "type": type_} for name, type_ in _FACTS.items()]
    }
    for name in TABLES:
        table = site.tables[name]
        own = [{"name": key, "type": "string"} for key in _ABOUT]
        fields[name] = own + [
            {
                "name": column.id,
                "title": column.word.label,
                "description": column.word.sentence or "",
                "type": "number" if type_of(column.form) == "number" else "string",
            }
            for column in table.single
        ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ajar",
        "version": VERSION,
        "created": f"{site.settings.day}T00:00:00Z",
        "licenses": [{"name": LICENSE, "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "homepage": site.settings.url(""),
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": fields[name], "missingValues": ["", *sorted(UNKNOWN)]},
            }
            for name in (*TABLES, "facts")
        ],
    }


# --- the database -----------------------------------------------------------------------------------------------------


def _database(site: Site, records: Records, facts: list[Line]) -> bytes:
    with sqlite3.connect(":memory:") as database:
        database.executescript("PRAGMA page_size = 4096;" + _DATABASE)
        database.executemany("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?)", _item_rows(site, records))
        database.executemany("INSERT INTO aliases VALUES (?, ?, ?)", _alias_rows(site))
        _add_facts(database, facts)
        database.executescript(_INDEXES)
        for name in TABLES:
            _add_table(database, site.tables[name])
        database.commit()
        return database.serialize()


def _item_rows(site: Site, records: Records) -> Iterator[tuple[Any, ...]]:
    for folder, entries in site.catalog.entries.items():
        for entry in entries.values():
            for id_ in dict.fromkeys((entry.id, *getattr(entry, "variants", ()))):
                item = records.reference(folder, id_)
                yield folder, id_, entry.id, item["name"], item["url"], entry.verified and str(entry.verified)


def _alias_rows(site: Site) -> Iterator[tuple[str, str, str]]:
    for folder, aliases in site.catalog.aliases.items():
        yield from ((folder, alias, id_) for alias, id_ in aliases.items())


def _add_facts(database: sqlite3.Connection, facts: list[Line]) -> None:
    sources: dict[int, tuple[int, Source]] = {}
    rows, scopes, ids, evidence = [], [], [], []
    for number, (kind, entry, variants, data, shown) in enumerate(facts, 1):
        get = data.get
        told = (data["id"], data["label"], data["group"], data["state"], data["type"], data["text"])
        typed = (
            get("number"),
            get("unit"),
            get("date"),
            data["computed"],
            get("note"),
            " ".join(get("why", ())) or None,
        )
        rows.append((number, kind, entry, *told, *typed, data["url"]))
        scopes += [(number, variant) for variant in variants]
        ids += [(number, place, id_) for place, id_ in enumerate(get("ids", ()), 1)]
        for place, (source, shows) in enumerate(shown, 1):
            evidence.append((number, place, sources.setdefault(id(source), (len(sources) + 1, source))[0], shows))
    pages = ((n, item.url, item.title, item.publisher, str(item.read), item.secondary) for n, item in sources.values())
    database.executemany(f"INSERT INTO facts VALUES ({', '.join('?' * 16)})", rows)
    database.executemany("INSERT INTO fact_variants VALUES (?, ?)", scopes)
    database.executemany("INSERT INTO fact_ids VALUES (?, ?, ?)", ids)
    database.executemany("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)", pages)
    database.executemany("INSERT INTO fact_sources VALUES (?, ?, ?, ?)", evidence)


def _add_table(database: sqlite3.Connection, table: Table) -> None:
    """A kind as a table of its own: its values by column, unknown ones as their words."""
    head = _head(table)
    names, places = ", ".join(f'"{name}"' for name in head), ", ".join("?" * len(head))
    database.execute(f'CREATE TABLE "{table.folder}" ({names})')
    database.executemany(f'INSERT INTO "{table.folder}" VALUES ({places})', _rows(table))


# --- the archive ------------------------------------------------------------------------------------------------------


def _archive(site: Site, records: Records, made: dict[str, bytes]) -> bytes:
    """All files, and every entry with all its facts as a line of JSON; dated by the build, so that it repeats."""
    content = io.BytesIO()
    day = datetime.combine(site.settings.day, time()).timetuple()[:6]
    entries = (entry for found in site.catalog.entries.values() for entry in found.values())
    lines = b"".join([next(records.items(entry))[1] + b"\n" for entry in entries])
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as archive:
        for name, data in (*made.items(), ("items.jsonl", lines)):
            archive.writestr(zipfile.ZipInfo(f"ajar/{name}", day), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()
