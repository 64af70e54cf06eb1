"""What people asked in public is answered on the page that `questions.yml` names, without a script."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from samples import REPO

QUESTIONS: list[dict[str, Any]] = yaml.safe_load((REPO / "tests/questions.yml").read_text("utf-8"))


@pytest.mark.parametrize("question", QUESTIONS, ids=[question["id"] for question in QUESTIONS])
def test_the_page_answers(site: Path, question: dict[str, Any]) -> None:
    article = BeautifulSoup((site / question["page"] / "index.html").read_text("utf-8"), "lxml").find("article")
    assert isinstance(article, Tag)
    for mark in article.select("a.s, .headerlink"):
        mark.extract()
    text = " ".join(article.get_text(" ").split())
    missing = [words for words in question["words"] if words not in text]
    assert not missing, f"{question['question']} {question['page']} does not say {missing}"
