"""One page in the making: what its template may ask for, and the Page it becomes."""

from collections.abc import Callable, Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..catalog import Catalog
from ..derive import Derived
from ..derive.freshness import freshness
from ..facts.channels import Channels, addresses
from ..facts.format import prose
from ..facts.sheet import FactRow
from ..facts.sheets import Sheets
from ..kinds import KINDS, Claim
from ..kinds.base import Entry, Source
from ..kinds.card import Card
from ..kinds.model import Model
from ..kinds.words import LevelId, State, Word
from ..messages import Message, Messages, msg
from . import linked, take
from .evidence import Marks
from .page import Feed, Heading, Page

_NOTHING = Markup("")
# The class of an unknown value, so that a reader can tell them apart at a glance.
_UNKNOWN = {State.UNDISCLOSED: "undisclosed", State.NOT_CHECKED: "unknown", State.NOT_APPLICABLE: "unknown"}


def _sayer(messages: Messages) -> Callable[..., Markup]:
    """What templates call for a message: translated once, its values escaped."""

    @cache
    def translated(message: str) -> Markup:
        return Markup(messages.gettext(message))

    def say(message: str, /, **values: object) -> Markup:
        return translated(message) % values if values else translated(message)

    return say


TEMPLATES = Path(__file__).parent / "templates"


def templates_state() -> tuple[tuple[str, int, int], ...]:
    """What tells whether a template was edited: name, time and size of each."""
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(TEMPLATES.iterdir()))


