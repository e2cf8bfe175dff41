"""Did a score fall below its floor, or did the pages change under the floors?

A `floors.json` holds the lowest score that is let through for each measure, and the digest of the pages and labels it
was measured on. `pytest tests/gold --raise-floors` lifts floors to the scores measured now and refuses when one fell;
`--lower-floors` takes the scores as they are, and is the only way down.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Move = Literal["raise", "lower"] | None
SLACK = 0.0005
"""Scores are written with four digits; half a thousandth is no fall."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The digest of what was measured, and the floor of each measure."""

    digest: str
    scores: Mapping[str, float]


def read(path: Path) -> Floors:
    """The floors as pinned."""
    return Floors(**json.loads(path.read_text(encoding="utf-8")))


def write(floors: Floors, path: Path) -> None:
    """Pin floors, in a stable order."""
    path.write_text(json.dumps(asdict(floors), indent=2, sort_keys=True) + "\n", encoding="utf-8")


def held(path: Path, measured: Floors, *, move: Move = None) -> list[str]:
    """What speaks against the measured scores, after the floors at `path` were moved as asked."""
    if move == "lower":
        write(measured, path)
    elif move == "raise":
        if fell := fallen(read(path), measured):
            return fell
        write(raised(read(path), measured), path)
    return complaints(read(path), measured)


def complaints(pinned: Floors, measured: Floors) -> list[str]:
    """One line for each floor that is not held; empty when all is well."""
    if pinned.digest != measured.digest:
        return ["the pages or labels under the floors changed: measure again with --raise-floors or --lower-floors"]
    missing = [f"{name}: no longer measured" for name in sorted(pinned.scores.keys() - measured.scores.keys())]
    return missing + fallen(pinned, measured)


def fallen(pinned: Floors, measured: Floors) -> list[str]:
    """One line for each score below its floor."""
    return [
        f"{name}: {measured.scores[name]:.4f} is below its floor {floor:.4f}"
        for name, floor in sorted(pinned.scores.items())
        if measured.scores.get(name, 1.0) < floor - SLACK
    ]


def raised(pinned: Floors, measured: Floors) -> Floors:
    """The measured digest, with the higher of both scores for each measure that is still there."""
    higher = {name: max(value, pinned.scores.get(name, 0.0)) for name, value in measured.scores.items()}
    return Floors(measured.digest, higher)
