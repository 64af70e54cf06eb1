"""Ids that live outside the catalog, in packages: prices of `genai-prices`, license keys of `license-expression`."""

from functools import cache
from typing import Any


@cache
def price_models() -> dict[str, tuple[Any, Any]]:
    """`provider/model` -> (provider, model) of the genai-prices package."""
    from genai_prices.data import providers

    return {f"{provider.id}/{model.id}": (provider, model) for provider in providers for model in provider.models}


@cache
def license_keys() -> tuple[frozenset[str], frozenset[str]]:
    """(SPDX ids, ScanCode keys) of the license-expression package."""
    from license_expression import get_license_index

    index = get_license_index()
    spdx = {item["spdx_license_key"] for item in index if item.get("spdx_license_key")}
    return frozenset(spdx), frozenset(item["license_key"] for item in index)
