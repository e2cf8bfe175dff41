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
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import claims_offices
import newsquant
import quantity_peers
from predicted import page_of_lines
from quality import HERE, Part, cell, measures, rows_of, scored, seen, written

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
    )
}
if find_spec("claims_time"):
    PARTS |= import_module("claims_time").PARTS


def rows_told(name: str, data: Path, folder: Path, limit: int | None) -> Iterator[str]:
    """The rows of the table for one part: onrecord first, then its peers."""
    part = PARTS[name]
    rows = rows_of(data / part.labels, limit)
    labels = written(rows, folder / f"{name}.labels.jsonl") if limit else data / part.labels
    for reader, read in {"onrecord": part.reader, **part.peers}.items():
        began = time.process_time()
        predictions = written(read(seen(rows, part.seen, folder)), folder / f"{name}.{reader}.jsonl")
        seconds = time.process_time() - began
        told = cell(measures(scored(data.parent / "tools" / part.scorer, labels, predictions, part.flags), part))
        yield f"| {name} | {len(rows)} | {reader} | {told} | {seconds:.1f} s |"


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
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", metavar="PART", help=f"all by default: {', '.join((*PARTS, *TABLES))}, cost")
    asked.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data", help="folder of the labelled data")
    asked.add_argument("--limit", type=int, help="rows of each part that are read (all by default; 20 for the cost)")
    asked.add_argument("--folder", type=Path, default=HERE / "build" / "bench", help="where predictions are written")
    given = asked.parse_args()
    if unknown := sorted(set(given.parts) - {*PARTS, *TABLES, "cost"}):
        asked.error(f"no part named {', '.join(unknown)}; known: {', '.join((*PARTS, *TABLES))}, cost")
    if not given.data.is_dir():
        raise SystemExit(f"no labelled data in {given.data}: name their folder with --data")
    print("| part | rows | read by | scores | CPU |", "|---|---|---|---|---|", sep="\n", flush=True)
    for name in given.parts or (*PARTS, *TABLES, "cost"):
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
