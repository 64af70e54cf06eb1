"""What a language model may ask of the catalog: to find an entry, read it, compare several, and a verdict.

Names go as people write them; what is not found is answered with what is near. `commands/mcp.py` offers this to
clients.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from typing_extensions import TypedDict

from .api.records import Records, Told
from .derive import Derived
from .derive.licenses import Verdict
from .facts.bounds import numbers
from .facts.columns import tables
from .facts.format import untagged
from .facts.markdown import cited, plain, table
from .facts.sheet import FactRow
from .facts.sheets import Sheets
from .kinds import KINDS, License, Model
from .kinds.base import Entry, Source
from .kinds.scalars import suggest
from .kinds.words import VerdictWord
from .messages import msg
from .outputs.markdown import Writer
from .outputs.search import compact
from .site import Site

MOST = 6
# Words of several uses.
_COMMON = frozenset({"it", "use", "for", "on", "its", "others", "any"})
_WORD = re.compile(r"[^\W_]+(?:\.\d+)*")
DISCLAIMER = msg("Read from the text of the license, with the day of reading; this is no legal advice.")


class Found(NamedTuple):
    """An entry, or one of its variants, with the names that it goes by."""

    entry: Entry
    id: str
    name: str
    names: frozenset[str]


class Hit(TypedDict):
    """Something that a search found."""

    kind: str
    id: str
    name: str
    what: str
    url: str


class Reason(TypedDict):
    """A term of a license that decided a verdict: its answer, its clause, what it says, and where that was read."""

    license: str
    term: str
    answer: str
    clause: str
    says: str
    condition: list[str]
    sources: list[str]
    url: str


class Answer(TypedDict):
    """A verdict: for whom, on which use, the answer and what decided it."""

    of: list[str]
    use: str
    answer: str
    text: str
    why: str
    because: list[Reason]
    note: str


class Assistant:
    """Answers from one state of the catalog, all in memory."""

    def __init__(self, derived: Derived) -> None:
        self.sheets = Sheets(derived)
        self.derived, self.catalog = derived, derived.catalog
        self.site = Site(self.sheets, {}, tables(self.sheets))
        self.records, self.writer = Records.of(self.site), Writer(self.site)
        self.say, self.url = self.sheets.messages.say, derived.settings.url
        self.things = list(self._things())
        self._known_words: dict[tuple[str, str], frozenset[str]] = {}
        self.named: dict[str, Found] = {}
        for thing in self.things:
            for name in (thing.id, thing.name, *thing.names):
                self.named.setdefault(compact(name), thing)

    def _things(self) -> Iterator[Found]:
        for folder, entries in self.catalog.entries.items():
            for entry in entries.values():
                names = frozenset({entry.title, *entry.aliases})
                yield Found(entry, entry.id, entry.name, names)
                for id_ in getattr(entry, "variants", {}):
                    if id_ != entry.id:
                        yield Found(entry, id_, self.catalog.name(folder, id_), frozenset())

    def _words(self, entry: Entry) -> frozenset[str]:
        """What an entry is found by beside its names."""
        key = (entry.folder, entry.id)
        if key not in self._known_words:
            self._known_words[key] = frozenset(self._introducing(entry))
        return self._known_words[key]

    def _introducing(self, entry: Entry) -> list[str]:
        developer = self.sheets.of(entry).of().get("developer")
        told = [self.writer.description(entry), self.records.plain.row(developer) if developer else ""]
        return _words(" ".join([*told, untagged(entry.summary or "")]))

    # --- search -------------------------------------------------------------------------------------------------------

    def search(self, query: str, kind: str = "", limit: int = 10) -> list[Hit]:
        """The best hits: by name first, then by what introduces an entry; names that are near where there is none."""
        self._check_kind(kind)
        wanted = _words(query)
        things = [thing for thing in self.things if kind in ("", thing.entry.folder)]
        ranked = [(self._rank(thing, query, wanted), thing) for thing in things]
        found = [thing for rank, thing in sorted(ranked, key=lambda pair: -pair[0]) if rank]
        return [self._hit(thing) for thing in (found or self._near(query, wanted, things))[:limit]]

    def _near(self, query: str, wanted: list[str], things: list[Found]) -> list[Found]:
        """Names that are near one that nothing has; else what most of the words lead to."""
        by_name = {compact(name): thing for thing in things for name in (thing.id, thing.name, *thing.names)}
        if near := get_close_matches(compact(query), by_name, cutoff=0.7):
            return list({id(by_name[name]): by_name[name] for name in near}.values())
        counts = [(len(self._words(thing.entry).intersection(wanted)), thing) for thing in things]
        ranked = sorted(counts, key=lambda pair: -pair[0])
        return [thing for count, thing in ranked if 2 * count > len(wanted) and thing.id == thing.entry.id]

    def _rank(self, thing: Found, query: str, wanted: list[str]) -> int:
        """How well something answers a query, 0 where it does not."""
        names = (thing.id, thing.name, *thing.names)
        if compact(query) in map(compact, names):
            return 4
        own = {word for name in names for word in _words(name)}
        if not wanted:
            return 0
        if all(any(word.startswith(part) for word in own) for part in wanted):
            return 3
        if any(compact(query) in compact(name) for name in names):
            return 2
        words = self._words(thing.entry) if thing.id == thing.entry.id else frozenset()
        return int(all(word in words or word in own for word in wanted))

    def _hit(self, thing: Found) -> Hit:
        own = thing.id != thing.entry.id
        return {
            "kind": thing.entry.folder,
            "id": thing.id,
            "name": thing.name,
            "what": self.writer.description(thing.entry),
            "url": self.url(f"{thing.entry.url}#{thing.id}" if own else thing.entry.url),
        }

    # --- entries ------------------------------------------------------------------------------------------------------

    def entry(self, kind: str, id_: str) -> str:
        """Every fact of an entry or a variant, with its sources, as Markdown."""
        thing = self.thing(id_, kind)
        return self.writer.entry(thing.entry, thing.id if thing.id != thing.entry.id else "")

    def thing(self, name: str, kind: str = "") -> Found:
        """What a name means. Raises ValueError that says what is near."""
        self._check_kind(kind)
        thing = self.named.get(compact(name))
        if thing is None or kind not in ("", thing.entry.folder):
            of_kind = [thing for thing in self.things if kind in ("", thing.entry.folder)]
            exact = next((t for t in of_kind if compact(name) in map(compact, (t.id, t.name, *t.names))), None)
            if exact is not None:
                return exact
            near = suggest(name, [thing.id for thing in of_kind])
            raise ValueError(f"there is no {name!r} in {kind or 'the catalog'}{near or '; search for it by its name'}")
        return thing

    def _check_kind(self, kind: str) -> None:
        if kind and kind not in KINDS:
            raise ValueError(f"there is no kind {kind!r}{suggest(kind, KINDS)}")

    # --- comparison ---------------------------------------------------------------------------------------------------

    def compare(self, ids: list[str]) -> str:
        """The facts in which two to six entries or variants differ, with their sources, as Markdown."""
        things = [self.thing(id_) for id_ in ids]
        if not 2 <= len(things) <= MOST:
            raise ValueError(f"{len(things)} to compare; expected two to {MOST}")
        facts = [{fact.row.id: fact for fact in self._told(thing)} for thing in things]
        sources: dict[tuple[str, str], Source] = {}
        rows, alike = [], []
        for id_ in dict.fromkeys(id_ for found in facts for id_ in found):
            told = [found.get(id_) for found in facts]
            label = plain(next(fact.data["label"] for fact in told if fact))
            if len({self._text(fact) for fact in told}) > 1:
                rows.append([label, *(self._cell(*pair, sources) for pair in zip(things, told, strict=True))])
            else:
                alike.append(label)
        head = [self.say(msg("Fact")), *(f"{plain(thing.name)} ({thing.id})" for thing in things)]
        listed = [f"{n}. {cited(self.sheets.messages, source)}" for n, source in enumerate(sources.values(), 1)]
        same = self.say(msg("Alike: {facts}."), facts=", ".join(dict.fromkeys(alike)) or "–")
        return "\n\n".join([table(head, rows), same, "\n".join(listed)])

    def _told(self, thing: Found) -> list[Told]:
        """What holds for it; a model that is named as a whole stands for its first variant."""
        if not isinstance(thing.entry, Model):
            return self.records.facts(thing.entry)
        variants = [item.id for item in self.derived.variants[thing.entry.id]]
        return self.records.of_variant(thing.entry, thing.id if thing.id in variants else variants[0])

    def _text(self, fact: Told | None) -> str:
        return str(fact.data["text"]) if fact else self.records.plain.states["not-checked"]

    def _cell(self, thing: Found, fact: Told | None, sources: dict[tuple[str, str], Source]) -> str:
        """A value with the numbers of its sources in the list, which it fills."""
        keys = dict.fromkeys(item["source"] for item in fact.data["sources"]) if fact else {}
        for key, source in self.records.sources(thing.entry, keys):
            sources.setdefault((thing.entry.id, key), source)
        places = [list(sources).index((thing.entry.id, key)) + 1 for key in keys]
        return " ".join([plain(self._text(fact)), *(f"[{place}]" for place in places)])

    # --- verdicts -----------------------------------------------------------------------------------------------------

    def verdict(self, name: str, use: str) -> list[Answer]:
        """Whether a license, or the licenses of a model, allow a use; variants that have it alike share an answer."""
        question = self._question(use)
        thing = self.thing(name)
        if isinstance(thing.entry, License):
            return [self._answer([thing.name], question, self.derived.reader.of_license(thing.id)[question])]
        if not isinstance(thing.entry, Model):
            raise ValueError(f"{thing.name} is in {thing.entry.folder}; expected a model, a variant or a license")
        variants = self.derived.variants[thing.entry.id]
        wanted = [item for item in variants if item.id == thing.id] or variants
        found: list[tuple[Verdict, list[str]]] = []
        for item in wanted:
            verdict = item.verdicts[question]
            names = next((names for other, names in found if other == verdict), None)
            if names is None:
                found.append((verdict, names := []))
            names.append(item.variant.name)
        return [self._answer(names, question, verdict) for verdict, names in found]

    def _question(self, use: str) -> str:
        questions: Mapping[str, VerdictWord] = self.catalog.vocabulary.verdicts
        said = _words(use)
        for id_, word in questions.items():
            if use == id_ or compact(use) in (compact(id_), compact(word.label)):
                return id_
        near = [id_ for id_, word in questions.items() if set(said) & {*_words(id_), *_words(word.label)} - _COMMON]
        if len(near) == 1:
            return near[0]
        raise ValueError(f"there is no use {use!r}; expected one of {', '.join(questions)}")

    def _answer(self, names: list[str], question: str, verdict: Verdict) -> Answer:
        vocabulary = self.catalog.vocabulary
        return {
            "of": names,
            "use": vocabulary.verdicts[question].label,
            "answer": verdict.answer,
            "text": vocabulary["verdict-answers"][verdict.answer].label,
            "why": self.say(verdict.cause) if verdict.cause else untagged(verdict.why),
            "because": [self._reason(license_, term) for license_, term, _ in verdict.decided],
            "note": self.say(DISCLAIMER),
        }

    def _reason(self, license_: License, term: str) -> Reason:
        row = self.sheets.of(license_).of().get(term)
        label = self.catalog.vocabulary.license_terms[term].label
        return {
            "license": license_.name,
            "term": label,
            "answer": self.records.plain.row(row) if row else self.records.plain.states["not-checked"],
            "clause": str((row and row.detail("clause")) or ""),
            "says": untagged((row and (row.detail("condition") or row.detail("says"))) or ""),
            "condition": list(numbers(self.sheets.formatter, row)) if row else [],
            "sources": list(self._sources(row)),
            "url": self.url(f"{license_.url}#{term}"),
        }

    def _sources(self, row: FactRow | None) -> Iterable[str]:
        for source, _ in row.evidence if row else ():
            yield f"{source.title}, {source.url}, read {source.read}"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
