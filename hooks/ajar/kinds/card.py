"""The card of a kind: how its entries are shown, as data. Pages, tables, filters, references and the API read it.

Ids of groups, columns and facets are ids of fact rows (`facts/sheet.py`); labels come from the vocabulary.
"""

from dataclasses import dataclass
from typing import Literal

from ..messages import Message


@dataclass(frozen=True)
class Facet:
    """A filter of the kind's table. `type` names the class of `docs/assets/js/facets/` that reads, writes and tests it.

    `needs` are the columns that it looks at, its own id if empty. An id that stands for a group of columns
    (`components`, `terms`, `results`) is a filter for each of them that has none of its own.
    """

    id: str
    type: Literal["choice", "range", "fits", "within"] = "choice"
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """A section of an entry's page: `facts` are YAML keys of the kind's schema in the order they are shown.

    `id` is a word of `fact-groups`, which has the heading. `listed` facts stand as a list, not as rows with their
    label; those of the `head` introduce the page.
    """

    id: str
    facts: tuple[str, ...]
    listed: bool = False
    head: bool = False


@dataclass(frozen=True)
class Card:
    """How one kind is shown.

    `columns` are the facts that its tables can show, in the order of the chooser, `shown` those that readers see first;
    `sort` orders them (`-` for downwards). `summary` names the facts that introduce an entry, the first that it has.
    `one_page` kinds have an anchor each on the page of their kind, and no page of their own. `text` are facts that a
    description or a search finds the entry by. In a long table an entry has one row; `under` are facts below its name,
    and `parts` is what its own rows are called where it can have several. `badges` are pictures of one fact each, by
    the name in their address and the id of the fact.
    """

    title: Message
    lead: Message
    groups: tuple[Group, ...]
    columns: tuple[str, ...]
    shown: tuple[str, ...]
    sort: tuple[str, ...] = ("name",)
    facets: tuple[Facet, ...] = ()
    open_facets: int = 6
    summary: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    parts: Message | None = None
    filtered: bool = False
    comparable: bool = False
    one_page: bool = False
    badges: tuple[tuple[str, str], ...] = ()
    short_title: Message | None = None

    @property
    def name(self) -> Message:
        """What a list of such entries is called."""
        return self.short_title or self.title
