"""Data sets that models were trained or tested on."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from .base import Entry, Fact, PartialDate, Prose, Ref, Url, Word
from .model import LicenseUse, LifeEvent, life_problems


class Dataset(Entry):
    folder: ClassVar[str] = "datasets"

    developer: Fact[Annotated[str, Ref("developers")]]
    home: Url
    released: Fact[PartialDate] | None = None
    status: Fact[Annotated[str, Word("statuses")]]
    license: list[LicenseUse] = Field(default_factory=list)
    license_note: Fact[Prose] | None = None
    size: Fact[Prose] | None = None
    tokens: Fact[Annotated[float, Field(gt=0, lt=1e16)]] | None = None
    contents: Fact[Prose]
    languages: Fact[Prose] | None = None
    facts: list[Fact[Prose]] = Field(default_factory=list)
    life: list[LifeEvent] = Field(default_factory=list)
    superseded_by: Annotated[str, Ref("datasets")] | None = None

    def problems(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        yield from life_problems(self.life)
