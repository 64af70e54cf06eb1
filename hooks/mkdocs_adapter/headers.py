"""The headers that the site wants from whoever serves it, as `_headers` (Netlify, Cloudflare) and for nginx.

Scripts and styles come from the site alone, so the Content-Security-Policy needs no exception. Only `/embed/` may stand
in a frame of another site; data, feeds and badges may be read from anywhere; what is named by its content is kept.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ajar.site import Site

NETLIFY, NGINX = "_headers", "nginx-headers.conf"
EMBED = "embed"
# What others read from their own pages, by its first folder.
SHARED = ("api", "badge", "calendar", "feeds", EMBED)
# And beside the page of an entry: what stands in place of a pasted link (https://oembed.com).
OEMBED = "oembed.json"
# The theme names its own styles by their content.
THEME = ("assets/stylesheets/",)

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ANYONE = {"Access-Control-Allow-Origin": "*"}
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
# Asked again each time, and sent again only where it changed.
FRESH = {"Cache-Control": "no-cache"}


def policy(ancestors: str) -> dict[str, str]:
    """The Content-Security-Policy of pages that these may set into a frame."""
    told = "; ".join(f"{name} {value}" for name, value in (_POLICY | {"frame-ancestors": ancestors}).items())
    return {"Content-Security-Policy": told}


PAGES = policy("'none'") | {"X-Frame-Options": "DENY"}
EMBEDS = policy("*")


@dataclass(frozen=True)
class Place:
    """A folder of the site, or with `whole` one address in it, and the headers that it has beside those of all."""

    path: str
    headers: dict[str, str]
    whole: bool = False


def files(site: Site, assets: str) -> Iterator[tuple[str, str]]:
    """Both files; `assets` is the folder of scripts and styles that is named by its content."""
    base = urlsplit(site.settings.url("")).path
    yield NETLIFY, _netlify(base, [*_pages(site), *_others(assets)])
    yield NGINX, _nginx(base, list(_others(assets)))


def _others(assets: str) -> Iterator[Place]:
    """What is no page, or a page for the frames of others."""
    for folder in SHARED:
        yield Place(f"{folder}/", ANYONE | (EMBEDS if folder == EMBED else {}))
    for folder in (assets, *THEME):
        yield Place(folder, KEPT)


def _pages(site: Site) -> Iterator[Place]:
    """Folders with pages. The rules of `_headers` add up, so a page must be under one policy alone."""
    yield Place("", PAGES, whole=True)
    yield Place("404.html", PAGES, whole=True)
    urls = [*site.pages, *(section.url for section in site.sections)]
    folders = dict.fromkeys(url.partition("/")[0] for url in urls if url)
    yield from (Place(f"{folder}/", PAGES) for folder in folders if folder not in SHARED)


def _netlify(base: str, places: Iterable[Place]) -> str:
    rules = [(f"{base}*", EVERYWHERE), (f"{base}:kind/:entry/{OEMBED}", ANYONE)]
    rules += [(base + p.path + ("" if p.whole else "*"), p.headers) for p in places]
    return "\n".join("\n".join([path, *_lines(headers, "  {}: {}")]) for path, headers in rules) + "\n"


def _nginx(base: str, places: Iterable[Place]) -> str:
    """Locations for the `server` of the site; a header set in a location replaces all of those around it."""
    lines = [
        f"# Headers of the site under {base}, for its `server`: see about/deploy/ on the site.",
        "absolute_redirect off;",
        "include mime.types;",
        "types { text/markdown md; text/calendar ics; application/manifest+json webmanifest; }",
        "charset utf-8;",
        "charset_types text/html text/css text/csv text/markdown text/plain text/xml text/javascript application/json;",
        *_location(base, f"location {base}", PAGES | FRESH),
    ]
    lines += _location(base, f"location ~ ^{re.escape(base)}.*/{re.escape(OEMBED)}$", ANYONE | FRESH)
    for place in places:
        headers = place.headers if "Cache-Control" in place.headers else place.headers | FRESH
        lines += _location(base, f"location ^~ {base}{place.path}", headers)
    return "\n".join(lines) + "\n"


def _location(base: str, name: str, headers: dict[str, str]) -> list[str]:
    # What is not there must not be kept for a year.
    lines = [line + (";" if line.startswith("    add_header Cache") else " always;") for line in _added(headers)]
    return [f"{name} {{", f"    error_page 404 {base}404.html;", *lines, "}"]


def _added(headers: dict[str, str]) -> Iterable[str]:
    return _lines(EVERYWHERE | headers, '    add_header {} "{}"')


def _lines(headers: dict[str, str], form: str) -> Iterable[str]:
    return (form.format(name, value) for name, value in headers.items())
