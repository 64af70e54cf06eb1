"""`/assets/data/figures/<name>.csv`: the values behind every figure."""

from collections.abc import Iterable

from ..pages import figures
from ..site import Site


def files(site: Site) -> Iterable[tuple[str, str]]:
    """The files by path."""
    return figures.files(site.sheets)
