"""Small checked types: ids, texts, addresses, dates of three precisions, and the nearest word for a wrong one."""

import difflib
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
IS_ID = re.compile(ID_PATTERN).match
# Nothing of this may stand in any text of the catalog: every output escapes for itself, and this is the second lock.
MARKUP = re.compile(r"<[a-zA-Z/!?]|\{\{|\{%")

_PARTIAL_DATE = re.compile(r"^\d{4}(?:-\d{2}(?:-\d{2})?)?$")
_FIRST_YEAR = 1950


def wrong(message: str) -> PydanticCustomError:
    """An error whose text is shown to the contributor as it stands."""
    return PydanticCustomError("ajar", "{message}", {"message": message})


def suggest(wrong: object, choices: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest choice, else a short list of what there is, else nothing."""
    known = sorted(choices)
    near = difflib.get_close_matches(str(wrong).lower(), known, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; expected one of {', '.join(known)}" if 0 < len(known) <= 24 else ""


def markup_in(text: str) -> str | None:
    """What is wrong with a text that holds HTML or a template, else None."""
    found = MARKUP.search(text)
    return (
        f"{found.group()!r} looks like HTML or a template; expected plain text, links, emphasis or `code`"
        if found
        else None
    )


def as_list(value: Any) -> Any:
    """Let `key: one` stand for `key: [one]`."""
    return [value] if isinstance(value, str) else value


def _check_id(value: str) -> str:
    if not IS_ID(value):
        raise wrong(f"{value!r} is not an id; expected lower-case letters and digits joined by hyphens or dots")
    return value


def _check_text(value: str) -> str:
    if not value.strip():
        raise wrong("empty text; leave the key out instead")
    return value.strip()


def _check_url(value: str) -> str:
    if not re.match(r"^https?://[^\s/?#<>\"]+\.[^\s<>\"]+$", value):
        raise wrong(f"{value!r} is not a web address; expected a full one that begins with https://")
    return value


def _unquoted_version(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        raise wrong(f"{value!r} is read as a number; expected text, so put quotes around it")
    return value


def _no_later_than_tomorrow(value: date) -> date:
    # One day of grace: a contributor east of the build machine already lives tomorrow.
    if value > date.today() + timedelta(days=1):
        raise wrong(f"{value.isoformat()} lies in the future; expected a day that has passed")
    if value.year < _FIRST_YEAR:
        raise wrong(f"{value.isoformat()} is before the field existed; expected a later date")
    return value


def _parse_day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise wrong(f"{value!r} is not a date; expected one such as 2026-11-24")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise wrong(f"{value} is not a day of the calendar; expected one such as 2026-11-24") from None


def first_day(text: str) -> date:
    """The first day of a date that may lack its day or month: 2026-11 -> 2026-11-01. Raises ValueError."""
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def middle_day(text: str) -> date:
    """The day in the middle of what such a date means, for telling which of two is nearer: 2026 -> 2026-07-01."""
    return date.fromisoformat({4: f"{text}-07-01", 7: f"{text}-15"}.get(len(text), text))


def _parse_partial_date(value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _PARTIAL_DATE.match(text):
        raise wrong(f"{value!r} is not a date; expected 2026-11-24, 2026-11 or 2026")
    try:
        first_day(text)
    except ValueError:
        raise wrong(f"{text} is not a day of the calendar; expected one such as 2026-11-24") from None
    if int(text[:4]) < _FIRST_YEAR:
        raise wrong(f"{text} is before the field existed; expected a later date")
    return text


def _past_partial_date(text: str) -> str:
    _no_later_than_tomorrow(first_day(text))
    return text


class Form:
    """Marks how a value reads: the name of a formatter of `facts/format.py`."""

    def __init__(self, name: str) -> None:
        self.name = name


Id = Annotated[str, AfterValidator(_check_id), WithJsonSchema({"type": "string", "pattern": ID_PATTERN})]
Label = Annotated[str, BeforeValidator(_unquoted_version), AfterValidator(_check_text), Field(max_length=160)]
Prose = Annotated[
    str, BeforeValidator(_unquoted_version), AfterValidator(_check_text), Field(max_length=2000), Form("prose")
]
Url = Annotated[str, AfterValidator(_check_url), Field(max_length=600), Form("url")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$"), Form("code")]
# Editors see dates as text, which is what YAML gives.
Day = Annotated[
    date,
    BeforeValidator(_parse_day, json_schema_input_type=str),
    AfterValidator(_no_later_than_tomorrow),
    Form("date"),
]
PlannedDate = Annotated[str, BeforeValidator(_parse_partial_date, json_schema_input_type=str | int), Form("date")]
PartialDate = Annotated[
    str,
    BeforeValidator(_parse_partial_date, json_schema_input_type=str | int),
    AfterValidator(_past_partial_date),
    Form("date"),
]
