"""Do people who judged the same row agree?

Of each person the judgements in force count. Agreement is told raw, as the share of pairs of people that gave the same
opinion of a row, and as Krippendorff's alpha for nominal data (K. Krippendorff, Computing Krippendorff's
Alpha-Reliability, 2011), which takes any number of people, each of whom may have judged some rows only: 1 is full
agreement, 0 what chance would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.model import Judgement
from onrecord.serve.harm import looked_at


@dataclass(frozen=True, slots=True)
class Agreement:
    """How people agree: `rows` that several judged, pairs of opinions on them, the share of these that agree, alpha.

    `raw` and `alpha` are None where there is nothing to compute them from; alpha also where all opinions are one.
    """

    rows: int
    pairs: int
    raw: float | None
    alpha: float | None


def opinions_of(judgements: Iterable[Judgement]) -> dict[str, str]:
    """What each person thinks of a row, from the judgements on it: it is wrong, what they corrected, or it holds."""
    by_person: dict[str, list[Judgement]] = {}
    for judgement in looked_at(judgements):
        by_person.setdefault(judgement.by.removeprefix("person:"), []).append(judgement)
    return {person: _opinion(several) for person, several in by_person.items()}


def _opinion(several: Sequence[Judgement]) -> str:
    if several[-1].kind == "reject":
        return "reject"
    corrected = {each.kind: each.value for each in several if each.kind not in ("reject", "confirm")}
    return ", ".join(f"{kind} {value}".strip() for kind, value in sorted(corrected.items())) or "confirm"


def differ(opinions: Mapping[str, str]) -> bool:
    """Whether some people think otherwise than others."""
    return len(set(opinions.values())) > 1


def agreement_of(rows: Iterable[Iterable[str]]) -> Agreement:
    """The agreement over rows, each given as the opinions of the people who judged it."""
    units = [Counter(opinions) for opinions in rows]
    units = [unit for unit in units if unit.total() > 1]
    pairs = sum(unit.total() * (unit.total() - 1) // 2 for unit in units)
    alike = sum(count * (count - 1) // 2 for unit in units for count in unit.values())
    return Agreement(len(units), pairs, alike / pairs if pairs else None, _alpha(units))


def _alpha(units: Sequence[Counter[str]]) -> float | None:
    """1 - (n - 1) * observed / expected disagreement, over the coincidences of values inside units."""
    values = sum(units, Counter[str]())
    total = values.total()
    observed = sum(2 * a * b / (unit.total() - 1) for unit in units for a, b in combinations(unit.values(), 2))
    expected = sum(2 * a * b for a, b in combinations(values.values(), 2))
    return 1 - (total - 1) * observed / expected if expected else None
