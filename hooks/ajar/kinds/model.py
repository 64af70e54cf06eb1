"""Models: a release that shares one page, with one variant per size or form."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, TypeAdapter, field_validator

from ..messages import msg
from ..references import has_token_price, price_models
from ..strict_yaml import YamlPath
from .base import Block, Differs, Entry, Fact, Part, Prefix, Ref, Sourced, WordOf, short_form
from .card import Card, Facet, Group
from .scalars import Form, Id, Label, PartialDate, PlannedDate, Prose, as_list, suggest
from .words import AgreementId, AttentionId, LifeEventId, Vocabulary

ModelRef = Annotated[str, Ref("models")]
LicenseRef = Annotated[str, Ref("licenses")]
# Events that may lie ahead: the day a maker committed to, and the day before which it will not end.
PLANNED = (LifeEventId.RETIREMENT, LifeEventId.NOT_BEFORE)
PAST: TypeAdapter[str] = TypeAdapter(PartialDate)

# How a note begins that holds for one size of several.
OF_ONE_SIZE = re.compile(r"(?:for|of) the \d+(?:\.\d+)?[BM]\b(?: size| model| form)?", re.I)

# Bounds that only a slip of the keyboard crosses.
Parameters = Annotated[float, Field(gt=1e4, lt=1e14), Form("billions")]
Tokens = Annotated[float, Field(gt=0, lt=1e16), Form("scaled")]
Context = Annotated[int, Field(gt=0, lt=1_000_000_000), Form("count")]
# Ids of other people's lists: anything without spaces.
OutsideId = Annotated[str, Field(pattern=r"^[^\s<>]+$", max_length=160), Form("code")]
# Two lists go by names, which have spaces.
OutsideName = Annotated[str, Field(pattern=r"^[^\s<>]+( [^\s<>]+)*$", max_length=160), Form("code")]
OutsideNames = Annotated[
    list[OutsideName], BeforeValidator(as_list, json_schema_input_type=list[OutsideName] | OutsideName)
]
OutsideIds = Annotated[list[OutsideId], BeforeValidator(as_list, json_schema_input_type=list[OutsideId] | OutsideId)]


class Component(Sourced):
    """What happened to one part of the release; `license` where it differs from the entry's license for its kind."""

    main: ClassVar[str] = "state"
    state: Annotated[str, WordOf("component-states")] = Field(alias="is")
    license: LicenseRef | None = None
    since: PartialDate | None = None


class FormerLicense(Sourced):
    main: ClassVar[str] = "id"
    id: LicenseRef
    until: PartialDate


class LicenseUse(Sourced):
    """Which license covers one part of the release, and which ones did before."""

    main: ClassVar[str] = "id"
    id: LicenseRef
    since: PartialDate | None = None
    was: list[FormerLicense] = Field(default_factory=list)


class Base(Sourced):
    """The model this one was made from, whose terms come along: `id` if it is here, else `name` and `license`."""

    main: ClassVar[str] = "id"
    id: ModelRef | None = None
    name: Label | None = None
    license: LicenseRef | None = None
    relation: Annotated[str, WordOf("base-relations")] = "finetune"


class Attention(Sourced):
    """What decides the size of the key-value cache.

    `layers` keep the whole context; `window_layers` keep only the last `window` tokens. `kv_heads` and `head_size`
    count for all kinds but `latent`, where `latent_size` is the width of the one stored vector per layer and token, and
    `none`, which keeps nothing that grows with the text. `cross_layers` are the layers of a decoder that also keep keys
    and values of what its encoder read.
    """

    main: ClassVar[str] = "kind"
    kind: Annotated[str, WordOf("attention-kinds")]
    layers: Annotated[int, Field(gt=0, lt=1000), Form("number")] | None = None
    kv_heads: Annotated[int, Field(gt=0, lt=1000), Form("number")] | None = None
    head_size: Annotated[int, Field(gt=0, lt=10_000), Form("number")] | None = None
    latent_size: Annotated[int, Field(gt=0, lt=100_000), Form("number")] | None = None
    window_layers: Annotated[int, Field(ge=0, lt=1000), Form("number")] | None = None
    window: Annotated[int, Field(gt=0), Form("count")] | None = None
    cross_layers: Annotated[int, Field(gt=0, lt=1000), Form("number")] | None = None


