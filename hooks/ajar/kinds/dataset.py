"""Data sets that models were trained or tested on."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from ..messages import msg
from ..strict_yaml import YamlPath
from .base import Entry, Fact, Ref, WordOf
from .card import Card, Group
from .model import LicenseUse, LifeEvent, life_problems
from .scalars import Form, PartialDate, Prose, Url


class Dataset(Entry):
    """What is in it, where it came from, what covers it, and what became of it."""

    folder: ClassVar[str] = "datasets"
    card: ClassVar[Card] = Card(
        title=msg("Data sets"),
        lead=msg("What models learnt from: where it came from, what covers it, whether it can still be had."),
        groups=(
            Group(
                "about",
                (
                    "developer",
                    "released",
                    "status",
                    "size",
                    "tokens",
                    "contents",
                    "languages",
                    "license-note",
                    "license",
                    "home",
                    "superseded-by",
                ),
            ),
            Group("facts", ("facts",), listed=True),
            Group("life", ("life",), listed=True),
        ),
        columns=("developer", "released", "status", "size", "tokens", "license", "verified"),
        shown=("name", "developer", "released", "status", "size"),
        summary=("contents",),
        badges=(("status", "status"),),
    )

    developer: Fact[Annotated[str, Ref("developers")]]
    home: Url
    released: Fact[PartialDate] | None = None
    status: Fact[Annotated[str, WordOf("statuses")]]
    license: list[LicenseUse] = Field(default_factory=list)
    license_note: Fact[Prose] | None = None
    size: Fact[Prose] | None = None
    tokens: Fact[Annotated[float, Field(gt=0, lt=1e16), Form("scaled")]] | None = None
    contents: Fact[Prose]
    languages: Fact[Prose] | None = None
    facts: list[Fact[Prose]] = Field(default_factory=list)
    life: list[LifeEvent] = Field(default_factory=list)
    superseded_by: Annotated[str, Ref("datasets")] | None = None

    def problems(self) -> Iterator[tuple[YamlPath, str]]:
        yield from life_problems(self.life)
