"""Are the days that new pages tell the same as those of a record settled from nothing?"""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import opened
import pytest
import world

from onrecord.model import PageId, Reading
from onrecord.resolve.evidence import CROWD
from onrecord.settling.claims import DATED
from onrecord.settling.days import put_days
from onrecord.settling.own_days import rebased
from onrecord.settling.steps import Step
from onrecord.store import Record
from onrecord.store.ledger import name_of

STAGE = "days"

TEXT = "growers counted the hailstones in their orchards and sent the bill to the insurers of the province"
"""Words that tell another story than those of the world."""


def tied(seen: world.Seen, step: Step) -> dict[tuple[int, int], float]:
    return {(a, b): weight for (one, a, b), weight in seen.kept["ties"].items() if one == step}


def ends(old: world.Seen, truth: world.Seen, step: Step, prefix: str) -> list[tuple[str, str]]:
    """The pairs whose tie came, went or changed."""
    was, now = tied(old, step), tied(truth, step)
    return [
        (name_of(prefix, a), name_of(prefix, b))
        for a, b in was.keys() | now.keys()
        if was.get((a, b)) != now.get((a, b))
    ]


def trial(folder: Path, before: Sequence[Reading], late: Sequence[Reading]) -> list[str]:
    """What differs where the days take in late pages, and all stages above have done so."""
    yards = []
    with world.made(folder / "a.db", before) as record:
        old = world.course(record, STAGE, STAGE, lambda going: yards.append(world.yard_of(going)) or yards[0])
    for name in ("b", "c"):
        shutil.copy(folder / "a.db", folder / f"{name}.db")
    with Record.open(folder / "b.db") as record:
        record.add(late)
        truth = world.course(record, STAGE, STAGE, lambda going: yards[0])
    with Record.open(folder / "c.db") as record, Record.open(folder / "a.db") as standing:
        record.add(late)
        with record.settling(whole=False) as new:
            held = [(kind, old[0].rows[kind], truth[0].rows[kind]) for kind in DATED]
            changed = [
                {name for name in was.keys() | now.keys() if was.get(name) != now.get(name)} for _, was, now in held
            ]
            world.put(new, old[0], truth[0])
            rebased(new, set().union(*changed))
            going = world.going_of(new, record)
            going.yard = truth[2]
            going.said_first = frozenset(name for pair in ends(old[0], truth[0], Step.FIRST, "s") for name in pair)
            kin = ends(old[0], truth[0], Step.BASE_COPIES, "p")
            going.kin = frozenset((PageId(a), PageId(b)) for a, b in kin)
            put_days(going)
            found = world.seen(new)
        return list(
            world.differences(old[1], truth[1], found, {kind: world.by_id(standing, kind) for kind in world.KINDS})
        )


@pytest.mark.parametrize("seed", range(10))
def test_pages_that_come_late_leave_the_days_of_a_record_made_from_nothing(tmp_path: Path, seed: int) -> None:
    several = opened.readings(seed, 20)
    drawn = random.Random(seed)
    drawn.shuffle(several)
    cut = len(several) - drawn.choice((1, 1, 2, 5))
    assert trial(tmp_path, several[:cut], several[cut:]) == []


def test_a_speaker_who_spoke_once_too_often_in_a_month_tells_nothing_any_longer(tmp_path: Path) -> None:
    asking = opened.said_once(
        "asks.txt", "the ferries must not sail by night", None, "2031-04-28", ". ".join(opened.TOPICS)
    )
    many = [
        opened.said_once(f"{n}.txt", f"pier {n} was sold to owner {n * 7}", "2031-09-03", None, TEXT)
        for n in range(CROWD + 1)
    ]
    assert trial(tmp_path, [asking, *many[:-1]], many[-1:]) == []
    with Record.open(tmp_path / "a.db") as before, Record.open(tmp_path / "b.db") as after:
        days = [page.published.edtf for record in (before, after) for page in record.pages(source="asks.txt")]
    assert days == ["2031-04-01/2031-04-29", None]
