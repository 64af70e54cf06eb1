"""The site as the page on deployment has it served: by nginx, over TLS, below a path, with the documented headers."""

import os
import re
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from ajar.facts.columns import tables
from ajar.facts.sheets import Sheets
from ajar.kinds import KINDS
from conftest import ENVIRONMENT, free_port, html, needs_chromium, project, sent, serving
from mkdocs_adapter import headers
from playwright.sync_api import Browser, ConsoleMessage, Request
from samples import REPO, sample, write

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="needs nginx, which `make test` installs on Debian")
BASE = "docs/ajar/"
TRUSTING = ssl._create_unverified_context()
EMBED = '<!doctype html><html lang="en"><title>Embedded</title><body><p>Embedded</p></body></html>'


class Served:
    """nginx with a site below a path; `url` is the address of its home page."""

    def __init__(self, root: Path) -> None:
        self.root, self.port = root, free_port()
        self.url = f"https://127.0.0.1:{self.port}/{BASE}"
        self.site = root / "www" / BASE
        self.site.mkdir(parents=True)

    def configuration(self) -> str:
        """The recipe of the page, with the folders and the port of this test."""
        page = (REPO / "docs/about/deploy.md").read_text("utf-8")
        (recipe,) = re.findall(r"^```nginx\n(.*?)^```", page, re.M | re.S)
        names = {"/srv/www": f"{self.root}/www", "443 ssl": f"127.0.0.1:{self.port} ssl"}
        names |= {f"/etc/ssl/kb.example.org.{end}": f"{self.root}/{end}" for end in ("pem", "key")}
        for name, here in names.items():
            recipe = recipe.replace(name, here)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        folders = "".join(f"{kind}_temp_path {self.root}/{kind};\n" for kind in kinds)
        own = f"pid {self.root}/pid;\nerror_log {self.root}/errors;\ndaemon off;\nmaster_process off;\nevents {{}}\n"
        return f"{own}http {{\naccess_log off;\n{folders}{recipe}\n}}\n"

    def start(self) -> subprocess.Popen[bytes]:
        assert NGINX
        for line in ("-newkey rsa:2048 -noenc -subj /CN=127.0.0.1 -days 2 -keyout key -out pem",):
            subprocess.run(["openssl", "req", "-x509", *line.split()], cwd=self.root, check=True, capture_output=True)
        shutil.copy("/etc/nginx/mime.types", self.root)
        (self.root / "nginx.conf").write_text(self.configuration(), "utf-8")
        command = [NGINX, "-p", str(self.root), "-c", str(self.root / "nginx.conf"), "-e", str(self.root / "errors")]
        process = subprocess.Popen(command, stderr=subprocess.PIPE)
        for _ in range(100):
            if process.poll() is None and self._answers():
                return process
            time.sleep(0.05)
        process.kill()
        raise AssertionError(f"nginx did not start: {process.communicate()[1].decode()}")

    def _answers(self) -> bool:
        try:
            self.get("")
        except urllib.error.URLError:
            return False
        return True

    def get(self, path: str) -> tuple[int, Message, bytes]:
        """Status, headers and body of an answer; redirects are not followed."""
        opener = urllib.request.build_opener(Staying(), urllib.request.HTTPSHandler(context=TRUSTING))
        try:
            answer = opener.open(self.url + path)
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read()
        return answer.status, answer.headers, answer.read()


