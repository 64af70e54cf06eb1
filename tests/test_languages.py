"""A language is a folder of data: a made-up one proves that nothing a reader sees of the interface is left out.

Every message is put between brackets, its letters accented and half as many again; every text of the sample catalog is
written in Greek letters. Whatever stands on a page in plain Latin letters and outside brackets is then a sentence that
passed no catalog.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from ajar.commands.messages import found, template
from ajar.load import load
from ajar.messages import languages, read_messages
from ajar.strict_yaml import parse
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from bs4 import BeautifulSoup, Tag
from conftest import ENVIRONMENT, needs_chromium, project, serving
from playwright.sync_api import Browser
from samples import REPO, _Dumper, sample, write

LANGUAGE = "eo"
SCRIPTS = REPO / "docs/assets/js"
GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβψδεφγηιξκλμνοπξρστθωςχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΞΡΣΤΘΩΣΧΥΖ"
)
ACCENTS = str.maketrans("aeiouyAEIOUYcnst", "áéíóúýÁÉÍÓÚÝçñšť")
# What stays as it is in any language: places for values, markup, addresses.
KEPT = re.compile(r"(\{\w+\}|%\(\w+\)s|<[^>]+>)")


def pseudo(text: str) -> str:
    """A text in the made-up language: bracketed, accented, half as long again."""
    parts = [part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in KEPT.split(text)]
    return f"[{''.join(parts)} {'~' * (len(KEPT.sub('', text)) // 2)}]"


def greek(value: Any, key: str = "") -> Any:
    """An entry's own texts, which are no interface, in letters that no message has."""
    prose = {
        "name",
        "summary",
        "shows",
        "note",
        "title",
        "measures",
        "contents",
        "definition",
        "question",
        "says",
        "finding",
        "claim",
        "by",
        "steward",
        "short",
        "open-side",
        "closed-side",
        "flips",
        "evidence",
        "measured-by",
        "setting",
        "clause",
    }
    if isinstance(value, dict):
        return {name: greek(item, name if not (name == "is" and key) else key) for name, item in value.items()}
    if isinstance(value, list):
        return [greek(item, key) for item in value]
    return value.translate(GREEK) if isinstance(value, str) and key in prose else value


