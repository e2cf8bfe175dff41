"""Fit how far the finds of rules and tagger can be believed, and write it as `tagger.json`.

    python training/corpus/read.py --data TEXTS.jsonl | python training/attribution/weigh.py - FOLDER

FOLDER holds `tagger.onnx` and `tokenizer.json`. The weights (logistic regression, L2) are fitted on the development
part of the corpus, which the tagger was not trained on: the real texts count more than the invented ones, and by
themselves decide how sure is sure (Platt 1999, "Probabilistic Outputs for Support Vector Machines"). The chance from
which a find of the tagger alone is kept is the one with the best F0.5 there.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from examples import Document, read_documents
from numpy.typing import NDArray
from scipy.optimize import minimize

from onrecord.extract.attribution import read_by_tagger
from onrecord.extract.parse import parse
from onrecord.extract.spans import Offsets, Passage, likeness
from onrecord.extract.tagger import Tagger
from onrecord.extract.weighing import Candidate, Signs, candidates_in
from onrecord.model import Block, Page, PageId

REAL = ("GUM_", "MEANTIME")
"""How the ids of real texts begin."""
REAL_COUNTS = 3.0
"""Weight of a report of a real text beside one of an invented text."""
PULL = 1.0
"""L2 penalty: what a weight must earn to be there."""
RIGHT_CONTENT, RIGHT_SOURCE = 0.5, 0.3
"""Share of letters in both over letters in either from which a find has the label's content, and its source."""
LEAST_KEPT = 0.2
BETA = 0.5
"""Precision counts twice as much as recall (F-measure of van Rijsbergen 1979): a wrong speaker is worse than a miss."""
CORPUS = {"onrecord attribution corpus": {"licence": "CC BY 4.0"}}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate of a development text: its signs, whether it is right, whether its text is real."""

    signs: Signs
    right: bool
    real: bool
    ruled: bool


def main() -> None:
    """Fit on the development part and write the settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help='JSONL of documents, "-" for standard input')
    parser.add_argument("folder", type=Path, help="holds tagger.onnx and tokenizer.json; tagger.json is written there")
    arguments = parser.parse_args()
    documents = read_documents(arguments.corpus)
    files = (arguments.folder / name for name in ("tagger.onnx", "tokenizer.json"))
    weights, tokenizer = (path.read_bytes() for path in files)
    judged, wanted = _judged([d for d in documents if d["split"] == "dev"], Tagger(weights, tokenizer.decode()))
    fitted = _fitted(judged)
    keep, best = _kept(judged, fitted, wanted)
    data = {"onrecord attribution corpus": CORPUS["onrecord attribution corpus"] | _counted(documents)}
    settings = {"language": "en", "data": data, "weights": fitted, "keep": keep}
    (arguments.folder / "tagger.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    print(f"{len(judged)} reports of development texts, kept from {keep:.2f}: F0.5 {best:.3f} there")


def _counted(documents: Iterable[Document]) -> dict[str, int]:
    parts = Counter(document["split"] for document in documents)
    return {f"{part} documents": parts[part] for part in ("train", "dev")}


def _judged(documents: Sequence[Document], tagger: Tagger) -> tuple[list[Weighed], int]:
    """Every candidate of the documents, and how many statements they hold in all."""
    judged: list[Weighed] = []
    wanted = 0
    for document, parsed in zip(documents, parse(map(_page, documents)), strict=True):
        statements = [row for row in document["attributions"] if row["cue"] and not row["labels"] and not row["inside"]]
        wanted += len(statements)
        for passage, rules, tagged in read_by_tagger(parsed, tagger):
            for each in candidates_in(passage, rules, tagged):
                if each.likely and (each.report.cue is not None or each.report.sources):
                    right = any(_agrees(passage, each, row) for row in statements)
                    judged.append(Weighed(each.signs, right, document["id"].startswith(REAL), each.ruled))
    return judged, wanted


def _page(document: Document) -> Page:
    """A page whose lines are paragraphs."""
    text, blocks, at = document["text"], [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block("paragraph", at, at + len(line.rstrip())))
        at += len(line)
    name = document["id"]
    return Page(PageId(name), name, "", "text/plain", text, blocks=tuple(blocks), language="en")


def _agrees(passage: Passage, each: Candidate, row: Any) -> bool:
    start = passage.paragraph.start
    content = [(s + start, e + start) for s, e in each.report.content]
    phrase = [each.report.phrase] if each.report.phrase else each.report.sources
    source = [(s + start, e + start) for s, e in phrase]
    heard = not source and not row["source"]
    return likeness(content, row["content"]) >= RIGHT_CONTENT and (heard or _named(source, row["source"]))


def _named(source: Sequence[Offsets], wanted: Sequence[Offsets]) -> bool:
    """Whether a source is the label's: the rules name the bare name, the label the whole phrase."""
    return any(first <= start and end <= last for start, end in source for first, last in wanted) or (
        likeness(source, wanted) >= RIGHT_SOURCE
    )


def _fitted(judged: Sequence[Weighed]) -> dict[str, float]:
    names = sorted({name for each in judged for name in each.signs})
    signs = np.array([[each.signs.get(name, 0.0) for name in names] for each in judged])
    right = np.array([each.right for each in judged], float)
    counts = np.array([REAL_COUNTS if each.real else 1.0 for each in judged])
    weights = _logistic(signs, right, counts, PULL)
    odds = signs @ weights[1:] + weights[0]
    real = np.array([each.real for each in judged])
    shift, slope = _logistic(odds[real, None], right[real], np.ones(int(real.sum())), 0.0)
    told = {"bias": slope * weights[0] + shift} | dict(zip(names, slope * weights[1:], strict=True))
    return {name: round(float(value), 4) for name, value in told.items()}


def _logistic(
    signs: NDArray[np.float64], right: NDArray[np.float64], counts: NDArray[np.float64], pull: float
) -> NDArray[np.float64]:
    """Bias and weights of a logistic regression, by the least loss."""
    whole = np.hstack([np.ones((len(signs), 1)), signs])

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds = whole @ weights
        lost = np.logaddexp(0, odds) - right * odds
        slope = whole.T @ (counts * (1 / (1 + np.exp(-odds)) - right))
        penalty = pull * weights * (np.arange(len(weights)) > 0)
        return float(counts @ lost + (penalty @ weights) / 2), slope + penalty

    found: NDArray[np.float64] = minimize(loss, np.zeros(whole.shape[1]), jac=True, method="L-BFGS-B").x
    return found


def _kept(judged: Sequence[Weighed], weights: dict[str, float], wanted: int) -> tuple[float, float]:
    """The chance from which the tagger's finds are kept, and the F0.5 that gives on the development part."""
    odds = np.array([weights["bias"] + sum(v * weights.get(n, 0.0) for n, v in each.signs.items()) for each in judged])
    chances, right = 1 / (1 + np.exp(-odds)), np.array([each.right for each in judged])
    ruled = np.array([each.ruled for each in judged])
    scored: list[tuple[float, float]] = []
    for least in np.arange(LEAST_KEPT, 0.9, 0.01):
        kept = ruled | (chances >= least)
        found, told = float((right & kept).sum()), int(kept.sum())
        scored.append(((1 + BETA**2) * found / (told + BETA**2 * wanted), round(float(least), 2)))
    best, keep = max(scored)
    return keep, best


if __name__ == "__main__":
    main()
