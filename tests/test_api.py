"""What others read: every document holds to its schema, and every fact is there with its sources, and no other."""

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import jsonschema
import pytest
from ajar.api import DOWNLOADS, FOLDER, shape
from ajar.api.records import Records
from ajar.build import Builder
from ajar.facts.columns import UNKNOWN
from ajar.facts.sheets import Sheets
from ajar.kinds import KINDS
from ajar.outputs import api, downloads
from ajar.settings import Settings
from ajar.site import Site
from conftest import Html, html
from openapi_spec_validator import validate
from samples import REPO, sample, write

FROZEN = REPO / "tests/api_v1.json"


@pytest.fixture
def small(tmp_path: Path) -> Site:
    write(tmp_path, sample())
    return Builder(tmp_path / "catalog").build(Settings(site_url="https://ajar.example/docs/"))


def validators() -> dict[str, jsonschema.Draft202012Validator]:
    return {name: jsonschema.Draft202012Validator(schema) for name, schema in api.schemas().items()}


def document_of(path: str) -> str:
    """Which schema a path is under."""
    parts = path.removeprefix(FOLDER).split("/")
    if parts == ["index.json"]:
        return "index"
    return "vocabulary" if parts[0] == "words" else "item" if len(parts) == 2 else "list"


def test_every_document_holds_to_its_schema(site: Path) -> None:
    known, seen = validators(), set[str]()
    for path in sorted((site / FOLDER).rglob("*.json")):
        name = path.relative_to(site).as_posix()
        if "/schema/" in name or path.name in ("openapi.json", "datapackage.json"):
            continue
        kind = document_of(name)
        # Items of one kind are written alike, so that every ninth will do.
        if kind != "item" or hash_of(name) % 9 == 0:
            seen.add(kind)
            error = next(known[kind].iter_errors(json.loads(path.read_bytes())), None)
            assert error is None, f"{name}: {error.json_path}: {error.message}"
    assert seen == set(shape.DOCUMENTS)


def hash_of(text: str) -> int:
    return sum(text.encode())


def test_the_openapi_file_is_valid(small: Site) -> None:
    found = json.loads(small.files[f"{FOLDER}openapi.json"])
    validate(found)
    assert found["servers"] == [{"url": "https://ajar.example/docs/api/v1"}]


def test_the_shape_of_version_1_is_frozen() -> None:
    """Keys may be added within version 1; none may go, become optional or change its type."""
    lost = [*gone(json.loads(FROZEN.read_text("utf-8")), api.schemas(), "")]
    assert not lost, lost
    assert json.loads(FROZEN.read_text("utf-8")) == api.schemas(), (
        f"something was added: run tests/{Path(__file__).name}"
    )


def gone(old: object, new: object, path: str) -> list[str]:
    """What an older schema promised and a newer one does not."""
    if isinstance(old, dict):
        if not isinstance(new, dict):
            return [path]
        kept = (key for key in old if key not in ("description", "title"))
        return [lost for key in kept for lost in gone(old[key], new.get(key), f"{path}/{key}")]
    if isinstance(old, list):
        return [path] if not isinstance(new, list) or any(item not in new for item in old) else []
    return [] if old == new else [path]


def test_no_key_has_two_types() -> None:
    text = json.dumps(api.schemas())
    assert "anyOf" not in text
    assert "null" not in text


def test_an_alias_answers_as_its_entry(small: Site) -> None:
    assert small.files[f"{FOLDER}models/open-1.json"] == small.files[f"{FOLDER}models/open-one.json"]


def test_a_variant_has_its_own_facts_and_those_of_its_entry(site: Path) -> None:
    item = json.loads((site / FOLDER / "models/llama-3.1-8b.json").read_bytes())
    facts = {fact["id"]: fact for fact in item["facts"]}
    assert item["entry"] == "llama-3.1"
    assert facts["parameters"]["number"] == 8e9
    assert facts["developer"]["ids"] == ["meta"]
    assert facts["level"]["computed"]
    assert any(url.endswith("/licenses/llama-3.1-community.json") for url in facts["commercial-use"]["decided"])
    sources = {source["id"]: source for source in item["sources"]}
    assert all(source["source"] in sources for fact in facts.values() for source in fact["sources"])
    assert not any("405b" in fact for fact in facts)


def test_every_fact_leads_to_a_place_that_is_there(site: Path) -> None:
    for path in sorted((site / FOLDER / "models").glob("*.json"))[::11]:
        for fact in json.loads(path.read_bytes())["facts"]:
            page, _, anchor = fact["url"].removeprefix("https://ajar.example/").partition("#")
            assert (site / page / "index.html").is_file(), fact["url"]
            if anchor:
                assert html(site / page / "index.html").css_first(f'[id="{anchor}"]'), fact["url"]


