"""Figures: what they count is what the catalog holds, and what they draw can be read, measured in a browser."""

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from ajar.derive import derive
from ajar.facts.sheets import Sheets
from ajar.load import load
from ajar.pages import figures
from ajar.pages.context import PageContext
from ajar.pages.figures import frame, levels, limits, memory, retirements, scores
from ajar.pages.models import level_counts
from ajar.settings import Settings
from conftest import needs_chromium
from playwright.sync_api import Browser
from samples import sample, write

DAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def p() -> PageContext:
    """A page of the real catalog."""
    root = Path(__file__).resolve().parent.parent
    return PageContext(Sheets(derive(load(root / "catalog"), Settings(day=DAY))), "")


def page(tmp_path: Path, **models: dict[str, object]) -> PageContext:
    """A page of the sample catalog with its models changed or added to."""
    entries = sample()
    for id_, fields in models.items():
        known = entries["models"].get(id_.replace("_", "-"), entries["models"]["hosted"])
        entries["models"][id_.replace("_", "-")] = known | {"name": id_} | fields
    return PageContext(Sheets(derive(load(write(tmp_path, entries)), Settings(day=DAY))), "")


# --- counts agree with the catalog ------------------------------------------------------------------------------------


def test_levels_by_year_count_each_dated_model_once_a_level(p: PageContext) -> None:
    counts = level_counts(p.derived)
    undated: Counter[str] = Counter()
    for variants in p.derived.variants.values():
        dated = {item.level.id for item in variants if item.variant.released}
        undated.update({item.level.id for item in variants} - dated)
    for label, *by_year in levels.by_year(p).rows:
        level = next(id_ for id_, word in p.catalog.vocabulary.levels.items() if word.label == label)
        # A size of a second year counts in that year too, so the sum may be more, never less.
        assert sum(int(count or 0) for count in by_year) >= counts[level] - undated[level], label


def test_the_finding_on_levels_counts_what_the_rows_hold(tmp_path: Path) -> None:
    p = page(tmp_path, later={"released": "2026-02-01"})
    figure = levels.by_year(p)
    assert figure.finding == ("0 of 1 releases of 2026 in the catalog are open weights or freer; of 2025, 2 of 3")
    by_level = {str(row[0]): row[1:] for row in figure.rows}
    assert by_level["Hosted only"] == [1, 1]
    assert by_level["Open science"] == [1, 0]


def test_license_limits_have_every_license_of_weights(p: PageContext) -> None:
    used = {item.variant.license["weights"].id for item in p.derived.all_variants if "weights" in item.variant.license}
    rows = limits.of_licenses(p).rows
    assert sorted(str(row[0]) for row in rows) == sorted(p.catalog.licenses[id_].short for id_ in used)
    assert sum(int(row[1] or 0) for row in rows) == sum("weights" in v.variant.license for v in p.derived.all_variants)


def test_license_terms_and_verdicts_add_up(p: PageContext) -> None:
    of_terms = figures.FIGURES["license-terms"](p).rows
    assert len({sum(int(count or 0) for count in row[1:]) for row in of_terms}) == 1
    assert sum(int(row[1] or 0) for row in figures.FIGURES["claim-verdicts"](p).rows) == len(p.catalog.claims)


def test_memory_has_every_size_that_is_known(p: PageContext) -> None:
    known = [item for item in p.derived.all_variants if item.memory is not None]
    rows = memory.by_parameters(p).rows
    assert 0 < len(rows) <= len(known)
    assert {row[0] for row in rows} <= {item.variant.name for item in known}


def test_components_released_are_at_most_those_checked(p: PageContext) -> None:
    for component, year, released, checked in figures.FIGURES["components-by-year"](p).rows:
        assert 0 <= int(released or 0) <= int(checked or 0) <= len(p.catalog.models), (component, year)


def test_retirements_are_the_events_of_the_catalog(p: PageContext) -> None:
    days = {str(e.date) for m in p.catalog.models.values() for e in m.life if e.event in ("retired", "retirement")}
    assert {row[2] for row in retirements.timeline(p).rows} == days


def test_an_end_is_announced_or_past_by_the_day_of_the_build(tmp_path: Path) -> None:
    ahead = {"event": "retirement", "date": "2027-01-31"}
    past = {"event": "retired", "date": "2026-10-01"}
    found = retirements.timeline(page(tmp_path, first={"life": [past]}, second={"life": [ahead]})).rows
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("second", "2027-01-31", "announced"),
        ("first", "2026-10-01", "past"),
    ]


def test_a_figure_of_a_developer_needs_three_dated_releases(tmp_path: Path) -> None:
    p = page(tmp_path)
    maker = p.catalog.developers["maker"]
    figure = levels.of_developer(p, maker)
    assert figure
    assert figure.finding == "2 of 3 dated releases of Maker since 2025 are open weights or freer"
    entries = sample()
    del entries["models"]["hosted"]["released"]
    less = PageContext(Sheets(derive(load(write(tmp_path / "less", entries)))), "")
    assert levels.of_developer(less, less.catalog.developers["maker"]) is None


