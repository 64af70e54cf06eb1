"""The project's scripts and styles as they are sent: without what only people read, and all styles in one file.

They lie in a folder that is named by their content, so that a browser may keep them for ever and never shows a page
with the styles of another build. Pages in frames elsewhere are older than the build at times: what they ask for has
addresses that stay (`assets/embed.css`, `assets/embed.js`).
"""

import re
from hashlib import sha256
from pathlib import PurePosixPath

import minify
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

_OWN = "assets/"
# The theme's own script and those that its search loads: `overrides/main.html` names another one.
_UNUSED = "assets/javascripts/"
_IMPORT = re.compile(r'@import "([^"]+)";')


def bundled(files: Files, config: MkDocsConfig) -> str:
    """Put the scripts and styles that the configuration names, and what they import, into their folder; its address.

    The styles are joined in the order of `extra_css`. Addresses inside styles are not looked at: there are none.
    """
    for file in [file for file in files if file.src_uri.startswith(_UNUSED)]:
        files.remove(file)
    _frame_styles(files, config)
    styles = [_take(files, path) for path in config.extra_css]
    scripts = {file.src_uri: _take(files, file.src_uri) for file in list(files) if _is_script(file)}
    sent = {"ajar.css": minify.string("text/css", "\n".join(styles))}
    for path, text in sorted(scripts.items()):
        sent[path.removeprefix(_OWN)] = minify.string("text/javascript", text)
    folder = f"{_OWN}{_digest(sent)}/"
    for path, text in sent.items():
        files.append(File.generated(config, folder + path, content=text))
    _frame_script(files, config, folder)
    config.extra_css = [f"{folder}ajar.css"]
    for script in config.extra_javascript:
        assert not isinstance(script, str)  # each has a type
        script.path = folder + script.path.removeprefix(_OWN)
    return folder


def _frame_styles(files: Files, config: MkDocsConfig) -> None:
    """The sheets of pages in frames, each with those that it imports in one file."""
    for path in [path for path in files.src_uris if path.startswith(f"{_OWN}embed") and path.endswith(".css")]:
        text = _IMPORT.sub(lambda match: files.src_uris[_OWN + match[1]].content_string, _take(files, path))
        files.append(File.generated(config, path, content=minify.string("text/css", text)))


def _frame_script(files: Files, config: MkDocsConfig, folder: str) -> None:
    """The way from pages in frames to the scripts of this build."""
    path = f"{_OWN}embed.js"
    text = _take(files, path).replace("./js/", f"./{folder.removeprefix(_OWN)}js/")
    files.append(File.generated(config, path, content=minify.string("text/javascript", text)))


def _is_script(file: File) -> bool:
    return file.src_uri.startswith(f"{_OWN}js/") and PurePosixPath(file.src_uri).suffix == ".js"


def _take(files: Files, path: str) -> str:
    file = files.src_uris[path]
    files.remove(file)
    return file.content_string


def _digest(sent: dict[str, str]) -> str:
    parts = [part for item in sorted(sent.items()) for part in item]
    return sha256("\0".join(parts).encode()).hexdigest()[:12]
