"""What a license answers, read in one place, and the short verdicts that follow. The most restrictive text governs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..catalog import Catalog
from ..kinds.license import License, LicenseTerm
from ..kinds.words import Answer, LicenseTermWord, Role, Status, TermGroupWord, VerdictAnswer, Vocabulary
from ..messages import Message, msg
from .variants import Variant

# From the most to the least restrictive; the first that any governing text gives is the answer.
SEVERITY = (
    VerdictAnswer.NO,
    VerdictAnswer.NOT_CHECKED,
    VerdictAnswer.UNSTATED,
    VerdictAnswer.CONDITIONAL,
    VerdictAnswer.YES,
)
NOTHING: frozenset[str] = frozenset()


class Reading(NamedTuple):
    """What one answer means: the verdict on its question, and whether it leaves the reader free (None: not checked)."""

    verdict: VerdictAnswer
    free: bool | None


def reading(group: TermGroupWord, answer: str | None) -> Reading:
    """The meaning of an answer to a term of a group. The only place that decides it.

    A grant that the text does not state is none, a bound that it does not state is none either. A bound on field, user
    or region makes use conditional, it does not forbid it.
    """
    bounds = group.silence == "not-bounded"
    if answer is None:
        return Reading(VerdictAnswer.NOT_CHECKED, None)
    if answer == Answer.PERMITTED or (bounds and answer == Answer.UNSTATED):
        return Reading(VerdictAnswer.YES, True)
    if answer == Answer.UNSTATED:
        return Reading(VerdictAnswer.UNSTATED, False)
    if answer == Answer.PROHIBITED and not bounds:
        return Reading(VerdictAnswer.NO, False)
    return Reading(VerdictAnswer.CONDITIONAL, False)


@dataclass(frozen=True)
class Verdict:
    """`answer` is a word of `verdict-answers`; `decided` the terms that decided, `why` what they say, in one line.

    `cause` is why nothing can be done at all, where that is so.
    """

    answer: str
    decided: tuple[tuple[License, str, LicenseTerm | None], ...] = ()
    why: str = ""
    cause: Message | None = None


def missed_by(license_: License, variant: Variant) -> frozenset[str]:
    """Terms whose condition does not meet the variant, because it bounds modalities that the variant does not have."""
    conditions = _modal_terms(license_)
    if not conditions or variant.modalities is None:
        return NOTHING
    return frozenset(id_ for id_, bound in conditions.items() if not bound & variant.modalities)


def _modal_terms(license_: License) -> dict[str, frozenset[str]]:
    return {
        id_: frozenset(term.condition.modalities)
        for id_, term in license_.terms.items()
        if term.condition and term.condition.modalities
    }


@dataclass
class LicenseReader:
    """Readings and verdicts of the licenses of one catalog, each worked out once."""

    catalog: Catalog
    _of_license: dict[tuple[str, frozenset[str]], dict[str, Verdict]] = field(default_factory=dict)
    _missed: dict[tuple[str, frozenset[str] | None], frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # Licenses that bound modalities: all others meet every variant.
        self.modal = {id_ for id_, license_ in self.catalog.licenses.items() if _modal_terms(license_)}

    @property
    def vocabulary(self) -> Vocabulary:
        return self.catalog.vocabulary

    def word(self, term: str) -> LicenseTermWord:
        return self.vocabulary.license_terms[term]

    def read(self, license_: License, term: str, missed: frozenset[str] = NOTHING) -> Reading:
        """What the license's answer to a term means; a condition that does not meet is none."""
        if term in missed:
            return Reading(VerdictAnswer.YES, True)
        found = license_.terms.get(term)
        return reading(self.vocabulary.term_groups[self.word(term).group], found.answer if found else None)

    def missed(self, id_: str, variant: Variant) -> frozenset[str]:
        """`missed_by`, remembered by what decides it."""
        if id_ not in self.modal:
            return NOTHING
        key = (id_, variant.modalities)
        if key not in self._missed:
            self._missed[key] = missed_by(self.catalog.licenses[id_], variant)
        return self._missed[key]

    def of_license(self, id_: str, missed: frozenset[str] = NOTHING) -> dict[str, Verdict]:
        """The answers of one text to the questions of `verdicts`."""
        key = (id_, missed)
        if key not in self._of_license:
            license_ = self.catalog.licenses[id_]
            questions = self.vocabulary.verdicts.items()
            self._of_license[key] = {q: self._license_verdict(license_, word.terms, missed) for q, word in questions}
        return self._of_license[key]

    def _license_verdict(self, license_: License, terms: list[str], missed: frozenset[str]) -> Verdict:
        answers = {id_: self.read(license_, id_, missed).verdict for id_ in terms}
        answer = next(word for word in SEVERITY if word in answers.values())
        decided = tuple(
            (license_, id_, license_.terms.get(id_))
            for id_, found in answers.items()
            if found == answer != VerdictAnswer.YES
        )
        return Verdict(answer, decided or ((license_, terms[0], license_.terms.get(terms[0])),), _why(decided))

    def of_variant(self, variant: Variant, governing: Callable[[Variant], list[str]]) -> dict[str, Verdict]:
        """Verdicts under the licenses that govern the variant's weights, or under the terms of its hosted service."""
        if variant.can_have:
            ids = governing(variant)
        else:
            ids = [variant.license[Role.SERVICE].id] if Role.SERVICE in variant.license else []
        texts = [self.of_license(id_, self.missed(id_, variant)) for id_ in dict.fromkeys(ids)]
        return {
            question: _not_possible(variant, word.weights) or _most_restrictive([text[question] for text in texts])
            for question, word in self.vocabulary.verdicts.items()
        }


# Why nothing can be done with what is gone, by its status; what never could be used has not stopped being usable.
GONE_BECAUSE = {
    Status.NEVER_RELEASED: msg("It was never released."),
    Status.RETIRED: msg("It cannot be used any more."),
    Status.WITHDRAWN: msg("It cannot be used any more."),
}
WEIGHTS_KEPT = msg("The weights are not released.")


@cache
def _impossible(cause: Message) -> Verdict:
    return Verdict(VerdictAnswer.NOT_APPLICABLE, cause=cause)


def _not_possible(variant: Variant, weights: bool) -> Verdict | None:
    if variant.gone:
        return _impossible(GONE_BECAUSE[Status(variant.status or "")])
    return _impossible(WEIGHTS_KEPT) if weights and not variant.can_have else None


def _most_restrictive(found: list[Verdict]) -> Verdict:
    if not found:
        return Verdict(VerdictAnswer.NOT_CHECKED)
    answer = next(word for word in SEVERITY if any(verdict.answer == word for verdict in found))
    deciding = [verdict for verdict in found if verdict.answer == answer]
    if len(deciding) == 1:
        return deciding[0]
    return Verdict(
        answer,
        tuple(item for verdict in deciding for item in verdict.decided),
        " ".join(dict.fromkeys(verdict.why for verdict in deciding if verdict.why)),
    )


def _why(decided: tuple[tuple[License, str, LicenseTerm | None], ...]) -> str:
    """What the deciding terms say; a bound that several terms repeat, such as one number of users, is told once."""
    lines: dict[object, str] = {}
    for _, _, term in decided:
        if term and term.told:
            lines.setdefault((term.condition and term.condition.data) or term.told, term.told)
    return " ".join(lines.values())
