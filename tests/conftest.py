"""Shared fixtures: the sample catalog, the real catalog, and the real site built once."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from ajar.catalog import Catalog
from ajar.derive import Derived, derive
from ajar.load import load
from samples import REPO, sample, write

ENVIRONMENT = {
    **os.environ, "SOURCE_DATE_EPOCH": "1795478400", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true",
    "PYTHONPATH": str(REPO / "hooks"), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that holds the valid sample catalog."""
    return write(tmp_path, sample())


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The real catalog."""
    return load(REPO / "catalog")


@pytest.fixture(scope="session")
def derived(catalog: Catalog) -> Derived:
    return derive(catalog)


GUIDE = """\
---
title: A guide
description: A guide for tests.
section: {section}
answer: [One., Two., Three.]
next: [definitions]
sources: {{page: {{url: "https://example.org", title: A page, read: 2026-11-24}}}}
---

A fact.[^page]
"""


def project(target: Path, catalog: Path | None = None) -> Path:
    """A copy of the project; with a `catalog` of its own, its guides are short ones, since the real ones name real entries."""
    for name in ("hooks", "overrides", "docs"):
        shutil.copytree(REPO / name, target / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(REPO / "mkdocs.yml", target)
    if catalog is None:
        shutil.copytree(REPO / "catalog", target / "catalog")
    else:
        for path in (target / "docs/guides").glob("[!i]*.md"):
            path.write_text(GUIDE.format(section=path.stem), "utf-8")
    return target


def without_hooks(text: str) -> str:
    """mkdocs.yml as a project would have it that knows nothing of the catalog; its entries are files, outside the nav."""
    kept = [line for line in text.splitlines() if not line.startswith(("hooks:", "watch:", "not_in_nav", "  /"))]
    return "\n".join(kept) + "\nnot_in_nav: |\n  /*/*.md\n  !/guides/*.md\n"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def mkdocs(folder: Path, site: Path, command: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    return subprocess.run([command, "build", "--strict", "--site-dir", str(site)], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=600)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once for all tests that read it."""
    target = tmp_path_factory.mktemp("built") / "site"
    result = mkdocs(REPO, target)
    assert result.returncode == 0, result.stderr
    return target
