"""Licenses of weights, code and data, and the terms of service of hosted models."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import Field, StrictBool, model_validator

from ..references import license_keys
from .base import Entry, Fact, Label, Part, PartialDate, Prose, Ref, Sourced, Url, Word, suggest


class Condition(Part):
    """When a conditional term holds, as data where it can be and in words always.

    `of` says what it is about where that is not the whole; `modalities` the same as data: the bound meets only models that
    take in or give out one of these.
    """

    says: Prose
    users: Annotated[float, Field(gt=0)] | None = None
    revenue_usd: Annotated[float, Field(gt=0)] | None = None
    per: Annotated[str, Field(pattern="^(month|year)$")] | None = None
    regions: list[Label] = Field(default_factory=list)
    of: Label | None = None
    modalities: list[Annotated[str, Word("modalities")]] = Field(default_factory=list)
    purpose: Label | None = None
    days: Annotated[int, Field(ge=0, lt=10_000)] | None = None

    @property
    def data(self) -> tuple[object, ...]:
        """The condition as numbers, () where it is only told in words: equal for two terms that repeat one bound."""
        found = (self.users, self.revenue_usd, *self.regions)
        return found if any(item is not None for item in found) else ()


class Term(Sourced):
    """One point of the text: the answer, where it stands, and what it says in our words."""

    answer: str = Field(alias="is")
    clause: Label | None = None
    says: Prose | None = None
    condition: Condition | None = None

    @property
    def told(self) -> str:
        """What the clause says, by its condition where it has one; "" where nothing is told."""
        return (self.condition.says if self.condition else self.says) or ""

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        return {"is": data} if isinstance(data, str) else data


class Text(Part):
    """The text itself: where it stands and the hash of what was read."""

    url: Url
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class License(Entry):
    folder: ClassVar[str] = "licenses"

    short: Label
    type: Fact[Annotated[str, Word("license-types")]]
    steward: Fact[Label]
    provider: Annotated[str, Ref("developers")] | None = None
    version: Label | None = None
    published: Fact[PartialDate] | None = None
    effective: Fact[PartialDate] | None = None
    predecessor: Annotated[str, Ref("licenses")] | None = None
    spdx: str | None = None
    scancode: str | None = None
    hugging_face: str | None = None
    osi_approved: Fact[StrictBool] | None = None
    text: Text
    terms: dict[Annotated[str, Word("license-terms")], Term]
    watch: list[Fact[Prose]] = Field(default_factory=list)

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        spdx, scancode = license_keys()
        if self.spdx and self.spdx not in spdx:
            yield ("spdx",), f"{self.spdx!r} is not an SPDX license id{suggest(self.spdx, spdx)}"
        if self.scancode and self.scancode not in scancode:
            yield ("scancode",), f"{self.scancode!r} is not a ScanCode license key{suggest(self.scancode, scancode)}"
        for key, term in self.terms.items():
            if term.answer == "conditional" and term.condition is None:
                yield ("terms", key), "a conditional answer needs `condition` with at least `says`"
            if term.condition is not None and term.answer != "conditional":
                yield ("terms", key, "condition"), f"a condition needs the answer `conditional`, found {term.answer!r}"
            if term.answer != "unstated" and not term.clause:
                yield ("terms", key), "`clause` is missing; expected where in the text it stands, such as \"2\" or \"preamble\""

