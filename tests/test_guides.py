"""The real guides, claims, trade-offs and glossary: whole, sourced, in step with the catalog.

Failures name the page.
"""

import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from ajar.authored import FRONT_MATTER
from ajar.catalog import Catalog
from ajar.derive import Derived
from bs4 import BeautifulSoup, Tag
from samples import REPO

GUIDES = sorted(path.stem for path in (REPO / "docs/guides").glob("[!i]*.md"))
ADDED = ("claims", "trade-offs", "next", "sources")
TRACEABLE = "a.s, .term, " + ", ".join(
    f"a[href*='../{folder}/']" for folder in ("models", "licenses", "tradeoffs", "developers", "guides")
)
QUANTITY = re.compile(
    r"(?<![\w.])\$?\d[\d,.]*\s?(?:B\b|billion|million|trillion|GB|gigabytes|tokens|dollars|percent|%|points)"
)


def source(slug: str) -> str:
    """The guide's text as written, without front matter and directives."""
    text = (REPO / "docs/guides" / f"{slug}.md").read_text("utf-8")
    return re.sub(r"<!--.*?-->", "", FRONT_MATTER.sub("", text), flags=re.S)


def front(slug: str) -> dict[str, object]:
    match = FRONT_MATTER.match((REPO / "docs/guides" / f"{slug}.md").read_text("utf-8"))
    assert match, slug
    return dict(yaml.safe_load(match[1]))


@cache
def page(site: Path, slug: str) -> Tag:
    article = BeautifulSoup((site / "guides" / slug / "index.html").read_text("utf-8"), "lxml").find("article")
    assert isinstance(article, Tag)
    return article


def test_there_is_a_guide_for_every_section(catalog: Catalog) -> None:
    assert set(GUIDES) == set(catalog.vocabulary["sections"].words)
    assert all(front(slug)["section"] == slug for slug in GUIDES)


@pytest.mark.parametrize("slug", GUIDES)
def test_a_guide_has_its_length(slug: str) -> None:
    prose = "\n".join(line for line in source(slug).splitlines() if not line.startswith("|"))
    words = len(re.sub(r"\[\^[^\]]+\]|\{#[^}]+\}|\]\([^)]*\)", " ", prose).split())
    assert 900 <= words <= 1800, f"{slug}: {words} words"


@pytest.mark.parametrize("slug", GUIDES)
def test_a_guide_rests_on_the_catalog_and_on_sources(site: Path, slug: str) -> None:
    article = page(site, slug)
    assert len(article.select(".answer li")) == 3, slug
    assert article.select("figure.live, figure.chart"), f"{slug}: no live table or figure"
    for id_ in ADDED:
        assert article.find(id=id_), f"{slug}: no section {id_}"
    sources = {mark["href"] for mark in article.select("a.s") if not mark.find_parent("details")}
    assert len(sources) >= 8, f"{slug}: {len(sources)} external sources"


@pytest.mark.parametrize("slug", GUIDES)
def test_every_section_of_a_guide_is_traceable(site: Path, slug: str) -> None:
    """Each part between two headings cites a source or links an entry of the catalog."""
    bare = []
    for heading in page(site, slug).find_all("h2"):
        part = []
        for item in heading.find_next_siblings():
            if item.name == "h2":
                break
            part.append(item)
        if not any(item.select(TRACEABLE) or item.name == "ol" for item in part):
            bare.append(heading.get_text())
    assert not bare, f"{slug}: no source and no link in {bare}"


@pytest.mark.parametrize("slug", GUIDES)
def test_numbers_of_a_guide_come_from_a_source_or_the_catalog(slug: str) -> None:
    """A paragraph or row that names a quantity in words carries a mark, a checked value or a link into the catalog."""
    bare = []
    for paragraph in re.split(r"\n\s*\n|\n(?=[-|])", source(slug)):
        text = re.sub(r"\(ajar:[^)]*\)", "()", paragraph)
        if (found := QUANTITY.search(text)) and "[^" not in paragraph and "ajar:" not in paragraph:
            bare.append(f"{found.group()}: {paragraph.strip()[:90]}")
    assert not bare, f"{slug}: {bare}"


