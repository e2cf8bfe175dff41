"""How are the models of blocks made? Trees grown on pages whose rendered blocks are labelled body or not.

    python training/read/blocks/train.py [--data PAGES] [--seeds N] [--only-score]

The labels are those of the flattened pages of `textscrape.dev.jsonl.gz`, laid onto our rendered blocks by aligning the
words of both. Prints what the model reaches on pages of sites it has not seen (folds by site), for each seed of the
folds: the 4-shingle F1 of the body, against `truth.dev.jsonl`, which nothing is trained on. Then trains on all pages
and writes `blocks.first.onnx` and `blocks.second.onnx`. The second model learns from answers that the first gave about
sites it had not seen. The same data give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from lightgbm import LGBMClassifier
from numpy.typing import NDArray
from onnxmltools import convert_lightgbm
from onnxmltools.convert.common.data_types import FloatTensorType
from rapidfuzz.distance import LCSseq

from onrecord.model import BODY
from onrecord.read.decode import decoded
from onrecord.read.html import MODELS, article_text, kinds_from
from onrecord.read.lines import Line, line_of
from onrecord.read.meta import told_by
from onrecord.read.render import Drawn, drawn, tree_of
from onrecord.read.second import second_traits
from onrecord.read.sources import source_of
from onrecord.read.titles import headline, mark_headline
from onrecord.read.traits import Table, traits_of

HERE = Path(__file__).resolve().parents[3]
WEIGHTS = HERE / "src" / "onrecord" / "read" / "weights"
WHOLE = ("bs4", "inscriptis", "resiliparse")
"""Flattenings that hold the whole page; each votes on the label of a block."""

FOLDS = 5
INNER_FOLDS = 4
"""Folds by site over which the first model's answers are made that the second learns from."""

