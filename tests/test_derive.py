"""What is computed, on small cases that show one rule each and on well-known models of the real catalog."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ajar.catalog import Catalog
from ajar.derive import Derived, DerivedVariant, derive
from ajar.derive.freshness import freshness
from ajar.derive.memory import cache_bytes
from ajar.derive.openness import Finding, all_of
from ajar.kinds.model import Attention
from ajar.load import Loader, load
from ajar.messages import msg
from ajar.settings import Settings
from hypothesis import given
from hypothesis import strategies as st
from samples import ALL_OPEN, REPO, model, sample, write

DAY = date(2026, 11, 24)
WORDS = Loader(REPO / "catalog").words()


def row_of(tmp_path: Path, **fields: Any) -> DerivedVariant:
    """The derived only row of a model with these fields, beside the sample's entries."""
    entries = sample()
    entries["models"]["case"] = model("Case", **fields)
    return derive(load(write(tmp_path, entries)), Settings(day=DAY)).variants["case"][0]


FREE = {"weights": "free", "code": "free", "data": "free"}


def without(*names: str) -> dict[str, Any]:
    return {key: value for key, value in ALL_OPEN.items() if key not in names}


@pytest.mark.parametrize(
    ("fields", "level", "at_least", "reason"),
    [
        ({"license": FREE, "components": ALL_OPEN}, "open-science", None, "Data card released"),
        (
            {"license": FREE, "components": {**ALL_OPEN, "training-data": "withdrawn"}},
            "open-source",
            None,
            "Training data: withdrawn",
        ),
        (
            {"license": FREE, "components": without("training-data")},
            "not-enough-checked",
            "open-source",
            "Training data not checked",
        ),
        (
            {"license": FREE, "components": {"weights": "released", "training-code": "not-released"}},
            "open-weights",
            None,
            "Training code: not released",
        ),
        (
            {"license": FREE, "components": {"weights": "released"}},
            "not-enough-checked",
            "open-weights",
            "Training code not checked",
        ),
        (
            {"license": {"weights": "bound"}, "components": ALL_OPEN},
            "restricted-weights",
            None,
            "Bound License bounds “Any user”",
        ),
        (
            {"components": {"weights": "released"}},
            "not-enough-checked",
            "restricted-weights",
            "their license not checked",
        ),
        ({"components": {"weights": "on-request"}}, "on-request", None, "approves"),
        ({"components": {"weights": "not-released"}}, "hosted", None, "Status: available"),
        ({"components": {"weights": "not-released"}, "status": "retired"}, "closed", None, "Status: retired"),
        ({"status": "never-released"}, "closed", None, "Never released"),
        ({}, "not-enough-checked", None, "Weights not checked"),
    ],
)
def test_level(tmp_path: Path, fields: dict[str, Any], level: str, at_least: str | None, reason: str) -> None:
    found = row_of(tmp_path, **fields).level
    assert (found.id, found.at_least) == (level, at_least)
    assert any(reason in str(finding.reason) for finding in found.reasons), found.reasons


def test_a_fine_tune_carries_the_terms_of_its_base(tmp_path: Path) -> None:
    derived = row_of(tmp_path, license={"weights": "free"}, components=ALL_OPEN, base={"id": "family-small"})
    assert derived.level.id == "restricted-weights"
    assert derived.verdicts["commercial-use"].answer == "conditional"
    assert derived.verdicts["commercial-use"].why == "Up to 700 million users a month."
    assert derived.verdicts["train-on-outputs"].answer == "no"


def test_a_base_outside_the_catalog_carries_its_license(tmp_path: Path) -> None:
    derived = row_of(
        tmp_path, license={"weights": "free"}, components=ALL_OPEN, base={"name": "Elsewhere", "license": "bound"}
    )
    assert derived.level.id == "restricted-weights"


def test_hosted_verdicts_come_from_the_terms_of_service(tmp_path: Path) -> None:
    found = {
        key: verdict.answer
        for key, verdict in row_of(
            tmp_path, license={"service": "service"}, components={"weights": "not-released"}
        ).verdicts.items()
    }
    assert found == {
        "commercial-use": "conditional",
        "modify": "not-applicable",
        "redistribute": "not-applicable",
        "train-on-outputs": "no",
        "host-for-others": "not-applicable",
        "any-region": "yes",
    }


