"""The search: what its index holds, what is found first, and its dialog."""

import gzip
import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ajar.authored import sections
from ajar.build import Builder
from ajar.catalog import Catalog
from ajar.outputs import search
from ajar.settings import Settings
from axe_playwright_python.sync_playwright import Axe
from conftest import WCAG, needs_chromium, sent
from playwright.sync_api import Browser, Page
from samples import REPO, sample, write


class Case(NamedTuple):
    """What is typed, the page that must be among the first hits, and how many of them may stand before it."""

    query: str
    page: str
    among: int = 1


CASES = [
    # Names, in every spelling
    Case("llama 3.3 70b", "models/llama-3.3/"),
    Case("Llama 3.3 70B", "models/llama-3.3/"),
    Case("llama3.3", "models/llama-3.3/"),
    Case("llama 3", "models/llama-3/"),
    Case("gpt5", "models/gpt-5/"),
    Case("gpt 5", "models/gpt-5/"),
    Case("gpt-4o", "models/gpt-4o/"),
    Case("gpt4o", "models/gpt-4o/"),
    Case("claude 3 opus", "models/claude-3/#claude-3-opus"),
    Case("mistral 7b", "models/mistral-7b/"),
    Case("gemini 2.5", "models/gemini-2.5/"),
    Case("qwen 2.5 72b", "models/qwen2.5/#qwen2.5-72b"),
    Case("phi 4 mini", "models/phi-4-mini/"),
    Case("o3", "models/o3/"),
    Case("falcon 40b", "models/falcon-40b/"),
    Case("LLAMA-4", "models/llama-4/"),
    Case("gpt-4o price", "models/gpt-4o/"),
    # A wrong letter, and words run together
    Case("deepsek r1", "models/deepseek-r1/"),
    Case("deepsek", "developers/deepseek/", 3),
    Case("mistrel", "developers/mistral/", 3),
    Case("deepseekr1", "models/deepseek-r1/"),
    # Former and guessable names
    Case("text-davinci-003", "models/gpt-3.5/#text-davinci-003"),
    Case("gpt-3.5-turbo", "models/gpt-3.5/#gpt-3.5-turbo"),
    # Terms: the definition first
    Case("open weights", "terms/open-weights/"),
    Case("what does open weights mean", "terms/open-weights/"),
    Case("copyleft", "terms/copyleft/"),
    Case("moe", "terms/mixture-of-experts/"),
    Case("kv cache", "terms/kv-cache/"),
    Case("fine tuning", "terms/fine-tuning/"),
    Case("finetune", "terms/fine-tuning/"),
    Case("tokeniser", "terms/tokenizer/"),
    Case("on-prem", "terms/on-premises/"),
    Case("self host", "terms/on-premises/"),
    # Licenses
    Case("apache", "licenses/apache-2.0/"),
    Case("licence mit", "licenses/mit/"),
    Case("MIT license", "licenses/mit/"),
    Case("llama license", "licenses/llama-2-community/", 3),
    Case("llama 4 licence", "licenses/llama-4-community/", 3),
    Case("cc by", "licenses/cc-by-4.0/", 3),
    Case("gpl", "licenses/gpl-3.0/", 3),
    Case("licences", "licenses/"),
    # What guides and views answer
    Case("hospital", "guides/navigating/#case-confidential"),
    Case("hipaa", "guides/navigating/#case-confidential"),
    Case("gdpr", "guides/privacy/#gdpr"),
    Case("training data", "guides/privacy/#training-data", 3),
    Case("how much vram", "views/fits-24-gb/", 3),
    Case("graphics card", "views/fits-24-gb/", 3),
    Case("24 gb", "views/fits-24-gb/"),
    Case("fine-tune cost", "guides/transparency/#cost-of-change", 3),
    Case("what ends soon", "views/retiring-soon/"),
    Case("may i use llama commercially", "licenses/llama-2-community/", 3),
    # Developers, data sets, benchmarks
    Case("anthropic", "developers/anthropic/"),
    Case("hugging face", "developers/hugging-face/"),
    Case("the pile", "datasets/the-pile/"),
    Case("laion 5b", "datasets/laion-5b/"),
    Case("mmlu pro", "benchmarks/mmlu-pro/"),
    Case("swe bench", "benchmarks/swe-bench-verified/", 3),
    Case("compare", "compare/"),
]
# What is not there: the nearest is offered.
MISSING = {"gpt 7": "models/gpt-", "claude 9": "models/claude-", "llama 5": "models/llama-4/", "foo-9000": "models/"}
ASK = """async (queries) => {
  const { index } = await import(document.querySelector("script[src$='ajar.js']").src.replace("ajar.js", "search.js"));
  const found = await index();
  return queries.map((query) => {
    const { hits, missing } = found.find(query);
    const shown = found.grouped(hits).flatMap(([, group]) => group);
    return [missing, shown.map(({ page, part }) => page.raw[2] + (part ? "#" + part[0] : ""))];
  });
}"""


