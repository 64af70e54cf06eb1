"""Generated pages beside the model's: licenses, trade-offs, terms, benchmarks, claims, and what every page has."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from ajar.build import Builder
from ajar.catalog import Catalog
from ajar.outputs.redirects import redirects
from ajar.settings import Settings
from ajar.site import Site
from bs4 import BeautifulSoup, Tag
from conftest import html, needs_chromium, serving
from playwright.sync_api import Browser
from samples import sample, write

SETTINGS = Settings(site_url="https://ajar.example/docs/")


def built(root: Path, **entries: dict[str, dict[str, object]]) -> Site:
    """The sample site with fields of some entries changed: `licenses={"bound": {"predecessor": "free"}}`."""
    data = sample()
    for folder, found in entries.items():
        for id_, fields in found.items():
            data[folder].setdefault(id_, {}).update(fields)
    return Builder(write(root, data)).build(SETTINGS)


def article(site: Site, url: str) -> BeautifulSoup:
    return BeautifulSoup(site.pages[url].html, "lxml")


def lines(page: BeautifulSoup, column: str) -> list[str]:
    section = page.find("section", {"aria-labelledby": column})
    assert isinstance(section, Tag)
    return [" ".join(item.get_text().split()) for item in section.find_all("li")]


EITHER = {"says": "Very large.", "users": 100e6, "revenue-usd": 20e6, "per": "month"}


def test_a_license_says_its_numbers_first(tmp_path: Path) -> None:
    """Permissions, conditions and limits with sign, number and clause; what is silent is folded."""
    terms = sample()["licenses"]["bound"]["terms"]
    terms |= {
        "show-attribution": {"is": "conditional", "clause": "4", "condition": EITHER},
        "any-region": {"is": "conditional", "clause": "5", "condition": {"says": "Not there.", "regions": ["EU"]}},
        "terminate": {"is": "reserved", "clause": "6"},
    }
    page = article(built(tmp_path, licenses={"bound": {"terms": terms}}), "licenses/bound/")
    assert any(line.startswith("✓Yes: Commercial use 1") for line in lines(page, "permissions"))
    assert "◐With conditions: Show attribution above 100 M users or $20 M revenue a month 41" in lines(
        page, "conditions"
    )
    limits = lines(page, "limits")
    assert "◐With conditions: Users up to 700 M users a month 21" in limits
    assert "◐With conditions: Regions not in EU 51" in limits
    assert "✕No: Train on outputs 31" in limits
    assert "!Yes: They may: end the license 61" in limits
    silent = page.select_one("details.silent")
    assert silent is not None
    assert not silent.has_attr("open")
    assert silent.find(id="indemnity")
    assert not silent.find(id="commercial-use")
    assert "not legal advice" in page.get_text()


def test_every_line_of_a_license_leads_to_its_clause(site: Path, catalog: Catalog) -> None:
    for license_ in catalog.licenses.values():
        page = BeautifulSoup((site / license_.url / "index.html").read_text("utf-8"), "lxml")
        for link in page.select(".side li > a:not(.s)"):
            assert page.find("tr", id=str(link["href"])[1:]), f"{license_.path}: {link['href']}"
        for group in catalog.vocabulary.term_groups:
            types = catalog.vocabulary.term_groups[group].types
            if not types or license_.type.value in types:
                assert page.find(id=group), f"{license_.path}: no anchor {group}"


def test_claims_never_stand_without_their_verdict(site: Path, catalog: Catalog) -> None:
    """Lists of any page: what leads to a claim by its title has the verdict before it."""
    labels = {id_: word.label for id_, word in catalog.vocabulary["claim-verdicts"].words.items()}
    claims = {claim.url: claim for claim in catalog.claims.values()}
    seen = 0
    for folder in ("developers", "datasets", "models", "terms", "licenses", "benchmarks"):
        for path in (site / folder).rglob("index.html"):
            text = path.read_text("utf-8")
            if "claims/#" not in text:
                continue
            for link in BeautifulSoup(text, "lxml").select("article a[href*='claims/#']"):
                claim = claims["claims/#" + str(link["href"]).partition("#")[2]]
                before = link.find_previous_sibling("span", class_="a")
                assert before, f"{path}: {claim.name} without a verdict"
                assert labels[claim.verdict] in before.get_text()
                seen += 1
    assert seen > 20
    page = BeautifulSoup((site / "claims/index.html").read_text("utf-8"), "lxml")
    for claim in catalog.claims.values():
        heading = page.find(id=f"{claim.id}-name")
        assert heading is not None
        assert " ".join(heading.get_text().split()).split(" ", 1)[1].startswith(labels[claim.verdict]), claim.path


def test_an_address_of_a_claim_has_a_title_of_its_own(tmp_path: Path) -> None:
    site = built(tmp_path)
    page = BeautifulSoup(str(site.files["claims/first-claim/index.html"]), "lxml")
    assert page.title is not None
    assert page.title.get_text() == "Wrong: First claim"
    described = page.find("meta", {"name": "description"})
    assert isinstance(described, Tag)
    assert described["content"] == "Something was said. It was not so."
    preview = page.find("meta", {"property": "og:title"})
    assert isinstance(preview, Tag)
    assert preview["content"] == "Wrong: First claim"
    assert "claims/first-claim/" in redirects(site.catalog)


SCORES = {
    "results": [
        {"benchmark": "quiz", "score": 71.5, "setting": "5-shot", "reported-by": "maker", "source": "page"},
    ]
}
BETTER = {"results": [{**SCORES["results"][0], "score": 88, "setting": "thinking"}]}


def test_a_benchmark_shows_its_scores_the_best_first(tmp_path: Path) -> None:
    site = built(tmp_path, models={"open-one": SCORES, "hosted": BETTER})
    rows = article(site, "benchmarks/quiz/").select("table.scores tbody tr")
    assert [row.th.get_text() for row in rows if row.th] == ["Hosted", "Open One"]
    bars = [float(str(bar["width"])) for row in rows for bar in row.select("rect.mark")]
    assert bars == [88.0, 71.5]
    assert "thinking" in rows[0].get_text()
    assert rows[0].select("a[href='../../models/hosted/']")
    assert rows[0].select("a[href='../../developers/maker/']")
    assert rows[0].select("a.s")


def test_models_of_a_developer_have_level_day_and_status(tmp_path: Path) -> None:
    rows = article(built(tmp_path), "developers/maker/").select("table.releases tbody tr")
    told = {row.th.get_text(): [cell.get_text().strip() for cell in row.find_all("td")] for row in rows if row.th}
    assert told["Open One"] == ["Open science", "2025-03-01", "Available"]
    assert len(told) == 3


def test_a_term_begins_with_its_definition(tmp_path: Path) -> None:
    site = built(tmp_path)
    page = article(site, "terms/door/")
    lead = page.find(id="definition")
    assert isinstance(lead, Tag)
    assert lead.get_text().startswith("What opens.")
    assert lead.find_previous("h1")
    assert not lead.find_previous("h2")
    glossary = article(site, "terms/")
    assert site.pages["terms/"].title == "Glossary"
    assert glossary.select_one("nav.letters a[href='#letter-d']")
    assert glossary.select_one("#letter-d ~ dl dt#door")


def test_a_trade_off_shows_both_sides(tmp_path: Path) -> None:
    site = built(tmp_path)
    for url, prefix in (("tradeoffs/", "cost-"), ("tradeoffs/cost/", "")):
        page = article(site, url)
        sides = [page.find(id=f"{prefix}{id_}") for id_ in ("open-side", "closed-side", "flips")]
        assert all(isinstance(side, Tag) and side.select("a.s") for side in sides), url


def test_what_never_could_be_used_does_not_end(tmp_path: Path) -> None:
    gone = {"components": {"weights": "not-released"}, "license": {}}
    site = built(tmp_path, models={"hosted": {"status": "never-released", **gone}})
    assert "any more" not in site.pages["models/hosted/"].html
    assert "never released" in site.pages["models/hosted/"].html


# --- what every generated page has ------------------------------------------------------------------------------------


def test_every_page_says_how_to_cite_it(tmp_path: Path) -> None:
    site = built(tmp_path, models={"open-one": {"name": "Open & One_1"}})
    for url, page in site.pages.items():
        cites = BeautifulSoup(page.html, "lxml").select("details.cite")
        assert len(cites) == (0 if url == "" else 1), url
        if cites:
            assert f"https://ajar.example/docs/{url}" in cites[0].get_text()
            assert str(SETTINGS.day) in cites[0].get_text()
    entry = article(site, "models/open-one/").select_one(".cite pre")
    assert entry is not None
    assert entry.get_text().splitlines()[0] == "@misc{ajar-models-open-one,"
    assert r"title = {{Open \& One\_1}}" in entry.get_text()


def test_every_row_and_heading_links_to_itself(tmp_path: Path) -> None:
    for url, page in built(tmp_path).pages.items():
        soup = BeautifulSoup(page.html, "lxml")
        for row in soup.select("table.facts tbody tr[id]"):
            here = row.select_one("a.here")
            assert here is not None, f"{url}: {row['id']}"
            assert here["href"] == f"#{row['id']}"
            assert here["aria-label"]
        for heading in page.headings:
            place = soup.find(id=heading.id)
            assert place is not None
            assert place.select(f"a.here[href='#{heading.id}']"), f"{url}: {heading.id}"


TYPES = {
    "models": "SoftwareApplication",
    "licenses": "CreativeWork",
    "developers": "Organization",
    "datasets": "Dataset",
    "benchmarks": "Dataset",
    "tradeoffs": "Article",
    "terms": "DefinedTerm",
}


def linked(site: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for folder in TYPES:
        for path in (site / folder).rglob("index.html"):
            text = path.read_text("utf-8")
            if 'http-equiv="refresh"' not in text:
                tag = html(path).css_first("script[type='application/ld+json']")
                yield path.parent.relative_to(site).as_posix(), json.loads(tag.text())


def test_every_page_has_linked_data(site: Path) -> None:
    found = dict(linked(site))
    for url, data in found.items():
        folder, _, id_ = url.partition("/")
        of_list = "DefinedTermSet" if folder == "terms" else "Dataset"
        assert data["@type"] == (TYPES[folder] if id_ else of_list), url
        assert data["name"], url
        page = data["mainEntityOfPage"]
        assert isinstance(page, dict)
        steps = [step["item"] for step in page["breadcrumb"]["itemListElement"]]
        assert steps[0] == "https://ajar.example/", url
        assert steps[-1] == f"https://ajar.example/{url}/", url
        assert len(steps) == (3 if id_ else 2), url
    assert len(found) > 300


def test_linked_data_names_what_it_knows(tmp_path: Path) -> None:
    site = built(tmp_path, benchmarks={"quiz": {"developer": "maker"}})
    data = {url: json.loads(page.json_ld or "{}") for url, page in site.pages.items()}
    assert data["terms/door/"]["inDefinedTermSet"]["url"] == "https://ajar.example/docs/terms/"
    assert data["terms/door/"]["description"] == "What opens."
    assert data["licenses/free/"]["publisher"]["name"] == "Somebody"
    assert data["licenses/free/"]["url"] == "https://example.org/text"
    assert data["benchmarks/quiz/"]["creator"]["name"] == "Maker"
    assert [answer["text"] for answer in data["tradeoffs/cost/"]["mainEntity"]["suggestedAnswer"]] == [
        "One.",
        "Other.",
        "Volume.",
    ]
    assert data[""]["@type"] == "WebSite"


# --- in a browser -----------------------------------------------------------------------------------------------------


@needs_chromium
def test_claims_are_narrowed_by_the_address_and_by_links(browser: Browser, address: str, catalog: Catalog) -> None:
    wrong = sum(claim.verdict == "wrong" for claim in catalog.claims.values())
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}claims/?verdict=wrong&utm_source=x")
    shown = page.locator("section.claim:visible")
    page.locator(".counted a").wait_for()
    assert shown.count() == wrong
    page.locator(".choices a[data-verdict=opinion]").click()
    assert "verdict=opinion" in page.url
    assert shown.count() == sum(claim.verdict == "opinion" for claim in catalog.claims.values())
    page.go_back()
    assert shown.count() == wrong
    page.locator(".counted a").click()
    assert shown.count() == len(catalog.claims)
    other = next(claim for claim in catalog.claims.values() if claim.verdict != "wrong")
    page.goto(f"{address}claims/?verdict=wrong#{other.id}")
    page.locator(".counted a").wait_for()
    assert page.locator(f"#{other.id}").is_visible()
    context.close()


@needs_chromium
def test_the_glossary_is_narrowed(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}terms/")
    page.locator("[data-narrow]").fill("trained weights")
    assert page.locator("#open-weights").is_visible()
    assert not page.locator("#agent").is_visible()
    page.locator("[data-narrow]").fill("qwertz")
    assert page.locator(".nothing").inner_text()
    context.close()


@needs_chromium
def test_a_folded_clause_opens_for_its_address(browser: Browser, address: str, catalog: Catalog) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}licenses/mit/#audit")
    page.locator("#audit").wait_for()
    assert page.locator("#audit").is_visible()
    context.close()


@needs_chromium
@pytest.mark.parametrize("below", ["", "docs/ajar/"])
def test_a_missing_page_helps_wherever_the_site_stands(
    browser: Browser, site: Path, tmp_path: Path, below: str
) -> None:
    """Styled, with near names, and with links that lead into the site."""
    place = tmp_path / "root" / below
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(site)
    with serving(tmp_path / "root") as address:
        context = browser.new_context()
        page = context.new_page()
        missing = (site / "404.html").read_text("utf-8")
        url = f"{address}{below}models/deepsek-r1/"
        page.route(url, lambda route: route.fulfill(status=404, content_type="text/html", body=missing))
        page.goto(url)
        near = page.locator("[data-missing] li a").first
        near.wait_for()
        assert near.get_attribute("href") == f"/{below}models/deepseek-r1/"
        page.wait_for_load_state("networkidle")
        assert page.locator(".ask button").evaluate("tag => getComputedStyle(tag).minHeight") != "auto"
        near.click()
        page.wait_for_function("document.title.startsWith('DeepSeek-R1')")
        context.close()