def test_scores_compare_one_benchmark_in_one_setting(p: PageContext) -> None:
    (benchmark, setting, _), found = scores._most(p)
    results = [r for m in p.catalog.models.values() for r in m.results]
    assert 0 < len(found) <= sum(r.benchmark == benchmark and r.setting == setting for r in results)
    hosted = {item.name for item in found if not item.open}
    given = {v.variant.name for v in p.derived.all_variants if v.variant.components.get("weights")}
    out = {v.variant.name for v in p.derived.all_variants if v.variant.can_have}
    assert hosted & given
    assert not hosted & out
    best = max(item.score for item in found)
    assert best in {cell for row in scores.by_openness(p).rows for cell in row}


def test_figures_stand_on_an_empty_catalog(tmp_path: Path) -> None:
    entries = sample()
    entries["models"] = {"hosted": entries["models"]["hosted"]}
    for folder in ("claims", "tradeoffs", "terms"):
        entries[folder] = {}
    p = PageContext(Sheets(derive(load(write(tmp_path, entries)))), "")
    for name in figures.FIGURES:
        assert f'id="figure-{name}"' in figures.html(name, p), name


def test_every_figure_has_its_file_and_cites_itself(p: PageContext) -> None:
    files = dict(figures.files(p.sheets))
    for name, make in figures.FIGURES.items():
        html, figure = figures.html(name, p), make(p)
        path = f"assets/data/figures/{name}.csv"
        assert html.count(f'href="{path}"') >= 1
        assert f"{DAY}, https://ajar.example/#figure-{name}." in html
        assert len(list(csv.reader(io.StringIO(files[path])))) == len(figure.rows) + 1
        assert not figure.finding.endswith(".")


def test_text_is_escaped(tmp_path: Path) -> None:
    p = page(tmp_path, first={"name": 'One & "two"', "life": [{"event": "retired", "date": "2026-10-01"}]})
    assert "One &amp; &#34;two&#34;</text>" in figures.html("retirements", p)


def test_lines_of_text_fit_their_room() -> None:
    assert frame.wrapped("Training on outputs", 60) == ["Training", "on", "outputs"]
    assert all(frame.width_of(line) <= 80 for line in frame.wrapped("Any field of use", 80))


# --- what the browser shows -------------------------------------------------------------------------------------------

PLACES = {
    "levels-by-year": ("", "guides/definitions/"),
    "price-by-level": ("guides/navigating/",),
    "memory-by-parameters": ("guides/compute/",),
    "license-terms": ("guides/licensing/",),
    "license-limits": ("licenses/", "guides/licensing/"),
    "retirements": ("guides/support/",),
    "components-by-year": ("guides/transparency/",),
    "claim-verdicts": ("about/claims/",),
    "scores-by-openness": ("guides/benchmarking/",),
    "releases-of-openai": ("developers/openai/",),
    "releases-of-mistral": ("developers/mistral/",),
}
MEASURE = """figure => {
  const svg = [...figure.querySelectorAll(":scope > svg")].filter(item => item.getBoundingClientRect().width);
  if (svg.length !== 1) return [`${svg.length} drawings are shown`];
  const frame = svg[0].getBoundingClientRect(), found = [];
  const scale = frame.width / svg[0].viewBox.baseVal.width;
  if (frame.right > innerWidth) found.push("the drawing is wider than the window");
  const texts = [...svg[0].querySelectorAll("text")].map(text => [text.textContent, text.getBoundingClientRect(),
    parseFloat(getComputedStyle(text).fontSize) * scale]);
  for (const [says, box, size] of texts) {
    if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1
      || box.bottom > frame.bottom + 1) found.push(`cut off: ${says}`);
    if (size < 13) found.push(`${size} px: ${says}`);
  }
  for (const [number, [says, a]] of texts.entries()) for (const [other, b] of texts.slice(0, number)) {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    // The box of a text has room above and below its letters.
    if (wide > 1 && high > 3) found.push(`${says} on ${other}`);
  }
  for (const part of figure.querySelectorAll(":scope > :not(svg) *"))
    if (part.innerText && part.checkVisibility() && parseFloat(getComputedStyle(part).fontSize) < 13)
      found.push(`small: ${part.innerText}`);
  return found;
}"""


@needs_chromium
@pytest.mark.parametrize("width", [360, 1280])
def test_texts_of_figures_can_be_read(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    shown = context.new_page()
    for name, urls in PLACES.items():
        for url in urls:
            shown.goto(f"{address}{url}")
            figure = shown.locator(f"#figure-{name}")
            assert figure.evaluate(MEASURE) == [], f"{name} at {url or 'home'}"
            assert shown.evaluate("document.documentElement.scrollWidth") <= width, url
    context.close()


@needs_chromium
def test_every_figure_is_measured() -> None:
    assert {name for name in PLACES if not name.startswith("releases-of-")} == set(figures.FIGURES)


@needs_chromium
def test_data_of_a_figure_can_be_had(browser: Browser, address: str) -> None:
    context = browser.new_context()
    shown = context.new_page()
    shown.goto(f"{address}guides/definitions/")
    href = shown.locator("#figure-levels-by-year .under > a").first.get_attribute("href")
    answer = shown.request.get(f"{address}guides/definitions/{href}")
    assert answer.ok
    assert answer.text().startswith("Level,")
    context.close()
