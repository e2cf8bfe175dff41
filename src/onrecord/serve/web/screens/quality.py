"""How far is the record to be trusted, and what is not in it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model import PUBLISHED_CONFIDENCE
from onrecord.serve.measured import SIDE, Measured, measured, place_of
from onrecord.serve.once import once
from onrecord.serve.rules import Rule, rules_of
from onrecord.serve.web.asking import Answer, Asked, screen_of
from onrecord.serve.why import versions
from onrecord.store import history
from onrecord.store.history import Build

MOST_SOURCES = 20
"""Sources named for a reason of refusal."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why sources were not read further, how many, and the first of them."""

    stage: str
    why: str
    count: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QualityScreen:
    """`/quality`: the published threshold and scores, the versions and rules at work, the builds, what was refused."""

    threshold: float
    measured: Measured
    versions: Mapping[str, str]
    rules: tuple[Rule, ...]
    counts: Mapping[str, int]
    builds: tuple[Build, ...]
    refused: int
    reasons: tuple[Reason, ...]

    def place(self, share: float) -> float:
        """Where a share stands along the sides of the drawing of confidences, which are `side` long."""
        return place_of(share)

    def side(self) -> int:
        """The side of that drawing."""
        return SIDE


def quality(asked: Asked) -> Answer:
    """`/quality`: how far to trust the record, and what is not in it."""
    refusals = asked.desk.holdings.refusals()
    grouped: dict[tuple[str, str], list[str]] = {}
    for refusal in refusals:
        grouped.setdefault((refusal.stage, refusal.why), []).append(refusal.source)
    reasons = (Reason(stage, why, len(names), tuple(names[:MOST_SOURCES])) for (stage, why), names in grouped.items())
    body = QualityScreen(
        threshold=PUBLISHED_CONFIDENCE,
        measured=measured(),
        versions=versions(),
        rules=once(asked.record, "rules", lambda: rules_of(asked.record)),
        counts=asked.desk.holdings.counts(),
        builds=tuple(history.builds(asked.record)),
        refused=len(refusals),
        reasons=tuple(sorted(reasons, key=lambda each: (-each.count, each.stage, each.why))),
    )
    return screen_of(asked, "How far to trust it", "/quality", body)
