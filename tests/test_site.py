"""The built site, crawled whole."""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from ajar.catalog import Catalog
from ajar.facts.sheets import Sheets
from ajar.outputs.redirects import redirects
from bs4 import BeautifulSoup
from conftest import mkdocs, project, sent
from samples import REPO, sample, write

# One process reads each page once for all of these tests.
pytestmark = pytest.mark.xdist_group("site")
BASE = "https://ajar.example/"
VNU = REPO / ".cache/npm/node_modules/vnu-jar/build/dist/vnu.jar"


def html_files(site: Path) -> Iterator[tuple[str, Path]]:
    """URL relative to the root, and file, of every HTML page."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        yield (name.removesuffix("index.html"), path)


@cache
def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "lxml")


def test_every_entry_has_its_page(site: Path, catalog: Catalog) -> None:
    for folder, entries in catalog.entries.items():
        for entry in entries.values():
            if folder == "claims":
                assert soup(site / "claims/index.html").find(id=entry.id), entry.path
            else:
                assert (site / entry.url / "index.html").is_file(), entry.path


def test_every_alias_and_variant_leads_to_its_entry(site: Path, catalog: Catalog) -> None:
    for url, target in redirects(catalog).items():
        refresh = soup(site / url / "index.html").find("meta", {"http-equiv": "refresh"})
        assert refresh, url
        assert urljoin(BASE + url, refresh["content"].partition("url=")[2]) == BASE + target, url


def test_no_dead_link_or_anchor(site: Path) -> None:
    pages = dict(html_files(site))
    ids = {url: {tag["id"] for tag in soup(path).find_all(id=True)} for url, path in pages.items()}
    dead = []
    for url, path in pages.items():
        if url == "404.html":
            continue
        for tag in soup(path).find_all(["a", "link", "script", "img"]):
            link = tag.get("href") or tag.get("src")
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
        for tag in soup(path).find_all(["script", "img", "link", "iframe", "video", "audio", "source"]):
            link = tag.get("src") or (
                tag.get("href") if tag.name == "link" and "canonical" not in tag.get("rel", []) else None
            )
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
    page = soup(site / "models/olmo-3/index.html")
    assert [tag["href"] for tag in page.select("link[rel=stylesheet]")][-1] == f"../../{folder}ajar.css"
    assert page.select(f"script[type=module][src='../../{folder}js/ajar.js']")
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
        page = soup(path)
        for image in page.find_all("img"):
            assert image.get("alt") is not None, f"{url}: {image}"
        for button in page.find_all("button"):
            assert button.get_text(strip=True) or button.get("aria-label") or button.get("title"), f"{url}: {button}"
        for table in page.select(".scroll"):
            assert table.get("aria-label"), f"{url}: a table without a name"
        for link in page.find_all("a", href=True):
            assert link.get_text(strip=True) or link.get("aria-label") or link.get("title"), f"{url}: {link}"


def test_ids_are_unique(site: Path) -> None:
    for url, path in html_files(site):
        ids = [tag["id"] for tag in soup(path).find_all(id=True)]
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
            page = soup(site / entry.url.partition("#")[0] / "index.html")
            links = {tag["href"] for tag in page.select("a.s")}
            for row in sheets.of(entry).said():
                lost = [item.source.url for item in row.evidence if item.source.url not in links]
                if lost:
                    missing.append(f"{folder}/{entry.id}: {row.id} has no link to {lost[0]}")
    assert not missing, missing[:30]


def test_every_row_of_a_sheet_has_its_anchor(site: Path, catalog: Catalog, sheets: Sheets) -> None:
    """Components and license terms stand at the anchors that links and tables name."""
    for entry in (*catalog.models.values(), *catalog.licenses.values()):
        ids = {tag["id"] for tag in soup(site / entry.url / "index.html").find_all(id=True)}
        for row in sheets.of(entry).rows:
            if row.key in ("components", "terms"):
                assert row.id in ids, f"{entry.path}: no anchor {row.id}"


def test_every_shown_value_has_a_mark(site: Path, catalog: Catalog) -> None:
    for entry in (*catalog.models.values(), *catalog.licenses.values()):
        for value in soup(site / entry.url / "index.html").select(".f"):
            assert value.select("a.s[href^=http]"), f"{entry.path}: {value.get_text()} has no source"


def test_every_mark_stands_in_the_list_of_sources(site: Path, catalog: Catalog) -> None:
    for entry in (*catalog.models.values(), *catalog.licenses.values()):
        page = soup(site / entry.url / "index.html")
        for mark in page.select("a.s"):
            listed = page.find(id=f"s{mark.get_text()}")
            assert listed, f"{entry.path}: source {mark.get_text()} is not listed"
            assert listed.a["href"] == mark["href"], entry.path
            assert re.search(r"Read \d{4}-\d{2}-\d{2}", listed.get_text(" ", strip=True).replace("\n", " ")), entry.path


EDIT = "https://ajar.example/source/edit/main/"


def test_the_pencil_of_every_page_opens_its_file(site: Path, catalog: Catalog) -> None:
    """Not some edit link: the theme's own button, on generated pages and on written ones."""
    for folder, entries in catalog.entries.items():
        for entry in entries.values():
            if not entry.card.one_page:
                buttons = soup(site / entry.url / "index.html").select("a.md-content__button[href]")
                assert [tag["href"] for tag in buttons] == [EDIT + entry.path], entry.path
        assert not soup(site / folder / "index.html").select("a.md-content__button[href]"), folder
    for name in ("guides/compute", "about/claims"):
        buttons = soup(site / name / "index.html").select("a.md-content__button[href]")
        assert [tag["href"] for tag in buttons] == [f"{EDIT}docs/{name}.md"], name


def test_every_link_into_the_repository_leads_to_a_file(site: Path) -> None:
    for url, path in html_files(site):
        for tag in soup(path).find_all("a", href=True):
            if "/source" in tag["href"] and "/edit/" in tag["href"]:
                assert tag["href"].startswith(EDIT), f"{url}: {tag['href']}"
                assert (REPO / tag["href"].removeprefix(EDIT)).is_file(), f"{url}: {tag['href']}"


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
