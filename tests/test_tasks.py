"""What readers come to do, done as they would: every click is counted, typing is none."""

from dataclasses import dataclass

import pytest
from ajar.derive import Derived
from conftest import needs_chromium
from playwright.sync_api import Locator, Page, expect

pytestmark = needs_chromium


@dataclass
class Reader:
    """Somebody at the home page; `clicks` counts what they clicked."""

    page: Page
    address: str
    clicks: int = 0

    def click(self, target: Locator | str) -> None:
        (self.page.locator(target).first if isinstance(target, str) else target).click()
        self.clicks += 1

    def tab(self, name: str) -> None:
        self.click(self.page.locator(".md-tabs a", has_text=name).first)

    def search(self, text: str) -> Locator:
        """The first hit of a search that is typed into the home page's field."""
        self.page.locator("form.ask input").press_sequentially(text, delay=20)
        hit = self.page.locator("[role=option]").first
        hit.wait_for()
        return hit

    def choose(self, facet: str, value: str) -> None:
        """Open a filter and tick one of its boxes: two clicks."""
        panel = self.page.locator("form.view details.facet", has=self.page.locator("summary", has_text=facet)).first
        self.click(panel.locator("summary"))
        self.click(panel.locator(f"input[value='{value}']"))

    def rows(self) -> list[str]:
        self.page.wait_for_function("() => !document.querySelector('table[data-view][aria-busy]')")
        rows = self.page.locator("table[data-view] tbody tr:not(.part)")
        return [str(id_) for id_ in rows.evaluate_all("rows => rows.map(row => row.dataset.id)")]


@pytest.fixture
def reader(page: Page, address: str) -> Reader:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    return Reader(page, address)


def test_may_a_firm_in_germany_ship_llama_4(reader: Reader) -> None:
    reader.click(reader.search("Llama 4"))
    banner = reader.page.locator(".banner-bad")
    expect(banner).to_contain_text("Not everybody may use it: EU")
    assert banner.bounding_box()["y"] < 400  # type: ignore[index]
    assert reader.clicks <= 2


def test_one_card_commercial_and_tuned(reader: Reader, derived: Derived) -> None:
    reader.click(reader.page.locator(".doors a", has_text="What runs on my hardware?"))
    reader.page.locator("form.view").wait_for()
    reader.choose("Commercial use", "yes")
    reader.choose("Modify and fine-tune", "yes")
    assert reader.clicks <= 5
    wanted = {
        row.model.id
        for row in derived.all_variants
        if row.memory
        and row.memory.weights[4] <= 24
        and row.variant.status == "available"
        and row.verdicts["commercial-use"].answer == row.verdicts["modify"].answer == "yes"
    }
    assert set(reader.rows()) == wanted
    expect(reader.page.locator("th[data-key='memory-4']")).to_be_in_viewport()


def test_a_start_up_with_two_hundred_million_users(reader: Reader) -> None:
    reader.click(reader.search("Kimi K2"))
    expect(reader.page.locator(".look")).to_contain_text("100")
    assert reader.clicks <= 2


def test_which_models_publish_their_training_data(reader: Reader, derived: Derived) -> None:
    reader.tab("Models")
    reader.page.locator("form.view").wait_for()
    reader.choose("Training data", "released")
    assert reader.clicks <= 3
    wanted = {
        row.model.id
        for row in derived.all_variants
        if (part := row.variant.components.get("training-data")) and part.state == "released"
    }
    assert set(reader.rows()) == wanted
    expect(reader.page.locator("th[data-key='training-data']")).to_be_in_viewport()


def test_is_gpt_4o_still_there_and_what_follows_it(reader: Reader) -> None:
    reader.click(reader.search("gpt-4o"))
    expect(reader.page.locator(".chips-row")).to_contain_text("ends 2027-01-14")
    expect(reader.page.locator(".byline")).to_contain_text("superseded by GPT-5")
    assert reader.clicks <= 2


def test_the_cheapest_hosted_model_whose_outputs_may_train(reader: Reader, derived: Derived) -> None:
    reader.click(reader.page.locator(".doors a", has_text="What may I train on it?"))
    reader.page.locator("form.view").wait_for()
    reader.click(reader.page.locator("details.more > summary"))
    panel = reader.page.locator("form.view details.facet", has=reader.page.locator("summary", has_text="Context")).first
    reader.click(panel.locator("summary"))
    panel.locator("input").first.fill("200K")
    panel.locator("input").first.press("Enter")
    reader.click(reader.page.locator("th[data-key='price'] .sort"))
    assert reader.clicks <= 4
    fitting = [
        row
        for row in derived.all_variants
        if row.variant.status == "available"
        and row.verdicts["train-on-outputs"].answer == "yes"
        and (context := row.variant.get("context"))
        and (context.value or 0) >= 200_000
    ]
    assert set(reader.rows()) == {row.model.id for row in fitting}
    cheapest = min((row for row in fitting if row.quote), key=lambda row: (row.quote and row.quote.input) or 0)
    assert cheapest.model.id in reader.rows()[:3]


