"""MkDocs events in, ajar out. The only file that knows MkDocs; everything it shows is made in `hooks/ajar/`."""

import gc
import logging
import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

try:
    from ajar.load import CatalogError
    from ajar.outputs import frame, search, sitemap
    from ajar.site import Builder, Site, source_path, write_pages
except ModuleNotFoundError as missing:
    raise PluginError(f"{missing}. The project is not installed: run `make build`, or `pip install -e .`") from missing

log = logging.getLogger("mkdocs.hooks.ajar")


class State:
    """What lives from one event, and under `serve` from one build, to the next."""

    serving = False
    builder: Builder | None = None
    site: Site | None = None
    by_source: dict[str, str] = {}
    written_pages: dict[str, str] = {}
    frame_html = ""
    dirty = False
    # Under `serve --dirty` MkDocs keeps the folder, so only pages that changed are written again.
    written: dict[str, object] = {}


def on_startup(command: str, dirty: bool) -> None:
    State.serving, State.dirty = command == "serve", dirty
    # A build makes many objects and hardly any cycles: looking for them as often as Python does costs a tenth of its time.
    gc.set_threshold(20_000, 20, 50)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check everything here: a later error would come after MkDocs has emptied the old site."""
    root = Path(config.config_file_path).parent
    State.builder = State.builder or Builder(root / "catalog")
    config.extra["ajar_problems"] = []
    try:
        site = State.builder.build()
        State.written_pages = write_pages(site, Path(config.docs_dir))
        State.site = site
    except CatalogError as error:
        if not (State.serving and State.site):
            raise PluginError(f"{len(error.problems)} problem(s) in the catalog or the written pages\n{error}") from None
        log.error("the last good catalog is shown, because of\n%s", error)
        config.extra["ajar_problems"] = [str(problem) for problem in error.problems]
    State.by_source = {source_path(page.url): page.url for page in State.site.lists}
    return config


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Lists and tables become pages of MkDocs; entries share one frame page, which is never written itself."""
    assert State.site is not None
    for source, url in State.by_source.items():
        if files.get_file_from_path(source):
            raise PluginError(f"docs/{source} is written by hand and by the catalog; expected one of them")
        page = State.site.pages[url]
        files.append(File.generated(config, source, content=_front_matter(page.title, page.description, "[toc]" if page.wide else "[]")))
    for file in files.documentation_pages():
        if file.src_uri in State.written_pages:
            file.is_modified = lambda: True  # type: ignore[method-assign]  # its tables follow the catalog, not its own date
    file = File.generated(config, f"{frame.URL.rstrip('/')}.md", content=_front_matter(frame.TITLE, frame.DESCRIPTION))
    file.edit_uri = frame.EDIT
    files.append(file)
    return files


def _front_matter(title: str, description: str, hide: str = "[]") -> str:
    quoted = [text.replace("\\", "\\\\").replace('"', '\\"') for text in (title, description)]
    return f'---\ntitle: "{quoted[0]}"\ndescription: "{quoted[1]}"\nsearch: {{exclude: true}}\nhide: {hide}\n---\n'


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    return State.written_pages.get(page.file.src_uri, markdown)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    assert State.site is not None
    if page.url == frame.URL:
        page.toc = TableOfContents([AnchorLink(frame.TOC_TITLE, frame.TOC_ID, 2)])
        page.meta["json_ld"] = frame.JSON_LD
        return f"<h1></h1>{frame.CONTENT}"
    if page.file.src_uri not in State.by_source:
        return html
    made = State.site.pages[State.by_source[page.file.src_uri]]
    page.toc = TableOfContents([AnchorLink(heading.title, heading.id, 2) for heading in made.headings])
    page.edit_url = None
    page.meta["json_ld"] = made.json_ld
    return made.html


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    output = frame.mended(output)
    if page.url != frame.URL:
        return output
    State.frame_html = output.replace(f"<h1></h1>{frame.CONTENT}", frame.CONTENT)
    return ""


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    if template_name != "sitemap.xml" or State.site is None:
        return output_content
    return sitemap.with_entries(output_content, State.site.entries, config.site_url or "/")


@event_priority(100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write what is not a page of MkDocs; before the search plugin, which writes its index in the same event."""
    assert State.site is not None
    plugin = config.plugins.get("material/search")
    if plugin is not None:
        plugin.search_index.entries += search.records(State.site.pages.values(), State.site.catalog)
    shared = frame.Frame(State.frame_html)
    edit = f"{config.repo_url}/edit/main/" if config.repo_url else ""
    for page in State.site.entries:
        if not _is_written(config, page.url, (page, State.frame_html)):
            _write(config, f"{page.url}index.html", shared.fill(page, f"{edit}{page.source}"))
    documents = {f"{url}index.html": html for url, html in State.site.redirects.items()} | State.site.files
    for path, text in documents.items():
        if not _is_written(config, path, text):
            _write(config, path, text)


def _is_written(config: MkDocsConfig, path: str, made_of: object) -> bool:
    """Whether the folder already holds this very document from an earlier dirty build; remembers it for the next."""
    key = os.path.join(config.site_dir, path)
    known = State.dirty and State.written.get(key) == made_of
    State.written[key] = made_of
    return known


def _write(config: MkDocsConfig, path: str, text: str) -> None:
    target = os.path.join(config.site_dir, path)
    os.makedirs(target.rpartition("/")[0], exist_ok=True)
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)
