"""How much does each thing that two pages share count when it is asked whether they tell one event?

    python training/stories/fit.py ../shared/data/stories > src/onrecord/corroborate/page_weights.py

Two logistic models over pairs of the pages of stories.dev.jsonl, one for texts and one for their headlines alone. The
features come from `onrecord.corroborate.nearness` itself. What the models are worth is told on the error stream: the
pages are cut into folds by topic (two events of one kind are one topic), each pair is scored by models that saw
neither of its topics, and the threshold is the mean of those that were best without the fold. Deterministic; about two
minutes on one core. Text and labels are measured with and never copied: what is kept are the weights.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

HERE = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(HERE / "bench"))

from predicted import page_of_lines  # noqa: E402

from onrecord.corroborate import facts_of, trace_of  # noqa: E402
from onrecord.corroborate.nearness import HEADLINES_SAY, TEXTS_SAY, WINDOW, features, gaps, laid  # noqa: E402
from onrecord.corroborate.rarity import rarity_of  # noqa: E402

FOLDS = 5
PENALTY = 1.0
"""Strength of the pull of each weight (of a feature in units of its spread) towards nought; ten times more or less
changed nothing."""

KIND = re.compile(r"(?<=\d)ecb(?:plus)?$")
"""What tells two events of one kind apart in the labels of the texts: both are one topic and lie in one fold."""

OTHER_TOPIC = 0.3
"""How much a pair of two topics counts: there are a hundred times more of them than of two events of one kind."""

FIXED = {"gap": -0.3, "half_dated": -2.5}
"""Weights set by judgement. In the texts nearly all pages with a day tell of events without a like, so that a fit would
learn that days do not matter; half of the events of one kind come without any day, so that it would learn (-2.7) what
we set: a page without a day may be on last year's meeting."""

STRANGERS = 0.2
"""Pairs that share less than this (logarithm of the weight of terms in both) are not weighed."""

MOST_STRANGERS = 150_000
"""Pairs of two events fitted on, drawn at random where there are more."""

HEADLINE_WORDS = 14
"""Words of a first line that stand for a headline where a text has none."""

THRESHOLDS = np.arange(0.06, 0.86, 0.02)
AT_ONCE = 65_536


@dataclass(frozen=True, slots=True)
class Case:
    """Pairs of pages (by their places), what is told of each, and whether both tell one event."""

    labels: list[str]
    folds: Any
    a: Any
    b: Any
    told: Any
    same: Any
    weight: Any


def main(folder: Path) -> None:
    """Fit both models on the data of `folder`, print the module, and tell on the error stream what they are worth."""
    fitted = {}
    rows = [json.loads(line) for line in (folder / "stories.dev.jsonl").open(encoding="utf-8")]
    for name, say, pages in (
        ("TEXT", TEXTS_SAY, rows),
        ("HEADLINE", HEADLINES_SAY, [headline_of(row) for row in rows]),
    ):
        case = case_of(pages, say)
        threshold, scores = judged(case, say, folder.parent.parent / "tools" / "score_clusters.py")
        print(name, len(case.a), "pairs", round(threshold, 3), scores, file=sys.stderr)
        weights, tie = fit(case, np.arange(len(case.a)), say)
        fitted[name] = (weights, tie + float(np.log(threshold / (1 - threshold))))
    print(module(fitted), end="")


def headline_of(row: dict[str, Any]) -> dict[str, Any]:
    """The page as a feed would show it: its headline, or the first line of its text, and nothing else."""
    line = row["title"] or next(line for line in row["text"].split("\n") if line.strip())
    words = " ".join(line.split()[:HEADLINE_WORDS])
    return row | {"title": words, "text": words}


def case_of(rows: Sequence[dict[str, Any]], say: Sequence[str]) -> Case:
    """The pairs of `rows` that are worth weighing, and what is told of each in the order of `say`."""
    pages = [page_of_lines(row) for row in rows]
    traces = {page.id: trace_of(page) for page in pages}
    beside = laid([facts_of(page) for page in pages], traces, rarity_of(traces.values()))
    labels = [row["cluster"] for row in rows]
    topics = [KIND.sub("", label) for label in labels]
    found = [_weighable(beside, a, b, say) for a, b in _chunks(len(rows))]
    a, b, told = (np.concatenate(parts) for parts in zip(*found, strict=True))
    same = np.array([labels[i] == labels[j] for i, j in zip(a, b, strict=True)])
    kin = np.array([topics[i] == topics[j] for i, j in zip(a, b, strict=True)])
    folds = _folds(topics)
    return Case(labels, folds, a, b, told, same, np.where(kin, 1.0, OTHER_TOPIC))


def _chunks(pages: int) -> Iterator[tuple[Any, Any]]:
    a, b = np.triu_indices(pages, 1)
    yield from ((a[i : i + AT_ONCE], b[i : i + AT_ONCE]) for i in range(0, len(a), AT_ONCE))


def _weighable(beside: Any, a: Any, b: Any, say: Sequence[str]) -> tuple[Any, Any, Any]:
    told = features(beside, a, b)
    keep = (told["text"] >= STRANGERS) & (np.nan_to_num(gaps(beside, a, b)) <= WINDOW)
    return a[keep], b[keep], np.stack([told[name][keep] for name in say], axis=1)


