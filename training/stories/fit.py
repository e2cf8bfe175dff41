"""How much does each thing that two pages share count when it is asked whether they tell one event?

    python training/stories/fit.py ../shared/data/stories > src/onrecord/corroborate/page_weights.py

Three logistic models over pairs of pages: one for the texts of stories.dev.jsonl, one for their headlines alone, and
one for headlines that have vectors, which is fitted on those of uci.dev.jsonl too. The features come from
`onrecord.corroborate.nearness` itself. What the models are worth is told on the error stream: the pages are cut into
folds by topic (two events of one kind are one topic), each pair is scored by models that saw neither of its topics, and
the cut is the mean of those that were best without the fold. Deterministic; about five minutes on one core. Text
and labels are measured with and never copied: what is kept are the weights.
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
from onrecord.corroborate.nearness import (  # noqa: E402
    HEADLINES_SAY,
    LIKE,
    SENSED_SAY,
    STRANGERS,
    TEXTS_SAY,
    WINDOW,
    features,
    gaps,
    laid,
)
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
we set: a page without a day may be on last year's meeting. What two days
add to headlines is told by the cuts of the two sets, of which one has days."""

BROAD = 0.1
"""How much a pair of uci.dev counts beside one of stories.dev: its 44 stories are broad, and its pairs many."""

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


@dataclass(frozen=True, slots=True)
class Model:
    """What a module row holds: see the class of the same name that `module` prints."""

    name: str
    weights: Mapping[str, float]
    tie: float
    dated: float
    cut: float


def main(folder: Path) -> None:
    """Fit the models on the data of `folder`, print the module, and tell on the error stream what they are worth."""
    scorer = _scorer(folder.parent.parent / "tools" / "score_clusters.py")
    rows = [json.loads(line) for line in (folder / "stories.dev.jsonl").open(encoding="utf-8")]
    feed = [json.loads(line) | {"date": None} for line in (folder / "uci.dev.jsonl").open(encoding="utf-8")]
    headlines = [headline_of(row) for row in rows]
    models = []
    for name, say, pages in (("TEXT", TEXTS_SAY, rows), ("HEADLINE", HEADLINES_SAY, headlines)):
        case = case_of(pages, say)
        cut = told_of(name, case, crossed(case, say), scorer)
        models.append(Model(name, *fit(case, np.arange(len(case.a)), say), cut, cut))
    models.append(sensed([case_of(headlines, SENSED_SAY), case_of(feed, SENSED_SAY)], scorer))
    print(module(models), end="")


def sensed(cases: Sequence[Case], scorer: Any) -> Model:
    """The model for headlines with vectors: fitted on both sets, the cut for pairs with days by the first of them."""
    both = joined(*cases)
    likely = crossed(both, SENSED_SAY)
    ends = np.cumsum([0, *(len(case.a) for case in cases)])
    dated, undated = (
        told_of(f"SENSED, {name}", case, likely[:, ends[i] : ends[i + 1]], scorer)
        for i, (name, case) in enumerate(zip(("stories.dev", "uci.dev"), cases, strict=True))
    )
    return Model("SENSED", *fit(both, np.arange(len(both.a)), SENSED_SAY), dated, undated)


def joined(one: Case, broad: Case) -> Case:
    """The pairs of two sets as those of one, the second ones counting `BROAD`."""
    pages = len(one.labels)
    return Case(
        [*one.labels, *broad.labels],
        np.concatenate([one.folds, broad.folds]),
        np.concatenate([one.a, broad.a + pages]),
        np.concatenate([one.b, broad.b + pages]),
        np.concatenate([one.told, broad.told]),
        np.concatenate([one.same, broad.same]),
        np.concatenate([one.weight, BROAD * broad.weight]),
    )


def headline_of(row: dict[str, Any]) -> dict[str, Any]:
    """The page as a feed would show it: its headline, or the first line of its text, and nothing else."""
    line = row["title"] or next(line for line in row["text"].split("\n") if line.strip())
    words = " ".join(line.split()[:HEADLINE_WORDS])
    return row | {"title": words, "text": words}


def case_of(rows: Sequence[dict[str, Any]], say: Sequence[str]) -> Case:
    """The pairs of `rows` that are worth weighing (no strangers), and what is told of each in the order of `say`."""
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
    like = (told["text"] >= STRANGERS) | ((told["sense"] >= LIKE) if "sense" in say else False)
    keep = like & (np.nan_to_num(gaps(beside, a, b)) <= WINDOW)
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


def crossed(case: Case, say: Sequence[str]) -> Any:
    """For each fold, how likely a model that did not see it finds each pair."""
    folds_a, folds_b = case.folds[case.a], case.folds[case.b]
    found = []
    for fold in range(FOLDS):
        weights, tie = fit(case, np.flatnonzero((folds_a != fold) & (folds_b != fold)), say)
        evidence = case.told @ np.array([weights[name] for name in say]) - tie
        found.append(1 / (1 + np.exp(-np.clip(evidence, -50, 50))))
    return np.array(found)


def told_of(name: str, case: Case, likely: Any, score: Any) -> float:
    """The cut; how good the stories are when no pair is weighed by a model that saw its topics is told."""
    folds_a, folds_b = case.folds[case.a], case.folds[case.b]
    best = []
    for fold in range(FOLDS):
        known = (folds_a != fold) & (folds_b != fold)
        pages = np.flatnonzero(case.folds != fold)
        tree = _tree(pages, case.a[known], case.b[known], likely[fold][known])
        gold = {int(page): case.labels[page] for page in pages}
        scored = [(score(gold, _cut(tree, pages, threshold)), threshold) for threshold in THRESHOLDS]
        best.append(max((found["b3_f1"] + found["ari"], threshold) for found, threshold in scored)[1])
    every = np.arange(len(case.a))
    likely = (likely[folds_a, every] + likely[folds_b, every]) / 2
    pages, cut = np.arange(len(case.labels)), float(np.mean(best))
    found = score(dict(enumerate(case.labels)), _cut(_tree(pages, case.a, case.b, likely), pages, cut))
    scores = {each: round(found[each], 3) for each in ("b3_f1", "ari", "b3_p", "b3_r")}
    print(name, len(case.a), "pairs", round(cut, 3), scores, file=sys.stderr)
    return cut


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

Three logistic models, fitted by training/stories/fit.py, which prints this module. What each row says stands in
nearness.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Model:
    """A pair is as likely to tell one event as not when its weighed sum equals the tie.

    Groups of pages are one story from a mean likelihood of `cut` on: `dated` for pairs that both have a day.
    """

    tie: float
    dated: float
    cut: float
    weights: Mapping[str, float]
'''


def module(models: Sequence[Model]) -> str:
    """The source of the module that holds the weights."""
    parts = [HEAD]
    for each in models:
        rows = "".join(f'        "{row}": {weight:.2f},\n' for row, weight in each.weights.items())
        numbers = f"    tie={each.tie:.2f},\n    dated={each.dated:.2f},\n    cut={each.cut:.2f},\n"
        parts.append(f"\n{each.name} = Model(\n{numbers}    weights={{\n{rows}    }},\n)\n")
    return "".join(parts)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
