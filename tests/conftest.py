"""Shared fixtures: the sample catalog, the real catalog, and the real site built once."""

import fcntl
import functools
import http.server
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ajar.catalog import Catalog
from ajar.derive import Derived, derive
from ajar.facts.sheets import Sheets
from ajar.load import load
from playwright.sync_api import Browser, Page, sync_playwright
from samples import REPO, sample, write
from selectolax.lexbor import LexborHTMLParser as Html

ENVIRONMENT = {
    **os.environ,
    "SOURCE_DATE_EPOCH": "1795478400",
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "PYTHONPATH": str(REPO / "hooks"),
    # Pictures that this project drew need not be drawn by its copies.
    "AJAR_CACHE": str(REPO / ".cache"),
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
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


@pytest.fixture(scope="session")
def sheets(derived: Derived) -> Sheets:
    return Sheets(derived)


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
    """A copy of the project.

    With a `catalog` of its own, its guides and views are short ones, since the real ones name real entries.
    """
    for name in ("hooks", "docs", "locale"):
        shutil.copytree(
            REPO / name, target / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
        )
    shutil.copy(REPO / "mkdocs.yml", target)
    if catalog is None:
        shutil.copytree(REPO / "catalog", target / "catalog")
    else:
        for path in (target / "docs/guides").glob("[!i]*.md"):
            path.write_text(GUIDE.format(section=path.stem), "utf-8")
        for path in (target / "docs/views").glob("*.md"):
            path.write_text("# A view\n", "utf-8")
    return target


def part(folder: Path, *models: str) -> Path:
    """The project with these models alone, what they lead to, and what names nothing else; its written pages must name
    no other.
    """
    catalog = load(folder / "catalog")
    queue = [("models", id_) for id_ in models]
    kept: set[tuple[str, str]] = set()
    while queue:
        found = queue.pop()
        if found not in kept:
            kept.add(found)
            queue += catalog.references(catalog.entry(*found))
    for kind, entries in catalog.entries.items():
        if kind in ("claims", "terms", "tradeoffs"):
            kept |= {(kind, id_) for id_, entry in entries.items() if kept.issuperset(catalog.references(entry))}
    for path in (folder / "catalog").glob("*/*.yml"):
        kind = path.parent.name
        if kind != "vocabulary" and (kind, path.stem) not in kept:
            path.unlink()
    return folder


def without_hooks(text: str) -> str:
    """mkdocs.yml as a project has it that knows nothing of the catalog; its entries are files, outside the nav."""
    kept = [line for line in text.splitlines() if not line.startswith(("hooks:", "watch:", "not_in_nav", "  /"))]
    return "\n".join(kept) + "\nnot_in_nav: |\n  /*/*.md\n  !/guides/*.md\n"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def mkdocs(folder: Path, site: Path, command: str = "mkdocs") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [command, "build", "--strict", "--site-dir", str(site)],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=600,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once for all tests that read it; where several processes test, the first one builds."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    target = shared / "built" / "site"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            result = mkdocs(REPO, shared / "built" / "unfinished")
            assert result.returncode == 0, result.stderr
            (shared / "built" / "unfinished").rename(target)
    return target


def sent(site: Path) -> Path:
    """The folder of the project's own scripts and styles in a built site, named by their content."""
    (styles,) = site.glob("assets/*/ajar.css")
    return styles.parent


@functools.cache
def html(path: Path) -> Html:
    """A page, parsed once in each process."""
    return Html(path.read_text("utf-8"))


# --- a real browser on the built site ---------------------------------------------------------------------------------

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium, which `make test` installs on Debian")
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address at which `folder` is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with serving(site) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    requests: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    assert not errors
    assert all(url.startswith(("http://127.0.0.1", "data:", "blob:")) for url in requests), requests
    context.close()