class Architecture(Block):
    """The shape of the network."""

    type: Fact[Annotated[str, WordOf("architecture-types")]] | None = None
    sparsity: Fact[Annotated[str, WordOf("sparsity")]] | None = None
    description: Fact[Prose] | None = None
    attention: Attention | None = None
    input: Fact[list[Annotated[str, WordOf("modalities")]]] | None = None
    output: Fact[list[Annotated[str, WordOf("modalities")]]] | None = None


class Estimate(Sourced):
    """A number the developer did not publish, with whoever estimated it."""

    main: ClassVar[str] = "value"
    of: Label
    value: Label
    by: Label


class Training(Block):
    """What it learnt from, and what that took."""

    tokens: Fact[Tokens] | None = None
    cutoff: Fact[PartialDate] | None = None
    data: Fact[Prose] | None = None
    datasets: list[Annotated[str, Ref("datasets")]] = Field(default_factory=list)
    languages: Fact[Prose] | None = None
    hardware: Fact[Prose] | None = None
    gpu_hours: Fact[Annotated[float, Field(gt=0, lt=1e11), Form("scaled")]] | None = None
    compute_flop: Fact[Annotated[float, Field(gt=1e10, lt=1e30), Form("exponent")]] | None = None
    cost_usd: Fact[Annotated[float, Field(gt=0, lt=1e12), Form("dollars")]] | None = None
    estimates: list[Estimate] = Field(default_factory=list)


class LifeEvent(Sourced):
    """Something that happened on a date; only what is planned may lie in the future."""

    main: ClassVar[str] = "event"
    event: Annotated[str, WordOf("life-events")]
    date: PlannedDate
    what: Prose | None = None

    @property
    def anchor(self) -> str:
        return f"{self.event}-{self.date}"


class Result(Sourced):
    """A score, never without its setting and who reported it."""

    main: ClassVar[str] = "score"
    benchmark: Annotated[str, Ref("benchmarks")]
    score: Annotated[float, Field(ge=-1000, le=10_000), Form("score")]
    unit: Label = "%"
    setting: Label
    variant: Id | None = None
    reported_by: Annotated[str, Ref("developers")]

    @property
    def anchor(self) -> str:
        return f"{self.benchmark}-{self.variant}" if self.variant else self.benchmark


class Price(Part):
    """A price per million tokens, read at build time from the `genai-prices` package: `provider/model`."""

    main: ClassVar[str] = "genai_prices"
    genai_prices: Annotated[str, Field(pattern=r"^[^/\s<>]+/[^\s<>]+$"), Form("code")]
    variant: Id | None = None
    context: Fact[Context] | None = None
    note: Prose | None = None


class Ids(Part):
    """What others call it, so that their data can be joined and their names found: each a list of ids there."""

    api: OutsideIds = Field(default_factory=list)
    hugging_face: OutsideIds = Field(default_factory=list)
    models_dev: OutsideIds = Field(default_factory=list)
    epoch: OutsideNames = Field(default_factory=list)
    ecosystem_graphs: OutsideNames = Field(default_factory=list)


class Snapshot(Sourced):
    """A dated state of a hosted model under an API id of its own, such as `gpt-4-0613`."""

    main: ClassVar[str] = "id"
    id: OutsideId
    released: PartialDate | None = None
    retires: PlannedDate | None = None
    replaced_by: ModelRef | None = None


class Opinion(Sourced):
    """What somebody else who judges openness found, and whether we agree; `on` is the day of their judgement."""

    main: ClassVar[str] = "finds"
    by: Annotated[str, WordOf("judges")]
    finds: Label = Field(alias="is")
    on: PartialDate | None = None
    agrees: Annotated[str, WordOf("agreements")]
    because: Prose | None = None

    @property
    def anchor(self) -> str:
        return self.by


Use = Annotated[LicenseUse, short_form("id", LicenseUse | str)]
ComponentOrState = Annotated[Component, short_form("is", Component | Annotated[str, WordOf("component-states")])]


