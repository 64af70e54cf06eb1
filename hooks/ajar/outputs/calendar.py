"""Calendars of announced ends (iCalendar, RFC 5545), for all models and by developer.

An event keeps its identity when its day moves, so that a calendar moves it too, and carries the day on which its source
was read, never that of the build.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

import icalendar

from ..facts.channels import Calendar, Channels
from ..facts.ends import End
from ..kinds import Developer, Model
from ..kinds.scalars import first_day
from ..messages import msg
from ..site import Site, under_former_names

# How many days before an end a calendar reminds of it.
WARNED = (30, 7)
_END = b"END:VCALENDAR\r\n"


def files(site: Site) -> Iterable[tuple[str, bytes]]:
    """Every calendar; that of a developer answers under its former names, too."""
    channels = site.sheets.once(Channels)
    names = _Names(site)
    every = {id(end): names.event(end) for calendar in channels.calendars[:1] for end in calendar.ends}
    for calendar in channels.calendars:
        document = _document(site, calendar, [every[id(end)] for end in calendar.ends])
        owned = f"calendar/{Developer.folder}/{{id}}.ics"
        for path in under_former_names(calendar.owner, owned) if calendar.owner else [calendar.path]:
            yield path, document


def _document(site: Site, calendar: Calendar, events: list[bytes]) -> bytes:
    """A calendar around events that are written already, since each stands in two."""
    found = icalendar.Calendar()
    found.add("prodid", "-//Ajar//Ends of language models//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("name", f"Ajar: {calendar.title}")
    found.add("x-wr-calname", f"Ajar: {calendar.title}")
    found.add("url", site.settings.url(calendar.page))
    found.add("source", site.settings.url(calendar.path), parameters={"VALUE": "URI"})
    found.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    head = found.to_ical()
    return b"".join((head.removesuffix(_END), *events, _END))


class _Names:
    """Writes events, and sees to it that no two have one identity."""

    def __init__(self, site: Site) -> None:
        self.site, self.say = site, site.sheets.messages.say
        self.host = urlsplit(site.settings.site_url).hostname or "ajar"
        self.seen: set[str] = set()

    def event(self, end: End) -> bytes:
        """An end as an event of a whole day, or of a whole month or year where no more is known."""
        event = icalendar.Event()
        event.add("uid", self._identity(end))
        event.add("dtstamp", datetime.combine(end.read, time(), UTC))
        event.add("summary", self._summary(end))
        event.add("dtstart", first_day(end.day))
        event.add("dtend", _after(end.day))
        event.add("description", self._description(end))
        event.add("url", self.site.settings.url(f"{end.model.url}#{end.row.variant or end.row.id}"))
        event.add("class", "PUBLIC")
        event.add("transp", "TRANSPARENT")
        event.add("status", "CONFIRMED" if end.committed else "TENTATIVE")
        for days in () if end.come else WARNED:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", self._summary(end))
            alarm.add("trigger", -timedelta(days=days))
            event.add_component(alarm)
        written: bytes = event.to_ical()
        return written

    def _identity(self, end: End) -> str:
        """The same whatever the day; only where one model ends twice, the later one has its day."""
        sort = "end" if end.committed else "earliest"
        about = (end.model.id, *end.scope, *(end.snapshots if end.of_snapshots else ()))
        name = "/".join((*about, sort))
        if name in self.seen:
            name = f"{name}/{end.day}"
        self.seen.add(name)
        return f"{name}@{self.host}"

    def _summary(self, end: End) -> str:
        if end.of_snapshots:
            which = ", ".join(end.snapshots)
        else:
            which = ", ".join(self.site.catalog.name(Model.folder, id_) for id_ in end.scope) or end.model.name
        if end.come:
            return self.say(msg("{which}: retired"), which=which)
        return self.say(msg("{which} ends") if end.committed else msg("{which}: not retired before"), which=which)

    def _description(self, end: End) -> str:
        """What is known of it, what follows, and what shows it, a line each."""
        said = []
        if not end.committed:
            said.append(self.say(msg("Earliest day, not committed: its maker keeps it at least until then.")))
        if what := end.row.detail("what"):
            said.append(str(what))
        if end.row.note:
            said.append(end.row.note)
        if end.snapshots and not end.of_snapshots:
            said.append(self.say(msg("API ids: {ids}"), ids=", ".join(end.snapshots)))
        if end.followed_by:
            name = self.site.catalog.name(Model.folder, end.followed_by)
            said.append(self.say(msg("Followed by: {model}"), model=name))
        for item in end.row.evidence:
            told = msg("Source: {title}, {url}, read {day}")
            source = item.source
            said.append(self.say(told, title=source.title, url=source.url, day=source.read))
        return "\n".join(said)


def _after(day: str) -> date:
    """The day after all that a date can mean."""
    first = first_day(day)
    if len(day) == len("2026"):
        return first.replace(year=first.year + 1)
    if len(day) == len("2026-11"):
        return (first + timedelta(days=31)).replace(day=1)
    return first + timedelta(days=1)
