"""Figures on the catalog, and its disagreements with other people's data sets: each is settled with a reason."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ajar.derive import Derived, derive
from ajar.drift import Difference, differences, outdated, registry, same_count, same_day, shutdowns
from ajar.facts.sheets import Sheets
from ajar.load import load
from conftest import ENVIRONMENT
from samples import FREE, REPO, SOURCE, license_, model, sample, write

THERE = {"maker/case": {"release_date": "2024-05-01", "context_window": 8192, "max_output": 4096, "open_weights": True}}


def case(tmp_path: Path, **fields: Any) -> Derived:
    """The sample with a model that names its id in the other list."""
    entries = sample()
    variants = {"case-1": {"ids": {"models-dev": "maker/case"}, "released": "2024-05-01", **fields.pop("own", {})}}
    known = {"components": {"weights": "released"}, "license": {"weights": "free"}, "source": "page", "sources": SOURCE}
    entries["models"]["case"] = model("Case", **{**known, "variants": variants, **fields})
    return derive(load(write(tmp_path, entries)))


def found(derived: Derived, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str, bool]]:
    monkeypatch.setattr(registry, "_table", lambda: THERE)
    monkeypatch.setattr(registry, "is_here", lambda: True)
    return [(item.fact, item.ours, item.theirs, item.settled) for item in differences(derived)[0]]


def test_what_agrees_is_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(case(tmp_path, own={"context": 8000, "max-output": 4096}), monkeypatch) == []


@pytest.mark.parametrize(
    ("own", "wanted"),
    [
        ({"released": "2024-06-01"}, ("released", "2024-06-01", "2024-05-01")),
        ({"context": 32768}, ("context", "32768", "8192")),
        ({"max-output": 1024}, ("max-output", "1024", "4096")),
        ({"components": {"weights": "not-released"}}, ("weights", "not-released", "open")),
    ],
)
def test_what_differs_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own: dict[str, Any], wanted: tuple[str, str, str]
) -> None:
    assert found(case(tmp_path, own=own), monkeypatch) == [(*wanted, False)]


def test_a_reason_settles_one_value_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reason = {"dataset": "facet-models", "fact": "context", "theirs": "8192", "because": "A host's own limit."}
    derived = case(tmp_path, own={"context": 32768}, differs=[reason])
    assert found(derived, monkeypatch) == [("context", "32768", "8192", True)]
    later = case(tmp_path / "later", own={"context": 32768}, differs=[{**reason, "theirs": "4096"}])
    assert found(later, monkeypatch) == [("context", "32768", "8192", False)]
    told = list(outdated(later, differences(later)[0], []))
    assert told == ["catalog/models/case.yml: nothing differs from facet-models in context 4096 any more"]


def test_counts_and_days_agree_as_far_as_they_go() -> None:
    assert same_count(131_072, 128_000)
    assert not same_count(131_072, 200_000)
    assert same_day("2025-08", "2025-08-07")
    assert not same_day("2025-08-06", "2025-08-07")


def licensed(tmp_path: Path, terms: dict[str, Any], **fields: Any) -> list[str]:
    """What the lists say of the sample with one more license."""
    entries = sample()
    entries["licenses"]["case"] = {**license_("Case", {**FREE, **terms}), **fields}
    return [f"{item.dataset}: {item.fact} {item.ours} / {item.theirs}" for item in told_of(tmp_path, entries)]


def told_of(tmp_path: Path, entries: dict[str, Any]) -> list[Difference]:
    return [item for item in differences(derive(load(write(tmp_path, entries))))[0] if "case" in item.entry.path]


def test_a_license_is_set_beside_the_tags_of_its_id(tmp_path: Path) -> None:
    mit = {"warranty": {"is": "disclaimed", "clause": "end"}}
    assert licensed(tmp_path / "same", mit, spdx="MIT") == []
    other = {"redistribute": {"is": "prohibited", "clause": "1"}, "share-alike": {"is": "required", "clause": "2"}}
    assert licensed(tmp_path / "other", other, spdx="MIT") == [
        "choosealicense: redistribute prohibited / distribution",
        "choosealicense: share-alike required / no tag",
    ]


def test_the_two_keys_of_a_license_belong_together(tmp_path: Path) -> None:
    assert licensed(tmp_path / "same", {}, spdx="ISC", scancode="isc") == []
    assert licensed(tmp_path / "other", {}, spdx="ISC", scancode="mit") == ["license-expression: spdx ISC / MIT"]


def test_days_of_an_id_are_set_beside_the_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = {
        "case-1-0314": {"released": "2024-03-14", "shutdown": "2026-03-14"},
        "case-one": {"shutdown": "2026-05-01"},
    }
    monkeypatch.setattr(shutdowns, "_models", lambda: there)
    known = {"components": {"weights": "not-released"}, "source": "page", "sources": SOURCE}

    def told(name: str, **fields: Any) -> list[tuple[str, str, str]]:
        entries = sample()
        entries["models"]["case"] = model("Case", **known, **fields)
        return [(item.fact, item.ours, item.theirs) for item in told_of(tmp_path / name, entries)]

    snapshot = {"id": "case-1-0314", "released": "2024-03-14", "retires": "2026-03-14"}
    assert told("same", snapshots=[snapshot]) == []
    assert told("other", snapshots=[{**snapshot, "released": "2024-03-15", "retires": "2026-03-15"}]) == [
        ("released", "2024-03-15", "case-1-0314 on 2024-03-14"),
        ("retires", "2026-03-15", "case-1-0314 on 2026-03-14"),
    ]
    assert told("id", ids={"api": "case-one"}) == [("retires", "no day", "case-one on 2026-05-01")]
    end = [{"event": "retired", "date": "2026-05-01"}]
    assert told("ended", ids={"api": "case-one"}, life=end) == []


def ajar(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ajar.cli", *arguments]
    return subprocess.run(command, cwd=REPO, env=ENVIRONMENT, capture_output=True, text=True)


def test_nothing_differs_without_a_reason() -> None:
    """The real catalog against every data set at hand."""
    result = ajar("drift")
    assert result.returncode == 0, result.stderr
    assert "not compared" not in result.stdout


def test_stats_count_what_is_there(sheets: Sheets, derived: Derived) -> None:
    result = ajar("stats", "--json")
    assert result.returncode == 0, result.stderr
    figures = json.loads(result.stdout)
    catalog = derived.catalog
    assert figures["entries"]["models"] == len(catalog.models)
    assert figures["variants"] == len(derived.all_variants) == sum(figures["levels"].values())
    assert all(sum(counts.values()) == figures["variants"] for counts in figures["fields"].values())
    item = derived.variants["gpt-4o"][0]
    assert sheets.variant(item)["max-output"].state == "known"
    assert figures["fields"]["max-output"]["known"] >= 1
    told = ajar("stats").stdout
    assert f"{figures['scores']} scores" in told
    assert "components not checked: " in told


def test_stale_lists_what_was_read_long_ago() -> None:
    result = ajar("stale", "--level", "fresh")
    assert result.returncode == 0
    assert "catalog/models/gpt-4o.yml" in result.stdout
    assert ajar("stale", "--level", "fresh", "--fail").returncode == 1
    assert "0 of " in ajar("stale", "--level", "never").stdout


@pytest.mark.parametrize(("dataset", "theirs"), [("epoch", "BLOOM-176B"), ("ecosystem-graphs", "BLOOM")])
def test_a_name_that_another_list_does_not_have_is_told(tmp_path: Path, dataset: str, theirs: str) -> None:
    entries = sample()
    entries["models"]["open-one"]["ids"] = {dataset: [theirs, "Not A Model Of Theirs"]}
    write(tmp_path, entries)
    found, _ = differences(derive(load(tmp_path / "catalog")))
    assert [(item.fact, item.ours) for item in found if item.dataset == dataset] == [
        (f"ids-{dataset}", "Not A Model Of Theirs")
    ]