@cache
def environment(messages: Messages) -> Environment:
    """The templates in one language."""
    loader = FileSystemLoader(TEMPLATES)
    env = Environment(
        loader=loader,
        auto_reload=False,  # a builder that sees an edited template begins anew
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    vars(env)["newstyle_gettext"] = True  # for the i18n extension: a message takes its values as arguments
    say = _sayer(messages)
    env.globals.update(gettext=say, _=say)
    env.filters["prose"] = prose
    env.policies["ext.i18n.trimmed"] = True
    return env


class PageContext:
    """Helpers bound to one page: links relative to it, its source marks, words of the vocabulary, facts as HTML."""

    def __init__(self, sheets: Sheets, url: str, entry: Entry | None = None) -> None:
        self.sheets, self.url, self.entry = sheets, url, entry
        self.messages, self.formatter = sheets.messages, sheets.formatter
        self.root = "../" * url.count("/")
        self.marks = Marks(self.say(msg("Source {number}")))
        self.headings: list[Heading] = []
        self.wide = False

    @property
    def derived(self) -> Derived:
        return self.sheets.derived

    @property
    def catalog(self) -> Catalog:
        return self.sheets.derived.catalog

    def say(self, message: Message | str, /, **values: object) -> str:
        """A message in the language of the page."""
        return self.messages.say(message, **values)

    def reason(self, says: Message | str) -> Markup:
        """What decided something, as HTML; many pages have the same reasons."""
        key = ("reason", says)
        if key not in self.sheets.shown:
            self.sheets.shown[key] = escape(self.say(says))
        found: Markup = self.sheets.shown[key]
        return found

    def reasons(self, row: FactRow) -> Markup:
        """What decided a computed fact, as the items of a list."""
        return Markup("".join([f"<li>{self.reason(decided.says)}</li>" for decided in row.decided]))

    # --- words and links ---------------------------------------------------------------------------------------------

    def word(self, vocabulary: str, id_: str) -> Word:
        return self.catalog.vocabulary[vocabulary][id_]

    def field(self, id_: str) -> str:
        """The label of a field."""
        return self.catalog.vocabulary.fields[id_].label

    def freshness(self, entry: Entry) -> Word:
        """The word for how long ago the oldest fact of an entry was read."""
        return self.word("freshness", freshness(entry.verified, self.derived.settings.day))

    def link(self, folder: str, id_: str, label: str | None = None) -> Markup:
        """A link to an entry, or to a variant's anchor on its model's page."""
        key = ("link", self.root, folder, id_, label or "")
        if key not in self.sheets.shown:
            entry = self.catalog.entry(folder, id_)
            if isinstance(entry, Model) and id_ in entry.variants:
                link = self.href(f"{entry.url}#{id_}", label or self.catalog.name(folder, id_))
            elif isinstance(entry, Claim):
                link = self._claim_link(entry, label)
            else:
                link = self.href(entry.url, label or entry.title)
            self.sheets.shown[key] = link
        found: Markup = self.sheets.shown[key]
        return found

    def _claim_link(self, claim: Claim, label: str | None) -> Markup:
        """A claim's title never stands without its verdict before it; other words for it at least carry the verdict."""
        if label is None:
            return Markup("{} {}").format(
                self.answer("claim-verdicts", claim.verdict), self.href(claim.url, claim.name)
            )
        title = f"{self.word('claim-verdicts', claim.verdict).label}: {claim.name}"
        return Markup('<a href="{}" title="{}">{}</a>').format(self.root + claim.url, title, label)

    def any_link(self, folders: tuple[str, ...], id_: str) -> Markup:
        """A link to the entry of whichever of the kinds has the id; the name itself where none has."""
        folder = self.catalog.kind_of(folders, id_)
        return self.link(folder, id_) if folder else escape(id_)

    def href(self, url: str, label: str) -> Markup:
        return Markup(f'<a href="{escape(self.root + url or "./")}">{escape(label)}</a>')

    def edit_link(self, entry: Entry) -> str:
        """Where an entry's YAML file is edited."""
        return self.derived.settings.edit_url(entry.path)

    def report_link(self, entry: Entry) -> str:
        """An issue form with the entry filled in."""
        return self.derived.settings.report_url(entry.name, entry.path)

    # --- headings ----------------------------------------------------------------------------------------------------

    def catalog_card(self, folder: str) -> Card:
        """The card of a kind."""
        return KINDS[folder].card

    def heading(self, group: str, anchor: str = "", title: str = "") -> Markup:
        """The heading of a section, remembered for the table of contents: a word of `fact-groups` unless a title is
        given.
        """
        anchor, title = anchor or group, title or self.word("fact-groups", group).label
        self.headings.append(Heading(anchor, title))
        return Markup(f'<h2 id="{escape(anchor)}">{escape(title)}{self.here(anchor, title)}</h2>')

    def here(self, anchor: str, name: str) -> Markup:
        """The link to a row or heading itself. Its sign comes from the style sheet, so that copied text has none."""
        key = ("here", anchor, name)
        if key not in self.sheets.shown:
            label = escape(self.say(msg("Link to {name}"), name=name))
            self.sheets.shown[key] = Markup(f'<a class="here" href="#{escape(anchor)}" aria-label="{label}"></a>')
        found: Markup = self.sheets.shown[key]
        return found

    # --- facts -------------------------------------------------------------------------------------------------------

    def unknown(self, state: State) -> Markup:
        """An unknown value; each looks its own way."""
        label = self._unknown_labels[state]
        return Markup(f'<span class="{_UNKNOWN[state]}">{escape(label)}</span>')

    @cached_property
    def _unknown_labels(self) -> dict[State, str]:
        return {state: self.word("fact-states", state).brief for state in _UNKNOWN}

    def mark(self, row: FactRow) -> Markup:
        """The links to the sources of a fact."""
        return self.marks.of(row.evidence)

    def value(self, row: FactRow) -> Markup:
        """The value of a fact as HTML, without its sources."""
        if row.state is not State.KNOWN and row.value is None:
            return self.unknown(row.state)
        text = self.shown(row.value, row.form, row.words, row.kinds)
        if row.form == "score":
            return Markup(f"{text} {escape(row.detail('unit'))}")
        return text

    def shown(self, value: Any, form: str, words: str = "", kinds: tuple[str, ...] = ()) -> Markup:
        """A known value as HTML, by its form."""
        show = _SHOW.get(form)
        return show(self, value, words, kinds) if show else escape(self.formatter.number(form, value))

    def fact(self, row: FactRow | None, *, bare: bool = False) -> Markup:
        """A value with its marks and its caveat; `bare` without the caveat."""
        if row is None:
            return self.unknown(State.NOT_CHECKED)
        if not row.evidence:
            return Markup(f"{self.value(row)}{_NOTHING if bare else self.note(row)}")
        html = f'<span class="f">{self.value(row)}{self.mark(row)}</span>{_NOTHING if bare else self.note(row)}'
        return Markup(html)

    @staticmethod
    def note(row: FactRow) -> Markup:
        """The caveat of a fact, or nothing."""
        return Markup(f' <small class="note">{prose(row.note)}</small>') if row.note else _NOTHING

    @staticmethod
    def shows(row: FactRow) -> Markup:
        """What the source shows, or nothing."""
        return Markup(f" <small>{prose(row.shows)}</small>") if row.shows else _NOTHING

    def answer(self, vocabulary: str, id_: str, *, short: bool = False) -> Markup:
        """A word as a small labelled sign: symbol and label, so that colour is never alone."""
        key = ("answer", vocabulary, id_, "short" if short else "")
        if key not in self.sheets.shown:
            word = self.word(vocabulary, id_)
            label = escape(word.brief if short else word.label)
            symbol = f'<span aria-hidden="true">{escape(word.symbol)}</span>'
            self.sheets.shown[key] = Markup(f'<span class="a a-{word.tone}">{symbol} {label}</span>')
        found: Markup = self.sheets.shown[key]
        return found

    def door(self, level: str) -> Markup:
        return door(self.catalog.vocabulary.levels[level].angle, level)

    def level(self, level: str, *, short: bool = False) -> Markup:
        key = ("level", level, "short" if short else "")
        if key not in self.sheets.shown:
            word = self.word("levels", level)
            label = escape(word.brief if short else word.label)
            self.sheets.shown[key] = Markup(f'<span class="level">{self.door(level)} {label}</span>')
        found: Markup = self.sheets.shown[key]
        return found

    @cached_property
    def feeds(self) -> list[Feed]:
        """The feeds and calendars that tell of what the page shows."""
        return feeds_of(self.sheets, self.url, self.entry)

    # --- the page ----------------------------------------------------------------------------------------------------

    def sources(self) -> Markup:
        """The pages that the marks lead to, numbered, each with the day it was read and what it shows."""
        read, shows = self.say(msg("Read {day}.")), escape(self.say(msg("Shows:")))
        lines = []
        for number, source in self.marks.listed:
            day = f'<time datetime="{source.read}">{source.read}</time>'
            by = f", {escape(source.publisher)}" if source.publisher else ""
            told = f" {shows} {prose(source.shows)}" if source.shows else ""
            link = f'<a href="{escape(source.url)}">{escape(source.title)}</a>'
            lines.append(f'<li id="s{number}">{link}{by}. {self._secondary(source)}{read.format(day=day)}{told}</li>')
        body = "\n".join(lines)
        return Markup(f'<ol class="sources">\n{body}\n</ol>')

    def _secondary(self, source: Source) -> str:
        """What a page is that is not the original, with the reason why it was read."""
        if source.secondary is None:
            return ""
        word = self.word("secondary-sources", source.secondary)
        return f'<span class="secondary" title="{escape(word.sentence)}">{escape(word.label)}.</span> '

    def take(self, title: str) -> Markup:
        """What readers can take along, folded: citations, and for an entry badges, a frame, copies and data."""
        template = environment(self.messages).get_template("take.html")
        return Markup(template.render(p=self, **take.values(self, title)))

    def page(self, template: str, title: str, description: str, **values: Any) -> Page:
        """Render `template` into the Page of this context."""
        extra = {key: values.pop(key) for key in ("search", "tags") if key in values}
        data = values.pop("json_ld", None)
        entry = self.entry
        html = environment(self.messages).get_template(template).render(p=self, entry=entry, title=title, **values)
        if entry is None and self.url:  # pages of one entry have it in their bar
            html += str(self.take(title))
        return Page(
            url=self.url,
            title=title,
            description=description,
            html=html,
            headings=self.headings,
            source=entry.path if entry else None,
            updated=str(entry.verified) if entry and entry.verified else None,
            entry=entry is not None,
            wide=self.wide,
            json_ld=linked.text(self, title, description, data),
            feeds=tuple(self.feeds),
            **extra,
        )


def feeds_of(sheets: Sheets, url: str, entry: Entry | None = None) -> list[Feed]:
    """The feeds and calendars of a page by its address, generated or written."""
    return [
        Feed(type_, path, channel.title, name)
        for channel in sheets.once(Channels).on(url, entry)
        for type_, path, name in addresses(channel)
    ]


Show = Callable[[PageContext, Any, str, tuple[str, ...]], Markup]


def _items(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else (value,)


def _word(p: PageContext, value: Any, words: str, kinds: tuple[str, ...]) -> Markup:
    """A word by its label: a level with its door, an answer with its sign, several words one after the other."""
    if words == "levels":
        return p.level(value)
    if isinstance(value, str) and p.word(words, value).symbol:
        return p.answer(words, value)
    return escape(", ".join(p.word(words, id_).label for id_ in _items(value)))


def _answer(p: PageContext, value: Any, words: str, kinds: tuple[str, ...]) -> Markup:
    """A license's answer: a word of `answers`, or a short text of its own."""
    return p.answer("answers", value) if value in p.catalog.vocabulary.answers else escape(value)


def _entries(p: PageContext, value: Any, words: str, kinds: tuple[str, ...]) -> Markup:
    return Markup(", ").join(p.any_link(kinds, id_) for id_ in _items(value))


def _texts(p: PageContext, value: Any, words: str, kinds: tuple[str, ...]) -> Markup:
    return Markup(", ").join(prose(str(item)) for item in _items(value))


def _plain(p: PageContext, value: Any, words: str, kinds: tuple[str, ...]) -> Markup:
    return escape(", ".join(str(item) for item in _items(value)))


def _codes(p: PageContext, value: Any, words: str, kinds: tuple[str, ...]) -> Markup:
    """Ids that others gave: a list of them as code, since they are typed."""
    if isinstance(value, list):
        return Markup(", ").join(Markup("<code>{}</code>").format(item) for item in value)
    return escape(value)


def _url(p: PageContext, value: Any, words: str, kinds: tuple[str, ...]) -> Markup:
    return Markup(f'<a href="{escape(value)}">{escape(value)}</a>')


def _flag(p: PageContext, value: Any, words: str, kinds: tuple[str, ...]) -> Markup:
    return escape(p.say(msg("yes")) if value else p.say(msg("no")))


_SHOW: dict[str, Show] = {
    "word": _word,
    "answer": _answer,
    "entry": _entries,
    "prose": _texts,
    "text": _texts,
    "name": _plain,
    "code": _codes,
    "date": _plain,
    "year": _plain,
    "url": _url,
    "flag": _flag,
}


@cache
def door(angle: int, level: str) -> Markup:
    """The door glyph: a frame, the light in the part of it that stands open (`angle` of 90 degrees), and the leaf over
    the rest.
    """
    if level == LevelId.NOT_ENOUGH:
        inner = '<path d="M7.5 8.6a3.5 3.5 0 1 1 5.6 2.8q-2.1 1.5-2.1 3M11 16.6v1.2"/>'
    else:
        edge = 17 - 12 * angle / 90
        drop = 3.5 * angle / 90
        gap = '<path class="gap" d="M5 3h12v17H5z"/>'
        inner = f'{gap}<path class="leaf" d="M5 3 {edge:.1f} {3 + drop:.1f}V{20 + drop:.1f}L5 20z"/>'
    frame = '<path d="M5 20V3h12v17"/>'
    return Markup(f'<svg class="door" viewBox="0 0 22 24" aria-hidden="true">{inner}{frame}</svg>')
