"""How long does it take to group a million signatures, and are the groups the ones that were put in?

    python bench/signed.py [MANY]

Signatures are drawn, not made from texts. A tenth are copies: they agree with another page in half of the slots or
more; a fifth tell the same event as another: they agree in a tenth to a fifth and must stay apart.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict, dataclass

import numpy as np
from grow import peak

from onrecord.corroborate.bands import Places, Rows, signatures_grouped
from onrecord.corroborate.traces import PERMUTATIONS

SEED = 1931
MANY = 1_000_000
SECONDS = 60
COPIES, SIBLINGS = 0.1, 0.2
AGREE_COPIES, AGREE_SIBLINGS = (0.5, 1.0), (0.1, 0.2)
"""Shares of signatures, and of slots in which they agree with their original."""
AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class Signed:
    """One run. Seconds on the clock and of CPU; bytes of the signatures, and of memory at most.

    `found` is the share of copies that are grouped with their original, `wrong` how many originals stand in the group
    of another.
    """

    many: int
    wall: float
    cpu: float
    size: int
    peak: int
    found: float
    wrong: int


def drawn(many: int) -> tuple[Rows, Places]:
    """Signatures, and for each the number of the page it copies (its own where it copies none)."""
    chance = np.random.default_rng(SEED)
    rows = np.empty((many, PERMUTATIONS), dtype=np.uint32)
    for start in range(0, many, AT_ONCE):
        some = rows[start : start + AT_ONCE]
        some[:] = chance.integers(0, 2**32, some.shape, dtype=np.uint32)
    kind = chance.random(many)
    originals = np.flatnonzero(kind >= COPIES + SIBLINGS)
    origin = np.arange(many)
    copies = np.flatnonzero(kind < COPIES)
    origin[copies] = chance.choice(originals, len(copies))
    _agree(rows, copies, origin[copies], AGREE_COPIES, chance)
    siblings = np.flatnonzero((kind >= COPIES) & (kind < COPIES + SIBLINGS))
    _agree(rows, siblings, chance.choice(originals, len(siblings)), AGREE_SIBLINGS, chance)
    return rows, origin


def _agree(rows: Rows, pages: Places, others: Places, shares: tuple[float, float], chance: np.random.Generator) -> None:
    """Let each page agree with its other in a share of slots between the two given."""
    for start in range(0, len(pages), AT_ONCE):
        some, other = pages[start : start + AT_ONCE], others[start : start + AT_ONCE]
        same = chance.random((len(some), PERMUTATIONS)) < chance.uniform(*shares, (len(some), 1))
        rows[some] = np.where(same, rows[other], rows[some])


def measured(many: int) -> Signed:
    """Group them and compare with what was put in."""
    rows, origin = drawn(many)
    began, clock = time.process_time(), time.monotonic()
    labels = signatures_grouped(rows)
    cpu, wall = time.process_time() - began, time.monotonic() - clock
    copies = np.flatnonzero(origin != np.arange(many))
    found = float((labels[copies] == labels[origin[copies]]).mean()) if len(copies) else 1.0
    together = len(np.unique(np.stack((labels, origin)), axis=1).T)
    wrong = together - len(np.unique(labels))
    return Signed(many, wall, cpu, rows.nbytes, peak(), found, wrong)


def main() -> None:
    """Measure and print, as JSON."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("many", nargs="?", type=int, default=MANY, help="signatures that are drawn")
    print(json.dumps(asdict(measured(asked.parse_args().many))))


if __name__ == "__main__":
    main()
