"""Variants as readers meet them: a variant's own facts, completed from its model's."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..kinds.base import Sourced
from ..kinds.model import Attention, Base, Component, Facts, LicenseUse, Model, Variant


@dataclass(frozen=True)
class Row:
    """One row of the models table. A model without variants is its own only row."""

    model: Model
    id: str
    variant: Variant | None = None

    @property
    def name(self) -> str:
        if self.variant is None:
            return self.model.name
        return self.variant.name or f"{self.model.name} {self.id.removeprefix(self.model.id).strip('-') or self.id}"

    @property
    def url(self) -> str:
        """Relative to the site's root, with the anchor of the variant."""
        return self.model.url + (f"#{self.id}" if self.variant is not None else "")

    def get(self, name: str) -> Any:
        """A fact by attribute name, such as `parameters`: the variant's own, else the model's, else None."""
        own = getattr(self.variant, name) if self.variant is not None else None
        return own if own is not None else self._here(getattr(self.model, name))

    def _here(self, part: Any) -> Any:
        """A part of the model's where it is said of this variant, else None."""
        return part if part is None or not isinstance(part, Sourced) or part.holds_for(self.id) else None

    def within(self, block: str, name: str) -> Any:
        """A fact of a block, such as `training` and `tokens`: the variant's own, else the model's, else None."""
        for layer in reversed(self._layers):
            found = getattr(getattr(layer, block), name, None)
            if found is not None and self._here(found) is not None:
                return found
        return None

    @cached_property
    def _layers(self) -> list[Facts]:
        return [self.model] if self.variant is None else [self.model, self.variant]

    @cached_property
    def license(self) -> dict[str, LicenseUse]:
        return {role: use for layer in self._layers for role, use in layer.license.items() if use.holds_for(self.id)}

    @property
    def governing(self) -> LicenseUse | None:
        """The license of the weights, else the terms of the hosted service."""
        return self.license.get("weights") or self.license.get("service")

    @cached_property
    def components(self) -> dict[str, Component]:
        return {key: item for layer in self._layers for key, item in layer.components.items() if item.holds_for(self.id)}

    @cached_property
    def bases(self) -> list[Base]:
        own = next((layer.base for layer in reversed(self._layers) if layer.base), [])
        return [base for base in own if base.holds_for(self.id)]

    @property
    def attention(self) -> Attention | None:
        found: Attention | None = self.within("architecture", "attention")
        return found


def rows_of(model: Model) -> list[Row]:
    """The model's variants in the order of its file, or the model itself."""
    return [Row(model, key, variant) for key, variant in model.variants.items()] or [Row(model, model.id)]
