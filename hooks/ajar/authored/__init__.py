"""Written pages, completed from the catalog: `expand_all(sheets, docs)`."""

from .guide import FRONT_MATTER
from .outline import Section, sections, written
from .twin import twins
from .writing import Writing, expand_all

__all__ = ["FRONT_MATTER", "Section", "Writing", "expand_all", "sections", "twins", "written"]
