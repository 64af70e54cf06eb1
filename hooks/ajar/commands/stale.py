"""`ajar stale`: entries by how long ago their oldest fact was read, the oldest first."""

import argparse
from pathlib import Path

from ..derive.freshness import freshness
from ..kinds.words import FreshnessId
from ..load import load
from ..settings import Settings

HELP = "list entries whose facts were read long ago"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("catalog", nargs="?", type=Path, default=Path("catalog"))
    levels = [level.value for level in FreshnessId]
    parser.add_argument("--level", choices=levels, action="append", help="only these; may be given again")
    parser.add_argument("--fail", action="store_true", help="exit with 1 where an entry is listed")


def run(options: argparse.Namespace) -> str:
    """Raises CatalogError where the catalog is wrong, ValueError where `--fail` is given and something is listed."""
    day, wanted = Settings().day, options.level or [FreshnessId.AGEING, FreshnessId.STALE, FreshnessId.NEVER]
    entries = [entry for found in load(options.catalog).entries.values() for entry in found.values()]
    listed = sorted(
        (str(entry.verified or ""), entry.path, level)
        for entry in entries
        if (level := freshness(entry.verified, day)) in wanted
    )
    lines = [f"{level:8}{read or 'never':12}{path}" for read, path, level in listed]
    told = "\n".join([*lines, f"{len(listed)} of {len(entries)} entries are {' or '.join(wanted)} on {day}"])
    if options.fail and listed:
        raise ValueError(told)
    return told
