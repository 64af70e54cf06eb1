"""Licenses of weights, code and data, and the terms of service of hosted models."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field, StrictBool

from ..messages import msg
from ..references import license_keys
from ..strict_yaml import YamlPath
from .base import Differs, Entry, Fact, Part, Ref, Sourced, WordOf, short_form
from .card import Card, Facet, Group
from .scalars import Form, Label, PartialDate, Prose, Sha256, Url, suggest
from .words import Answer, Vocabulary


class Condition(Part):
    """When a conditional term holds, as data where it can be and in words always.

    `of` says what it is about where that is not the whole; `modalities` the same as data: the bound meets only models
    that take in or give out one of these.
    """

    main: ClassVar[str] = "says"
    says: Prose
    users: Annotated[float, Field(gt=0), Form("scaled")] | None = None
    revenue_usd: Annotated[float, Field(gt=0), Form("dollars")] | None = None
    per: Annotated[str, Field(pattern="^(month|year)$")] | None = None
    regions: list[Label] = Field(default_factory=list)
    of: Label | None = None
    modalities: list[Annotated[str, WordOf("modalities")]] = Field(default_factory=list)
    purpose: Label | None = None
    days: Annotated[int, Field(ge=0, lt=10_000), Form("number")] | None = None

    @property
    def data(self) -> tuple[object, ...]:
        """The condition as numbers, () where it is only told in words: equal for two terms that repeat one bound."""
        found = (self.users, self.revenue_usd, *self.regions)
        return found if any(item is not None for item in found) else ()


class LicenseTerm(Sourced):
    """One point of the text: the answer, where it stands, and what it says in our words."""

    main: ClassVar[str] = "answer"
    answer: Annotated[str, Field(max_length=160), Form("answer")] = Field(alias="is")
    clause: Label | None = None
    says: Prose | None = None
    condition: Condition | None = None

    @property
    def told(self) -> str:
        """What the clause says, by its condition where it has one; "" where nothing is told."""
        return (self.condition.says if self.condition else self.says) or ""


class Text(Part):
    """The text itself: where it stands and the hash of what was read."""

    main: ClassVar[str] = "url"
    url: Url
    sha256: Sha256 | None = None


class OsdFailure(Sourced):
    """A criterion of the Open Source Definition that a clause of the text fails."""

    main: ClassVar[str] = "criterion"
    criterion: Annotated[str, WordOf("osd-criteria")]
    clause: Label | None = None
    says: Prose

    @property
    def anchor(self) -> str:
        return self.criterion


class Wording(Sourced):
    """Words that a duty of the text asks for, as they must stand, and where; with `exact: false` what must be named in
    words of one's own.
    """

    main: ClassVar[str] = "line"
    line: Prose
    use: Annotated[str, WordOf("wording-uses")]
    clause: Label | None = None
    where: Prose | None = None
    when: Prose | None = None
    exact: Annotated[StrictBool, Form("flag")] | None = None

    @property
    def anchor(self) -> str:
        return self.use


Identifier = Annotated[str, Field(max_length=120, pattern=r"^[^\s<>]+$"), Form("code")]


class License(Entry):
    """A license or terms of service, term by term."""

    folder: ClassVar[str] = "licenses"
    card: ClassVar[Card] = Card(
        title=msg("Licenses"),
        lead=msg("What licenses and terms of service let you do and ask of you, point by point."),
        groups=(
            Group("overview", ("short", "watch")),
            Group("terms", ("terms",)),
            Group("wording", ("wording",)),
            Group("definition", ("osd", "osd-fails")),
            Group(
                "identifiers",
                (
                    "type",
                    "steward",
                    "provider",
                    "version",
                    "published",
                    "effective",
                    "predecessor",
                    "osi-approved",
                    "spdx",
                    "scancode",
                    "hugging-face",
                    "text",
                    "history",
                    "differs",
                ),
            ),
        ),
        columns=("type", "published", "models", "terms", "steward", "spdx", "osi-approved", "osd", "verified"),
        shown=(
            "name",
            "any-user",
            "any-field",
            "any-region",
            "commercial-use",
            "train-on-outputs",
            "redistribute",
            "name-derivatives",
            "models",
        ),
        sort=("-models", "name"),
        under=("type",),
        facets=(
            Facet("commercial-use"),
            Facet("any-user"),
            Facet("any-region"),
            Facet("train-on-outputs"),
            Facet("type"),
            Facet("any-field"),
            Facet("modify"),
            Facet("redistribute"),
            Facet("host-for-others"),
            Facet("show-attribution"),
            Facet("name-derivatives"),
            Facet("share-alike"),
            Facet("accept-use-policy"),
            Facet("trains-on-your-inputs"),
            Facet("competing-use"),
            Facet("change-terms"),
        ),
        summary=("summary",),
        filtered=True,
        comparable=True,
        badges=(("commercial", "commercial-use"),),
    )

    short: Label
    type: Fact[Annotated[str, WordOf("license-types")]]
    steward: Fact[Label]
    provider: Annotated[str, Ref("developers")] | None = None
    version: Label | None = None
    published: Fact[PartialDate] | None = None
    effective: Fact[PartialDate] | None = None
    predecessor: Annotated[str, Ref("licenses")] | None = None
    spdx: Identifier | None = None
    scancode: Identifier | None = None
    hugging_face: Identifier | None = None
    osi_approved: Fact[Annotated[StrictBool, Form("flag")]] | None = None
    osd: Fact[Annotated[StrictBool, Form("flag")]] | None = None
    osd_fails: list[OsdFailure] = Field(default_factory=list)
    differs: list[Differs] = Field(default_factory=list)
    wording: list[Wording] = Field(default_factory=list)
    text: Text
    history: Annotated[Url, Form("url")] | None = None
    terms: dict[Annotated[str, WordOf("license-terms")], Annotated[LicenseTerm, short_form("is", LicenseTerm | str)]]
    watch: list[Fact[Prose]] = Field(default_factory=list)

    @property
    def title(self) -> str:
        return self.short

    def problems(self) -> Iterator[tuple[YamlPath, str]]:
        if self.osd_fails and (self.osd is None or self.osd.value):
            yield ("osd-fails",), "a criterion that fails needs `osd: false`"
        spdx, scancode = license_keys()
        if self.spdx and self.spdx not in spdx:
            yield ("spdx",), f"{self.spdx!r} is not an SPDX license id{suggest(self.spdx, spdx)}"
        if self.scancode and self.scancode not in scancode:
            yield ("scancode",), f"{self.scancode!r} is not a ScanCode license key{suggest(self.scancode, scancode)}"
        for key, term in self.terms.items():
            if term.answer == Answer.CONDITIONAL and term.condition is None:
                yield ("terms", key), "a conditional answer needs `condition` with at least `says`"
            if term.condition is not None and term.answer != Answer.CONDITIONAL:
                yield (
                    ("terms", key, "condition"),
                    f"a condition needs the answer `conditional`, found {term.answer!r}",
                )
            if term.answer != Answer.UNSTATED and not term.clause:
                yield (
                    ("terms", key),
                    '`clause` is missing; expected where in the text it stands, such as "2" or "preamble"',
                )

    def word_problems(self, vocabulary: Vocabulary) -> Iterator[tuple[YamlPath, str]]:
        for key, term in self.terms.items():
            word = vocabulary.license_terms[key]
            if term.answer not in word.values and not word.text:
                hint = suggest(term.answer, word.values)
                yield ("terms", key), f"{term.answer!r} is no answer to {word.label!r}{hint}"