# --- the index --------------------------------------------------------------------------------------------------------


@pytest.fixture
def sample_index(tmp_path: Path) -> dict[str, Any]:
    docs = tmp_path / "docs"
    (docs / "guides").mkdir(parents=True)
    (docs / "guides/doors.md").write_text(
        "---\ntitle: Doors\ndescription: On doors.\n---\n\n# Doors\n\nA [hinge](ajar:terms/door).[^page]\n\n"
        "<!-- ajar\ntable: models\n-->\n\n## How they open {#opening}\n\n- **Wide**, at [](ajar:models/x?y) degrees.\n",
        "utf-8",
    )
    site = Builder(write(tmp_path, sample()), docs=docs).build(Settings())
    return search.index(site)


def record(index: dict[str, Any], url: str) -> dict[str, Any]:
    fields = ("kind", "title", "url", "sign", "context", "text", "names", "parts", "words")
    return next(dict(zip(fields, item, strict=True)) for item in index["records"] if item[2] == url)


def test_a_record_has_names_and_prose_apart(sample_index: dict[str, Any]) -> None:
    entries = sample()["models"]
    aliased = next(id_ for id_, entry in entries.items() if entry.get("aliases"))
    found = record(sample_index, f"models/{aliased}/")
    assert set(entries[aliased]["aliases"]) <= set(found["names"])
    assert not [alias for alias in entries[aliased]["aliases"] if alias in found["text"]]
    assert sample_index["signs"][found["sign"]][1]
    family = record(sample_index, "models/family/")
    assert {id_ for id_, _ in family["parts"]} == set(entries["family"]["variants"])


def test_written_pages_are_found_by_section(sample_index: dict[str, Any]) -> None:
    page, section = record(sample_index, "guides/doors/"), record(sample_index, "guides/doors/#opening")
    assert page["text"] == "On doors. A hinge."
    assert (section["title"], section["context"], section["text"]) == ("How they open", "Doors", "Wide, at … degrees.")
    assert section["names"] == ["opening"]


def test_every_written_page_is_in_the_index() -> None:
    found = {section.url for section in sections(REPO / "docs") if section.title}
    assert len(found) == len(list((REPO / "docs").rglob("*.md")))


def test_every_entry_and_alias_is_in_the_index(site: Path, catalog: Catalog) -> None:
    index = json.loads((site / "assets/data/search.json").read_text("utf-8"))
    names = {
        item[2]: {search.compact(name) for name in [item[1], *item[6], *(text for part in item[7] for text in part)]}
        for item in index["records"]
    }
    for entries in catalog.entries.values():
        for entry in entries.values():
            for name in (entry.name, *entry.aliases, *getattr(entry, "variants", ())):
                assert search.compact(name) in names[entry.url], f"{entry.path}: {name}"
    models = [item for item in index["records"] if item[2].startswith("models/") and item[2].count("/") == 2]
    for item in models:
        entry = catalog.models[item[2].split("/")[1]]
        if entry.developer.value:
            assert catalog.developers[entry.developer.value].name in item[4], entry.path


def test_index_and_script_are_light(site: Path) -> None:
    assert len(gzip.compress((site / "assets/data/search.json").read_bytes())) <= 90_000
    assert len(gzip.compress((sent(site) / "js/search.js").read_bytes())) <= 4 * 1024


def test_nothing_is_left_of_the_search_of_the_theme(site: Path) -> None:
    assert not (site / "search").exists()
    assert "md-search" not in (site / "models/index.html").read_text("utf-8")


# --- what is found ----------------------------------------------------------------------------------------------------

Answers = dict[str, tuple[bool, list[str]]]


@pytest.fixture(scope="module")
def answers(browser: Browser, address: str) -> Answers:
    page = browser.new_page()
    page.goto(address)
    queries = [*(case.query for case in CASES), *MISSING, "4", "gpt 51", "zzzzqqqq"]
    found: list[tuple[bool, list[str]]] = page.evaluate(ASK, queries)
    page.close()
    return dict(zip(queries, found, strict=True))


@needs_chromium
@pytest.mark.parametrize("case", CASES, ids=[case.query for case in CASES])
def test_the_page_is_among_the_first(answers: Answers, case: Case) -> None:
    missing, urls = answers[case.query]
    assert not missing
    assert case.page in urls[: case.among], urls[:5]


@needs_chromium
@pytest.mark.parametrize("query", MISSING)
def test_what_is_not_there_is_said_and_the_nearest_offered(answers: Answers, query: str) -> None:
    missing, urls = answers[query]
    assert missing
    assert urls[0].startswith(MISSING[query]), urls


@needs_chromium
def test_no_number_is_the_beginning_of_another(answers: Answers) -> None:
    assert not [url for url in answers["4"][1] if "40" in url or "480" in url]
    assert not [url for url in answers["gpt 5"][1] if "512" in url]
    missing, urls = answers["gpt 51"]
    assert missing
    assert "terms/cohere-512/" not in urls
    assert answers["zzzzqqqq"][0]


