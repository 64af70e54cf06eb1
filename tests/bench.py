"""`make bench`: time, CPU, memory and output of a build, beside stock MkDocs and Hugo over the same pages.

Entries come from a seeded generator and pass the loader's own checks. Every build runs in a process of its own; figures
are wall seconds, CPU seconds (user and system), peak megabytes and megabytes written. Ratios, not seconds, are what to
compare between machines. `python tests/bench.py 100 1000` measures other sizes, `--filter` before them only how fast a
filter's click is painted; `make bench AGAINST=<commit>` builds 1,000 models with that commit too, in turns, since a
machine is never twice the same.
"""

import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import ajar.pages  # noqa: F401  (loads the package before anything is timed)
from conftest import CHROMIUM, ENVIRONMENT, chromium, free_port, project, serving, without_hooks
from samples import ALL_OPEN, REPO, SOURCE, sample, write

SIZES = (100, 1000, 5000)
# Thousands of small files are written: in memory where the machine has room, so that a slow disk does not count.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
COMPONENTS = tuple(ALL_OPEN)


def entries(count: int) -> dict[str, dict[str, dict[str, Any]]]:
    """The sample catalog with `count` models as full as real ones: components, variants, results, prices."""
    chance = random.Random(count)
    found = sample()
    found["tradeoffs"], found["claims"], found["terms"] = {}, {}, {}
    sources = {
        key: {**SOURCE["page"], "url": f"https://example.org/{key}"} for key in ("page", "card", "paper", "license")
    }
    models = {}
    for number in range(count):
        id_ = f"model-{number:05}"
        total = chance.uniform(1e9, 700e9)
        models[id_] = {
            "name": f"Model {number}",
            "summary": f"A language model of {total / 1e9:.0f} billion parameters for tests of speed.",
            "developer": "maker",
            "released": f"{chance.randint(2019, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            "status": chance.choice(["available", "available", "deprecated"]),
            "source": "page",
            "license": {
                "weights": {"id": chance.choice(["free", "bound"]), "source": "license"},
                "code": {"id": "free", "source": "license"},
            },
            "components": {
                name: {
                    "is": chance.choice(["released", "released", "described", "not-released"]),
                    "shows": f"what the card says of {name}",
                    "source": "card",
                }
                for name in COMPONENTS
            },
            "architecture": {
                "type": "decoder",
                "attention": {
                    "kind": "grouped-query",
                    "layers": 40,
                    "kv-heads": 8,
                    "head-size": 128,
                    "source": "paper",
                },
            },
            "training": {
                "tokens": 15e12,
                "cutoff": "2024-12",
                "data": {"is": "Web pages, books and code, named by kind.", "source": "paper"},
            },
            "variants": {
                f"{id_}-{size}": {
                    "name": f"Model {number} {size.title()}",
                    "parameters": round(total / share),
                    "context": 131072,
                }
                for size, share in (("small", 10), ("large", 1))
            },
            "prices": [{"genai-prices": "openai/gpt-4"}],
            "results": [
                {
                    "benchmark": "quiz",
                    "score": round(chance.uniform(20, 95), 1),
                    "setting": "5-shot",
                    "reported-by": "maker",
                    "source": "paper",
                }
            ],
            "sources": sources,
        }
    models[f"model-{0:05}"]["aliases"] = ["first"]
    found["models"] = models
    return found


def measured(command: list[str], folder: Path) -> dict[str, float]:
    """Run to the end in a process group of its own; raises CalledProcessError where it fails."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output[-3000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": time.perf_counter() - start, "cpu": cpu, "peak": usage.ru_maxrss / 1024}


def megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def split(root: Path) -> dict[str, float]:
    """Seconds of load, derive and render in a fresh process."""
    code = """
import json, time
from pathlib import Path
from ajar.derive import derive
from ajar.facts.sheets import Sheets
from ajar.load import load
from ajar.pages import render

