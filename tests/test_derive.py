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
from ajar.facts.sheets import Sheets
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
    entries["developers"]["other"] = {**entries["developers"]["maker"], "name": "Other"}
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


@pytest.mark.parametrize(
    ("fields", "label", "at_least", "reason"),
    [
        ({"license": FREE, "components": ALL_OPEN}, "open-source-ai-open-data", None, "Weights: Free License is OSI"),
        (
            {"license": FREE, "components": {**ALL_OPEN, "training-data": "withdrawn"}},
            "open-source-ai",
            None,
            "Training data: withdrawn",
        ),
        (
            {"license": FREE, "components": {**ALL_OPEN, "training-code": "not-released"}},
            "open-weights-ai",
            None,
            "Training code: not released",
        ),
        (
            {"license": {**FREE, "weights": "bound"}, "components": ALL_OPEN},
            "weights-available-ai",
            None,
            "Weights: Bound License",
        ),
        (
            {"license": FREE, "components": without("training-code")},
            "not-enough-checked",
            "open-weights-ai",
            "Training code not checked",
        ),
        ({"license": FREE, "components": without("inference-code")}, "not-enough-checked", None, "Inference code not"),
        (
            {"license": FREE, "components": {**ALL_OPEN, "inference-code": "not-released"}},
            "none",
            None,
            "Inference code: not released",
        ),
        ({"license": FREE, "components": {"weights": "not-released"}}, "none", None, "Weights: not released"),
    ],
)
def test_g7_label(tmp_path: Path, fields: dict[str, Any], label: str, at_least: str | None, reason: str) -> None:
    found = row_of(tmp_path, **fields).g7
    assert (found.id, found.at_least) == (label, at_least)
    assert str(found.reasons[0].reason).startswith(reason)


def test_a_fine_tune_carries_the_terms_of_its_base(tmp_path: Path) -> None:
    made_from = {"license": {"weights": "free"}, "components": ALL_OPEN, "base": {"id": "family-small"}}
    derived = row_of(tmp_path, developer="other", **made_from)
    assert derived.level.id == "restricted-weights"
    assert derived.verdicts["commercial-use"].answer == "conditional"
    assert derived.verdicts["commercial-use"].why == "Up to 700 million users a month."
    assert derived.verdicts["train-on-outputs"].answer == "no"


def test_who_made_both_may_give_the_later_one_other_terms(tmp_path: Path) -> None:
    """DeepSeek-R1 is under MIT, and the DeepSeek-V3 that it was made from was not."""
    derived = row_of(tmp_path, license=FREE, components=ALL_OPEN, base={"id": "family-small"})
    assert derived.level.id == "open-science"
    assert derived.verdicts["commercial-use"].answer == "yes"


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
    decoder = attention(
        **{"kind": "multi-head", "layers": 6, "kv-heads": 8, "head-size": 64, "cross-layers": 6},
    )
    assert cache_bytes(decoder, 1000) == 2 * 8 * 64 * 2 * 12 * 1000
    assert cache_bytes(attention(kind="none"), 1000) == 0


def test_cache_where_nobody_checked_the_context(tmp_path: Path) -> None:
    shape = {"kind": "grouped-query", "layers": 32, "kv-heads": 8, "head-size": 128}
    found = row_of(tmp_path, parameters=8e9, architecture={"attention": shape}).memory
    assert found is not None
    assert (found.context, found.cache) == (1000, pytest.approx(1000 * 32 * 2 * 8 * 128 * 2 / 1e9))


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


# Cells that once showed a family's figure though the entry itself said that it was another size's.
OF_ONE_SIZE = {
    ("comma-v0.1-1t", "tokens"): 1e12,
    ("llama-7b", "tokens"): 1e12,
    ("llama-13b", "tokens"): 1e12,
    ("olmo-2-1b", "tokens"): 4e12,
    ("olmo-2-7b", "tokens"): 4e12,
    ("olmo-2-13b", "tokens"): 5e12,
    ("olmo-3-32b", "tokens"): 5.5e12,
    ("starcoder2-3b", "tokens"): 3.3e12,
    ("gemma-3-1b", "tokens"): 2e12,
    ("gemma-3-4b", "tokens"): 4e12,
    ("gemma-3-12b", "tokens"): 12e12,
    ("nemotron-3-ultra", "tokens"): 20e12,
    ("granite-4.0-h-small", "tokens"): None,
    ("llama-3.2-11b-vision", "tokens"): None,
    ("deepseek-v4.1-flash", "tokens"): 45e12,
    ("gemma-4-12b", "released"): "2026-06-03",
    ("nemotron-3.5-lightning", "released"): "2026-08",
    ("gpt-6.2-astra", "cutoff"): "2026-05-18",
    ("gemma-4-26b-a4b", "active-parameters"): 3.8e9,
    ("minimax-m2.7", "active-parameters"): 10e9,
    ("gpt-4o", "active-parameters"): None,
    # A bound on models that take in pictures meets only those.
    ("llama-3.3", "any-region"): "yes",
    ("llama-3.2-1b", "any-region"): "yes",
    ("deepseek-r1-distill-llama-70b", "any-region"): "yes",
}


@pytest.mark.parametrize(("variant", "fact"), OF_ONE_SIZE, ids=lambda value: value)
def test_a_size_shows_its_own_figure(sheets: Sheets, derived: Derived, variant: str, fact: str) -> None:
    item = next(item for item in derived.all_variants if item.id == variant)
    row = sheets.variant(item).get(fact)
    assert (row.value if row else None) == OF_ONE_SIZE[variant, fact]
    assert row is None or row.state != "not-applicable"


def test_every_row_is_computed(derived: Derived, catalog: Catalog) -> None:
    for found in derived.all_variants:
        assert found.level.reasons, found.id
        assert set(found.verdicts) == set(catalog.vocabulary.verdicts), found.id
        for quote in found.quotes:
            assert quote.input is not None or quote.output is not None, (
                f"{found.id}: {quote.price.genai_prices} has no price"
            )
