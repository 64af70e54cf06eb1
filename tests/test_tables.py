"""Long tables: what they can be filtered by, how their rows come, and what is taken along from them."""

import json
from pathlib import Path

from ajar.catalog import Catalog
from conftest import needs_chromium
from playwright.sync_api import Page, expect


def test_every_term_component_and_score_is_a_filter_with_a_column(site: Path, catalog: Catalog) -> None:
    data = json.loads((site / "assets/data/models.json").read_text("utf-8"))
    facets = {facet["id"] for facet in data["facets"]}
    columns = {column["id"] for column in data["columns"]}
    scored = {result.benchmark for model in catalog.models.values() for result in model.results}
    for wanted in (catalog.vocabulary.license_terms, catalog.vocabulary.components, scored):
        assert set(wanted) <= facets
        assert set(wanted) <= columns


@needs_chromium
def test_a_term_of_the_license_and_a_score_narrow_the_models(page: Page, address: str, catalog: Catalog) -> None:
    page.goto(address + "models/?show-attribution=required&chatbot-arena=1300..")
    page.wait_for_function("() => document.querySelector('.chips li') && !document.querySelector('[aria-busy]')")
    expect(page.locator(".chips")).to_contain_text("Chatbot Arena ≥ 1,300")
    for key in ("show-attribution", "chatbot-arena"):
        expect(page.locator(f"th[data-key='{key}']")).to_be_in_viewport()
    found = page.eval_on_selector_all("table[data-view] tbody tr", "rows => rows.map(row => row.dataset.id)")
    assert found
    for id_ in found:
        scores = [result.score for result in catalog.models[id_].results if result.benchmark == "chatbot-arena"]
        assert max(scores) >= 1300
