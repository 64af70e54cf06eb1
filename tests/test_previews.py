"""What a pasted link shows: title, description and picture of its own, from the tags of the built site."""

import io
import json
import random
import statistics
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from ajar.catalog import Catalog
from ajar.preview import HEIGHT, WIDTH, Figure, Icon, Picture, Sign, Store
from ajar.preview.draw import SIDE, TITLE, blocks, draw
from ajar.preview.layout import fit
from conftest import Html, html
from PIL import Image

BASE = "https://ajar.example/"
WRITTEN = ("", "models/", "claims/", "compare/", "guides/licensing/", "about/data/", "views/fits-24-gb/")


def metas(page: Html) -> dict[str, str]:
    """The tags of a head by name or property."""
    found = {}
    for node in page.css("head meta[content]"):
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        found[name] = node.attributes["content"] or ""
    return found


def linked(page: Html) -> dict[str, Any]:
    script = page.css_first("script[type='application/ld+json']")
    assert script is not None
    return json.loads(script.text())


@pytest.fixture(scope="module")
def sampled(catalog: Catalog) -> list[tuple[str, str]]:
    """Twenty addresses over all kinds, with what each is called: written pages, entries, claims, a former name."""
    chance = random.Random(11)
    found = [(url, "") for url in WRITTEN]
    for folder, entries in catalog.entries.items():
        for id_ in chance.sample(sorted(entries), 2 if folder in ("models", "licenses", "claims", "terms") else 1):
            found.append((f"{folder}/{id_}/", entries[id_].name))
    alias, id_ = chance.choice(sorted(catalog.aliases["models"].items()))
    return [*found, (f"models/{alias}/", catalog.models[id_].name)]


def test_a_pasted_address_shows_title_description_and_picture(site: Path, sampled: list[tuple[str, str]]) -> None:
    assert len(sampled) >= 20
    seen = set()
    for url, name in sampled:
        page = html(site / url / "index.html")
        tags, title = metas(page), page.css_first("title").text()
        assert name in tags["og:title"], url
        assert tags["og:title"] in title, url
        assert len(tags["og:description"]) > 30, url
        assert tags["og:description"] == tags["description"], url
        assert tags["og:type"] == ("article" if url else "website"), url
        assert tags["og:url"].startswith(BASE), url
        assert tags["og:image"] == f"{BASE}{url}preview.png", url
        assert (tags["og:image:width"], tags["og:image:height"]) == (str(WIDTH), str(HEIGHT)), url
        assert tags["og:image:alt"], url
        assert tags["og:site_name"] == "Ajar", url
        assert tags["og:locale"] == "en_US", url
        assert tags["twitter:card"] == "summary_large_image", url
        assert page.css_first("link[rel=canonical]"), url
        seen.add(tags["og:title"])
    assert len(seen) >= len(sampled) - 1, "each address has a title of its own"


def pictures(site: Path) -> Iterator[Path]:
    yield from sorted(site.rglob("preview.png"))


