"""Text, tables and sources as Markdown, for whoever reads a page as text: a language model, a terminal, a script."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ..kinds.base import Source
from ..messages import Messages, msg

# What would begin a mark, an element, a link, or the next cell.
_MARKS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*<[]|"} | {"\n": " ", "\r": " "})
_READ = msg("read {date}")


@lru_cache(1 << 16)  # labels, words and reasons come again and again
def plain(text: str) -> str:
    """Plain text in one line, so that nothing in it is read as a mark."""
    return text.translate(_MARKS)


def link(text: str, url: str) -> str:
    """A link; an address with a bracket or a space stands in pointed brackets."""
    address = f"<{url}>" if any(sign in url for sign in "() ") else url
    return f"[{plain(text)}]({address})"


def table(head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines: list[Iterable[str]] = [head, ["---"] * len(head), *rows]
    return "\n".join([f"| {' | '.join(cells)} |" for cells in lines])


def head(title: str, description: str, address: str) -> str:
    """How every page begins: its title, what it is in a line, and where it stands."""
    return "\n\n".join([f"# {plain(title)}", *([f"> {plain(description)}"] if description else []), f"<{address}>"])


def cited(messages: Messages, source: Source) -> str:
    """A source in a line: its link, who published it, and the day on which it was read."""
    publisher = [plain(source.publisher)] if source.publisher else []
    return ", ".join([link(source.title, source.url), *publisher, messages.say(_READ, date=source.read)])