# --- the dialog -------------------------------------------------------------------------------------------------------

INDEX = "assets/data/search.json"


@pytest.fixture
def asked(page: Page) -> list[str]:
    """The requests of a page, as they come."""
    found: list[str] = []
    page.on("request", lambda request: found.append(request.url))
    return found


@needs_chromium
def test_the_index_comes_with_the_focus(page: Page, address: str, asked: list[str]) -> None:
    page.goto(address + "models/gpt-4o/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search.js" in url or INDEX in url]
    with page.expect_response(lambda answer: INDEX in answer.url):
        page.locator("header input[name=q]").focus()
    assert not page.locator("dialog").count()
    page.keyboard.type("open weights", delay=20)
    first = page.get_by_role("option").first
    first.wait_for()
    page.wait_for_function("document.querySelector('dialog input').value === 'open weights'")
    assert "Open weights" in first.inner_text()
    assert page.locator("header input[name=q]").input_value() == ""


@needs_chromium
def test_letters_after_the_slash_are_asked_for_and_no_shortcuts(page: Page, address: str) -> None:
    page.goto(address + "about/")
    page.route("**/search.json", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.locator("article h1 + p a, article p a").first.focus()
    page.keyboard.type("/nemotron")
    page.wait_for_function("document.querySelector('dialog[open] input')?.value === 'nemotron'")
    page.keyboard.press("Escape")
    assert page.url == address + "about/", "the theme turns pages with n"
    assert page.evaluate("document.activeElement.localName") == "a", "the focus is where it was"
    assert page.locator("header input[name=q]").input_value() == ""


@needs_chromium
def test_keys_open_choose_and_close(page: Page, address: str) -> None:
    page.goto(address + "about/")
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    field.wait_for()
    field.fill("llama 3")
    page.get_by_role("option", name="Llama 3.3").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text().startswith("Llama 3")
    page.keyboard.press("ArrowDown")
    active = page.locator("[role=option][aria-selected=true]")
    assert active.count() == 1
    assert active.get_attribute("id") == field.get_attribute("aria-activedescendant")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert active.get_attribute("id") == page.get_by_role("option").last.get_attribute("id")
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.keyboard.press("Control+k")
    field.wait_for()
    field.fill("llama 3.3")
    page.wait_for_function("document.querySelector('[role=option]').textContent.startsWith('Llama 3.3')")
    page.keyboard.press("Enter")
    page.wait_for_url(address + "models/llama-3.3/")


@needs_chromium
def test_an_address_asks_and_is_then_the_page_itself(page: Page, address: str) -> None:
    page.goto(address + "models/?q=kv+cache&level=open-weights")
    page.get_by_role("option", name="KV cache").first.wait_for()
    assert page.url == address + "models/?level=open-weights"
    page.get_by_role("option", name="KV cache").first.click()
    page.wait_for_url(address + "terms/kv-cache/")


@needs_chromium
def test_a_hit_leads_to_a_page_without_a_problem(page: Page, address: str) -> None:
    page.goto(address + "?q=models")
    page.locator("[role=option][href$='/models/']").first.click()
    page.wait_for_url(address + "models/")
    page.locator("form.view").wait_for()
    assert not page.locator(".problems:visible").count()


@needs_chromium
def test_any_form_of_a_page_opens_it(page: Page, address: str) -> None:
    page.goto(address + "about/")
    page.evaluate(
        "document.querySelector('article').insertAdjacentHTML('afterbegin',"
        " '<form data-search><input id=mine><button>Go</button></form>')"
    )
    page.evaluate("document.getElementById('mine').value = 'copyleft'")
    page.locator("form[data-search] button").last.click()
    page.get_by_role("option", name="Copyleft").first.wait_for()
    assert page.url == address + "about/"


@needs_chromium
def test_what_is_missing_can_be_suggested(page: Page, address: str) -> None:
    page.goto(address + "?q=foo-9000")
    page.get_by_role("option").first.wait_for()
    note = page.locator("dialog p", has_text="“foo-9000” is not in the catalog.")
    assert note.is_visible()
    link = note.get_by_role("link").get_attribute("href") or ""
    assert link.startswith("https://ajar.example/source/issues/new?template=missing-entry.yml")
    assert link.endswith("foo-9000")


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_is_accessible(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})  # type: ignore[arg-type]
    page = context.new_page()
    for query in ("mit", "gpt 7"):
        page.goto(f"{address}about/?q={query}")
        page.get_by_role("option").first.wait_for()
        found = Axe().run(page, context="dialog", options=WCAG).response["violations"]
        assert not found, [(item["id"], [node["html"] for node in item["nodes"]]) for item in found]
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate("document.querySelector('dialog').scrollWidth") <= 360
    context.close()


@needs_chromium
def test_without_scripts_no_field_promises_a_search(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("form[data-search]").count()
    assert not page.locator("form[data-search]:visible").count()
    context.close()