start = time.perf_counter()
catalog = load(Path("catalog"))
loaded = time.perf_counter()
derived = derive(catalog)
known = time.perf_counter()
render(Sheets(derived))
end = time.perf_counter()
print(json.dumps({"load": loaded - start, "derive": known - loaded, "render": end - known}))
"""
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=True
    )
    return dict(json.loads(result.stdout))


def stock(root: Path) -> Path:
    """The exported tree with a configuration that names no hook: stock MkDocs and Material over ready Markdown."""
    folder = root / "stock"
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-m", "ajar.cli", "export", "stock/docs"],
        cwd=root,
        env=ENVIRONMENT,
        check=True,
        capture_output=True,
    )
    (folder / "mkdocs.yml").write_text(without_hooks((root / "mkdocs.yml").read_text("utf-8")), "utf-8")
    shutil.copytree(root / "hooks/mkdocs_adapter/overrides", folder / "hooks/mkdocs_adapter/overrides")
    return folder


def hugo(root: Path, docs: Path, frame: str) -> Path:
    """The same Markdown for Hugo, inside the page that the theme rendered, so that all pages weigh alike."""
    folder = root / "hugo"
    (folder / "layouts/_default").mkdir(parents=True)
    shutil.copytree(docs, folder / "content", ignore=shutil.ignore_patterns("assets", "index.html"))
    for path in folder.rglob("index.md"):
        path.rename(path.with_name("_index.md"))
    (folder / "hugo.toml").write_text(
        'baseURL="https://ajar.example/"\ndisableKinds=["taxonomy","term","RSS"]\n[markup.goldmark.renderer]\nunsafe=true\n'
    )
    for name in ("single", "list"):
        (folder / f"layouts/_default/{name}.html").write_text(frame, "utf-8")
    return folder


def saved_edit(root: Path) -> float:
    """Seconds from saving an entry to its new text over HTTP, under `mkdocs serve`; the median of three."""
    port = free_port()
    command = ["mkdocs", "serve", "--dirty", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/models/model-00000/"

    def wait_for(text: str, seconds: float) -> float:
        start = time.perf_counter()
        while time.perf_counter() - start < seconds:
            try:
                with urllib.request.urlopen(address, timeout=10) as answer:
                    if text in answer.read().decode():
                        return time.perf_counter() - start
            except OSError:
                pass
            time.sleep(0.02)
        raise TimeoutError(f"{text!r} did not appear in {seconds} s")

    try:
        wait_for("<h1>Model 0</h1>", 120)
        path, times = root / "catalog/models/model-00000.yml", []
        for number in range(3):
            time.sleep(2)
            text = path.read_text("utf-8")
            path.write_text(f"name: Edited {number}\n" + text.split("\n", 1)[1], "utf-8")
            times.append(wait_for(f"<h1>Edited {number}</h1>", 60))
        return sorted(times)[1]
    finally:
        server.terminate()
        server.wait(10)


# A click on a box of a facet that is open, until the browser has painted what it changed: the frame after the next.
CLICK = """async () => {
    const facet = document.querySelectorAll("form.view details.facet")[1];
    facet.open = true;
    await new Promise(resolve => setTimeout(resolve, 300));
    const boxes = facet.querySelectorAll("input");
    const times = [];
    for (let n = 0; n < 20; n++) {
        await new Promise(resolve => setTimeout(resolve, 150));
        const start = performance.now();
        boxes[n % boxes.length].click();
        await new Promise(resolve => requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = resolve;
            port2.postMessage(0);
        }));
        times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b);
}"""


def filtering(site: Path) -> str:
    """Milliseconds from a filter's click to its paint, median and worst of 20, and whether fast typing loses a key."""
    with serving(site) as address, chromium() as browser:
        page = browser.new_page()
        page.goto(f"{address}models/?sort=-released,name")
        page.locator("form.view").wait_for(timeout=120_000)
        times = page.evaluate(CLICK)
        page.locator("#view-q").press_sequentially("model 12 large maker", delay=0)
        kept = page.locator("#view-q").input_value() == "model 12 large maker"
        keys = "keeps every key" if kept else "LOSES KEYS"
        return f"{times[10]:.0f} ms to paint a filter's click (worst {times[-1]:.0f}); fast typing {keys}"


def filtering_alone(sizes: list[int]) -> None:
    """Only how fast a filter is painted, thrice: where other work disturbs the machine, the least says most."""
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=MEMORY) as name:
            root = Path(name)
            project(root, catalog=root)
            write(root, entries(size))
            measured(["mkdocs", "build", "--strict", "-q", "-d", "site"], root)
            for _ in range(3):
                print(f"{size:,} models: {filtering(root / 'site')}")


