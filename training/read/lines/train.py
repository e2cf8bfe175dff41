"""How is the model of lines made? Trees grown on flattened pages whose lines are labelled body or not.

    python training/read/lines/train.py [--data PAGES] [--seeds N] [--only-score]

Prints what the model reaches on pages of sites it has not seen (folds by site, so that the four flattenings of a page
and all pages of a site are in one fold), for each seed of the folds; then trains on all pages and writes
`lines.onnx`. The same data give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from lightgbm import LGBMClassifier
from numpy.typing import NDArray
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType

from onrecord.model import BODY
from onrecord.read.blocks import MODEL, gains_of, kinds_from
from onrecord.read.context import features_of, looks_of
from onrecord.read.lines import Line, line_of

HERE = Path(__file__).resolve().parents[3]
WEIGHTS = HERE / "src" / "onrecord" / "read" / "weights"
FLATTENERS = ("bs4", "inscriptis", "resiliparse", "resiliparse_main")

FOLDS = 5

SETTINGS = {
    "n_estimators": 250,
    "num_leaves": 24,
    "learning_rate": 0.05,
    "colsample_bytree": 0.2,
    "min_child_samples": 60,
    "subsample": 0.7,
    "subsample_freq": 1,
    "reg_lambda": 5.0,
    "random_state": 0,
    "max_bin": 63,
    "n_jobs": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}

LEAST_BODY = 200
"""Characters that a body counts as at least when lines are weighed, so that no line of a tiny one rules the model."""

LEAST_WEIGHT = 0.002
"""What a line weighs at least, whatever its share of the page's body."""

TWO_PART_SUFFIX = frozenset({"co", "com", "org", "net", "gov", "ac"})

PIECE = 12
"""Lines that a piece of a page takes at most from above, within and below the body."""

Row = dict[str, Any]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Example:
    """One flattened page: its lines, whether each is body, their features. `whole` is false for a piece."""

    site: str
    flattener: str
    lines: list[Line]
    labels: NDArray[np.float32]
    lengths: NDArray[np.float64]
    features: Scores
    whole: bool

    @property
    def weights(self) -> NDArray[np.float64]:
        """What each line weighs: its share of the page's body, since the score is a mean over pages."""
        body = max(float((self.lengths * self.labels).sum()), LEAST_BODY)
        return np.minimum(self.lengths / body, 1) + LEAST_WEIGHT


def examples_of(path: Path) -> list[Example]:
    """The usable pages of a file of labelled lines, and of each a short piece."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        pages = [row for row in map(json.loads, rows) if row.get("usable", True)]
    chance = random.Random(0)
    pieces = [piece for piece in (piece_of(page, chance) for page in pages) if piece]
    return [_example(row) for row in (*pages, *pieces)]


def _example(row: Row) -> Example:
    lines = [line_of(text) for text in row["lines"]]
    looks = looks_of(lines)
    labels = np.array(row["labels"], np.float32)
    features = features_of(looks, gains_of(lines))
    site, whole = site_of(row["url"]), row.get("whole", True)
    return Example(site, row["flattener"], lines, labels, looks.lengths, features, whole)


def piece_of(page: Row, chance: random.Random) -> Row | None:
    """A page as a short clean text holds it: a few lines of the body, and a few of what stands around it."""
    body = [index for index, label in enumerate(page["labels"]) if label]
    if len(body) < 2:
        return None
    first = max(0, body[0] - chance.randrange(PIECE))
    last = body[chance.randrange(1, min(len(body), PIECE))]
    below = body[-1] + 1
    kept = [*range(first, last + 1), *range(below, min(below + chance.randrange(PIECE), len(page["lines"])))]
    return {**page, **{name: [page[name][index] for index in kept] for name in ("lines", "labels")}, "whole": False}


def site_of(url: str) -> str:
    """The registered domain of a URL, well enough to keep pages of one site together."""
    labels = (urlsplit(url).hostname or url).split(".")
    return ".".join(labels[-3 if len(labels) > 2 and labels[-2] in TWO_PART_SUFFIX else -2 :])


def grown(examples: Sequence[Example]) -> LGBMClassifier:
    """A model grown on the lines of these pages."""
    rows = np.concatenate([page.features for page in examples])
    labels = np.concatenate([page.labels for page in examples])
    return LGBMClassifier(**SETTINGS).fit(rows, labels, np.concatenate([page.weights for page in examples]))


def scored(model: LGBMClassifier, pages: Sequence[Example]) -> list[Scores]:
    """The model's chances of body, page by page."""
    rows = np.concatenate([page.features for page in pages])
    chances = model.booster_.predict(rows, num_threads=1).astype(np.float32)
    return np.split(chances, np.cumsum([len(page.lines) for page in pages])[:-1])


