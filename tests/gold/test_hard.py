"""How well is speech told from what only looks like it? Short cases of the kinds that trip readers of reported speech.

`hard/cases.jsonl` holds one case a line: `{id, kind, text, statements: [{speaker, cue, content, form}]}`. `speaker`
lists the words or names that are right; in a case without statements nobody says anything. Paragraphs of a text are
parted by a blank line. Run with `-s` to see the table by kind.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import floors
import score
from floors import Floors, Move

import make
from onrecord import resolve
from onrecord.extract import extract
from onrecord.model import Claims, Statement

HARD = Path(__file__).with_name("hard")
CASES = [json.loads(line) for line in (HARD / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
ALIKE = 0.8
"""Contents match from this F1 of their words: the cases are short, and a wrong edge weighs more than on a page."""


Counts = dict[str, int]


def counted() -> list[tuple[str, Counts]]:
    """Kind and counts of each case: statements wanted, found, right in content, right in content and speaker."""
    pages = [make.page(case["text"], name=case["id"]) for case in CASES]
    claims = [claims for claims in extract(pages) if isinstance(claims, Claims)]
    rows = [resolve.named(page, found).statements for page, found in zip(pages, claims, strict=True)]
    return [(case["kind"], judged(case, found)) for case, found in zip(CASES, rows, strict=True)]


def judged(case: dict[str, Any], found: Sequence[Statement]) -> Counts:
    """The counts of one case."""
    labels = [{"file": 0, "words": " ".join(label["content"])} for label in case["statements"]]
    rows = [{"file": 0, "words": " ".join(span.text for span in said.content)} for said in found]
    matched = score.paired(labels, rows, lambda label, row: score.likeness(label["words"], row["words"]), ALIKE)
    named = sum(speaker_right(case["statements"][i], found[j]) for i, j in matched.items())
    return {"wanted": len(labels), "found": len(rows), "content": len(matched), "speaker": named}


def speaker_right(label: dict[str, Any], said: Statement) -> bool:
    """Whether the likeliest speaker is one of those listed, by name or by the words that point at them."""
    wanted = {score.key(name) for name in label["speaker"]}
    likeliest = max(said.speakers, key=lambda speaker: speaker.weight, default=None)
    return likeliest is not None and bool({score.key(likeliest.name), score.key(likeliest.mention)} & wanted)


def total(counts: Iterable[Counts]) -> Counter[str]:
    """Counts added up; what nobody counted is 0."""
    return sum((Counter(one) for one in counts), Counter())


def table(cases: list[tuple[str, Counts]]) -> str:
    """The counts by kind, as text."""
    lines = [f"{'kind':18s} wanted  found  content  +speaker"]
    for kind in sorted({kind for kind, _ in cases}):
        n = total(one for name, one in cases if name == kind)
        lines.append(f"{kind:18s} {n['wanted']:6d} {n['found']:6d} {n['content']:8d} {n['speaker']:9d}")
    return "\n".join(lines)


def test_speech_in_hard_cases_does_not_fall_below_its_floor(move: Move) -> None:
    cases = counted()
    print(table(cases))
    n = total(counts for _, counts in cases)
    silent = [counts["found"] == 0 for _, counts in cases if not counts["wanted"]]
    measured = {
        "hard.content": score.f1(n["content"], n["found"], n["wanted"]),
        "hard.content_and_speaker": score.f1(n["speaker"], n["found"], n["wanted"]),
        "hard.nobody_speaks": score.share(sum(silent), len(silent)),
    }
    digest = hashlib.sha256((HARD / "cases.jsonl").read_bytes()).hexdigest()
    assert floors.held(HARD / "floors.json", Floors(digest, measured), move=move) == []


def test_every_labelled_word_stands_in_its_case() -> None:
    for case in CASES:
        for label in case["statements"]:
            assert all(words in case["text"] for words in (*label["content"], label["cue"] or ""))
