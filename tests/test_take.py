"""What readers take along: badges, pages for frames, citations, copies, duties, bills of materials."""

import json
import random
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree as Xml

import bibtexparser
import pytest
import rispy
from ajar.catalog import Catalog
from ajar.derive import Derived
from ajar.facts.plain import Plain
from ajar.facts.sheet import FactRow
from ajar.facts.sheets import Sheets
from ajar.kinds import KINDS, Model
from ajar.kinds.base import Entry
from ajar.kinds.words import State
from ajar.outputs.badges import COLOURS, LABEL
from conftest import Html, html, needs_chromium
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from playwright.sync_api import Browser, Page, Route
from samples import REPO
from spdx_python_model import v3_0_1 as spdx

SITE = "https://ajar.example/"
SVG = "{http://www.w3.org/2000/svg}"
MORE = re.compile(r"(.+) \+(\d+)")


def with_pages(catalog: Catalog) -> Iterator[Entry]:
    for folder, entries in catalog.entries.items():
        if not KINDS[folder].card.one_page:
            yield from entries.values()


# --- badges -----------------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_text_on_a_badge_can_be_read_and_has_the_colours_of_the_pages() -> None:
    tokens = (REPO / "docs/assets/css/tokens.css").read_text("utf-8")
    for name, colour in {**COLOURS, "label": LABEL}.items():
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5, colour
        if name not in ("level", "label"):
            assert f"--ajar-{name}: light-dark({colour}," in tokens


def said(sheets: Sheets, plain: Plain, entry: Entry, fact: str) -> list[str]:
    """What the sheet says of a fact, size by size."""
    sheet = sheets.of(entry)
    ids = [item.id for item in sheets.derived.variants[entry.id]] if isinstance(entry, Model) else [entry.id]
    states = plain.vocabulary["fact-states"]
    rows = [sheet.of(id_).get(fact) for id_ in ids]

    def text(row: FactRow | None) -> str:
        if row is not None and row.value is not None:
            return plain.row(row)
        return states[State.NOT_CHECKED if row is None else row.state].label

    return list(dict.fromkeys(map(text, rows)))


def test_every_badge_says_what_the_fact_sheet_says(site: Path, sheets: Sheets, catalog: Catalog) -> None:
    plain, count = Plain(sheets), 0
    for entries in catalog.entries.values():
        for entry in entries.values():
            for name, fact in entry.card.badges:
                place = site / f"badge/{entry.folder}/{entry.id}/{name}.svg"
                source = place.read_bytes()
                assert len(source) < 1200, place
                svg = Xml.fromstring(source)
                label, message = (node.text or "" for node in svg.iter(f"{SVG}text"))
                assert svg.get("role") == "img"
                assert svg.get("aria-label") == f"{label}: {message}"
                assert svg.findtext(f"{SVG}title") == f"{entry.title}. {label}: {message}"
                last = list(svg.iter(f"{SVG}text"))[-1]
                assert int(last.get("x", 0)) + int(last.get("textLength", 0)) + 6 == int(svg.get("width", 0)), place
                if entry.folder != "licenses":
                    expected = said(sheets, plain, entry, fact)
                    more = MORE.fullmatch(message)
                    shown = [more[1], *expected[1:]] if more else message.split(" / ")
                    assert shown == expected, place
                    assert not more or int(more[2]) == len(expected) - 1
                data = json.loads(place.with_suffix(".json").read_text("utf-8"))
                assert data["schemaVersion"] == 1
                assert (data["label"], data["message"]) == (label.lower(), message)
                assert set(data) == {"schemaVersion", "label", "message", "color", "labelColor"}
                count += 1
    assert count > 1800


def test_the_badge_of_a_license_is_the_verdict_of_its_page(site: Path, derived: Derived) -> None:
    for id_ in ("apache-2.0", "llama-3.1-community", "cc-by-nc-4.0"):
        told = html(site / f"licenses/{id_}/index.html").css_first(".verdict .a").text(strip=True)
        message = json.loads((site / f"badge/licenses/{id_}/commercial.json").read_text("utf-8"))["message"]
        assert told.endswith(message)


