"""Written pages, completed from the catalog: `expand_all(sheets, docs)`."""

from .guide import FRONT_MATTER
from .outline import Section, linked_data, sections, url_of, written
from .twin import twins
from .writing import Writing, drawings, expand_all

__all__ = [
    "FRONT_MATTER",
    "Section",
    "Writing",
    "drawings",
    "expand_all",
    "linked_data",
    "sections",
    "twins",
    "url_of",
    "written",
]
