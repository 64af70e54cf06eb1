"""Filters, order, columns, marks and the comparison, in a real browser: any view in an address."""

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from ajar.catalog import Catalog
from ajar.derive import Derived, DerivedVariant
from ajar.facts.columns import tables
from ajar.facts.sheets import Sheets
from ajar.kinds.model import Model
from ajar.pages.context import PageContext
from ajar.pages.tables import cell
from axe_playwright_python.sync_playwright import Axe
from conftest import WCAG, needs_chromium
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from playwright.sync_api import Browser, BrowserContext, Page, expect
from samples import REPO

pytestmark = needs_chromium


def settled(page: Page) -> None:
    """Wait until a change is painted and written into the address."""
    page.wait_for_function("() => !document.querySelector('table[data-view][aria-busy]')")


def shown(page: Page) -> list[str]:
    """Ids of the entries that are shown, in order, once the rows beyond the screen have come too."""
    settled(page)
    rows = "table[data-view] tbody tr:not(.part)"
    return list(page.eval_on_selector_all(rows, "rows => rows.map(row => row.dataset.id)"))


def releases(derived: Derived, wanted: Callable[[DerivedVariant], object]) -> set[str]:
    """Ids of the models of which a size passes."""
    return {row.model.id for row in derived.all_variants if wanted(row)}


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    page.locator("form.view").wait_for()
    return page


def query(page: Page) -> str:
    """The query of the address as the page itself has it."""
    settled(page)
    return str(page.evaluate("location.search"))


def columns(page: Page) -> list[str]:
    return list(page.eval_on_selector_all("table[data-view] thead th", "cells => cells.map(cell => cell.dataset.key)"))


def check(page: Page, facet: str, value: str) -> None:
    """Open a facet by its name and check one of its boxes."""
    panel = page.locator("details.facet", has=page.locator("summary", has_text=facet)).first
    if panel.evaluate("panel => panel.closest('details.more') && !panel.closest('details.more').open"):
        page.locator("details.more > summary").click()
    if not panel.evaluate("panel => panel.open"):
        panel.locator("summary").click()
    panel.locator(f"input[value='{value}']").check()


# --- filters ----------------------------------------------------------------------------------------------------------


def test_facets_filter_and_count(page: Page, address: str, derived: Derived) -> None:
    opened(page, address + "models/")
    assert "?" not in page.url, "the table's own view has no query"
    check(page, "Openness", "open-weights")
    wanted = releases(derived, lambda row: row.level.id == "open-weights")
    sizes = sum(row.level.id == "open-weights" for row in derived.all_variants)
    assert set(shown(page)) == wanted
    told = f"{len(wanted)} of {len(derived.variants)} releases ({sizes} sizes)"
    expect(page.locator(".view-bar .count")).to_have_text(told)
    check(page, "Commercial use", "yes")

    def both(row: DerivedVariant, level: str) -> bool:
        return row.level.id == level and row.verdicts["commercial-use"].answer == "yes"

    assert set(shown(page)) == releases(derived, lambda row: both(row, "open-weights"))
    assert query(page) == "?commercial-use=yes&level=open-weights"
    # A facet counts what its choices would give under the other facets.
    facet = page.locator("form.view details.facet", has=page.locator("summary", has_text="Openness")).first
    facet.locator("summary").click()
    counted = facet.locator("label", has=page.locator("input[value='restricted-weights']")).locator(".n")
    expect(counted).to_have_text(str(len(releases(derived, lambda row: both(row, "restricted-weights")))))


def test_the_four_unknowns_are_separate_choices(page: Page, address: str, derived: Derived) -> None:
    for answer in ("not-checked", "unstated"):
        opened(page, address + f"models/?train-on-outputs={answer}")
        wanted = releases(derived, lambda row, a=answer: row.verdicts["train-on-outputs"].answer == a)  # type: ignore[misc]
        assert set(shown(page)) == wanted


def test_ranges_and_memory(page: Page, address: str, derived: Derived, sheets: Sheets) -> None:
    def value(row: DerivedVariant, id_: str) -> float:
        fact = sheets.variant(row).get(id_)
        return fact.value if fact and fact.value is not None else float("inf")

    opened(page, address + "models/?parameters=7B..70B")
    assert set(shown(page)) == releases(derived, lambda row: 7e9 <= value(row, "parameters") <= 70e9)
    opened(page, address + "models/?fits=24@8")
    assert set(shown(page)) == releases(derived, lambda row: value(row, "memory-8") <= 24)


