"""The real catalog: rules that hold for every entry, each failure named after the entry."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ajar.catalog import Catalog
from ajar.derive import Derived
from ajar.kinds import KINDS
from ajar.kinds.base import Entry
from ajar.kinds.json_schema import schemas
from ajar.kinds.model import Model
from ajar.load import load
from ajar.strict_yaml import parse
from jsonschema import Draft202012Validator
from samples import REPO, sample

CATALOG = load(REPO / "catalog")
ENTRIES = [
    pytest.param(entry, id=f"{folder}/{entry.id}")
    for folder, entries in CATALOG.entries.items()
    for entry in entries.values()
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_entry(entry: Entry) -> None:
    path = REPO / entry.path
    header = path.read_text("utf-8").splitlines()[0]
    assert header == f"# yaml-language-server: $schema=../../schema/{entry.folder}.json", (
        "the first line names the schema for editors"
    )
    assert entry.sources or getattr(entry, "verdict", "") == "opinion", "an entry needs a source"
    for name, source in entry.sources.items():
        assert "://localhost" not in source.url, f"{name}: a source must be public"


def test_the_schemas_for_editors_are_up_to_date(catalog: Catalog) -> None:
    for name, text in schemas(KINDS, catalog.vocabulary).items():
        assert (REPO / "schema" / name).read_text("utf-8") == text, f"schema/{name} is old; run `make schema`"


def test_no_folder_but_the_kinds() -> None:
    assert {path.name for path in Path(REPO / "catalog").iterdir()} <= {*CATALOG.entries, "vocabulary", "changes"}


ALIVE = {"available", "preview", "announced"}


def successors(model: Model) -> Iterator[str]:
    """What an entry names as coming after it, or after one of its snapshots."""
    if model.superseded_by:
        yield model.superseded_by
    for facts in (model, *model.variants.values()):
        named = {snapshot.replaced_by for snapshot in facts.snapshots if snapshot.replaced_by}
        yield from sorted(named - {model.id, *model.variants})  # a newer state of itself is no successor


@pytest.mark.parametrize("model", [pytest.param(model, id=model.id) for model in CATALOG.models.values()])
def test_successors_lead_to_a_living_model(model: Model, derived: Derived) -> None:
    """Whoever follows them from a model that ends arrives somewhere, unless the last one was taken back."""
    owner = {item.id: item.model for items in derived.variants.values() for item in items}
    for first in successors(model):
        way, next_ = [model.id], first
        while True:
            here = CATALOG.models.get(next_) or owner[next_]
            assert here.id not in way, f"{' → '.join(way)} → {here.id} goes in a circle"
            way.append(here.id)
            states = {item.variant.status for item in derived.variants[here.id]}
            if states & ALIVE or states == {"withdrawn"}:
                break
            assert here.superseded_by, f"{' → '.join(way)} ends at a model that is {states}"
            next_ = here.superseded_by


# --- schemas for editors ----------------------------------------------------------------------------------------------


@cache
def validator(folder: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((REPO / f"schema/{folder}.json").read_text("utf-8")))


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_editor_accepts_the_entry(entry: Entry) -> None:
    found = [
        f"{list(error.absolute_path)}: {error.message[:200]}"
        for error in validator(entry.folder).iter_errors(parse((REPO / entry.path).read_text("utf-8")).value)
    ]
    assert not found, found[:3]


WRONG: dict[str, tuple[str, str, Callable[[dict[str, Any]], object]]] = {
    "unknown key": ("models", "open-one", lambda data: data.update(licence="x")),
    "missing key": ("models", "open-one", lambda data: data.pop("developer")),
    "word for a number": ("models", "open-one", lambda data: data.update(context="4k")),
    "number for a word": ("models", "open-one", lambda data: data.update(status=4)),
    "unknown word": ("models", "open-one", lambda data: data.update(status="avaliable")),
    "unknown component": ("models", "open-one", lambda data: data["components"].update(wieghts="released")),
    "unknown state": ("models", "open-one", lambda data: data["components"].update(weights="relased")),
    "unknown key of a part": ("models", "open-one", lambda data: data["architecture"]["attention"].update(head=1)),
    "bad id": ("models", "open-one", lambda data: data.update(aliases=["Open One"])),
    "fact without a value": ("models", "open-one", lambda data: data.update(released={"source": "page"})),
    "unknown term": ("licenses", "free", lambda data: data["terms"].update({"comercial-use": "unstated"})),
    "source without a title": ("licenses", "free", lambda data: data["sources"]["page"].pop("title")),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_editor_refuses_the_mistake(name: str) -> None:
    folder, id_, harm = WRONG[name]
    data = sample()[folder][id_]
    assert not list(validator(folder).iter_errors(data))
    harm(data)
    assert list(validator(folder).iter_errors(data))
