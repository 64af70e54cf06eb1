"""The documents of `/api/v1/` as types: their JSON Schemas, and what the OpenAPI file says of them, are read from here.

A key has one type in all documents; what there is not is left out, and never null.
"""

from typing import (
    Annotated,
    Literal,
    NotRequired,  # pydantic asks for this one before Python 3.12
)

from pydantic import Field
from typing_extensions import TypedDict

State = Annotated[
    Literal["known", "undisclosed", "not-checked", "not-applicable"],
    Field(
        description="Whether the value is known, or which unknown it is: the developer does not say, nobody has looked"
        " yet, the question does not arise."
    ),
]
Kind = Annotated[
    Literal["number", "text", "date", "word", "entry", "link", "flag"],
    Field(
        description="What the value is: `number` is told by the key `number`, `date` by `date`, words of a vocabulary"
        " and ids of entries by `ids`, yes or no by `flag`, everything else by `text` alone."
    ),
]
Day = Annotated[
    str, Field(description="A day, month or year: YYYY-MM-DD, YYYY-MM or YYYY.", pattern=r"^\d{4}(-\d\d){0,2}$")
]
Address = Annotated[str, Field(description="An absolute address.")]
Ids = Annotated[list[str], Field(description="Ids of words or of entries, as `of` says.")]
Of = Annotated[str, Field(description="Where the ids are explained: `words/<vocabulary>` or `<kind>`.")]
Unit = Annotated[str, Field(description="The unit of `number`.")]


class Source(TypedDict):
    """A page that somebody opened, and the day on which they read the facts there."""

    id: Annotated[str, Field(description="The name by which the facts of this item refer to it.")]
    title: str
    url: Address
    read: Day
    publisher: NotRequired[str]
    secondary: NotRequired[
        Annotated[str, Field(description="Where the page is not the original: copy, collection or report.")]
    ]


class Evidence(TypedDict):
    """A source of a fact, and what it shows of it."""

    source: Annotated[str, Field(description="The id of one of the item's sources.")]
    shows: NotRequired[Annotated[str, Field(description="What the source shows, in our words.")]]


class Value(TypedDict):
    """A value, as text and as what it is."""

    state: State
    type: Kind
    text: Annotated[str, Field(description="The value as the site writes it, in English.")]
    number: NotRequired[float]
    unit: NotRequired[Unit]
    date: NotRequired[Day]
    flag: NotRequired[bool]
    ids: NotRequired[Ids]
    of: NotRequired[Of]


class Detail(Value):
    """What qualifies a fact: the clause of an answer, the setting of a score."""

    id: str
    label: str


class Fact(Value):
    """One fact, with where it was read or how it was computed."""

    id: Annotated[str, Field(description="The fact's id; unique among the facts of one item and variant.")]
    label: str
    group: str
    variants: Annotated[list[str], Field(description="In an entry: the variants that it holds for; empty for all.")]
    computed: Annotated[bool, Field(description="Whether it follows from other facts; `why` says from which.")]
    url: Annotated[Address, Field(description="Where the fact stands on the site.")]
    sources: list[Evidence]
    note: NotRequired[str]
    why: NotRequired[list[str]]
    decided: NotRequired[
        Annotated[list[Address], Field(description="The items of the API whose facts decided this one.")]
    ]
    details: NotRequired[list[Detail]]


class Reference(TypedDict):
    """An item that another one names."""

    id: str
    name: str
    url: Address
    api: Address


class Item(TypedDict):
    """An entry of the catalog, or a variant of a model, with every fact."""

    id: str
    kind: str
    entry: Annotated[str, Field(description="The entry that it belongs to; for an entry its own id.")]
    name: str
    url: Address
    api: Address
    edit: Annotated[Address, Field(description="Where its file is edited.")]
    aliases: Annotated[list[str], Field(description="Former and other names; each answers as an address, too.")]
    verified: NotRequired[Annotated[Day, Field(description="The oldest day on which one of its sources was read.")]]
    summary: NotRequired[str]
    facts: list[Fact]
    sources: list[Source]
    variants: list[Reference]


class Row(TypedDict):
    """An item in a list: its values by column, without sources."""

    id: str
    entry: str
    name: str
    url: Address
    api: Address
    aliases: list[str]
    values: dict[str, Value]


class Column(TypedDict):
    """A column of a list."""

    id: str
    label: str
    means: str
    type: Kind
    unit: NotRequired[Unit]
    of: NotRequired[Of]


class List(TypedDict):
    """All entries of a kind; for models a row for each variant."""

    kind: str
    label: str
    generated: Annotated[Day, Field(description="The day that prices and freshness are computed for.")]
    license: str
    columns: list[Column]
    items: list[Row]


class Word(TypedDict):
    """A word of a vocabulary."""

    id: str
    label: str
    short: str
    means: str


class Vocabulary(TypedDict):
    """The words of one vocabulary, in their order."""

    id: str
    label: str
    words: list[Word]


class ListReference(TypedDict):
    """A list, in the index."""

    kind: str
    label: str
    count: int
    api: Address
    url: Address


class Download(TypedDict):
    """A file that holds many items."""

    name: str
    url: Address
    means: str


class Index(TypedDict):
    """Where everything is."""

    version: str
    generated: Day
    license: str
    site: Address
    documentation: Address
    openapi: Address
    lists: list[ListReference]
    vocabularies: list[Reference]
    downloads: list[Download]


DOCUMENTS = {"index": Index, "list": List, "item": Item, "vocabulary": Vocabulary}