@needs_chromium
def test_the_text_of_a_badge_is_about_as_wide_as_its_letters(page: Page, address: str) -> None:
    """Else `textLength` would stretch or squeeze it beyond reading."""
    for place in ("models/llama-3.1/level", "models/gpt-4o/retirement", "models/bert/license", "models/gopher/status"):
        page.goto(f"{address}badge/{place}.svg")
        for wide, natural in page.evaluate(
            """() => [...document.querySelectorAll("text")].map((text) => {
                const wide = text.textLength.baseVal.value;
                text.removeAttribute("textLength");
                return [wide, text.getComputedTextLength()];
            })"""
        ):
            assert 0.85 <= wide / natural <= 1.25, place


# --- pages for frames -------------------------------------------------------------------------------------------------


def plain_page(page: Html, url: str, canonical: str) -> None:
    """What every small page keeps to."""
    assert page.css_first("link[rel=canonical]").attributes["href"] == SITE + canonical, url
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert not page.css("header, nav, form, style, [style], [onclick], script:not([src])"), url
    for node in page.css("[src], link[rel=stylesheet]"):
        link = node.attributes.get("src") or node.attributes.get("href") or ""
        assert urljoin(SITE + url, link).startswith(SITE), f"{url}: {link}"
    back = [urljoin(SITE + url, node.attributes["href"] or "") for node in page.css("h1 a, footer a")]
    assert SITE + canonical in back
    assert page.css_first("footer time").text()


def test_every_entry_has_a_page_for_frames_with_its_facts(site: Path, sheets: Sheets, catalog: Catalog) -> None:
    plain, sizes = Plain(sheets), []
    for entry in with_pages(catalog):
        url = f"embed/{entry.url}"
        source = (site / url / "index.html").read_text("utf-8")
        sizes.append(len(source.encode()))
        page = Html(source)
        plain_page(page, url, entry.url)
        assert page.css_first("h1").text() == entry.name
        assert page.css(".facts tr"), url
        sheet = sheets.of(entry)
        variants = sheets.derived.variants[entry.id] if isinstance(entry, Model) else []
        known = [sheet.of(item.id) for item in variants] or [sheet.of()]
        for row in page.css(".facts tr"):
            facts = [of[row.attributes["id"] or ""] for of in known if row.attributes["id"] in of]
            if len(known) == 1 and facts and facts[0].form in ("word", "date", "billions", "count", "dollars"):
                text = re.sub(r"\s*\[\d+\]", "", row.css_first("td").text(strip=True))
                assert plain.row(facts[0]) in text, f"{url}#{row.attributes['id']}"
        numbers = {int(number) for node in page.css("sup") for number in re.findall(r"\d+", node.text())}
        assert numbers == set(range(1, len(page.css(".sources li")) + 1)), url
    assert max(sizes) < 14_000
    assert sum(size < 10_240 for size in sizes) > 0.98 * len(sizes)


def test_tables_comparison_and_every_view_have_a_page_for_frames(site: Path) -> None:
    views = {path.parent.name for path in (site / "views").glob("*/index.html")}
    assert views == {path.parent.name for path in (site / "embed/views").glob("*/index.html")}
    for url in ("models/", "licenses/", "compare/", *(f"views/{name}/" for name in views)):
        plain_page(html(site / f"embed/{url}index.html"), f"embed/{url}", url)
    for name in views:
        rows, others = (
            html(site / f"{at}views/{name}/index.html").css("figure.live tbody tr") for at in ("", "embed/")
        )
        assert [row.text(strip=True) for row in rows] == [row.text(strip=True) for row in others]


@needs_chromium
def test_pages_for_frames_keep_to_a_strict_policy(page: Page, address: str) -> None:
    """No inline script or style, nothing from elsewhere; tables and comparison follow the address all the same."""
    broken: list[str] = []
    page.on("console", lambda told: broken.append(told.text) if "Content Security Policy" in told.text else None)
    policy = "default-src 'self'; base-uri 'self'; object-src 'none'"

    def answer(route: Route) -> None:
        found = route.fetch()
        route.fulfill(response=found, headers={**found.headers, "content-security-policy": policy})

    page.route("**/embed/**", answer)
    page.goto(f"{address}embed/models/?level=open-science&theme=dark")
    page.wait_for_function("() => document.querySelectorAll('table.grid tbody tr').length < 40")
    page.locator("table.grid tbody tr:visible").nth(4).wait_for()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "dark"
    assert "level=open-science" in str(page.locator("h1 a").evaluate("link => link.href"))
    page.goto(f"{address}embed/compare/?m=llama-3.1-8b,olmo-2-7b")
    page.locator("table.comparison tr").nth(20).wait_for()
    page.goto(f"{address}embed/models/llama-3.1/")
    assert page.locator(".facts tr").count() > 20
    assert not broken


