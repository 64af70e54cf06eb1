"""Prices per million tokens from the `genai-prices` package (MIT), which records who checked them and where."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from typing import Any

from ..kinds.model import Price
from ..references import price_models


@dataclass(frozen=True)
class Quote:
    """US dollars per million tokens at one host; `tiered` where a long prompt or an hour of the day costs otherwise."""

    price: Price
    host: str
    model: str
    input: Decimal | None
    output: Decimal | None
    tiered: bool
    url: str | None


@cache
def package_version() -> str:
    """The version of the package that the prices come from."""
    return version("genai-prices")


def quote(price: Price, day: date) -> Quote:
    """The price in force on `day`. The loader has checked that the reference exists."""
    provider, model = price_models()[price.genai_prices]
    current = model.get_prices(datetime.combine(day, time(12), UTC))
    put, out = _base(current.input_mtok), _base(current.output_mtok)
    tiered = isinstance(model.prices, list) or put != current.input_mtok or out != current.output_mtok
    url = next(iter(provider.pricing_urls or []), None)
    return Quote(price, provider.name, model.id, put, out, tiered, url)


def _base(value: Any) -> Decimal | None:
    found: Decimal | None = getattr(value, "base", value)
    return found
