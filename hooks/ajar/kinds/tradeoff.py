"""Trade-offs between open and closed models, both sides at their strongest."""

from typing import Annotated, ClassVar

from pydantic import Field

from ..messages import msg
from .base import Entry, Fact, Ref, WordOf
from .card import Card, Group
from .scalars import Prose


class Tradeoff(Entry):
    """A question that a reader has to decide, with what speaks for either side and what turns the answer."""

    folder: ClassVar[str] = "tradeoffs"
    card: ClassVar[Card] = Card(
        title=msg("Trade-offs"),
        lead=msg("What you gain and give up on either side, both at their strongest."),
        groups=(
            Group("overview", ("question", "section"), head=True),
            Group("both-sides", ("open-side", "closed-side", "flips"), head=True),
            Group("evidence", ("evidence",), listed=True),
            Group("measured-by", ("measured-by",), listed=True),
            Group("models", ("models",), listed=True),
            Group("terms", ("terms",), listed=True),
        ),
        columns=("question", "section", "verified"),
        shown=("name", "question"),
        summary=("question",),
    )

    question: Prose
    section: Annotated[str, WordOf("sections")]
    open_side: Fact[Prose]
    closed_side: Fact[Prose]
    flips: Fact[Prose]
    evidence: list[Fact[Prose]] = Field(min_length=1)
    measured_by: list[Prose] = Field(min_length=1)
    models: list[Annotated[str, Ref("models")]] = Field(min_length=1)
    terms: list[Annotated[str, Ref("terms")]] = Field(default_factory=list)