def test_a_filter_brings_its_column_and_its_sizes(page: Page, address: str, derived: Derived, sheets: Sheets) -> None:
    """Cells of a release speak of the sizes that pass, and these unfold below it."""
    opened(page, address + "models/?fits=10&training-data=released")
    assert columns(page)[1:3] == ["training-data", "level"]
    rows = next(
        rows
        for rows in derived.variants.values()
        if 0 < sum((row.memory is not None and row.memory.weights[4] <= 10) for row in rows) < len(rows) - 1
        and all((c := row.variant.components.get("training-data")) and c.state == "released" for row in rows)
    )
    passing = [row for row in rows if row.memory is not None and row.memory.weights[4] <= 10]
    line = page.locator(f"tr[data-id='{rows[0].model.id}']:not(.part)")
    line.scroll_into_view_if_needed()
    expect(line.locator(".parts")).to_have_text(f"{len(passing)} of {len(rows)} sizes")
    biggest = max(row.memory.weights[4] for row in passing if row.memory)
    expect(line.locator(".k-memory-4")).to_contain_text(sheets.formatter.number("gigabytes", biggest))
    line.locator(".parts").click()
    assert page.locator("tr.part").evaluate_all("rows => rows.map(row => row.dataset.id)") == [r.id for r in passing]
    assert line.locator(".parts").get_attribute("aria-expanded") == "true"
    line.locator(".parts").press(" ")
    assert page.locator("tr.part").count() == 0


def test_an_empty_result_says_which_filter_emptied_it(page: Page, address: str, derived: Derived) -> None:
    opened(page, address + "models/?level=hosted&fits=24")
    assert shown(page) == []
    hosted = len(releases(derived, lambda row: row.level.id == "hosted"))
    offers = page.locator(".empty button").all_inner_texts()
    assert f"Without Fits 24 GB at 4 bits: {hosted}" in offers
    page.locator(".empty button", has_text="Without Fits").click()
    assert query(page) == "?level=hosted"
    assert len(shown(page)) == hosted
    assert not page.locator(".empty").is_visible()


def test_parts_of_an_address_that_are_about_the_visit_are_passed_over(page: Page, address: str) -> None:
    opened(page, address + "models/?h=llama&utm_source=letter&fbclid=1&level=hosted")
    assert page.locator(".problems:visible").count() == 0
    assert shown(page)


def test_text_finds_names_aliases_and_developers(page: Page, address: str, catalog: Catalog) -> None:
    opened(page, address + "models/")
    page.locator("#view-q").press_sequentially("deepseek r1", delay=5)
    found = shown(page)
    assert found
    assert all("deepseek" in id_ or "distill" in id_ for id_ in found)
    assert page.locator("#view-q").input_value() == "deepseek r1", "no key was dropped"
    model = next(model for model in catalog.models.values() if model.aliases)
    opened(page, address + f"models/?text={model.aliases[0]}")
    assert model.id in shown(page)


# --- views survive ----------------------------------------------------------------------------------------------------

# The table of licenses is the lighter one: what both tables share is tried there.
VIEWS = {
    "models/": [
        "?text=llama",
        "?level=open-weights,restricted-weights",
        "?commercial-use=yes&fits=24",
        "?parameters=..30B",
        "?price-out=0.1..2",
        "?columns=level,memory-16,train-on-outputs",
        "?within=90",
        "?marked=bert-base,bert-large&only=marked",
    ],
    "licenses/": [
        "?text=llama",
        "?any-user=prohibited",
        "?type=service-terms&columns=retention,competing-use",
        "?any-user=conditional&sort=-published",
        "?any-region=conditional",
        "?sort=-published",
        "?dense=1",
        "?marked=mit,apache-2.0",
    ],
}


