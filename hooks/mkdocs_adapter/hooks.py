"""MkDocs events in, ajar out. All that knows MkDocs or its theme lies in this folder; what it shows is made in
`hooks/ajar/`.
"""

import gc
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

try:
    # Imports and a build make many objects and hardly any cycles: to look for them costs a tenth of the time.
    gc.disable()
    from ajar.build import Builder
    from ajar.kinds import KINDS
    from ajar.load import CatalogError
    from ajar.messages import Messages, language_name, languages, locale_of, msg
    from ajar.pages import feeds_of
    from ajar.pages import missing as no_page
    from ajar.settings import Settings
    from ajar.site import Site, source_path

    from mkdocs_adapter import assets, frame, headers, sitemap
    from mkdocs_adapter.beside import Beside
except ModuleNotFoundError as missing:
    raise PluginError(f"{missing}. The project is not installed: run `make build`, or `pip install -e .`") from missing

log = logging.getLogger("mkdocs.hooks.ajar")
# Beside mkdocs.yml, for what takes long to make and stays the same.
CACHE = ".cache"


@dataclass
class Session:
    """What lives from one event, and under `serve` from one build, to the next."""

    serving: bool = False
    dirty: bool = False
    builder: Builder | None = None
    site: Site | None = None
    by_source: dict[str, str] = field(default_factory=dict)
    written_pages: dict[str, str] = field(default_factory=dict)
    frame_html: str = ""
    documents: Beside | None = None
    # Under `serve --dirty` MkDocs keeps the folder, so only pages that changed are written again.
    written: dict[str, object] = field(default_factory=dict)
    # Large files that all entries make are written by a build, and by a preview when it starts.
    first: bool = True

    @property
    def made(self) -> Site:
        assert self.site is not None
        return self.site

    @property
    def messages(self) -> Messages:
        return self.made.sheets.messages


session = Session()


def on_startup(command: str, dirty: bool) -> None:
    session.serving, session.dirty = command == "serve", dirty
    if session.serving:  # a build ends with its process, a preview does not
        gc.set_threshold(20_000, 20, 50)
        gc.enable()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything here: a later error would come after MkDocs has emptied the old site."""
    config.extra["ajar_problems"] = []
    root = Path(config.config_file_path).parent
    try:
        _build(root, config)
    except CatalogError as error:
        _keep_last(error, [str(problem) for problem in error.problems], config)
    except Exception as error:
        # Under `serve` an exception in a hook makes the preview hang; whatever it is, the last good site is shown.
        if not (session.serving and session.site):
            raise
        log.exception("the last good site is shown")
        _keep_last(error, [f"{type(error).__name__}: {error}"], config)
    session.by_source = {source_path(page.url): page.url for page in session.made.lists}
    _complete_nav(config)
    _translate_config(config)
    return config


def _build(root: Path, config: MkDocsConfig) -> None:
    locale = root / "locale"
    known = languages(locale)
    try:
        settings = Settings.from_environment(
            known, site_url=config.site_url, repo_url=config.repo_url, cache=root / CACHE
        )
    except ValueError as error:
        raise PluginError(str(error)) from None
    if session.builder is None:
        session.builder = Builder(root / "catalog", locale, Path(config.docs_dir))
        session.builder.documents = {} if session.serving else None
    site = session.builder.build(settings)
    session.written_pages = session.builder.written_pages(site, Path(config.docs_dir))
    session.site = site


def _keep_last(error: Exception, lines: list[str], config: MkDocsConfig) -> None:
    if not (session.serving and session.site):
        raise PluginError(f"{len(lines)} problem(s) in the catalog or the written pages\n{error}") from None
    log.error("the last good catalog is shown, because of\n%s", error)
    config.extra["ajar_problems"] = lines


def _complete_nav(config: MkDocsConfig) -> None:
    """Kinds that the configuration does not mention stand at the end of the nav."""
    known = json.dumps(config.nav)
    for folder, kind in KINDS.items():
        if config.nav is not None and f'"{folder}/index.md"' not in known:
            config.nav.append({str(kind.card.name): f"{folder}/index.md"})


def _translate_config(config: MkDocsConfig) -> None:
    """What the theme shows of the configuration, in the language of the build, and the other languages' addresses."""
    say, settings = session.messages.say, session.made.settings
    for key in ("site_description", "copyright"):
        if config[key]:
            config[key] = say(config[key])
    config.site_url = settings.url("")
    config.extra["ajar_languages"] = [(name, settings.url("", name)) for name in settings.languages]
    config.extra["ajar_language"] = settings.language
    config.extra["ajar_locale"] = locale_of(settings.language)
    config.extra["ajar_languages_label"] = say(msg("Languages"))
    config.extra["ajar_names"] = {name: language_name(name) for name in settings.languages}
    config.extra["ajar_day"] = str(settings.day)
    config.extra["ajar_missing"] = no_page.html(session.made.sheets)
    config.extra["ajar_missing_title"] = say(msg("Not found"))
    config.extra["ajar_stale"] = say(msg("The catalog has mistakes; this is the last good state."))


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Lists and tables become pages of MkDocs; entries share one frame page, which is never written itself."""
    for source, url in session.by_source.items():
        if files.get_file_from_path(source):
            raise PluginError(f"docs/{source} is written by hand and by the catalog; expected one of them")
        page = session.made.pages[url]
        hide = ["toc", "navigation"] if page.wide else []
        files.append(File.generated(config, source, content=_front_matter(page.title, page.description, hide)))
    for file in files.documentation_pages():
        if file.src_uri in session.written_pages:
            _always_modified(file)  # its tables follow the catalog, not its own date
    config.extra["ajar_assets"] = assets.bundled(files, config)
    content = _front_matter(frame.TITLE, frame.DESCRIPTION, ["navigation"])
    files.append(File.generated(config, f"{frame.URL.rstrip('/')}.md", content=content))
    session.documents = Beside(partial(_write_documents, config, session.first), alone=session.serving)
    return files


def _write_documents(config: MkDocsConfig, whole: bool) -> Iterator[None]:
    """What the outputs make, each document written before the next is made, so that memory does not grow with them."""
    made: set[str] = set()
    for path, content in session.made.documents(whole=whole):
        if not _is_written(config, path, content):
            _write(config, path, content if isinstance(content, bytes) else content.encode(), made)
        yield


def _always_modified(file: Any) -> None:
    file.is_modified = lambda: True


def _front_matter(title: str, description: str, hide: list[str]) -> str:
    """JSON is YAML, so no value needs quoting of its own."""
    front = {"title": title, "description": description, "hide": hide}
    return "---\n" + "\n".join(f"{key}: {json.dumps(value)}" for key, value in front.items()) + "\n---\n"


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Titles in the language of the build."""
    for item in _all_items(nav.items):
        if item.title:
            item.title = session.messages.say(item.title)
    return nav


