"""`/embed/…`: small pages for frames in wikis and readmes, each leading to the page that it is taken from.

An entry with its facts (`/embed/<kind>/<id>/`), the tables and the comparison as their address asks
(`/embed/models/?level=…`, `/embed/compare/?m=…`), every ready-made view (`/embed/views/<view>/`). They have neither
header nor inline script or style, and ask nothing of other hosts.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from html import escape

from markupsafe import Markup

from ..api import EMBEDS
from ..authored import drawings
from ..facts.bounds import limit
from ..facts.columns import Column, Table
from ..facts.format import NUMERIC, untagged
from ..facts.sheet import FactRow
from ..kinds import KINDS, Model
from ..kinds.base import Entry, Source
from ..kinds.words import Answer, State
from ..messages import msg
from ..pages import facts, tables
from ..pages.context import PageContext, environment
from ..pages.evidence import Marks
from ..pages.take import VIEWS
from ..site import Site, under_former_names

COMPARE = "compare/"
STYLES, TABLES = "embed", "embed-tables"
# Facts that say what another one says, too, and lists that only their page has room for.
_LEFT_OUT = frozenset({"year", "memory-16", "memory-8", "life", "facts", "differs", "text"})


class Numbers(Marks):
    """Marks as bare numbers: the sources stand a few lines below, and a copied table needs no links in its cells."""

    def _link(self, source: Source, shows: str | None) -> str:
        key = (source.url, source.read)
        if key not in self._begun:
            self.listed.append((len(self.listed) + 1, source))
            self._begun[key] = (f"<sup>[{len(self.listed)}]</sup>", "")
        return self._begun[key][0]


def files(site: Site) -> Iterable[tuple[str, str]]:
    """The pages by path; a former name of an entry answers as the entry."""
    made = _Maker(site)
    for folder, entries in site.catalog.entries.items():
        for entry in entries.values() if not KINDS[folder].card.one_page else ():
            document = site.of_entry("embed", entry, partial(made.entry, entry))
            for path in under_former_names(entry, f"{EMBEDS}{folder}/{{id}}/index.html"):
                yield path, document
    for folder, kind in KINDS.items():
        if kind.card.filtered:
            yield f"{EMBEDS}{folder}/index.html", made.table(site.tables[folder])
    yield f"{EMBEDS}{COMPARE}index.html", made.comparison()
    for name, document in made.views():
        yield f"{EMBEDS}{name}index.html", document


class _Maker:
    """Makes the pages of one site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        say = site.sheets.messages.say
        self.template = environment(site.sheets.messages).get_template("embed.html")
        self.constant = {"read": say(msg("read")), "as_of": say(msg("as of"))}

    def page(self, p: PageContext, url: str, title: str, body: str, *, lead: str = "", live: bool = False) -> str:
        """One page; `url` is where it leads to. A `live` one runs the site's tables."""
        values = {"title": title, "lead": lead, "body": body, "live": live, "styles": TABLES if live else STYLES}
        return self.template.render(p=p, page=url, canonical=self.site.settings.url(url), **values, **self.constant)

    def context(self, url: str, entry: Entry | None = None) -> PageContext:
        p = PageContext(self.site.sheets, f"{EMBEDS}{url}", entry)
        p.marks = Numbers()
        return p

    # --- entries -----------------------------------------------------------------------------------------------------

    def entry(self, entry: Entry) -> str:
        """What an entry is in a sentence, and its facts with their sources."""
        p = self.context(entry.url, entry)
        shown = self.facts_of_model(p, entry) if isinstance(entry, Model) else self.facts_of(p, entry)
        rows = [
            f'<tr id="{id_}"><th scope="row">{escape(label)}</th><td>{content}</td></tr>'
            for id_, label, content in shown
        ]
        body = Markup('<table class="facts"><tbody>\n{}\n</tbody></table>').format(Markup("\n".join(rows)))
        return self.page(p, entry.url, entry.name, body, lead=untagged(self.site.pages[entry.url].description))

    def facts_of_model(self, p: PageContext, model: Model) -> Iterator[tuple[str, str, Markup]]:
        """What its sizes say column by column, as the tables have it."""
        table = self.site.tables[Model.folder]
        known = [(item, table.facts(item)) for item in self.site.derived.variants[model.id]]
        for column in table.single:
            rows = [row for item, of in known if (row := table.row_in(item, of, column)) and _is_told(row)]
            if rows and column.id not in _LEFT_OUT:
                yield column.id, column.word.label, self.together(p, column, rows)

    def together(self, p: PageContext, column: Column, rows: Sequence[FactRow]) -> Markup:
        """One cell for all sizes: what they share, else the range of their numbers or each answer once."""
        marks = p.marks.once(evidence for row in rows for evidence in row.evidence)
        values = [row.value for row in rows if row.value is not None]
        if column.form in NUMERIC and len(values) > 1:
            return tables.span(p, column.form, values) + marks
        return Markup(", ").join(dict.fromkeys(p.value(row) for row in rows)) + marks

    def facts_of(self, p: PageContext, entry: Entry) -> Iterator[tuple[str, str, Markup]]:
        """What is known of an entry without sizes, in the order of its page."""
        for row in self.site.sheets.of(entry).of().values():
            if _is_told(row) and row.value != Answer.UNSTATED and row.key not in _LEFT_OUT:
                yield row.id, row.label, _answer(p, row) if row.form == "answer" else facts.content(p, row)

    # --- tables ------------------------------------------------------------------------------------------------------

    def table(self, table: Table) -> str:
        """The long table of a kind, which follows its address."""
        url = f"{table.folder}/"
        p, title = self.context(url), self.site.pages[url].title
        body = tables.grid(p, table, table.by_entry(table.items), title)
        return self.page(p, url, title, body, live=True)

    def comparison(self) -> str:
        """Entries side by side; which ones is said by the address."""
        p = self.context(COMPARE)
        say = self.site.sheets.messages.say
        body = Markup("<div data-compare></div><noscript><p>{}</p></noscript>").format(
            say(msg("The comparison is made by a script."))
        )
        return self.page(p, COMPARE, say(msg("Compare")), body, live=True)

    def views(self) -> Iterator[tuple[str, str]]:
        """The ready-made views, each with the tables that its page draws."""
        about = {section.url: section for section in self.site.sections if not section.anchor}
        for name, path in self.site.written:
            if name.startswith(VIEWS):
                url = f"{name.removesuffix('.md')}/"
                p = self.context(url)
                drawn = drawings(self.site.sheets, path.read_text("utf-8"), name, p.url, self.site.tables)
                if drawn:
                    yield url, self.page(p, url, about[url].page, Markup("\n".join(drawn)))


def _is_told(row: FactRow) -> bool:
    """Whether there is something to say: a value, or that the developer does not disclose it."""
    return row.value is not None or row.state is State.UNDISCLOSED


def _answer(p: PageContext, row: FactRow) -> Markup:
    """An answer of a license with its clause and its bound."""
    bound = limit(p.formatter, row)
    return p.value(row) + (Markup(" {}").format(bound) if bound else "") + facts.clause(row) + p.mark(row)