def test_every_page_has_a_light_picture(site: Path, catalog: Catalog) -> None:
    files = {path.parent.relative_to(site).as_posix(): path for path in pictures(site)}
    wanted = {f"{folder}/{id_}" for folder, entries in catalog.entries.items() for id_ in entries}
    wanted |= {f"{folder}/{alias}" for folder, aliases in catalog.aliases.items() for alias in aliases}
    wanted |= {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html") if is_page(path)}
    assert not wanted - files.keys()
    weights = {name: path.stat().st_size for name, path in files.items()}
    assert max(weights.values()) <= 12_288, max(weights, key=lambda name: weights[name])
    assert statistics.mean(weights.values()) <= 7_168
    for path in list(files.values())[::40]:
        with Image.open(path) as image:
            image.load()
            assert (image.format, image.size, image.mode) == ("PNG", (WIDTH, HEIGHT), "P"), path


def is_page(path: Path) -> bool:
    """Whether a page asks to be shown by a picture; a variant's own address shows that of its model."""
    text = path.read_text("utf-8")
    return 'property="og:image"' in text and "http-equiv" not in text


def test_a_former_name_shows_the_picture_of_the_entry(site: Path, catalog: Catalog) -> None:
    for folder, aliases in catalog.aliases.items():
        for alias, id_ in list(aliases.items())[:5]:
            former, now = (site / folder / name / "preview.png" for name in (alias, id_))
            assert former.read_bytes() == now.read_bytes(), alias


# --- drawing ----------------------------------------------------------------------------------------------------------

FULL = Picture(
    "A model",
    "Language model · Somebody",
    verdict=Sign("◐", "mixed", "Commercial use: yes, with conditions"),
    figure=Figure("8 B – 405 B", "Parameters"),
    side="Restricted weights",
    site="Ajar",
)


def test_no_text_leaves_its_place(catalog: Catalog) -> None:
    names = sorted((entry.name for of in catalog.entries.values() for entry in of.values()), key=len)[-40:]
    names += ["Word" * 60, "many words " * 60, "", "Ünïcödé τ²-bench", "x"]
    for name in names:
        for picture in (
            replace(FULL, title=name),
            Picture(name, name, text=name * 4, figure=Figure(name, name), side=name, site=name),
            Picture(name, verdict=Sign("?", "unknown", name * 3)),
        ):
            ends = []
            for block, x, y, _ in blocks(picture):
                assert x + block.width <= SIDE - 20, (name, block)
                assert y + block.height <= HEIGHT, (name, block)
                if block.lines:
                    ends.append((y, y + block.height, block))
            for (_, end, block), (start, _, below) in pairwise(ends):
                assert end <= start + 14, (name, block, below)  # letters do not fill the height of their line
        if len(name) > 200 or len(name) < 2:
            draw(replace(FULL, title=name, text=name, verdict=None))


def test_a_long_title_wraps_and_shrinks_before_it_is_cut() -> None:
    short, long = (
        fit("Llama 3.1", TITLE),
        fit("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International", TITLE),
    )
    assert short.size == TITLE.sizes[0]
    assert len(short.lines) == 1
    assert long.size < short.size
    assert 1 < len(long.lines) <= TITLE.lines
    assert not long.lines[-1].endswith("…")
    assert fit("word " * 200, TITLE).lines[-1].endswith("…")


def test_a_picture_is_drawn_once(tmp_path: Path) -> None:
    wanted = [FULL, replace(FULL, angle=None), replace(FULL, mark=Sign("✓", "good")), Icon(192)]
    first = Store(tmp_path)
    drawn = first.get(wanted)
    assert first.drawn == len(wanted)
    again = Store(tmp_path)
    assert again.get(wanted) == drawn
    assert again.drawn == 0
    again.get([replace(FULL, title="Another")])
    assert again.drawn == 1
    assert len([*tmp_path.rglob("*.png")]) == len(wanted) + 1
    assert Store().get(wanted) == drawn, "the same picture without a folder"


def test_many_pictures_are_drawn_by_several_processes() -> None:
    many = [replace(FULL, title=f"Model {number}") for number in range(130)]
    drawn = Store().get(many)
    assert len(set(drawn)) == len(many)
    assert drawn[::40] == [draw(picture) for picture in many[::40]], "in their order"


# --- what else stands in the head -------------------------------------------------------------------------------------

# What schema.org and search engines want of each kind of page, and where one is.
WANTED: dict[str, tuple[str, set[str]]] = {
    "": ("WebSite", {"name", "url", "description", "publisher", "potentialAction", "hasPart"}),
    "about/data/": ("Dataset", {"name", "description", "url", "license", "creator", "distribution", "dateModified"}),
    "models/": ("Dataset", {"name", "description", "license", "creator", "distribution", "variableMeasured"}),
    "developers/": ("Dataset", {"name", "description", "license", "creator", "distribution"}),
    "claims/": ("Dataset", {"name", "description", "license", "creator", "distribution", "hasPart"}),
    "terms/": ("DefinedTermSet", {"name", "description", "url"}),
    "guides/licensing/": ("Article", {"headline", "description", "author", "publisher"}),
    "models/llama-3.1/": ("SoftwareApplication", {"name", "applicationCategory", "author", "license", "datePublished"}),
    "licenses/apache-2.0/": ("CreativeWork", {"name", "url", "identifier", "publisher"}),
    "developers/meta/": ("Organization", {"name", "url"}),
    "terms/lora/": ("DefinedTerm", {"name", "description", "inDefinedTermSet", "termCode"}),
    "datasets/the-pile/": ("Dataset", {"name", "description", "creator", "url"}),
    "benchmarks/mmlu/": ("Dataset", {"name", "description", "creator", "url"}),
    "tradeoffs/capability/": ("Article", {"headline", "author", "mainEntity"}),
    "claims/gpt-neox-permissive-licence/": (
        "ClaimReview",
        {"claimReviewed", "url", "author", "itemReviewed", "reviewRating", "datePublished"},
    ),
}


@pytest.mark.parametrize("url", WANTED)
def test_linked_data_is_complete(site: Path, url: str) -> None:
    type_, wanted = WANTED[url]
    data = linked(html(site / url / "index.html"))
    assert data["@type"] == type_
    assert not wanted - data.keys()
    assert data["image"] == f"{BASE}{url}preview.png"
    for item in data.get("distribution", ()):
        assert (site / item["contentUrl"].removeprefix(BASE)).is_file(), item
    if url:
        steps = data["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[0]["item"] == BASE
        assert steps[-1]["item"] == f"{BASE}{url}"
        assert len(steps) == url.count("/") + 1


def test_every_written_page_has_linked_data(site: Path) -> None:
    for folder in ("guides", "about", "views", "compare", "contribute"):
        for path in sorted((site / folder).rglob("index.html")):
            assert linked(html(path))["@context"] == "https://schema.org", path


def test_an_entry_can_be_shown_in_a_frame(site: Path, catalog: Catalog) -> None:
    for folder, id_ in (("models", "llama-3.1"), ("licenses", "apache-2.0"), ("terms", "lora"), ("models", "llama3.1")):
        document = json.loads((site / folder / id_ / "oembed.json").read_text("utf-8"))
        assert (document["version"], document["type"]) == ("1.0", "rich")
        entry = catalog.entry(folder, catalog.aliases[folder].get(id_, id_))
        (frame,) = Html(document["html"]).css("iframe")
        assert frame.attributes["src"] == f"{BASE}embed/{entry.url}"
        assert frame.attributes["title"] == document["title"] == entry.name
        assert str(document["width"]) == frame.attributes["width"]
        picture = site / document["thumbnail_url"].removeprefix(BASE)
        with Image.open(picture) as image:
            assert image.size == (document["thumbnail_width"], document["thumbnail_height"])
    (link,) = html(site / "models/llama-3.1/index.html").css("link[type='application/json+oembed']")
    assert link.attributes["href"] == f"{BASE}models/llama-3.1/oembed.json"
    assert (link.attributes["rel"] or "").split() == ["alternate"]
    assert not html(site / "models/index.html").css("link[type='application/json+oembed']")


def test_a_system_finds_icons_and_a_manifest(site: Path) -> None:
    for url in ("", "models/llama-3.1/", "404.html"):
        page = html(site / url / "index.html" if url != "404.html" else site / url)
        assert page.css_first("link[rel=manifest]"), url
        assert page.css_first("link[rel='apple-touch-icon']"), url
        assert len(page.css("meta[name='theme-color'][media]")) == 2
    manifest = json.loads((site / "manifest.webmanifest").read_text("utf-8"))
    assert {"name", "short_name", "start_url", "display", "theme_color", "background_color"} <= manifest.keys()
    assert any(icon["purpose"] == "maskable" for icon in manifest["icons"])
    for icon in manifest["icons"]:
        data = (site / icon["src"]).read_bytes()
        if icon["type"] == "image/png":
            with Image.open(io.BytesIO(data)) as image:
                assert "x".join(map(str, image.size)) == icon["sizes"]
    with Image.open(site / "assets/icons/touch.png") as image:
        assert image.size == (180, 180)


def test_robots_find_the_list_of_pages(site: Path) -> None:
    lines = (site / "robots.txt").read_text("utf-8").splitlines()
    assert f"Sitemap: {BASE}sitemap.xml" in lines
    assert (site / "sitemap.xml").is_file()
    assert not any(line.startswith("Disallow") for line in lines)
