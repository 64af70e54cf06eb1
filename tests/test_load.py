"""A valid catalog, one thing broken, and the line that says so."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ajar.load import CatalogError, Loader, load
from ajar.strict_yaml import YamlError, decode, parse, scalar
from conftest import ENVIRONMENT, mkdocs, project
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample, write

LINE = re.compile(r"^catalog/[^:]+:\d+:\d+: .+", re.S)
MODEL = "models/open-one.yml"


def problems(root: Path) -> list[str]:
    with pytest.raises(CatalogError) as caught:
        load(root)
    return [str(problem) for problem in caught.value.problems]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in the sample"
    path.write_text(text.replace(old, new, 1), "utf-8")


def replace(old: str, new: str, file: str = MODEL) -> Callable[[Path], None]:
    return lambda root: edit(root / file, old, new)


def append(text: str, file: str = MODEL) -> Callable[[Path], None]:
    return lambda root: (root / file).write_text((root / file).read_text("utf-8") + text, "utf-8") and None


def create(file: str, data: bytes) -> Callable[[Path], None]:
    return lambda root: (root / file).write_bytes(data) and None


BOMB = b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nname: *c\n"

# What is wrong -> (how to break the sample, what the line must say).
BAD: dict[str, tuple[Callable[[Path], None], str]] = {
    "unknown key": (append("licence: x\n"), r"open-one\.yml:\d+:1: unknown key 'licence'; did you mean 'license'\?"),
    "unknown key of a part": (replace("kv-heads:", "kv-head:"), r"unknown key 'kv-head'; did you mean 'kv-heads'\?"),
    "missing key": (replace("developer: maker\n", ""), r"open-one\.yml:1:1: the key 'developer' is missing"),
    "wrong type": (replace("context: 4096", "context: [1, 2]"), r"found a list; expected a whole number"),
    "text for a number": (replace("context: 4096", "context: 4k"), r"found '4k'; expected a whole number"),
    "unknown reference": (
        replace("developer: maker", "developer: makr"),
        r"there is no 'makr' in developers; did you mean 'maker'\?",
    ),
    "unknown variant reference": (
        append("base: {id: family-smal}\n"),
        r"there is no 'family-smal' in models; did you mean 'family-small'\?",
    ),
    "alias as reference": (
        replace("- open-one", "- open-1", "tradeoffs/cost.yml"),
        r"'open-1' is a former name; expected the id 'open-one'",
    ),
    "duplicate key": (append("status: retired\n"), r"the key 'status' stands here a second time \(first in line \d+\)"),
    "repeated variant id": (
        replace("  family-large:", "  family-small:", "models/family.yml"),
        r"family\.yml:\d+:3: the key 'family-small' stands here a second time",
    ),
    "variant id of another model": (
        append("variants: {family-small: {}}\n"),
        r"'family-small' is already a variant of catalog/models/family\.yml",
    ),
    "tab indentation": (append("training:\n\ttokens: 1\n"), r"a tab in the indentation; expected spaces"),
    "broken UTF-8": (
        create("models/broken.yml", b"name: ok\nsummary: caf\xe9\n"),
        r"broken\.yml:2:13: byte 0xe9 is not UTF-8",
    ),
    "byte-order mark": (
        create("models/bom.yml", b"\xef\xbb\xbfname: x\n"),
        r"bom\.yml:1:1: the file begins with a byte-order mark",
    ),
    "control character": (create("models/control.yml", b"name: a\x07b\n"), r"control\.yml:1:\d+: a control character"),
    "empty file": (create("models/empty.yml", b""), r"empty\.yml:1:1: the file is empty"),
    "only a comment": (create("models/empty.yml", b"# nothing\n"), r"empty\.yml:1:1: the file is empty"),
    "not a mapping": (
        create("models/list.yml", b"- a\n- b\n"),
        r"list\.yml:1:1: the file does not hold keys and values",
    ),
    "alias bomb": (create("models/bomb.yml", BOMB), r"bomb\.yml:1:4: an anchor"),
    "recursive alias": (create("models/loop.yml", b"name: &a [*a]\n"), r"loop\.yml:1:7: an anchor"),
    "custom tag": (
        create("models/tag.yml", b"name: !!python/object/apply:os.system ['true']\n"),
        r"tag\.yml:1:7: a tag",
    ),
    "custom tag on text": (create("models/tag.yml", b"name: !x y\n"), r"tag\.yml:1:7: the tag '!x'"),
    "merge key": (create("models/merge.yml", b"<<: {name: x}\n"), r"merge\.yml:1:1: a merge key"),
    "nesting": (create("models/deep.yml", b"name: " + b"[" * 60 + b"]" * 60), r"deep\.yml:1:\d+: nesting too deep"),
    "value without source": (replace("source: page\n", ""), r"open-one\.yml:\d+:\d+: a value without a source"),
    "source never used": (
        replace("sources:\n", "sources:\n  more: {url: 'https://example.org/x', title: X, read: 2026-01-02}\n"),
        r"the source 'more' is never used",
    ),
    "unknown source": (replace("source: page", "source: pge"), r"unknown source 'pge'; did you mean 'page'\?"),
    "yes as value": (
        replace("is: permitted", "is: yes", "licenses/free.yml"),
        r"'yes' is no answer to 'Commercial use'; expected one of",
    ),
    "no as value": (replace("status: available", "status: no"), r"'no' is not one of the status of a release"),
    "on as value": (
        replace("osi-approved: true", "osi-approved: on", "licenses/free.yml"),
        r"found 'on'; expected true or false",
    ),
    "number for text": (
        replace("name: Open One", "name: 1.10"),
        r"open-one\.yml:1:7: 1\.1 is read as a number; expected text, so put quotes around it",
    ),
    "impossible date": (replace("2025-03-01", "2025-02-30"), r"2025-02-30 is not a day of the calendar"),
    "date in words": (replace("2025-03-01", "March 2025"), r"'March 2025' is not a date"),
    "date in the future": (replace("2025-03-01", "2999-01-01"), r"2999-01-01 lies in the future"),
    "read in the future": (replace("2026-01-02", "2999-01-01"), r"2999-01-01 lies in the future"),
    "upper-case file name": (
        create("models/GPT-5.yml", b"name: x\n"),
        r"GPT-5\.yml:1:1: the file name 'GPT-5' is not an id; .* such as 'gpt-5'",
    ),
    "spaced file name": (
        create("models/gpt 5.yml", b"name: x\n"),
        r"gpt 5\.yml:1:1: the file name 'gpt 5' is not an id",
    ),
    "other ending": (create("models/x.yaml", b"name: x\n"), r"x\.yaml:1:1: the name ends in '\.yaml'"),
    "id equal to an alias": (
        replace("- open-1", "- hosted"),
        r"'hosted' is already the id of catalog/models/hosted\.yml",
    ),
    "script address": (
        replace("https://example.org/page", "javascript:alert(1)"),
        r"'javascript:alert\(1\)' is not a web address",
    ),
    "relative address": (replace("https://example.org/page", "../page"), r"'\.\./page' is not a web address"),
    "negative number": (replace("context: 4096", "context: -1"), r"found -1; expected"),
    "absurd number": (replace("parameters: 8000000000.0", "parameters: 8e20"), r"found 8e\+20; expected"),
    "active above total": (append("active-parameters: 9e9\n"), r"active parameters are more than all parameters"),
    "attention without layers": (
        replace("layers: 32", "cross-layers: 32"),
        r"this attention needs `layers`, or `window-layers`",
    ),
    "layers of no attention": (
        replace("kind: grouped-query", "kind: none"),
        r"without attention that stores there are no layers to count",
    ),
    "disagreement without reason": (
        append('opinions:\n  - {by: mot, is: Class III, agrees: "no"}\n'),
        r"`because` is missing; expected why we do not agree",
    ),
    "unknown kind of source": (
        replace("title: A page", "title: A page\n    secondary: gossip"),
        r"'gossip' is not one of the kinds of secondary source",
    ),
    "several documents": (append("---\nname: second\n"), r"a second document begins here"),
    "5 MB": (create("models/large.yml", b"# " + b"x" * 5_000_000), r"large\.yml:1:1: the file has 5,000,002 bytes"),
    "link out of the catalog": (
        lambda root: (root / "models/link.yml").symlink_to("/etc/hostname"),
        r"link\.yml:1:1: a symbolic link",
    ),
    "pipe": (lambda root: os.mkfifo(root / "models/pipe.yml"), r"pipe\.yml:1:1: not an ordinary file"),
    "unknown folder": (
        lambda root: (root / "modles").mkdir(),
        r"catalog/modles:1:1: unknown folder 'modles'; did you mean 'models'\?",
    ),
    "markup": (
        replace("measures: Facts.", "measures: <b>Facts</b>", "benchmarks/quiz.yml"),
        r"'<b' looks like HTML or a template",
    ),
    "template": (
        replace("measures: Facts.", "measures: 'x {{ y }}'", "benchmarks/quiz.yml"),
        r"'\{\{' looks like HTML or a template",
    ),
    "empty value": (replace("status: available", "status:"), r"empty value; expected a value, or `undisclosed`"),
    "condition without data": (
        replace("is: permitted", "is: conditional", "licenses/free.yml"),
        r"a conditional answer needs `condition`",
    ),
    "answer without clause": (
        replace("    clause: '2'\n    says", "    says", "licenses/free.yml"),
        r"`clause` is missing",
    ),
    "a difference in no fact": (
        append("differs: [{dataset: facet-models, fact: contxt, theirs: '1', because: A reason.}]\n"),
        r"there is no fact 'contxt'; did you mean 'context'",
    ),
    "a fact of one size": (
        append("variants: {case-1b: {}, case-7b: {}}\nlanguages: {is: English, note: For the 7B size.}\n"),
        r"the note says that it is 'For the 7B size'; expected `for:`",
    ),
    "a price that is none": (
        append("prices: [{genai-prices: google/gemma-4-31b-it}]\n"),
        r"has no price per token for 'google/gemma-4-31b-it'",
    ),
    "unknown price": (append("prices: [{genai-prices: openai/gpt-999}]\n"), r"there is no price 'openai/gpt-999'"),
    "unknown SPDX id": (append("spdx: Apache-9\n", "licenses/free.yml"), r"'Apache-9' is not an SPDX"),
    "finding missing": (replace("finding: It was not so.\n", "", "claims/first-claim.yml"), r"`finding` is missing"),
    "for an unknown variant": (
        replace("parameters: 8000000000.0", "parameters: {is: 8e9, for: open-big}"),
        r"this entry has no variant 'open-big'",
    ),
    "for in a variant": (
        replace("parameters: 1000000000.0", "parameters: {is: 1e9, for: family-small}", "models/family.yml"),
        r"expected no `for` here",
    ),
    "for without variants": (
        replace("measures: Facts.", "measures: {is: Facts., for: x}", "benchmarks/quiz.yml"),
        r"this entry has no variant 'x'",
    ),
    "markup in an identifier": (
        append("hugging-face: 'zebra <img src=x onerror=alert(1)>'\n", "licenses/free.yml"),
        r"'<i' looks like HTML",
    ),
    "markup in a free answer": (
        replace("terms:\n", "terms:\n  governing-law: {is: '<b>law</b>', clause: '1'}\n", "licenses/free.yml"),
        r"'<b' looks like HTML",
    ),
    "word of a verdict": (
        replace("terms: [modify]", "terms: [modifi]", "vocabulary/verdicts.yml"),
        r"verdicts\.yml:\d+:\d+: there is no 'modifi' in license-terms\.yml; did you mean 'modify'",
    ),
    "group of a term": (
        replace("group: bounds", "group: bonds", "vocabulary/license-terms.yml"),
        r"there is no 'bonds' in term-groups\.yml; did you mean 'bounds'",
    ),
    "answer of a term": (
        replace("values: [permitted,", "values: [permited,", "vocabulary/license-terms.yml"),
        r"there is no 'permited' in answers\.yml; did you mean 'permitted'",
    ),
    "group of a component": (
        replace("group: model", "group: modl", "vocabulary/components.yml"),
        r"there is no 'modl' in component-groups\.yml; did you mean 'model'",
    ),
    "license of a component": (
        replace("license: weights", "license: weight", "vocabulary/components.yml"),
        r"there is no 'weight' in license-roles\.yml",
    ),
    "a level that code needs": (
        replace("  hosted: ", "  hostd: ", "vocabulary/levels.yml"),
        r"levels\.yml:\d+:1: the word 'hosted' is missing",
    ),
    "a field that a kind needs": (
        replace("  parameters: ", "  parametrs: ", "vocabulary/fields.yml"),
        r"fields\.yml:\d+:1: the word 'parameters' is missing; .*did you mean 'parametrs'",
    ),
    "a group that a card needs": (
        replace("  sizes: ", "  size: ", "vocabulary/fact-groups.yml"),
        r"fact-groups\.yml:\d+:1: the word 'sizes' is missing",
    ),
    "a file of words that nothing uses": (
        create("vocabulary/colours.yml", b"label: C\nsentence: S.\nwords: {}\n"),
        r"colours\.yml:1:1: nothing uses the words of this file",
    ),
    "markup in a word": (replace('symbol: "✓"', 'symbol: "<b"', "vocabulary/answers.yml"), r"'<b' looks like HTML"),
    "unknown vocabulary": (
        lambda root: (root / "vocabulary/statuses.yml").unlink(),
        r"vocabulary/statuses\.yml:1:1: the file is missing",
    ),
}


# Mistakes in the words, which stop the loader before it reads entries.
VOCABULARY = (
    "word of",
    "group of",
    "answer of",
    "license of",
    "a level",
    "a field",
    "a group",
    "a file of",
    "markup in a word",
)


def test_the_sample_is_valid(root: Path) -> None:
    assert set(load(root).models) == {"open-one", "family", "hosted"}


@pytest.mark.parametrize("name", BAD)
def test_each_mistake_is_named_with_its_place(root: Path, name: str) -> None:
    harm, wanted = BAD[name]
    harm(root)
    found = problems(root)
    assert any(re.search(wanted, line) for line in found), found
    assert all(LINE.match(line) for line in found), found


def test_a_mistake_alone_gives_no_other_message(root: Path) -> None:
    edit(root / MODEL, "developer: maker", "developer: makr")
    assert len(problems(root)) == 1


def test_all_mistakes_at_once(tmp_path: Path) -> None:
    """Each kind of mistake in a catalog of its own file copies, all in one run of the command line."""
    entries = sample()
    root = write(tmp_path, entries)
    apart = {name: how for name, how in BAD.items() if name != "unknown vocabulary" and not name.startswith(VOCABULARY)}
    expected = []
    for number, (name, (harm, wanted)) in enumerate(apart.items()):
        try:
            harm(root)
        except AssertionError:
            continue  # an earlier mistake already took the text this one breaks
        if name.startswith(
            ("broken UTF-8", "byte-order", "upper-case", "spaced", "alias bomb", "link", "5 MB", "recursive", "nesting")
        ):
            expected.append((number, wanted))
    result = subprocess.run(
        [sys.executable, "-m", "ajar.cli", "check", str(root)], capture_output=True, text=True, env=ENVIRONMENT
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    for _, wanted in expected:
        assert re.search(wanted, result.stderr), f"{wanted} not in\n{result.stderr}"
    assert all(LINE.match(line) for line in result.stderr.strip().splitlines()[:-1])


def test_a_failed_build_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    folder = project(tmp_path, catalog=tmp_path)
    root = write(tmp_path, sample())
    site = tmp_path / "site"
    assert mkdocs(folder, site).returncode == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    edit(root / MODEL, "developer: maker", "developer: makr")
    create("models/tag.yml", b"name: !x y\n")(root)
    result = mkdocs(folder, site)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "catalog/models/open-one.yml:2:12: there is no 'makr'" in result.stderr
    assert "catalog/models/tag.yml:1:7" in result.stderr
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_a_loader_reads_again_only_what_changed(root: Path) -> None:
    loader = Loader(root)
    first = loader.load()
    time.sleep(0.01)
    edit(root / MODEL, "Open One", "Open Two")
    second = loader.load()
    assert second.models["open-one"].name == "Open Two"
    assert second.models["hosted"] is first.models["hosted"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("1.10", 1.1),
        ("1e24", 1e24),
        ("012", 12),
        ("1:30", "1:30"),
        ("2024-01-02", "2024-01-02"),
        ("~", None),
        ("true", True),
        ("0x1F", 31),
    ],
)
def test_scalars_follow_yaml_1_2(text: str, value: object) -> None:
    assert scalar(text, plain=True) == value
    assert scalar(text, plain=False) == text


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_a_value_or_a_yaml_error(data: bytes) -> None:
    try:
        document = parse(decode(data))
    except YamlError as error:
        assert error.line >= 1
        assert error.column >= 1
    else:
        assert document.position(()) >= (1, 1)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab:-[]{}&*!|>'\"#%@,? \n\t<0.1~"), max_size=80))
def test_any_text_gives_a_value_or_a_yaml_error(text: str) -> None:
    try:
        parse(text)
    except YamlError as error:
        assert "expected" in error.message