def test_nothing_can_be_done_with_what_is_gone(tmp_path: Path) -> None:
    verdicts = row_of(
        tmp_path, license={"service": "service"}, components={"weights": "not-released"}, status="retired"
    ).verdicts
    assert {verdict.answer for verdict in verdicts.values()} == {"not-applicable"}


def test_mof_classes_need_the_classes_below(tmp_path: Path) -> None:
    assert row_of(tmp_path, license=FREE, components=ALL_OPEN).mof.number == 1
    assert row_of(tmp_path, license=FREE, components=without("training-data")).mof.number == 2
    assert row_of(tmp_path, license=FREE, components=without("training-data", "training-code")).mof.number == 3
    low = row_of(tmp_path, license=FREE, components=without("model-card")).mof
    assert low.number is None
    assert [finding.subject for finding in low.missing[3]] == ["model-card"]


def test_a_paper_counts_for_the_report(tmp_path: Path) -> None:
    assert row_of(tmp_path, license=FREE, components=without("technical-report")).mof.number == 1


def test_memory_of_a_known_size(tmp_path: Path) -> None:
    found = row_of(
        tmp_path,
        parameters=8e9,
        context=8192,
        architecture={"attention": {"kind": "grouped-query", "layers": 32, "kv-heads": 8, "head-size": 128}},
    ).memory
    assert found is not None
    assert found.weights[16] == 16.0
    assert found.weights[4] == 4.5
    assert found.cache == pytest.approx(8192 * 32 * 2 * 8 * 128 * 2 / 1e9)


def attention(**fields: Any) -> Attention:
    return Attention.model_validate(fields, context={"vocabulary": WORDS})


def test_cache_of_latent_and_windowed_attention() -> None:
    latent = attention(**{"kind": "latent", "layers": 61, "latent-size": 576})
    assert cache_bytes(latent, 1000) == 61 * 576 * 2 * 1000
    windowed = attention(
        **{"kind": "grouped-query", "layers": 1, "kv-heads": 1, "head-size": 1, "window-layers": 2, "window": 100}
    )
    assert cache_bytes(windowed, 1000) == 4 * (1000 + 2 * 100)


@given(st.integers(1, 200), st.integers(1, 128), st.integers(1, 512), st.integers(1, 10**6))
def test_cache_grows_with_the_context(layers: int, heads: int, size: int, tokens: int) -> None:
    shape = attention(**{"kind": "grouped-query", "layers": layers, "kv-heads": heads, "head-size": size})
    assert cache_bytes(shape, tokens + 1) > cache_bytes(shape, tokens)


@given(st.lists(st.sampled_from([True, False, None])))
def test_three_valued_and(values: list[bool | None]) -> None:
    found = all_of(Finding(value, msg("")) for value in values)
    assert found is (False if False in values else None if None in values else True)


def test_freshness() -> None:
    assert [freshness(day, DAY) for day in (None, DAY, date(2026, 3, 1), date(2025, 1, 1))] == [
        "never",
        "fresh",
        "ageing",
        "stale",
    ]


# Well-known models of the real catalog: the levels that can hold, whichever parts were checked so far.
KNOWN = {
    "pythia": {"open-science", "open-source"},
    "olmo-2": {"open-science", "open-source"},
    "gpt-neox-20b": {"open-science", "open-source", "open-weights"},
    "bloom": {"restricted-weights"},
    "llama-3.1": {"restricted-weights"},
    "gemma-3": {"restricted-weights"},
    "deepseek-r1": {"open-weights", "open-source"},
    "gpt-4": {"hosted", "closed"},
    "gpt-3": {"closed"},
    "gpt-oss": {"open-weights"},
    "gopher": {"closed"},
    "jurassic-1": {"closed", "not-enough-checked"},
    "llama-1": {"on-request"},
}


@pytest.mark.parametrize("id_", KNOWN)
def test_known_models(derived: Derived, id_: str) -> None:
    if id_ not in derived.variants:
        pytest.skip(f"{id_} is not in the catalog yet")
    first = derived.variants[id_][0]
    assert (first.level.at_least or first.level.id) in KNOWN[id_], first.level
    assert first.level.reasons, "a level names what decided it"


def test_every_row_is_computed(derived: Derived, catalog: Catalog) -> None:
    for found in derived.all_variants:
        assert found.level.reasons, found.id
        assert set(found.verdicts) == set(catalog.vocabulary.verdicts), found.id
        for quote in found.quotes:
            assert quote.input is not None or quote.output is not None, (
                f"{found.id}: {quote.price.genai_prices} has no price"
            )
