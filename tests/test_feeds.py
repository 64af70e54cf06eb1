"""Feeds and calendars by their standards, and the record of what the catalog changed."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import icalendar
import orjson
import pytest
from ajar.build import Builder
from ajar.catalog import Catalog
from ajar.cli import main
from ajar.facts.changes import Changes
from ajar.facts.channels import MOST, Channels
from ajar.facts.sheets import Sheets
from ajar.kinds import KINDS, Model
from ajar.load import load
from ajar.settings import SITE_URL, Settings
from conftest import html, needs_chromium
from jsonschema import Draft202012Validator
from lxml import etree
from playwright.sync_api import Page
from samples import sample, write
from test_load import edit, problems

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
MEDIA_TYPE = re.compile(r".+/.+")


# --- Atom -------------------------------------------------------------------------------------------------------------

# How often an element may stand in a feed and in an entry (RFC 4287, sections 4.1.1 and 4.1.2); None: any number.
FEED: dict[str, tuple[int, int | None]] = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "author": (1, None),
    "link": (1, None),
    "rights": (0, 1),
    "icon": (0, 1),
    "entry": (0, None),
}
ENTRY: dict[str, tuple[int, int | None]] = {
    "id": (1, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "published": (0, 1),
    "content": (0, 1),
    "link": (0, None),
    "category": (0, None),
}


def wrong_in(element: etree._Element, counts: dict[str, tuple[int, int | None]]) -> Iterator[str]:
    """What RFC 4287 does not allow in a feed or entry."""
    for child in element:
        if child.tag.removeprefix(ATOM) not in counts:
            yield f"{child.tag} may not stand here"
    for name, (least, most) in counts.items():
        number = len(element.findall(ATOM + name))
        if number < least or (most is not None and number > most):
            yield f"{name} stands here {number} times"
    for name in ("updated", "published"):
        for moment in element.findall(ATOM + name):
            if not MOMENT.fullmatch(moment.text or ""):
                yield f"{moment.text!r} is no moment"
    for link in element.findall(f"{ATOM}link"):
        if not link.get("href", "").startswith("http") or not MEDIA_TYPE.fullmatch(link.get("type", "a/b")):
            yield f"a link without an address or with a wrong type: {dict(link.attrib)}"
    seen = [
        (link.get("type"), link.get("hreflang"))
        for link in element.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    if len(seen) != len(set(seen)):
        yield "two alternates of one type"
    for category in element.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield "a category without a term"


def of_feed(root: etree._Element) -> Iterator[str]:
    """What is wrong with a whole feed."""
    yield from wrong_in(root, FEED)
    if not LANGUAGE.fullmatch(root.get("{http://www.w3.org/XML/1998/namespace}lang", "")):
        yield "no language"
    if not all(author.findtext(f"{ATOM}name") for author in root.findall(f"{ATOM}author")):
        yield "an author without a name"
    if len([link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]) != 1:
        yield "not one link to itself"
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    if len(ids) != len(set(ids)):
        yield "two entries of one id"
    for entry in entries:
        yield from wrong_in(entry, ENTRY)
        content = entry.find(f"{ATOM}content")
        if content is None and not any(link.get("rel") == "alternate" for link in entry.findall(f"{ATOM}link")):
            yield "an entry with neither content nor an alternate"
        if content is not None and (content.get("type") != "html" or len(content)):
            yield "content that is not escaped HTML"


def atoms(site: Path) -> dict[Path, etree._Element]:
    return {path: etree.parse(path).getroot() for path in sorted(site.glob("feeds/**/*.xml"))}


def test_atom_feeds_follow_their_standard(site: Path) -> None:
    feeds = atoms(site)
    wrong = [f"{path.relative_to(site)}: {told}" for path, root in feeds.items() for told in of_feed(root)]
    assert not wrong, wrong[:5]
    for path, root in feeds.items():
        own = next(link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self")
        entries = root.findall(f"{ATOM}entry")
        days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
        assert own == root.findtext(f"{ATOM}id")
        assert len(entries) <= MOST
        assert days == sorted(days, reverse=True), f"{path.name}: the newest comes first"
        assert root.findtext(f"{ATOM}updated") == max(days, default="1970-01-01T00:00:00Z")


def test_the_rules_see_what_is_wrong() -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>a</id><updated>yesterday</updated>{}</feed>'
    entry = "<entry><id>a</id><title>x</title><updated>2026-11-26T00:00:00Z</updated></entry>"
    told = list(of_feed(etree.fromstring(feed.format(entry * 2))))
    assert "title stands here 0 times" in told
    assert "'yesterday' is no moment" in told
    assert "not one link to itself" in told
    assert "two entries of one id" in told


# --- JSON Feed --------------------------------------------------------------------------------------------------------

URL = {"type": "string", "pattern": "^https?://"}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items", "feed_url", "home_page_url"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": URL,
        "feed_url": URL,
        "description": {"type": "string"},
        "icon": URL,
        "language": {"type": "string", "pattern": f"^{LANGUAGE.pattern}$"},
        "authors": {
            "type": "array",
            "items": {"type": "object", "minProperties": 1, "properties": {"name": {"type": "string"}, "url": URL}},
        },
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": URL,
                    "external_url": URL,
                    "title": {"type": "string"},
                    "content_html": {"type": "string", "minLength": 1},
                    "date_published": {"type": "string", "pattern": f"^{MOMENT.pattern}$"},
                    "date_modified": {"type": "string", "pattern": f"^{MOMENT.pattern}$"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
    },
}


def test_json_feeds_follow_their_standard_and_tell_the_same(site: Path) -> None:
    validator = Draft202012Validator(JSON_FEED)
    for path, root in atoms(site).items():
        feed = orjson.loads(path.with_suffix(".json").read_bytes())
        assert not [error.message for error in validator.iter_errors(feed)][:3], path
        told = [(item["id"], item["title"], item["content_html"], item["date_modified"]) for item in feed["items"]]
        same = [
            tuple(entry.findtext(ATOM + name) for name in ("id", "title", "content", "updated"))
            for entry in root.findall(f"{ATOM}entry")
        ]
        assert told == same, path


def test_there_is_a_feed_for_all_that_was_promised(site: Path, catalog: Catalog) -> None:
    names = {path.relative_to(site / "feeds").as_posix() for path in atoms(site)}
    expected = {"all.xml", "retirements.xml", "license-changes.xml", *(f"{folder}.xml" for folder in KINDS)}
    assert expected | {f"developers/{id_}.xml" for id_ in catalog.developers} <= names


def answers(site: Path, address: str) -> bool:
    """Whether the site has the page or file of an address, and the place on it."""
    path, _, anchor = unquote(address.removeprefix(SITE_URL)).partition("#")
    file = site / path / "index.html" if path.endswith("/") or not path else site / path
    return file.is_file() and (not anchor or html(file).css_first(f'[id="{anchor}"]') is not None)


def test_every_link_of_a_feed_or_calendar_answers(site: Path) -> None:
    linked: set[str] = set()
    for root in atoms(site).values():
        linked |= {text for element in root.iter(f"{ATOM}id", f"{ATOM}icon") if (text := element.text)}
        linked |= {str(link.get("href")) for link in root.iter(f"{ATOM}link")}
        for content in root.iter(f"{ATOM}content"):
            linked |= set(re.findall(r'href="([^"]+)"', content.text or ""))
    for path in site.glob("calendar/**/*.ics"):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        linked |= {str(part["URL"]) for part in calendar.walk() if "URL" in part}
    own = {address for address in linked if address.startswith(SITE_URL)}
    assert len(own) > 1000
    assert not [address for address in sorted(own) if not answers(site, address)][:5]


def test_pages_name_their_feeds(site: Path) -> None:
    expected = {
        "": {"feeds/all.xml", "feeds/all.json", "calendar/retirements.ics"},
        "changes/": {"feeds/all.xml", "feeds/license-changes.xml", "calendar/retirements.ics"},
        "models/": {"feeds/models.xml", "feeds/models.json"},
        "licenses/": {"feeds/licenses.xml", "feeds/license-changes.xml"},
        "licenses/apache-2.0/": {"feeds/license-changes.xml"},
        "developers/openai/": {"feeds/developers/openai.xml", "calendar/developers/openai.ics"},
        "views/retiring-soon/": {"feeds/retirements.xml", "calendar/retirements.ics"},
    }
    for url, paths in expected.items():
        links = html(site / url / "index.html").css('link[rel="alternate"][title]:not([type$="oembed"])')
        found = {str(link.attributes["href"]).replace("../", "") for link in links}
        assert paths <= found, url
        assert all((site / path).is_file() for path in found), url
    without = html(site / "developers/allen-ai/index.html") if (site / "developers/allen-ai").is_dir() else None
    assert without is None or not without.css('link[type="text/calendar"]')


# --- calendars --------------------------------------------------------------------------------------------------------


def ends_of(model: Model) -> set[str]:
    """Every day that an entry gives for an end of it, read from the entry itself."""
    life = {event.date for event in model.life if event.event in ("retirement", "retirement-not-before", "retired")}
    layers = (model, *model.variants.values())
    return life | {item.retires for facts in layers for item in facts.snapshots if item.retires}


def events(path: Path) -> list[Any]:
    return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_the_calendar_holds_every_end_on_its_day(site: Path, catalog: Catalog) -> None:
    expected = {(model.id, day) for model in catalog.models.values() for day in ends_of(model)}
    found = set()
    for event in events(site / "calendar/retirements.ics"):
        model = catalog.models[str(event["URL"]).split("/models/")[1].split("/")[0]]
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
        assert type(event["DTSTART"].dt) is date
        # The stamp is the day on which a source was read.
        stamp = event["DTSTAMP"].dt
        assert stamp == datetime.combine(stamp.date(), datetime.min.time(), UTC)
        assert stamp.date() in {source.read for source in model.sources.values()}
        found.add((model.id, str(event["DTSTART"].dt)))
    assert found == expected


def test_the_calendar_warns_and_says_what_is_not_committed(site: Path, catalog: Catalog) -> None:
    every = events(site / "calendar/retirements.ics")
    ids = [str(event["UID"]) for event in every]
    assert len(ids) == len(set(ids))
    for event in every:
        come = str(event["SUMMARY"]).endswith(": retired")
        triggers = {alarm["TRIGGER"].dt for alarm in event.walk("VALARM")}
        assert triggers == (set() if come else {timedelta(days=-30), timedelta(days=-7)})
        assert "Source: " in event["DESCRIPTION"]
        assert (event["STATUS"] == "TENTATIVE") == ("not committed" in event["DESCRIPTION"])
    tentative = [event for event in every if event["STATUS"] == "TENTATIVE"]
    planned = [e for model in catalog.models.values() for e in model.life if e.event == "retirement-not-before"]
    assert len(tentative) == len(planned) > 0


def test_developers_have_a_calendar_where_an_end_was_announced(site: Path, catalog: Catalog) -> None:
    by_developer: dict[str, set[str]] = {}
    for event in events(site / "calendar/retirements.ics"):
        model = catalog.models[str(event["URL"]).split("/models/")[1].split("/")[0]]
        by_developer.setdefault(str(model.developer.value), set()).add(str(event["UID"]))
    files = {path.stem: path for path in site.glob("calendar/developers/*.ics")}
    own = {id_: {str(event["UID"]) for event in events(path)} for id_, path in files.items()}
    former = catalog.aliases["developers"]
    assert {former.get(id_, id_): uids for id_, uids in own.items()} == by_developer


# --- what is told -----------------------------------------------------------------------------------------------------


def test_events_lie_on_days_that_have_passed(sheets: Sheets) -> None:
    today = sheets.derived.settings.day
    assert not [event.id for event in sheets.once(Changes).events if event.at > today]


def test_the_day_of_the_build_is_in_no_feed(root: Path) -> None:
    """A model with an end far ahead: builds years apart write the same, until the day comes."""
    end = {"event": "retirement", "date": "2031-05-01"}
    edit(root / "models/hosted.yml", "source: page\n", f"source: page\nlife: [{end}]\n")

    def files(day: date) -> dict[str, str | bytes]:
        made = Builder(root).build(Settings(day=day)).files
        return {path: text for path, text in made.items() if path.startswith(("feeds/", "calendar/"))}

    first, later = files(date(2026, 11, 27)), files(date(2029, 1, 1))
    assert first == later
    assert "calendar/developers/maker.ics" in first
    come = files(date(2031, 5, 2))
    assert b"Hosted: Announced end" in come["feeds/retirements.json"]
    assert come["calendar/retirements.ics"] == first["calendar/retirements.ics"]


def test_an_end_keeps_its_identity_when_its_day_moves(root: Path) -> None:
    path = root / "models/hosted.yml"
    edit(path, "source: page\n", "source: page\nlife: [{event: retirement, date: 2031-05-01}]\n")
    first = Builder(root).build().files["calendar/retirements.ics"]
    edit(path, "2031-05-01", "2031-09-30")
    second = Builder(root).build().files["calendar/retirements.ics"]
    told = [icalendar.Calendar.from_ical(text).walk("VEVENT")[0] for text in (first, second)]
    assert told[0]["UID"] == told[1]["UID"]
    assert [str(event["DTSTART"].dt) for event in told] == ["2031-05-01", "2031-09-30"]


# --- the record -------------------------------------------------------------------------------------------------------

RECORD = "changes/2026-01.yml"
GOOD = "{date: 2026-01-02, what: corrected, kind: models, entries: [open-one], facts: [context], from: a, to: b}"
WRONG = {
    "an entry that is not there": ("open-one", "open-two", r":2:\d+: there is no 'open-two' in models; did you mean"),
    "a kind of change": ("corrected", "corected", r":2:\d+: 'corected' is nothing .*; did you mean 'corrected'\?"),
    "a kind of entry": ("kind: models", "kind: model", r":2:\d+: 'model' is no kind of entry; did you mean 'models'\?"),
    "another month": ("2026-01-02", "2026-02-02", r":2:\d+: 2026-02-02 is no day of 2026-01"),
    "an unknown key": ("entries:", "entry:", r":2:\d+: unknown key 'entry'; did you mean 'entries'\?"),
    "half a correction": (", from: a", "", r":2:\d+: `from` and `to` go together"),
    "no fact": (", facts: [context], from: a, to: b", "", r":2:\d+: a correction needs the fact"),
    "nothing": ("entries: [open-one], ", "", r":2:\d+: a change of many entries needs `why`"),
    "a day ahead": ("2026-01-02", "2099-01-02", r":2:\d+: 2099-01-02 lies in the future"),
    "markup": ("to: b", 'to: "<b>"', r":2:\d+: '<b' looks like HTML"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_record_is_named_with_its_place(root: Path, what: str) -> None:
    old, new, message = WRONG[what]
    path = root / RECORD
    path.parent.mkdir()
    path.write_text(f"changes:\n  - {GOOD}\n", "utf-8")
    load(root)
    edit(path, old, new)
    told = problems(root)
    assert any(re.search(rf"catalog/{RECORD}{message}", line) for line in told), told


def test_a_record_may_name_what_was_renamed_or_removed(root: Path) -> None:
    path = root / RECORD
    path.parent.mkdir()
    removed = "{date: 2026-01-03, what: removed, kind: models, entries: [gone-two]}"
    former = GOOD.replace("open-one", "open-1")
    path.write_text(f"changes:\n  - {former}\n  - {GOOD.replace('open-one', 'gone-two')}\n  - {removed}\n", "utf-8")
    told = {event.id: event for event in sheets_of(root).once(Changes).events if event.folder == "models"}
    assert told["models-open-1-corrected-context-2026-01-02"].url == "models/open-one/"
    assert told["models-gone-two-removed-2026-01-03"].whom == "gone-two"


def sheets_of(root: Path) -> Sheets:
    return Builder(root).build().sheets


def changed(root: Path, *arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["changed", *arguments, "--catalog", str(root)]) == 0, capsys.readouterr().err
    return capsys.readouterr().out


def test_what_changed_is_written_down_once(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Compared with a folder: corrections, what is known for the first time, what came and went."""
    before = tmp_path / "before"
    shutil.copytree(root, before)
    edit(root / "models/open-one.yml", "context: 4096", "context: 8192")
    edit(root / "models/family.yml", "weights: released", "weights: undisclosed")
    edit(root / "models/hosted.yml", "source: page\n", "source: page\nmax-output: 500\n")
    shutil.copy(root / "models/hosted.yml", root / "models/newer.yml")
    said = changed(root, str(before), "--why", "Read again.", capsys=capsys)
    records = [line.strip() for line in said.splitlines() if line.startswith("  - ")]
    assert [re.sub(r"date: [\d-]+", "date: D", record) for record in records] == [
        '- {date: D, what: added, kind: models, entries: [newer], why: "Read again."}',
        "- {date: D, what: corrected, kind: models, entries: [family], facts: [weights], "
        'from: "Released", to: "Not disclosed", why: "Read again."}',
        "- {date: D, what: corrected, kind: models, entries: [open-one], facts: [context], "
        'from: "4,096", to: "8,192", why: "Read again."}',
        '- {date: D, what: completed, kind: models, entries: [hosted], facts: [max-output], why: "Read again."}',
    ]
    state = {path: path.read_bytes() for path in root.glob("changes/*.yml")}
    assert "wrote 0 records" in changed(root, str(before), capsys=capsys)
    assert {path: path.read_bytes() for path in root.glob("changes/*.yml")} == state
    assert len(load(root).changes) == 4


