"""Hostile values: no field of any kind takes markup, and every output escapes for itself should one get through."""

import copy
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from ajar.kinds import KINDS
from ajar.load import File, Loader, validated
from ajar.strict_yaml import parse
from conftest import ENVIRONMENT, needs_chromium, project, serving
from playwright.sync_api import Browser
from samples import REPO, _Dumper, sample, write

EVIL = "zebra <img src=x onerror=window.hacked=1>"
WORDS = Loader(REPO / "catalog").words()


def texts(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Every text of an entry with its path."""
    if isinstance(value, str):
        yield path, value
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from texts(item, (*path, key))


def general(path: tuple[Any, ...]) -> str:
    """A path without what differs from entry to entry."""
    kept = [
        "*" if isinstance(step, int) or (number and path[number - 1] in ("sources", "variants")) else str(step)
        for number, step in enumerate(path)
    ]
    return ".".join(kept)


def fields() -> dict[str, tuple[str, Any, tuple[Any, ...]]]:
    """Each text field that the catalog uses, with one entry that has it."""
    found: dict[str, tuple[str, Any, tuple[Any, ...]]] = {}
    for folder in KINDS:
        for path in sorted((REPO / "catalog" / folder).glob("*.yml")):
            data = parse(path.read_text("utf-8")).value
            for place, _ in texts(data):
                found.setdefault(f"{folder}: {general(place)}", (folder, data, place))
    return found


FIELDS = fields()


def placed(data: Any, path: tuple[Any, ...], value: str) -> Any:
    result = copy.deepcopy(data)
    target = result
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return result


@pytest.mark.parametrize("name", FIELDS)
def test_no_field_takes_markup(name: str) -> None:
    folder, data, path = FIELDS[name]
    text = yaml.dump(placed(data, path, EVIL), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
    file = File("catalog/x.yml", text.encode)
    validated(file, KINDS[folder], {"vocabulary": WORDS})
    assert any("looks like HTML" in problem.message for problem in file.problems), file.problems


def test_the_fields_are_many() -> None:
    assert len(FIELDS) > 250


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose loader refuses no markup, so that each output has to escape for itself; free texts are hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    project(folder, catalog=folder)
    path = folder / "hooks/ajar/kinds/scalars.py"
    text, count = re.subn(r"^MARKUP = .*$", 'MARKUP = re.compile("(?!)")', path.read_text("utf-8"), flags=re.M)
    assert count == 1
    path.write_text(text.replace(r"^[^\s<>]+$", r"^\S.*$"), "utf-8")
    for name in ("model", "license"):
        path = folder / f"hooks/ajar/kinds/{name}.py"
        path.write_text(path.read_text("utf-8").replace(r"^[^\s<>]+$", r"^\S.*$"), "utf-8")
    entries = sample()
    entries["models"]["open-one"] |= {
        "watch": ["x"],
        "languages": "x",
        "summary": "x",
        "training": {"data": "x", "hardware": "x", "estimates": [{"of": "x", "value": "x", "by": "x"}]},
        "life": [{"event": "changed", "date": "2025-01-01", "what": "x"}],
        "results": [
            {"benchmark": "quiz", "score": 1, "setting": "x", "unit": "x", "reported-by": "maker", "note": "x"}
        ],
        "prices": [{"genai-prices": "openai/gpt-4", "note": "x"}],
        "ids": {"hugging-face": "x"},
        "snapshots": [{"id": "x", "note": "x"}],
    }
    entries["licenses"]["free"] |= {"hugging-face": "x", "version": "x", "summary": "x", "watch": ["x"]}
    entries["licenses"]["service"]["terms"] |= {
        "governing-law": {"is": "x", "clause": "x", "says": "x"},
        "retention": {"is": "x", "clause": "x"},
        "processing-regions": {"is": "x", "clause": "x"},
    }
    entries["developers"]["maker"] |= {"legal-name": "x", "status": "x", "facts": ["x"]}
    kept = (
        "id",
        "kind",
        "section",
        "verdict",
        "released",
        "date",
        "read",
        "url",
        "home",
        "event",
        "benchmark",
        "reported-by",
        "genai-prices",
        "developer",
        "source",
        "per",
        "relation",
        "type",
        "input",
        "output",
        "status-word",
        "country",
    )
    catalog = {kind: {id_: _evil(entry, kept) for id_, entry in found.items()} for kind, found in entries.items()}
    write(folder, catalog)
    result = subprocess.run(
        [str(Path(sys.executable).parent / "mkdocs"), "build", "--strict", "--site-dir", "site"],
        cwd=folder,
        env={**ENVIRONMENT, "PYTHONPATH": str(folder / "hooks")},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return folder / "site"


def _evil(value: Any, kept: tuple[str, ...], key: str = "") -> Any:
    """An entry with every free text hostile: those that are no word, id, address or date."""
    free = {
        "name",
        "short",
        "summary",
        "shows",
        "note",
        "title",
        "publisher",
        "says",
        "clause",
        "steward",
        "by",
        "measures",
        "contents",
        "definition",
        "question",
        "open-side",
        "closed-side",
        "flips",
        "evidence",
        "measured-by",
        "claim",
        "finding",
        "what",
        "setting",
        "unit",
        "of",
        "value",
        "languages",
        "data",
        "hardware",
        "watch",
        "hugging-face",
        "version",
        "legal-name",
        "facts",
        "governing-law",
        "retention",
        "processing-regions",
    }
    if isinstance(value, dict):
        return {
            name: _evil(item, kept, key if name == "is" else "id" if (key, name) == ("snapshots", "id") else name)
            for name, item in value.items()
        }
    if isinstance(value, list):
        return [_evil(item, kept, key) for item in value]
    if (
        key == "license-data"
        or not isinstance(value, str)
        or value in ("free", "bound", "service", "released", "permitted", "unstated", "undisclosed")
    ):
        return value
    return f"{EVIL} {value}" if key in free or value == "x" else value


@needs_chromium
def test_nothing_hostile_runs_in_any_output(hostile: Path, browser: Browser) -> None:
    """Pages, search, filters, comparison and copies: the text is shown as text."""
    with serving(hostile) as address:
        page = browser.new_page()
        moved = 'http-equiv="refresh"'
        found = [path for path in hostile.rglob("index.html") if moved not in path.read_text("utf-8")]
        pages = [path.parent.relative_to(hostile).as_posix() for path in found]
        for url in pages:
            page.goto(f"{address}{url}/".replace("/./", "/"))
            assert not page.evaluate("window.hacked"), url
            assert page.locator("img[src='x']").count() == 0, url
        page.goto(address + "models/open-one/")
        assert "<img" in page.locator("h1").inner_text()
        page.goto(address + "?q=zebra")
        page.locator("[role=option]").first.wait_for()
        assert page.locator("img[src='x']").count() == 0
        for url in (
            "models/?text=zebra",
            "licenses/?columns=governing-law,retention",
            "compare/?m=open-one,free,hosted",
        ):
            page.goto(address + url)
            page.wait_for_timeout(800)
            assert page.locator("img[src='x']").count() == 0, url
            assert not page.evaluate("window.hacked"), url


def test_pages_and_redirects_hold_no_markup_that_a_browser_would_run(hostile: Path) -> None:
    for path in hostile.rglob("index.html"):
        assert "<img src=x" not in path.read_text("utf-8"), path.relative_to(hostile)
