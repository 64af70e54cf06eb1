"""The exported tree is ordinary files: other generators build it without hooks and give the same addresses."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ENVIRONMENT, mkdocs, project, without_hooks
from samples import REPO, sample, write


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose docs/ is the export of the real catalog, and whose configuration names no hook."""
    folder = tmp_path_factory.mktemp("exported")
    result = subprocess.run([sys.executable, "-m", "ajar.cli", "export", str(folder / "docs")], cwd=REPO, env=ENVIRONMENT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    (folder / "mkdocs.yml").write_text(without_hooks((REPO / "mkdocs.yml").read_text("utf-8")), "utf-8")
    shutil.copytree(REPO / "overrides", folder / "overrides")
    return folder


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


@pytest.mark.skipif(importlib.util.find_spec("zensical") is None, reason="Zensical does not install everywhere yet")
def test_zensical_gives_the_same_addresses(exported: Path, site: Path) -> None:
    result = subprocess.run([sys.executable, "-m", "zensical", "build"], cwd=exported, env=ENVIRONMENT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    assert urls(exported / "site") == urls(site)


def test_export_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept.md").write_text("mine")
    result = subprocess.run([sys.executable, "-m", "ajar.cli", "export", str(tmp_path)], cwd=REPO, env=ENVIRONMENT, capture_output=True, text=True)
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


def test_the_nav_holds_no_entry() -> None:
    """Only lists and written pages stand in the nav, however many entries there are."""
    nav = yaml.safe_load((REPO / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))["nav"]
    files = [file for item in nav for value in item.values() for file in (value if isinstance(value, list) else [value])]
    assert all(file.endswith("index.md") or (REPO / "docs" / file).is_file() for file in files), files
