"""Sentences of the interface: written in English where they are used, translated where they are shown.

`msg("{name} by {developer}", name=…)` makes a Message anywhere (a derivation, a card of a kind); `Messages.say` turns
it into text of one language. The catalogs are `locale/<language>/messages.po`, whose ids are the English sentences;
English needs none.
"""

import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

SOURCE_LANGUAGE = "en"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")


class Message(NamedTuple):
    """An English sentence with names in braces, and what stands for the names: texts, numbers or other messages."""

    id: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return SOURCE.say(self)


def msg(id_: str, /, **values: object) -> Message:
    """A message; the name of this function is what `make messages` looks for."""
    return Message(id_, tuple(values.items()))


@dataclass(frozen=True)
class Messages(gettext.NullTranslations):
    """The messages of one language. Also what Jinja's i18n extension asks for `gettext` and `ngettext`."""

    language: str = SOURCE_LANGUAGE
    texts: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.language)

    def say(self, message: Message | str, /, **values: object) -> str:
        """The text of a message in this language, its names filled in."""
        if isinstance(message, Message):
            if message.values:
                values = {**dict(message.values), **values}
            message = message.id
        text = self.texts.get(message, message)
        if not values:
            return text
        return text.format_map({name: self.say(v) if isinstance(v, Message) else v for name, v in values.items()})

    def gettext(self, message: str) -> str:
        return self.texts.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


SOURCE = Messages()


def languages(locale: Path) -> tuple[str, ...]:
    """English, and every language that has a folder under `locale/` with its messages."""
    found = sorted(path.parent.name for path in locale.glob("*/messages.po")) if locale.is_dir() else []
    return (SOURCE_LANGUAGE, *(name for name in found if LANGUAGE.fullmatch(name) and name != SOURCE_LANGUAGE))


def language_name(language: str) -> str:
    """What a language calls itself, by the Unicode locale data; its code where they do not know it."""
    if language == SOURCE_LANGUAGE:
        return "English"
    from babel import Locale, UnknownLocaleError

    try:
        return (Locale.parse(language, sep="-").get_display_name() or language).capitalize()
    except (UnknownLocaleError, ValueError):
        return language


def locale_of(language: str) -> str:
    """The language with the place where most of its readers are, as previews of links want it: `pt` -> `pt_BR`."""
    if language == SOURCE_LANGUAGE:
        return "en_US"
    from babel.core import get_global, parse_locale

    likely = get_global("likely_subtags").get(language.replace("-", "_"), language)
    try:
        name, territory, *_ = parse_locale(likely)
    except ValueError:
        return language
    return f"{name}_{territory}" if territory else str(name)


def read_messages(locale: Path, language: str) -> Messages:
    """The messages of a language. Raises FileNotFoundError where it has no `messages.po`."""
    if language == SOURCE_LANGUAGE:
        return SOURCE
    from babel.messages.pofile import read_po  # only another language needs it, and it takes a while

    with (locale / language / "messages.po").open("rb") as file:
        catalog = read_po(file, locale=None)
    texts: dict[str, str] = {}
    for message in catalog:
        ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
        strings = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        texts.update({id_: text for id_, text in zip(ids, strings, strict=False) if id_ and text})
    return Messages(language, texts)
