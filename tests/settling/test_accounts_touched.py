"""Do pages that come late leave the accounts that all pages together leave?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
import quarrels
import world

import make
from onrecord.corroborate import trace_of
from onrecord.model import Reading
from onrecord.settling import settle
from onrecord.settling.going import Whole
from onrecord.store import Record, decide
from onrecord.store.judgements import RULINGS
from onrecord.store.schema import JUDGED

STAGE = "accounts"


def parted(several: Sequence[Reading], seed: int, late: int) -> tuple[list[Reading], list[Reading]]:
    """Pages in two: most of them, and a few that come late."""
    drawn = random.Random(seed).sample(several, len(several))
    return drawn[late:], drawn[:late]


def crowded(monkeypatch: pytest.MonkeyPatch, crowd: int) -> None:
    """Have a key be a crowd from so many rows on."""
    stages = [(name, partial(stage, crowd=crowd) if name == STAGE else stage) for name, stage in world.STAGES]
    monkeypatch.setattr(world, "STAGES", tuple(stages))


@pytest.mark.parametrize(("crowd", "late"), [(40, 1), (40, 5), (3, 1), (2, 7)])
def test_late_pages_of_a_large_world_leave_the_accounts_of_a_record_made_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crowd: int, late: int
) -> None:
    crowded(monkeypatch, crowd)
    before, after = parted(world.readings(90), crowd + late, late)
    assert world.trial(tmp_path, STAGE, before, after) == []


@pytest.mark.parametrize("seed", range(8))
def test_late_pages_that_quarrel_leave_the_accounts_of_a_record_made_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    crowded(monkeypatch, (2, 3, 40)[seed % 3])
    before, after = parted(quarrels.readings(seed, 24), seed, 1 + seed % 4)
    assert world.trial(tmp_path, STAGE, before, after) == []


def ruled(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """Have people rule of half the accounts that differ, before late pages come."""
    made, drawn = world.made, random.Random(seed)

    def decided(path: Path, several: Sequence[Reading]) -> Record:
        record = made(path, several)
        settle(record)
        for n, link in enumerate(link for link in record.rows("links") if link.kind == "conflicts"):
            if link.a[0] in "sf" and drawn.random() < 0.5:
                decide(
                    record,
                    link.id,
                    "conflict",
                    RULINGS[n % 3],
                    by="person:Ada",
                    why="",
                    at=f"2031-06-01T00:00:{n % 60:02}Z",
                )
        return record

    monkeypatch.setattr(world, "made", decided)


def judged(path: Path) -> set[tuple[str, ...]]:
    """On which rows of a record people's judgements hold."""
    with Record.open(path) as record, record.asking() as connection:
        return {tuple(row) for row in connection.execute(JUDGED.select())}


@pytest.mark.parametrize("seed", range(10, 14))
def test_what_people_ruled_holds_on_links_that_late_pages_have_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    ruled(monkeypatch, seed)
    before, after = parted(quarrels.readings(seed, 24), seed, 4)
    assert world.trial(tmp_path, STAGE, before, after) == []
    assert judged(tmp_path / "c.db") == judged(tmp_path / "b.db") != set()


def test_a_page_whose_text_people_ruled_on_has_the_record_settled_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruled(monkeypatch, 1)
    several = quarrels.readings(1, 16)
    reprinted = [make.page(one.page.text, name=f"again {n}.txt") for n, one in enumerate(several)]
    with pytest.raises(Whole):
        world.trial(tmp_path, STAGE, several, [make.reading(page, trace_of(page)) for page in reprinted])
