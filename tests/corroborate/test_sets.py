"""Do the invented sets hold together? Spans hold their words, days are days, and every pair has its verdict."""

from __future__ import annotations

import json
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

SETS = Path(__file__).parent / "sets"
WHAT = {"statements", "figures", "offices", "events"}
VERDICTS = {"agree", "change", "conflict", "apart"}


def rows_of(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["conflicts", "persons", "series"])
def test_every_row_has_an_id_of_its_own_a_kind_and_a_reason(name: str) -> None:
    rows = rows_of(name)
    assert len({row["id"] for row in rows}) == len(rows)
    assert all(row["kind"] and row["why"] for row in rows)


@pytest.mark.parametrize("name", ["conflicts", "persons", "series"])
def test_every_page_has_an_outlet_a_title_and_a_day(name: str) -> None:
    for page in (page for row in rows_of(name) for page in row["pages"]):
        assert page["outlet"] and page["title"] and date.fromisoformat(page["published"])


@pytest.mark.parametrize("name", ["conflicts", "persons", "series"])
def test_every_span_holds_its_words(name: str) -> None:
    for page in (page for row in rows_of(name) for page in row["pages"]):
        spans = page.get("mentions") or [page.get("span") or page["figure"]]
        for span in spans:
            assert page["text"][span["start"] : span["end"]] == span["text"]


def test_a_third_of_the_pairs_conflict_and_the_rest_look_alike() -> None:
    rows = rows_of("conflicts")
    assert [sum(row["conflict"] is truth for row in rows) for truth in (True, False)] == [50, 100]
    assert all(len(row["pages"]) == 2 and row["what"] in WHAT for row in rows)


def test_every_group_of_persons_names_somebody_on_two_pages() -> None:
    for row in rows_of("persons"):
        assert len(row["pages"]) > 1 and all(page["mentions"] for page in row["pages"])


def test_every_two_figures_of_a_group_have_one_verdict() -> None:
    for row in rows_of("series"):
        pairs = [(verdict["a"], verdict["b"]) for verdict in row["verdicts"]]
        assert sorted(pairs) == list(combinations(range(1, len(row["pages"]) + 1), 2))
        assert {verdict["verdict"] for verdict in row["verdicts"]} <= VERDICTS
