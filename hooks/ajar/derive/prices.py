"""Prices per million tokens from the `genai-prices` package (MIT), which records who checked them and where."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from typing import Any, NamedTuple

from ..kinds.model import Price
from ..references import price_models


class Step(NamedTuple):
    """US dollars per million tokens from a day on, or from the beginning."""

    since: date | None
    input: Decimal | None
    output: Decimal | None


@dataclass(frozen=True)
class Quote:
    """US dollars per million tokens at one host; `tiered` where a long prompt or an hour of the day costs otherwise.

    `steps` are all prices that the package dates, in order, where there is more than one; some may lie ahead.
    """

    price: Price
    host: str
    model: str
    input: Decimal | None
    output: Decimal | None
    tiered: bool
    url: str | None
    steps: tuple[Step, ...] = ()


@cache
def package_version() -> str:
    """The version of the package that the prices come from."""
    return version("genai-prices")


def quote(price: Price, day: date) -> Quote:
    """The price in force on `day`. The loader has checked that the reference exists."""
    provider, model = price_models()[price.genai_prices]
    current = model.get_prices(datetime.combine(day, time(12), UTC))
    put, out = _base(current.input_mtok), _base(current.output_mtok)
    hourly = isinstance(model.prices, list) and any(_since(item) is _NEVER for item in model.prices)
    tiered = hourly or put != current.input_mtok or out != current.output_mtok
    url = next(iter(provider.pricing_urls or []), None)
    return Quote(price, provider.name, model.id, put, out, tiered, url, _steps(model))


_NEVER = date.max


def _since(item: Any) -> date | None:
    """The day a price of the package begins, None for the first; `_NEVER` for one that holds at some hours only."""
    if item.constraint is None:
        return None
    found: date = getattr(item.constraint, "start_date", _NEVER)
    return found


def _steps(model: Any) -> tuple[Step, ...]:
    """The dated prices of a model, those that change nothing left out."""
    found: list[Step] = []
    for item in model.prices if isinstance(model.prices, list) else []:
        since, put, out = _since(item), _base(item.prices.input_mtok), _base(item.prices.output_mtok)
        if since is not _NEVER and (not found or found[-1][1:] != (put, out)):
            found.append(Step(since, put, out))
    return tuple(found) if len(found) > 1 else ()


def _base(value: Any) -> Decimal | None:
    found: Decimal | None = getattr(value, "base", value)
    return found
