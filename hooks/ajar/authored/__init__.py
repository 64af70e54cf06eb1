"""Written pages, completed from the catalog: `expand_all(sheets, docs)`."""

from .guide import FRONT_MATTER
from .writing import Writing, expand_all

__all__ = ["FRONT_MATTER", "Writing", "expand_all"]
