"""The real catalog: rules that hold for every entry, each failure named after the entry."""

from pathlib import Path

import pytest
from ajar.catalog import Catalog
from ajar.kinds.base import Entry
from ajar.load import load
from ajar.schema import schemas
from samples import REPO

CATALOG = load(REPO / "catalog")
ENTRIES = [pytest.param(entry, id=f"{folder}/{entry.id}") for folder, entries in CATALOG.entries.items() for entry in entries.values()]


@pytest.mark.parametrize("entry", ENTRIES)
def test_entry(entry: Entry) -> None:
    path = REPO / entry.path
    header = path.read_text("utf-8").splitlines()[0]
    assert header == f"# yaml-language-server: $schema=../../schema/{entry.folder}.json", "the first line names the schema for editors"
    assert entry.sources or getattr(entry, "verdict", "") == "opinion", "an entry needs a source"
    for name, source in entry.sources.items():
        assert "://localhost" not in source.url, f"{name}: a source must be public"


def test_the_schemas_for_editors_are_up_to_date(catalog: Catalog) -> None:
    for name, text in schemas(catalog.vocabulary).items():
        assert (REPO / "schema" / name).read_text("utf-8") == text, f"schema/{name} is old; run `make schema`"


def test_every_word_of_a_verdict_and_group_exists(catalog: Catalog) -> None:
    words = catalog.vocabulary
    for id_, word in words["license-terms"].words.items():
        assert word.group in words["term-groups"], id_  # type: ignore[attr-defined]
        assert all(value in words["answers"] for value in word.values), id_  # type: ignore[attr-defined]
    for id_, word in words["components"].words.items():
        assert word.group in words["component-groups"], id_  # type: ignore[attr-defined]
    for id_, word in words["verdicts"].words.items():
        assert all(term in words["license-terms"] for term in word.terms), id_  # type: ignore[attr-defined]


def test_no_folder_but_the_kinds() -> None:
    assert {path.name for path in Path(REPO / "catalog").iterdir()} <= {*CATALOG.entries, "vocabulary"}
