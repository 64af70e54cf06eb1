"""The site's scripts: typed with JSDoc, checked without a build step, and light."""

import shutil
import subprocess

import pytest
from samples import REPO

TSC = REPO / ".cache/npm/node_modules/typescript/bin/tsc"


@pytest.mark.skipif(
    not TSC.exists() or shutil.which("node") is None,
    reason="needs Node and TypeScript, which `make test` installs where npm is present",
)
def test_scripts_are_typed() -> None:
    result = subprocess.run(
        ["node", str(TSC), "-p", str(REPO / "tests/jsconfig.json")], capture_output=True, text=True, timeout=120
    )
    assert result.returncode == 0, result.stdout[:3000]


def test_scripts_load_nothing_from_elsewhere_and_write_no_markup() -> None:
    for path in (REPO / "docs/assets").rglob("*.js"):
        text = path.read_text("utf-8")
        for word in ("http://", "https://", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert word not in text, f"{path.name}: {word}"
