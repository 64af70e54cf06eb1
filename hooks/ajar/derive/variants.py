"""Variants as readers meet them: a variant's own facts, completed from those of its model that are said of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..kinds.base import Sourced
from ..kinds.model import Attention, Base, Component, Facts, LicenseUse, Model, VariantFacts
from ..kinds.words import ComponentId, ComponentState, Role, Status

GONE = (Status.NEVER_RELEASED, Status.RETIRED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Variant:
    """One row of the models table. A model without variants is its own only one."""

    model: Model
    id: str
    own: VariantFacts | None = None

    @property
    def name(self) -> str:
        if self.own is None:
            return self.model.name
        return self.own.name or f"{self.model.name} {self.id.removeprefix(self.model.id).strip('-') or self.id}"

    @property
    def url(self) -> str:
        """Relative to the site's root, with the anchor of the variant."""
        return self.model.url + (f"#{self.id}" if self.own is not None else "")

    def get(self, name: str) -> Any:
        """A fact by attribute name, such as `parameters`: the variant's own, else the model's, else None."""
        own = getattr(self.own, name) if self.own is not None else None
        return own if own is not None else self._here(getattr(self.model, name))

    def _here(self, part: Any) -> Any:
        """A part of the model's where it is said of this variant, else None."""
        return part if not isinstance(part, Sourced) or part.holds_for(self.id) else None

    def within(self, block: str, name: str) -> Any:
        """A fact of a block, such as `training` and `tokens`: the variant's own, else the model's, else None."""
        for layer in reversed(self._layers):
            found = getattr(getattr(layer, block), name, None)
            if found is not None and self._here(found) is not None:
                return found
        return None

    @cached_property
    def _layers(self) -> list[Facts]:
        return [self.model] if self.own is None else [self.model, self.own]

    @cached_property
    def license(self) -> dict[str, LicenseUse]:
        """License of each part by role; the variant's own win."""
        return {r: use for layer in self._layers for r, use in layer.license.items() if use.holds_for(self.id)}

    @property
    def governing(self) -> LicenseUse | None:
        """The license of the weights, else the terms of the hosted service."""
        return self.license.get(Role.WEIGHTS) or self.license.get(Role.SERVICE)

    @cached_property
    def components(self) -> dict[str, Component]:
        return {id_: c for layer in self._layers for id_, c in layer.components.items() if c.holds_for(self.id)}

    @cached_property
    def bases(self) -> list[Base]:
        """What it was made from: the variant's own, else the model's."""
        own = next((layer.base for layer in reversed(self._layers) if layer.base), [])
        return [base for base in own if base.holds_for(self.id)]

    @property
    def attention(self) -> Attention | None:
        found: Attention | None = self.within("architecture", "attention")
        return found

    @property
    def can_have(self) -> bool | None:
        """Whether its weights can be had, by anyone or by those whom somebody approves; None where nobody checked."""
        weights = self.components.get(ComponentId.WEIGHTS)
        if weights is None:
            return None
        return weights.state in (ComponentState.RELEASED, ComponentState.ON_REQUEST)

    @property
    def status(self) -> str | None:
        """Where it stands in its life, None where that is not known."""
        fact = self.get("status")
        return fact.value if fact is not None else None

    @property
    def released(self) -> str | None:
        """The date of its release, of whatever precision, None where that is not known."""
        fact = self.get("released")
        return fact.value if fact is not None else None

    @property
    def gone(self) -> bool:
        """Whether nobody outside can use it in any way."""
        return not self.can_have and self.status in GONE

    @cached_property
    def modalities(self) -> frozenset[str] | None:
        """What it takes in and gives out, None where either is not known."""
        found = [self.within("architecture", name) for name in ("input", "output")]
        if any(fact is None or fact.value is None for fact in found):
            return None
        return frozenset(word for fact in found for word in fact.value)


def variants_of(model: Model) -> list[Variant]:
    """The model's variants in the order of its file, or the model itself."""
    return [Variant(model, key, own) for key, own in model.variants.items()] or [Variant(model, model.id)]