@pytest.mark.parametrize(("path", "view"), [(path, view) for path, views in VIEWS.items() for view in views])
def test_a_view_survives(browser: Browser, page: Page, address: str, path: str, view: str) -> None:
    """Reload, back, forward and another browser show the same rows, columns and order."""

    def state(page: Page) -> tuple[list[str], list[str], list[str]]:
        return (
            shown(page),
            columns(page),
            list(page.eval_on_selector_all(".mark-row:checked", "boxes => boxes.map(box => box.value).sort()")),
        )

    opened(page, address + path)
    plain = state(page)
    opened(page, address + path + view)
    assert page.locator(".problems:visible").count() == 0, page.locator(".problems").inner_text()
    page.wait_for_timeout(100)
    first = state(page)
    assert first != plain or "within" in view or "dense" in view
    check(page, *(("Developer", "meta") if path == "models/" else ("Redistribute", "permitted")))
    changed = address + path + query(page)
    assert changed != address + path + view
    page.go_back()
    assert page.url == address + path + view
    assert state(page) == first
    page.go_forward()
    assert page.url == changed
    page.go_back()
    page.reload()
    page.locator("form.view").wait_for()
    page.wait_for_timeout(100)
    assert state(page) == first
    other = browser.new_context()
    stranger = opened(other.new_page(), address + path + view)
    stranger.wait_for_timeout(100)
    assert state(stranger) == first
    other.close()


def test_the_address_has_one_order(page: Page, address: str) -> None:
    opened(page, address + "models/")
    check(page, "Commercial use", "yes")
    check(page, "Openness", "open-weights")
    one = query(page)
    opened(page, address + "models/")
    check(page, "Openness", "open-weights")
    check(page, "Commercial use", "yes")
    assert query(page) == one


def test_sorting_by_two_columns(page: Page, address: str, derived: Derived) -> None:
    opened(page, address + "models/")
    page.locator("th[data-key='name'] .sort").click()
    page.locator("th[data-key='level'] .sort").click()
    assert query(page) == "?sort=level,name,-released"
    assert page.locator("th[data-key='level']").get_attribute("aria-sort") == "ascending"
    levels = list(derived.catalog.vocabulary["levels"].words)
    of = {id_: min(levels.index(row.level.id) for row in rows) for id_, rows in derived.variants.items()}
    order = [of[id_] for id_ in shown(page)]
    assert order == sorted(order)
    page.locator("th[data-key='size'] .sort").click()
    sizes = {
        id_: [fact.value for row in rows if (fact := row.variant.get("parameters")) and fact.value]
        for id_, rows in derived.variants.items()
    }
    least = [min(sizes[id_], default=float("inf")) for id_ in shown(page)]
    assert least == sorted(least), "the smallest size of each, unknown ones last"
    page.locator("th[data-key='size'] .sort").click()
    most = [max(sizes[id_], default=0) for id_ in shown(page)]
    assert most == sorted(most, reverse=True), "downwards the largest size of each"


def test_every_row_can_be_marked_after_sorting(page: Page, address: str) -> None:
    opened(page, address + "models/")
    page.locator(".mark-row").first.wait_for()
    page.locator("th[data-key='name'] .sort").click()
    assert page.locator("tbody").first.locator("tr").count() == page.locator("tbody").first.locator(".mark-row").count()


def test_an_old_view_still_opens(page: Page, address: str, catalog: Catalog) -> None:
    """A key that a later release no longer knows is named; the rest of the view stands."""
    opened(page, address + "models/?vintage=2020&level=open-weights,wide-open")
    text = page.locator(".problems").inner_text()
    assert "“vintage” is no part of a view" in text
    assert "“wide-open” is no value of “level”" in text
    assert 0 < len(shown(page)) < len(catalog.models)


HOSTILE = [
    "?" + "text=" + "x" * 20_000,
    "?level=%E0%A4%A&commercial-use=%",
    "?text=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
    "?__proto__=1&constructor=2&toString=3",
    "?level=__proto__,constructor",
    "?sort=__proto__",
    "?columns=constructor,toString",
    "?marked=" + ",".join(f"id-{n}" for n in range(600)),
    "?parameters=a..b",
    "?parameters=9..1",
    "?fits=-1",
    "?fits=NaN@99",
    "?within=1e999",
    "?sort=" + "-" * 30,
    "?only=everything",
    "?=&&&==",
    "?columns=%3Cb%3E",
]


# Filters that the table of models alone has.
OF_MODELS = ("?parameters=", "?fits=", "?within=")


@pytest.mark.parametrize(
    ("path", "hostile"),
    [
        (path, hostile)
        for hostile in HOSTILE
        for path in ("models/" if hostile.startswith(OF_MODELS) else "licenses/", "compare/")
    ],
)
def test_a_hostile_address_does_nothing(page: Page, address: str, path: str, hostile: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(dialog.message))
    opened(page, address + path + hostile)
    assert not errors
    assert page.locator("article img[src='x'], .problems img, .chips img").count() == 0
    if path != "compare/":
        page.locator("#view-q").fill("apache")
        assert shown(page), "the table still works"


