"""Written pages: a valid guide, break one thing, look for the message with its line."""

from pathlib import Path

import pytest
from ajar.authored import Writing
from ajar.derive import derive
from ajar.facts.sheets import Sheets
from ajar.load import CatalogError, load
from samples import GUIDE_HEAD

GUIDE = (
    GUIDE_HEAD
    + """
It costs.[^page] See [the open one](ajar:models/open-one), a [door](ajar:terms/door), the [door](ajar:terms/door) again.

<!-- ajar
table: models
columns: [name, level, parameters]
where: {level: [open-weights, open-source], parameters: ">= 1e9"}
sort: -parameters
limit: 3
caption: Large models.
-->

<!-- ajar
figure: levels-by-year
caption: By year.
-->

It has [](ajar:models/open-one?parameters) parameters; [](ajar:count/models?level=hosted) models are hosted.
"""
)


@pytest.fixture
def writing(root: Path) -> Writing:
    return Writing(Sheets(derive(load(root))), frozenset({"compute", "licensing"}))


def problems(writing: Writing, text: str, path: str = "guides/compute.md") -> list[str]:
    with pytest.raises(CatalogError) as caught:
        writing.expand(text, path)
    return [str(problem) for problem in caught.value.problems]


def test_a_guide_is_completed_from_the_catalog(writing: Writing) -> None:
    text = writing.expand(GUIDE, "guides/compute.md")
    assert text.startswith("# Cost\n")
    assert '<a class="s" href="https://example.org" aria-label="Source 1">1</a>' in text
    assert '<a href="../../models/open-one/">the open one</a>' in text
    assert text.count("popovertarget") == 1, "a term is explained at its first use only"
    assert 'popovertarget="term-door">door</button>' in text
    assert '<table class="plain live">' in text
    assert '<figure class="chart" id="figure-levels-by-year">' in text
    assert "The numbers as a table" in text
    assert "## What the article says, checked {#claims}" in text
    assert "First claim" in text
    assert "## Trade-offs {#trade-offs}" in text
    assert "## What to read next {#next}" in text
    assert "## Sources {#sources}" in text
    assert "\n\n\n<li" not in text


def test_values_are_filled_in(writing: Writing) -> None:
    model = writing.sheets.derived.catalog.models["open-one"]
    assert model.parameters
    text = writing.expand(GUIDE, "guides/compute.md")
    assert f">{model.parameters.value / 1e9:g} B</a> parameters" in text
    assert '<a href="../../models/?level=hosted">1</a> models are hosted' in text