def folds_of(examples: Iterable[Example], count: int, seed: int) -> dict[str, int]:
    """Which fold each site is in."""
    sites = sorted({page.site for page in examples})
    random.Random(seed).shuffle(sites)
    return {site: index % count for index, site in enumerate(sites)}


def cross_validated(examples: Sequence[Example], seed: int) -> list[dict[str, float]]:
    """For each fold the mean F1 of characters by flattener, on pages of sites that the model has not seen."""
    folds = folds_of(examples, FOLDS, seed)
    found = []
    for fold in range(FOLDS):
        model = grown([page for page in examples if folds[page.site] != fold])
        unseen = [page for page in examples if page.whole and folds[page.site] == fold]
        found.append(_means(unseen, scored(model, unseen)))
    return found


def _means(pages: Sequence[Example], chances: Sequence[Scores]) -> dict[str, float]:
    scores: dict[str, list[float]] = {name: [] for name in FLATTENERS}
    for page, page_chances in zip(pages, chances, strict=True):
        kept = np.array([kind in BODY for kind in kinds_from(page.lines, page_chances)])
        scores[page.flattener].append(f1(page, kept))
    return {name: statistics.mean(values) for name, values in scores.items()}


def f1(page: Example, kept: NDArray[np.bool_]) -> float:
    """F1 of the characters of the lines that are kept."""
    kept_lengths, body = page.lengths * kept, page.lengths * page.labels
    right = float((kept_lengths * page.labels).sum())
    return 2 * right / float(kept_lengths.sum() + body.sum()) if right else 0.0


def written(model: LGBMClassifier, columns: int, path: Path) -> None:
    """Write a model as ONNX."""
    onnx = convert_lightgbm(
        model, name=path.stem, initial_types=[("features", FloatTensorType([None, columns]))], zipmap=False
    )
    for output in onnx.graph.output:
        output.type.tensor_type.shape.dim[0].ClearField("dim_value")
    path.write_bytes(onnx.SerializeToString(deterministic=True))


def main() -> None:
    """Score, train and write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = HERE.parent / "shared" / "data" / "pages" / "textscrape.dev.jsonl.gz"
    asked.add_argument("--data", type=Path, default=data, help="labelled lines of flattened pages")
    asked.add_argument("--seeds", type=int, default=3, help="how many times folds are drawn and scored")
    asked.add_argument("--only-score", action="store_true", help="write no weights")
    given = asked.parse_args()
    examples = examples_of(given.data)
    print(f"{sum(page.whole for page in examples)} pages of {len({page.site for page in examples})} sites")
    print("| seed |", " | ".join(FLATTENERS), "|\n|---|---|---|---|---|")
    for seed in range(given.seeds):
        folds = cross_validated(examples, seed)
        cells = ([fold[name] for fold in folds] for name in FLATTENERS)
        print(
            "|",
            seed,
            *(f"| {statistics.mean(cell):.3f} ± {statistics.stdev(cell):.3f}" for cell in cells),
            "|",
            flush=True,
        )
    if not given.only_score:
        model = grown(examples)
        written(model, model.n_features_in_, WEIGHTS / f"{MODEL}.onnx")


if __name__ == "__main__":
    main()
