"""Is the list of judged links in order?

`sets/quote_links.jsonl`: 300 `same_utterance` links that onrecord drew between the articles of a collection that is no
part of the project, some of every rule. Both statements were read and the link judged `right` (two reports of one act
of saying) or `wrong`; `parts` marks those whose two statements are different parts of one post or answer. Statements
are named by the ids that the record computes where the article's own id is the page's and each line is a paragraph.
"""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.corroborate.utterances import WHY

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "sets" / "quote_links.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_three_hundred_links_are_judged_each_once() -> None:
    assert len(ROWS) == len({(row["a"], row["b"]) for row in ROWS}) == 300


def test_each_row_names_two_statements_a_known_rule_and_a_verdict_and_no_text() -> None:
    for row in ROWS:
        assert set(row) - {"parts"} == {"a", "b", "page_a", "page_b", "rule", "verdict"}
        assert row["a"] != row["b"] and row["rule"] in WHY and row["verdict"] in {"right", "wrong"}
