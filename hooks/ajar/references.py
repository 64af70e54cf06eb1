"""Ids that live outside the catalog, in packages: prices of `genai-prices`, license keys of `license-expression`."""

from datetime import UTC, datetime
from functools import cache
from typing import Any


@cache
def price_models() -> dict[str, tuple[Any, Any]]:
    """`provider/model` -> (provider, model) of the genai-prices package."""
    from genai_prices.data import providers

    return {f"{provider.id}/{model.id}": (provider, model) for provider in providers for model in provider.models}


@cache
def has_token_price(id_: str) -> bool:
    """Whether the package has a price per token for `provider/model` today; some are sold by the hour or given away."""
    _, model = price_models()[id_]
    current = model.get_prices(datetime.now(UTC))
    return current.input_mtok is not None or current.output_mtok is not None


@cache
def license_keys() -> tuple[frozenset[str], frozenset[str]]:
    """(SPDX ids, ScanCode keys) of the license-expression package."""
    from license_expression import get_license_index

    index = get_license_index()
    spdx = {item["spdx_license_key"] for item in index if item.get("spdx_license_key")}
    return frozenset(spdx), frozenset(item["license_key"] for item in index)


@cache
def spdx_of() -> dict[str, str]:
    """SPDX id by ScanCode key, of the license-expression package."""
    from license_expression import get_license_index

    return {item["license_key"]: item["spdx_license_key"] for item in get_license_index() if item["spdx_license_key"]}
