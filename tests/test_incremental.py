"""A builder that keeps what did not change gives what a fresh one gives, whatever was edited."""

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ajar.build import Builder
from ajar.load import CatalogError
from ajar.pages import context
from ajar.settings import Settings
from ajar.site import Site
from conftest import part, project
from samples import REPO

EDITS, PARTS = 90, 3
SETTINGS = Settings(cache=REPO / ".cache")


def documents(builder: Builder, site: Site, docs: Path) -> dict[str, object]:
    return {**site.pages, **site.files, **builder.written_pages(site, docs)}


def some(folder: Path, chance: random.Random) -> Path:
    """An entry, now and then a file of words, a written page or a template."""
    kind = chance.choices(["entry", "words", "guide", "template"], [8, 1, 1, 1])[0]
    if kind == "template":
        return chance.choice(sorted(context.TEMPLATES.iterdir()))
    if kind == "words":
        return chance.choice(sorted((folder / "catalog/vocabulary").glob("*.yml")))
    if kind == "guide":
        return chance.choice(sorted((folder / "docs").rglob("*.md")))
    return chance.choice(sorted((folder / "catalog").glob("[!v]*/*.yml")))


def some_project(target: Path) -> Path:
    """A small project of real entries."""
    folder = project(target, catalog=target)
    shutil.copytree(REPO / "catalog", folder / "catalog")
    return part(folder, "llama-3.1", "qwen2.5", "deepseek-r1", "olmo-2", "gpt-4o", "bloom")


@pytest.fixture(autouse=True)
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Templates of the test's own, so that it may edit them."""
    monkeypatch.setattr(context, "TEMPLATES", shutil.copytree(context.TEMPLATES, tmp_path / "templates"))
    yield
    context.environment.cache_clear()


def changed(path: Path, chance: random.Random, number: int) -> str:
    """What a file holds after an edit."""
    text = path.read_text("utf-8")
    return f"{text}<i>Edited {number}</i>\n" if path.suffix == ".html" else edited(text, chance, number)


def edited(text: str, chance: random.Random, number: int) -> str:
    """A text with another name, label, number, answer or state; or with a line less."""
    kind = chance.randrange(5)
    if kind == 0:
        return re.sub(r"^(name|short|label): .*$", rf"\1: Edited {number}", text, count=1, flags=re.M)
    if kind == 1:
        return re.sub(r"(parameters|context|tokens): \d[\de.]*", rf"\1: {chance.randint(20, 9000)}e6", text, count=1)
    if kind == 2:
        return re.sub(
            r"\bis: (permitted|released)\b", r"is: unstated" if "terms:" in text else "is: described", text, count=1
        )
    if kind == 3:
        return re.sub(r"sentence: \S+", f"sentence: Edited{number}", text, count=1)
    lines = text.splitlines(keepends=True)
    if len(lines) > 1:
        del lines[chance.randrange(1, len(lines))]
    return "".join(lines)


@pytest.mark.parametrize("seed", range(PARTS))
def test_random_edits_leave_the_same_site_as_a_fresh_build(tmp_path: Path, seed: int) -> None:
    """Edits come one by one; after every fifth good one, everything is compared with what a fresh builder makes."""
    folder = some_project(tmp_path)
    docs = folder / "docs"
    kept = Builder(folder / "catalog", documents={})
    kept.build(SETTINGS)
    chance = random.Random(20261126 + seed)
    good = refused = 0
    touched: list[str] = []
    kinds: set[str] = set()
    while good < EDITS // PARTS:
        path = some(folder, chance)
        before = path.read_text("utf-8")
        path.write_text(changed(path, chance, good + refused), "utf-8")
        try:
            found = documents(kept, kept.build(SETTINGS), docs)
        except CatalogError:
            refused += 1
            assert refused < 20 * EDITS
            path.write_text(before, "utf-8")
            continue
        good += 1
        touched.append(path.name)
        kinds.add(path.suffix)
        if good % 5 == 0:
            fresh = Builder(folder / "catalog")
            wanted = documents(fresh, fresh.build(SETTINGS), docs)
            assert found.keys() == wanted.keys()
            stale = [name for name in wanted if found[name] != wanted[name]]
            assert not stale, f"after edits of {touched[-5:]}: {stale[:5]}"
    assert kinds == {".yml", ".md", ".html"}


def test_a_kept_builder_names_the_mistakes_that_a_fresh_one_names(tmp_path: Path) -> None:
    folder = some_project(tmp_path)
    kept = Builder(folder / "catalog", documents={})
    kept.build(SETTINGS)
    chance = random.Random(7)
    for number in range(12):
        path = some(folder, chance)
        path.write_text(changed(path, chance, number), "utf-8")
    told = []
    for builder in (kept, Builder(folder / "catalog")):
        try:
            builder.build(SETTINGS)
        except CatalogError as error:
            told.append(str(error))
    assert len(set(told)) <= 1
    assert len(told) in (0, 2)


def test_an_edit_makes_only_the_pages_it_can_change(tmp_path: Path) -> None:
    folder = some_project(tmp_path)
    builder = Builder(folder / "catalog")
    first = builder.build(SETTINGS)
    path = sorted((folder / "catalog/terms").glob("*.yml"))[0]
    path.write_text(path.read_text("utf-8").replace("name: ", "name: The ", 1), "utf-8")
    second = builder.build(SETTINGS)
    made = [url for url, page in second.pages.items() if page is not first.pages.get(url) and page.entry]
    assert f"terms/{path.stem}/" in made
    assert len(made) < 40, made


def test_another_day_makes_everything_anew() -> None:
    builder = Builder(REPO / "catalog")
    first = builder.build(SETTINGS)
    assert builder.build(SETTINGS).pages["models/gpt-4o/"] is first.pages["models/gpt-4o/"]
    other = builder.build(replace(SETTINGS, day=SETTINGS.day.replace(year=SETTINGS.day.year + 2)))
    assert other.pages["models/gpt-4o/"] is not first.pages["models/gpt-4o/"]
    assert "stale" in other.pages["models/gpt-4o/"].html