def test_code_is_left_alone(writing: Writing) -> None:
    text = "Write `[x](ajar:models/nothing)` so:\n\n```\n[^nothing] [](ajar:models/nothing?x)\n```\n"
    assert writing.expand(text, "about/x.md") == text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "figure: levels-by-year",
            "figure: level-by-year",
            "docs/guides/compute.md:23:9: there is no figure 'level-by-year'; did you mean 'levels-by-year'?",
        ),
        (
            "figure: levels-by-year",
            "figur: levels-by-year",
            "docs/guides/compute.md:23:1: unknown directive 'figur'; did you mean 'figure'?",
        ),
        (
            "table: models",
            "table: modls",
            "docs/guides/compute.md:14:8: there is no table 'modls'; did you mean 'models'?",
        ),
        (
            "columns: [name, level",
            "columns: [name, levl",
            "docs/guides/compute.md:15:17: models have no column 'levl'; did you mean 'level'?",
        ),
        (
            "[open-weights,",
            "[open-weigths,",
            "docs/guides/compute.md:16:16: 'open-weigths' is no value of 'level'; did you mean 'open-weights'?",
        ),
        ('">= 1e9"', '">= many"', "docs/guides/compute.md:16:57: 'many' is not a number; expected one such as 30e9"),
        ('">= 1e9"', '">= 1e13"', "docs/guides/compute.md:14:1: no row passes `where`; expected at least one"),
        ("sort: -parameters", "sort: -weight", "docs/guides/compute.md:17:7: models have no column 'weight'"),
        ("limit: 3", "limit: none", "docs/guides/compute.md:18:8: found 'none'; expected a whole number"),
        ("caption: Large models.\n", "", "docs/guides/compute.md:14:1: the key 'caption' is missing; expected it here"),
        ("limit: 3", "limit: 3\nlimti: 4", "docs/guides/compute.md:19:1: unknown key 'limti'; did you mean 'limit'?"),
        (
            "ajar:models/open-one)",
            "ajar:models/open-on)",
            "docs/guides/compute.md:11:22: there is no 'open-on' in models; did you mean 'open-one'?",
        ),
        (
            "ajar:terms/door)",
            "ajar:terms/dor)",
            "docs/guides/compute.md:11:62: there is no 'dor' in terms; did you mean 'door'?",
        ),
        (
            "ajar:models/open-one)",
            "ajar:model/open-one)",
            "docs/guides/compute.md:11:22: there is no kind 'model'; did you mean 'models'?",
        ),
        (
            "?parameters)",
            "?parameter)",
            "docs/guides/compute.md:27:8: models have no field 'parameter'; did you mean 'parameters'?",
        ),
        (
            "[](ajar:models/open-one?",
            "[big](ajar:models/open-one?",
            "docs/guides/compute.md:27:8: a value is filled in by the build",
        ),
        (
            "?level=hosted",
            "?levl=hosted",
            "docs/guides/compute.md:27:56: models have no field 'levl'; did you mean 'level'?",
        ),
        (
            "?level=hosted",
            "?level=hostd",
            "docs/guides/compute.md:27:56: 'hostd' is no value of 'level'; did you mean 'hosted'?",
        ),
        (
            "count/models?level=hosted",
            "count/claims?verdct=wrong",
            "docs/guides/compute.md:27:56: claims have no field 'verdct'; did you mean 'verdict'?",
        ),
        (
            "count/models?level=hosted",
            "count/modls",
            "docs/guides/compute.md:27:56: 'modls' cannot be counted; did you mean 'models'?",
        ),
        ("costs.[^page]", "costs.[^pgae]", "docs/guides/compute.md:11:10: unknown source 'pgae'; did you mean 'page'?"),
        ("costs.[^page]", "costs.", "docs/guides/compute.md:8:3: the source 'page' is never used"),
        (
            "next: [licensing]",
            "next: [licencing]",
            "docs/guides/compute.md:6:8: there is no guide 'licencing'; did you mean 'licensing'?",
        ),
        (
            "section: compute",
            "section: computing",
            "docs/guides/compute.md:4:10: 'computing' is not one of the sections; did you mean 'compute'?",
        ),
        ("read: 2026-11-24", "read: 2999-01-01", "2999-01-01 lies in the future"),
        ("title: A page, ", "", "the key 'title' is missing"),
        ("One., Two., Three.", "One., Two.", "docs/guides/compute.md:5:9:"),
        ("caption: By year.", "caption: By year.\n\tx: 1", "a tab in the indentation"),
    ],
)
def test_every_mistake_is_named_with_its_line(writing: Writing, old: str, new: str, message: str) -> None:
    assert old in GUIDE
    found = problems(writing, GUIDE.replace(old, new, 1))
    assert any(message in problem for problem in found), found


def test_all_mistakes_come_at_once(writing: Writing) -> None:
    text = (
        GUIDE.replace("figure: levels", "figure: leels")
        .replace("[^page]", "[^pag]")
        .replace("ajar:terms/door", "ajar:terms/dor")
    )
    assert len(problems(writing, text)) == 5


def test_a_claim_of_an_unknown_section_stops_the_build(root: Path) -> None:
    path = root / "claims/first-claim.yml"
    path.write_text(path.read_text("utf-8").replace("section: compute", "section: computing"), "utf-8")
    with pytest.raises(
        CatalogError,
        match=r"first-claim\.yml:\d+:\d+: 'computing' is not one of the sections; did you mean 'compute'\?",
    ):
        load(root)


def test_words_as_a_table(writing: Writing) -> None:
    assert "Open weights" in writing.expand("<!-- ajar words: levels -->\n", "about/x.md")
    found = problems(writing, "# X\n\n<!-- ajar words: level -->\n", "about/x.md")
    assert found == ["docs/about/x.md:3:18: there is no vocabulary 'level'; did you mean 'levels'?"]
