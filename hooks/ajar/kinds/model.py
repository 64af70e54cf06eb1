"""Models: a release that shares one page, with one variant per size or form."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, TypeAdapter, field_validator

from ..references import price_models
from .base import (
    Block,
    Entry,
    Fact,
    Id,
    Label,
    Part,
    PartialDate,
    PlannedDate,
    Prose,
    Ref,
    Sourced,
    Word,
    suggest,
)

ModelRef = Annotated[str, Ref("models")]
LicenseRef = Annotated[str, Ref("licenses")]
# Events that may lie ahead: the day a maker committed to, and the day before which it will not end.
PLANNED = ("retirement", "retirement-not-before")
PAST: TypeAdapter[str] = TypeAdapter(PartialDate)

# Bounds that only a slip of the keyboard crosses.
Parameters = Annotated[float, Field(gt=1e4, lt=1e14)]
Tokens = Annotated[float, Field(gt=0, lt=1e16)]
Context = Annotated[int, Field(gt=0, lt=1_000_000_000)]


def _fact_shaped(key: str) -> Any:
    """Let `components: {weights: released}` stand for `{weights: {is: released}}`, and the like."""

    def convert(value: Any) -> Any:
        return {key: value} if isinstance(value, str) else value

    return BeforeValidator(convert)


class Component(Sourced):
    """What happened to one part of the release; `license` where it differs from the entry's license for its kind."""

    state: Annotated[str, Word("component-states")] = Field(alias="is")
    license: LicenseRef | None = None
    since: PartialDate | None = None


class FormerLicense(Sourced):
    id: LicenseRef
    until: PartialDate


class LicenseUse(Sourced):
    """Which license covers one part of the release, and which ones did before."""

    id: LicenseRef
    since: PartialDate | None = None
    was: list[FormerLicense] = Field(default_factory=list)


class Base(Sourced):
    """The model this one was made from; its terms come along. `id` if it is in the catalog, else `name` and `license`."""

    id: ModelRef | None = None
    name: Label | None = None
    license: LicenseRef | None = None
    relation: Annotated[str, Word("base-relations")] = "finetune"


class Attention(Sourced):
    """What decides the size of the key-value cache.

    `layers` keep the whole context; `window_layers` keep only the last `window` tokens. `kv_heads` and `head_size` count
    for all kinds but `latent`, where `latent_size` is the width of the one stored vector per layer and token.
    """

    kind: Annotated[str, Word("attention-kinds")]
    layers: Annotated[int, Field(gt=0, lt=1000)]
    kv_heads: Annotated[int, Field(gt=0, lt=1000)] | None = None
    head_size: Annotated[int, Field(gt=0, lt=10_000)] | None = None
    latent_size: Annotated[int, Field(gt=0, lt=100_000)] | None = None
    window_layers: Annotated[int, Field(ge=0, lt=1000)] = 0
    window: Annotated[int, Field(gt=0)] | None = None


class Architecture(Block):
    type: Fact[Annotated[str, Word("architecture-types")]] | None = None
    description: Fact[Prose] | None = None
    attention: Attention | None = None
    input: Fact[list[Annotated[str, Word("modalities")]]] | None = None
    output: Fact[list[Annotated[str, Word("modalities")]]] | None = None


class Estimate(Sourced):
    """A number the developer did not publish, with whoever estimated it."""

    of: Label
    value: Label
    by: Label


class Training(Block):
    tokens: Fact[Tokens] | None = None
    cutoff: Fact[PartialDate] | None = None
    data: Fact[Prose] | None = None
    datasets: list[Annotated[str, Ref("datasets")]] = Field(default_factory=list)
    languages: Fact[Prose] | None = None
    hardware: Fact[Prose] | None = None
    gpu_hours: Fact[Annotated[float, Field(gt=0, lt=1e11)]] | None = None
    compute_flop: Fact[Annotated[float, Field(gt=1e10, lt=1e30)]] | None = None
    cost_usd: Fact[Annotated[float, Field(gt=0, lt=1e12)]] | None = None
    estimates: list[Estimate] = Field(default_factory=list)


class LifeEvent(Sourced):
    """Something that happened on a date; only a planned retirement may lie in the future."""

    event: Annotated[str, Word("life-events")]
    date: PlannedDate
    what: Prose | None = None


class Result(Sourced):
    """A score, never without its setting and who reported it."""

    benchmark: Annotated[str, Ref("benchmarks")]
    score: Annotated[float, Field(ge=-1000, le=10_000)]
    unit: Label = "%"
    setting: Label
    variant: Id | None = None
    reported_by: Annotated[str, Ref("developers")]


class Price(Part):
    """A price per million tokens, read at build time from the `genai-prices` package: `provider/model`."""

    genai_prices: Annotated[str, Field(pattern=r"^[^/\s]+/\S+$")]
    variant: Id | None = None
    context: Fact[Context] | None = None
    note: Prose | None = None


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[list[Annotated[str, Field(pattern=r"^[^\s<>]+$", max_length=160)]], BeforeValidator(_listed)]


