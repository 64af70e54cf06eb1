"""Openness level, Model Openness Framework class and OSAID checklist, computed from components and license terms.

Sources: White et al., "The Model Openness Framework" (arXiv 2403.13784); Open Source Initiative, "The Open Source AI
Definition 1.0" (2024-10-28). Every finding is three-valued (yes, no, not checked) and names what decided it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Literal

from ..catalog import Catalog
from ..kinds.license import License
from ..kinds.words import Answer, ComponentId, ComponentState, LevelId, OsaidPart, Role, Status, Term
from ..messages import Message, msg
from .licenses import NOTHING, LicenseReader
from .variants import Variant, variants_of

# Terms that must be free of bounds for weights to count as open (VOCABULARY: "open weights").
FREEDOMS = (
    Term.COMMERCIAL_USE,
    Term.MODIFY,
    Term.REDISTRIBUTE,
    Term.ANY_FIELD,
    Term.ANY_USER,
    Term.ANY_REGION,
)
# What open science adds. Optimizer states lie with checkpoints where anybody publishes them; settings are neither.
SCIENCE = (ComponentId.TRAINING_DATA, ComponentId.DATA_PROCESSING, ComponentId.PAPER, ComponentId.CHECKPOINTS)
CLOSED = (Status.NEVER_RELEASED, Status.RETIRED, Status.WITHDRAWN, Status.ANNOUNCED)
Content = Literal["code", "data", "document"]


@dataclass(frozen=True)
class Finding:
    """`holds` is True, False or None (not checked); `reason` says what decided; `subject` is a component or license."""

    holds: bool | None
    reason: Message
    subject: str = ""


@dataclass(frozen=True)
class Level:
    """`id` is a word of `levels`; `at_least` the level that holds for sure where `id` is not-enough-checked."""

    id: str
    reasons: list[Finding]
    at_least: str | None = None

    @property
    def sure(self) -> str:
        """The level that holds for sure."""
        return self.at_least or self.id


@dataclass(frozen=True)
class MofClass:
    """`number` is 3, 2 or 1, or None below class III; `progress` maps a class to (met, needed) components."""

    number: int | None
    progress: dict[int, tuple[int, int]]
    missing: dict[int, list[Finding]] = field(default_factory=dict)

    @property
    def following(self) -> int | None:
        """The class to reach next, None at the top."""
        return 3 if self.number is None else self.number - 1 or None


# What tells of a license, without those of its terms that do not meet a variant, whether it passes.
Judge = Callable[[str, frozenset[str]], Finding]


def all_of(findings: Iterable[Finding]) -> bool | None:
    """Three-valued AND: one no decides; else one not-checked leaves it open."""
    values = [finding.holds for finding in findings]
    return False if False in values else None if None in values else True


def joined(findings: Iterable[Finding]) -> Message:
    """Several reasons as one."""
    reasons = [finding.reason for finding in findings]
    result = reasons[0]
    for reason in reasons[1:]:
        result = msg("{first}; {second}", first=result, second=reason)
    return result


class Openness:
    """The computed openness of variants of one catalog."""

    def __init__(self, catalog: Catalog, reader: LicenseReader) -> None:
        self.catalog, self.reader = catalog, reader
        self.words = catalog.vocabulary.components
        self._free: dict[tuple[str, frozenset[str]], Finding] = {}
        # A finding on a component rests on its state and its license alone, which many models share.
        self._components: dict[tuple[str, str | None, str | None, frozenset[str]], Finding] = {}

    def license_findings(self, license_: License, missed: frozenset[str] = NOTHING) -> list[Finding]:
        """One finding per deciding term, in the order of FREEDOMS."""
        findings = []
        for term in FREEDOMS:
            word = self.reader.word(term)
            free = self.reader.read(license_, term, missed).free
            found = license_.terms.get(term)
            values = {"license": license_.short, "term": word.label}
            if free is None:
                reason = msg("{license}: “{term}” not checked", **values)
            elif free:
                reason = msg("{license}: “{term}” without a bound", **values)
            elif found is not None and found.answer == Answer.UNSTATED:
                reason = msg("{license} does not grant “{term}” in so many words", **values)
            else:
                reason = msg("{license} bounds “{term}”", **values)
            findings.append(Finding(free, reason, term))
        return findings

    def license_is_free(self, id_: str, missed: frozenset[str] = NOTHING) -> Finding:
        """Whether the license sets no bound on use, change and sharing."""
        key = (id_, missed)
        if key not in self._free:
            license_ = self.catalog.licenses[id_]
            findings = self.license_findings(license_, missed)
            holds = all_of(findings)
            if holds:
                reason = msg("{license} sets no bound on use, change and sharing", license=license_.short)
            else:
                reason = joined(finding for finding in findings if finding.holds is holds)
            self._free[key] = Finding(holds, reason, id_)
        return self._free[key]

    def license_is_open_for(self, id_: str, content: Content, missed: frozenset[str] = NOTHING) -> Finding:
        """Whether the license is open for code (OSI approved), data or documents (no bound on use, change, sharing)."""
        license_ = self.catalog.licenses[id_]
        if content != "code":
            return self.license_is_free(id_, missed)
        name, approved = license_.short, license_.osi_approved
        if approved is None:
            return Finding(None, msg("whether {license} is OSI approved is not checked", license=name), id_)
        if approved.value:
            return Finding(True, msg("{license} is OSI approved", license=name), id_)
        return Finding(False, msg("{license} is not OSI approved", license=name), id_)

    def license_id(self, variant: Variant, component: str) -> str | None:
        """The license of a component: its own, else the entry's for what the vocabulary says covers it."""
        own = variant.components.get(component)
        if own is not None and own.license:
            return own.license
        role = self.words[component].license
        return variant.license[role].id if role in variant.license else None

    def component(self, variant: Variant, id_: str) -> Finding:
        """Whether one component is released under a license that is open for its content."""
        found = variant.components.get(id_)
        state = found.state if found is not None else None
        license_id = self.license_id(variant, id_) if state == ComponentState.RELEASED else None
        missed = self.reader.missed(license_id, variant) if license_id else NOTHING
        key = (id_, state, license_id, missed)
        if key not in self._components:
            self._components[key] = self._component(*key)
        return self._components[key]

    def _component(self, id_: str, state: str | None, license_id: str | None, missed: frozenset[str]) -> Finding:
        label = self.words[id_].label
        if state is None:
            return Finding(None, msg("{component} not checked", component=label), id_)
        if state != ComponentState.RELEASED:
            name = self.catalog.vocabulary["component-states"][state].label.lower()
            return Finding(False, msg("{component}: {state}", component=label, state=name), id_)
        content = self.words[id_].content
        if license_id is None:
            # A document anyone can read serves its purpose without a license of its own; code and data do not.
            if content == "document":
                return Finding(True, msg("{component} can be read by anyone", component=label), id_)
            return Finding(None, msg("{component} released, its license not checked", component=label), id_)
        freedom = self.license_is_open_for(license_id, content, missed)
        return Finding(freedom.holds, msg("{component}: {reason}", component=label, reason=freedom.reason), id_)

    def governing(self, variant: Variant) -> list[str]:
        """The license of the weights and those of all the models they were made from."""
        own = self.license_id(variant, ComponentId.WEIGHTS)
        return [*([own] if own else []), *self.base_licenses(variant)]

    def weights(self, variant: Variant, judge: Judge | None = None) -> Finding:
        """Whether all licenses that govern released weights pass `judge`; by default, whether they are free of bounds.

        `judge` gets the id of a license and the terms of it that do not meet the variant.
        """
        judge = judge or self.license_is_free
        if not self.license_id(variant, ComponentId.WEIGHTS):
            return Finding(None, msg("Weights released, their license not checked"), ComponentId.WEIGHTS)
        ids = dict.fromkeys(self.governing(variant))
        findings = [judge(id_, self.reader.missed(id_, variant)) for id_ in ids]
        holds = all_of(findings)
        reason = joined(finding for finding in findings if finding.holds is holds)
        return Finding(holds, msg("Weights: {reason}", reason=reason), ComponentId.WEIGHTS)

    def base_licenses(self, variant: Variant) -> list[str]:
        """Licenses of the models this one was made from, through all generations.

        Who made both may give the later one other terms, so a base by the same developer binds nobody; what that base
        was made from still counts.
        """
        found: list[str] = []
        queue, seen = [(variant.model.developer.value, base) for base in variant.bases], set[str]()
        while queue:
            maker, base = queue.pop()
            if base.license:
                found.append(base.license)
            if base.id and base.id not in seen:
                seen.add(base.id)
                model = self.catalog.models[self.catalog.variants.get(base.id, base.id)]
                parents = variants_of(model)
                parent = next((item for item in parents if item.id == base.id), parents[0])
                its_maker = model.developer.value
                if Role.WEIGHTS in parent.license and (maker is None or maker != its_maker):
                    found.append(parent.license[Role.WEIGHTS].id)
                queue += [(its_maker, above) for above in parent.bases]
        return list(dict.fromkeys(found))

    def data_information(self, variant: Variant) -> Finding:
        """OSAID "data information": a data card with provenance, or the training data themselves."""
        card = variant.components.get(ComponentId.DATA_CARD)
        data = variant.components.get(ComponentId.TRAINING_DATA)
        if card and card.state == ComponentState.RELEASED:
            return Finding(True, msg("Data card released"), ComponentId.DATA_CARD)
        if data and data.state == ComponentState.RELEASED:
            return Finding(True, msg("Training data released"), ComponentId.TRAINING_DATA)
        if card is None or data is None:
            missing = ComponentId.DATA_CARD if card is None else ComponentId.TRAINING_DATA
            return Finding(None, msg("{component} not checked", component=self.words[missing].label), missing)
        return Finding(False, msg("neither a data card nor the training data is released"), ComponentId.DATA_CARD)

    def osaid(self, variant: Variant) -> dict[str, Finding]:
        """The three parts of the Open Source AI Definition 1.0: parameters, code, data information."""
        if not (found := variant.components.get(ComponentId.WEIGHTS)):
            parameters = Finding(None, msg("Weights not checked"), ComponentId.WEIGHTS)
        elif found.state != ComponentState.RELEASED:
            parameters = self.component(variant, ComponentId.WEIGHTS)
        else:
            parameters = self.weights(variant)
        needed = (ComponentId.TRAINING_CODE, ComponentId.INFERENCE_CODE, ComponentId.ARCHITECTURE)
        parts = [self.component(variant, id_) for id_ in needed]
        holds = all_of(parts)
        code = Finding(holds, joined(f for f in parts if f.holds is holds), ComponentId.TRAINING_CODE)
        return {
            OsaidPart.PARAMETERS: parameters,
            OsaidPart.CODE: code,
            OsaidPart.DATA: self.data_information(variant),
        }

    def level(self, variant: Variant) -> Level:
        """The first level that holds, from the most open down (VOCABULARY: "Openness level")."""
        weights, status = variant.components.get(ComponentId.WEIGHTS), variant.status
        if weights is None:
            if status == Status.NEVER_RELEASED:
                return Level(LevelId.CLOSED, [Finding(True, msg("Never released"), "status")])
            return Level(LevelId.NOT_ENOUGH, [Finding(None, msg("Weights not checked"), ComponentId.WEIGHTS)])
        if weights.state == ComponentState.ON_REQUEST:
            reason = msg("Weights only for those whom somebody approves")
            return Level(LevelId.ON_REQUEST, [Finding(True, reason, ComponentId.WEIGHTS)])
        if weights.state != ComponentState.RELEASED:
            reason_ = self.component(variant, ComponentId.WEIGHTS)
            if status is None:
                return Level(LevelId.NOT_ENOUGH, [reason_, Finding(None, msg("Status not checked"), "status")])
            name = self.catalog.vocabulary["statuses"][status].label.lower()
            level = LevelId.CLOSED if status in CLOSED else LevelId.HOSTED
            return Level(level, [reason_, Finding(True, msg("Status: {status}", status=name), "status")])
        return self._level_with_weights(variant)

    def _level_with_weights(self, variant: Variant) -> Level:
        free = self.weights(variant)
        if free.holds is None:
            return Level(LevelId.NOT_ENOUGH, [free], LevelId.RESTRICTED)
        if not free.holds:
            return Level(LevelId.RESTRICTED, [free])
        source = list(self.osaid(variant).values())
        if (holds := all_of(source)) is not True:
            return self._short_of(LevelId.OPEN_WEIGHTS, holds, source)
        science = [self.component(variant, id_) for id_ in SCIENCE]
        if (holds := all_of(science)) is not True:
            return self._short_of(LevelId.OPEN_SOURCE, holds, science)
        return Level(LevelId.OPEN_SCIENCE, [*source, *science])

    def _short_of(self, reached: str, holds: bool | None, findings: list[Finding]) -> Level:
        """`reached` for sure; whether the next level holds is either refuted or not checked."""
        deciding = [finding for finding in findings if finding.holds is holds]
        if holds is False:
            return Level(reached, deciding)
        return Level(LevelId.NOT_ENOUGH, deciding, reached)

    def mof(self, variant: Variant) -> MofClass:
        """The Model Openness Framework class: a class needs all its components and those of the classes below it."""
        progress: dict[int, tuple[int, int]] = {}
        missing: dict[int, list[Finding]] = {}
        reached: int | None = None
        for number in (3, 2, 1):
            needed = [id_ for id_, word in self.words.items() if word.mof_class == number and not word.optional]
            findings = [self._mof_component(variant, id_) for id_ in needed]
            progress[number] = (sum(f.holds is True for f in findings), len(findings))
            missing[number] = [f for f in findings if f.holds is not True]
            if not missing[number] and (number == 3 or reached == number + 1):
                reached = number
        return MofClass(reached, progress, missing)

    def _mof_component(self, variant: Variant, id_: str) -> Finding:
        found = self.component(variant, id_)
        if id_ == ComponentId.REPORT and found.holds is not True:
            paper = self.component(variant, ComponentId.PAPER)
            if paper.holds:
                reason = msg("{reason} (counts for the technical report)", reason=paper.reason)
                return Finding(True, reason, id_)
        return found
