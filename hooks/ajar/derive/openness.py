"""Openness level, Model Openness Framework class and OSAID checklist, computed from components and license terms.

Sources: White et al., "The Model Openness Framework" (arXiv 2403.13784); Open Source Initiative, "The Open Source AI
Definition 1.0" (2024-10-28). Every finding is three-valued (yes, no, not checked) and names what decided it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import cast

from ..catalog import Catalog
from ..kinds.license import License
from ..kinds.vocabulary import ComponentWord
from .rows import Row, rows_of

# Terms that must be free of bounds for weights to count as open (VOCABULARY: "open weights").
GRANTS = ("commercial-use", "modify", "redistribute")
FREEDOMS = ("any-field", "any-user", "any-region")
GONE = ("never-released", "retired", "withdrawn", "announced")


@dataclass(frozen=True)
class Finding:
    """`holds` is True, False or None (not checked); `reason` says what decided, in words of the vocabulary."""

    holds: bool | None
    reason: str
    subject: str = ""


@dataclass(frozen=True)
class Level:
    """`id` is a word of `levels`; `at_least` the level that holds for sure where `id` is not-enough-checked."""

    id: str
    reasons: list[Finding]
    at_least: str | None = None

    @property
    def missing(self) -> list[Finding]:
        return [finding for finding in self.reasons if finding.holds is None]


@dataclass(frozen=True)
class MofClass:
    """`number` is 3, 2 or 1, or None below class III; `progress` maps a class to (components met, components needed)."""

    number: int | None
    progress: dict[int, tuple[int, int]]
    missing: dict[int, list[Finding]] = field(default_factory=dict)


def all_of(findings: Iterable[Finding]) -> bool | None:
    """Three-valued AND: one no decides; else one not-checked leaves it open."""
    values = [finding.holds for finding in findings]
    return False if False in values else None if None in values else True


def license_freedom(license_: License, label: Callable[[str], str]) -> list[Finding]:
    """One finding per deciding term. A grant that the text does not state is no grant; a bound it does not state is none."""
    findings = []
    for term in (*GRANTS, *FREEDOMS):
        answer = license_.terms[term].answer if term in license_.terms else None
        name = label(term)
        if answer is None:
            findings.append(Finding(None, f"{license_.short}: “{name}” not checked", term))
        elif answer == "permitted" or (answer == "unstated" and term in FREEDOMS):
            findings.append(Finding(True, f"{license_.short}: “{name}” without a bound", term))
        elif answer == "unstated":
            findings.append(Finding(False, f"{license_.short} does not grant “{name}” in so many words", term))
        else:
            findings.append(Finding(False, f"{license_.short} bounds “{name}”", term))
    return findings


class Openness:
    """The computed openness of rows of one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self.words = cast(dict[str, ComponentWord], catalog.vocabulary["components"].words)
        self._freedom: dict[str, Finding] = {}

    def license_is_free(self, id_: str) -> Finding:
        """Whether the license sets no bound on use, change and sharing."""
        if id_ not in self._freedom:
            license_ = self.catalog.licenses[id_]
            findings = license_freedom(license_, lambda term: self.catalog.vocabulary["license-terms"][term].label)
            holds = all_of(findings)
            if holds:
                finding = Finding(True, f"{license_.short} sets no bound on use, change and sharing", id_)
            else:
                finding = Finding(holds, "; ".join(f.reason for f in findings if f.holds is holds), id_)
            self._freedom[id_] = finding
        return self._freedom[id_]

    def license_is_open_for(self, id_: str, kind: str) -> Finding:
        """Whether the license is open for code (OSI approved), data or documents (no bound on use, change, sharing)."""
        license_ = self.catalog.licenses[id_]
        if kind == "code":
            approved = license_.osi_approved
            if approved is None:
                return Finding(None, f"whether {license_.short} is OSI approved is not checked", id_)
            return Finding(bool(approved.value), f"{license_.short} is {'' if approved.value else 'not '}OSI approved", id_)
        return self.license_is_free(id_)

    def license_id(self, row: Row, component: str) -> str | None:
        """The license of a component: its own, else the entry's for weights, code, data or documents."""
        own = row.components.get(component)
        if own is not None and own.license:
            return own.license
        kind = self.words[component].kind
        weights = component in ("weights", "intermediate-checkpoints", "model-metadata")
        role = "weights" if weights else {"code": "code", "data": "data", "document": "documents"}[kind]
        return row.license[role].id if role in row.license else None

    def component(self, row: Row, id_: str) -> Finding:
        """Whether one component is released under a license that is open for its kind."""
        label = self.words[id_].label
        found = row.components.get(id_)
        if found is None:
            return Finding(None, f"{label} not checked", id_)
        if found.state != "released":
            return Finding(False, f"{label}: {self.catalog.vocabulary['component-states'][found.state].label.lower()}", id_)
        license_id = self.license_id(row, id_)
        kind = self.words[id_].kind
        if license_id is None:
            # A document anyone can read serves its purpose without a license of its own; code and data do not.
            if kind == "document":
                return Finding(True, f"{label} can be read by anyone", id_)
            return Finding(None, f"{label} released, its license not checked", id_)
        freedom = self.license_is_open_for(license_id, kind)
        return Finding(freedom.holds, f"{label}: {freedom.reason}", id_)

    def weights(self, row: Row) -> Finding:
        """Whether the weights are free of bounds, with the terms of every base; the most restrictive governs."""
        ids = [id_ for id_ in (self.license_id(row, "weights"), *self.base_licenses(row)) if id_]
        if not self.license_id(row, "weights"):
            return Finding(None, "Weights released, their license not checked", "weights")
        findings = [self.license_is_free(id_) for id_ in dict.fromkeys(ids)]
        holds = all_of(findings)
        return Finding(holds, "Weights: " + "; ".join(f.reason for f in findings if f.holds is holds), "weights")

    def base_licenses(self, row: Row) -> list[str]:
        """Licenses of the models this one was made from, through all generations."""
        found: list[str] = []
        queue, seen = list(row.bases), set()
        while queue:
            base = queue.pop()
            if base.license:
                found.append(base.license)
            if base.id and base.id not in seen:
                seen.add(base.id)
                model = self.catalog.models[self.catalog.variants.get(base.id, base.id)]
                parent = next((r for r in rows_of(model) if r.id == base.id), rows_of(model)[0])
                if "weights" in parent.license:
                    found.append(parent.license["weights"].id)
                queue += parent.bases
        return list(dict.fromkeys(found))

    def data_information(self, row: Row) -> Finding:
        """OSAID "data information": a data card with provenance, or the training data themselves."""
        card, data = row.components.get("data-card"), row.components.get("training-data")
        if card and card.state == "released":
            return Finding(True, "Data card released", "data-card")
        if data and data.state == "released":
            return Finding(True, "Training data released", "training-data")
        if card is None or data is None:
            return Finding(None, f"{self.words['data-card' if card is None else 'training-data'].label} not checked", "data-card")
        return Finding(False, "neither a data card nor the training data is released", "data-card")

    def osaid(self, row: Row) -> dict[str, Finding]:
        """The three parts of the Open Source AI Definition 1.0: parameters, code, data information."""
        if not (found := row.components.get("weights")):
            parameters = Finding(None, "Weights not checked", "weights")
        elif found.state != "released":
            parameters = self.component(row, "weights")
        else:
            parameters = self.weights(row)
        parts = [self.component(row, id_) for id_ in ("training-code", "inference-code", "architecture")]
        holds = all_of(parts)
        code = Finding(holds, "; ".join(f.reason for f in parts if f.holds is holds), "training-code")
        return {"parameters": parameters, "code": code, "data-information": self.data_information(row)}

    def level(self, row: Row) -> Level:
        """The first level that holds, from the most open down (VOCABULARY: "Openness level")."""
        weights = row.components.get("weights")
        status = row.get("status")
        if weights is None:
            if status and status.value == "never-released":
                return Level("closed", [Finding(True, "Never released", "status")])
            return Level("not-enough-checked", [Finding(None, "Weights not checked", "weights")])
        if weights.state == "on-request":
            return Level("on-request", [Finding(True, "Weights only for those whom somebody approves", "weights")])
        if weights.state != "released":
            reason = self.component(row, "weights")
            if status is None or status.value is None:
                return Level("not-enough-checked", [reason, Finding(None, "Status not checked", "status")])
            name = self.catalog.vocabulary["statuses"][status.value].label
            return Level("closed" if status.value in GONE else "hosted", [reason, Finding(True, f"Status: {name.lower()}", "status")])
        return self._level_with_weights(row)

    def _level_with_weights(self, row: Row) -> Level:
        free = self.weights(row)
        if free.holds is None:
            return Level("not-enough-checked", [free], "restricted-weights")
        if not free.holds:
            return Level("restricted-weights", [free])
        source = list(self.osaid(row).values())
        if (holds := all_of(source)) is not True:
            return self._short_of("open-weights", holds, source)
        checkpoints = [self.component(row, id_) for id_ in ("intermediate-checkpoints", "model-metadata")]
        either = next((f for wanted in (True, None) for f in checkpoints if f.holds is wanted), checkpoints[0])
        science = [self.component(row, id_) for id_ in ("training-data", "data-preprocessing-code", "research-paper")] + [either]
        if (holds := all_of(science)) is not True:
            return self._short_of("open-source", holds, science)
        return Level("open-science", [*source, *science])

    def _short_of(self, reached: str, holds: bool | None, findings: list[Finding]) -> Level:
        """`reached` for sure; whether the next level holds is either refuted or not checked."""
        deciding = [finding for finding in findings if finding.holds is holds]
        return Level(reached, deciding) if holds is False else Level("not-enough-checked", deciding, reached)

    def mof(self, row: Row) -> MofClass:
        """The Model Openness Framework class: a class needs all its components and those of the classes below it."""
        progress: dict[int, tuple[int, int]] = {}
        missing: dict[int, list[Finding]] = {}
        reached: int | None = None
        for number in (3, 2, 1):
            findings = [self._mof_component(row, id_) for id_, word in self.words.items() if word.mof_class == number and not word.optional]
            progress[number] = (sum(f.holds is True for f in findings), len(findings))
            missing[number] = [f for f in findings if f.holds is not True]
            if not missing[number] and (number == 3 or reached == number + 1):
                reached = number
        return MofClass(reached, progress, missing)

    def _mof_component(self, row: Row, id_: str) -> Finding:
        if id_ == "technical-report" and self.component(row, id_).holds is not True:
            paper = self.component(row, "research-paper")
            if paper.holds:
                return Finding(True, f"{paper.reason} (counts for the technical report)", id_)
        return self.component(row, id_)
