"""Variants as readers meet them: a variant's own facts, completed from its model's."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

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
        return own if own is not None else getattr(self.model, name)

    @cached_property
    def _layers(self) -> list[Facts]:
        return [self.model] if self.variant is None else [self.model, self.variant]

    @cached_property
    def license(self) -> dict[str, LicenseUse]:
        return {role: use for layer in self._layers for role, use in layer.license.items()}

    @property
    def governing(self) -> LicenseUse | None:
        """The license of the weights, else the terms of the hosted service."""
        return self.license.get("weights") or self.license.get("service")

    @cached_property
    def components(self) -> dict[str, Component]:
        return {key: item for layer in self._layers for key, item in layer.components.items()}

    @cached_property
    def bases(self) -> list[Base]:
        return next((layer.base for layer in reversed(self._layers) if layer.base), [])

    @property
    def attention(self) -> Attention | None:
        for layer in reversed(self._layers):
            if layer.architecture and layer.architecture.attention:
                return layer.architecture.attention
        return None


def rows_of(model: Model) -> list[Row]:
    """The model's variants in the order of its file, or the model itself."""
    return [Row(model, key, variant) for key, variant in model.variants.items()] or [Row(model, model.id)]
