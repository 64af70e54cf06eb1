"""The built site, crawled whole."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from ajar.catalog import Catalog
from ajar.facts.sheets import Sheets
from ajar.outputs.redirects import redirects
from conftest import Html, html, mkdocs, project, sent
from samples import REPO, sample, write

BASE = "https://ajar.example/"
VNU = REPO / ".cache/npm/node_modules/vnu-jar/build/dist/vnu.jar"


def html_files(site: Path) -> Iterator[tuple[str, Path]]:
    """URL relative to the root, and file, of every HTML page."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        yield (name.removesuffix("index.html"), path)


def links(page: Html, selector: str, key: str = "href") -> list[str]:
    """The values of an attribute of what a selector finds."""
    return [node.attributes.get(key) or "" for node in page.css(selector)]


def name_of(node: Any) -> str:
    """What a control is called."""
    return node.text(strip=True) or node.attributes.get("aria-label") or node.attributes.get("title") or ""


def test_every_entry_has_its_page(site: Path, catalog: Catalog) -> None:
    claims = links(html(site / "claims/index.html"), "[id]", "id")
    for folder, entries in catalog.entries.items():
        for entry in entries.values():
            if folder == "claims":
                assert entry.id in claims, entry.path
            else:
                assert (site / entry.url / "index.html").is_file(), entry.path


def test_every_alias_and_variant_leads_to_its_entry(site: Path, catalog: Catalog) -> None:
    for url, target in redirects(catalog).items():
        (refresh,) = links(html(site / url / "index.html"), "meta[http-equiv=refresh]", "content")
        assert urljoin(BASE + url, refresh.partition("url=")[2]) == BASE + target, url


def test_no_dead_link_or_anchor(site: Path) -> None:
    pages = dict(html_files(site))
    ids = {url: set(links(html(path), "[id]", "id")) for url, path in pages.items()}
    dead = []
    for url, path in pages.items():
        if url == "404.html":
            continue
        page = html(path)
        for link in (*links(page, "a, link"), *links(page, "script, img", "src")):
            if not link or link.startswith(("data:", "mailto:", "javascript:void")):
                continue
            parts = urlsplit(urljoin(BASE + url, link))
            if f"{parts.scheme}://{parts.netloc}/" != BASE or parts.path.startswith("/source"):
                continue
            target = unquote(parts.path.lstrip("/"))
            file = site / target
            if not (file / "index.html").is_file() and not file.is_file():
                dead.append(f"{url}: {link}")
            elif (
                parts.fragment
                and target in ids
                and parts.fragment not in ids[target]
                and not parts.fragment.startswith("__")
            ):
                dead.append(f"{url}: no anchor {link}")
    assert not dead, dead[:20]


def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for url, path in html_files(site):
        page = html(path)
        for link in (*links(page, "[src]", "src"), *links(page, "link:not([rel=canonical])")):
            if link:
                assert urlsplit(urljoin(BASE + url, link)).netloc == urlsplit(BASE).netloc, f"{url}: {link}"
    assert "http" not in (sent(site) / "ajar.css").read_text("utf-8")


def test_one_stylesheet_alone_knows_the_theme(site: Path) -> None:
    """Another theme needs another theme.css, and nothing else of what the project styles and scripts."""
    for path in [*(REPO / "docs/assets").rglob("*.css"), *(REPO / "docs/assets").rglob("*.js")]:
        assert "md-" not in path.read_text("utf-8"), path
    # Each is named in the configuration, the theme's first: the others go over what it sets.
    named = re.findall(r"assets/css/(\w+\.css)", (REPO / "mkdocs.yml").read_text("utf-8"))
    assert named[0] == "theme.css"
    assert sorted(named[1:]) == sorted(path.name for path in (REPO / "docs/assets/css").iterdir())