def frame_of(site: Path) -> str:
    """A built entry page with its content replaced by Hugo's."""
    html = (site / "models/model-00000/index.html").read_text("utf-8")
    start, end = html.index("<h1>"), html.index("</article>")
    return html[:start].replace("{{", "") + "{{ .Content }}" + html[end:].replace("{{", "")


GENERATE = """
import sys
from pathlib import Path
tree, target = map(Path, sys.argv[1:3])
sys.path[:0] = [str(tree / "tests"), str(tree / "hooks")]
import bench, conftest, samples
conftest.project(target, catalog=target)
samples.write(target, bench.entries(1000))
"""


def against(commit: str, turns: int = 5) -> None:
    """Build 1,000 models with this tree and with an older commit, each from the entries of its own generator."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as name:
        older = Path(name) / "older"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", str(older), commit], cwd=REPO, check=True)
        try:
            trees, walls = {"older": older, "this": REPO}, dict[str, list[float]](older=[], this=[])
            for key, tree in trees.items():
                (Path(name) / f"{key}-site").mkdir()
                command = [sys.executable, "-c", GENERATE, str(tree), str(Path(name) / f"{key}-site")]
                subprocess.run(command, check=True, env=ENVIRONMENT | {"PYTHONPATH": str(tree / "hooks")})
            for _ in range(turns):
                for key, tree in trees.items():
                    shutil.rmtree(Path(name) / f"{key}-site/site", ignore_errors=True)
                    # Both keep their compiled modules, or one of them would compile anew in each turn.
                    begin = ["env", "-u", "PYTHONDONTWRITEBYTECODE", f"PYTHONPATH={tree / 'hooks'}"]
                    command = [*begin, "mkdocs", "build", "--strict", "-q", "-d", "site"]
                    walls[key].append(measured(command, Path(name) / f"{key}-site")["wall"])
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(older)], cwd=REPO, check=True)
    for key, found in walls.items():
        print(f"{key:14}" + f"median {statistics.median(found):.2f}  best {min(found):.2f}")
    print(f"this/{commit:9}" + f"median {statistics.median(walls['this']) / statistics.median(walls['older']):.2f}")


def main(sizes: list[int]) -> None:
    walls: dict[int, float] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=MEMORY) as name:
            root = Path(name)
            project(root, catalog=root)
            write(root, entries(size))
            ours = measured(["mkdocs", "build", "--strict", "-q", "-d", "site"], root)
            walls[size] = ours["wall"]
            print(f"\n{size:,} models, {megabytes(root / 'site'):.1f} MB written")
            print("ajar          " + "  ".join(f"{key} {value:.2f}" for key, value in ours.items()))
            print("  of which    " + "  ".join(f"{key} {value:.2f}" for key, value in split(root).items()))
            folder = stock(root)
            theirs = measured(["mkdocs", "build", "-q", "-d", "site"], folder)
            print(
                "stock MkDocs  "
                + "  ".join(f"{key} {value:.2f}" for key, value in theirs.items())
                + f"   ajar/stock {ours['wall'] / theirs['wall']:.2f}"
            )
            if shutil.which("hugo", path=ENVIRONMENT["PATH"]):
                peer = measured(["hugo", "--quiet"], hugo(root, folder / "docs", frame_of(root / "site")))
                print(
                    "Hugo          "
                    + "  ".join(f"{key} {value:.2f}" for key, value in peer.items())
                    + f"   ajar/hugo {ours['wall'] / peer['wall']:.2f}"
                )
            print(f"saved edit    {saved_edit(root):.2f} s until it is visible")
            if CHROMIUM:
                print(f"filtering     {filtering(root / 'site')}")
    if 1000 in walls and 5000 in walls:
        print(f"\n5,000 against 1,000 models: {walls[5000] / walls[1000]:.2f} times the time")


if __name__ == "__main__":
    if commit := os.environ.get("AGAINST"):
        against(commit)
    chosen = [int(size) for size in sys.argv[1:] if size.isdecimal()]
    if "--filter" in sys.argv:
        filtering_alone(chosen or [1000, 5000])
    else:
        main(chosen or list(SIZES))