@pytest.mark.parametrize("slug", GUIDES)
def test_values_in_a_guide_are_those_of_the_catalog(site: Path, derived: Derived, slug: str) -> None:
    """Parameters and prices that the build filled in stand on the page as the catalog has them."""
    text = (REPO / "docs/guides" / f"{slug}.md").read_text("utf-8")
    shown = page(site, slug).get_text(" ")
    found = derived.all_variants
    rows = {item.id: item for item in found} | {item.model.id: item for item in reversed(found)}
    for id_, field in re.findall(r"\[\]\(ajar:models/([^?)]+)\?(parameters|price-out)\)", text):
        row = rows[id_]
        value = row.variant.get("parameters").value / 1e9 if field == "parameters" else row.quote and row.quote.output
        assert value is not None, f"{slug}: {id_} has no {field}"
        number = f"{float(value):,.4g}".rstrip("0").rstrip(".") if float(value) % 1 else f"{float(value):,.0f}"
        assert number in shown, f"{slug}: {id_} {field} {number}"


def test_every_claim_is_on_the_page_with_a_source(site: Path, catalog: Catalog) -> None:
    soup = BeautifulSoup((site / "claims/index.html").read_text("utf-8"), "lxml")
    assert [claim.place for claim in sorted(catalog.claims.values(), key=lambda claim: claim.place)] == list(
        range(1, len(catalog.claims) + 1)
    )
    for claim in catalog.claims.values():
        shown = soup.find(id=claim.id)
        assert isinstance(shown, Tag), claim.path
        assert claim.verdict == "opinion" or shown.select("a.s[href^=http]"), f"{claim.path}: no source"


def test_claim_counts_are_computed(site: Path, catalog: Catalog) -> None:
    soup = BeautifulSoup((site / "claims/index.html").read_text("utf-8"), "lxml")
    rows = {
        row.th.get_text(): [int(cell.get_text()) for cell in row.find_all("td")]
        for row in soup.select("table.counts tbody tr")
    }
    totals = rows.pop("All sections")
    assert totals[-1] == len(catalog.claims) == sum(row[-1] for row in rows.values())
    for number, verdict in enumerate(catalog.vocabulary["claim-verdicts"].words):
        assert (
            totals[number]
            == sum(claim.verdict == verdict for claim in catalog.claims.values())
            == sum(row[number] for row in rows.values())
        ), verdict


def test_claims_are_machine_readable(site: Path, catalog: Catalog) -> None:
    """A schema.org Dataset of one ClaimReview a claim that has a finding, each at its permanent anchor."""
    soup = BeautifulSoup((site / "claims/index.html").read_text("utf-8"), "lxml")
    tag = soup.find("script", {"type": "application/ld+json"})
    assert isinstance(tag, Tag)
    data = json.loads(tag.get_text())
    assert data["@type"] == "Dataset"
    reviews = data["hasPart"]
    assert len(reviews) == sum(claim.finding is not None for claim in catalog.claims.values())
    for review in reviews:
        assert review["@type"] == "ClaimReview"
        assert soup.find(id=review["url"].partition("#")[2]), review["url"]
        assert review["reviewRating"]["alternateName"]


def test_trade_offs_cover_the_sections(catalog: Catalog) -> None:
    assert len(catalog.tradeoffs) >= 14
    missing = set(catalog.vocabulary["sections"].words) - {tradeoff.section for tradeoff in catalog.tradeoffs.values()}
    assert missing <= {"definitions"}, missing


def test_the_glossary_explains_in_a_sentence(catalog: Catalog) -> None:
    assert len(catalog.terms) >= 60
    for term in catalog.terms.values():
        assert len(term.definition.value or "") <= 320, f"{term.path}: too long for a tooltip"
