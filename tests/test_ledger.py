"""Promises: what was published stays, leads on, or fails the check; a date does not change without a new read."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from ajar import ledger
from ajar.api import FOLDER
from ajar.build import Builder
from ajar.cli import main
from ajar.derive import derive
from ajar.facts.sheets import Sheets
from ajar.load import load
from ajar.settings import Settings
from conftest import Html, html, needs_chromium
from playwright.sync_api import Page
from samples import REPO, sample, write

DOCS = Path("docs")


def checked(root: Path, entries: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> str:
    """What `ajar check` says of a catalog."""
    for path in (root / "catalog").glob("[!v]*/*.yml"):
        path.unlink()
    write(root, entries)
    main(["check", str(root / "catalog")])
    said = capsys.readouterr()
    return said.out + said.err


@pytest.fixture
def kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The sample catalog with its promises written down."""
    write(tmp_path, sample())
    assert main(["ledger", str(tmp_path / "catalog")]) == 0
    capsys.readouterr()
    return tmp_path


def renamed(**more: Any) -> dict[str, Any]:
    """The sample with its license `free` called `freer`."""
    found = repeated(sample(), "free", "freer")
    found["licenses"]["freer"] |= more
    return found


def repeated(value: Any, old: str, new: str) -> Any:
    """Nested data with a text replaced wherever it stands, as a value or as a key."""
    if isinstance(value, dict):
        return {repeated(key, old, new): repeated(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [repeated(item, old, new) for item in value]
    return new if value == old else value


def test_a_name_that_is_gone_fails_and_an_alias_answers(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "no problem" in checked(kept, sample(), capsys)
    told = checked(kept, renamed(), capsys)
    assert "ledger/addresses.txt:" in told
    assert "licenses/free/ was published and is gone; expected" in told
    assert "`aliases:`" in told
    assert "no problem" in checked(kept, renamed(aliases=["free"]), capsys)


def test_everything_still_answers_under_an_old_name(tmp_path: Path) -> None:
    """Page, anchor, data, badge, frame, citation: at the old address as at the new one."""
    write(tmp_path, renamed(aliases=["free"]))
    site = Builder(tmp_path / "catalog").build(Settings())
    page = Html(str(site.files["licenses/free/index.html"]))
    assert page.css_first("link[rel=canonical]").attributes["href"] == "../../licenses/freer/"
    assert "url=../../licenses/freer/" in str(page.css_first("meta[http-equiv]").attributes["content"])
    assert 'id="commercial-use"' in site.pages["licenses/freer/"].html
    assert site.files[f"{FOLDER}licenses/free.json"] == site.files[f"{FOLDER}licenses/freer.json"]
    for place in ("badge/licenses/{}/commercial.svg", "embed/licenses/{}/index.html", "cite/licenses/{}.ris"):
        assert site.files[place.format("free")] == site.files[place.format("freer")]
    assert "/licenses/free/ /licenses/freer/ 301" in str(site.files["_redirects"])
    assert '"/licenses/free/" "/licenses/freer/";' in str(site.files["redirects.nginx.map"])


def test_an_alias_that_stops_answering_fails(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked(kept, renamed(aliases=["free"]), capsys)
    assert main(["ledger", str(kept / "catalog")]) == 0
    assert "licenses/free/ was published and is gone" in checked(kept, renamed(), capsys)


def test_an_anchor_that_is_gone_fails_and_can_be_moved(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = ledger.read(kept / "ledger")
    written.addresses["models/open-one/"].add("old-weights")
    ledger.write(kept / "ledger", written)
    assert "models/open-one/#old-weights was published and is gone" in checked(kept, sample(), capsys)
    (kept / "ledger/moved.yml").write_text("models/open-one/#old-weights: no-such-place\n")
    assert "old-weights was published and is gone" in checked(kept, sample(), capsys)
    (kept / "ledger/moved.yml").write_text("models/open-one/#old-weights: weights\n")
    assert "no problem" in checked(kept, sample(), capsys)
    page = Builder(kept / "catalog").build(Settings()).pages["models/open-one/"]
    old = Html(page.html).css_first("#old-weights")
    assert old.parent.parent.attributes["id"] == "weights"
    (kept / "ledger/moved.yml").write_text('models/open-one/#old-weights: "gone: it was never true"\n')
    assert "no problem" in checked(kept, sample(), capsys)


def test_a_date_changes_only_with_a_new_read(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = sample()
    model = entries["models"]["open-one"]
    model["released"] = "2019-01-02"
    told = checked(kept, entries, capsys)
    assert "ledger/dates.txt:" in told
    assert "models/open-one#released was" in told
    assert "and is 2019-01-02, but its source was last read on" in told
    main(["ledger", str(kept / "catalog")])
    assert "and is 2019-01-02" in checked(kept, entries, capsys)
    main(["ledger", str(kept / "catalog"), "--accept", "models/open-one#released"])
    assert "no problem" in checked(kept, entries, capsys)


def test_a_new_read_lets_a_date_change(kept: Path) -> None:
    sheets = Sheets(derive(load(kept / "catalog")))
    written, now = ledger.read(kept / "ledger"), ledger.dates(sheets)
    name = "models/open-one#released"
    later = now | {name: ledger.Dated("2019-01-02", "2030-01-01")}
    assert not [*ledger._unread(written, later)]
    assert [*ledger._unread(written, now | {name: replace(now[name], value="2019-01-02")})]
    assert ledger.added(written, {}, later).dates[name].value == "2019-01-02"


def test_the_ledger_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(REPO / "catalog")]) == 0, capsys.readouterr().err[-3000:]


def test_every_promise_is_on_the_built_site(site: Path) -> None:
    """What the ledger says is there is really there, page by page and anchor by anchor."""
    written = ledger.read(REPO / "ledger")
    assert len(written.addresses) > 800
    lost: list[str] = []
    for url, anchors in written.addresses.items():
        page = html(site / url / "index.html")
        moved = page.css_first("link[rel=canonical]")
        if page.css_first("meta[http-equiv=refresh]"):
            target = urljoin(f"https://ajar.example/{url}", str(moved.attributes["href"]))
            page = html(site / target.removeprefix("https://ajar.example/").partition("#")[0] / "index.html")
        ids = {node.attributes["id"] for node in page.css("[id]")}
        lost += [f"{url}#{a}" for a in anchors - ids if not written.moved.get(f"{url}#{a}", "").startswith(ledger.GONE)]
    assert not lost, lost[:20]


@needs_chromium
def test_a_redirect_keeps_query_and_anchor(page: Page, address: str) -> None:
    page.goto(f"{address}models/llama-3.1-8b/?utm_source=x#training-data")
    page.wait_for_url(f"{address}models/llama-3.1/?utm_source=x#training-data")
    page.goto(f"{address}models/llama-3.1-8b/")
    page.wait_for_url(f"{address}models/llama-3.1/#llama-3.1-8b")


@needs_chromium
def test_a_redirect_works_without_scripts(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}models/llama-3.1-8b/")
    opened.wait_for_url(f"{address}models/llama-3.1/#llama-3.1-8b")
    context.close()