def pseudo_words(folder: Path) -> None:
    """The vocabulary in the made-up language."""
    for path in (REPO / "catalog/vocabulary").glob("*.yml"):
        data = parse(path.read_text("utf-8")).value
        over = {key: pseudo(data[key]) for key in ("label", "sentence")}
        over["words"] = {
            id_: {key: pseudo(word[key]) for key in ("label", "short", "limit", "sentence") if key in word}
            for id_, word in data["words"].items()
        }
        (folder / path.name).write_text(yaml.dump(over, Dumper=_Dumper, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site in the made-up language."""
    folder = tmp_path_factory.mktemp("pseudo")
    project(folder, catalog=folder)
    entries = sample()
    entries["models"]["open-one"]["results"] = [
        {"benchmark": "quiz", "score": 71.5, "setting": "shots", "reported-by": "maker", "source": "page"}
    ]
    entries["models"]["open-one"]["prices"] = [{"genai-prices": "openai/gpt-4"}]
    entries["models"]["open-one"]["training"] = {"tokens": 2e12, "cutoff": "2024-12", "data": "νους"}
    entries["models"]["open-one"]["life"] = [{"event": "deprecated", "date": "2026-01-01"}]
    entries["models"]["hosted"]["watch"] = [{"is": "mind", "source": "page"}]
    entries["licenses"]["bound"]["predecessor"] = "free"
    entries["models"]["family"]["variants"]["family-small"]["name"] = "small"
    catalog = {kind: {id_: greek(entry) for id_, entry in found_.items()} for kind, found_ in entries.items()}
    catalog["models"]["hosted"]["watch"][0]["is"] = "νους"
    write(folder, catalog)
    locale = folder / "locale" / LANGUAGE
    (locale / "vocabulary").mkdir(parents=True)
    messages = Catalog(locale=LANGUAGE)
    for place, message in found(SCRIPTS):
        text = message if isinstance(message, str) else message[0]
        messages.add(message, pseudo(text), locations=[(place, 0)])
    config = yaml.safe_load((REPO / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))
    for item in config["nav"]:
        messages.add(next(iter(item)), pseudo(next(iter(item))))
    for key in ("site_description", "copyright"):
        messages.add(config[key], pseudo(config[key]))
    with (locale / "messages.po").open("wb") as file:
        write_po(file, messages)
    pseudo_words(locale / "vocabulary")
    result = subprocess.run(
        [str(Path(sys.executable).parent / "mkdocs"), "build", "--strict", "--site-dir", f"site/{LANGUAGE}"],
        cwd=folder,
        env={**ENVIRONMENT, "AJAR_LANGUAGE": LANGUAGE},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    return folder / "site" / LANGUAGE


# Ids, addresses, units of code and names of things: not sentences. Between tags only.
PLAIN = re.compile(r"[A-Za-z]{2,}")
NO_WORDS = re.compile(
    r"https?://\S+|SHA-256|sha256|[0-9a-f]{16,}|genai-prices|openai/\S+|gpt-4|OpenAI|GPT-4|Ajar|MIT|USD|FLOP|Apache|SPDX|^I+$|OSAID"
    r"|Atom|JSON Feed|iCalendar"
)


def names(page: Tag) -> Iterator[str]:
    """What elements of a page's content are called where their text does not say it."""
    for tag in page.find_all(True):
        yield from (str(tag[name]) for name in ("title", "aria-label", "data-copy") if tag.get(name))


def unbracketed(text: str) -> str:
    """What of a text stands outside brackets; brackets may hold others, when a message holds a message."""
    while "[" in (shorter := re.sub(r"\[[^\[\]]*\]", " ", text)) and shorter != text:
        text = shorter
    return shorter


def generated(site: Path) -> Iterator[tuple[str, Tag]]:
    """The content of pages that the catalog makes: entries, lists, home."""
    for path in sorted(site.rglob("index.html")):
        url = path.relative_to(site).as_posix().removesuffix("index.html")
        if not url.startswith(("about", "contribute", "guides", "views", "compare")):
            article = BeautifulSoup(path.read_text("utf-8"), "lxml").find("article")
            if isinstance(article, Tag):
                for tag in article.select(".md-content__button, [translate=no]"):
                    tag.extract()  # the theme's own pencil, snippets, names of formats
                yield url, article


def test_no_sentence_of_the_interface_is_left_out(translated: Path) -> None:
    left = []
    for url, article in generated(translated):
        whole = " ".join(article.get_text(" ").split())
        for word in PLAIN.findall(NO_WORDS.sub(" ", unbracketed(whole))):
            left.append(f"{url}: {word}")
        for text in names(article):
            left += [f"{url}: {word} in {text!r}" for word in PLAIN.findall(NO_WORDS.sub(" ", unbracketed(text)))]
    assert not left, sorted(set(left))[:40]


def test_directives_and_guides_speak_the_language(translated: Path) -> None:
    guide = BeautifulSoup((translated / "guides/compute/index.html").read_text("utf-8"), "lxml").article
    assert guide is not None
    headings = [tag.get_text().rstrip("¶") for tag in guide.find_all("h2")]
    assert headings
    assert all(heading.startswith("[") for heading in headings), headings


def test_the_nav_and_the_head_speak_the_language(translated: Path) -> None:
    page = BeautifulSoup((translated / "models/open-one/index.html").read_text("utf-8"), "lxml")
    nav = [tag.get_text(" ", strip=True) for tag in page.select(".md-nav--primary .md-nav__link")]
    assert any(text.startswith("[Mód") for text in nav), nav
    description = page.find("meta", {"name": "description"})
    assert isinstance(description, Tag)
    assert "[" in str(description["content"])
    canonical = page.find("link", rel="canonical")
    assert isinstance(canonical, Tag)
    assert canonical["href"] == f"https://ajar.example/{LANGUAGE}/models/open-one/"
    alternates = {tag["hreflang"]: tag["href"] for tag in page.find_all("link", rel="alternate", hreflang=True)}
    assert alternates == {
        "en": "https://ajar.example/models/open-one/",
        LANGUAGE: f"https://ajar.example/{LANGUAGE}/models/open-one/",
        "x-default": "https://ajar.example/models/open-one/",
    }
    switch = page.select_one("a.language[lang=en]")
    assert switch is not None
    assert switch["href"] == "https://ajar.example/models/open-one/"


def test_one_language_needs_no_switch(site: Path) -> None:
    page = BeautifulSoup((site / "models/gpt-4o/index.html").read_text("utf-8"), "lxml")
    assert not page.find_all("link", hreflang=True)
    assert not page.select("a.language")


@needs_chromium
def test_scripts_speak_the_language_and_longer_texts_break_nothing(translated: Path, browser: Browser) -> None:
    with serving(translated) as address:
        for width in (360, 1280):
            context = browser.new_context(viewport={"width": width, "height": 800})
            page = context.new_page()
            for url in (
                "",
                "models/",
                "models/open-one/",
                "licenses/",
                "licenses/bound/",
                "claims/",
                "terms/door/",
                "compare/?m=open-one,free",
            ):
                page.goto(address + url)
                if url in ("models/", "licenses/"):
                    page.locator("form.view").wait_for()
                if url.startswith("compare"):
                    page.locator(".comparison tbody tr").first.wait_for()
                assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{url} at {width}"
            page.goto(address + "models/")
            page.locator("form.view").wait_for()
            said = page.locator(".view-room").inner_text()
            assert not PLAIN.findall(NO_WORDS.sub(" ", unbracketed(" ".join(said.split())))), said
            page.goto(address + "compare/?m=open-one,free")
            page.locator(".comparison tbody tr").first.wait_for()
            said = page.locator("[data-compare]").inner_text()
            assert not PLAIN.findall(NO_WORDS.sub(" ", unbracketed(" ".join(said.split())))), said
            context.close()


# --- the catalog of messages ------------------------------------------------------------------------------------------


def test_the_template_is_up_to_date() -> None:
    text, count = template(SCRIPTS)
    assert (REPO / "locale/ajar.pot").read_text("utf-8") == text, "locale/ajar.pot is old; run `make messages`"
    assert count > 150


def test_messages_name_what_they_are_given() -> None:
    """A message with values names each of them; one without has no names in braces."""
    for path in (REPO / "hooks/ajar").rglob("*.py"):
        assert not re.search(r"msg\(\s*f\"", path.read_text("utf-8")), (
            f"{path.name}: a message that is put together cannot be found"
        )


def test_an_overlay_is_checked(tmp_path: Path) -> None:
    root = write(tmp_path, sample())
    over = tmp_path / "locale/xx"
    (over / "catalog/models").mkdir(parents=True)
    (over / "vocabulary").mkdir()
    (over / "messages.po").write_text('msgid "Models"\nmsgstr "Modeloj"\n', "utf-8")
    (over / "catalog/models/hosted.yml").write_text("name: Gastigita\nnaem: x\n", "utf-8")
    from ajar.load import CatalogError, Loader

    with pytest.raises(CatalogError) as caught:
        Loader(root, over).load()
    assert (
        str(caught.value) == "xx/catalog/models/hosted.yml:2:1: there is no 'naem' to translate; did you mean 'name'?"
    )
    (over / "catalog/models/hosted.yml").write_text("name: Gastigita\n", "utf-8")
    assert Loader(root, over).load().models["hosted"].name == "Gastigita"
    assert load(root).models["hosted"].name == "Hosted"
    assert languages(tmp_path / "locale") == ("en", "xx")
    assert read_messages(tmp_path / "locale", "xx").say("Models") == "Modeloj"


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    result = subprocess.run(
        [str(Path(sys.executable).parent / "mkdocs"), "build", "--site-dir", str(tmp_path)],
        cwd=REPO,
        env={**ENVIRONMENT, "AJAR_LANGUAGE": "tlh"},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "AJAR_LANGUAGE is 'tlh'; expected one of en" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_data_of_scripts_holds_their_messages(translated: Path) -> None:
    data = json.loads((translated / "assets/data/models.json").read_text("utf-8"))
    assert data["language"] == LANGUAGE
    assert data["messages"]
    assert all(text.startswith("[") for text in data["messages"].values())
