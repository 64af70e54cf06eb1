"""`…/preview.png`: for every page, claim and former name a picture that stands for it where a link is pasted.

The path follows from the page's address alone, so that it can be promised. What a picture shows is said here; how it
is drawn, once for each content, is in `preview/`.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ..facts.bounds import amount
from ..facts.format import untagged
from ..kinds import Benchmark, Claim, Dataset, Developer, GlossaryTerm, License, Model, Tradeoff
from ..kinds.base import Entry
from ..kinds.words import LevelId, Question, Term
from ..messages import Message, msg
from ..pages import linked
from ..pages.page import PREVIEW
from ..preview import Figure, Picture, Sign, Store
from ..site import Site

# What one entry of a kind is called; a kind without a name here goes by that of its list.
ONE: dict[str, Message] = {
    Model.folder: msg("Language model"),
    License.folder: msg("License"),
    Developer.folder: msg("Developer"),
    Dataset.folder: msg("Data set"),
    Benchmark.folder: msg("Benchmark"),
    Tradeoff.folder: msg("Trade-off"),
    GlossaryTerm.folder: msg("Glossary"),
    Claim.folder: msg("Claim, checked"),
}
# What written pages are called by the first part of their address.
WRITTEN: dict[str, Message] = {"guides": msg("Guide"), "views": msg("Ready-made view"), "about": msg("About")}
BY_SIZE = msg("{answer}; other sizes differ")


def files(site: Site) -> Iterable[tuple[str, bytes]]:
    """The pictures by path; an alias answers with that of its entry."""
    found = dict(pictures(site))
    drawn = dict(zip(found, store(site.settings.cache).get(found.values()), strict=True))
    for url, data in drawn.items():
        yield f"{url}{PREVIEW}", data
    for folder, aliases in site.catalog.aliases.items():
        for alias, id_ in aliases.items():
            yield f"{folder}/{alias}/{PREVIEW}", drawn[f"{folder}/{id_}/"]


@cache
def store(cache_folder: Path | None) -> Store:
    """The pictures of a project; under `serve` they stay in memory from one build to the next."""
    return Store(cache_folder / "previews" if cache_folder else None)


def pictures(site: Site) -> Iterator[tuple[str, Picture]]:
    """What is in the picture of each page, by the address of the page."""
    painter = Painter(site)
    for page in site.pages.values():
        if page.source is None:  # the others are entries, which know more
            yield page.url, painter.list(page.url, page.title, page.description)
    for section in site.sections:
        if not section.anchor:
            yield section.url, painter.written(section.url, section.page, section.description)
    for folder, entries in site.catalog.entries.items():
        for entry in entries.values():
            yield f"{folder}/{entry.id}/", painter.entry(entry)


class Painter:
    """Says what is in a picture, in the language of the build."""

    def __init__(self, site: Site) -> None:
        self.site, self.sheets, self.derived = site, site.sheets, site.derived
        self.catalog, self.say, self.number = site.catalog, site.sheets.messages.say, site.sheets.formatter.number
        self.vocabulary = site.catalog.vocabulary

    def list(self, url: str, title: str, description: str) -> Picture:
        """A page that several entries make: how many there are; home has the number of models."""
        entries = self.catalog.entries.get(url.strip("/") or Model.folder)
        label = self.say(msg("Entries") if url.strip("/") else msg("Models in this catalog"))
        figure = Figure(self.number("count", len(entries)), label) if entries else None
        return Picture(title, self.say(msg("Catalog")), text=description, figure=figure, site=linked.SITE)

    def written(self, url: str, title: str, description: str) -> Picture:
        """A page that somebody wrote."""
        over = self.say(WRITTEN.get(url.split("/")[0], msg("Catalog")))
        return Picture(title, "" if over == title else over, text=description, site=linked.SITE)

    def entry(self, entry: Entry) -> Picture:
        """The page of one entry."""
        values: dict[str, Any] = {"title": entry.name, "over": self._kind(entry), "site": linked.SITE}
        maker = MAKERS.get(type(entry))
        return Picture(**(values | (maker(self, entry) if maker else self._other(entry))))

    def _kind(self, entry: Entry, beside: str = "") -> str:
        kind = self.say(ONE.get(entry.folder, entry.card.name))
        return " · ".join(filter(None, (kind, beside)))

    def _model(self, model: Model) -> dict[str, Any]:
        """Level with its door, commercial use, and its size, else the context that it reads."""
        variants = self.derived.variants[model.id]
        first = variants[0]
        level = self.vocabulary.levels[first.level.id]
        word = self.vocabulary["verdict-answers"][first.verdicts[Question.COMMERCIAL_USE].answer]
        question = self.vocabulary.license_terms[Question.COMMERCIAL_USE].label
        answer = f"{question}: {word.label.lower()}"
        if len({item.verdicts[Question.COMMERCIAL_USE].answer for item in variants}) > 1:
            answer = self.say(BY_SIZE, answer=answer)
        one_level = len({item.level.id for item in variants}) == 1
        maker = model.developer.value
        return {
            "over": self._kind(model, self.catalog.developers[maker].name if maker else ""),
            "verdict": Sign(word.symbol, word.tone, answer),
            "figure": self._figure(model, "parameters", msg("Parameters"))
            or self._figure(model, "context", msg("Tokens of context")),
            "angle": None if first.level.id == LevelId.NOT_ENOUGH else level.angle,
            "side": level.label if one_level else self.say(BY_SIZE, answer=level.label),
        }

    def _figure(self, model: Model, field: str, label: Message) -> Figure | None:
        """The least and the greatest value of a field among the variants."""
        rows = [self.sheets.variant(item).get(field) for item in self.derived.variants[model.id]]
        known = [row for row in rows if row is not None and row.value is not None]
        if not known:
            return None
        ends = [self.number(known[0].form, find(row.value for row in known)) for find in (min, max)]
        return Figure(" – ".join(dict.fromkeys(ends)), self.say(label))

    def _license(self, entry: License) -> dict[str, Any]:
        """Whether it allows commercial use, and up to how many users, else how many models are under it."""
        verdict = self.derived.reader.of_license(entry.id)[Question.COMMERCIAL_USE]
        word = self.vocabulary["verdict-answers"][verdict.answer]
        question = self.vocabulary.license_terms[Question.COMMERCIAL_USE].label
        type_ = self.vocabulary["license-types"][entry.type.value].label if entry.type.value else self._kind(entry)
        return {
            "over": " · ".join(filter(None, (type_, entry.steward.value))),
            "text": untagged(entry.summary or ""),
            "mark": Sign(word.symbol, word.tone),
            "side": f"{question}: {word.label.lower()}",
            "figure": self._bound(entry) or self._models(entry),
        }

    def _bound(self, entry: License) -> Figure | None:
        """The number of users or the revenue from which on the license is another one."""
        row = self.sheets.of(entry).of().get(Term.ANY_USER)
        number = amount(self.sheets.formatter, row) if row else ""
        return Figure(number, self.say(msg("Limit of this license"))) if number else None

    def _models(self, entry: Entry) -> Figure | None:
        """How many models of the catalog name an entry."""
        count = len(self.derived.referrers.get((entry.folder, entry.id), {}).get(Model.folder, {}))
        label = self.say(msg("Models in this catalog"))
        return Figure(self.number("count", count), label) if count else None

    def _claim(self, claim: Claim) -> dict[str, Any]:
        """The verdict, and what the sources say."""
        verdict = self.vocabulary["claim-verdicts"][claim.verdict]
        finding = claim.finding.value if claim.finding else None
        return {
            "over": self._kind(claim, self.vocabulary["sections"][claim.section].label),
            "text": untagged(finding or claim.claim),
            "mark": Sign(verdict.symbol, verdict.tone),
            "side": verdict.label,
        }

    def _term(self, term: GlossaryTerm) -> dict[str, Any]:
        kind = self.vocabulary["term-kinds"][term.kind.value].label if term.kind.value else ""
        return {**self._other(term), "over": self._kind(term, kind), "figure": None}

    def _other(self, entry: Entry) -> dict[str, Any]:
        """What introduces the entry, and how many models name it."""
        row = next((row for key in entry.card.summary for row in self.sheets.of(entry).rows if row.key == key), None)
        text = entry.summary or (row.value if row is not None else None) or ""
        return {"text": untagged(str(text)), "figure": self._models(entry)}


MAKERS: dict[type[Entry], Callable[[Painter, Any], dict[str, Any]]] = {
    Model: Painter._model,
    License: Painter._license,
    Claim: Painter._claim,
    GlossaryTerm: Painter._term,
}
