"""Benchmarks that scores refer to."""

from typing import Annotated, ClassVar

from pydantic import Field

from ..messages import msg
from .base import Entry, Fact, Ref, WordOf
from .card import Card, Group
from .scalars import Form, Label, PartialDate, Prose, Url


class Benchmark(Entry):
    """A test: what it measures, how it is scored, and whether it still tells models apart."""

    folder: ClassVar[str] = "benchmarks"
    card: ClassVar[Card] = Card(
        title=msg("Benchmarks"),
        lead=msg("Tests that scores refer to: what they measure and whether they still tell models apart."),
        groups=(
            Group(
                "about",
                (
                    "by",
                    "developer",
                    "released",
                    "status",
                    "measures",
                    "size",
                    "metric",
                    "human-baseline",
                    "license",
                    "home",
                    "superseded-by",
                ),
            ),
            Group("facts", ("facts",), listed=True),
        ),
        columns=("released", "status", "metric", "measures", "verified"),
        shown=("name", "released", "status", "metric"),
        summary=("measures",),
        badges=(("status", "status"),),
    )

    by: Fact[Prose]
    developer: Annotated[str, Ref("developers")] | None = None
    home: Url
    released: Fact[PartialDate] | None = None
    status: Fact[Annotated[str, WordOf("benchmark-states")]] | None = None
    measures: Fact[Prose]
    size: Fact[Prose] | None = None
    metric: Fact[Label] | None = None
    human_baseline: Fact[Annotated[float, Field(ge=0, le=10_000), Form("number")]] | None = None
    license: Annotated[str, Ref("licenses")] | None = None
    facts: list[Fact[Prose]] = Field(default_factory=list)
    superseded_by: Annotated[str, Ref("benchmarks")] | None = None
