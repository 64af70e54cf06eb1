"""Trade-offs between open and closed models, both sides at their strongest."""

from typing import Annotated, ClassVar

from pydantic import Field

from .base import Entry, Fact, Prose, Ref, Word


class Tradeoff(Entry):
    folder: ClassVar[str] = "tradeoffs"

    question: Prose
    section: Annotated[str, Word("sections")]
    open_side: Fact[Prose]
    closed_side: Fact[Prose]
    flips: Fact[Prose]
    evidence: list[Fact[Prose]] = Field(min_length=1)
    measured_by: list[Prose] = Field(min_length=1)
    models: list[Annotated[str, Ref("models")]] = Field(min_length=1)
    terms: list[Annotated[str, Ref("terms")]] = Field(default_factory=list)