FIRST = {
    "n_estimators": 150,
    "num_leaves": 15,
    "learning_rate": 0.06,
    "colsample_bytree": 0.4,
    "min_child_samples": 20,
    "subsample": 0.8,
    "subsample_freq": 1,
    "reg_lambda": 5.0,
    "n_jobs": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
SECOND = {**FIRST, "n_estimators": 120, "num_leaves": 8, "min_child_samples": 40}

BODY_SHARE = 0.5
"""Share of a block's words in labelled lines from which it is body."""

MOST_WORDS = 60
"""Words up to which a longer block weighs more."""

TWO_PART_SUFFIX = frozenset({"co", "com", "org", "net", "gov", "ac"})

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Example:
    """One page: its blocks, what the model is asked, whether each block is body (-1: no label), and what it weighs."""

    site: str
    part: str
    body: str
    blocks: list[Drawn]
    lines: list[Line]
    given: str
    table: Table
    labels: NDArray[np.float32]
    weights: NDArray[np.float64]
    found: Any
    standfirsts: tuple[str, ...]


def examples_of(data: Path) -> list[Example]:
    """The labelled pages, in order."""
    flattened: dict[str, dict[str, Any]] = defaultdict(dict)
    with gzip.open(data / "textscrape.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            flattened[row["url"]][row["flattener"]] = row
    with (data / "truth.dev.jsonl").open(encoding="utf-8") as lines:
        return [_example(row, flattened[row["url"]], data) for row in map(json.loads, lines)]


def _example(row: dict[str, Any], flattened: dict[str, Any], data: Path) -> Example:
    source = source_of(row["file"], gzip.decompress((data / row["file"]).read_bytes()), "text/html")
    text, _ = decoded(source)
    tree = tree_of(text)
    blocks, told = drawn(tree), told_by(tree, text, None)
    lines = [line_of(block.text) for block in blocks]
    found = headline(blocks, told.markup, told.site)
    given = article_text(told.nodes)
    return Example(
        site=site_of(row["url"]),
        part=row["source"],
        body=row["body"],
        blocks=blocks,
        lines=lines,
        given=given,
        table=traits_of(blocks, lines, title=found.title or "", told=given),
        labels=labels_of(blocks, [flattened[name] for name in WHOLE]),
        weights=_weights(lines),
        found=found,
        standfirsts=told.standfirsts,
    )


def _weights(lines: Sequence[Line]) -> NDArray[np.float64]:
    """A page weighs the same whatever its length, and a block by the root of its words."""
    weights = np.sqrt([min(max(line.words, 1), MOST_WORDS) for line in lines])
    return weights / weights.sum() * 100


def site_of(url: str) -> str:
    """The site of an address, without the parts of its name that are a department's."""
    parts = urlsplit(url).netloc.split(":")[0].split(".")
    return ".".join(parts[-3:] if len(parts) > 2 and parts[-2] in TWO_PART_SUFFIX else parts[-2:])


def labels_of(blocks: Sequence[Drawn], flattenings: Iterable[dict[str, Any]]) -> NDArray[np.float32]:
    """The share of each block's words that lie in lines labelled body; -1 where no word was found."""
    own = [(word, index) for index, block in enumerate(blocks) for word in WORD.findall(block.text.lower())]
    votes = np.zeros((len(blocks), 2))
    for row in flattenings:
        theirs = [
            (word, label)
            for line, label in zip(row["lines"], row["labels"], strict=True)
            for word in WORD.findall(line.lower())
        ]
        for step in LCSseq.opcodes([word for word, _ in own], [word for word, _ in theirs]):
            if step.tag == "equal":
                for ours, their in zip(
                    range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True
                ):
                    votes[own[ours][1], theirs[their][1]] += 1
    total = votes.sum(axis=1)
    return np.where(total > 0, votes[:, 1] / np.maximum(total, 1), -1).astype(np.float32)


def grown(examples: Sequence[Example], *, seed: int) -> tuple[LGBMClassifier, LGBMClassifier]:
    """Both models of these pages."""
    likely = _unseen(examples, seed=seed)
    second = _fitted(examples, [_second(example, likely[id(example)]) for example in examples], SECOND, seed=seed)
    return _first(examples, seed=seed), second


def _first(examples: Sequence[Example], *, seed: int) -> LGBMClassifier:
    return _fitted(examples, [example.table for example in examples], FIRST, seed=seed)


def _fitted(
    examples: Sequence[Example], tables: Sequence[Table], trees: dict[str, Any], *, seed: int
) -> LGBMClassifier:
    labels = np.concatenate([example.labels for example in examples])
    weights = np.concatenate([example.weights for example in examples])
    known = labels >= 0
    model = LGBMClassifier(**trees, random_state=seed)
    return model.fit(np.vstack(tables)[known], (labels[known] > BODY_SHARE).astype(int), sample_weight=weights[known])


def _unseen(examples: Sequence[Example], *, seed: int) -> dict[int, Table]:
    """For each page, by its id, what a first model says of its blocks that was grown on other sites."""
    told = {}
    for known, asked in split(examples, INNER_FOLDS, seed=seed + 50):
        model = _first(known, seed=seed)
        told |= {id(example): _chances(model, example.table) for example in asked}
    return told


def _second(example: Example, likely: Table) -> Table:
    return second_traits(example.blocks, example.lines, example.table, likely)


def _chances(model: LGBMClassifier, table: Table) -> Table:
    return model.predict_proba(table)[:, 1].astype(np.float32)


def split(examples: Sequence[Example], folds: int, *, seed: int) -> Iterator[tuple[list[Example], list[Example]]]:
    """The pages to learn from and the pages to ask about, fold by fold; no site is in both."""
    sites = sorted({example.site for example in examples})
    random.Random(seed).shuffle(sites)
    fold = {site: number % folds for number, site in enumerate(sites)}
    for number in range(folds):
        yield (
            [example for example in examples if fold[example.site] != number],
            [example for example in examples if fold[example.site] == number],
        )


def scores_by_part(examples: Sequence[Example], *, seed: int) -> dict[str, float]:
    """The body F1 of each part of the data, on pages of sites that the models have not seen."""
    told: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for known, asked in split(examples, FOLDS, seed=seed):
        first, second = grown(known, seed=seed)
        for example in asked:
            likely = _chances(second, _second(example, _chances(first, example.table)))
            told[example.part].append(_precision_recall(example, likely))
    return {part: _f1(pairs) for part, pairs in told.items()}


def _precision_recall(example: Example, likely: Table) -> tuple[float, float]:
    kinds = kinds_from(example.blocks, example.lines, likely)
    kinds = mark_headline(example.blocks, kinds, example.found, example.standfirsts)
    body = "\n".join(block.text for block, kind in zip(example.blocks, kinds, strict=True) if kind in BODY)
    ours, theirs = _shingles(body), _shingles(example.body)
    right = sum((ours & theirs).values())
    return right / max(sum(ours.values()), 1), right / max(sum(theirs.values()), 1)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def _f1(pairs: Sequence[tuple[float, float]]) -> float:
    """The F1 of the means of precision and recall, as the public benchmark takes it."""
    precision, recall = (statistics.fmean(values) for values in zip(*pairs, strict=True))
    return 2 * precision * recall / (precision + recall)


def written(model: LGBMClassifier, path: Path) -> None:
    """Write a model as ONNX."""
    traits = [("traits", FloatTensorType([None, model.n_features_in_]))]
    onnx = convert_lightgbm(model, name=path.stem, initial_types=traits, zipmap=False)
    for output in onnx.graph.output:
        output.type.tensor_type.shape.dim[0].ClearField("dim_value")
    path.write_bytes(onnx.SerializeToString(deterministic=True))


def main() -> None:
    """Score, train, and write the weights."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data" / "pages")
    asked.add_argument("--seeds", type=int, default=3, help="how many splits into folds are scored")
    asked.add_argument("--only-score", action="store_true", help="write no weights")
    given = asked.parse_args()
    examples = examples_of(given.data)
    rows = [scores_by_part(examples, seed=seed) for seed in range(given.seeds)]
    for part in rows[0] if rows else ():
        values = [row[part] for row in rows]
        told = ", ".join(f"{value:.4f}" for value in values)
        print(f"{part}: mean {statistics.fmean(values):.4f} ({told})", flush=True)
    if not given.only_score:
        for name, model in zip(MODELS, grown(examples, seed=0), strict=True):
            written(model, WEIGHTS / f"{name}.onnx")


if __name__ == "__main__":
    main()
