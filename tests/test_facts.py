"""Fact sheets: everything an entry states, in one shape, with whom it is said of and what decided it."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from ajar.catalog import Catalog
from ajar.derive import derive
from ajar.facts.columns import tables
from ajar.facts.computed import EVERY, READINGS
from ajar.facts.format import NUMERIC
from ajar.facts.sheet import FactRow
from ajar.facts.sheets import Sheets
from ajar.kinds import KINDS
from ajar.kinds.base import Sourced
from ajar.kinds.words import ComputedId, State
from ajar.load import load
from ajar.pages.context import _SHOW
from samples import REPO, model, sample, write


def sheets_of(tmp_path: Path, **models: dict[str, Any]) -> Sheets:
    """The sample catalog with these models besides."""
    entries = sample()
    entries["models"] |= models
    return Sheets(derive(load(write(tmp_path, entries))))


def facts(sheets: Sheets, variant: str) -> dict[str, FactRow]:
    item = next(item for item in sheets.derived.all_variants if item.id == variant)
    return sheets.variant(item)


# --- the real catalog -------------------------------------------------------------------------------------------------


def test_a_sheet_holds_every_part_that_somebody_read(catalog: Catalog, sheets: Sheets) -> None:
    """Each sourced part of each entry is a row, with its sources, its caveat and its scope."""
    lost = []
    for entries in catalog.entries.values():
        for entry in entries.values():
            rows = {id(row.part): row for row in sheets.of(entry).said()}
            prices = {id(row.part) for row in sheets.of(entry).rows if row.key == "price"}
            for path, part in entry.parts():
                row = rows.get(id(part))
                if not isinstance(part, Sourced) or (path[0] == "prices" and prices):
                    continue
                if row is None or [item.source for item in row.evidence] != [entry.sources[key] for key in part.source]:
                    lost.append(f"{entry.path}: {'.'.join(map(str, path))}")
                elif (row.note, list(row.scope)) != (part.note, part.for_):
                    lost.append(f"{entry.path}: note or scope of {'.'.join(map(str, path))}")
    assert not lost, lost[:20]


def test_every_field_of_every_entry_is_a_row_or_a_detail(catalog: Catalog, sheets: Sheets) -> None:
    """Nothing is recorded, checked and never shown."""
    hidden = []
    for entries in catalog.entries.values():
        for entry in entries.values():
            keys = {row.key for row in sheets.of(entry).all()}
            for name, info in type(entry).model_fields.items():
                key = info.alias or name
                if key in ("name", "aliases", "summary", "source", "sources", "variants", "prices"):
                    continue
                value = getattr(entry, name)
                blocks = ("architecture", "training", "ids")
                if value not in (None, [], {}) and key not in blocks and key not in keys:
                    hidden.append(f"{entry.path}: {key}")
    assert not hidden, hidden[:20]


def test_every_row_can_be_shown(catalog: Catalog, sheets: Sheets) -> None:
    """A row has a label, a group that its kind's pages know, a form that there is a formatter for, and one id."""
    words = catalog.vocabulary
    groups = {*words["fact-groups"].words}
    groups |= {f"components-{id_}" for id_ in words["component-groups"].words}
    groups |= {f"terms-{id_}" for id_ in words.term_groups}
    wrong = []
    for entries in catalog.entries.values():
        for entry in entries.values():
            sheet = sheets.of(entry)
            for row in sheet.all():
                if not row.label or row.group not in groups or row.form not in {*NUMERIC, *_SHOW}:
                    wrong.append(f"{entry.path}: {row.id} {row.group!r} {row.form!r}")
                if (row.value is None) != (row.state is not State.KNOWN) and row.value not in (
                    "undisclosed",
                    "not-checked",
                ):
                    wrong.append(f"{entry.path}: {row.id} is {row.state} with the value {row.value!r}")
            for rows in (sheet.rows, *sheet.own.values(), *sheet.computed.values()):
                ids = [row.id for row in rows]
                wrong += [f"{entry.path}: two rows {id_}" for id_ in {i for i in ids if ids.count(i) > 1}]
    assert not wrong, wrong[:20]