def _all_items(items: list[Any]) -> list[Any]:
    return [
        found for item in items for found in (item, *(_all_items(item.children) if isinstance(item, Section) else ()))
    ]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """The theme's templates are compiled once and not in each build; where nothing can be kept, they are as before."""
    folder = Path(config.config_file_path).parent / CACHE / f"templates-{jinja2.__version__}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return env
    if os.access(folder, os.W_OK):
        env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    return session.written_pages.get(page.file.src_uri, markdown)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    if page.url == frame.URL:
        page.toc = TableOfContents([AnchorLink(frame.TOC_TITLE, frame.TOC_ID, 2)])
        page.meta["json_ld"], page.meta["head"] = frame.JSON_LD, frame.HEAD
        page.meta["entry"] = True
        page.edit_url = frame.EDIT
        return f"<h1></h1>{frame.CONTENT}"
    if page.file.src_uri not in session.by_source:
        page.meta["head"] = frame.head(feeds_of(session.made.sheets, page.url), page.url)
        page.meta["json_ld"] = session.made.linked.get(page.url)
        return html
    made = session.made.pages[session.by_source[page.file.src_uri]]
    page.toc = TableOfContents([AnchorLink(heading.title, heading.id, 2) for heading in made.headings])
    page.edit_url = None
    page.meta["json_ld"], page.meta["head"] = made.json_ld, frame.head(made.feeds, made.url)
    return made.html


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    output = frame.mended(output)
    if page.url != frame.URL:
        return output
    session.frame_html = output.replace(f"<h1></h1>{frame.CONTENT}", frame.CONTENT)
    return ""


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    if template_name != "sitemap.xml" or session.site is None:
        return output_content
    return sitemap.with_entries(output_content, session.made.entries, session.made.settings)


def on_post_build(config: MkDocsConfig) -> None:
    """Write what is not a page of MkDocs."""
    site = session.made
    shared = frame.Frame(session.frame_html)
    made: set[str] = set()
    for page in site.entries:
        if not _is_written(config, page.url, (page, session.frame_html)):
            edit = site.settings.edit_url(page.source) if page.source else ""
            oembed = site.settings.url(page.oembed) if page.oembed else ""
            _write(config, f"{page.url}index.html", shared.fill(page, edit, oembed).encode(), made)
    for path, text in headers.files(site, config.extra["ajar_assets"]):
        _write(config, path, text.encode(), made)
    assert session.documents is not None
    try:
        session.documents.wait()
    except RuntimeError as error:
        raise PluginError(str(error)) from None
    session.first = not session.dirty


def _is_written(config: MkDocsConfig, path: str, made_of: object) -> bool:
    """Whether the folder already holds this very document from an earlier dirty build; remembers it for the next."""
    key = os.path.join(config.site_dir, path)
    known = session.dirty and session.written.get(key) == made_of
    if session.dirty:
        session.written[key] = made_of
    return known


def _write(config: MkDocsConfig, path: str, content: bytes, made: set[str]) -> None:
    target = os.path.join(config.site_dir, path)
    folder = target.rpartition("/")[0]
    if folder not in made:
        os.makedirs(folder, exist_ok=True)
        made.add(folder)
    with open(target, "wb") as file:
        file.write(content)
