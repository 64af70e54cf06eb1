"""`ajar messages`: write the template of the interface's messages, from which a translator starts.

The sentences stand in English where they are used: `msg("…")` in Python, `_("…")` and `{% trans %}` in templates,
`say("…")` in scripts.
"""

import argparse
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HELP = "write the template of the interface's messages (locale/ajar.pot)"
PACKAGE = Path(__file__).parent.parent
# The adapter's sentences are shown by the theme, but they are the interface's too.
METHODS: tuple[tuple[Path, str, str, dict[str, Any]], ...] = (
    (PACKAGE, "**/*.py", "python", {"msg": None}),
    (PACKAGE.parent / "mkdocs_adapter", "*.py", "python", {"msg": None}),
    (PACKAGE, "**/*.html", "jinja2.ext:babel_extract", {"_": None, "gettext": None, "ngettext": (1, 2)}),
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, nargs="?", default=Path("locale/ajar.pot"))
    parser.add_argument("--scripts", type=Path, default=Path("docs/assets/js"))


def run(options: argparse.Namespace) -> str:
    """Write the template; says how many messages there are."""
    text, count = template(options.scripts)
    options.target.parent.mkdir(parents=True, exist_ok=True)
    options.target.write_text(text, "utf-8")
    return f"wrote {count} messages to {options.target}"


def template(scripts: Path) -> tuple[str, int]:
    """The text of the template and the number of its messages, in the order of files; the same input gives the same
    text.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalog = Catalog(project="Ajar", fuzzy=False)
    for place, message in found(scripts):
        catalog.add(message, locations=[(place, 0)])
    buffer = io.BytesIO()
    write_po(buffer, catalog, omit_header=True, include_lineno=False, width=120)
    return buffer.getvalue().decode(), len(catalog)


def found(scripts: Path) -> Iterator[tuple[str, str | tuple[str, ...]]]:
    """Every message with the file it stands in."""
    from babel.messages.extract import extract_from_file

    options = {"trimmed": "true", "silent": "false", "newstyle_gettext": "true", "parse_template_string": "true"}
    methods = [*METHODS, (scripts, "**/*.js", "javascript", {"say": None})]
    for folder, pattern, method, keywords in methods:
        for path in sorted(folder.glob(pattern)):
            for _, message, _, _ in extract_from_file(method, path, keywords=keywords, options=options):
                yield path.relative_to(folder).as_posix(), message
