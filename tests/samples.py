"""A small valid catalog for tests, written from plain Python data. Nothing in it is real or published."""

import copy
import shutil
from pathlib import Path
from typing import Any

import yaml

REPO = Path(__file__).resolve().parent.parent


class _Dumper(yaml.SafeDumper):
    """Writes shared parts again instead of as anchors, which the catalog does not allow."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


# How a valid guide begins.
GUIDE_HEAD = """\
---
title: Cost
description: What it costs.
section: compute
answer: [One., Two., Three.]
next: [licensing]
sources:
  page: {url: "https://example.org", title: A page, read: 2026-11-24}
---
"""
SOURCE = {"page": {"url": "https://example.org/page", "title": "A page", "read": "2026-01-02"}}

FREE = {
    **{
        term: {"is": "permitted", "clause": "1"}
        for term in ("commercial-use", "modify", "redistribute", "any-field", "any-user", "any-region")
    },
    "train-on-outputs": "unstated",
    "keep-notices": {"is": "required", "clause": "2", "says": "Keep the notice."},
}
BOUND = {
    **FREE,
    "commercial-use": {"is": "permitted", "clause": "1"},
    "any-user": {
        "is": "conditional",
        "clause": "2",
        "condition": {"says": "Up to 700 million users a month.", "users": 700e6, "per": "month"},
    },
    "train-on-outputs": {"is": "prohibited", "clause": "3", "says": "Not to improve other models."},
}
SERVICE = {
    "commercial-use": {"is": "permitted", "clause": "A"},
    "any-user": "unstated",
    "any-field": {"is": "prohibited", "clause": "B", "says": "Some uses are forbidden."},
    "any-region": "unstated",
    "train-on-outputs": {"is": "prohibited", "clause": "C"},
}


def license_(name: str, terms: dict[str, Any], type_: str = "model", osi: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "short": name,
        "type": type_,
        "steward": "Somebody",
        "source": "page",
        "osi-approved": osi,
        "text": {"url": "https://example.org/text"},
        "terms": terms,
        "sources": SOURCE,
    }


RELEASED = {"is": "released"}
ALL_OPEN = dict.fromkeys(
    (
        "architecture",
        "weights",
        "inference-code",
        "training-code",
        "evaluation-code",
        "data-preprocessing-code",
        "training-data",
        "evaluation-data",
        "intermediate-checkpoints",
        "model-card",
        "data-card",
        "technical-report",
        "research-paper",
        "evaluation-results",
    ),
    RELEASED,
)


def model(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "name": name,
        "developer": "maker",
        "released": "2025-03-01",
        "status": "available",
        "source": "page",
        "sources": SOURCE,
        **fields,
    }


def sample() -> dict[str, dict[str, dict[str, Any]]]:
    """Folder -> id -> entry."""
    return copy.deepcopy(
        {
            "developers": {
                "maker": {
                    "name": "Maker",
                    "kind": "company",
                    "home": "https://example.org",
                    "source": "page",
                    "sources": SOURCE,
                }
            },
            "licenses": {
                "free": license_("Free License", FREE, "software", osi=True),
                "bound": license_("Bound License", BOUND),
                "service": license_("Service Terms", SERVICE, "service-terms"),
            },
            "models": {
                "open-one": model(
                    "Open One",
                    license={"weights": "free", "code": "free", "data": "free"},
                    components=ALL_OPEN,
                    parameters=8e9,
                    context=4096,
                    architecture={
                        "type": "decoder",
                        "attention": {"kind": "grouped-query", "layers": 32, "kv-heads": 8, "head-size": 128},
                    },
                    aliases=["open-1"],
                ),
                "family": model(
                    "Family",
                    license={"weights": "bound"},
                    components={"weights": "released", "training-code": "not-released"},
                    variants={
                        "family-small": {"parameters": 1e9},
                        "family-large": {"name": "Family Large", "parameters": 70e9, "license": {"weights": "free"}},
                    },
                ),
                "hosted": model(
                    "Hosted",
                    license={"service": "service"},
                    components={"weights": "not-released"},
                    parameters="undisclosed",
                ),
            },
            "benchmarks": {
                "quiz": {
                    "name": "Quiz",
                    "by": "Somebody",
                    "home": "https://example.org",
                    "status": "in-use",
                    "measures": "Facts.",
                    "source": "page",
                    "sources": SOURCE,
                }
            },
            "datasets": {
                "texts": {
                    "name": "Texts",
                    "developer": "maker",
                    "home": "https://example.org",
                    "status": "available",
                    "contents": "Text.",
                    "source": "page",
                    "sources": SOURCE,
                }
            },
            "terms": {
                "door": {
                    "name": "Door",
                    "kind": "concept",
                    "definition": "What opens.",
                    "source": "page",
                    "sources": SOURCE,
                    "see": ["open-one"],
                }
            },
            "tradeoffs": {
                "cost": {
                    "name": "Cost",
                    "question": "Which is cheaper?",
                    "section": "compute",
                    "open-side": "One.",
                    "closed-side": "Other.",
                    "flips": "Volume.",
                    "evidence": ["A measurement."],
                    "measured-by": ["The price column."],
                    "models": ["open-one"],
                    "source": "page",
                    "sources": SOURCE,
                }
            },
            "claims": {
                "first-claim": {
                    "name": "First claim",
                    "place": 1,
                    "section": "compute",
                    "claim": "Something was said.",
                    "verdict": "wrong",
                    "finding": "It was not so.",
                    "about": ["hosted"],
                    "source": "page",
                    "sources": SOURCE,
                }
            },
        }
    )


def write(root: Path, entries: dict[str, dict[str, dict[str, Any]]]) -> Path:
    """Write entries and the real vocabulary under `root`/catalog and return that folder."""
    catalog = root / "catalog"
    if not (catalog / "vocabulary").exists():
        shutil.copytree(REPO / "catalog/vocabulary", catalog / "vocabulary")
    for folder, items in entries.items():
        (catalog / folder).mkdir(parents=True, exist_ok=True)
        for id_, data in items.items():
            (catalog / folder / f"{id_}.yml").write_text(
                yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True), "utf-8"
            )
    return catalog
