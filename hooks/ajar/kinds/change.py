"""What the catalog itself changed, month by month: the files of `catalog/changes/`, which `ajar changed` writes."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from ..strict_yaml import YamlPath
from .base import IdList, Part
from .scalars import Day, Prose, as_list
from .words import RecordId

FOLDER = "changes"


def _known_record(value: str) -> str:
    choices = [record.value for record in RecordId]
    if value not in choices:
        message = f"{value!r} is nothing that the catalog does with an entry"
        raise PydanticCustomError("ajar_choice", "{message}", {"message": message, "value": value, "choices": choices})
    return value


def _known_kind(value: str) -> str:
    from . import KINDS  # whose kinds are found after this module is read

    if value not in KINDS:
        message = f"{value!r} is no kind of entry"
        raise PydanticCustomError(
            "ajar_choice", "{message}", {"message": message, "value": value, "choices": list(KINDS)}
        )
    return value


Record = Annotated[str, AfterValidator(_known_record), WithJsonSchema({"enum": [record.value for record in RecordId]})]
# A fact by its anchor on the entry's page, a variant's own with the variant's id before it.
FactId = Annotated[str, Field(pattern=r"^[^\s<>]+$", max_length=160)]
FactIds = Annotated[list[FactId], BeforeValidator(as_list, json_schema_input_type=list[FactId] | FactId)]
Value = Annotated[Prose, Field(max_length=300)]


class Change(Part):
    """One thing that was done on one day, to one entry or to many of a kind.

    Without `entries` it is told of many at once, in `why`. `from` and `to` are what readers saw before and after.
    """

    main: ClassVar[str] = "why"
    date: Day
    what: Record
    kind: Annotated[str, AfterValidator(_known_kind)]
    entries: IdList = Field(default_factory=list)
    facts: FactIds = Field(default_factory=list)
    from_: Value | None = None
    to: Value | None = None
    why: Prose | None = None

    def problems(self) -> Iterator[tuple[YamlPath, str]]:
        """What no single key shows."""
        if not self.entries and not self.why:
            yield (), "a change of many entries needs `why`, which tells what it was; else name them in `entries`"
        if (self.from_ is None) != (self.to is None):
            yield (), "`from` and `to` go together; expected both, or neither"
        if self.to is not None and len(self.facts) != 1:
            yield (), "`from` and `to` are of one fact; expected its id in `facts`"
        if self.what == RecordId.CORRECTED and not self.facts and not self.why:
            yield (), "a correction needs the fact that was corrected in `facts`, or `why`"


class ChangeFile(Part):
    """The changes of a month, the newest last."""

    changes: list[Change]

    def problems(self, month: str) -> Iterator[tuple[YamlPath, str]]:
        """Rules of one file, whose name is its month."""
        for number, change in enumerate(self.changes):
            if not str(change.date).startswith(month):
                yield (
                    ("changes", number, "date"),
                    f"{change.date} is no day of {month}; expected it in its month's file",
                )
            for path, message in change.problems():
                yield ("changes", number, *path), message
