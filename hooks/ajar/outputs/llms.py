"""`llms.txt` (llmstxt.org): where a language model finds what; `llms-full.txt`: what every entry says, without sources.

The twins that `llms.txt` leads to have the sources (`markdown.py`).
"""

from collections.abc import Iterable, Iterator

from ..api import DOWNLOADS, FOLDER
from ..api.records import Records, Told, together
from ..facts.format import untagged
from ..facts.markdown import head, link, plain
from ..facts.sheet import NOT_CHECKED
from ..kinds import KINDS
from ..kinds.base import Entry
from ..messages import Message, msg
from ..site import Site

INDEX, FULL = "llms.txt", "llms-full.txt"
# What the longer file may hold at most, in bytes: beyond it, it says of each entry only what its table shows first.
MOST = 3_000_000
DESCRIPTION = msg(
    "How open language models are, what their licenses allow, and what one gains or gives up against the closed "
    "alternative: a catalog in which every fact has a source and the day on which somebody read it."
)
HOW = msg(
    "Every page has a Markdown twin with its sources at index.md beside it. No, not disclosed, not checked and does "
    "not apply are four different answers; please keep them apart. Text and data are under CC BY 4.0: name Ajar and "
    "link to the page of the entry."
)
# The longer one is made from all entries: a preview writes both once, when it starts.
WHOLE = True


def files(site: Site) -> Iterable[tuple[str, str]]:
    """Both files."""
    yield INDEX, index(site)
    full = _full(site, shown_only=False)
    yield FULL, full if len(full.encode()) <= MOST else _full(site, shown_only=True)


def index(site: Site) -> str:
    """Where everything is: lists, guides, data, other pages."""
    say = site.sheets.messages.say
    parts = [head("Ajar", say(DESCRIPTION), site.settings.url("")), say(HOW)]
    for title, lines in _sections(site):
        parts += [f"## {say(title)}", "\n".join(f"- {line}" for line in lines)]
    return "\n\n".join(parts) + "\n"


def _sections(site: Site) -> Iterator[tuple[Message, list[str]]]:
    say, url = site.sheets.messages.say, site.settings.url
    pages = [section for section in site.sections if not section.anchor and section.url]
    guides = [section for section in pages if section.url.startswith("guides/")]
    yield (
        msg("Catalog"),
        [
            f"{link(say(KINDS[folder].card.title), url(f'{folder}/index.md'))}: {say(KINDS[folder].card.lead)}"
            for folder in site.catalog.entries
        ],
    )
    told = {page.url: f"{link(page.title, url(f'{page.url}index.md'))}: {page.description}" for page in pages}
    yield msg("Guides"), [told.pop(guide.url) for guide in guides]
    data = [(f"{FOLDER}index.json", "index.json", msg("Every fact as JSON: where everything is."))]
    data += [(f"{FOLDER}{name}", name, means) for name, means in DOWNLOADS.items()]
    yield msg("Data"), [f"{link(name, url(path))}: {say(means)}" for path, name, means in data]
    full = f"{link(FULL, url(FULL))}: {say(msg('What every entry says, in one file, without sources.'))}"
    yield msg("Optional"), [full, *told.values()]


# --- the longer file --------------------------------------------------------------------------------------------------


def _full(site: Site, *, shown_only: bool) -> str:
    say, records = site.sheets.messages.say, Records.of(site)
    parts = [head("Ajar", say(DESCRIPTION), site.settings.url("")), say(HOW)]
    for folder, entries in site.catalog.entries.items():
        card = KINDS[folder].card
        table = site.tables[folder]
        ids = {part for id_ in card.shown for part in table.columns[id_].pair or (id_,)} if shown_only else None
        wanted = frozenset(ids or (column.id for column in table.single))
        parts.append(f"## {say(card.title)}")
        parts += [_essentials(records, entry, wanted) for entry in entries.values()]
    return "\n\n".join(parts) + "\n"


def _essentials(records: Records, entry: Entry, wanted: frozenset[str]) -> str:
    """An entry: its name, its address, what introduces it, and what is known of the columns of its kind."""
    lines = [f"### {plain(entry.name)}", f"<{records.url(entry.url)}>"]
    lines += [plain(untagged(entry.summary))] if entry.summary else []
    known = [
        fact
        for fact in records.facts(entry)
        if {fact.row.id, fact.row.key} & wanted and fact.row.state is not NOT_CHECKED
    ]
    for (label, text), which in together(entry, known, _told):
        lines.append(f"- {label}{f' ({which})' if which else ''}: {text}")
    return "\n".join(lines)


def _told(fact: Told) -> tuple[str, str]:
    """A fact without its sources: label, and value with its note."""
    caveat = f" ({plain(fact.data['note'])})" if "note" in fact.data else ""
    return plain(fact.data["label"]), plain(fact.data["text"]) + caveat