def _folds(topics: Sequence[str]) -> Any:
    shuffled = np.random.RandomState(0).permutation(sorted(set(topics)))
    fold = {topic: i % FOLDS for i, topic in enumerate(shuffled)}
    return np.array([fold[topic] for topic in topics])


def fit(case: Case, pairs: Any, say: Sequence[str]) -> tuple[dict[str, float], float]:
    """Weights and the tie (what must be outweighed) of a logistic model pulled towards nought (Newton's method)."""
    strangers = pairs[~case.same[pairs]]
    if len(strangers) > MOST_STRANGERS:
        strangers = np.random.RandomState(0).choice(strangers, MOST_STRANGERS, replace=False)
    pairs = np.concatenate([pairs[case.same[pairs]], strangers])
    told, same, weight = case.told[pairs], case.same[pairs].astype(float), case.weight[pairs]
    fixed = [i for i, name in enumerate(say) if name in FIXED]
    free = [i for i, name in enumerate(say) if name not in FIXED]
    offset = told[:, fixed] @ np.array([FIXED[say[i]] for i in fixed]) if fixed else np.zeros(len(pairs))
    mean, spread = told[:, free].mean(0), np.maximum(told[:, free].std(0), 1e-9)
    design = np.c_[(told[:, free] - mean) / spread, np.ones(len(pairs))]
    pull = np.r_[np.full(len(free), PENALTY), 1e-9]
    theta = np.zeros(len(pull))
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(design @ theta + offset, -30, 30)))
        slope = design.T @ (weight * (p - same)) + pull * theta
        theta -= np.linalg.solve((design * (weight * p * (1 - p))[:, None]).T @ design + np.diag(pull), slope)
    weights = dict(zip([say[i] for i in free], theta[:-1] / spread, strict=True)) | {
        say[i]: FIXED[say[i]] for i in fixed
    }
    return {name: weights[name] for name in say}, float((theta[:-1] * mean / spread).sum() - theta[-1])


def judged(case: Case, say: Sequence[str], scorer: Path) -> tuple[float, dict[str, float]]:
    """The threshold, and how good the stories are when no pair is scored by a model that saw its topics."""
    score = _scorer(scorer)
    folds_a, folds_b = case.folds[case.a], case.folds[case.b]
    likely, best = [], []
    for fold in range(FOLDS):
        known = (folds_a != fold) & (folds_b != fold)
        weights, tie = fit(case, np.flatnonzero(known), say)
        likely.append(1 / (1 + np.exp(tie - case.told @ np.array([weights[name] for name in say]))))
        pages = np.flatnonzero(case.folds != fold)
        tree = _tree(pages, case.a[known], case.b[known], likely[-1][known])
        gold = {int(page): case.labels[page] for page in pages}
        scored = [(score(gold, _cut(tree, pages, threshold)), threshold) for threshold in THRESHOLDS]
        best.append(max((found["b3_f1"] + found["ari"], threshold) for found, threshold in scored)[1])
    every = np.arange(len(case.a))
    crossed = (np.array(likely)[folds_a, every] + np.array(likely)[folds_b, every]) / 2
    pages = np.arange(len(case.labels))
    found = score(
        dict(enumerate(case.labels)), _cut(_tree(pages, case.a, case.b, crossed), pages, float(np.mean(best)))
    )
    return float(np.mean(best)), {name: round(found[name], 3) for name in ("b3_f1", "ari", "b3_p", "b3_r")}


def _scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_clusters", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score


def _tree(pages: Any, a: Any, b: Any, likely: Any) -> Any:
    place = np.full(int(pages.max()) + 1, -1)
    place[pages] = np.arange(len(pages))
    distance = np.ones((len(pages), len(pages)), dtype=np.float32)
    np.fill_diagonal(distance, 0)
    distance[place[a], place[b]] = distance[place[b], place[a]] = 1 - likely
    return linkage(squareform(distance, checks=False), "average")


def _cut(tree: Any, pages: Any, threshold: float) -> dict[int, int]:
    return {int(page): int(own) for page, own in zip(pages, fcluster(tree, 1 - threshold, "distance"), strict=True)}


HEAD = '''"""How much does each thing that two pages share count when it is asked whether they tell one event?

Weights of two logistic models, fitted by training/stories/fit.py, which prints this module: a pair of pages is as
likely to tell one event as not when the weighed sum of what is told of it equals the tie. What each row says stands in
nearness.py.
"""

from __future__ import annotations
'''


def module(fitted: Mapping[str, tuple[Mapping[str, float], float]]) -> str:
    """The source of the module that holds the weights."""
    parts = [HEAD]
    for name, (weights, tie) in fitted.items():
        rows = "".join(f'    "{row}": {weight:.2f},\n' for row, weight in weights.items())
        parts.append(f"\n{name}_TIE = {tie:.2f}\n{name}S: dict[str, float] = {{\n{rows}}}\n")
    return "".join(parts)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
