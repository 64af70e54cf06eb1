"""The license-expression package (Apache 2.0): which SPDX id belongs to which ScanCode key."""

from collections.abc import Iterator

from ..derive import Derived
from ..references import spdx_of
from . import Difference

NAME = "license-expression"


def is_here() -> bool:
    return True


def compare(derived: Derived) -> Iterator[Difference]:
    """The SPDX id of every license whose ScanCode key is written; ScanCode's own `LicenseRef-` ids are none of SPDX."""
    for license_ in derived.catalog.licenses.values():
        key = license_.scancode
        theirs = spdx_of().get(key) if key else None
        ours = license_.spdx
        if theirs and not theirs.startswith("LicenseRef-") and ours != theirs:
            yield Difference(NAME, license_, license_.id, "spdx", f"{ours}", theirs)
