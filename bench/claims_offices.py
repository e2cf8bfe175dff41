"""How many of the offices marked in the invented articles are found, and are they the right ones?

The part "offices" of `bench/claims.py`, reported apart and never as quality: the train part was read while rules were
written, dev and test were not. A mark counts where its holder is named in its sentence or the ones beside it ("the
minister" alone is a role phrase, which coreference reads). A row is right when it stands at a mark of the same person.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator

import articles
import predicted
from predicted import Row

from onrecord.extract import EXTRACTORS, parse
from onrecord.model import Office

SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n+")


def offices(rows: Iterable[Row]) -> Iterator[Row]:
    """The offices of each article, as the extractor reads them."""
    for parsed in parse(map(predicted.page_of_lines, rows)):
        found = (office for office in EXTRACTORS["offices.v1"](parsed) if isinstance(office, Office))
        told = [
            {"person": o.person, "title": o.title, "organization": o.organization, "span": [o.start, o.end]}
            for o in found
        ]
        yield {"id": parsed.page.source, "offices": told}


def marked(part: str) -> list[Row]:
    """The articles of a part in which offices are marked, and whose."""
    return [row for row in articles.part(part, None) if row["offices"]]


def labels_of(row: Row) -> list[Row]:
    """The marks of an article that count: person, span, organisation."""
    names = {one["key"]: one["name"] for one in row["cast"]}
    found = []
    for mark in row["offices"]:
        start, end = mark["span"]
        name = names[mark["person"]]
        if name != "-" and set(_key(name)) & set(_key(_around(row["text"], start, end))):
            of = mark.get("organization")
            found.append({"person": name, "span": [start, end], "organization": of and row["text"][slice(*of)]})
    return found


def _around(text: str, start: int, end: int) -> str:
    """The words of a mark's sentence and of the two beside it."""
    cuts = [0, *(match.end() for match in SENTENCE.finditer(text)), len(text)]
    before = [cut for cut in cuts if cut <= start][-2:]
    after = [cut for cut in cuts if cut >= end][:2]
    return text[before[0] : after[-1]]


def _key(words: str) -> list[str]:
    return re.findall(r"\w+", words.casefold())


def scores(labels: Iterable[tuple[Row, list[Row]]]) -> dict[str, float]:
    """Precision, recall and F1 of offices, and the share of the found ones whose organisation is right."""
    wanted = found = right = named = named_right = 0
    for predictions, marks in ((row["offices"], marks) for row, marks in labels):
        free = list(marks)
        wanted, found = wanted + len(marks), found + len(predictions)
        for one in predictions:
            met = next((mark for mark in free if _same(one, mark)), None)
            if met is not None:
                free.remove(met)
                right += 1
                named += met["organization"] is not None
                named_right += met["organization"] is not None and _of_one(one["organization"], met["organization"])
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"precision": precision, "recall": recall, "F1": f1, "organization": named_right / max(named, 1)}


def _same(one: Row, mark: Row) -> bool:
    """Whether a row stands at a mark and names its person."""
    overlap = min(one["span"][1], mark["span"][1]) > max(one["span"][0], mark["span"][0])
    return overlap and bool(set(_key(one["person"])) & set(_key(mark["person"])))


def _of_one(told: str | None, marked: str) -> bool:
    return told is not None and bool(set(_key(told)) & set(_key(marked)))


def rows_told() -> Iterator[str]:
    """A row of the table for each part of the invented corpus."""
    for part in ("invented-train", "invented-dev", "invented-test"):
        rows = marked(part)
        began = time.process_time()
        told = {row["id"]: row for row in offices(rows)}
        seconds = time.process_time() - began
        labels = [(told[row["id"]], labels_of(row)) for row in rows]
        shown = ", ".join(f"{name} {score:.3f}".replace(" 0.", " .") for name, score in scores(labels).items())
        yield f"| offices, {part} | {sum(len(marks) for _, marks in labels)} | onrecord | {shown} | {seconds:.1f} s |"
