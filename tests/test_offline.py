"""The offline copy, opened from a disk: search, filters and comparison work, and nothing is asked for."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from ajar.commands import offline
from ajar.settings import SITE_URL
from conftest import Html, needs_chromium
from playwright.sync_api import Browser, Page, expect


@pytest.fixture(scope="module")
def copied(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("offline") / "a copy"
    offline.copy(site, target, SITE_URL)
    return target


@pytest.fixture
def opened(browser: Browser) -> Iterator[Page]:
    """A page of a browser without a network, which must not miss it."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on(
        "request", lambda request: None if request.url.startswith(("file:", "data:")) else wrong.append(request.url)
    )
    yield page
    context.close()
    assert not wrong, wrong[:5]


@needs_chromium
def test_search_filters_and_comparison_work_from_a_disk(copied: Path, opened: Page) -> None:
    opened.goto((copied / "index.html").as_uri())
    opened.keyboard.press("/")
    opened.locator("dialog[open]").wait_for()
    opened.keyboard.type("llama 3.1")
    hit = opened.locator("dialog [role=option]").first
    expect(hit).to_contain_text("Llama 3.1")
    hit.click()
    opened.wait_for_url("**/models/llama-3.1/index.html")

    opened.goto(f"{(copied / 'models/index.html').as_uri()}?level=open-science")
    rows = opened.locator("table[data-view] tbody tr:not([hidden])")
    opened.wait_for_function("() => document.querySelectorAll('table[data-view] tbody tr:not([hidden])').length < 60")
    before = rows.count()
    assert 0 < before < 60
    box = opened.locator("form.view input[type=search], form.view input[type=text]").first
    box.fill("olmo")
    expect(rows.first).to_contain_text("OLMo", ignore_case=True)
    opened.wait_for_function("location.search.includes('olmo')")
    assert 0 < rows.count() <= before
    rows.first.locator("a").first.click()
    opened.wait_for_url("**/index.html*")
    expect(opened.locator("h1")).to_be_visible()

    opened.goto(f"{(copied / 'compare/index.html').as_uri()}?m=llama-3.1-8b,olmo-2-32b")
    expect(opened.locator("table.comparison thead th")).to_have_count(3)
    assert opened.locator("table.comparison a.s").count() > 10
    opened.locator("table.comparison thead a").first.click()
    opened.wait_for_url("**/models/llama-3.1/index.html#llama-3.1-8b")


@needs_chromium
def test_a_former_name_leads_on_and_keeps_its_anchor(copied: Path, opened: Page) -> None:
    opened.goto((copied / "models/llama-3.1-8b/index.html").as_uri())
    opened.wait_for_url("**/models/llama-3.1/index.html#llama-3.1-8b")


def test_links_of_the_copy_lead_to_files(copied: Path) -> None:
    pages = sorted(copied.rglob("*.html"))
    for path in random.Random(11).sample(pages, 150):
        page = Html(path.read_text("utf-8"))
        found = [node.attributes.get("href") or "" for node in page.css("a[href], link[rel=stylesheet]")]
        found += [node.attributes.get("src") or "" for node in page.css("[src]")]
        for link in found:
            address = urldefrag(urljoin(path.as_uri(), link.replace(" ", "%20")))[0]
            if address.startswith("file:"):
                assert Path(unquote(urlsplit(address).path)).is_file(), f"{path}: {link}"
    assert not [*copied.glob("assets/data/**/*.json"), *copied.glob("api")]
    data = (copied / "about/data/index.html").read_text("utf-8")
    assert f'href="{SITE_URL}api/v1/index.json"' in data, "what is not in the copy is a link to the site"


def test_no_import_of_the_copy_is_relative(copied: Path) -> None:
    text = (copied / offline.MODULES).read_text("utf-8")
    assert not re.search(r'(from|import\()\s*\\"\.', text)
    assert "import.meta" not in text
    assert '"ajar/js/facets/index.js": ' in text


def test_a_folder_that_is_there_is_left_alone(site: Path, tmp_path: Path) -> None:
    with pytest.raises(FileExistsError, match="expected a new folder"):
        offline.copy(site, tmp_path, SITE_URL)
    with pytest.raises(ValueError, match="no built site; run `make build`"):
        offline.copy(tmp_path, tmp_path / "new", SITE_URL)
