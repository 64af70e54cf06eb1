"""The exported tree is ordinary files: other generators build it without hooks and give the same addresses."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from ajar.catalog import Catalog
from conftest import ENVIRONMENT, Html, mkdocs, project, without_hooks
from samples import REPO, sample, write


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose docs/ is the export of the real catalog, and whose configuration names no hook."""
    folder = tmp_path_factory.mktemp("exported")
    result = subprocess.run(
        [sys.executable, "-m", "ajar.cli", "export", str(folder / "docs")],
        cwd=REPO,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    (folder / "mkdocs.yml").write_text(without_hooks((REPO / "mkdocs.yml").read_text("utf-8")), "utf-8")
    shutil.copytree(REPO / OVERRIDES, folder / OVERRIDES)
    return folder


OVERRIDES = "hooks/mkdocs_adapter/overrides"


def urls(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def test_plain_mkdocs_gives_the_same_addresses(exported: Path, site: Path, tmp_path: Path) -> None:
    result = mkdocs(exported, tmp_path / "plain")
    assert result.returncode == 0, result.stderr[-2000:]
    assert urls(tmp_path / "plain") == urls(site)


def test_properdocs_gives_the_same_addresses(site: Path, tmp_path: Path) -> None:
    """The fork that is kept alive runs the hooks as they are."""
    result = mkdocs(REPO, tmp_path / "proper", "properdocs")
    assert result.returncode == 0, result.stderr[-2000:]
    assert urls(tmp_path / "proper") == urls(site)


def test_zensical_gives_the_same_pages(exported: Path, site: Path) -> None:
    """The theme's successor, which runs no hooks, builds what was exported."""
    command = [str(Path(sys.executable).parent / "zensical"), "build"]
    result = subprocess.run(command, cwd=exported, env=ENVIRONMENT, capture_output=True, text=True, timeout=300)
    assert result.returncode == 0, result.stderr[-2000:]
    assert urls(exported / "site") == urls(site)
    differ = differences(exported / "site", site, without=("edit",))
    assert not differ, differ[:10]


# --- what a page has beside its address -------------------------------------------------------------------------------


def page_of(path: Path, without: tuple[str, ...] = ()) -> dict[str, object]:
    """Title, description, linked data, address, edit link, and the words of the content, with the anchors in it."""
    page = Html(path.read_text("utf-8"))
    article = page.css_first("article")
    assert article, path
    for node in article.css(".md-content__button, .headerlink, .md-source-file, aside.md-source-file"):
        node.decompose()
    script, title = page.css_first("script[type='application/ld+json']"), page.css_first("title")
    description, canonical = page.css_first("meta[name=description]"), page.css_first("link[rel=canonical]")
    ids = [node.attributes["id"] or "" for node in article.css("[id]")]
    found: dict[str, object] = {
        "title": title.text() if title else None,
        "description": description.attributes["content"] if description else None,
        "json-ld": json.loads(script.text()) if script and script.text() != "{}" else None,
        "canonical": canonical.attributes["href"] if canonical else None,
        "edit": sorted({node.attributes["href"] or "" for node in article.css("a[href*='/edit/']")}),
        "text": "".join(article.text().split()),
        "anchors": sorted({id_ for id_ in ids if not id_.startswith("__")}),
    }
    return {key: value for key, value in found.items() if key not in without}


def differences(built: Path, site: Path, without: tuple[str, ...] = ()) -> list[str]:
    """Pages of entries and lists that say something else than the site itself; of hundreds of a kind every third."""
    wrong = []
    for name in sorted(urls(site))[::3]:
        if name.split("/")[0] in ("models", "licenses", "terms", "developers", "claims"):
            if 'http-equiv="refresh"' in (site / name).read_text("utf-8"):
                continue
            ours, theirs = page_of(site / name, without), page_of(built / name, without)
            wrong += [f"{name}: {key}" for key in ours if ours[key] != theirs[key]]
    return wrong


def test_plain_mkdocs_gives_the_same_pages(exported: Path, site: Path, tmp_path: Path) -> None:
    result = mkdocs(exported, tmp_path / "plain")
    assert result.returncode == 0, result.stderr[-2000:]
    differ = differences(tmp_path / "plain", site)
    assert not differ, differ[:10]


def test_an_exported_page_has_all_that_a_page_has(exported: Path, catalog: Catalog) -> None:
    """Front matter for any generator: title, description, linked data, labels, search words, edit link, outline."""
    for folder in ("models", "licenses", "terms"):
        for entry in catalog.entries[folder].values():
            text = (exported / "docs" / folder / f"{entry.id}.md").read_text("utf-8")
            front = yaml.safe_load(text.split("---\n")[1])
            assert front["title"] == entry.name, entry.path
            assert front["description"], entry.path
            assert front["edit_url"] == f"https://ajar.example/source/edit/main/{entry.path}"
            assert entry.id in front["search_words"], entry.path
            assert all(alias in front["search_words"] for alias in entry.aliases), entry.path
            assert {"id", "title"} == set(front["outline"][0]), entry.path
            assert front["updated"] == str(entry.verified) if entry.verified else "updated" not in front
            if folder == "models":
                assert json.loads(front["json_ld"])["name"] == entry.name
                assert front["labels"], entry.path


def test_export_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept.md").write_text("mine")
    result = subprocess.run(
        [sys.executable, "-m", "ajar.cli", "export", str(tmp_path)],
        cwd=REPO,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "is not empty" in result.stderr
    assert (tmp_path / "kept.md").read_text() == "mine"


def test_a_page_written_twice_is_refused(tmp_path: Path) -> None:
    folder = project(tmp_path, catalog=tmp_path)
    write(tmp_path, sample())
    (folder / "docs/models").mkdir()
    (folder / "docs/models/index.md").write_text("# Mine\n")
    result = mkdocs(folder, tmp_path / "site")
    assert result.returncode == 1
    assert "docs/models/index.md is written by hand and by the catalog" in result.stderr


def _files(item: object) -> Iterator[str]:
    """The files that a part of the nav names."""
    if isinstance(item, str):
        yield item
    else:
        assert isinstance(item, (dict, list))
        for below in item.values() if isinstance(item, dict) else item:
            yield from _files(below)


def test_the_nav_holds_no_entry() -> None:
    """Only lists and written pages stand in the nav, however many entries there are."""
    nav = yaml.safe_load((REPO / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))["nav"]
    files = list(_files(nav))
    assert all(file.endswith("index.md") or (REPO / "docs" / file).is_file() for file in files), files
