"""`ajar offline SITE DIR`: a copy of the built site that works from a disk, with search, filters and comparison.

A browser refuses modules and data to a page that has no server, and shows a folder as a list of files. So the copy has
the modules as texts in one script, each document of data as a script, and links that name their file. What runs them is
`docs/assets/offline.js`; the scripts themselves are those of the site.
"""

import argparse
import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from ..settings import Settings

HELP = "copy the built site so that it works from a disk"
# What is for programs, feed readers and pages elsewhere, and what only servers read; links to it lead to the site.
LEFT_OUT = frozenset({"api", "badge", "calendar", "embed", "feeds", "404.html", "_headers", "_redirects"})
MODULES, RUNNER = "assets/modules.js", "assets/offline.js"
_DATA = "assets/data/"
_IMPORT = re.compile(r"""(?P<before>\bfrom\s*|\bimport\s*\(?\s*)(?P<quote>["'])(?P<name>\.{1,2}/[^"']+)(?P=quote)""")
_MODULE = re.compile(r'<script\b[^>]*\bsrc="(?P<up>[^"]*?)assets/[^"/]+/js/ajar\.js"[^>]*></script>')
_ADDRESS = re.compile(r'(?P<before>\b(?:href|src|action)="|content="0; url=)(?P<path>[^":?#]*)(?P<rest>[?#][^"]*)?"')


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("site", type=Path, help="the built site")
    parser.add_argument("target", type=Path, help="a new folder")


def run(options: argparse.Namespace) -> str:
    """Raises FileExistsError where the target is there, ValueError where the site is not built."""
    copy(options.site, options.target, Settings.from_environment().site_url)
    return f"wrote {options.target}/; open {options.target}/index.html"


def copy(site: Path, target: Path, site_url: str) -> None:
    """Write the copy; links to what it leaves out lead to `site_url`."""
    if target.exists():
        raise FileExistsError(f"{target} is there already; expected a new folder")
    if not (site / RUNNER).is_file():
        raise ValueError(f"{site} is no built site; run `make build` before")

    def at_the_root(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if name in LEFT_OUT] if Path(folder) == site else []

    shutil.copytree(site, target, ignore=at_the_root, copy_function=shutil.copyfile)
    modules = dict(_modules(target))
    (target / MODULES).write_text(f"window.ajarModules = {json.dumps(modules, ensure_ascii=False)};\n", "utf-8")
    for path in (target / _DATA).rglob("*.json"):
        name = path.relative_to(target).as_posix()
        data = path.read_text("utf-8")
        path.with_name(f"{path.name}.js").write_text(f"ajarData({json.dumps(name)},{data});\n", "utf-8")
        path.unlink()
    for path in target.rglob("*.html"):
        url = path.parent.relative_to(target).as_posix()
        path.write_text(_page(path.read_text("utf-8"), "" if url == "." else f"{url}/", site_url), "utf-8")


def _modules(target: Path) -> Iterator[tuple[str, str]]:
    """The scripts by name, with names for what they import and for where they are."""
    for path in sorted(target.glob("assets/*/js/**/*.js")):
        name = path.relative_to(next(target.glob("assets/*/js")).parent).as_posix()

        def named(match: re.Match[str], name: str = name) -> str:
            found = posixpath.normpath(posixpath.join(posixpath.dirname(name), match["name"]))
            return f"{match['before']}{match['quote']}ajar/{found}{match['quote']}"

        yield f"ajar/{name}", _IMPORT.sub(named, path.read_text("utf-8")).replace("import.meta.url", "window.ajarHere")


def _page(html: str, url: str, site_url: str) -> str:
    """A page with the scripts of the copy, and links that name their file."""

    def address(match: re.Match[str]) -> str:
        path, rest = match["path"], match["rest"] or ""
        found = posixpath.normpath(posixpath.join(url, path)) if path else ""
        if found.partition("/")[0] in LEFT_OUT:
            return f'{match["before"]}{site_url}{found}{rest}"'
        if path.rpartition("/")[2] in (".", ".."):
            path += "/"
        return f'{match["before"]}{path}{"index.html" if path.endswith("/") else ""}{rest}"'

    scripts = rf'<script src="\g<up>{MODULES}"></script><script src="\g<up>{RUNNER}"></script>'
    return _ADDRESS.sub(address, _MODULE.sub(scripts, html))
