"""The cells of a model's component list. Made here and not in the template: with 17 a page they are most of a page's work."""

from typing import cast

from markupsafe import Markup, escape

from ..derive import DerivedRow
from ..kinds.model import Component
from ..kinds.vocabulary import ComponentWord
from .text import prose
from .view import NOT_CHECKED, View

# A group's id and label, and its components: id, label, cell.
Group = tuple[str, str, list[tuple[str, str, Markup]]]


def groups(view: View, rows: list[DerivedRow]) -> list[Group]:
    """The components in the order of the vocabulary: the first row's state, then the variants that state their own."""
    words = cast(dict[str, ComponentWord], view.catalog.vocabulary["components"].words)
    return [
        (group, label.label, [(id_, word.label, _cell(view, id_, rows)) for id_, word in words.items() if word.group == group])
        for group, label in view.catalog.vocabulary["component-groups"].words.items()
    ]


def _cell(view: View, id_: str, rows: list[DerivedRow]) -> Markup:
    first = rows[0].row
    own = [(d.row.name, d.row.variant.components[id_]) for d in rows if d.row.variant and id_ in d.row.variant.components]
    component = first.components.get(id_)
    if component is None:
        cell = str(NOT_CHECKED)
    else:
        license_id = view.derived.openness.license_id(first, id_) if component.state == "released" else None
        since = f" ({escape(component.since)})" if component.since else ""
        under = f" under {view.link('licenses', license_id)}" if license_id else ""
        cell = _state(view, component, since + under)
    return Markup(cell + "".join(f"<br>{escape(name)}: {_state(view, variant)}" for name, variant in own))


def _state(view: View, component: Component, more: str = "") -> str:
    shows = f" <small>{prose(component.shows)}</small>" if component.shows else ""
    return f"{view.answer('component-states', component.state)}{more}{view.mark(component)}{shows}{view.note(component)}"
