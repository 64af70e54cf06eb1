"""The fact sheet: what there is to say of an entry, before anybody says it.

A row is one fact: what it is called, its value or which unknown it is, how the value reads, the sources that show it,
and for a computed row what decided it. A sheet is made by walking the entry along the plan of its schema
(`kinds/fields.py`); computed rows come from `computed.py`. Pages, tables, the comparison and every output loop over
sheets, and nothing else reads an entry.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..derive import Derived
from ..kinds.base import Entry, Part, Source, Sourced
from ..kinds.card import Card
from ..kinds.fields import Field, plan
from ..kinds.license import License
from ..kinds.model import Model
from ..kinds.words import ComponentState, State
from ..messages import Message
from ..strict_yaml import YamlPath

KNOWN, UNDISCLOSED, NOT_CHECKED, NOT_APPLICABLE = (
    State.KNOWN,
    State.UNDISCLOSED,
    State.NOT_CHECKED,
    State.NOT_APPLICABLE,
)


class Evidence(NamedTuple):
    """One source of one fact, and what it shows of it."""

    source: Source
    shows: str | None


class Detail(NamedTuple):
    """What qualifies a fact: the clause of an answer, the day of an event, the setting of a score."""

    id: str
    value: Any
    form: str
    words: str = ""
    kinds: tuple[str, ...] = ()


class Decided(NamedTuple):
    """What decided a computed fact: a sentence, and the row of this entry or the entry that it is about, if any."""

    says: Message | str
    row: str = ""
    folder: str = ""
    entry: str = ""


class FactRow(NamedTuple):
    """One fact. `id` is its anchor on the entry's page, `key` the field it comes from, `label` what readers call it.

    `value` is None unless `state` is known. `form` names a formatter; `words` is the vocabulary that the value is a
    word of, `kinds` are the kinds that it is an id of. `variant` said it of itself; "" is the entry, which says it of
    all its variants or of those in `scope`. `path` leads to it in the YAML file; () is a computed row, which `decided`
    explains.
    """

    id: str
    key: str
    group: str
    label: str
    value: Any
    state: State
    form: str = "text"
    words: str = ""
    kinds: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None
    details: tuple[Detail, ...] = ()
    variant: str = ""
    scope: tuple[str, ...] = ()
    decided: tuple[Decided, ...] = ()
    path: YamlPath = ()
    part: Part | None = None

    @property
    def computed(self) -> bool:
        return not self.path

    @property
    def numbered(self) -> bool:
        """Whether the id ends in the place of the item in its list, which changes with what stands before it."""
        last = self.path[-1] if self.path else ""
        return isinstance(last, int) and (self.id == self.key or self.id.endswith(f"-{last + 1}"))

    @property
    def shows(self) -> str | None:
        return self.evidence[0].shows if self.evidence else None

    def detail(self, id_: str) -> Any:
        """The value of a detail, None where the fact has none of that name."""
        for detail in self.details:
            if detail.id == id_:
                return detail.value
        return None

    def holds_for(self, variant: str) -> bool:
        """Whether it is said of the variant."""
        return self.variant == variant if self.variant else not self.scope or variant in self.scope


@dataclass
class Sheet:
    """All facts of one entry. `rows` are said of the entry, `own` by its variants of themselves, `computed` of each
    variant.

    A kind without variants has one list of computed rows, under its own id. `order` is the place of each field on the
    page.
    """

    entry: Entry
    rows: list[FactRow]
    order: dict[str, int] = field(default_factory=dict)
    own: dict[str, list[FactRow]] = field(default_factory=dict)
    computed: dict[str, list[FactRow]] = field(default_factory=dict)
    _of: dict[str, dict[str, FactRow]] = field(default_factory=dict)

    def of(self, variant: str | None = None) -> dict[str, FactRow]:
        """The facts that hold for a variant (by default for the whole entry) by id: its own win over the entry's."""
        key = variant or self.entry.id
        found = self._of.get(key)
        if found is None:
            found = {row.id: row for row in self.rows if not row.scope or key in row.scope}
            found.update((row.id, row) for row in self.own.get(key, ()))
            found.update((row.id, row) for row in self.computed.get(key, ()))
            self._of[key] = found
        return found

    def group(self, *ids: str) -> list[FactRow]:
        """What is said in some groups, field by field: of the entry, then by its variants."""
        found = [row for row in self.said() if row.group in ids]
        return sorted(found, key=lambda row: self.order.get(row.key, len(self.order)))

    def said(self) -> Iterator[FactRow]:
        """Everything that somebody wrote down, each fact once."""
        yield from self.rows
        for rows in self.own.values():
            yield from rows

    def all(self) -> Iterator[FactRow]:
        """Every fact, the computed ones with it."""
        yield from self.said()
        for rows in self.computed.values():
            yield from rows


