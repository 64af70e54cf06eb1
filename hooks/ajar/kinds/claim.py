"""Claims of the article, checked.

The entry's `name` is our short title, `claim` our paraphrase, `place` its number in the order of the article, and
`finding` what the sources say, which corrects the claim where it is wrong.
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from .base import Entry, Fact, Prose, Ref, Word


class Claim(Entry):
    folder: ClassVar[str] = "claims"

    place: Annotated[int, Field(ge=1, le=999)]
    section: Annotated[str, Word("sections")]
    claim: Prose
    verdict: Annotated[str, Word("claim-verdicts")]
    finding: Fact[Prose] | None = None
    about: list[Annotated[str, Ref("models", "terms", "licenses", "datasets", "benchmarks", "developers")]] = Field(default_factory=list)

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if self.verdict != "opinion" and self.finding is None:
            yield ("verdict",), "`finding` is missing; expected what the sources say, unless the verdict is `opinion`"
