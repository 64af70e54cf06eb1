"""What the catalog changed between two states of it, as records of `catalog/changes/`.

Facts are compared by what readers see of them; their sources, the day they were read and remarks are no change. Many
changes of one sort become one record that names the entries.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from .facts.plain import Plain
from .facts.sheet import FactRow, Sheet
from .facts.sheets import Sheets
from .kinds import Model
from .kinds.base import Entry
from .kinds.change import FOLDER, Change
from .kinds.words import RecordId, State

# More corrections of one fact than this, or completions in one kind, are told in one record without their values.
MANY = 8
# What does not fit a record is not repeated in it: the page of the entry has it.
LONGEST = 300
HEADER = "# yaml-language-server: $schema=../../schema/changes.json\nchanges:\n"
_PLAIN = re.compile(r"[a-z][\w.-]*")


class Told(NamedTuple):
    """What readers see of a fact: its value, and with what qualifies it."""

    short: str
    whole: str


class Difference(NamedTuple):
    """A fact of an entry that says something else; `old` is None where it is there for the first time."""

    kind: str
    entry: str
    fact: str
    old: Told | None
    new: Told


# --- finding ----------------------------------------------------------------------------------------------------------


def changes(before: Sheets, now: Sheets, day: date, why: str | None = None) -> list[Change]:
    """The records that are missing: what differs between two states and is not told by a record that came since."""
    found = [*_entries(before, now, day, why), *_facts(before, now, day, why)]
    known = before.derived.catalog.changes
    since = [change for change in now.derived.catalog.changes if change not in known]
    return [rest for change in found if (rest := _untold(change, since)) is not None]


def _entries(before: Sheets, now: Sheets, day: date, why: str | None) -> Iterator[Change]:
    """Entries that came and went; one that was renamed did neither."""
    old, new = before.derived.catalog, now.derived.catalog
    for folder, entries in new.entries.items():
        kept = {new.aliases[folder].get(id_, id_) for id_ in old.entries[folder]}
        if came := [id_ for id_ in entries if id_ not in kept]:
            yield _record(day, RecordId.ADDED, folder, came, why=why)
        if gone := sorted(kept - entries.keys()):
            yield _record(day, RecordId.REMOVED, folder, gone, why=why)


def _facts(before: Sheets, now: Sheets, day: date, why: str | None) -> Iterator[Change]:
    """Facts that say something else, and those that are known for the first time."""
    corrected: dict[tuple[str, str], list[Difference]] = {}
    completed: dict[str, dict[str, list[str]]] = {}
    for found in _differences(before, now):
        if found.old is None:
            completed.setdefault(found.kind, {}).setdefault(found.entry, []).append(found.fact)
        else:
            corrected.setdefault((found.kind, found.fact), []).append(found)
    for (kind, fact), differences in corrected.items():
        yield from _corrected(day, kind, fact, differences, why)
    for kind, facts in completed.items():
        if len(facts) > MANY:
            yield _record(day, RecordId.COMPLETED, kind, list(facts), why=why)
        else:
            for entry, names in facts.items():
                yield _record(day, RecordId.COMPLETED, kind, [entry], names, why=why)


def _corrected(day: date, kind: str, fact: str, differences: list[Difference], why: str | None) -> Iterator[Change]:
    """Corrections of one fact, those alike in one record, and one record for very many."""
    alike: dict[tuple[str, str] | None, list[str]] = {}
    for found in differences:
        alike.setdefault(_values(found), []).append(found.entry)
    if len(alike) > MANY:
        alike = {None: [found.entry for found in differences]}
    for values, entries in alike.items():
        yield _record(day, RecordId.CORRECTED, kind, entries, [fact], values, why)


def _values(found: Difference) -> tuple[str, str] | None:
    """What it said and says, by its value alone where that changed; None where it is too long to repeat."""
    assert found.old is not None
    same = found.old.short == found.new.short
    old, new = (found.old.whole, found.new.whole) if same else (found.old.short, found.new.short)
    return (old, new) if max(len(old), len(new)) <= LONGEST else None


def _differences(before: Sheets, now: Sheets) -> Iterator[Difference]:
    old, new = before.derived.catalog, now.derived.catalog
    past, present, unknown = Plain(before), Plain(now), _not_checked(now)
    for folder, entries in old.entries.items():
        for id_, entry in entries.items():
            follower = new.entries[folder].get(new.aliases[folder].get(id_, id_))
            if follower is None:
                continue
            was, is_ = _told(past, before.of(entry)), _told(present, now.of(follower))
            yield from _new_variants(folder, entry, follower)
            for fact, told in is_.items():
                if was.get(fact) != told and not _of_new_variant(fact, entry, follower):
                    yield Difference(folder, follower.id, fact, was.get(fact), told)
            for fact, told in was.items():
                if fact not in is_:
                    yield Difference(folder, follower.id, fact, told, Told(unknown, unknown))


def _new_variants(folder: str, entry: Entry, follower: Entry) -> Iterator[Difference]:
    """A size that came is told as one thing, not fact by fact."""
    if isinstance(entry, Model) and isinstance(follower, Model):
        for variant in follower.variants.keys() - entry.variants.keys():
            yield Difference(folder, follower.id, variant, None, Told("", ""))


def _of_new_variant(fact: str, entry: Entry, follower: Entry) -> bool:
    if not (isinstance(entry, Model) and isinstance(follower, Model)):
        return False
    return any(fact.startswith(f"{variant}-") for variant in follower.variants.keys() - entry.variants.keys())


def _not_checked(sheets: Sheets) -> str:
    return sheets.derived.catalog.vocabulary["fact-states"].words[State.NOT_CHECKED].label


def _told(plain: Plain, sheet: Sheet) -> dict[str, Told]:
    """What the entry says, by the anchors of its facts; items of a list without names of their own count as one."""
    found: dict[str, Told] = {}
    for row in sheet.said():
        if row.state is State.NOT_CHECKED:
            continue
        fact = row.key if row.numbered else row.id
        name = f"{row.variant}-{fact}" if row.variant else fact
        told = _read(plain, row)
        if (other := found.get(name)) is not None:
            told = Told(f"{other.short}; {told.short}", f"{other.whole}; {told.whole}")
        found[name] = told
    return found


def _read(plain: Plain, row: FactRow) -> Told:
    text = plain.row(row)
    more = ", ".join(plain.detail(detail) for detail in row.details)
    scope = ", ".join(row.scope)
    return Told(text, " ".join([text, *(f"({part})" for part in (more, scope) if part)]))


# --- records ----------------------------------------------------------------------------------------------------------


def _record(
    day: date,
    what: str,
    kind: str,
    entries: list[str],
    facts: list[str] | None = None,
    values: tuple[str, str] | None = None,
    why: str | None = None,
) -> Change:
    old, new = values or (None, None)
    return Change.model_construct(
        date=day, what=str(what), kind=kind, entries=entries, facts=facts or [], from_=old, to=new, why=why
    )


def _untold(change: Change, since: Iterable[Change]) -> Change | None:
    """What no record tells yet of a change; one without facts or values tells of all of them."""
    alike = [other for other in since if (other.what, other.kind) == (change.what, change.kind)]

    def told(entry: str, fact: str | None) -> bool:
        return any(
            (entry in other.entries or not other.entries)
            and (fact is None or fact in other.facts or not other.facts)
            and (other.to is None or other.to == change.to)
            for other in alike
        )

    if len(change.entries) == 1:
        left = [fact for fact in change.facts if not told(change.entries[0], fact)]
        gone = not left if change.facts else told(change.entries[0], None)
        return None if gone else change.model_copy(update={"facts": left})
    facts: list[str | None] = [*change.facts] or [None]
    entries = [entry for entry in change.entries if not all(told(entry, fact) for fact in facts)]
    return change.model_copy(update={"entries": entries}) if entries else None


def write(root: Path, found: list[Change]) -> list[Path]:
    """Add records to the files of their months; the files that were written."""
    folder = root / FOLDER
    months: dict[str, list[Change]] = {}
    for change in found:
        months.setdefault(str(change.date)[: len("2026-11")], []).append(change)
    written = []
    for month, added in months.items():
        path = folder / f"{month}.yml"
        folder.mkdir(exist_ok=True)
        text = path.read_text("utf-8") if path.is_file() else HEADER
        text = re.sub(r"^changes: *\[\] *$", "changes:", text, flags=re.M)
        path.write_text(text.rstrip("\n") + "\n" + "".join(map(line, added)), "utf-8")
        written.append(path)
    return written


def line(change: Change) -> str:
    """A record as a line of YAML."""
    data = change.model_dump(by_alias=True, exclude_none=True, mode="json")
    return f"  - {{{', '.join(f'{key}: {_yaml(value)}' for key, value in data.items() if value != [])}}}\n"


def _yaml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml, value))}]"
    text = str(value)
    return (
        text
        if _PLAIN.fullmatch(text) or re.fullmatch(r"\d{4}-\d\d-\d\d", text)
        else json.dumps(text, ensure_ascii=False)
    )
