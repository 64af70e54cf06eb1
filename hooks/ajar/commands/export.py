"""`ajar export DIR`: the whole site as ordinary files that any Markdown site generator builds.

A page is a Markdown file: front matter with all that a page has beside its content, then its HTML as one block.
"""

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

from ..authored import FRONT_MATTER, url_of
from ..build import Builder
from ..messages import languages
from ..pages import Page
from ..pages.page import PREVIEW
from ..settings import Settings
from ..site import Site, source_path

HELP = "write all pages as ordinary files"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path)
    parser.add_argument("--catalog", type=Path, default=Path("catalog"))
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    parser.add_argument("--locale", type=Path, default=Path("locale"))
    parser.add_argument("--cache", type=Path, default=Path(".cache"))


def run(options: argparse.Namespace) -> str:
    """Raises CatalogError where the catalog is wrong, FileExistsError where the target holds anything."""
    builder = Builder(options.catalog, options.locale, options.docs)
    site = builder.build(Settings.from_environment(languages(options.locale), cache=options.cache))
    count = export(builder, site, options.docs, options.target)
    copied = f"a copy of {options.docs}/"
    return f"wrote {count} generated pages and {copied} to {options.target}/; any Markdown site generator builds them"


def export(builder: Builder, site: Site, docs: Path, target: Path) -> int:
    """Write pages and `docs` as ordinary files; returns how many were generated.

    Raises FileExistsError where `target` holds anything, so that nothing is overwritten.
    """
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(f"{target} is not empty; expected a new or empty folder")
    written = builder.written_pages(site, docs)
    shutil.copytree(docs, target, dirs_exist_ok=True)
    for name, text in written.items():
        path = target / name
        front = FRONT_MATTER.match(path.read_text("utf-8"))
        path.write_text(_written_front(site, name, front[1] if front else "") + text, "utf-8")
    files: dict[str, str | bytes] = {source_path(page.url): markdown(site, page) for page in site.pages.values()}
    # A generator would take the Markdown twins for pages of its own.
    files |= {name: content for name, content in site.files.items() if not name.endswith(".md")}
    for name, content in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise FileExistsError(f"docs/{name} is written by hand and by the catalog; expected one of them")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return len(files)


def markdown(site: Site, page: Page) -> str:
    """A page as a Markdown file: front matter, then its HTML as one block that Markdown leaves alone."""
    # Blank lines would end an HTML block, and lines that begin with four spaces would become code.
    html = "\n".join(line.strip() for line in page.html.splitlines() if line.strip())
    return f'---\n{_yaml(_front(site, page))}\n---\n\n<div class="ajar">\n{html}\n</div>\n'


def _written_front(site: Site, name: str, front: str) -> str:
    """The front matter of a written page with what the build knows beside it."""
    url = url_of(name)
    added = {"image": site.settings.url(f"{url}{PREVIEW}"), "json_ld": site.linked.get(url, "")}
    return f"---\n{front}{_yaml(added)}\n---\n"


def _yaml(values: dict[str, Any]) -> str:
    """JSON is YAML, so no value needs quoting of its own."""
    return "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())


def _front(site: Site, page: Page) -> dict[str, Any]:
    """What a page has beside its content."""
    front: dict[str, Any] = {"title": page.title, "description": page.description}
    optional = {
        "edit_url": site.settings.edit_url(page.source) if page.source else None,
        "updated": page.updated,
        "search_words": page.search,
        "labels": page.tags,
        "json_ld": page.json_ld,
        "feeds": [{"type": feed.type, "path": feed.path, "title": feed.title} for feed in page.feeds],
        "image": site.settings.url(page.preview),
        "oembed": site.settings.url(page.oembed) if page.oembed else None,
        "outline": [{"id": heading.id, "title": heading.title} for heading in page.headings],
        "hide": ["toc"] if page.wide else None,
    }
    return front | {key: value for key, value in optional.items() if value}
