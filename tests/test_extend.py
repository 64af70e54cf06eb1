"""What a newcomer adds, and how few files that touches: a kind, a term, a component, a column, a facet, an output."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ENVIRONMENT, mkdocs, project
from samples import sample, write

HARDWARE = '''\
"""Machines that models run on."""

from typing import ClassVar

from ..messages import msg
from .base import Entry, Fact
from .card import Card, Group
from .scalars import Prose


class Hardware(Entry):
    """A machine."""

    folder: ClassVar[str] = "hardware"
    card: ClassVar[Card] = Card(
        title=msg("Hardware"),
        lead=msg("Machines that models run on."),
        groups=(Group("about", ("chip",)),),
        columns=("chip", "verified"),
        shown=("name", "chip"),
        summary=("chip",),
    )
    chip: Fact[Prose]
'''
FEED = '''\
"""A list of all pages."""

from collections.abc import Iterable

from ..site import Site


def files(site: Site) -> Iterable[tuple[str, str | bytes]]:
    yield "pages.txt", "\\n".join(site.settings.url(url) for url in site.pages)
    yield "pages.bin", bytes([0, 255])
'''


class Scratch:
    """A copy of the project with the sample catalog; `edit` changes a file of it and remembers which."""

    def __init__(self, folder: Path) -> None:
        self.folder = project(folder, catalog=folder)
        write(folder, sample())
        self.touched: set[str] = set()

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), "utf-8")
        self.touched.add(name)

    def create(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, "utf-8")
        self.touched.add(name)

    def entry(self, name: str, old: str, new: str) -> None:
        """An edit of the catalog's facts, which is no change of the machine."""
        self.edit(name, old, new)
        self.touched.discard(name)

    def build(self) -> Path:
        environment = {**ENVIRONMENT, "PYTHONPATH": str(self.folder / "hooks")}
        command = [str(Path(sys.executable).parent / "mkdocs"), "build", "--strict", "--site-dir", "site"]
        result = subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=300)
        assert result.returncode == 0, result.stderr[-3000:]
        return self.folder / "site"

    def page(self, url: str) -> BeautifulSoup:
        return BeautifulSoup((self.folder / "site" / url / "index.html").read_text("utf-8"), "lxml")


@pytest.fixture
def scratch(tmp_path: Path) -> Scratch:
    return Scratch(tmp_path)


def test_a_kind_takes_three_files(scratch: Scratch) -> None:
    scratch.create("hooks/ajar/kinds/hardware.py", HARDWARE)
    scratch.edit(
        "catalog/vocabulary/fields.yml",
        "words:\n",
        "words:\n  chip: {label: Chip, sentence: What computes.}\n"
        "  machine: {label: Machine, sentence: What it runs on.}\n",
    )
    scratch.edit(
        "hooks/ajar/kinds/model.py",
        "    family: Id | None = None\n",
        '    family: Id | None = None\n    machine: Annotated[str, Ref("hardware")] | None = None\n',
    )
    scratch.edit(
        "hooks/ajar/kinds/model.py",
        '"superseded-by", "family", "watch"',
        '"superseded-by", "family", "machine", "watch"',
    )
    assert len(scratch.touched) == 3
    write(
        scratch.folder,
        {
            "hardware": {
                "h100": {
                    "name": "H100",
                    "chip": "Hopper",
                    "source": "page",
                    "sources": sample()["models"]["hosted"]["sources"],
                }
            }
        },
    )
    scratch.entry("catalog/models/open-one.yml", "name: Open One", "name: Open One\nmachine: h100")
    scratch.build()
    assert scratch.page("hardware").find("a", href="../hardware/h100/"), "it is listed"
    assert "Hopper" in scratch.page("hardware/h100").article.get_text()
    assert scratch.page("hardware/h100").find("a", href="../../models/open-one/"), "it names what refers to it"
    assert any(tag.get_text(strip=True) == "Hardware" for tag in scratch.page("").select("nav a")), (
        "it stands in the nav"
    )
    facts = json.loads((scratch.folder / "site/assets/data/facts/models/open-one.json").read_text("utf-8"))
    assert facts["names"]["hardware/h100"] == ["H100", "hardware/h100/"]


