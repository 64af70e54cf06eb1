"""Benchmarks that scores refer to."""

from typing import Annotated, ClassVar

from pydantic import Field

from .base import Entry, Fact, Label, PartialDate, Prose, Ref, Url, Word


class Benchmark(Entry):
    folder: ClassVar[str] = "benchmarks"

    by: Fact[Prose]
    developer: Annotated[str, Ref("developers")] | None = None
    home: Url
    released: Fact[PartialDate] | None = None
    status: Fact[Annotated[str, Word("benchmark-states")]] | None = None
    measures: Fact[Prose]
    size: Fact[Prose] | None = None
    metric: Fact[Label] | None = None
    human_baseline: Fact[Annotated[float, Field(ge=0, le=10_000)]] | None = None
    license: Annotated[str, Ref("licenses")] | None = None
    facts: list[Fact[Prose]] = Field(default_factory=list)
    superseded_by: Annotated[str, Ref("benchmarks")] | None = None
