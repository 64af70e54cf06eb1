"""`/api/v1/`: every entry and variant with every fact and its sources, lists, words, schemas and an OpenAPI file.

The shape of the documents is in `api/shape.py`, and what stays the same within version 1 in `docs/about/data.md`.
"""

from collections.abc import Iterable
from functools import cache, partial
from typing import Any

import orjson
from pydantic import TypeAdapter

from ..api import DOWNLOADS, FOLDER, LICENSE, VERSION, shape
from ..api.records import Records
from ..kinds import KINDS
from ..kinds.base import Entry
from ..messages import msg
from ..site import Site, under_former_names

SCHEMA = f"{FOLDER}schema/"
DOCUMENTATION = "about/data/"


def files(site: Site) -> Iterable[tuple[str, bytes]]:
    """The documents by path; an alias answers as the entry that it means."""
    records = Records.of(site)
    for folder, table in site.tables.items():
        yield f"{FOLDER}{folder}.json", orjson.dumps(records.list(table))
        for entry in site.catalog.entries[folder].values():
            for id_, document in site.of_entry("api", entry, partial(_items, records, entry)):
                for path in under_former_names(entry, f"{FOLDER}{folder}/{{id}}.json", id_):
                    yield path, document
    for name in site.catalog.vocabulary.files:
        yield f"{FOLDER}words/{name}.json", orjson.dumps(_vocabulary(site, name))
    yield f"{FOLDER}index.json", orjson.dumps(_index(site))
    for name, schema in schemas().items():
        yield f"{SCHEMA}{name}.json", orjson.dumps(schema, option=orjson.OPT_INDENT_2)
    yield f"{FOLDER}openapi.json", orjson.dumps(openapi(site), option=orjson.OPT_INDENT_2)


def _items(records: Records, entry: Entry) -> list[tuple[str, bytes]]:
    return list(records.items(entry))


def _vocabulary(site: Site, name: str) -> shape.Vocabulary:
    file = site.catalog.vocabulary[name]
    words: list[shape.Word] = [
        {"id": id_, "label": word.label, "short": word.brief, "means": word.sentence or ""}
        for id_, word in file.words.items()
    ]
    return {"id": name, "label": file.label, "words": words}


def _index(site: Site) -> shape.Index:
    url, say = site.settings.url, site.sheets.messages.say
    vocabularies: list[shape.Reference] = [
        {
            "id": name,
            "name": file.label,
            "url": url(DOCUMENTATION),
            "api": url(f"{FOLDER}words/{name}.json"),
        }
        for name, file in site.catalog.vocabulary.files.items()
    ]
    return {
        "version": VERSION,
        "generated": str(site.settings.day),
        "license": LICENSE,
        "site": url(""),
        "documentation": url(DOCUMENTATION),
        "openapi": url(f"{FOLDER}openapi.json"),
        "lists": [
            {
                "kind": folder,
                "label": say(KINDS[folder].card.title),
                "count": len(table.items),
                "api": url(f"{FOLDER}{folder}.json"),
                "url": url(f"{folder}/"),
            }
            for folder, table in site.tables.items()
        ],
        "vocabularies": vocabularies,
        "downloads": [
            {"name": name, "url": url(f"{FOLDER}{name}"), "means": say(means)} for name, means in DOWNLOADS.items()
        ],
    }


# --- schemas ----------------------------------------------------------------------------------------------------------


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """A JSON Schema (draft 2020-12) for every kind of document."""
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema"} | TypeAdapter(document).json_schema()
        for name, document in shape.DOCUMENTS.items()
    }


_KIND = {"name": "kind", "in": "path", "required": True, "schema": {"type": "string", "enum": list(KINDS)}}
_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_PATHS = (
    ("index.json", "index", "index", msg("Where everything is"), ()),
    ("{kind}.json", "list", "list", msg("All entries of a kind, with their values"), (_KIND,)),
    ("{kind}/{id}.json", "item", "item", msg("An entry or a variant of a model, with every fact"), (_KIND, _ID)),
    ("words/{id}.json", "words", "vocabulary", msg("The words of a vocabulary"), (_ID,)),
)


def openapi(site: Site) -> dict[str, Any]:
    """The addresses and what they answer, as OpenAPI 3.1."""
    say = site.sheets.messages.say
    _, found = TypeAdapter.json_schemas(
        [(document, "validation", TypeAdapter[Any](document)) for document in shape.DOCUMENTS.values()],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ajar",
            "version": VERSION,
            "summary": say(msg("How open language models are, every fact with its source and the day it was read")),
            "license": {"name": "CC BY 4.0", "identifier": LICENSE},
        },
        "externalDocs": {"url": site.settings.url(DOCUMENTATION)},
        "servers": [{"url": site.settings.url(FOLDER.rstrip("/"))}],
        "paths": {
            f"/{path}": {"get": _operation(id_, name, say(summary), list(parameters))}
            for path, id_, name, summary, parameters in _PATHS
        },
        "components": {"schemas": found["$defs"]},
    }


def _operation(id_: str, document: str, summary: str, parameters: list[Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{document.capitalize()}"}}}
    answers = {"200": {"description": summary, "content": content}, "404": {"description": "There is no such item."}}
    return {"operationId": id_, "summary": summary, "parameters": parameters, "responses": answers}
