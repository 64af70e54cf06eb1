"""What nobody writes by hand. `derive(catalog)` computes it once; everything downstream only reads it."""

from .catalog import Derived, DerivedVariant, derive

__all__ = ["Derived", "DerivedVariant", "derive"]