def test_scripts_and_styles_are_sent_from_a_folder_named_by_their_content(site: Path) -> None:
    folder = f"assets/{sent(site).name}/"
    page = html(site / "models/olmo-3/index.html")
    assert links(page, "link[rel=stylesheet]")[-1] == f"../../{folder}ajar.css"
    assert f"../../{folder}js/ajar.js" in links(page, "script[type=module]", "src")
    assert f"{folder}js/missing.js" in (site / "404.html").read_text("utf-8")
    assert not [*site.glob("assets/js"), *site.glob("assets/css")]
    imported = {
        (path.parent / name).resolve()
        for path in sent(site).rglob("*.js")
        for name in re.findall(r"""["'](\.{1,2}/[^"']+\.js)["']""", path.read_text("utf-8"))
    }
    assert imported
    assert not [path for path in imported if not path.is_file()]


def test_images_and_controls_are_named(site: Path) -> None:
    for url, path in html_files(site):
        page = html(path)
        for image in page.css("img"):
            assert image.attributes.get("alt") is not None, f"{url}: {image.html}"
        for table in page.css(".scroll"):
            assert table.attributes.get("aria-label"), f"{url}: a table without a name"
        for control in page.css("button, a[href]"):
            assert name_of(control), f"{url}: {control.html}"


def test_ids_are_unique(site: Path) -> None:
    for url, path in html_files(site):
        ids = links(html(path), "[id]", "id")
        assert len(ids) == len(set(ids)), f"{url}: {sorted({i for i in ids if ids.count(i) > 1})}"


def test_every_page_parses_without_error(site: Path) -> None:
    """A simpler check than the validator's, which runs everywhere: the HTML parser finds nothing to repair. The pages
    of a kind come from one template, so that every fifth will do.
    """
    for url, path in list(html_files(site))[::5]:
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text("utf-8"))
        # The theme closes inputs of its own like XML; that is the only kind of message let through.
        errors = [error for error in parser.errors if error[1] not in ("non-void-element-with-trailing-solidus",)]
        assert not errors, f"{url}: {errors[:3]}"


@pytest.mark.skipif(
    not VNU.exists() or shutil.which("java") is None,
    reason="needs Java and the vnu validator, which `make test` installs where npm is present",
)
def test_html_is_valid(site: Path) -> None:
    result = subprocess.run(
        ["java", "-Xss4m", "-jar", str(VNU), "--errors-only", "--skip-non-html", "--format", "json", str(site)],
        capture_output=True,
        text=True,
        timeout=600,
    )
    messages = json.loads(result.stderr)["messages"]
    # Two defects of the theme: `autocomplete` on the radio buttons and checkboxes of its own header, and an empty
    # `tabindex` on labels of its own nav.
    own = [
        f"{Path(m['url']).parent.name}: {m['message']} {m.get('extract', '')}"
        for m in messages
        if "autocomplete" not in m["message"] and "“tabindex” on element “label”" not in m["message"]
    ]
    assert not own, own[:10]


def test_every_fact_is_on_its_page_with_its_sources(site: Path, catalog: Catalog, sheets: Sheets) -> None:
    """Whatever a sheet holds that somebody read is on the entry's page, and so is a link to each page that shows it."""
    missing = []
    for folder, entries in catalog.entries.items():
        for entry in entries.values():
            marked = set(links(html(site / entry.url.partition("#")[0] / "index.html"), "a.s"))
            for row in sheets.of(entry).said():
                lost = [item.source.url for item in row.evidence if item.source.url not in marked]
                if lost:
                    missing.append(f"{folder}/{entry.id}: {row.id} has no link to {lost[0]}")
    assert not missing, missing[:30]


def test_every_row_of_a_sheet_has_its_anchor(site: Path, catalog: Catalog, sheets: Sheets) -> None:
    """Components and license terms stand at the anchors that links and tables name."""
    for entry in (*catalog.models.values(), *catalog.licenses.values()):
        ids = set(links(html(site / entry.url / "index.html"), "[id]", "id"))
        for row in sheets.of(entry).rows:
            if row.key in ("components", "terms"):
                assert row.id in ids, f"{entry.path}: no anchor {row.id}"


def test_every_shown_value_has_a_mark(site: Path, catalog: Catalog) -> None:
    for entry in (*catalog.models.values(), *catalog.licenses.values()):
        for value in html(site / entry.url / "index.html").css(".f"):
            assert value.css("a.s[href^=http]"), f"{entry.path}: {value.text()} has no source"


