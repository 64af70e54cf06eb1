"""Feeds of what changed, as Atom (RFC 4287) and as JSON Feed 1.1. Every date in them is that of an event, never that of
the build.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple
from xml.etree import ElementTree as Xml

import orjson
from markupsafe import Markup, escape

from ..facts.changes import Event
from ..facts.channels import ATOM, JSON_FEED, Channels, Feed
from ..facts.format import prose
from ..kinds import KINDS, Developer
from ..kinds.words import ChangeId
from ..messages import msg
from ..site import Site, under_former_names

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# What a feed carries as its date in which nothing has happened yet.
_NEVER = "1970-01-01T00:00:00Z"
_AUTHOR = "Ajar"
_RIGHTS = "CC BY 4.0"


class Item(NamedTuple):
    """An event as it stands in every feed that it is in: its date, and its entry in either format."""

    updated: str
    atom: str
    json: orjson.Fragment


def files(site: Site) -> Iterable[tuple[str, str | bytes]]:
    """Every feed in both formats; those of a developer answer under its former names, too."""
    made: dict[str, Item] = {}
    for feed in site.sheets.once(Channels).feeds:
        for event in feed.events:
            if event.id not in made:
                made[event.id] = _item(site, event)
        items = [made[event.id] for event in feed.events]
        documents = (("xml", _atom(site, feed, items)), ("json", _json(site, feed, items)))
        owned = f"feeds/{Developer.folder}/{{id}}"
        for path in under_former_names(feed.owner, owned) if feed.owner else [feed.path]:
            yield from ((f"{path}.{end}", document) for end, document in documents)


def _item(site: Site, event: Event) -> Item:
    url, updated = site.settings.url, f"{event.at}T00:00:00Z"
    permanent, place = url(event.place), url(event.url)
    content = _content(site, event)
    label = site.catalog.vocabulary["change-kinds"][event.kind].label
    entry = Xml.Element("entry")
    _add(entry, "id", permanent)
    _add(entry, "title", event.title)
    _add(entry, "updated", updated)
    _add(entry, "published", updated)
    _add(entry, "link", rel="alternate", type="text/html", href=place)
    for source in event.sources:
        _add(entry, "link", rel="via", href=source.url, title=source.title)
    _add(entry, "category", term=event.kind, label=label)
    _add(entry, "content", content, type="html")
    item = {
        "id": permanent,
        "url": place,
        "title": event.title,
        "content_html": content,
        "date_published": updated,
        "date_modified": updated,
        "tags": [label],
    }
    if event.sources:
        item["external_url"] = event.sources[0].url
    return Item(updated, Xml.tostring(entry, encoding="unicode"), orjson.Fragment(orjson.dumps(item)))


def _add(parent: Xml.Element, name: str, text: str | None = None, /, **attributes: str) -> None:
    Xml.SubElement(parent, name, attributes).text = text


def _content(site: Site, event: Event) -> str:
    """What happened, where it stands, and what shows it."""
    say = site.sheets.messages.say
    told = [prose(event.says)] if event.says else []
    if event.kind == ChangeId.RELEASED and len(event.entries) == 1:
        summary = site.catalog.entries[event.folder][event.entries[0]].summary
        told += [prose(summary)] if summary else []
    if event.noticed:
        told.append(escape(say(msg("The day is the one on which this was read."))))
    head = Markup("").join(Markup("<p>{}</p>").format(text) for text in told)
    name = escape(_name(site, event))
    page = Markup('<a href="{}">{}</a>').format(site.settings.url(event.url), name)
    line = Markup('{}: <a href="{}">{}</a>, {}')
    read = msg("read {day}")
    sources = [
        line.format(say(msg("Source")), item.url, item.title, say(read, day=item.read)) for item in event.sources
    ]
    return str(head + Markup("<p>{}</p>").format(Markup("<br>").join([page, *sources])))


def _name(site: Site, event: Event) -> str:
    """What an event's link leads to: an entry, or the list of its kind."""
    if len(event.entries) == 1:
        return site.catalog.entries[event.folder][event.entries[0]].name
    return site.sheets.messages.say(KINDS[event.folder].card.title)


def _updated(items: list[Item]) -> str:
    return max((item.updated for item in items), default=_NEVER)


def _atom(site: Site, feed: Feed, items: list[Item]) -> str:
    url = site.settings.url
    root = Xml.Element("feed", {"xmlns": _NAMESPACE, _LANGUAGE: site.settings.language})
    own = url(f"{feed.path}.xml")
    _add(root, "id", own)
    _add(root, "title", f"{_AUTHOR}: {feed.title}")
    _add(root, "updated", _updated(items))
    _add(Xml.SubElement(root, "author"), "name", _AUTHOR)
    _add(root, "link", rel="self", type=ATOM, href=own)
    _add(root, "link", rel="alternate", type="text/html", href=url(feed.page))
    _add(root, "link", rel="alternate", type=JSON_FEED, href=url(f"{feed.path}.json"))
    _add(root, "rights", _RIGHTS)
    _add(root, "icon", url("assets/favicon.svg"))
    head, end, _ = Xml.tostring(root, encoding="unicode").partition("</feed>")
    entries = "\n".join(item.atom for item in items)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{head}\n{entries}\n{end}\n'


def _json(site: Site, feed: Feed, items: list[Item]) -> bytes:
    url = site.settings.url
    document: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{_AUTHOR}: {feed.title}",
        "home_page_url": url(feed.page),
        "feed_url": url(f"{feed.path}.json"),
        "description": _RIGHTS,
        "icon": url("assets/favicon.svg"),
        "authors": [{"name": _AUTHOR, "url": url("")}],
        "language": site.settings.language,
        "items": [item.json for item in items],
    }
    return orjson.dumps(document)
