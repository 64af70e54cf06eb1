"""Ecosystem Graphs of Stanford CRFM: whether each name that we record as theirs is one of theirs.

Their repository names no license, so that only digests of the names are kept here.
"""

from collections.abc import Iterator
from hashlib import sha256

from ..derive import Derived
from . import Difference, committed, unknown_names

NAME = "ecosystem-graphs"


def is_here() -> bool:
    return True


def compare(derived: Derived) -> Iterator[Difference]:
    """Every `ids: ecosystem-graphs:` that their list does not have."""
    digests = frozenset(committed("ecosystem-graphs")["digests"])
    yield from unknown_names(derived, NAME, lambda name: sha256(name.encode()).hexdigest()[:10] in digests)
