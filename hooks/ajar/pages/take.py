"""What readers take along from a page: citations, badges, a frame, the data, and copies for a wiki."""

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from ..api import EMBEDS
from ..api import FOLDER as DATA
from ..catalog import Catalog
from ..kinds import KINDS, Model
from ..kinds.base import Entry
from .cite import citation

if TYPE_CHECKING:
    from .context import PageContext

# Where the documents of `outputs/` stand that pages offer.
BADGES, BOMS = "badge/", "bom/"
# Written pages whose tables have a page for frames.
VIEWS = "views/"
FRAME_HEIGHT = 420


class Snippets(NamedTuple):
    """What a page offers beside its citation; "" and () where it has none. Pictures are (address, what it shows), bills
    of materials (variant, address without the ending).
    """

    embed: str = ""
    frame: str = ""
    data: str = ""
    pictures: tuple[tuple[str, str], ...] = ()
    markdown: str = ""
    html: str = ""
    bills: tuple[tuple[str, str], ...] = ()


def snippets(p: "PageContext", title: str) -> Snippets:
    """What the page of an entry, of a ready-made view, or of a kind whose table follows its address, offers."""
    folder = p.url.partition("/")[0]
    if p.url.startswith(VIEWS):
        return Snippets(f"{EMBEDS}{p.url}", _frame(p, title))
    if p.entry is None:
        kind = KINDS.get(folder)
        whole = kind is not None and p.url == f"{folder}/" and kind.card.filtered
        return Snippets(f"{EMBEDS}{p.url}", _frame(p, title), f"{DATA}{folder}.json") if whole else Snippets()
    data = f"{DATA}{folder}/{p.entry.id}.json"
    return Snippets(f"{EMBEDS}{p.url}", _frame(p, title), data, *_badges(p, p.entry), _bills(p, p.entry))


def named(catalog: Catalog, fact: str) -> str:
    """What the fact of a badge is called."""
    fields = catalog.vocabulary.fields
    return fields[fact].label if fact in fields else catalog.vocabulary.license_terms[fact].label


def _frame(p: "PageContext", title: str) -> str:
    address = p.derived.settings.url(f"{EMBEDS}{p.url}")
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)} - Ajar" width="100%" height="{FRAME_HEIGHT}"'
        ' loading="lazy"></iframe>'
    )


def _badges(p: "PageContext", entry: Entry) -> tuple[tuple[tuple[str, str], ...], str, str]:
    """The pictures of an entry, and what readmes show them with. The text for those who do not see a picture names the
    fact and not its value, which changes while the snippet stays.
    """
    url = p.derived.settings.url
    page = escape(url(entry.url))
    pictures = [
        (f"{BADGES}{entry.url}{name}.svg", f"{entry.title}: {named(p.catalog, fact)}")
        for name, fact in entry.card.badges
    ]
    safe = [(url(address), text.replace("[", "(").replace("]", ")")) for address, text in pictures]
    markdown = "\n".join(f"[![{text}]({address})]({page})" for address, text in safe)
    html = "\n".join(f'<a href="{page}"><img src="{escape(a)}" alt="{escape(t)}"></a>' for a, t in safe)
    return tuple(pictures), markdown, html


def _bills(p: "PageContext", entry: Entry) -> tuple[tuple[str, str], ...]:
    variants = p.derived.variants[entry.id] if isinstance(entry, Model) else []
    return tuple([(item.variant.name, f"{BOMS}{Model.folder}/{item.id}") for item in variants])


def values(p: "PageContext", title: str) -> dict[str, object]:
    """What the template of the box shows."""
    found = citation(p, title)
    return {"cite": found, "offers": snippets(p, title), "guide": p.entry is None and p.url.startswith("guides/")}
