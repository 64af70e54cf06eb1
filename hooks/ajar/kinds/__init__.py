"""One module a kind of entry. `KINDS` maps each folder of the catalog to its schema, in the order pages list them.

Every module of this package that holds a subclass of Entry is a kind; those named in ORDER come first.
"""

import pkgutil
from importlib import import_module

from .base import Entry
from .benchmark import Benchmark
from .claim import Claim
from .dataset import Dataset
from .developer import Developer
from .license import License
from .model import Model
from .term import GlossaryTerm
from .tradeoff import Tradeoff

ORDER = ("models", "licenses", "developers", "datasets", "benchmarks", "tradeoffs", "terms", "claims")


def _found() -> dict[str, type[Entry]]:
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    kinds = {kind.folder: kind for kind in Entry.__subclasses__() if "folder" in vars(kind)}
    return {folder: kinds[folder] for folder in (*ORDER, *sorted(kinds.keys() - set(ORDER)))}


KINDS: dict[str, type[Entry]] = _found()

__all__ = [
    "KINDS",
    "Benchmark",
    "Claim",
    "Dataset",
    "Developer",
    "Entry",
    "GlossaryTerm",
    "License",
    "Model",
    "Tradeoff",
]