class Facts(Block):
    """What a model and each of its variants may both state; a variant's own value wins over the model's."""

    released: Fact[PartialDate] | None = None
    status: Fact[Annotated[str, WordOf("statuses")]] | None = None
    parameters: Fact[Parameters] | None = None
    active_parameters: Fact[Parameters] | None = None
    context: Fact[Context] | None = None
    max_output: Fact[Context] | None = None
    architecture: Architecture | None = None
    license: Annotated[dict[Annotated[str, WordOf("license-roles")], Use], Prefix("license-")] = Field(
        default_factory=dict
    )
    components: dict[Annotated[str, WordOf("components")], ComponentOrState] = Field(default_factory=dict)
    base: list[Base] = Field(default_factory=list)
    languages: Fact[Prose] | None = None
    training: Training | None = None
    ids: Ids | None = None
    snapshots: list[Snapshot] = Field(default_factory=list)

    @field_validator("base", mode="before", json_schema_input_type=list[Base] | Base)
    @classmethod
    def _one_base(cls, value: Any) -> Any:
        return [value] if isinstance(value, dict) else value

    def fact_problems(self) -> Iterator[tuple[YamlPath, str]]:
        """Rules on what a model or a variant states of itself."""
        total, active = self.parameters, self.active_parameters
        if total and active and total.value and active.value and active.value > total.value:
            yield ("active-parameters",), "active parameters are more than all parameters; expected at most as many"
        for number, base in enumerate(self.base):
            if (base.id is None) == (base.name is None):
                yield ("base", number), "a base needs either `id` (it is in the catalog) or `name`"
        if attention := self.architecture and self.architecture.attention:
            yield from _attention_problems(attention)


def _attention_problems(attention: Attention) -> Iterator[tuple[YamlPath, str]]:
    path = ("architecture", "attention")
    if attention.kind == AttentionId.NONE:
        if attention.layers or attention.window_layers or attention.cross_layers:
            yield path, "without attention that stores there are no layers to count; expected `kind: none` alone"
        return
    if not (attention.layers or attention.window_layers):
        yield path, "this attention needs `layers`, or `window-layers` where all of them have a window"
    if attention.kind == AttentionId.LATENT:
        if not attention.latent_size:
            yield path, "latent attention needs `latent-size`"
    elif not (attention.kv_heads and attention.head_size):
        yield path, "this attention needs `kv-heads` and `head-size`"
    if attention.window_layers and not attention.window:
        yield path, "`window-layers` needs `window`, the number of tokens they keep"


class VariantFacts(Facts):
    """One size or form of the model: its own row in the tables and anchor on the page."""

    name: Label | None = None
    note: Prose | None = None


