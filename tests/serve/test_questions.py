"""Are the ten questions of docs/questions.md answered by the steps that stand there, in three at most?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import browser
import pytest
from starlette.testclient import TestClient

from onrecord import pipeline
from onrecord.store import Record

ROOT = Path(__file__).parents[2]

ROWS = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in (ROOT / "docs/questions.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and "`" in line
]

MOST_STEPS = 3


class Links(HTMLParser):
    """The links of a page with their words, in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.append((href, []))
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1][1].append(data)

    def to(self, words: str) -> str:
        """The address of the first link with these words."""
        told = ((href, " ".join("".join(said).split())) for href, said in self.found)
        return next(href for href, said in told if words in said)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    where = tmp_path_factory.mktemp("questions") / "examples.db"
    pipeline.build([str(ROOT / "examples/pages")], where)
    with Record.open(where) as record, browser.browser(record) as opened:
        opened.follow_redirects = True
        yield opened


def after(client: TestClient, steps: list[str]) -> str:
    """The page where the steps lead from the overview."""
    page = client.get("/").text
    for step in steps:
        typed = step.removeprefix("search: ")
        path = f"/search?q={quote(typed)}" if typed != step else Links(page).to(step)
        answer = client.get(path)
        assert answer.status_code == 200, (step, path)
        page = answer.text
    return page


def test_there_are_ten_questions() -> None:
    assert len(ROWS) == 10


@pytest.mark.parametrize(("question", "steps", "answer"), ROWS, ids=[row[0] for row in ROWS])
def test_a_question_is_answered_within_three_steps(client: TestClient, question: str, steps: str, answer: str) -> None:
    clicks = re.findall("`([^`]+)`", steps)
    assert 0 < len(clicks) <= MOST_STEPS
    words = browser.Markup(re.sub(r"</t[dh]>", r" \g<0>", after(client, clicks))).words
    for expected in re.findall("`([^`]+)`", answer):
        assert expected in words, (question, expected)
