"""Claims of the article, checked.

The entry's `name` is our short title, `claim` our paraphrase, `place` its number in the order of the article, and
`finding` what the sources say, which corrects the claim where it is wrong.
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from ..messages import msg
from ..strict_yaml import YamlPath
from .base import Entry, Fact, Ref, WordOf
from .card import Card, Group
from .scalars import Form, Prose
from .words import ClaimVerdict


class Claim(Entry):
    """One statement of the article with its verdict."""

    folder: ClassVar[str] = "claims"
    card: ClassVar[Card] = Card(
        title=msg("Claims, checked"),
        short_title=msg("Claims"),
        lead=msg("What an article on open and closed language models says, each claim with a verdict and its sources."),
        groups=(Group("about", ("place", "section", "claim", "verdict", "finding", "about")),),
        columns=("section", "verdict", "claim", "verified"),
        shown=("name", "section", "verdict"),
        summary=("claim",),
        one_page=True,
        badges=(("verdict", "verdict"),),
    )

    place: Annotated[int, Field(ge=1, le=999), Form("number")]
    section: Annotated[str, WordOf("sections")]
    claim: Prose
    verdict: Annotated[str, WordOf("claim-verdicts")]
    finding: Fact[Prose] | None = None
    about: list[Annotated[str, Ref("models", "terms", "licenses", "datasets", "benchmarks", "developers")]] = Field(
        default_factory=list
    )

    def problems(self) -> Iterator[tuple[YamlPath, str]]:
        if self.verdict != ClaimVerdict.OPINION and self.finding is None:
            yield ("verdict",), "`finding` is missing; expected what the sources say, unless the verdict is `opinion`"