def test_a_license_term_takes_one_file(scratch: Scratch) -> None:
    word = "{label: Sell it on, group: may, values: [permitted, prohibited, unstated], sentence: Sell copies.}"
    new = f"words:\n  resale: {word}\n"
    scratch.edit("catalog/vocabulary/license-terms.yml", "words:\n", new)
    assert len(scratch.touched) == 1
    scratch.entry("catalog/licenses/free.yml", "terms:\n", "terms:\n  resale: {is: permitted, clause: '7'}\n")
    scratch.build()
    assert "Sell it on" in scratch.page("licenses/free").find(id="resale").get_text()
    columns = json.loads((scratch.folder / "site/assets/data/licenses.json").read_text("utf-8"))["columns"]
    assert any(column["id"] == "resale" for column in columns)


def test_a_component_takes_one_file(scratch: Scratch) -> None:
    word = (
        "{label: Tokenizer, content: data, license: code, mof-class: 3, optional: true, group: model, sentence: Cuts.}"
    )
    new = f"words:\n  tokenizer: {word}\n"
    scratch.edit("catalog/vocabulary/components.yml", "words:\n", new)
    assert len(scratch.touched) == 1
    scratch.entry("catalog/models/open-one.yml", "components:\n", "components:\n  tokenizer: released\n")
    scratch.build()
    row = scratch.page("models/open-one").find(id="tokenizer").get_text()
    assert "Tokenizer" in row
    assert "under Free License" in row, "the vocabulary says which license covers it"


def test_a_column_takes_one_file(scratch: Scratch) -> None:
    scratch.edit("hooks/ajar/kinds/model.py", '"mof-class",\n', '"mof-class",\n            "gpu-hours",\n')
    assert len(scratch.touched) == 1
    scratch.entry("catalog/models/open-one.yml", "name: Open One", "name: Open One\ntraining: {gpu-hours: 5e6}")
    scratch.build()
    data = json.loads((scratch.folder / "site/assets/data/rows/models.json").read_text("utf-8"))
    assert next(row for row in data["rows"] if row["id"] == "open-one")["gpu-hours"] == 5e6


def test_a_facet_takes_one_file(scratch: Scratch) -> None:
    scratch.edit("hooks/ajar/kinds/model.py", 'Facet("mof-class"),', 'Facet("mof-class"), Facet("cutoff"),')
    assert len(scratch.touched) == 1
    scratch.build()
    data = json.loads((scratch.folder / "site/assets/data/models.json").read_text("utf-8"))
    assert {"id": "cutoff", "type": "choice"} in data["facets"]


def test_an_output_takes_one_file(scratch: Scratch) -> None:
    scratch.create("hooks/ajar/outputs/list.py", FEED)
    assert len(scratch.touched) == 1
    site = scratch.build()
    assert "https://ajar.example/models/open-one/" in (site / "pages.txt").read_text("utf-8").splitlines()
    assert (site / "pages.bin").read_bytes() == bytes([0, 255])


def test_a_kind_without_a_card_is_named(scratch: Scratch) -> None:
    scratch.create("hooks/ajar/kinds/hardware.py", HARDWARE[: HARDWARE.index("    card:")] + "    chip: Fact[Prose]\n")
    environment = {**ENVIRONMENT, "PYTHONPATH": str(scratch.folder / "hooks")}
    result = subprocess.run(
        [sys.executable, "-m", "ajar.cli", "check"], cwd=scratch.folder, env=environment, capture_output=True, text=True
    )
    assert result.returncode == 1
    assert "kinds/hardware.py:11:1: the kind 'hardware' has no card; expected `card` in Hardware" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_sample_builds_as_it_is(scratch: Scratch) -> None:
    assert mkdocs(scratch.folder, scratch.folder / "site").returncode == 0
