"""The live preview: a saved edit shows without a restart; a mistake keeps the last good site and says what is wrong."""

import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ENVIRONMENT, free_port, project
from samples import sample, write


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A project being served, and the address of one entry in it."""
    project(tmp_path, catalog=tmp_path)
    catalog = write(tmp_path, sample())
    port = free_port()
    command = ["mkdocs", "serve", "--dirty", "-a", f"127.0.0.1:{port}"]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(tmp_path / "hooks")}
    server = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield catalog, f"http://127.0.0.1:{port}/models/open-one/"
    finally:
        server.terminate()
        server.wait(10)


def shows(address: str, text: str, seconds: float = 30) -> str:
    """The page once it holds `text`; fails with the last answer after `seconds`."""
    answer = ""
    start = time.monotonic()
    while time.monotonic() - start < seconds:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                answer = response.read().decode()
        except OSError:
            answer = ""
        if text in answer:
            return answer
        time.sleep(0.1)
    pytest.fail(f"{text!r} did not appear; the page was\n{answer[-2000:]}")


def test_edits_and_mistakes_show_without_a_restart(served: tuple[Path, str]) -> None:
    catalog, address = served
    shows(address, "<h1>Open One</h1>")
    path = catalog / "models/open-one.yml"
    good = path.read_text("utf-8")
    time.sleep(1)
    path.write_text(good.replace("Open One", "Open Two"), "utf-8")
    shows(address, "<h1>Open Two</h1>")
    time.sleep(1)
    path.write_text(good.replace("developer: maker", "developer: makr"), "utf-8")
    broken = shows(address, "there is no &#39;makr&#39; in developers")
    assert "<h1>Open Two</h1>" in broken
    assert "catalog/models/open-one.yml:2:12" in broken
    time.sleep(1)
    path.write_text(good, "utf-8")
    assert "there is no" not in shows(address, "<h1>Open One</h1>")
    _words_gone(catalog, address)
    _broken_template(catalog.parent, address)


def _words_gone(catalog: Path, address: str) -> None:
    """A word that the code needs goes: the page stays, and says which word and where."""
    path = catalog / "vocabulary/levels.yml"
    good = path.read_text("utf-8")
    time.sleep(1)
    path.write_text(good.replace("  hosted: ", "  hostd: "), "utf-8")
    broken = shows(address, "the word &#39;hosted&#39; is missing")
    assert "<h1>Open One</h1>" in broken
    time.sleep(1)
    path.write_text(good, "utf-8")
    while "is missing" in shows(address, "<h1>Open One</h1>"):
        time.sleep(0.1)


def _broken_template(root: Path, address: str) -> None:
    """Whatever goes wrong, the preview answers with the last good page."""
    path = root / "hooks/ajar/pages/templates/model.html"
    good = path.read_text("utf-8")
    time.sleep(1)
    path.write_text(good.replace("</h1>", "</h1>{{ nothing_of_that_name }}", 1), "utf-8")
    broken = shows(address, "nothing_of_that_name")
    assert "UndefinedError" in broken
    time.sleep(1)
    path.write_text(good.replace("<h1>", '<h1 id="top">', 1), "utf-8")
    assert "nothing_of_that_name" not in shows(address, '<h1 id="top">Open One</h1>')
