"""Files to a Catalog: `load(folder)`."""

from .explain import validated
from .loader import Loader, load
from .problems import CatalogError, File, Problem

__all__ = ["CatalogError", "File", "Loader", "Problem", "load", "validated"]
