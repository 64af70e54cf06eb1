"""What scripts add, in a real browser, and what a page is without them."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from ajar.catalog import Catalog
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, which `make test` installs on Debian")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    assert not errors
    assert all(url.startswith(("http://127.0.0.1", "data:", "blob:")) for url in requests), requests
    context.close()


def first_model(catalog: Catalog) -> str:
    return next((model.url for model in catalog.models.values() if model.components), next(iter(catalog.models.values())).url if catalog.models else "")


def pages_to_see(catalog: Catalog) -> list[str]:
    license_ = next((item.url for item in catalog.licenses.values()), "")
    term = next((item.url for item in catalog.terms.values()), "")
    return ["", "models/", "licenses/", "about/", "claims/", "terms/", first_model(catalog), license_, term]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(browser: Browser, address: str, catalog: Catalog, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for url in dict.fromkeys(pages_to_see(catalog)):
        page.goto(address + url)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}).response["violations"]
        told = [f"{item['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}" for item in found for node in item["nodes"][:3]]
        assert not told, f"{url} ({scheme}): {told}"
    context.close()


def test_a_phone_needs_no_sideways_scroll(browser: Browser, address: str, catalog: Catalog) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    for url in dict.fromkeys(pages_to_see(catalog)):
        page.goto(address + url)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, url
    context.close()


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
    rows = sum(max(1, len(model.variants)) for model in catalog.models.values())
    assert page.locator("table.big tbody tr").count() == rows
    context.close()


def test_search_finds_a_model_by_its_alias(page: Page, address: str, catalog: Catalog) -> None:
    model = next((model for model in catalog.models.values() if model.aliases), None)
    if model is None:
        pytest.skip("no model has an alias")
    page.goto(address)
    page.locator("input[name=query]").click()
    page.keyboard.type(model.aliases[0], delay=30)
    page.locator(f".md-search-result__link[href*='{model.url}']").first.wait_for(timeout=10_000)
