"""What a reader may do: one short answer per question, from the license terms. The most restrictive text governs."""

from dataclasses import dataclass
from typing import cast

from ..catalog import Catalog
from ..kinds.license import License, Term
from ..kinds.vocabulary import VerdictWord
from .openness import FREEDOMS, Openness
from .rows import Row

# From the most to the least restrictive; the first that any governing text gives is the answer.
SEVERITY = ("no", "not-checked", "unstated", "conditional", "yes")
NEEDS_WEIGHTS = ("modify", "redistribute", "host-for-others")


@dataclass(frozen=True)
class Verdict:
    """`answer` is a word of `verdict-answers`; `decided` the (license, term id, term) that decided, `why` one line."""

    answer: str
    decided: tuple[tuple[License, str, Term | None], ...] = ()
    why: str = ""


def term_answer(license_: License, id_: str) -> str:
    """A license term as an answer: a bound on field, user or region makes use conditional, it does not forbid it."""
    term = license_.terms.get(id_)
    if term is None:
        return "not-checked"
    if id_ in FREEDOMS:
        return {"permitted": "yes", "unstated": "yes"}.get(term.answer, "conditional")
    return {"permitted": "yes", "prohibited": "no"}.get(term.answer, term.answer)


def license_verdict(license_: License, terms: list[str]) -> Verdict:
    """The answer of one text to one question."""
    answers = {id_: term_answer(license_, id_) for id_ in terms}
    answer = next(word for word in SEVERITY if word in answers.values())
    decided = tuple((license_, id_, license_.terms.get(id_)) for id_, found in answers.items() if found == answer and found != "yes")
    return Verdict(answer, decided or ((license_, terms[0], license_.terms.get(terms[0])),), _why(decided))


def _why(decided: tuple[tuple[License, str, Term | None], ...]) -> str:
    """What the deciding terms say; a bound that several terms repeat, such as one number of users, is told once."""
    lines: dict[object, str] = {}
    for _, _, term in decided:
        if term and term.told:
            lines.setdefault((term.condition and term.condition.data) or term.told, term.told)
    return " ".join(lines.values())


class Verdicts:
    """License verdicts of rows of one catalog, in the order of the vocabulary."""

    def __init__(self, catalog: Catalog, openness: Openness) -> None:
        self.catalog, self.openness = catalog, openness
        self.questions = cast(dict[str, VerdictWord], catalog.vocabulary["verdicts"].words)
        self._of_license: dict[str, dict[str, Verdict]] = {}

    def of_license(self, id_: str) -> dict[str, Verdict]:
        if id_ not in self._of_license:
            license_ = self.catalog.licenses[id_]
            self._of_license[id_] = {q: license_verdict(license_, word.terms) for q, word in self.questions.items()}
        return self._of_license[id_]

    def of_row(self, row: Row) -> dict[str, Verdict]:
        """The row's verdicts under the license of its weights and bases, or under the terms of the hosted service."""
        weights = row.components.get("weights")
        can_have = weights is not None and weights.state in ("released", "on-request")
        if can_have:
            ids = [id_ for id_ in (self.openness.license_id(row, "weights"), *self.openness.base_licenses(row)) if id_]
        else:
            ids = [row.license["service"].id] if "service" in row.license else []
        status = row.get("status")
        gone = not can_have and status is not None and status.value in ("never-released", "retired", "withdrawn")
        return {question: self._verdict(question, list(dict.fromkeys(ids)), can_have, gone) for question in self.questions}

    def _verdict(self, question: str, ids: list[str], can_have: bool, gone: bool) -> Verdict:
        if gone or (not can_have and question in NEEDS_WEIGHTS):
            return Verdict("not-applicable", why="It cannot be used any more." if gone else "The weights are not released.")
        found = [self.of_license(id_)[question] for id_ in ids]
        if not found:
            return Verdict("not-checked")
        answer = next(word for word in SEVERITY if any(verdict.answer == word for verdict in found))
        deciding = [verdict for verdict in found if verdict.answer == answer]
        return Verdict(
            answer,
            tuple(item for verdict in deciding for item in verdict.decided),
            " ".join(dict.fromkeys(verdict.why for verdict in deciding if verdict.why)),
        )