KEYS = ("level", "text", "sort", "columns", "marked", "fits", "within", "parameters", "dense", "only")
WORD = st.sampled_from([*KEYS, "x", "-level", "level,text", "7B..", "..7B", "1..2", "24@8", "%", "&", "="])
QUERY = st.lists(st.tuples(st.one_of(WORD, st.text(max_size=8)), st.one_of(WORD, st.text(max_size=20))), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(queries=st.lists(QUERY, min_size=20, max_size=40))
def test_any_address_is_read_and_written_again_the_same(
    page: Page, address: str, queries: list[list[tuple[str, str]]]
) -> None:
    """Reading any address raises nothing, and the view that was understood is written in one form only."""
    page.goto(address + "licenses/")
    texts = ["?" + "&".join(f"{quote(key)}={value}" for key, value in pairs) for pairs in queries]
    wrong = page.evaluate(
        """async (texts) => {
            const scripts = document.querySelector("script[src$='js/ajar.js']").src;
            const { read, write } = await import(new URL("state.js", scripts));
            const { facetsOf } = await import(new URL("facets/index.js", scripts));
            const { load, fill } = await import(new URL("data.js", scripts));
            const data = await load("models");
            await fill(data);
            const facets = facetsOf(data, () => {});
            const spec = { columns: ["name", "level"], sort: ["-level"] };
            const known = { column: id => data.columns.has(id), row: id => id.length < 5, parameter: () => false };
            return texts.filter(text => {
                const once = write(read(text, spec, facets, known).state, spec, facets);
                return write(read(once, spec, facets, known).state, spec, facets) !== once;
            });
        }""",
        texts,
    )
    assert not wrong, wrong[:3]


def test_hostile_comparisons(page: Page, address: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for m in (
        "<img src=x onerror=alert(1)>",
        "__proto__,constructor,hasOwnProperty",
        ",".join(f"x{n}" for n in range(700)),
        "../../etc",
        "x" * 9000,
    ):
        opened(page, address + "compare/?m=" + quote(m))
        expect(page.locator(".problems")).to_be_visible()
        assert page.locator(".comparison td").count() == 0
    assert not errors


# --- output -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def clipboard(browser: Browser, address: str) -> Page:
    context: BrowserContext = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], accept_downloads=True
    )
    return context.new_page()


def test_a_view_can_be_taken_along(clipboard: Page, address: str, tmp_path: Path, derived: Derived) -> None:
    """A line for each size that passes, release by release."""
    page = opened(clipboard, address + "models/?license=mit&sort=name&columns=level,price-out")
    ids = [
        row.id
        for entry in shown(page)
        for row in derived.variants[entry]
        if row.variant.governing and row.variant.governing.id == "mit"
    ]
    assert len(ids) > len(shown(page))
    page.locator("summary", has_text="Copy or save").click()

    def copied(name: str) -> str:
        page.locator(".panel button", has_text=name).click()
        expect(page.locator(".panel button", has_text="Copied")).to_have_count(1)
        page.wait_for_timeout(2200)
        return str(page.evaluate("navigator.clipboard.readText()"))

    assert copied("Copy link") == page.url
    markdown = copied("Copy as Markdown table").splitlines()
    assert markdown[0] == "| Name | Openness | Price out |"
    assert len(markdown) == len(ids) + 4
    assert markdown[-1].startswith("From Ajar, 20")
    assert markdown[-1].endswith(f": <{page.url}>")
    names = {row.id: row.variant.name for row in derived.all_variants}
    assert markdown[2].startswith(f"| [{names[ids[0]]}]({address}models/")
    copied("Copy as table for Confluence")
    rich = page.evaluate(
        "navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())"
    )
    assert rich.count("<tr>") == len(ids) + 1
    assert "<script" not in rich
    for kind in ("CSV", "JSON"):
        with page.expect_download() as download:
            page.locator(".panel button", has_text=kind).first.click()
        path = tmp_path / kind
        download.value.save_as(path)
        text = path.read_bytes().decode("utf-8")
        if kind == "CSV":
            rows = list(csv.reader(io.StringIO(text)))
            assert rows[0] == ["Name", "Openness", "Price out", "URL"]
            assert len(rows) == len(ids) + 1
        else:
            assert [row["id"] for row in json.loads(text)] == ids
    page.context.close()


