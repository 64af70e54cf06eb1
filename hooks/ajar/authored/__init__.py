"""Written pages, completed from the catalog: `expand_all(sheets, docs)`."""

from .guide import FRONT_MATTER
from .outline import Section, sections, written
from .writing import Writing, drawings, expand_all

__all__ = ["FRONT_MATTER", "Section", "Writing", "drawings", "expand_all", "sections", "written"]