def test_every_mark_stands_in_the_list_of_sources(site: Path, catalog: Catalog) -> None:
    for entry in (*catalog.models.values(), *catalog.licenses.values()):
        page = html(site / entry.url / "index.html")
        listed = {node.attributes["id"]: node for node in page.css("ol.sources > li")}
        for mark in page.css("a.s"):
            number = f"s{mark.text()}"
            assert number in listed, f"{entry.path}: source {number} is not listed"
            assert listed[number].css_first("a").attributes["href"] == mark.attributes["href"], entry.path
            assert re.search(r"Read\s+\d{4}-\d{2}-\d{2}", listed[number].text(separator=" ")), entry.path


EDIT = "https://ajar.example/source/edit/main/"


def test_the_pencil_of_every_page_opens_its_file(site: Path, catalog: Catalog) -> None:
    """Not some edit link: the theme's own button, on generated pages and on written ones."""
    button = "a.md-content__button[href]"
    for folder, entries in catalog.entries.items():
        for entry in entries.values():
            if not entry.card.one_page:
                assert links(html(site / entry.url / "index.html"), button) == [EDIT + entry.path], entry.path
        assert not links(html(site / folder / "index.html"), button), folder
    for name in ("guides/compute", "about/claims"):
        assert links(html(site / name / "index.html"), button) == [f"{EDIT}docs/{name}.md"], name


def test_every_link_into_the_repository_leads_to_a_file(site: Path) -> None:
    for url, path in html_files(site):
        for link in links(html(path), "a[href*='/edit/']"):
            if "/source" in link:
                assert link.startswith(EDIT), f"{url}: {link}"
                assert (REPO / link.removeprefix(EDIT)).is_file(), f"{url}: {link}"


def test_the_sitemap_lists_entries_and_no_frame(site: Path, catalog: Catalog) -> None:
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert "/_/" not in sitemap
    assert not (site / "_").exists()
    for model in catalog.models.values():
        assert f"<loc>{BASE}{model.url}</loc>" in sitemap, model.id


def test_pages_are_light(site: Path, catalog: Catalog) -> None:
    """Compressed, in KB of 1,024 bytes: a model page at most 25, what the project adds beyond the theme's files at most
    12, and the content of the page with these at most 30; all scripts and styles of the project at most 55.
    """
    # What every page loads; the scripts of tables and of the comparison come only where there is one.
    folder = sent(site)
    weights = {path: len(gzip.compress(path.read_bytes())) for path in folder.rglob("*") if path.is_file()}
    assert sum(weights.values()) <= 55 * 1024
    own = weights[folder / "ajar.css"] + weights[folder / "js/ajar.js"]
    assert own <= 12 * 1024
    for model in catalog.models.values():
        page = (site / model.url / "index.html").read_text("utf-8")
        assert len(gzip.compress(page.encode())) <= 25 * 1024, model.id
        content = page[page.index("<article") : page.index("</article>")]
        assert len(gzip.compress(content.encode())) + own <= 30 * 1024, model.id


def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "site"
    assert mkdocs(REPO, again).returncode == 0
    files = {path.relative_to(site) for path in site.rglob("*") if path.is_file()}
    assert files == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    different = [str(name) for name in files if (site / name).read_bytes() != (again / name).read_bytes()]
    assert not different


def test_kept_templates_change_nothing_even_damaged(tmp_path: Path) -> None:
    """The theme's compiled templates are kept between builds; what is broken among them is compiled again."""
    root = project(tmp_path / "project", catalog=tmp_path / "project")
    write(root, sample())
    assert mkdocs(root, tmp_path / "first").returncode == 0
    kept = [path for path in (root / ".cache").rglob("*") if path.is_file()]
    assert kept
    for number, path in enumerate(sorted(kept)):
        path.write_bytes((b"", b"damaged", path.read_bytes()[:-40])[number % 3])
    result = mkdocs(root, tmp_path / "second")
    assert result.returncode == 0, result.stderr[-2000:]
    for path in (tmp_path / "first").rglob("*.html"):
        assert path.read_bytes() == (tmp_path / "second" / path.relative_to(tmp_path / "first")).read_bytes(), path