def test_computed_rows_say_what_decided_them(sheets: Sheets) -> None:
    for item in sheets.derived.all_variants:
        rows = sheets.variant(item)
        assert rows["level"].decided, item.id
        for question in sheets.derived.catalog.vocabulary.verdicts:
            row = rows[question]
            assert row.decided or row.value == "not-checked", f"{item.id}: {question}"


def test_the_words_of_computed_facts_are_those_the_loader_demands() -> None:
    ids = {*EVERY, *(id_ for readings in READINGS.values() for id_ in readings)}
    assert ids <= {*ComputedId}


def test_columns_are_facts(sheets: Sheets) -> None:
    """Every column of every card has a label and a width, and what it starts from is among its columns."""
    for folder, table in tables(sheets).items():
        card = KINDS[folder].card
        assert {*card.shown} <= {*table.columns}, folder
        # The name of a group of columns stands for a filter each.
        asked = {facet.id for facet in card.facets if facet.type in ("choice", "range")}
        asked -= {column.group for column in table.columns.values()}
        assert asked <= {*table.columns}, folder
        assert {need for facet in card.facets for need in facet.needs} <= {*table.columns}, folder
        assert {item.lstrip("-") for item in card.sort} <= {*table.columns}, folder


def test_every_group_of_a_card_names_fields_that_there_are() -> None:
    for folder, kind in KINDS.items():
        keys = {info.alias or name for name, info in kind.model_fields.items()}
        named = [key for group in kind.card.groups for key in group.facts]
        assert len(named) == len(set(named)), f"{folder} names a field twice"
        assert set(named) <= keys, f"{folder}: {set(named) - keys}"


# --- whom a fact is said of -------------------------------------------------------------------------------------------


def test_a_variant_has_its_own_fact_and_else_its_models(tmp_path: Path) -> None:
    sheets = sheets_of(
        tmp_path,
        case=model(
            "Case",
            training={"tokens": 15e12, "cutoff": "2024-12"},
            variants={"case-a": {"training": {"tokens": 1e12}}, "case-b": {}},
        ),
    )
    assert facts(sheets, "case-a")["tokens"].value == 1e12
    assert facts(sheets, "case-b")["tokens"].value == 15e12
    assert facts(sheets, "case-a")["cutoff"].value == "2024-12"


@pytest.mark.parametrize("field", ["context", "released", "languages"])
def test_a_family_fact_holds_for_the_variants_it_names(tmp_path: Path, field: str) -> None:
    value = {"context": 4096, "released": "2024-01", "languages": "English"}[field]
    fields = {field: {"is": value, "for": ["case-a"]}}
    sheets = sheets_of(tmp_path, case=model("Case", **fields, variants={"case-a": {}, "case-b": {}}))
    assert facts(sheets, "case-a")[field].value == value
    assert field not in facts(sheets, "case-b")
    table = tables(sheets)["models"]
    if field in table.columns:
        item = next(item for item in table.items if item.id == "case-b")
        assert table.value(item, table.columns[field]) == State.NOT_CHECKED


def test_components_licenses_and_blocks_have_a_scope_too(tmp_path: Path) -> None:
    sheets = sheets_of(
        tmp_path,
        case=model(
            "Case",
            license={"weights": {"id": "free", "for": ["case-a"]}},
            components={"weights": {"is": "released", "for": "case-a"}},
            training={"tokens": {"is": 2e12, "for": "case-b"}},
            variants={"case-a": {}, "case-b": {}},
        ),
    )
    first, second = sheets.derived.variants["case"]
    assert first.variant.license.keys() == {"weights"}
    assert first.variant.can_have
    assert second.variant.license == {}
    assert second.variant.can_have is None
    assert "tokens" not in facts(sheets, "case-a")
    assert facts(sheets, "case-b")["tokens"].value == 2e12


# --- what does not apply ----------------------------------------------------------------------------------------------


