"""Epoch AI's data on AI models (CC BY 4.0): whether each name that we record as Epoch's is one of theirs."""

from collections.abc import Iterator

from ..derive import Derived
from . import Difference, committed, unknown_names

NAME = "epoch"


def is_here() -> bool:
    return True


def compare(derived: Derived) -> Iterator[Difference]:
    """Every `ids: epoch:` that their list does not have."""
    names = frozenset(committed("epoch")["names"])
    yield from unknown_names(derived, NAME, names.__contains__)
