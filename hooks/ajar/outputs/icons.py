"""`manifest.webmanifest` and the icons that it names: the door of the site in the sizes that systems ask for."""

import json
from collections.abc import Iterable

from ..messages import msg
from ..pages import linked
from ..preview import WALL, Icon
from ..site import Site
from .previews import store

# In one with room all around, a system may cut any shape (https://www.w3.org/TR/appmanifest/#icon-masks).
ICONS = {
    "192": Icon(192),
    "512": Icon(512),
    "maskable": Icon(512, room=0.6),
    "touch": Icon(180, room=0.72),
}
PAPER = "#ffffff"


def files(site: Site) -> Iterable[tuple[str, str | bytes]]:
    """The icons and the document by path."""
    for name, data in zip(ICONS, store(site.settings.cache).get(ICONS.values()), strict=True):
        yield _path(name), data
    yield "manifest.webmanifest", json.dumps(manifest(site), ensure_ascii=False, indent=1)


def _path(name: str) -> str:
    return f"assets/icons/{name}.png"


def manifest(site: Site) -> dict[str, object]:
    """What a system shows of the site where somebody keeps it beside other programs."""
    say = site.sheets.messages.say
    icons: list[dict[str, str]] = [
        {
            "src": _path(name),
            "sizes": f"{icon.size}x{icon.size}",
            "type": "image/png",
            "purpose": "maskable" if name == "maskable" else "any",
        }
        for name, icon in ICONS.items()
        if name != "touch"
    ]
    return {
        "name": say(msg("Ajar: how open language models are")),
        "short_name": linked.SITE,
        "description": site.pages[""].description,
        "lang": site.sheets.messages.language,
        "start_url": "./",
        "scope": "./",
        "display": "minimal-ui",
        "theme_color": WALL,
        "background_color": PAPER,
        "icons": [*icons, {"src": "assets/favicon.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