def test_nothing_missing_turns_into_a_statement(tmp_path: Path) -> None:
    """What nobody recorded is "not checked"; what does not apply follows from architecture or access."""
    shape: dict[str, Any] = {"weights": "released"}
    sheets = sheets_of(
        tmp_path,
        plain=model("Plain", components=shape),
        dense=model("Dense", components=shape, architecture={"sparsity": "dense"}),
        mixture=model("Mixture", components=shape, architecture={"sparsity": "mixture"}),
        served=model("Served", components={"weights": "not-released"}),
        gone=model("Gone", status="never-released"),
    )
    table = tables(sheets)["models"]

    def value(id_: str, column: str) -> Any:
        return table.value(next(item for item in table.items if item.id == id_), table.columns[column])

    assert value("plain", "active-parameters") == State.NOT_CHECKED
    assert value("mixture", "active-parameters") == State.NOT_CHECKED
    assert value("dense", "active-parameters") == State.NOT_APPLICABLE
    assert value("served", "active-parameters") == State.NOT_CHECKED
    assert value("plain", "retires") == State.NOT_APPLICABLE, "what anyone can keep has no end"
    assert value("served", "retires") == State.NOT_CHECKED
    assert value("gone", "retires") == State.NOT_APPLICABLE
    assert value("served", "memory-4") == State.NOT_APPLICABLE
    assert value("plain", "memory-4") == State.NOT_CHECKED


def bounded(tmp_path: Path, **fields: Any) -> FactRow:
    """The verdict "use it anywhere" of a model whose license bars a region for models that see or hear."""
    entries = sample()
    condition = {"says": "Not in the EU.", "regions": ["EU"], "modalities": ["image", "audio", "video"]}
    entries["licenses"]["free"]["terms"]["any-region"] = {"is": "conditional", "clause": "9", "condition": condition}
    license_ = {"weights": "free", "code": "free", "data": "free"}
    entries["models"]["case"] = model("Case", license=license_, components={"weights": "released"}, **fields)
    return facts(Sheets(derive(load(write(tmp_path, entries)))), "case")["any-region"]


def test_a_bound_meets_only_the_modalities_it_names(tmp_path: Path) -> None:
    text = bounded(tmp_path, architecture={"input": ["text"], "output": ["text"]})
    assert text.value == "yes"


@pytest.mark.parametrize("architecture", [{}, {"input": ["text"]}, {"input": ["text", "image"], "output": ["text"]}])
def test_a_bound_meets_what_it_may_meet(tmp_path: Path, architecture: dict[str, Any]) -> None:
    """Where the modalities are not known, the bound is told."""
    found = bounded(tmp_path, **({"architecture": architecture} if architecture else {}))
    assert found.value == "conditional"
    assert found.detail("says") == "Not in the EU."


# --- one way of reading -----------------------------------------------------------------------------------------------


def test_no_module_takes_a_fact_from_html() -> None:
    """Facts are read from sheets: nothing parses markup or strips tags to get at a value."""
    allowed = {"hooks/mkdocs_adapter/frame.py", "hooks/mkdocs_adapter/sitemap.py"}  # the theme's own pages, no facts
    copies = {"docs/assets/js/take.js"}  # puts a small page on the clipboard as it stands, and reads no value
    for path in (*(REPO / "hooks").rglob("*.py"), *(REPO / "docs/assets/js").rglob("*.js")):
        name, text = path.relative_to(REPO).as_posix(), path.read_text("utf-8")
        for word in ("BeautifulSoup", "html.parser", "DOMParser", "lxml", r"<h2 id=\"([", "_TAG"):
            assert word not in text or (word == "DOMParser" and name in copies), f"{name}: {word}"
        if name not in allowed:
            assert not re.search(r'compile\(r?"<[a-z]', text), name


def test_the_largest_fact_file_is_light(site: Path) -> None:
    """What a comparison loads for an entry; today's largest has five sizes, forty scores and twenty sources."""
    sizes = {path.name: len(gzip.compress(path.read_bytes())) for path in site.rglob("assets/data/facts/**/*.json")}
    assert max(sizes.values()) <= 8192, max(sizes.items(), key=lambda item: item[1])
