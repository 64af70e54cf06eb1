"""What one can subscribe to: feeds of changes and calendars of ends, each with the page that it belongs to.

Pages link them, `outputs/feeds.py` and `outputs/calendar.py` write them. An address stays once it is published, so
every kind and every developer has a feed even where nothing has happened yet, and a calendar keeps the ends that came.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from ..kinds import KINDS, Developer, License
from ..kinds.base import Entry
from ..kinds.words import ChangeId
from ..messages import msg
from .changes import PAGE, Changes, Event
from .ends import End
from .sheets import Sheets

ENDING = "views/retiring-soon/"
ATOM, JSON_FEED, ICALENDAR = "application/atom+xml", "application/feed+json", "text/calendar"
# What a feed reader gets at once; what is older stands on the page.
MOST = 100


class Feed(NamedTuple):
    """The latest changes of one sort, the newest first, at `path` with `.xml` and with `.json`; `owner` is the
    developer whose they are, if they are one's.
    """

    path: str
    title: str
    page: str
    events: list[Event]
    owner: Developer | None = None


class Calendar(NamedTuple):
    """Ends of models, the first one first, at `path`; `owner` as for a feed."""

    path: str
    title: str
    page: str
    ends: list[End]
    owner: Developer | None = None


@dataclass
class Channels:
    """All feeds and calendars of one state of the catalog; `sheets.once(Channels)` makes them."""

    sheets: Sheets
    feeds: list[Feed] = field(default_factory=list)
    calendars: list[Calendar] = field(default_factory=list)
    _by_page: dict[str, list[Feed | Calendar]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        changes, say = self.sheets.once(Changes), self.sheets.messages.say
        catalog, events, ends = self.sheets.derived.catalog, changes.events, changes.ends
        self._feed("all", say(msg("What changed")), PAGE, events)
        for folder, kind in KINDS.items():
            title = say(msg("{kind}: what changed"), kind=say(kind.card.title))
            self._feed(folder, title, f"{folder}/", [event for event in events if event.folder == folder])
        ended = [event for event in events if event.kind == ChangeId.ENDED]
        self._feed("retirements", say(msg("Ends of models, announced and past")), ENDING, ended)
        self._feed("license-changes", say(msg("Licenses and changes of license")), f"{License.folder}/", self._terms())
        self._calendar("retirements", say(msg("Ends of models")), ENDING, ends)
        for developer in catalog.developers.values():
            path = f"{Developer.folder}/{developer.id}"
            title = say(msg("{developer}: what changed"), developer=developer.name)
            about = [event for event in events if developer.id in event.developers]
            self._feed(path, title, developer.url, about, developer)
            own = [end for end in ends if end.model.developer.value == developer.id]
            if own:
                title = say(msg("{developer}: ends of models"), developer=developer.name)
                self._calendar(path, title, developer.url, own, developer)

    def _terms(self) -> list[Event]:
        """What changed of licenses: outside, and what the catalog corrected in what it says of them."""
        return [
            event
            for event in self.sheets.once(Changes).events
            if event.kind == ChangeId.LICENSE or (event.folder == License.folder and event.kind == ChangeId.CORRECTED)
        ]

    def _feed(self, name: str, title: str, page: str, events: list[Event], owner: Developer | None = None) -> None:
        feed = Feed(f"feeds/{name}", title, page, events[:MOST], owner)
        self.feeds.append(feed)
        self._by_page.setdefault(page, []).append(feed)

    def _calendar(self, name: str, title: str, page: str, ends: list[End], owner: Developer | None = None) -> None:
        calendar = Calendar(f"calendar/{name}.ics", title, page, ends, owner)
        self.calendars.append(calendar)
        self._by_page.setdefault(page, []).append(calendar)

    def on(self, page: str, entry: Entry | None = None) -> list[Feed | Calendar]:
        """What tells of a page: its own feeds and calendar; home has those of the whole site, a license that of all
        licenses.
        """
        if page == "":
            return [*self._by_page[PAGE], *self._by_page[ENDING]]
        if page == PAGE:
            return [*self._by_page[PAGE], *self._by_page[ENDING], *self._named("feeds/license-changes")]
        if isinstance(entry, License):
            return self._named("feeds/license-changes")
        return self._by_page.get(page, [])

    def _named(self, path: str) -> list[Feed | Calendar]:
        return [feed for feed in self.feeds if feed.path == path]


def addresses(channel: Feed | Calendar) -> list[tuple[str, str, str]]:
    """The files of a channel: media type, path, and what the format is called."""
    if isinstance(channel, Calendar):
        return [(ICALENDAR, channel.path, "iCalendar")]
    return [(ATOM, f"{channel.path}.xml", "Atom"), (JSON_FEED, f"{channel.path}.json", "JSON Feed")]