def test_scripts_read_values_as_the_pages_do(page: Page, address: str, sheets: Sheets) -> None:
    """The text that scripts make of the JSON is the text that the build put into the table."""
    opened(page, address + "models/")
    said = page.evaluate(
        """async () => {
            const scripts = document.querySelector("script[src$='js/ajar.js']").src;
            const { load, fill, text } = await import(new URL("data.js", scripts));
            const data = await load("models");
            await fill(data);
            const columns = [...data.columns.values()].filter(column => !column.pair);
            return data.rows.map(row => [
                row.id,
                Object.fromEntries(columns.map(column => [column.id, text(data, column, row[column.id])])),
            ]);
        }"""
    )
    table = tables(sheets)["models"]
    context = PageContext(sheets, "models/")
    items = {table.id_of(item): item for item in table.items}
    wrong = []
    for id_, texts in said:
        for column in table.columns.values():
            if column.pair:
                continue
            built = " ".join(Markup(cell(context, table, column, items[id_])).striptags().split())
            if column.form in ("word", "answer"):
                built = built.lstrip("✓◐✕–!?●⊘○◔ ").strip() or "–"
            if texts[column.id] != built:
                wrong.append(f"{id_} {column.id}: {texts[column.id]!r} is not {built!r}")
    assert not wrong, wrong[:10]


def test_chosen_columns_come_from_the_data(page: Page, address: str, derived: Derived) -> None:
    opened(page, address + "models/?columns=memory-16,verified")
    settled(page)
    assert columns(page) == ["name", "memory-16", "verified"]
    row = next(rows[0] for rows in derived.variants.values() if len(rows) == 1 and rows[0].memory)
    cells = page.locator(f"tr[data-id='{row.model.id}'] td").all_text_contents()
    assert cells[1] == str(row.model.verified)
    assert cells[0].endswith(" GB")
    assert len(Model.card.shown) == 9


def test_a_cell_for_several_sizes_is_the_same_from_the_build_and_from_the_scripts(page: Page, address: str) -> None:
    """What the page brought is what the scripts would make of the same rows."""
    opened(page, address + "models/")
    wrong = page.evaluate(
        """async () => {
            const scripts = document.querySelector("script[src$='js/ajar.js']").src;
            const { load, fill } = await import(new URL("data.js", scripts));
            const { summary } = await import(new URL("summary.js", scripts));
            const data = await load("models");
            await fill(data);
            const rows = Map.groupBy(data.rows, row => row.entry);
            const heads = [...document.querySelectorAll("table[data-view] thead th")].map(head => head.dataset.key);
            const plain = text => text.replace(/\\s+/g, " ").trim();
            return [...document.querySelectorAll("table[data-view] tbody tr")].flatMap(line =>
                heads.slice(1).flatMap((id, place) => {
                    const made = document.createElement("td");
                    made.append(...summary(data, data.columns.get(id), rows.get(line.dataset.id)));
                    const [ours, theirs] = [plain(made.textContent), plain(line.cells[place + 1].textContent)];
                    return ours === theirs ? [] : [`${line.dataset.id} ${id}: ${ours} is not ${theirs}`];
                }));
        }"""
    )
    assert not wrong, wrong[:10]


# --- the comparison ---------------------------------------------------------------------------------------------------


def test_entries_side_by_side(page: Page, address: str, catalog: Catalog) -> None:
    alias = next(model.aliases[0] for model in catalog.models.values() if model.aliases)
    opened(page, address + f"compare/?m=llama-3.1-8b,{alias},mit,nowhere")
    page.locator(".comparison tbody tr").first.wait_for()
    assert page.locator(".comparison thead th").count() == 4
    assert "“nowhere”; it was skipped" in page.locator(".problems").inner_text()
    row = page.locator(".comparison tr[data-key='parameters']")
    assert row.locator("td").first.locator("a.s").count() == 1, "a value comes with its source"
    assert page.locator(".comparison tr.group").count() > 3


