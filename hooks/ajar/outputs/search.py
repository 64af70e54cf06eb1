"""`assets/data/search.json`: what the site's search knows of every page, and nothing else of it.

A record is a list, so that the document stays small: kind, title, address, sign, context, text, other names, parts and
words. The text is what a hit shows; words are those that the page is found by beside it, each once. Names come before
words: how they are weighed, and what forgives a wrong letter, is in `docs/assets/js/search.js`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..authored import Section
from ..facts.format import untagged
from ..kinds import KINDS, Claim, License, Model
from ..kinds.base import Entry
from ..kinds.words import Question, SearchWord, SearchWordId, Status
from ..messages import SOURCE_LANGUAGE, Message, msg
from ..pages.page import Page
from ..site import Site

LONGEST_TEXT = 110
# Kinds of pages that no kind of entry makes, by the first part of their address, and what others are called.
WRITTEN: dict[str, Message] = {"guides": msg("Guides"), "views": msg("Ready-made views")}
OTHER = ("pages", msg("Pages"))
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")


@dataclass
class Record:
    """What is known of a page: `kind` names its group, `names` are others it goes by, `parts` have an anchor on it."""

    kind: str
    title: str
    url: str
    text: str = ""
    context: str = ""
    sign: tuple[str, str, str] | None = None
    names: list[str] = field(default_factory=list)
    parts: list[tuple[str, str]] = field(default_factory=list)
    words: str = ""


def files(site: Site) -> Iterable[tuple[str, str]]:
    """The index."""
    yield "assets/data/search.json", json.dumps(index(site), ensure_ascii=False, separators=(",", ":"))


def index(site: Site) -> dict[str, Any]:
    """Records in the order in which equally good hits stand, with the words for the same thing and what is said."""
    messages, words = site.sheets.messages, site.catalog.vocabulary.search_words
    say = messages.say
    kinds = {folder: say(kind.card.name) for folder, kind in KINDS.items()}
    kinds |= {folder: say(name) for folder, name in (*WRITTEN.items(), OTHER)}
    records = list(_records(site))
    signs = list(dict.fromkeys(record.sign for record in records if record.sign))
    ignored = {word.lower() for word in _alike(words[SearchWordId.IGNORED])}
    place = {kind: number for number, kind in enumerate(kinds)}
    return {
        "language": messages.language,
        "messages": dict(messages.texts) if messages.language != SOURCE_LANGUAGE else {},
        "suggest": site.settings.suggest_url(),
        "kinds": list(kinds.items()),
        "signs": signs,
        "ignored": sorted(ignored),
        "alike": [_alike(word) for id_, word in words.items() if id_ != SearchWordId.IGNORED],
        "records": [
            [
                place[record.kind],
                record.title,
                record.url,
                signs.index(record.sign) if record.sign else -1,
                record.context,
                _shortened(record.text),
                record.names,
                record.parts,
                _words(record, ignored),
            ]
            for record in records
        ],
    }


def _alike(word: SearchWord) -> list[str]:
    return [word.label, *word.also]


def _records(site: Site) -> Iterator[Record]:
    """Entries by kind, models from the newest on; then lists, and written pages with their sections."""
    for folder, entries in site.catalog.entries.items():
        found = list(entries.values())
        if folder == Model.folder:
            found.sort(key=lambda model: _released(model), reverse=True)
        yield from (_of_entry(site, entry) for entry in found)
    for page in site.lists:
        yield _of_list(page)
    for section in site.sections:
        yield _of_section(section)


def _released(entry: Any) -> str:
    return str(entry.released.value or "") if entry.released else ""


def _of_entry(site: Site, entry: Entry) -> Record:
    """An entry: its page's own words first, then what only its kind has."""
    folder = entry.folder
    record = Record(folder, entry.name, entry.url, names=_others(entry.name, entry.title, entry.id, *entry.aliases))
    record.text = _text(site, entry)
    if isinstance(entry, Model):
        _of_model(site, entry, record)
    elif isinstance(entry, License):
        record.names = _others(entry.name, entry.title, entry.id, *entry.aliases, entry.spdx, entry.hugging_face)
        answer = site.derived.reader.of_license(entry.id)[Question.COMMERCIAL_USE].answer
        word = site.catalog.vocabulary["verdict-answers"][answer]
        label = site.sheets.messages.say(msg("commercial use: {answer}"), answer=word.brief.lower())
        record.sign = word.symbol, label, word.tone
    elif isinstance(entry, Claim):
        verdict = site.catalog.vocabulary["claim-verdicts"][entry.verdict]
        record.sign = verdict.symbol, verdict.brief, verdict.tone
    return record


def _others(name: str, *names: str | None) -> list[str]:
    """Names that are not the same but for case, spaces and hyphens."""
    told = {compact(other): other for other in names[::-1] if other}
    return [other for short, other in reversed(told.items()) if short != compact(name)]


def compact(name: str) -> str:
    """A name without case, spaces and signs."""
    return re.sub(r"[\W_]", "", name.lower())


def _of_model(site: Site, model: Model, record: Record) -> None:
    vocabulary = site.catalog.vocabulary
    variants = site.derived.variants[model.id]
    first = variants[0]
    developer = site.catalog.developers.get(model.developer.value or "")
    status = first.variant.status
    said = [developer.name if developer else "", _released(first.variant.model)[:7]]
    said += [vocabulary["statuses"][status].brief.lower()] if status and status != Status.AVAILABLE else []
    record.context = " · ".join(part for part in said if part)
    level = vocabulary.levels[first.level.id]
    record.sign = level.symbol, level.brief, "good" if level.open else level.tone
    record.parts = [(item.id, item.variant.name) for item in variants if item.id in model.variants]


def _text(site: Site, entry: Entry) -> str:
    """What introduces it: its summary, else the fact that its card names."""
    if entry.summary:
        return untagged(entry.summary)
    rows = site.sheets.of(entry).rows
    row = next((row for key in entry.card.summary for row in rows if row.key == key), None)
    return untagged(str(row.value)) if row is not None and row.value is not None else ""


def _of_list(page: Page) -> Record:
    return Record(OTHER[0], page.title, page.url, page.description)


def _of_section(section: Section) -> Record:
    folder = section.url.split("/")[0]
    kind = folder if folder in WRITTEN else OTHER[0]
    if not section.anchor:
        return Record(kind, section.title, section.url, section.text, words=section.text)
    url = f"{section.url}#{section.anchor}"
    # Anchors of guides are the words that their headings play on.
    names = [section.anchor] if kind == "guides" else []
    return Record(kind, section.title, url, section.text, section.page, names=names, words=section.text)


def _shortened(text: str) -> str:
    """The first words of a text."""
    if len(text) <= LONGEST_TEXT:
        return text
    return text[:LONGEST_TEXT].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _words(record: Record, ignored: set[str]) -> str:
    """The words of a page that neither its title nor its text shows, each once and in order."""
    shown = {word.lower() for word in _WORD.findall(f"{record.title} {_shortened(record.text)}")}
    found = {word.lower() for word in _WORD.findall(record.words)} - shown - ignored
    return " ".join(sorted(word for word in found if len(word) > 1))
