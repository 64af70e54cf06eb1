"""What scripts add, in a real browser, and what a page is without them."""

import pytest
from ajar.catalog import Catalog
from axe_playwright_python.sync_playwright import Axe
from conftest import WCAG, needs_chromium
from playwright.sync_api import Browser, Page

pytestmark = needs_chromium


def first_model(catalog: Catalog) -> str:
    return next(
        (model.url for model in catalog.models.values() if model.components),
        next(iter(catalog.models.values())).url if catalog.models else "",
    )


def pages_to_see(catalog: Catalog) -> list[str]:
    license_ = next((item.url for item in catalog.licenses.values()), "")
    term = next((item.url for item in catalog.terms.values()), "")
    guides = [f"guides/{slug}/" for slug in catalog.vocabulary["sections"].words]
    tradeoff = next((item.url for item in catalog.tradeoffs.values()), "")
    benchmark = next((item.url for item in catalog.entries["benchmarks"].values()), "")
    developer = next((item.url for item in catalog.developers.values()), "")
    return [
        "",  # the tables, which take a minute each to look at, are seen with their views
        "about/",
        "about/claims/",
        "claims/",
        "terms/",
        "tradeoffs/",
        first_model(catalog),
        license_,
        term,
        tradeoff,
        benchmark,
        developer,
        "licenses/llama-4-community/",
        "404.html",
        "changes/1991/",  # a year with few changes: that of today takes half a minute
        "contribute/",
        *(f"about/{name}/" for name in ("data", "linking", "deploy", "assistants", "generators")),
        "views/retiring-soon/",
        "embed/models/llama-3.1/",
        "embed/views/retiring-soon/",
        "compare/?m=llama-3.1-70b,deepseek-r1,gpt-5",
        "embed/compare/?m=llama-3.1-70b,gpt-5",
        *guides,
    ]


def only(*rules: str) -> dict[str, object]:
    return {"runOnly": {"type": "rule", "values": list(rules)}}


def test_pages_are_accessible(browser: Browser, address: str, catalog: Catalog) -> None:
    """All rules on a wide screen; of a dark one only colours differ, and on a phone what is hit and how it is laid
    out.
    """
    page = browser.new_page()
    axe = Axe()
    for url in dict.fromkeys(pages_to_see(catalog)):
        page.set_viewport_size({"width": 1280, "height": 720})
        page.emulate_media(color_scheme="light")
        page.goto(address + url)
        if "compare/" in url:
            page.locator(".comparison tbody tr").first.wait_for()
        # Colours that are still on their way from one scheme to the other are nobody's.
        page.add_style_tag(content="* { transition: none !important; }")
        assert_no_violation(axe, page, WCAG, f"{url} (light)")
        page.emulate_media(color_scheme="dark")
        assert_no_violation(axe, page, only("color-contrast"), f"{url} (dark)")
        page.set_viewport_size({"width": 360, "height": 740})
        phone = only("target-size")
        assert_no_violation(axe, page, phone, f"{url} (phone)")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, f"{url}: a phone scrolls it sideways"
    page.close()


def assert_no_violation(axe: Axe, page: Page, options: dict[str, object], where: str) -> None:
    told = [
        f"{item['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for item in axe.run(page, options=options).response["violations"]
        for node in item["nodes"][:3]
    ]
    assert not told, f"{where}: {told}"


def test_a_source_mark_shows_its_source(page: Page, address: str, catalog: Catalog) -> None:
    if not catalog.models:
        pytest.skip("no model in the catalog")
    page.goto(address + first_model(catalog))
    mark = page.locator("a.s").first
    mark.focus()
    card = page.locator("#source-card")
    assert "Read " in card.inner_text()
    assert mark.get_attribute("aria-describedby") == "source-card"
    page.keyboard.press("Escape")
    assert card.count() == 0
    mark.hover()
    assert card.count() == 1


def test_a_first_touch_shows_the_source_and_stays(browser: Browser, address: str, catalog: Catalog) -> None:
    if not catalog.models:
        pytest.skip("no model in the catalog")
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + first_model(catalog))
    page.locator("a.s").first.tap()
    assert page.locator("#source-card").count() == 1
    assert page.url.startswith(address)
    context.close()


def test_without_scripts_everything_is_there(browser: Browser, address: str, catalog: Catalog) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "models/")
    rows = page.locator("table[data-view] tbody tr")
    assert rows.count() == len(catalog.models)
    several = sum(len(model.variants) > 1 for model in catalog.models.values())
    assert page.locator("table[data-view] a.parts[href$='#sizes']").count() == several, "sizes are a click away"
    context.close()


def test_a_term_is_explained_in_place(page: Page, address: str) -> None:
    """By mouse and by key, without a script of ours: the browser opens what the button names."""
    page.goto(address + "guides/definitions/")
    term = page.locator("button.term").first
    tip = page.locator(f"#{term.get_attribute('popovertarget')}")
    assert not tip.is_visible()
    term.click()
    assert tip.is_visible()
    assert tip.locator("a", has_text="More on").count() == 1
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    term.focus()
    page.keyboard.press("Enter")
    assert tip.is_visible()


def test_a_term_is_explained_by_touch_and_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(address + "guides/definitions/")
    term = page.locator("button.term").first
    term.tap()
    tip = page.locator(f"#{term.get_attribute('popovertarget')}")
    assert tip.is_visible()
    box = tip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.locator("figure.chart svg").first.is_visible()
    context.close()