def test_only_differences(page: Page, address: str) -> None:
    opened(page, address + "compare/?m=llama-3.1-8b,llama-3.1-70b")
    page.locator(".comparison tbody tr").first.wait_for()
    every = page.locator(".comparison tr[data-key]").count()
    page.locator("#compare-only").check()
    expect(page.locator(".comparison tr[data-key]:not(.differs)")).to_have_count(0)
    assert 0 < page.locator(".comparison tr[data-key]").count() < every
    assert query(page).endswith("&only=differences")
    page.reload()
    page.locator(".comparison tbody tr").first.wait_for()
    assert page.locator("#compare-only").is_checked()


def test_adding_and_removing_by_typing(page: Page, address: str) -> None:
    opened(page, address + "compare/")
    expect(page.locator(".comparison")).to_be_hidden()
    for typed in ("gpt-oss-20b", "Apache 2.0"):
        page.locator("#compare-add").fill(typed)
        page.keyboard.press("Enter")
    page.locator(".comparison thead th").nth(2).wait_for()
    assert query(page) == "?m=gpt-oss-20b,apache-2.0"
    page.locator(".comparison thead button").first.click()
    expect(page.locator(".comparison thead th")).to_have_count(2)
    page.go_back()
    expect(page.locator(".comparison thead th")).to_have_count(3)
    page.locator("#compare-add").fill("no such model")
    page.keyboard.press("Enter")
    expect(page.locator(".problems")).to_contain_text("no such model")


def test_a_name_may_be_written_in_any_way_and_none_is_guessed(page: Page, address: str) -> None:
    opened(page, address + "compare/")
    for typed in ("Llama 3.3 70B", "gpt 4o"):
        page.locator("#compare-add").fill(typed)
        page.keyboard.press("Enter")
    page.locator(".comparison thead th").nth(2).wait_for()
    assert query(page) == "?m=llama-3.3,gpt-4o"
    page.locator("#compare-add").fill("deepsek r1")
    page.keyboard.press("Enter")
    assert query(page) == "?m=llama-3.3,gpt-4o", "nothing is added by itself"
    page.locator(".problems button", has_text="DeepSeek-R1").first.click()
    page.locator(".comparison thead th").nth(3).wait_for()
    assert "deepseek-r1" in query(page)


def test_a_release_of_several_sizes_says_which_one_is_shown(page: Page, address: str) -> None:
    opened(page, address + "compare/?m=llama-3.1")
    expect(page.locator(".problems")).to_contain_text("“llama-3.1” has 3 sizes; Llama 3.1 8B is shown")


def test_a_plain_yes_is_shown_and_differs_from_no_other_yes(page: Page, address: str) -> None:
    opened(page, address + "compare/?m=mit,apache-2.0")
    row = page.locator(".comparison tr[data-key='modify']")
    row.wait_for()
    assert [text.strip() for text in row.locator("td .a").all_inner_texts()] == ["✓ Yes", "✓ Yes"]
    assert "differs" not in (row.get_attribute("class") or "")


def test_a_comparison_from_marks_and_from_an_entry(page: Page, address: str) -> None:
    opened(page, address + "models/?text=llama-3.1")
    for box in page.locator("table[data-view] tbody tr .mark-row").all()[:2]:
        box.check()
    page.locator(".view-bar a", has_text="Compare marked").click()
    page.locator(".comparison thead th").nth(2).wait_for()
    page.goto(address + "licenses/mit/")
    page.locator(".bar a", has_text="Compare").click()
    page.locator(".comparison thead th").nth(1).wait_for()
    assert page.url.endswith("compare/?m=mit")


def test_a_variant_has_its_own_verdict(page: Page, address: str, derived: Derived) -> None:
    """The entry's page tells verdicts for its first size; the comparison tells the size's own."""
    rows = next(
        rows for rows in derived.variants.values() if len({row.verdicts["commercial-use"].answer for row in rows}) > 1
    )
    other = next(
        row for row in rows if row.verdicts["commercial-use"].answer != rows[0].verdicts["commercial-use"].answer
    )
    opened(page, address + f"compare/?m={other.id}")
    cell_ = page.locator(".comparison tr[data-key='commercial-use'] td")
    expect(cell_).to_contain_text(
        derived.catalog.vocabulary["verdict-answers"].words[other.verdicts["commercial-use"].answer].brief
    )


