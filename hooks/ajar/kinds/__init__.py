"""One module a kind of entry. `KINDS` maps each folder of the catalog to its schema, in the order pages list them."""

from .base import Entry
from .benchmark import Benchmark
from .claim import Claim
from .dataset import Dataset
from .developer import Developer
from .license import License
from .model import Model
from .term import Term
from .tradeoff import Tradeoff

KINDS: dict[str, type[Entry]] = {
    kind.folder: kind for kind in (Model, License, Developer, Dataset, Benchmark, Tradeoff, Term, Claim)
}

__all__ = ["KINDS", "Benchmark", "Claim", "Dataset", "Developer", "Entry", "License", "Model", "Term", "Tradeoff"]
