"""One page in the making: what its template may ask for, and the Page it becomes."""

import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ..derive import Derived
from ..derive.freshness import freshness
from ..derive.prices import package_version
from ..kinds.base import Entry, Fact, Sourced
from ..kinds.vocabulary import WordEntry
from . import text
from .evidence import Evidence
from .page import Heading, Page

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.S)
_TAG = re.compile(r"<[^>]+>")
_NOTHING = Markup("")
NOT_CHECKED = Markup('<span class="unknown">not checked</span>')
UNDISCLOSED = Markup('<span class="undisclosed">not disclosed</span>')

# Where the project's repository is seen in a browser; edit and report links lead there.
REPO_URL = os.environ.get("REPO_URL", "https://ajar.example/source").rstrip("/")


@cache
def environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    for function in (text.prose, text.billions, text.scaled, text.dollars, text.gigabytes, text.exponent, text.significant):
        env.filters[function.__name__] = function
    return env


class View:
    """Helpers bound to one page: links relative to it, its source marks, words of the vocabulary."""

    def __init__(self, derived: Derived, url: str, entry: Entry | None = None) -> None:
        self.derived, self.catalog = derived, derived.catalog
        self.url, self.entry = url, entry
        self.root = "../" * url.count("/")
        self.evidence = Evidence()

    def word(self, vocabulary: str, id_: str) -> WordEntry:
        return self.catalog.vocabulary[vocabulary][id_]

    def link(self, folder: str, id_: str, label: str | None = None) -> Markup:
        """A link to an entry, or to a variant's anchor on its model's page."""
        if folder == "models" and id_ in self.catalog.variants:
            model = self.catalog.models[self.catalog.variants[id_]]
            label = label or model.variants[id_].name or id_
            return self.href(f"{model.url}#{id_}", label)
        entry = self.catalog.entries[folder][id_]
        url = f"claims/#{id_}" if folder == "claims" else entry.url
        return self.href(url, label or (getattr(entry, "short", None) or entry.name))

    def any_link(self, folders: tuple[str, ...], id_: str) -> Markup:
        return self.link(next(folder for folder in folders if self.catalog.has(folder, id_)), id_)

    def href(self, url: str, label: str) -> Markup:
        return Markup(f'<a href="{escape(self.root + url or "./")}">{escape(label)}</a>')

    price_version = package_version()

    def freshness(self, entry: Entry) -> WordEntry:
        return self.word("freshness", freshness(entry.verified, self.derived.today))

    @staticmethod
    def edit_link(entry: Entry | None) -> str:
        """Where an entry's YAML file is edited."""
        return f"{REPO_URL}/edit/main/{entry.path}" if entry else REPO_URL

    @staticmethod
    def report_link(entry: Entry) -> str:
        """An issue form with the entry filled in."""
        return f"{REPO_URL}/issues/new?" + urlencode({"template": "wrong-fact.yml", "title": f"Wrong fact: {entry.name}", "entry": entry.path})

    def mark(self, part: Sourced, entry: Entry | None = None) -> Markup:
        owner = entry or self.entry
        assert owner is not None
        return self.evidence.mark(owner, part)

    def marks(self, decided: Iterable[tuple[Entry, str, Sourced | None]]) -> Markup:
        """The links to the sources of several facts at once, each source named once."""
        found: dict[str, Markup] = {}
        for entry, _, part in decided:
            if part is not None:
                self.evidence.shown.add(id(part))
                for key in part.source:
                    source = entry.sources[key]
                    found.setdefault(source.url, self.evidence.cite(source, part.shows))
        return Markup("".join(found.values()))

    def fact(self, fact: Fact[Any] | None, shown: Any = None, entry: Entry | None = None) -> Markup:
        """A value with its marks and its caveat. Missing is "not checked", None is "not disclosed": never the same."""
        if fact is None:
            return NOT_CHECKED
        if fact.value is None:
            value = UNDISCLOSED
        else:
            value = escape(shown) if shown is not None else self.plain(fact.value)
        return Markup(f'<span class="f">{value}{self.mark(fact, entry)}</span>{self.note(fact)}')

    @staticmethod
    def note(part: Sourced) -> Markup:
        """The caveat of a fact, or nothing."""
        return Markup(f' <small class="note">{text.prose(part.note)}</small>') if part.note else _NOTHING

    def plain(self, value: Any) -> Markup:
        return text.prose(value) if isinstance(value, str) else escape(text.plain(value))

    def words(self, fact: Fact[Any] | None, vocabulary: str) -> Markup:
        """A fact whose value is a word, or a list of words, shown by label."""
        if fact is None or fact.value is None:
            return self.fact(fact)
        ids = fact.value if isinstance(fact.value, list) else [fact.value]
        return self.fact(fact, ", ".join(self.word(vocabulary, id_).label for id_ in ids))

    def answer(self, vocabulary: str, id_: str, *, short: bool = False) -> Markup:
        """A word as a small labelled sign: symbol and label, so that colour is never alone."""
        return _answer(self.word(vocabulary, id_), short)

    def door(self, level: str) -> Markup:
        return door(self.word("levels", level).angle, level)  # type: ignore[attr-defined]

    def level(self, level: str, *, short: bool = False) -> Markup:
        return Markup(f'<span class="level">{self.door(level)} {escape(_label(self.word("levels", level), short))}</span>')

    def page(self, template: str, title: str, description: str, **values: Any) -> Page:
        """Render `template` into the Page of this view."""
        extra = {key: values.pop(key) for key in ("search", "tags", "json_ld") if key in values}
        html = environment().get_template(template).render(v=self, entry=self.entry, **values)
        entry = self.entry
        return Page(
            url=self.url,
            title=title,
            description=_TAG.sub("", description),
            html=html,
            headings=[Heading(id_, _TAG.sub("", label).strip()) for id_, label in _HEADING.findall(html)],
            source=entry.path if entry else None,
            updated=str(entry.verified) if entry and entry.verified else None,
            entry=entry is not None,
            wide="table class=\"big" in html or "data-view=" in html,
            **extra,
        )


def _label(word: WordEntry, short: bool) -> str:
    return word.short or word.label if short else word.label


def _answer(word: WordEntry, short: bool) -> Markup:
    return Markup(f'<span class="a a-{word.tone}"><span aria-hidden="true">{word.symbol}</span> {escape(_label(word, short))}</span>')


@cache
def door(angle: int, level: str) -> Markup:
    """The door glyph: a frame, the light in the part of it that stands open (`angle` of 90 degrees), and the leaf over the rest."""
    if level == "not-enough-checked":
        inner = '<text x="11" y="16.5" font-size="11" text-anchor="middle">?</text>'
    else:
        edge = 17 - 12 * angle / 90
        drop = 3.5 * angle / 90
        inner = f'<path class="gap" d="M5 3h12v17H5z"/><path class="leaf" d="M5 3 {edge:.1f} {3 + drop:.1f}V{20 + drop:.1f}L5 20z"/>'
    return Markup(f'<svg class="door" viewBox="0 0 22 24" aria-hidden="true">{inner}<path d="M5 20V3h12v17"/></svg>')