@needs_chromium
def test_a_frame_fits_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 400})
    page = context.new_page()
    for url in ("models/llama-3.1/", "licenses/openai-services/", "views/retiring-soon/", "terms/osaid/"):
        page.goto(f"{address}embed/{url}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, url
    context.close()


# --- citations --------------------------------------------------------------------------------------------------------


def test_citations_are_read_by_the_programs_they_are_for(site: Path, catalog: Catalog) -> None:
    entries = random.Random(11).sample(list(with_pages(catalog)), 40)
    pages = {entry.url: entry.name for entry in entries} | {"models/": "Models", "guides/licensing/": ""}
    for url, title in pages.items():
        (bibtex,) = bibtexparser.parse_string(html(site / url / "index.html").css_first(".cite pre").text()).entries
        (ris,) = rispy.loads((site / f"cite/{url.rstrip('/')}.ris").read_text("utf-8"))
        (csl,) = json.loads((site / f"cite/{url.rstrip('/')}.csl.json").read_text("utf-8"))
        title = title or csl["title"]
        assert bibtex.fields_dict["url"].value == ris["urls"][0] == csl["URL"] == SITE + url
        assert bibtex.fields_dict["version"].value == ris["edition"] == csl["version"] == "2026-11-24"
        assert csl["issued"]["date-parts"] == [[2026, 11, 24]]
        assert ris["date"] == "2026/11/24/"
        assert ris["title"] == csl["title"] == title
        assert (ris["type_of_reference"], csl["type"]) == ("ELEC", "webpage")
        assert ris["id"] == csl["id"] == bibtex.key
        assert set(csl) <= CSL, set(csl) - CSL


# Keys of an item by the schema of CSL 1.0.2 (csl-data.json), those that are used here.
CSL = {"id", "type", "title", "container-title", "author", "issued", "accessed", "version", "URL", "language"}


# --- the box ----------------------------------------------------------------------------------------------------------


def test_every_entry_and_guide_has_the_box(site: Path, catalog: Catalog) -> None:
    for entry in with_pages(catalog):
        page = html(site / entry.url / "index.html")
        (box,) = page.css("details.take")
        shown = {image.attributes["src"] for image in box.css("img")}
        assert shown == {f"../../badge/{entry.url}{name}.svg" for name, _ in entry.card.badges}
        snippets = " ".join(node.text() for node in box.css("pre"))
        assert f'<iframe src="{SITE}embed/{entry.url}"' in snippets
        for link in box.css("a[href], [data-embed]"):
            address = link.attributes.get("href") or link.attributes.get("data-embed") or ""
            path = site / urljoin(SITE + entry.url, address).removeprefix(SITE)
            assert (path / "index.html" if address.endswith("/") else path).is_file(), f"{entry.url}: {address}"
    for slug in catalog.vocabulary["sections"].words:
        (box,) = html(site / f"guides/{slug}/index.html").css("details.take")
        assert len(box.css("button[data-take=markdown], button[data-take=rich], button[data-take=html]")) == 3


def copied(page: Page, button: str) -> str:
    """What a button of the box puts on the clipboard."""
    page.locator(f".take button[data-take={button}]").first.click()
    page.locator(f".take button[data-take={button}]", has_text="Copied").wait_for()
    return str(page.evaluate("navigator.clipboard.readText()"))


@needs_chromium
def test_copies_are_the_twin_and_the_small_page(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}models/olmo-3/")
    assert not page.locator(".take button").first.is_visible()
    page.locator(".take > summary").click()
    markdown = copied(page, "markdown")
    assert markdown.startswith((site / "models/olmo-3/index.md").read_text("utf-8").rstrip())
    assert markdown.rstrip().endswith(f"as of 2026-11-24, {SITE}models/olmo-3/")
    rich = copied(page, "rich")
    assert rich == markdown
    kinds = page.evaluate("navigator.clipboard.read().then(([item]) => item.types)")
    assert "text/html" in kinds
    clean = Html(copied(page, "html"))
    assert [node.text() for node in clean.css("tr:first-child th")] == ["Developer"]
    assert not clean.css("[class], [style], svg")
    assert all((node.attributes["href"] or "").startswith("https://") for node in clean.css("a"))
    assert copied(page, "text").startswith("@misc{ajar-models-olmo-3,")
    context.close()


@needs_chromium
def test_a_guide_is_copied_with_its_sources(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}guides/licensing/")
    page.locator(".take > summary").click()
    assert copied(page, "markdown").startswith((site / "guides/licensing/index.md").read_text("utf-8").rstrip())
    clean = Html(copied(page, "html"))
    titles = [node.text() for node in clean.css("h1, h2")]
    for heading in page.locator("article :is(h1, h2)").all():
        assert titles.count(heading.evaluate("node => node.firstChild.textContent").strip()) == 1
    assert clean.css(f"a[href^='{SITE}licenses/']")
    assert [node for node in clean.css("sup a, a") if (node.text() or "").isdigit()], "marks lead to their sources"
    context.close()


@needs_chromium
def test_without_scripts_snippets_are_there_and_buttons_are_not(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}models/olmo-3/")
    page.locator(".take > summary").click()
    assert page.locator(".take pre").first.is_visible()
    assert not page.locator(".take button:visible").count()
    assert page.locator(".take a", has_text="The small page alone").is_visible()
    context.close()


# --- duties -----------------------------------------------------------------------------------------------------------


def test_duties_stand_with_their_clause_and_the_line_to_paste(site: Path, sheets: Sheets, catalog: Catalog) -> None:
    terms, answers = catalog.vocabulary.license_terms, catalog.vocabulary.answers
    for license_ in catalog.licenses.values():
        page = html(site / license_.url / "index.html")
        rows = sheets.of(license_).rows
        asked = [
            row
            for row in rows
            if row.id in terms and terms[row.id].group == "must" and row.value in ("required", "conditional")
        ]
        points = page.css(".duties li.todo")
        assert [point.css_first("a").attributes["href"] for point in points] == [f"#{row.id}" for row in asked]
        for point, row in zip(points, asked, strict=True):
            assert row.detail("clause") is None or row.detail("clause") in point.text()
        wanted = [row.value for row in rows if row.key == "wording" and row.detail("exact") is not False]
        lines = [node.text() for node in page.css(".duties pre")]
        told = {terms_of(catalog, row) for row in rows if row.key == "wording"} <= {row.id for row in asked}
        assert not told or sorted(lines) == sorted(wanted), license_.id
    assert answers["required"].tone != "good"


def terms_of(catalog: Catalog, row: FactRow) -> str:
    return catalog.vocabulary.wording_uses[row.detail("use")].term


def test_every_set_wording_belongs_to_a_duty(sheets: Sheets, catalog: Catalog) -> None:
    """Else it would stand on no list."""
    for license_ in catalog.licenses.values():
        facts = sheets.of(license_).of()
        for row in sheets.of(license_).rows:
            if row.key == "wording":
                duty = facts.get(terms_of(catalog, row))
                assert duty, f"{license_.id}: {row.value}"
                assert duty.value in ("required", "conditional"), f"{license_.id}: {row.value}"


def test_a_model_leads_to_what_its_license_asks(site: Path) -> None:
    links = {node.attributes["href"] for node in html(site / "models/llama-3.1/index.html").css("a")}
    assert "../../licenses/llama-3.1-community/#duties" in links


@needs_chromium
def test_duties_are_copied_as_tasks(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}licenses/llama-3.1-community/")
    page.locator("button[data-take=tasks]").click()
    page.locator(".duties button", has_text="Copied").wait_for()
    told = str(page.evaluate("navigator.clipboard.readText()"))
    assert told.count("- [ ] ") == page.locator(".duties li.todo").count()
    assert re.search(r"^- \[ \] \*\*\[Keep notices\]\(https://ajar\.example/licenses/llama-3\.1-community/#keep", told)
    assert "  Built with Llama\n" in told
    page.locator(".duties li button").first.click()
    page.locator(".duties li button", has_text="Copied").wait_for()
    assert "All Rights Reserved" in str(page.evaluate("navigator.clipboard.readText()"))
    context.close()


# --- bills of materials -----------------------------------------------------------------------------------------------


def test_bills_of_materials_pass_their_libraries(site: Path, derived: Derived) -> None:
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    for item in random.Random(7).sample(derived.all_variants, 40):
        place = site / f"bom/models/{item.id}"
        bill = place.with_name(f"{item.id}.cdx.json").read_text("utf-8")
        assert validator.validate_str(bill) is None, item.id
        (component,) = json.loads(bill)["components"]
        package, license_ = read_spdx(place.with_name(f"{item.id}.spdx.json").read_bytes())
        assert package.name == component["name"] == item.variant.name
        assert_known_alone(derived, item.id, component, package, license_)


def read_spdx(source: bytes) -> tuple[Any, Any]:
    """The package and its license, once every link of the document has an end."""
    found = spdx.SHACLObjectSet()
    spdx.JSONLDDeserializer().read(BytesIO(source), found)
    assert not found.link()
    (package,) = found.foreach_type(spdx.ai_AIPackage)
    licenses = list(found.foreach_type(spdx.simplelicensing_LicenseExpression))
    relations = list(found.foreach_type(spdx.Relationship))
    assert len(licenses) == len(relations)
    assert b"NOASSERTION" not in source
    assert b"null" not in source
    return package, licenses[0] if licenses else None


def assert_known_alone(derived: Derived, id_: str, component: dict[str, Any], package: Any, license_: Any) -> None:
    """What the catalog knows is there, what it does not know is not."""
    item = next(item for item in derived.all_variants if item.id == id_)
    use = item.variant.governing
    assert (license_ is not None) == ("licenses" in component) == (use is not None)
    if use is not None:
        known = derived.catalog.licenses[use.id]
        (told,) = component["licenses"]
        assert told["license"].get("id") == known.spdx
        assert license_.simplelicensing_licenseExpression == (known.spdx or f"LicenseRef-{known.id}")
    parameters = item.variant.get("parameters")
    names = {entry.key: entry.value for entry in package.ai_hyperparameter}
    properties = {entry["name"]: entry["value"] for entry in component["properties"]}
    if parameters is not None and parameters.value is not None:
        assert float(names["parameters"]) == float(properties["ajar:parameters"]) == parameters.value
    else:
        assert "parameters" not in names
        assert "ajar:parameters" not in properties
    assert properties["ajar:level"] == item.level.id
    assert ("purl" in component) == (package.software_packageUrl is not None)
    if "purl" in component:
        assert component["purl"] in (package.software_packageUrl,)
        assert component["purl"].startswith("pkg:huggingface/")


@pytest.mark.parametrize("wrong", [{"bomFormat": "X"}, {"components": [{"type": "machine-learning-model"}]}])
def test_the_validator_is_strict(site: Path, wrong: dict[str, Any]) -> None:
    bill = json.loads((site / "bom/models/olmo-2-32b.cdx.json").read_text("utf-8")) | wrong
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is not None


# --- former names -----------------------------------------------------------------------------------------------------


def test_everything_answers_under_former_names(site: Path, catalog: Catalog) -> None:
    for entry in random.Random(5).sample([entry for entry in with_pages(catalog) if entry.aliases], 40):
        for alias in entry.aliases:
            old = f"{entry.folder}/{alias}"
            for name, _ in entry.card.badges:
                assert same(site, f"badge/{entry.url}{name}.svg", f"badge/{old}/{name}.svg")
                assert same(site, f"badge/{entry.url}{name}.json", f"badge/{old}/{name}.json")
            assert same(site, f"embed/{entry.url}index.html", f"embed/{old}/index.html")
            assert same(site, f"cite/{entry.folder}/{entry.id}.ris", f"cite/{old}.ris")


def same(site: Path, now: str, then: str) -> bool:
    return (site / now).read_bytes() == (site / then).read_bytes()