class Model(Entry, Facts):
    """A release: what was announced together and shares license and card, with its sizes as variants."""

    folder: ClassVar[str] = "models"
    card: ClassVar[Card] = Card(
        title=msg("Models"),
        lead=msg("Language models: openness, license, size, context and price, each value with its source."),
        groups=(
            Group("overview", ("developer", "partners", "released", "status", "superseded-by", "family", "watch")),
            Group("sizes", ("parameters", "active-parameters", "context")),
            Group("components", ("components",)),
            Group("opinions", ("opinions",), listed=True),
            Group("license", ("license", "base")),
            Group("training", ("architecture", "max-output", "languages", "training")),
            Group("benchmarks", ("results",), listed=True),
            Group("prices", ("prices",), listed=True),
            Group("life", ("life",), listed=True),
            Group("names", ("ids", "snapshots", "differs")),
        ),
        columns=(
            "developer",
            "level",
            "verdicts",
            "license",
            "released",
            "year",
            "status",
            "retires",
            "size",
            "parameters",
            "active-parameters",
            "context",
            "max-output",
            "memory-16",
            "memory-8",
            "memory-4",
            "price",
            "price-in",
            "price-out",
            "input",
            "tokens",
            "cutoff",
            "mof-class",
            "g7-label",
            "terms",
            "components",
            "results",
            "verified",
        ),
        shown=(
            "name",
            "level",
            "commercial-use",
            "license",
            "size",
            "context",
            "memory-4",
            "price",
            "released",
        ),
        sort=("level", "-released"),
        under=("developer",),
        parts=msg("sizes"),
        facets=(
            Facet("commercial-use"),
            Facet("level"),
            Facet("fits", "fits", needs=("memory-4", "memory-8", "memory-16")),
            Facet("license"),
            Facet("training-data"),
            Facet("modify"),
            Facet("developer"),
            Facet("redistribute"),
            Facet("train-on-outputs"),
            Facet("host-for-others"),
            Facet("any-region"),
            Facet("status"),
            Facet("parameters", "range"),
            Facet("context", "range"),
            Facet("price-in", "range"),
            Facet("price-out", "range"),
            Facet("input"),
            Facet("year"),
            Facet("mof-class"),
            Facet("g7-label"),
            Facet("within", "within", needs=("verified",)),
            Facet("results", "range"),
            Facet("terms"),
            Facet("components"),
        ),
        summary=("summary",),
        filtered=True,
        comparable=True,
        badges=(("level", "level"), ("license", "commercial-use"), ("status", "status"), ("retirement", "retires")),
    )

    family: Id | None = None
    developer: Fact[Annotated[str, Ref("developers")]]
    partners: list[Annotated[str, Ref("developers")]] = Field(default_factory=list)
    watch: list[Fact[Prose]] = Field(default_factory=list)
    variants: dict[Id, VariantFacts] = Field(default_factory=dict)
    prices: list[Price] = Field(default_factory=list)
    results: list[Result] = Field(default_factory=list)
    life: list[LifeEvent] = Field(default_factory=list)
    superseded_by: ModelRef | None = None
    differs: list[Differs] = Field(default_factory=list)
    opinions: list[Opinion] = Field(default_factory=list)

    def problems(self) -> Iterator[tuple[YamlPath, str]]:
        yield from self.fact_problems()
        for key, variant in self.variants.items():
            for path, message in variant.fact_problems():
                yield ("variants", key, *path), message
        for field, item_number, item in self._of_variants():
            if item.variant and item.variant not in self.variants:
                yield (field, item_number, "variant"), f"this entry has no variant {item.variant!r}"
        for number, price in enumerate(self.prices):
            if price.genai_prices not in price_models():
                near = suggest(price.genai_prices, price_models())
                yield (
                    ("prices", number, "genai-prices"),
                    f"there is no price {price.genai_prices!r} in the genai-prices package{near}",
                )
            elif not has_token_price(price.genai_prices):
                yield (
                    ("prices", number, "genai-prices"),
                    f"the genai-prices package has no price per token for {price.genai_prices!r}; expected no line",
                )
        yield from life_problems(self.life)
        for number, opinion in enumerate(self.opinions):
            if opinion.agrees != AgreementId.YES and opinion.because is None:
                yield ("opinions", number), "`because` is missing; expected why we do not agree"
        if len(self.variants) > 1:
            yield from self._scope_problems()

    def word_problems(self, vocabulary: Vocabulary) -> Iterator[tuple[YamlPath, str]]:
        facts = {*vocabulary.fields, *vocabulary.components}
        for number, other in enumerate(self.differs):
            if other.fact not in facts:
                yield ("differs", number, "fact"), f"there is no fact {other.fact!r}{suggest(other.fact, facts)}"

    def _scope_problems(self) -> Iterator[tuple[YamlPath, str]]:
        """A note that begins by naming one size belongs to a fact that holds for that size."""
        for path, part in self.parts():
            if not isinstance(part, Sourced) or path[:1] == ("variants",) or part.for_:
                continue
            if found := OF_ONE_SIZE.match(part.note or ""):
                yield (
                    path,
                    f"the note says that it is {found[0]!r}; expected `for:` with the variants that it holds for",
                )

    def _of_variants(self) -> Iterator[tuple[str, int, Price | Result | Differs]]:
        yield from (("prices", number, price) for number, price in enumerate(self.prices))
        yield from (("results", number, result) for number, result in enumerate(self.results))
        yield from (("differs", number, other) for number, other in enumerate(self.differs))


def life_problems(life: list[LifeEvent]) -> Iterator[tuple[YamlPath, str]]:
    """Only what is planned may lie ahead; all other events have happened."""
    for number, event in enumerate(life):
        if event.event in PLANNED:
            continue
        try:
            PAST.validate_python(event.date)
        except ValueError:
            expected = " or ".join(f"`{name}`" for name in PLANNED)
            yield (
                ("life", number, "date"),
                f"{event.date} lies in the future; expected a day that has passed, or the event {expected}",
            )