def test_git_knows_the_earlier_state(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git = ["git", "-C", str(root.parent), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    edit(root / "models/open-one.yml", "context: 4096", "context: 8192")
    assert 'from: "4,096", to: "8,192"' in changed(root, capsys=capsys)
    assert main(["changed", "no-such-state", "--catalog", str(root)]) == 1
    assert "'no-such-state' is neither a folder nor a state in git" in capsys.readouterr().err


def test_very_many_changes_are_one_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = sample()
    for number in range(12):
        data["models"][f"m-{number}"] = data["models"]["hosted"] | {"name": f"M {number}", "context": 1000 + number}
    root = write(tmp_path, data)
    before = tmp_path / "before"
    shutil.copytree(root, before)
    for number in range(12):
        edit(root / f"models/m-{number}.yml", f"context: {1000 + number}", f"context: {2000 + number}")
    said = changed(root, str(before), capsys=capsys)
    assert "wrote 1 records" in said
    assert "facts: [context]}" in said


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_tells_every_event_on_its_year(site: Path, sheets: Sheets) -> None:
    told = sheets.once(Changes).events
    places = {event.place for event in told}
    assert len(places) == len(told)
    pages = {place.partition("#")[0] for place in places}
    found = {f"{url}#{node.id}" for url in pages for node in html(site / url / "index.html").css("li[data-item]")}
    assert found == places
    latest = html(site / "changes/index.html")
    assert {f"feeds/{name}" for name in ("all", "retirements")} <= {feed.path for feed in sheets.once(Channels).feeds}
    assert len(latest.css("li[data-item]")) > 100


@needs_chromium
def test_changes_by_kind_and_their_permanent_place(page: Page, address: str) -> None:
    page.goto(f"{address}changes/?kind=ended")
    page.locator(".counted a").wait_for()
    shown = page.locator("li[data-item]:visible")
    assert set(shown.evaluate_all("items => items.map((item) => item.dataset.kind)")) == {"ended"}
    first = shown.first
    id_ = first.get_attribute("id")
    first.locator("a.here").click()
    page.wait_for_url(re.compile(r"/changes/\d{4}/#"))
    assert page.locator(f'[id="{id_}"]').is_visible()
