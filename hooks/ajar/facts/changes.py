"""What changed and when: dated facts of entries, and what was done to the catalog itself. Pages and feeds read this
one list, and none of it comes from the time of the build.

What an entry dates is told on that day. An end that is announced without the day of its announcement is told on the day
on which somebody read of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from ..derive import DerivedVariant
from ..derive.prices import Step
from ..kinds import KINDS, Developer, License, Model
from ..kinds.base import Entry, Source
from ..kinds.change import Change
from ..kinds.model import Facts
from ..kinds.scalars import first_day
from ..kinds.words import ChangeId, LifeEventId, RecordId
from ..messages import msg
from .ends import End, ends
from .plain import Plain
from .sheet import FactRow
from .sheets import Sheets

PAGE = "changes/"
# Signs that an address has to escape.
_UNSAFE = re.compile(r"[^\w.-]")
# What the catalog did itself; everything else happened outside.
OF_CATALOG = frozenset(record.value for record in RecordId)
# Groups that a model's page tells at its top, where facts have no places of their own.
_AT_THE_TOP = frozenset({"overview", "sizes"})
# A record that names more entries than this is told by their number.
NAMED = 12


class Event(NamedTuple):
    """One change. `id` is its anchor on pages of changes; `day` may lack its day or month.

    `noticed` tells that nobody dated it, and that the day is the one on which somebody read of it. `entries` are those
    that it is about, all of the kind `folder`; none where it is told of many. `whom` it happened to and what (`label`)
    are its title, `says` is prose, and `url` its place in
    the site. `developers` are those whose feed it is in.
    """

    id: str
    day: str
    kind: str
    folder: str
    entries: tuple[str, ...]
    whom: str
    label: str
    says: str
    url: str
    developers: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    noticed: bool = False

    @property
    def title(self) -> str:
        """Whom it happened to, and what."""
        return f"{self.whom}: {self.label}"

    @property
    def at(self) -> date:
        """The first day that the date can mean."""
        return first_day(self.day)

    @property
    def place(self) -> str:
        """Where the site tells of it for good: on the page of its year."""
        return f"{PAGE}{self.day[:4]}/#{self.id}"


@dataclass
class Changes:
    """All changes of one state of the catalog, the newest first; `sheets.once(Changes)` makes them."""

    sheets: Sheets
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.catalog, self.plain = self.sheets.derived.catalog, Plain(self.sheets)
        self.say = self.sheets.messages.say
        self.events = sorted(self._unique(self._all()), key=lambda event: (event.at, event.id), reverse=True)

    @cached_property
    def ends(self) -> list[End]:
        """The ends of models, the first one first."""
        return ends(self.sheets)

    def by_page(self) -> dict[str, list[Event]]:
        """The events of each page of changes by its address: the last twelve months, then every year."""
        years = groupby(self.events, key=lambda event: event.day[:4])
        return {PAGE: self._latest_months()} | {f"{PAGE}{year}/": list(found) for year, found in years}

    def _latest_months(self) -> list[Event]:
        """Those of the twelve months up to the newest of all; a build on another day shows the same."""
        if not self.events:
            return []
        newest = str(self.events[0].at)
        since = f"{int(newest[:4]) - 1}{newest[4:]}"
        return [event for event in self.events if str(event.at) > since]

    def latest(self, number: int) -> list[Event]:
        """The newest dated changes outside the catalog, but for releases and prices, which have their own lists."""
        other = OF_CATALOG | {ChangeId.RELEASED, ChangeId.PRICE}
        return [event for event in self.events if event.kind not in other and not event.noticed][:number]

    # --- events ------------------------------------------------------------------------------------------------------

    def _unique(self, events: Iterable[Event]) -> Iterator[Event]:
        """The events with ids of which none stands twice."""
        seen: dict[str, int] = {}
        for event in events:
            id_ = _UNSAFE.sub("-", event.id)
            number = seen[id_] = seen.get(id_, 0) + 1
            yield event._replace(id=id_ if number == 1 else f"{id_}-{number}")

    def _all(self) -> Iterator[Event]:
        by_model: dict[str, list[End]] = {}
        for end in self.ends:
            by_model.setdefault(end.model.id, []).append(end)
        for entries in self.catalog.entries.values():
            for entry in entries.values():
                for row in self.sheets.of(entry).said():
                    yield from self._of_row(entry, row, by_model.get(entry.id, ()))
                if isinstance(entry, Model):
                    yield from self._ends(entry, by_model.get(entry.id, []))
                    yield from self._prices(entry)
        for change in self.catalog.changes:
            yield self._of_record(change)

    def _of_row(self, entry: Entry, row: FactRow, of: Iterable[End]) -> Iterator[Event]:
        """The change that a dated fact is, if it is one."""
        if row.value is None:
            return
        if row.key == "life":
            yield from self._life(entry, row, of)
        elif row.key == "released" and row.form == "date":
            yield self._event(entry, row, row.value, ChangeId.RELEASED, self._word(LifeEventId.RELEASED))
        elif isinstance(entry, License) and row.key in ("published", "effective"):
            if row.key == "published" or not (entry.published and entry.published.value == row.value):
                yield self._event(entry, row, row.value, ChangeId.LICENSE, row.label)
        elif row.key == "was" and not self._tells_license(entry, row.detail("until")):
            label = self._word(LifeEventId.LICENSE_CHANGED)
            before = self.say(msg("Until then it was under {license}."), license=self._name(License.folder, row.value))
            yield self._event(entry, row, row.detail("until"), ChangeId.LICENSE, label, before)
        elif row.key == "snapshots" and isinstance(entry, Model):
            day = row.detail("released")
            if day and day not in _releases(entry):
                label = self._word(LifeEventId.RELEASED)
                yield self._event(entry, row, day, ChangeId.UPDATED, label, str(row.value))

    def _life(self, entry: Entry, row: FactRow, of: Iterable[End]) -> Iterator[Event]:
        """An event of a life; a planned end is told with its announcement, or by `_ends`."""
        if row.value in (LifeEventId.RETIREMENT, LifeEventId.NOT_BEFORE):
            return
        says, day = str(row.detail("what") or ""), row.detail("date")
        if row.value == LifeEventId.RELEASED and not says and isinstance(entry, Model) and day in _releases(entry):
            return
        if row.value == LifeEventId.DEPRECATED:
            planned = [end for end in of if _announces(row, end)]
            committed = [end for end in planned if end.committed]
            says = " ".join([says, *map(self._planned, committed or planned)]).strip()
        kind = self.catalog.vocabulary.life_events[row.value].change
        yield self._event(entry, row, day, kind, self._word(row.value), says)

    def _ends(self, model: Model, of: list[End]) -> Iterator[Event]:
        """Planned ends that no event announces, on the day they were read; and those whose day has come."""
        announced = [
            row for row in self.sheets.of(model).said() if row.key == "life" and row.value == LifeEventId.DEPRECATED
        ]
        today = str(self.sheets.derived.settings.day)
        for end in of:
            if end.come:
                continue
            label = self._word(LifeEventId.RETIREMENT if end.committed else LifeEventId.NOT_BEFORE)
            read = str(min(item.source.read for item in end.row.evidence))
            if read <= end.day and not any(_announces(row, end) for row in announced):
                event = self._event(model, end.row, read, ChangeId.ENDED, label, self._planned(end), "planned")
                yield event._replace(noticed=True)
            if end.committed and end.day <= today:
                says = self.say(msg("The day that was announced for its end came."))
                if end.of_snapshots:
                    says = f"{says} ({', '.join(end.snapshots)})"
                label = self.say(msg("Announced end"))  # whether it did stop, somebody has to read
                yield self._event(model, end.row, end.day, ChangeId.ENDED, label, says, "come")

    def _planned(self, end: End) -> str:
        """When something ends, in a sentence."""
        which = ", ".join(end.snapshots) if end.of_snapshots else self._of_whom(end.row) or end.model.name
        told = msg("End of {which}: {day}.") if end.committed else msg("End of {which}: {day} at the earliest.")
        return self.say(told, which=which, day=end.day)

    def _prices(self, model: Model) -> Iterator[Event]:
        """Steps of a price that have a day."""
        told: set[tuple[str, date]] = set()
        for item in self.sheets.derived.variants[model.id]:
            for quote in item.quotes:
                for before, step in zip(quote.steps, quote.steps[1:], strict=False):
                    if step.since is None or (quote.model, step.since) in told:
                        continue
                    told.add((quote.model, step.since))
                    if step.since <= self.sheets.derived.settings.day:
                        yield self._price(item, quote.host, quote.model, (before, step))

    def _price(self, item: DerivedVariant, host: str, name: str, steps: tuple[Step, Step]) -> Event:
        before, step = steps
        number = self.sheets.formatter.number
        old, new = (
            " / ".join("–" if value is None else number("dollars", value) for value in (price.input, price.output))
            for price in (before, step)
        )
        says = self.say(
            msg("At {host} a million tokens in and out cost {new} instead of {old} ({name})."),
            host=host,
            new=new,
            old=old,
            name=name,
        )
        word = self.catalog.vocabulary["change-kinds"][ChangeId.PRICE].label
        return Event(
            f"models-{item.model.id}-price-{step.since}-{name}",
            str(step.since),
            ChangeId.PRICE,
            Model.folder,
            (item.model.id,),
            item.model.name,
            word,
            says,
            f"{item.model.url}#prices",
            self._developers(item.model),
        )

    # --- records of the catalog --------------------------------------------------------------------------------------

    def _of_record(self, change: Change) -> Event:
        """What was done to the catalog, by its record."""
        entries = [self._entry(change.kind, id_) for id_ in change.entries]
        known = [entry for entry in entries if entry is not None]
        one = known[0] if len(change.entries) == 1 and known else None
        label = self.catalog.vocabulary["change-kinds"][change.what].label
        place = self._place(one, self._row(one, change.facts[0]) if change.facts else None) if one else ""
        about = "-".join(change.entries) if len(change.entries) == 1 else str(len(change.entries) or "many")
        facts = f"-{change.facts[0]}" if change.facts else ""
        return Event(
            f"{change.kind}-{about}-{change.what}{facts}-{change.date}",
            str(change.date),
            change.what,
            change.kind,
            tuple(entry.id for entry in known),
            self._head(change),
            label,
            self._told(change, known),
            place or f"{change.kind}/",
            tuple(dict.fromkeys(id_ for entry in known for id_ in self._developers(entry))),
        )

    def _head(self, change: Change) -> str:
        """What a record is headed by: its entry, or the kind of its entries with their number."""
        if len(change.entries) == 1:
            return self._name(change.kind, change.entries[0])
        kind = self.say(KINDS[change.kind].card.title)
        return f"{kind} ({len(change.entries)})" if change.entries else kind

    def _told(self, change: Change, known: list[Entry]) -> str:
        """A record in sentences: which facts, from what to what, which entries, and why."""
        said = []
        labels = ", ".join(self._label(known, fact) for fact in change.facts)
        if change.to is not None:
            told = msg("{fact}: “{old}” before, “{new}” now.")
            said.append(self.say(told, fact=labels, old=change.from_, new=change.to))
        elif labels:
            said.append(f"{labels}.")
        if 1 < len(change.entries) <= NAMED:
            said.append(", ".join(self._name(change.kind, id_) for id_ in change.entries) + ".")
        return " ".join([*said, *([change.why] if change.why else [])])

    def _label(self, known: list[Entry], fact: str) -> str:
        """What readers call a fact that a record names by its anchor; a size by its name."""
        for entry in known:
            if row := self._row(entry, fact):
                return f"{row.label} ({self._name(Model.folder, row.variant)})" if row.variant else row.label
            if fact in getattr(entry, "variants", ()):
                return self._name(Model.folder, fact)
        return fact

    def _row(self, entry: Entry, fact: str) -> FactRow | None:
        """The fact of an entry by its anchor."""
        rows = self.sheets.of(entry).said()
        return next((row for row in rows if fact == (f"{row.variant}-{row.id}" if row.variant else row.id)), None)

    # --- parts of an event -------------------------------------------------------------------------------------------

    def _event(
        self, entry: Entry, row: FactRow, day: str, kind: str, label: str, says: str = "", more: str = ""
    ) -> Event:
        """The event that a row is."""
        whom = self._of_whom(row) or entry.title
        # A dated state goes by its own name, for its place in the list may change.
        fact = str(row.value) if row.key == "snapshots" else row.id
        id_ = "-".join(part for part in (entry.folder, entry.id, row.variant, fact, *row.scope[:1], more) if part)
        return Event(
            id_,
            day,
            kind,
            entry.folder,
            (entry.id,),
            whom,
            label,
            says,
            self._place(entry, row),
            self._developers(entry),
            tuple(item.source for item in row.evidence),
        )

    def _place(self, entry: Entry, row: FactRow | None) -> str:
        """The page of an entry, at the place of the fact where it has one of its own."""
        if "#" in entry.url or row is None:
            return entry.url
        if row.variant:
            return f"{entry.url}#{row.variant}"
        if isinstance(entry, Model) and row.group in _AT_THE_TOP:
            return entry.url
        return f"{entry.url}#{row.group if row.key == 'was' else row.id}"  # a former license stands with that of today

    def _of_whom(self, row: FactRow) -> str:
        """The variants that a row is about, by name; "" for the whole entry."""
        variants = (row.variant,) if row.variant else row.scope
        return ", ".join(self._name(Model.folder, id_) for id_ in variants)

    def _word(self, event: str) -> str:
        return self.catalog.vocabulary.life_events[event].label

    def _name(self, folder: str, id_: str) -> str:
        """What an entry is called now, or its id where it is gone."""
        if self.catalog.has(folder, id_):
            return self.catalog.name(folder, id_)
        entry = self._entry(folder, id_)
        return entry.title if entry else id_

    def _entry(self, folder: str, id_: str) -> Entry | None:
        """An entry by its id or a former one."""
        return self.catalog.entries[folder].get(self.catalog.aliases[folder].get(id_, id_))

    def _developers(self, entry: Entry) -> tuple[str, ...]:
        """Those whose feed tells of an entry."""
        if isinstance(entry, Developer):
            return (entry.id,)
        maker = getattr(entry, "developer", None) or getattr(entry, "provider", None)
        found = [getattr(maker, "value", maker), *getattr(entry, "partners", ())]
        return tuple(dict.fromkeys(id_ for id_ in found if id_))

    def _tells_license(self, entry: Entry, day: str) -> bool:
        """Whether the life of an entry tells of a change of license on this day."""
        life = getattr(entry, "life", ())
        return any(event.event == LifeEventId.LICENSE_CHANGED and event.date == day for event in life)


def _releases(model: Model) -> set[str | None]:
    """The days on which a model or one of its variants came out, by their own fact."""
    layers: list[Facts] = [model, *model.variants.values()]
    return {facts.released.value for facts in layers if facts.released}


def _announces(row: FactRow, end: End) -> bool:
    """Whether a deprecation is of what ends, and came before it."""
    scope = set(row.scope or end.scope)
    return row.detail("date") <= end.day and (not end.scope or bool(scope & set(end.scope))) and not end.come