def test_three_models_side_by_side_on_their_license(reader: Reader) -> None:
    reader.tab("Compare")
    for name in ("DeepSeek-R1", "Llama 3.3 70B", "Claude Opus 4.5"):
        reader.page.locator("#compare-add").fill(name)
        reader.page.keyboard.press("Enter")
    reader.page.locator(".comparison thead th").nth(3).wait_for()
    cells = reader.page.locator(".comparison tr[data-key='commercial-use'] td")
    expect(cells.first).to_contain_text("Yes")
    assert reader.clicks <= 4


@pytest.mark.parametrize(
    ("typed", "found"),
    [("gpt-5", "GPT-5"), ("claude 3", "Claude 3"), ("mistral 7b", "Mistral 7B"), ("llama 2", "Llama 2")],
)
def test_a_known_name_is_the_first_hit(reader: Reader, typed: str, found: str) -> None:
    expect(reader.search(typed)).to_contain_text(found)


def test_what_does_open_weights_mean(reader: Reader) -> None:
    reader.click(reader.search("open weights"))
    expect(reader.page.locator("h1")).to_have_text("Open weights")
    assert "/terms/" in reader.page.url
    assert reader.clicks <= 1


def test_what_a_hospital_may_run_itself(reader: Reader) -> None:
    reader.click(reader.search("hospital"))
    assert reader.page.url.endswith("/guides/navigating/#case-confidential")
    case = reader.page.locator("#case-confidential")
    expect(case).to_be_in_viewport()
    assert case.locator("xpath=following::a[contains(@href, '/models/')]").count()
    assert reader.clicks <= 4


def test_licenses_that_forbid_training_on_outputs(reader: Reader, derived: Derived) -> None:
    reader.tab("Licenses")
    reader.page.locator("form.view").wait_for()
    reader.choose("Train on outputs", "prohibited")
    wanted = {
        license_.id
        for license_ in derived.catalog.licenses.values()
        if (term := license_.terms.get("train-on-outputs")) and term.answer == "prohibited"
    }
    assert set(reader.rows()) == wanted
    expect(reader.page.locator("th[data-key='train-on-outputs']")).to_be_in_viewport()
    assert reader.clicks <= 3


def test_what_ends_soon(reader: Reader, derived: Derived) -> None:
    reader.click(reader.page.locator(".doors a", has_text="What ends soon?"))
    ending = {row.model.id for row in derived.all_variants if row.variant.status == "deprecated"}
    rows = reader.page.locator("figure.live tbody tr")
    assert rows.count() >= len(ending)
    assert reader.clicks <= 2


def test_cite_a_page(reader: Reader) -> None:
    reader.page.goto(reader.address + "models/olmo-3/")
    reader.click(reader.page.locator("summary", has_text="Cite"))
    expect(reader.page.locator(".bar")).to_contain_text("@")
    assert reader.clicks <= 1


def test_link_to_one_fact(reader: Reader) -> None:
    reader.page.goto(reader.address + "models/olmo-3/")
    reader.click(reader.page.locator("#training-data a[href='#training-data']"))
    assert reader.page.url.endswith("#training-data")
    assert reader.clicks <= 1


def test_what_changed_and_how_to_follow_it(reader: Reader) -> None:
    reader.click(reader.page.locator("a[href='changes/']", has_text="All changes"))
    expect(reader.page.locator("h1")).to_have_text("What changed")
    reader.click(".subscribe > summary")
    feed = reader.page.locator(".subscribe a[type='application/atom+xml']").first
    expect(feed).to_be_visible()
    answer = reader.page.request.get(str(feed.evaluate("link => link.href")))
    assert answer.ok
    assert "<entry>" in answer.text()
    assert reader.clicks <= 2


def test_which_model_is_best_at_a_test(reader: Reader, derived: Derived) -> None:
    reader.click(reader.search("gpqa diamond"))
    scores = reader.page.locator("table .bar-of, .scores tbody tr")
    assert scores.count() or reader.page.locator("#in-models, h2", has_text="Scores").count()
    assert reader.clicks <= 1


def test_on_a_phone_a_tick_shows_how_much_it_leaves(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 360, "height": 740})
    reader.page.goto(reader.address + "models/")
    reader.page.locator("form.view").wait_for()
    reader.click(reader.page.locator("details.more > summary"))
    reader.choose("Commercial use", "yes")
    shown = len(reader.rows())
    button = reader.page.locator(".to-table")
    expect(button).to_be_in_viewport()
    expect(button).to_have_text(f"Show {shown}")
    reader.click(button)
    expect(reader.page.locator("table[data-view] tbody tr").first).to_be_in_viewport()


def test_report_and_trust(reader: Reader) -> None:
    reader.page.goto(reader.address + "models/olmo-3/")
    expect(reader.page.locator(".verified")).to_contain_text("Verified 20")
    assert "/issues/new" in str(reader.page.locator(".bar a", has_text="Report a wrong fact").get_attribute("href"))