def test_a_comparison_reads_no_page_and_shows_the_sizes_own_facts(
    page: Page, address: str, sheets: Sheets, derived: Derived
) -> None:
    """Values, sources and marks come from the fact files, for a size as its own page line has them."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ids = [row.id for row in derived.variants["qwen2.5"]]
    chosen = [ids[0], ids[-1], "mit"]
    opened(page, address + f"compare/?m={','.join(chosen)}")
    page.locator(".comparison tbody tr").first.wait_for()
    pages = [url for url in asked if url.startswith(address) and urlsplit(url).path.endswith("/")]
    assert len(pages) == 1, "the comparison itself, and no entry's page"
    cells = page.locator(".comparison tr[data-key='parameters'] td")
    sizes = [row.variant.get("parameters") for row in derived.variants["qwen2.5"]]
    for place, size in ((0, sizes[0]), (1, sizes[-1])):
        assert size
        assert size.value
        expect(cells.nth(place)).to_contain_text(sheets.formatter.number("billions", size.value))
        mark = cells.nth(place).locator("a.s").first
        target = page.locator(f"ol.sources > li:nth-child({mark.inner_text().strip()}) a").first
        assert target.get_attribute("href") == derived.catalog.models["qwen2.5"].sources[size.source[0]].url
    listed = page.locator("ol.sources > li").count()
    marks = {int(text) for text in page.locator(".comparison a.s").all_inner_texts()}
    assert marks == set(range(1, listed + 1)), "each mark has its source, each source its mark"


def test_a_comparison_keeps_the_rows_of_a_field_together(page: Page, address: str, derived: Derived) -> None:
    """A second remark stands below the first, whichever of the models has one."""
    two = next(id_ for id_, model in derived.catalog.models.items() if len(model.watch) > 1)
    one = next(id_ for id_, model in derived.catalog.models.items() if len(model.watch) == 1 and model.superseded_by)
    opened(page, address + f"compare/?m={derived.variants[one][0].id},{derived.variants[two][0].id}")
    page.locator(".comparison tbody tr").first.wait_for()
    keys = page.locator(".comparison tbody tr[data-key]").evaluate_all("rows => rows.map(row => row.dataset.key)")
    assert "watch-2" in keys
    assert keys[keys.index("watch") + 1] == "watch-2"


LINKS = sorted(
    {
        (link, path.name)
        for path in (REPO / "docs").rglob("*.md")
        for link in re.findall(r"\(([^()\s]*\?[^()\s]*)\)", path.read_text("utf-8"))
        if "://" not in link and not link.startswith("ajar:")
    }
)


def test_views_that_guides_link_to_open_clean(page: Page, address: str) -> None:
    """A filter that a guide sends its readers to is one that the table still knows, and shows rows."""
    assert LINKS
    for link, name in LINKS:
        folder, _, asked = link.partition("?")
        opened(page, address + f"{folder.strip('./').removesuffix('index.md').strip('/')}/?{asked}")
        told = page.locator(".problems:visible").all_inner_texts()
        assert not told, f"{name}: {link}: {told}"
        assert page.locator("table tbody tr").count(), f"{name}: {link} shows nothing"


# --- without a mouse, without scripts, on a phone ---------------------------------------------------------------------


def test_everything_works_by_keyboard(page: Page, address: str) -> None:
    opened(page, address + "models/")
    page.locator("#view-q").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.locator("details.facet[open] input").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**?commercial-use=*")
    assert "?commercial-use=" in query(page)
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert page.locator("details.facet[open]").count() == 0
    page.locator("th[data-key='name'] .sort").focus()
    page.keyboard.press("Enter")
    assert "sort=name" in query(page)
    page.locator("tbody tr .mark-row").first.focus()
    page.keyboard.press("Space")
    assert "marked=" in query(page)
    page.locator(".chips button").first.focus()
    page.keyboard.press("Enter")
    assert "commercial-use=" not in query(page)
    assert page.evaluate("document.activeElement.id") == "view-q", "focus is not lost with the chip"


def test_counts_are_announced(page: Page, address: str) -> None:
    opened(page, address + "models/")
    check(page, "Openness", "open-weights")
    expect(page.locator("[role=status].sr")).to_contain_text("releases")


def test_rows_laid_out_as_grids_are_still_a_table_to_a_screen_reader(
    page: Page, address: str, derived: Derived
) -> None:
    """Every row is in the accessibility tree, the cells of those near the screen with it."""
    opened(page, address + "models/")
    rows = len(shown(page))
    assert rows == len(derived.variants)
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes if not node.get("ignored")]
    assert roles.count("table") + roles.count("grid") == 1
    assert roles.count("row") == rows + 1
    assert roles.count("columnheader") == len(Model.card.shown)
    near = roles.count("rowheader")
    assert near > 10
    assert roles.count("cell") + roles.count("gridcell") == near * (len(Model.card.shown) - 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "url",
    [
        "models/?text=llama&parameters=1B..",
        "licenses/?type=model",
        "compare/?m=llama-3.1-8b,mit,gpt-4",
        "views/retiring-soon/",
    ],
)
def test_views_are_accessible(browser: Browser, address: str, url: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + url)
    if "views/" not in url:
        page.locator("form.view").wait_for()
        page.locator("form.view summary, .comparison tbody tr").first.wait_for()
    found = Axe().run(page, options=WCAG).response["violations"]
    if page.locator("details.facet").count():
        page.locator("details.facet summary").first.click()
        # The open panel lies over the table, whose links it partly hides: only the controls are looked at.
        found += Axe().run(page, context=".view-room", options=WCAG).response["violations"]
    told = [
        f"{item['id']}: {node['html'][:150]} {node.get('failureSummary', '')[:200]}"
        for item in found
        for node in item["nodes"][:3]
    ]
    assert not told, told
    context.close()


@pytest.mark.parametrize("url", ["models/?level=open-weights", "licenses/", "compare/?m=llama-3.1-8b,qwen3-8b,gpt-4"])
def test_a_phone_is_enough(browser: Browser, address: str, url: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = opened(context.new_page(), address + url)
    page.locator("table tbody tr").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    small = page.eval_on_selector_all(
        ".view summary, .view input, .view select, .view button, .view-bar summary, .view-bar button, "
        ".chips button, .mark-row, .grid .sort, .comparison button",
        """items => items
            .filter(item => item.checkVisibility() && item.getClientRects().length)
            .map(item => [item.outerHTML.slice(0, 80), (item.closest("label") ?? item).getBoundingClientRect()])
            .filter(([, box]) => box.height < 24 || box.width < 24)
            .map(([html]) => html)""",
    )
    assert not small, small
    if "compare" in url:
        box = page.locator("[data-compare] .scroll")
        assert box.evaluate("box => box.scrollWidth > box.clientWidth")
        assert "mandatory" in box.evaluate("box => getComputedStyle(box).scrollSnapType")
    context.close()


def test_a_cell_of_a_license_shows_its_clause(page: Page, address: str, catalog: Catalog) -> None:
    """By key and by mouse, in cells that the page brought and in those that scripts made."""
    opened(page, address + "licenses/?columns=commercial-use,governing-law")
    for term in ("commercial-use", "governing-law"):
        found = catalog.licenses["llama-3.1-community"].terms[term]
        says = found.condition.says if found.condition else found.says or ""
        cell_ = page.locator("tr[data-id='llama-3.1-community'] a.cell").nth(0 if term == "commercial-use" else 1)
        cell_.focus()
        expect(page.locator("#source-card")).to_have_text(f"Clause {found.clause}: {says}")
        page.keyboard.press("Escape")
        cell_.hover()
        expect(page.locator("#source-card")).to_contain_text(says)
        page.mouse.move(0, 0)


def test_without_scripts_views_are_plain_pages(browser: Browser, address: str, catalog: Catalog) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for slug in (
        "open-weights-commercial",
        "fits-24-gb",
        "fully-open",
        "limits-on-users",
        "retiring-soon",
        "terms-of-service",
        "outputs-may-train",
    ):
        page.goto(address + f"views/{slug}/")
        assert page.locator("figure.live tbody tr").count() > 0, slug
    page.goto(address + "licenses/")
    assert page.locator("table[data-view] tbody tr").count() == len(catalog.licenses)
    assert page.locator("form.view").count() == 0
    page.goto(address + "compare/")
    assert "without it" in page.locator("article").inner_text().lower()
    assert page.locator("article a[href*='views/']").count() >= 5
    context.close()


def test_scripts_start_once_where_the_theme_swaps_pages(page: Page, address: str) -> None:
    opened(page, address + "models/")
    again = "import(document.querySelector(\"script[src$='js/ajar.js']\").src.replace('ajar.js', 'view.js'))"
    page.evaluate(f"{again}.then(view => view.start(document.querySelector('table[data-view]')))")
    page.wait_for_timeout(100)
    assert page.locator("form.view").count() == 1
    assert page.locator("th[data-key='name'] .sort").count() == 1