def test_tables_and_database_hold_every_fact_of_every_sheet_and_no_other(site: Path, sheets: Sheets) -> None:
    wanted = {
        (entry.folder, entry.id, row.id, row.variant)
        for entries in sheets.derived.catalog.entries.values()
        for entry in entries.values()
        for row in sheets.of(entry).said()
    }
    wanted |= {
        (entry.folder, entry.id, row.id, "")
        for entries in sheets.derived.catalog.entries.values()
        for entry in entries.values()
        for rows in sheets.of(entry).computed.values()
        for row in rows
    }
    lines = list(csv.DictReader(io.StringIO((site / FOLDER / "facts.csv").read_text("utf-8"))))
    plain = {(line["kind"], line["entry"], line["fact"]) for line in lines}
    assert plain == {item[:3] for item in wanted}
    with sqlite3.connect(f"file:{site / FOLDER / 'ajar.sqlite'}?mode=ro", uri=True) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert set(database.execute("SELECT kind, entry, fact FROM facts")) == plain
        assert database.execute("SELECT count(*) FROM facts").fetchone() == (len(lines),)
        dated = "SELECT count(*) FROM sourced WHERE read GLOB '20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND url LIKE 'http%'"
        assert database.execute(dated).fetchone() == database.execute("SELECT count(*) FROM fact_sources").fetchone()
    sourced = {(line["kind"], line["entry"], line["fact"]) for line in lines if line["sources"]}
    for entries in sheets.derived.catalog.entries.values():
        for entry in entries.values():
            for row in sheets.of(entry).said():
                assert not row.evidence or (entry.folder, entry.id, row.id) in sourced, f"{entry.path}: {row.id}"


def test_tables_hold_plain_numbers(site: Path) -> None:
    package = json.loads((site / FOLDER / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        assert resource["schema"]["missingValues"] == ["", *sorted(UNKNOWN)]
        text = (site / FOLDER / resource["path"]).read_text("utf-8")
        reader = csv.reader(io.StringIO(text))
        fields = resource["schema"]["fields"]
        assert next(reader) == [field["name"] for field in fields]
        for line in reader:
            for field, cell in zip(fields, line, strict=True):
                if field["type"] == "number" and cell not in resource["schema"]["missingValues"]:
                    float(cell)


def test_the_archive_holds_everything_and_repeats(small: Site) -> None:
    made = dict(downloads.files(small))
    with zipfile.ZipFile(io.BytesIO(bytes(made[f"{FOLDER}ajar.zip"]))) as archive:  # type: ignore[arg-type]
        assert archive.testzip() is None
        names = set(archive.namelist())
    assert names == {f"ajar/{name}" for name in (*DOWNLOADS, "items.jsonl") if name != "ajar.zip"}
    assert made == dict(downloads.files(small))


def test_text_is_what_the_page_says(small: Site) -> None:
    """The text of a value stands on the page of its entry."""
    records = Records.of(small)
    for entry in small.catalog.models.values():
        words = " ".join(html_text(small.pages[entry.url].html).split())
        for told in records.facts(entry):
            if told.row.group in ("sizes", "overview") and told.data["state"] == "known" and told.row.form != "prose":
                assert told.data["text"] in words, f"{entry.path}: {told.row.id}"


def html_text(text: str) -> str:
    return Html(text).text(separator=" ")


# --- the examples of the page on data ---------------------------------------------------------------------------------

EXAMPLES = dict(re.findall(r"^```(\w+)\n(.*?)^```$", (REPO / "docs/about/data.md").read_text("utf-8"), re.M | re.S))
COMMANDS = {"bash": ["bash", "-c"], "python": [sys.executable, "-c"], "js": ["node", "--input-type=module", "-e"]}
SAYS = {"bash": "Open", "python": " GB", "js": "GPT-4o"}


@pytest.mark.parametrize("language", COMMANDS)
def test_an_example_runs(address: str, language: str) -> None:
    if shutil.which(COMMANDS[language][0]) is None:
        pytest.skip(f"needs {COMMANDS[language][0]}")
    text = EXAMPLES[language].replace("https://ajar.example/", address)
    found = subprocess.run([*COMMANDS[language], text], capture_output=True, text=True, timeout=60)
    assert found.returncode == 0, found.stderr
    assert SAYS[language] in found.stdout


def test_queries_run(site: Path) -> None:
    query = EXAMPLES["sql"].replace("https://ajar.example/", f"{site}/")
    rows = duckdb.sql(query).fetchall()
    assert len(rows) == 5
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", row[3]) for row in rows)
    with sqlite3.connect(f"file:{site / FOLDER / 'ajar.sqlite'}?mode=ro", uri=True) as database:
        assert len(database.execute(EXAMPLES["sqlite"]).fetchall()) == 5


def test_every_address_of_the_page_on_data_is_there(site: Path) -> None:
    text = (REPO / "docs/about/data.md").read_text("utf-8")
    named = re.findall(r'href="\.\./\.\./(api/v1/[^"]+)"', text)
    assert len(named) >= 9
    assert not [name for name in named if not (site / name).is_file()]
    for name in (*DOWNLOADS, *(f"{folder}.json" for folder in KINDS)):
        assert (site / FOLDER / name).is_file(), name


if __name__ == "__main__":
    FROZEN.write_text(json.dumps(api.schemas(), indent=1, sort_keys=True) + "\n", "utf-8")
