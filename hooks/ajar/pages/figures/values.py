"""Values that figures draw from the fact sheets."""

from datetime import date

from ...derive import DerivedVariant
from ...facts.columns import value_of
from ..context import PageContext


def number(p: PageContext, item: DerivedVariant, id_: str) -> float | None:
    """A known number of a variant, by the id of the fact."""
    value = value_of(p.sheets.variant(item).get(id_))
    return None if isinstance(value, str) else float(value)


def day_of(text: str) -> float:
    """A date of whatever precision as a year with its fraction: its first day."""
    parts = [int(part) for part in str(text).split("-")]
    day = date(*[*parts, 1, 1][:3])
    return day.year + (day.timetuple().tm_yday - 1) / 366


def quarter(text: str) -> str:
    """The quarter of a date, such as `2025-Q3`; of a bare year its first."""
    parts = str(text).split("-")
    month = int(parts[1]) if len(parts) > 1 else 1
    return f"{parts[0]}-Q{(month + 2) // 3}"
