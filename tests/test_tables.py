"""Long tables: what they can be filtered by, how their rows come, and what is taken along from them."""

import gzip
import json
import re
from pathlib import Path

from ajar.catalog import Catalog
from conftest import html, needs_chromium
from playwright.sync_api import Browser, Page, Response, expect


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


def test_a_model_stands_in_the_line_of_its_family(site: Path, catalog: Catalog) -> None:
    rows = html(site / "models/gpt-4o/index.html").css("table.family tbody tr")
    own = [row for row in rows if row.attributes.get("aria-current")]
    assert [row.css_first("th").text() for row in own] == ["GPT-4o"]
    assert "released 2024-05-13 · end announced 2026-10-14 · ends 2027-01-14" in own[0].text()
    others = [row.css_first("th a").attributes["href"] for row in rows if row not in own]
    assert len(others) == len(rows) - 1 >= 4
    family = {f"../../models/{model.id}/" for model in catalog.models.values() if model.family == "gpt"}
    assert set(others) <= family
    days = [str(row.css_first(".days").text()).split(" · ")[0] for row in rows]
    assert days == sorted(days), "the oldest first"


@needs_chromium
def test_a_copied_comparison_says_when_where_and_from_what(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "compare/?m=mit,gpt-4")
    page.locator(".comparison tbody tr").first.wait_for()
    page.get_by_role("button", name="Copy as table for Confluence or Word").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert "From Ajar, 2026-" in copied
    assert f"<{page.url}>" in copied
    sources = page.locator("ol.sources li").count()
    assert sources > 1
    assert len(re.findall(r"^\d+\. \[", copied, re.M)) == sources
    context.close()


@needs_chromium
def test_paper_holds_whole_tables_and_no_controls(browser: Browser, address: str) -> None:
    """As wide as A4 between its margins, in the dark scheme, which is left for the light one."""
    context = browser.new_context(color_scheme="dark", viewport={"width": 703, "height": 1000})
    page = context.new_page()
    page.emulate_media(media="print", color_scheme="dark")
    for path in ("models/?fits=24", "licenses/", "models/gpt-4o/", "compare/?m=mit,gpt-4,llama-3.1-8b"):
        page.goto(address + path)
        page.locator("article table tbody tr").first.wait_for()
        page.wait_for_function("() => !document.querySelector('[aria-busy]')")
        right = "cells => Math.max(...cells.map(cell => cell.getBoundingClientRect().right))"
        assert page.locator("article table :is(th, td)").evaluate_all(right) <= 703, path
        assert page.locator("form.view:visible, .md-header:visible, .view-bar button:visible").count() == 0, path
        expect(page.locator(".printed")).to_contain_text(address.split("/")[-1] or "https://")
    ink = page.evaluate("getComputedStyle(document.querySelector('article')).color")
    assert ink == "rgb(0, 0, 0)"
    context.close()


@needs_chromium
def test_no_text_is_small(page: Page, address: str) -> None:
    small = """texts => [...new Set(texts
        .filter(node => [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim()))
        .filter(node => node.checkVisibility() && parseFloat(getComputedStyle(node).fontSize) < 13)
        .map(node => `${node.tagName}.${node.className}`))]"""
    for path in ("models/", "models/deepseek-r1/", "licenses/", "compare/?m=mit,gpt-4"):
        page.goto(address + path)
        page.locator("article table tbody tr").first.wait_for()
        assert page.locator("article *:not(svg, svg *)").evaluate_all(small) == [], path


@needs_chromium
def test_a_first_view_is_light(browser: Browser, address: str) -> None:
    """As compressed by any server; the rows of a table come when somebody touches it, and what was typed is kept."""
    paths = ("", "models/", "licenses/", "claims/", "changes/", "guides/compute/", "models/gpt-4o/", "licenses/mit/")
    for path in (*paths, "developers/", "terms/", "compare/?m=mit,gpt-4,llama-3.1-8b", "benchmarks/"):
        page = browser.new_page()
        came: list[Response] = []
        page.on("response", lambda response, came=came: came.append(response))  # type: ignore[misc]
        page.goto(address + path, wait_until="networkidle")
        weights = {response.url: len(gzip.compress(response.body(), 6)) for response in came}
        assert sum(weights.values()) <= 130_000, f"{path}: {weights}"
        rows = [url for url in weights if "/data/rows/" in url]
        assert not rows, path
        page.close()
    page = browser.new_page()
    page.goto(address + "models/", wait_until="networkidle")
    page.locator("#view-q").fill("gpt-4o")
    expect(page.locator("table[data-view] tbody tr[data-id=gpt-4o]")).to_be_visible()
    expect(page.locator(".count")).not_to_have_text(re.compile(r"^(\d+) of \1 "))
    page.wait_for_url("**/models/?text=gpt-4o")
    page.close()
