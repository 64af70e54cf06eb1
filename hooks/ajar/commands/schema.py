"""`ajar schema`: write the JSON Schema of each kind for editors."""

import argparse
from pathlib import Path

from ..kinds import KINDS
from ..kinds.json_schema import schemas
from ..load import Loader

HELP = "write the JSON Schema of each kind for editors"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", type=Path, nargs="?", default=Path("schema"))
    parser.add_argument("--catalog", type=Path, default=Path("catalog"))


def run(options: argparse.Namespace) -> str:
    """Raises CatalogError where the vocabulary is wrong."""
    options.target.mkdir(parents=True, exist_ok=True)
    files = schemas(KINDS, Loader(options.catalog).words())
    for name, text in files.items():
        (options.target / name).write_text(text, "utf-8")
    return f"wrote {len(files)} schemas to {options.target}/"
