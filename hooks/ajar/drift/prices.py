"""The genai-prices package (MIT): the context it gives beside a price."""

from collections.abc import Iterator

from ..derive import Derived
from ..references import price_models
from . import Difference, same_count

NAME = "genai-prices"


def is_here() -> bool:
    return True


def compare(derived: Derived) -> Iterator[Difference]:
    """The context of the developer's own offer; other hosts may sell less."""
    for item in derived.all_variants:
        ours = item.variant.get("context")
        if ours is None or not ours.value or not item.quotes:
            continue
        provider, there = price_models()[item.quotes[0].price.genai_prices]
        theirs, own = there.context_window, item.quotes[0].price.context
        if provider.id not in (item.model.developer.value, *_OWN.get(str(item.model.developer.value), ())):
            continue
        if theirs and own is None and not same_count(ours.value, theirs):
            yield Difference(NAME, item.model, item.id, "context", f"{ours.value}", f"{theirs}")


# Developers that sell under another name in the package.
_OWN = {"google-deepmind": ("google",), "xai": ("x-ai",), "moonshot": ("moonshotai",), "alibaba": ("alibaba-cloud",)}