class Ids(Part):
    """What others call it, so that their data can be joined and their names found: each a list of ids there."""

    api: Names = Field(default_factory=list)
    hugging_face: Names = Field(default_factory=list)
    models_dev: Names = Field(default_factory=list)
    epoch: Names = Field(default_factory=list)
    ecosystem_graphs: Names = Field(default_factory=list)


class Snapshot(Sourced):
    """A dated state of a hosted model under an API id of its own, such as `gpt-4-0613`."""

    id: Annotated[str, Field(pattern=r"^[^\s<>]+$", max_length=160)]
    released: PartialDate | None = None
    retires: PlannedDate | None = None
    replaced_by: ModelRef | None = None


class Facts(Block):
    """What a model and each of its variants may both state; a variant's own value wins over the model's."""

    released: Fact[PartialDate] | None = None
    status: Fact[Annotated[str, Word("statuses")]] | None = None
    parameters: Fact[Parameters] | None = None
    active_parameters: Fact[Parameters] | None = None
    context: Fact[Context] | None = None
    max_output: Fact[Context] | None = None
    architecture: Architecture | None = None
    license: dict[Annotated[str, Word("license-roles")], Annotated[LicenseUse, _fact_shaped("id")]] = Field(default_factory=dict)
    components: dict[Annotated[str, Word("components")], Annotated[Component, _fact_shaped("is")]] = Field(default_factory=dict)
    base: list[Base] = Field(default_factory=list)
    training: Training | None = None
    languages: Fact[Prose] | None = None
    ids: Ids | None = None
    snapshots: list[Snapshot] = Field(default_factory=list)

    @field_validator("base", mode="before")
    @classmethod
    def _one_base(cls, value: Any) -> Any:
        return [value] if isinstance(value, dict) else value

    def fact_problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        total, active = self.parameters, self.active_parameters
        if total and active and total.value and active.value and active.value > total.value:
            yield ("active-parameters",), "active parameters are more than all parameters; expected at most as many"
        for number, base in enumerate(self.base):
            if (base.id is None) == (base.name is None):
                yield ("base", number), "a base needs either `id` (it is in the catalog) or `name`"
        if attention := self.architecture and self.architecture.attention:
            yield from _attention_problems(attention)


def _attention_problems(attention: Attention) -> Iterator[tuple[tuple[str | int, ...], str]]:
    path = ("architecture", "attention")
    if attention.kind == "latent":
        if not attention.latent_size:
            yield path, "latent attention needs `latent-size`"
    elif not (attention.kv_heads and attention.head_size):
        yield path, "this attention needs `kv-heads` and `head-size`"
    if attention.window_layers and not attention.window:
        yield path, "`window-layers` needs `window`, the number of tokens they keep"


class Variant(Facts):
    """One size or form of the model: its own row in the tables and anchor on the page."""

    name: Label | None = None
    note: Prose | None = None


class Model(Entry, Facts):
    folder: ClassVar[str] = "models"

    family: Id | None = None
    developer: Fact[Annotated[str, Ref("developers")]]
    partners: list[Annotated[str, Ref("developers")]] = Field(default_factory=list)
    watch: list[Fact[Prose]] = Field(default_factory=list)
    variants: dict[Id, Variant] = Field(default_factory=dict)
    prices: list[Price] = Field(default_factory=list)
    results: list[Result] = Field(default_factory=list)
    life: list[LifeEvent] = Field(default_factory=list)
    superseded_by: ModelRef | None = None

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield from self.fact_problems()
        for key, variant in self.variants.items():
            for path, message in variant.fact_problems():
                yield ("variants", key, *path), message
        for field in ("prices", "results"):
            for number, item in enumerate(getattr(self, field)):
                if item.variant and item.variant not in self.variants:
                    yield (field, number, "variant"), f"this entry has no variant {item.variant!r}"
        for number, price in enumerate(self.prices):
            if price.genai_prices not in price_models():
                near = suggest(price.genai_prices, price_models())
                yield ("prices", number, "genai-prices"), f"there is no price {price.genai_prices!r} in the genai-prices package{near}"
        yield from life_problems(self.life)
        for path, part in self.parts():
            for name in part.for_ if isinstance(part, Sourced) else ():
                if name not in self.variants:
                    yield (*path, "for"), f"this entry has no variant {name!r}{suggest(name, self.variants)}"
                elif path[:1] == ("variants",):
                    yield (*path, "for"), "a variant's own value holds for that variant; expected no `for` here"


def life_problems(life: list[LifeEvent]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Only a planned retirement may lie ahead; all other events have happened."""
    for number, event in enumerate(life):
        if event.event in PLANNED:
            continue
        try:
            PAST.validate_python(event.date)
        except ValueError:
            yield ("life", number, "date"), f"{event.date} lies in the future; expected a day that has passed, or the event `retirement`"

