"""The Markdown twins of all pages, and what language models are told of the site."""

import re
from pathlib import Path

import pytest
from ajar.build import Builder
from ajar.catalog import Catalog
from ajar.facts.sheets import Sheets
from ajar.outputs import llms
from ajar.outputs.redirects import redirects
from ajar.settings import Settings
from ajar.site import Site
from conftest import html
from markdown_it import MarkdownIt
from samples import GUIDE_HEAD, sample, write

BASE = "https://ajar.example/"


@pytest.fixture
def small(tmp_path: Path) -> Site:
    found = sample()
    found["models"]["open-one"]["aliases"] = ["opened"]
    found["models"]["open-one"]["summary"] = "A model | with *marks* and `code`."
    write(tmp_path, found)
    (tmp_path / "docs/guides").mkdir(parents=True)
    (tmp_path / "docs/guides/compute.md").write_text(GUIDE, "utf-8")
    builder = Builder(tmp_path / "catalog", docs=tmp_path / "docs")
    return builder.build(Settings(site_url="https://ajar.example/docs/"))


GUIDE = (
    GUIDE_HEAD
    + """
It costs.[^page] See [the open one](ajar:models/open-one) and [the list](../models/index.md?level=hosted){.view}.

## More {#more}

<!-- ajar
table: models
columns: [name, level]
sort: name
caption: All models.
-->

`[^page]` stays, and it has [](ajar:models/open-one?parameters) parameters.
"""
)


def rows(text: str) -> list[list[str]]:
    """The cells of all tables of a twin."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_a_twin_tells_each_fact_with_state_reason_and_sources(small: Site) -> None:
    text = small.files["models/open-one/index.md"]
    assert isinstance(text, str)
    assert text == small.files["models/opened/index.md"], "a former name answers with the same"
    assert text.startswith("# Open One\n\n> ")
    assert "<https://ajar.example/docs/models/open-one/>" in text
    assert "A model \\| with marks and code." in text
    found = {row[0]: row for row in rows(text)}
    assert found["Developer"][1:3] == ["Maker", "known"]
    assert found["Developer"][4] == "1"
    assert found["Openness"][3].startswith("derived: ")
    assert re.search(r"^1\. \[[^]]+\]\(https://[^)]+\), .*read \d{4}-\d\d-\d\d$", text, re.M)
    assert {len(row) for row in rows(text)} == {5}


def test_a_written_page_is_told_from_what_its_author_wrote(small: Site) -> None:
    text = small.files["guides/compute/index.md"]
    assert isinstance(text, str)
    assert text.startswith("# Cost\n\n> What it costs.\n\n<https://ajar.example/docs/guides/compute/>")
    assert "It costs.[^page] See [the open one](https://ajar.example/docs/models/open-one/index.md)" in text
    assert "[the list](https://ajar.example/docs/models/?level=hosted).\n\n## More\n" in text
    assert "[^page]: [A page](https://example.org), read 2026-11-24" in text
    assert "`[^page]` stays" in text
    assert ["Open One", "Open science"] in rows(text)
    assert "<!--" not in text


def test_every_page_has_a_twin_and_leads_to_it(site: Path, catalog: Catalog) -> None:
    for path in site.rglob("index.html"):
        twin = path.parent / "index.md"
        if path.parent.relative_to(site).parts[:1] == ("embed",):
            continue
        assert twin.is_file(), twin
        text = twin.read_text("utf-8")
        assert text.startswith("# "), twin
        assert text.count(f"<{BASE}") >= 1, twin
    for url in ("models/llama-3.1/", "guides/licensing/", "claims/", "compare/", ""):
        (link,) = html(site / url / "index.html").css('link[rel=alternate][type="text/markdown"]')
        assert link.attributes["href"] == "index.md"
    for url, target in redirects(catalog).items():
        twin = (site / url / "index.md").read_text("utf-8")
        assert f"<{BASE}{target.partition('#')[0]}" in twin, url


def test_every_source_of_an_entry_stands_in_its_twin(site: Path, catalog: Catalog, sheets: Sheets) -> None:
    for folder, entries in catalog.entries.items():
        for entry in list(entries.values())[::7]:
            text = (site / folder / entry.id / "index.md").read_text("utf-8")
            for row in sheets.of(entry).all():
                for item in row.evidence:
                    assert item.source.url in text, f"{entry.path}: {row.id}"


def test_links_of_twins_lead_to_something(site: Path) -> None:
    """Every address of this site that a written twin or a list names is there."""
    for path in [*site.glob("*/index.md"), *site.glob("guides/*/index.md"), *site.glob("about/*/index.md")]:
        tokens = MarkdownIt().enable("table").parse(path.read_text("utf-8"))
        links = [child for token in tokens for child in token.children or () if child.type == "link_open"]
        for href in [str(link.attrs["href"]) for link in links]:
            if href.startswith(BASE):
                target = site / re.split("[?#]", href.removeprefix(BASE))[0]
                assert target.is_file() or (target / "index.html").is_file(), f"{path}: {href}"


def test_language_models_are_told_where_everything_is(site: Path, catalog: Catalog) -> None:
    """`llms.txt` has the form that llmstxt.org asks for; `llms-full.txt` has every entry and stays small."""
    text = (site / "llms.txt").read_text("utf-8")
    assert re.match(r"# Ajar\n\n> .+\n\n", text)
    for line in text.partition("\n## ")[2].splitlines():
        assert not line or re.match(r"(## )?[\w ]+$|- \[.+\]\(https://.+\): \S.*$", line), line
    assert "\n## Optional\n" in text
    full = (site / "llms-full.txt").read_text("utf-8")
    assert len(full.encode()) < llms.MOST
    assert full.count("\n### ") == sum(len(entries) for entries in catalog.entries.values())
