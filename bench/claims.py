"""How good are the extractors of figures and times on labelled data, beside their peers, and what do they cost?

    python bench/claims.py [PART ...] [--data ../shared/data] [--limit N]

The data and their scorers are no part of the project. `figures` reads sentences by the policy of their labels (see
newsquant.py); `cost` tells the CPU of each extractor as a share of the parse they all read, attribution left out, the
least of three rounds. Peers are measured in the same run where they are installed.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import claims_offices
import claims_time
import newsquant
import quality
import quantity_peers
from predicted import page_of_lines
from quality import Part, rows_of

from onrecord.extract import EXTRACTORS, parse
from onrecord.model import Page

ROUNDS = 3

PARSE = "parse"

ARTICLES = "attribution/polnear_dev.jsonl"
"""Whole articles, for the cost."""

PARTS: dict[str, Part] = {
    "figures": Part(
        "figures/newsquant.dev.jsonl",
        "score_figures.py",
        ("id", "text"),
        newsquant.figures,
        {
            "value.F1": "value",
            "value+modifier.F1": "+ change",
            "value+unit.F1": "+ unit",
            "value+concept_partial.F1": "+ concept partial",
        },
        scale=100,
        peers=quantity_peers.FIGURES,
    ),
    **claims_time.PARTS,
}


def rows_told(name: str, data: Path, folder: Path, limit: int | None) -> Iterator[str]:
    """The rows of the table for one part of this bench."""
    return quality.rows_told(name, data, folder, limit, parts=PARTS)


def costs(data: Path, limit: int) -> Iterator[str]:
    """One row an extractor: its CPU as a share of the parse, page by page as in a build."""
    pages = [page_of_lines(row) for row in rows_of(data / ARTICLES, limit)]
    list(parse(pages[:1]))  # loads the pipeline
    rounds = [_round(pages) for _ in range(ROUNDS)]
    spent = {name: min(one[name] for one in rounds) for name in rounds[0]}
    parsing = spent.pop(PARSE)
    for name, seconds in {**spent, "all but attribution": sum(spent.values())}.items():
        yield f"| cost | {len(pages)} | {name} | {seconds / parsing:.3f} of the parse | {seconds:.2f} s |"


def _round(pages: list[Page]) -> dict[str, float]:
    spent = dict.fromkeys((PARSE, *_told()), 0.0)
    began = time.process_time()
    read = list(parse(pages))
    spent[PARSE] = time.process_time() - began
    for one in read:
        for name in _told():
            began = time.process_time()
            list(EXTRACTORS[name](one))
            spent[name] += time.process_time() - began
    return spent


def _told() -> list[str]:
    return [name for name in EXTRACTORS if not name.startswith("attribution")]


TABLES: dict[str, Callable[[], Iterator[str]]] = {"offices": claims_offices.rows_told}
"""Parts that are measured on the project's own articles, without the labelled data."""


def main() -> None:
    """Measure and print."""
    given = quality.arguments(__doc__, (*PARTS, *TABLES, "cost"))
    print(quality.HEAD, flush=True)
    for name in given.parts:
        for row in _rows(name, given):
            print(row, flush=True)


def _rows(name: str, given: argparse.Namespace) -> Iterator[str]:
    if name in TABLES:
        return TABLES[name]()
    if name == "cost":
        return costs(given.data, given.limit or 20)
    return rows_told(name, given.data, given.folder, given.limit)


if __name__ == "__main__":
    main()