class About(NamedTuple):
    """Whom a row is about: the entry, and the variant that says it ("" for the entry itself)."""

    entry: Entry
    variant: str


class KeyedRow(NamedTuple):
    """A row that a keyed field can have: the key, the row's id and label, its word's group, the page's section."""

    key: str
    id: str
    label: str
    within: str
    section: str


def _rows_of(item: Field) -> tuple[Field, ...]:
    return item.below if item.shape == "block" else (item,)


class Walker:
    """Makes the rows that entries state, for one catalog."""

    def __init__(self, derived: Derived) -> None:
        self.derived = derived
        vocabulary = derived.catalog.vocabulary
        self.labels = {id_: word.label for id_, word in vocabulary.fields.items()}
        self.words = {name: words.words for name, words in vocabulary.files.items()}
        self._keyed_rows: dict[tuple[str, str], list[KeyedRow]] = {}
        self._orders: dict[type[Part], dict[str, int]] = {}
        self._plans: dict[type[Part], list[tuple[Field, str]]] = {}

    def rows(self, entry: Entry) -> list[FactRow]:
        """What the entry says of itself as a whole."""
        found: list[FactRow] = []
        about = About(entry, "")
        for item, group in self.plan_of(entry.card, type(entry)):
            self._add(found, item, getattr(entry, item.name), (item.key,), about, group)
        return found

    def own(self, model: Model) -> dict[str, list[FactRow]]:
        """What each variant says of itself."""
        result: dict[str, list[FactRow]] = {}
        for id_, variant in model.variants.items():
            rows = result[id_] = []
            for item, group in self.plan_of(model.card, type(variant)):
                value = getattr(variant, item.name)
                if value is not None and value != [] and value != {}:
                    self._add(rows, item, value, ("variants", id_, item.key), About(model, id_), group)
        return result

    def plan_of(self, card: Card, cls: type[Part]) -> list[tuple[Field, str]]:
        """The fields of a class in the order of a card, each with its group; fields that the card forgets stand last in
        none.
        """
        if cls not in self._plans:
            groups = {key: group.id for group in card.groups for key in group.facts}
            places = {key: place for place, key in enumerate(groups)}
            fields = sorted(plan(cls), key=lambda item: places.get(item.key, len(places)))
            self._plans[cls] = [(item, groups.get(item.key, "")) for item in fields]
        return self._plans[cls]

    def order(self, entry: Entry) -> dict[str, int]:
        """The place of each field of an entry on its page."""
        cls = type(entry)
        if cls not in self._orders:
            fields = [below for item, _ in self.plan_of(entry.card, cls) for below in _rows_of(item)]
            self._orders[cls] = {item.id: place for place, item in enumerate(fields)}
        return self._orders[cls]

    def _add(self, rows: list[FactRow], item: Field, value: Any, path: YamlPath, about: About, group: str) -> None:
        if item.shape == "keyed":
            self._keyed(rows, item, value, path, about, group)
        elif value is None or value == []:
            return
        elif item.shape == "block":
            for below in item.below:
                self._add(rows, below, getattr(value, below.name), (*path, below.key), about, group)
        elif item.shape == "parts":
            used: set[str] = set()
            for number, part in enumerate(value):
                end = part.anchor or (str(number + 1) if number else "")
                id_ = f"{item.id}-{end}" if end else item.id
                id_ = f"{id_}-{number + 1}" if id_ in used else id_
                used.add(id_)
                self._part(rows, item, part, id_, self.labels[item.key], (*path, number), about, group)
        elif item.shape == "value":
            label, variant = self.labels[item.key], about.variant
            reading = (item.form, item.words, item.kinds)
            rows.append(FactRow(item.id, item.id, group, label, value, KNOWN, *reading, variant=variant, path=path))
        else:
            self._part(rows, item, value, item.id, self.labels[item.key], path, about, group)

    def _keyed(
        self, rows: list[FactRow], item: Field, value: dict[str, Part], path: YamlPath, about: About, group: str
    ) -> None:
        """A row for every word of the keys' vocabulary; where words are in groups, unchecked ones are told too."""
        for key, id_, label, within, section in self._keys(item, group):
            if key in value:
                self._part(rows, item, value[key], id_, label, (*path, key), about, section)
            elif within and not about.variant and self._expected(about.entry, within):
                reading = (item.form, item.words)
                rows.append(FactRow(id_, item.key, section, label, None, NOT_CHECKED, *reading, path=(*path, key)))

    def _keys(self, item: Field, group: str) -> list[KeyedRow]:
        """The rows that a keyed field can have, in the order of the vocabulary."""
        found = self._keyed_rows.get((item.keys, group))
        if found is None:
            found = self._keyed_rows[item.keys, group] = [
                KeyedRow(key, item.prefix + key, word.label, within, f"{group}-{within}" if within else group)
                for key, word in self.words[item.keys].items()
                for within in (getattr(word, "group", ""),)
            ]
        return found

    def _expected(self, entry: Entry, group: str) -> bool:
        """Whether one looks for words of a group in this entry: some terms belong to some types of license only."""
        if not isinstance(entry, License):
            return True
        types = self.derived.catalog.vocabulary.term_groups[group].types
        return not types or entry.type.value in types

    def _part(
        self,
        rows: list[FactRow],
        item: Field,
        part: Part,
        id_: str,
        label: str,
        path: YamlPath,
        about: About,
        group: str,
    ) -> None:
        value = getattr(part, item.main)
        evidence: tuple[Evidence, ...] = ()
        note: str | None = None
        scope: tuple[str, ...] = ()
        if isinstance(part, Sourced):
            shows, sources = part.shows, about.entry.sources
            evidence = tuple([Evidence(sources[key], shows) for key in part.source])
            note, scope = part.note, tuple(part.for_) if part.for_ else ()
        details, nested = self._details(item, part) if item.below else ((), ())
        if value is None:  # what is not in the catalog is called by its name
            value = next((detail.value for detail in details if detail.id == "name"), None)
        state = UNDISCLOSED if value is None or value == ComponentState.UNDISCLOSED else KNOWN
        rows.append(
            FactRow(
                id_,
                item.id,
                group,
                label,
                value,
                state,
                item.form,
                item.words,
                item.kinds,
                evidence,
                note,
                details,
                about.variant,
                scope,
                (),
                path,
                part,
            )
        )
        for below, inner, end in nested:
            inner_id = "-".join([id_, *(str(step + 1) if isinstance(step, int) else step for step in end)])
            self._part(rows, below, inner, inner_id, self.labels[below.key], (*path, *end), about, group)

    def _details(self, item: Field, part: Part) -> tuple[tuple[Detail, ...], tuple[tuple[Field, Part, YamlPath], ...]]:
        """The values of a part beside its main one, and the parts in it that have evidence of their own."""
        details: list[Detail] = []
        nested: list[tuple[Field, Part, YamlPath]] = []
        for below in item.below:
            value = getattr(part, below.name)
            if value is None or value == []:
                continue
            if below.shape == "value":
                details.append(Detail(below.key, value, below.form, below.words, below.kinds))
            elif below.shape == "parts":
                nested += [(below, inner, (below.key, number)) for number, inner in enumerate(value)]
            elif isinstance(value, Sourced):
                nested.append((below, value, (below.key,)))
            else:
                details.append(Detail(below.key, getattr(value, below.main), below.form, below.words, below.kinds))
                details += self._details(below, value)[0]
        return tuple(details), tuple(nested)
