"""Numbers read the same wherever they are written: in the pages by Python, in tables and comparisons by the scripts."""

import json
import random
import shutil
import subprocess
from typing import Any

import pytest
from ajar.facts.format import NUMERIC, Formatter
from samples import REPO

CASES: list[tuple[str, float, str]] = json.loads((REPO / "tests/format_cases.json").read_text("utf-8"))
FORMAT = REPO / "docs/assets/js/format.js"
needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")


def by_scripts(asked: list[tuple[str, Any]]) -> list[str]:
    """What the scripts make of pairs of form and value."""
    program = f"""
        const {{ number }} = await import({json.dumps(FORMAT.as_uri())});
        let text = "";
        for await (const part of process.stdin) text += part;
        console.log(JSON.stringify(JSON.parse(text).map(([form, value]) => number(form, value))));
    """
    result = subprocess.run(
        ["node", "--input-type=module", "--eval", program],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 0, result.stderr
    return list(json.loads(result.stdout))


@pytest.mark.parametrize(("form", "value", "text"), CASES)
def test_pages_write_numbers(form: str, value: float, text: str) -> None:
    assert Formatter().number(form, value) == text


def test_each_form_has_cases() -> None:
    assert {form for form, _, _ in CASES} == set(NUMERIC)


@needs_node
def test_scripts_write_the_same_numbers() -> None:
    said = by_scripts([(form, value) for form, value, _ in CASES])
    wrong = [(case, text) for case, text in zip(CASES, said, strict=True) if text != case[2]]
    assert not wrong


@needs_node
def test_pages_and_scripts_agree_on_any_number() -> None:
    dice = random.Random(20261126)
    forms = sorted(set(NUMERIC) - {"class"})
    asked: list[tuple[str, float]] = []
    for _ in range(4000):
        form = dice.choice(forms)
        value = 10 ** dice.uniform(-4, 15) if form != "count" else float(dice.randrange(10**7))
        asked.append((form, round(value, dice.randrange(6)) if value < 1e6 else float(round(value))))
    for form in forms:  # halves, where rounding differs first
        asked += [(form, half / 2**power) for half in range(1, 40) for power in (1, 2, 3)]
    said = by_scripts(asked)
    pages = Formatter()
    wrong = [
        (form, value, text, pages.number(form, value))
        for (form, value), text in zip(asked, said, strict=True)
        if text != pages.number(form, value)
    ]
    assert not wrong, wrong[:10]
