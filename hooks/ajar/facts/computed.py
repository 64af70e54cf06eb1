"""Computed rows of the fact sheet: levels, verdicts, classes, memory, prices, freshness, each with what decided it.

`READINGS` says how each reads, for rows and columns alike; a function a kind makes them from what `derive/` found.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from ..derive import Derived, DerivedVariant
from ..derive.freshness import freshness
from ..derive.licenses import Verdict
from ..derive.memory import BITS
from ..derive.openness import Finding
from ..derive.prices import Quote
from ..kinds.base import Entry, Sourced
from ..kinds.license import License
from ..kinds.model import Model
from ..kinds.words import LifeEventId, Sparsity, State, Status, VerdictAnswer
from ..messages import msg
from .sheet import KNOWN, NOT_APPLICABLE, NOT_CHECKED, UNDISCLOSED, Decided, Detail, Evidence, FactRow

VERDICTS = "verdicts"
# What a finding of three values is as an answer.
ANSWERS = {True: VerdictAnswer.YES, False: VerdictAnswer.NO, None: VerdictAnswer.NOT_CHECKED}


class Reading(NamedTuple):
    """How a computed fact reads: form, vocabulary, kinds, and the group of its page."""

    form: str
    words: str = ""
    kinds: tuple[str, ...] = ()
    group: str = "computed"


EVERY = {
    "name": Reading("name"),
    "verified": Reading("date"),
    "freshness": Reading("word", "freshness"),
}
READINGS: dict[str, dict[str, Reading]] = {
    Model.folder: {
        "level": Reading("word", "levels", group="openness"),
        "mof-class": Reading("class", group="mof"),
        "osaid-parameters": Reading("word", "verdict-answers", group="osaid"),
        "osaid-code": Reading("word", "verdict-answers", group="osaid"),
        "osaid-data-information": Reading("word", "verdict-answers", group="osaid"),
        "g7-label": Reading("word", "g7-labels", group="g7"),
        "license": Reading("entry", kinds=(License.folder,), group="license"),
        "year": Reading("year"),
        "retires": Reading("date", group="life"),
        "memory-16": Reading("gigabytes", group="memory"),
        "memory-8": Reading("gigabytes", group="memory"),
        "memory-4": Reading("gigabytes", group="memory"),
        "cache": Reading("gigabytes", group="memory"),
        "price-in": Reading("dollars", group="price"),
        "price-out": Reading("dollars", group="price"),
        "price": Reading("dollars", group="prices"),
    },
    License.folder: {"models": Reading("number")},
    "developers": {"models": Reading("number")},
}
ANSWER = Reading("answer", "answers", group="license")
VERDICT = Reading("word", "verdict-answers", group="verdicts")


class Computer:
    """Makes the computed rows of entries of one catalog."""

    def __init__(self, derived: Derived, labels: dict[str, str]) -> None:
        self.derived, self.labels = derived, labels
        vocabulary = derived.catalog.vocabulary
        self.questions = {id_: word.label for id_, word in vocabulary.verdicts.items()}
        self.terms = vocabulary.license_terms
        self.answers = vocabulary.answers
        self._terms_of: dict[str, list[FactRow]] = {}
        # Models under one license share its verdicts and rows; a verdict is kept, so that its id is its own.
        self._verdicts: dict[tuple[str, int], tuple[Verdict, FactRow]] = {}

    def of(self, entry: Entry) -> tuple[list[FactRow], dict[str, list[FactRow]]]:
        """(rows of the entry as a whole, rows of each variant by id; other kinds have theirs under their own id)."""
        if isinstance(entry, Model):
            derived = self.derived.variants[entry.id]
            every = self._every(entry)
            return self._prices(derived), {item.id: [*every, *self._variant(item)] for item in derived}
        rows = self._every(entry)
        if (count := self._models(entry)) is not None:
            rows.append(self._row(READINGS[entry.folder], "models", count))
        return [], {entry.id: rows}

    def _models(self, entry: Entry) -> int | None:
        """How many models a developer made, or stand under a license."""
        if isinstance(entry, License):
            return len({item.model.id for item in self.derived.under_license.get(entry.id, ())})
        if entry.folder == "developers":
            return sum(model.developer.value == entry.id for model in self.derived.catalog.models.values())
        return None

    def _row(self, readings: dict[str, Reading], id_: str, value: Any, state: State = KNOWN, **more: Any) -> FactRow:
        reading = readings[id_]
        return FactRow(
            id_, id_, reading.group, self.labels[id_], value, state, reading.form, reading.words, reading.kinds, **more
        )

    def _every(self, entry: Entry) -> list[FactRow]:
        verified = entry.verified
        return [
            self._row(EVERY, "verified", str(verified) if verified else None, KNOWN if verified else NOT_CHECKED),
            self._row(EVERY, "freshness", freshness(verified, self.derived.settings.day)),
        ]

    # --- models ------------------------------------------------------------------------------------------------------

    def _variant(self, item: DerivedVariant) -> list[FactRow]:
        rows = list(self._openness(item))
        rows += [self._verdict(id_, item.verdicts[id_]) for id_ in self.questions]
        rows += self._life(item)
        rows += self._size(item)
        if use := item.variant.governing:
            evidence = tuple(Evidence(item.model.sources[key], use.shows) for key in use.source)
            rows.append(self._row(READINGS[Model.folder], "license", [use.id], evidence=evidence))
            rows += self._license_terms(use.id)
        return rows

    def _openness(self, item: DerivedVariant) -> Iterable[FactRow]:
        readings = READINGS[Model.folder]
        level = item.level
        details = (Detail("at-least", level.at_least, "word", "levels"),) if level.at_least else ()
        yield self._row(readings, "level", level.id, details=details, decided=_decided(level.reasons))
        following = item.mof.following
        missing = _decided(item.mof.missing[following]) if following else ()
        progress = tuple(Detail(f"mof-{number}", list(item.mof.progress[number]), "progress") for number in (3, 2, 1))
        yield self._row(readings, "mof-class", item.mof.number or 0, details=progress, decided=missing)
        least = (Detail("at-least", item.g7.at_least, "word", "g7-labels"),) if item.g7.at_least else ()
        yield self._row(readings, "g7-label", item.g7.id, details=least, decided=_decided(item.g7.reasons))
        for id_, finding in item.osaid.items():
            answer = ANSWERS[finding.holds]
            state = NOT_CHECKED if finding.holds is None else KNOWN
            yield self._row(readings, id_, answer, state, decided=_decided([finding]))

    def _verdict(self, id_: str, verdict: Verdict) -> FactRow:
        known = self._verdicts.get((id_, id(verdict)))
        if known is None:
            known = self._verdicts[id_, id(verdict)] = (verdict, self._verdict_row(id_, verdict))
        return known[1]

    def _verdict_row(self, id_: str, verdict: Verdict) -> FactRow:
        evidence: dict[str, Evidence] = {}
        decided = []
        for license_, term_id, term in verdict.decided:
            label = self.terms[term_id].label
            decided.append(Decided(label, term_id, License.folder, license_.id))
            for key in term.source if term else ():
                source = license_.sources[key]
                evidence.setdefault(source.url, Evidence(source, term.shows if term else None))
        if verdict.cause:
            decided.append(Decided(verdict.cause))
        details = (Detail("says", verdict.why, "prose"),) if verdict.why else ()
        reading = VERDICT
        return FactRow(
            id_,
            id_,
            reading.group,
            self.questions[id_],
            verdict.answer,
            KNOWN,
            reading.form,
            reading.words,
            evidence=tuple(evidence.values()),
            details=details,
            decided=tuple(decided),
        )

    def _life(self, item: DerivedVariant) -> Iterable[FactRow]:
        readings = READINGS[Model.folder]
        if released := item.variant.released:
            yield self._row(readings, "year", released[:4])
        ends = [
            event
            for event in item.model.life
            if event.event in (LifeEventId.RETIREMENT, LifeEventId.RETIRED) and event.holds_for(item.id)
        ]
        if ends:
            last = max(ends, key=lambda event: event.date)
            yield self._row(readings, "retires", last.date, evidence=_evidence(item.model, last))
        elif item.variant.can_have or item.variant.status == Status.NEVER_RELEASED:
            # What anyone can keep has no end, and what nobody got neither.
            yield self._row(readings, "retires", None, NOT_APPLICABLE)

    def _size(self, item: DerivedVariant) -> Iterable[FactRow]:
        readings = READINGS[Model.folder]
        variant = item.variant
        size = variant.get("parameters")
        if variant.can_have is False or variant.gone:
            for bits in BITS:
                yield self._row(readings, f"memory-{bits}", None, NOT_APPLICABLE)
        elif item.memory:
            decided = (Decided(msg("Computed from the parameters."), "parameters"),)
            for bits, value in item.memory.weights.items():
                yield self._row(readings, f"memory-{bits}", value, decided=decided)
            if item.memory.cache is not None:
                details = (Detail("context", item.memory.context, "count"),)
                yield self._row(readings, "cache", item.memory.cache, details=details, decided=decided)
        elif size is not None:
            for bits in BITS:
                yield self._row(readings, f"memory-{bits}", None, UNDISCLOSED)
        sparsity = variant.within("architecture", "sparsity")
        if variant.get("active_parameters") is None and sparsity is not None and sparsity.value == Sparsity.DENSE:
            yield FactRow(
                "active-parameters",
                "active-parameters",
                "sizes",
                self.labels["active-parameters"],
                None,
                NOT_APPLICABLE,
                "billions",
                decided=(Decided(msg("A dense model uses all of them."), "sparsity"),),
            )
        if item.quote:
            for id_, price in (("price-in", item.quote.input), ("price-out", item.quote.output)):
                if price is not None:
                    yield self._row(readings, id_, float(price), decided=(_host(item.quote),))

    def _license_terms(self, id_: str) -> list[FactRow]:
        """What the governing license says where it is not a plain yes; the same rows for every model under it."""
        if id_ not in self._terms_of:
            license_ = self.derived.catalog.licenses[id_]
            self._terms_of[id_] = [
                FactRow(
                    f"term-{term_id}",
                    term_id,
                    ANSWER.group,
                    self.terms[term_id].label,
                    term.answer,
                    KNOWN,
                    ANSWER.form,
                    ANSWER.words,
                    evidence=_evidence(license_, term),
                    details=(
                        *([Detail("says", term.told, "prose")] if term.told else []),
                        *([Detail("clause", term.clause, "text")] if term.clause else []),
                    ),
                    decided=(Decided(self.terms[term_id].label, term_id, License.folder, id_),),
                )
                for term_id, term in license_.terms.items()
                if term.answer in self.answers and self.answers[term.answer].notable
            ]
        return self._terms_of[id_]

    def _prices(self, variants: list[DerivedVariant]) -> list[FactRow]:
        """Every price that the entry lists, once."""
        rows: dict[int, FactRow] = {}
        reading = READINGS[Model.folder]["price"]
        for item in variants:
            for quote in item.quotes:
                if id(quote.price) not in rows:
                    rows[id(quote.price)] = self._price(item, quote, reading, len(rows))
        return list(rows.values())

    def _price(self, item: DerivedVariant, quote: Quote, reading: Reading, number: int) -> FactRow:
        price = quote.price
        details = [Detail("host", quote.host, "text"), Detail("model-there", quote.model, "code")]
        details += [Detail("price-list", quote.url, "url")] if quote.url else []
        details += [
            Detail(id_, float(value), "dollars")
            for id_, value in (("price-in", quote.input), ("price-out", quote.output))
            if value is not None
        ]
        context = price.context
        if context is not None and context.value:
            details.append(Detail("context", context.value, "count"))
        details += [Detail("tiered", True, "flag")] if quote.tiered else []
        details += [Detail("steps", quote.steps, "steps")] if quote.steps else []
        value = float(quote.input) if quote.input is not None else None
        return FactRow(
            f"price-{number + 1}",
            "price",
            reading.group,
            self.labels["price"],
            value,
            KNOWN if value is not None else NOT_CHECKED,
            reading.form,
            details=tuple(details),
            note=price.note,
            evidence=_evidence(item.model, context) if context is not None else (),
            scope=(price.variant,) if price.variant else (),
            decided=(_host(quote),),
            part=price,
        )


def _decided(findings: Iterable[Finding]) -> tuple[Decided, ...]:
    return tuple([Decided(finding.reason, finding.subject) for finding in findings])


def _evidence(entry: Entry, part: Sourced) -> tuple[Evidence, ...]:
    return tuple([Evidence(entry.sources[key], part.shows) for key in part.source])


def _host(quote: Quote) -> Decided:
    return Decided(msg("The price at {host}, by the genai-prices package.", host=quote.host))
