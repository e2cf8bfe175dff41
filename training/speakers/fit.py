"""How much does each thing that is true of somebody count when a pronoun or a role phrase is read?

    python training/speakers/fit.py src/onrecord/resolve/weights.py [DATA FOLDER]

Two conditional logistic models (one for pronouns, one for role phrases) on the training parts of the corpus, the real
one where the data folder with its texts is named:
the candidates and what is true of them come from the resolver itself, which is told the right answer after each
decision, so that one mistake does not bring on the next. Deterministic; about a minute on one core.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent.parent / "bench"))

from articles import rows_of  # noqa: E402
from predicted import page_of_lines  # noqa: E402
from speakers import claims_of, forms_of, outcome  # noqa: E402

from onrecord.extract import parse  # noqa: E402
from onrecord.model import Claims, Page, Statement, id_of  # noqa: E402
from onrecord.resolve.coref import Reader  # noqa: E402
from onrecord.resolve.ranking import Candidate, ranked  # noqa: E402
from onrecord.resolve.weights import PRONOUN, ROLE  # noqa: E402

Told = Sequence[tuple[Candidate | None, list[str]]]
Case = tuple[list[list[str]], list[bool], float]
"""What is true of each candidate, which of them are right, and how much the case counts."""

PARTS = {"invented-train": 1.0, "real-train": 4.0}
"""Parts that are fitted on, and how much a decision of each counts: there are few of the real ones."""
PENALTY = 1.0
"""Strength of the pull of each weight towards nought, chosen on the development part of the invented articles."""
LEAST = 0.05
"""Weights under this are left out of the tables."""

HEAD = '''"""How much does each thing that is true of somebody count when a pronoun or a role phrase is read?

Weights of conditional logistic models (see ranking.py), fitted on the training parts of our own corpus by
training/speakers/fit.py, which prints this module; what is in no row weighs nothing.
"""

from __future__ import annotations

'''
TABLES = (
    ("PRONOUN", '"""For "he", "she", "it", "they" and their kin; the names of the rows are given in ranking.py."""'),
    ("ROLE", '"""For "the minister", "the airline"; the names of the rows are given in roles.py."""'),
)


class Watched(Reader):
    """A reader that keeps each decision with the right answer, and goes on from the right answer."""

    def __init__(self, page: Page, claims: Claims, row: dict[str, Any], cases: dict[str, list[Case]]) -> None:
        super().__init__(page, claims)
        self.cases = cases
        self.counts = PARTS[row["part"]]
        self.forms = forms_of(row, page.text)
        self.gold = {id_of("s", page.id, one["id"]): one for one in row["attributions"]}

    def _weighed(
        self, weights: Mapping[str, float], told: Told, statement: Statement | None
    ) -> list[tuple[float, Candidate | None]]:
        if statement is None:
            return ranked(weights, told)
        right = [self._is_right(candidate, statement) for candidate, _ in told]
        unnamed = not any(self.forms[key].name for key in self.gold[statement.id]["speakers"])
        if not any(right) or (unnamed and weights is ROLE):
            right[0] = True  # the first is nobody
        self.cases["PRONOUN" if weights is PRONOUN else "ROLE"].append(
            ([names for _, names in told], right, self.counts)
        )
        return [(1.0, told[right.index(True)][0])]

    def _is_right(self, candidate: Candidate | None, statement: Statement) -> bool:
        one = self.gold[statement.id]
        if candidate is None or not one["speakers"]:
            return False
        names = (candidate.who.name, candidate.other.name) if candidate.other else (candidate.who.name,)
        return outcome(one, names, self.forms, "") == "right"


def cases_of(data: Path | None) -> dict[str, list[Case]]:
    """The decisions on the articles of the parts."""
    cases: dict[str, list[Case]] = {name: [] for name, _ in TABLES}
    rows = {row["id"]: row for row in rows_of(data) if row["part"] in PARTS}
    for parsed in parse(page_of_lines({"id": row["id"], "text": row["text"]}) for row in rows.values()):
        row = rows[parsed.page.source]
        Watched(parsed.page, claims_of(parsed, row), row, cases).statements()
    return cases


def fitted(cases: list[Case]) -> dict[str, float]:
    """The weights under which the right answers are the likeliest, pulled towards nought."""
    names = sorted({name for candidates, _, _ in cases for told in candidates for name in told})
    place = {name: number for number, name in enumerate(names)}
    rows = [(_matrix(candidates, place), np.array(right), counts) for candidates, right, counts in cases]

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        total, slope = 0.0, np.zeros_like(weights)
        for true, right, counts in rows:
            raised = np.exp((scores := true @ weights) - scores.max())
            share = raised / raised.sum()
            good = share[right].sum()
            total -= counts * float(np.log(good))
            slope += counts * true.T @ (share - np.where(right, share / good, 0.0))
        return total + PENALTY * float(weights @ weights) / 2, slope + PENALTY * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B")
    return dict(zip(names, found.x.tolist(), strict=True))


def _matrix(candidates: list[list[str]], place: dict[str, int]) -> np.ndarray:
    true = np.zeros((len(candidates), len(place)))
    for number, told in enumerate(candidates):
        true[number, [place[name] for name in told]] = 1.0
    return true


def main() -> None:
    """Write the module of weights to the path given."""
    cases = cases_of(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    tables = []
    for name, about in TABLES:
        rows = sorted((row, weight) for row, weight in fitted(cases[name]).items() if abs(weight) >= LEAST)
        body = "".join(f'    "{row}": {weight:.2f},\n' for row, weight in rows)
        tables.append(f"{name}: dict[str, float] = {{\n{body}}}\n{about}\n")
    Path(sys.argv[1]).write_text(HEAD + "\n".join(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