class Staying(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def small_site(tmp_path: Path, site_url: str) -> Path:
    """A small project, built for an address."""
    write(tmp_path, sample())
    project(tmp_path, tmp_path / "catalog")
    environment = {**ENVIRONMENT, "SITE_URL": site_url}
    command = ["mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    result = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return tmp_path / "site"


@pytest.fixture(scope="module")
def served(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The real site with what differs by its address: headers, redirects and the page for what is not there.

    The latter are those of a small site that is built for it, with the real site's scripts and styles.
    """
    found = Served(tmp_path_factory.mktemp("nginx"))
    small = small_site(tmp_path_factory.mktemp("small"), found.url)
    assets = [f"assets/{sent(folder).name}" for folder in (small, site)]
    for path in site.iterdir():
        (found.site / path.name).symlink_to(path)
    for name in ("404.html", headers.NGINX, headers.NETLIFY, "redirects.nginx.map"):
        (found.site / name).unlink()
        text = (small / name).read_text("utf-8").replace(*assets)
        (found.site / name).write_text(text, "utf-8")
    if not (site / "embed").exists():
        (found.site / "embed/models/llama-3.1").mkdir(parents=True)
        (found.site / "embed/models/llama-3.1/index.html").write_text(EMBED, "utf-8")
    (found.site / "kind/entry").mkdir(parents=True)
    (found.site / "kind/entry/oembed.json").write_text("{}", "utf-8")
    process = found.start()
    yield found
    process.terminate()
    process.wait(10)


@needs_nginx
def test_each_address_has_its_headers(served: Served, site: Path) -> None:
    pages = {"", "models/", "models/llama-3.1/", "compare/", "claims/", "guides/licensing/", "404.html"}
    for path in pages:
        status, found, _ = served.get(path)
        assert status == 200, path
        assert "frame-ancestors 'none'" in found["Content-Security-Policy"], path
        assert "unsafe" not in found["Content-Security-Policy"]
        assert found["X-Frame-Options"] == "DENY"
        assert found["Cache-Control"] == "no-cache"
    assets = f"assets/{sent(site).name}/ajar.css"
    expected = {
        "api/v1/models/llama-3.1.json": ("application/json", "*", "no-cache"),
        "embed/models/llama-3.1/": ("text/html; charset=utf-8", "*", "no-cache"),
        "models/llama-3.1/index.md": ("text/markdown; charset=utf-8", None, "no-cache"),
        "kind/entry/oembed.json": ("application/json", "*", "no-cache"),
        "llms.txt": ("text/plain; charset=utf-8", None, "no-cache"),
        assets: ("text/css; charset=utf-8", None, "public, max-age=31536000, immutable"),
    }
    for path, (kind, shared, kept) in expected.items():
        status, found, _ = served.get(path)
        assert status == 200, path
        assert found["Content-Type"].startswith(kind), path
        assert (found["Access-Control-Allow-Origin"], found["Cache-Control"]) == (shared, kept), path
        assert found["X-Content-Type-Options"] == "nosniff"
    embed = served.get("embed/models/llama-3.1/")[1]
    assert "frame-ancestors *" in embed["Content-Security-Policy"]
    assert embed["X-Frame-Options"] is None
    status, gone, body = served.get(f"assets/{sent(site).name}/gone.js")
    assert (status, gone["Cache-Control"]) == (404, None)
    assert b"There is no page here" in body
    assert served.get("models")[1]["Location"] == f"/{BASE}models/"


@needs_nginx
def test_former_names_lead_on(served: Served) -> None:
    line = (served.site / "redirects.nginx.map").read_text("utf-8").splitlines()[0]
    former, present = re.findall(r'"([^"]+)"', line)
    status, found, _ = served.get(former.removeprefix(f"/{BASE}"))
    assert (status, found["Location"]) == (301, present)


@needs_nginx
@needs_chromium
def test_pages_below_a_path_break_no_rule(served: Served, site: Path, browser: Browser) -> None:
    """All written pages and lists, and some entries of every kind: no violation, no error, no failed request."""
    lists = [path.parent.relative_to(site).as_posix() + "/" for path in site.glob("*/index.html")]
    written = [path.parent.relative_to(site).as_posix() + "/" for path in site.glob("[agv]*/*/index.html")]
    # What is smaller only leads elsewhere.
    found = [[path for path in site.glob(f"{kind}/*/index.html") if path.stat().st_size > 2000] for kind in KINDS]
    entries = [path.parent.relative_to(site).as_posix() + "/" for paths in found for path in sorted(paths)[::60]]
    views = ["", "models/?level=open-weights&fits=24", "compare/?m=llama-3.1-8b,olmo-2-32b", "claims/?verdict=wrong"]
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("request", lambda request: None if request.url.startswith(served.url) else wrong.append(request.url))

    def told(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(f"{page.url}: {message.text} {message.location['url']}")

    def failed(request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the next page was asked for before this one had all
            wrong.append(f"{page.url}: {request.url} {request.failure}")

    page.on("console", told)
    page.on("requestfailed", failed)
    for path in [*views, *lists, *written, *entries]:
        page.goto(served.url + path, wait_until="load")
    page.goto(served.url + views[1])
    page.wait_for_selector("table[data-view] tbody tr:not([hidden])")
    page.goto(served.url + views[2])
    page.wait_for_selector("table.comparison a.s")
    page.goto(served.url + "claims/")
    widths = page.eval_on_selector_all(".stack a", "parts => parts.map(part => part.offsetWidth)")
    assert len(set(widths)) > 1, "the parts of the bar are as long as they count"
    context.close()
    assert not wrong, "\n".join(wrong[:10])


@needs_nginx
@needs_chromium
def test_the_page_for_what_is_not_there_is_styled_at_any_depth(served: Served, browser: Browser) -> None:
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Security" in message.text else None)
    for path in ("lama-3.1/", "models/lama-3.1/", "models/lama-3.1/what/ever.html"):
        answer = page.goto(served.url + path)
        assert answer
        assert answer.status == 404
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
        assert page.locator("a.md-logo").first.evaluate("link => link.href") == served.url
    page.goto(served.url + "models/lama-3.1/")
    page.locator("[data-missing] a", has_text="Llama 3.1").first.wait_for()
    assert not refused
    context.close()


@needs_nginx
@needs_chromium
def test_only_embeds_stand_in_the_frames_of_others(served: Served, browser: Browser, tmp_path: Path) -> None:
    frames = [f'<iframe src="{served.url}{path}models/llama-3.1/"></iframe>' for path in ("embed/", "")]
    (tmp_path / "index.html").write_text(f"<!doctype html>{''.join(frames)}", "utf-8")
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    with serving(tmp_path) as elsewhere:
        page.goto(elsewhere, wait_until="load")
        embedded, refused = page.main_frame.child_frames
        assert embedded.locator("body").inner_text().strip()
        assert embedded.url.startswith(served.url)
        assert refused.url.startswith("chrome-error:")
    context.close()


def test_headers_for_hosts_add_up_to_one_policy(site: Path) -> None:
    """Where several rules match, hosts send all of them, so a page must be under one policy; and they have limits."""
    rules: dict[str, list[str]] = {}
    for line in (site / headers.NETLIFY).read_text("utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = found = []
        else:
            found.append(line.strip().partition(":")[0])
            assert len(line) < 2000
    assert len(rules) <= 100
    for path in site.rglob("*.html"):
        url = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        matching = [rule for rule in rules if (url.startswith(rule[:-1]) if rule.endswith("*") else url == rule)]
        names = [name for rule in matching for name in rules[rule]]
        assert names.count("Content-Security-Policy") == 1, url
        assert names.count("X-Frame-Options") == (0 if url.startswith("/embed/") else 1), url
    assert f"/assets/{sent(site).name}/*" in rules


def test_no_page_holds_a_script_or_a_style_of_its_own(site: Path) -> None:
    """A strict policy refuses them. Data in a script element is no script."""
    for path in [*site.rglob("*.html")][::3]:
        page = html(path)
        inside = [node for node in page.css("script:not([src])") if "json" not in (node.attributes.get("type") or "")]
        assert not inside, path
        assert not page.css("style, [style], [onclick], [onload], [onerror]"), path


def test_long_tables_begin_with_the_widths_of_their_columns(sheets: Sheets) -> None:
    styles = (REPO / "docs/assets/css/table.css").read_text("utf-8")
    for folder, table in tables(sheets).items():
        card = KINDS[folder].card
        if card.filtered:
            tracks = " ".join(f"{table.columns[id_].width:g}rem" for id_ in card.shown)
            rule = f'[data-view="{folder}"] {{\n  --tracks: {tracks};\n}}'
            assert rule in styles, f"expected in docs/assets/css/table.css: {rule}"
