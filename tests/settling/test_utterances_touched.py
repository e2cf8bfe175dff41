"""Do statements that come, change, are dated and go one by one leave the utterances that all together leave?"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from world import readings, trial

import make
from onrecord.corroborate.acts import Limits, same
from onrecord.model import Statement, id_of
from onrecord.settling.comparing import Compared
from onrecord.settling.first import first_groups, first_repeats, uttered_with
from onrecord.settling.going import Going
from onrecord.settling.judged import Decisions
from onrecord.settling.own_days import base_of, overwrite, rebased, settled
from onrecord.settling.utterances import put_first, put_utterances
from onrecord.store import Record, Settling
from onrecord.store.schema import KEPT, MEETINGS, TIES

FEW = Limits(crowd=4, neighbours=2, largest=5)

SENTENCES = (
    "the danger for the dam is real because crews from the upper valleys are taking part in the blockade",
    "not one boat and not one net of the delta will be left behind by this council",
    "the lake will need three rainy seasons to fill and the ferrymen should tell us who pays",
    "sabotage stopped being a bedtime story when dozens of trained divers went over to the saboteurs",
)
SPEAKERS: tuple[Any, ...] = ("Oru Tashkel", "Oru Tashkel", "Ilen Marrow", "Police", "Marrow", ())
DAYS = (None, "2031-05-03", "2031-05-03", "2031-05-04", "2031-05", "2031-09-11", "2030-01-02")


@dataclass(frozen=True)
class World:
    """The statements as read, and the days that other rows tell of some."""

    own: Mapping[str, Statement]
    told: Mapping[str, Any]

    @property
    def final(self) -> list[Statement]:
        return [replace(row, said=self.told.get(name, row.said)) for name, row in self.own.items()]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db", create=True) as opened:
        yield opened


def statement(drawn: random.Random, number: int) -> Statement:
    """Some words of a few sentences, by a few speakers, so that much is said again."""
    words = drawn.choice(SENTENCES).split()
    start, end = drawn.randrange(6), len(words) - drawn.randrange(6)
    text = " ".join(words[start:end]) + drawn.choice(("", "", " today", " never again", " by 300 boats"))
    page = make.page(f"{'-' * drawn.randrange(9)} {text}", name=f"{number // 2}.txt")
    day = make.when(drawn.choice(DAYS), drawn.choice(("metadata", "stated")))
    form = drawn.choice(("direct", "indirect"))
    known = {"said_words": page.cite(0, 1)} if drawn.random() < 0.5 else {}
    said = make.statement(page, drawn.choice(SPEAKERS), text, form=form, **known)
    return replace(said, id=id_of("s", number), said=day)


def turned(drawn: random.Random, world: World, numbers: Iterator[int]) -> World:
    """The world when some statements came, some changed, some are gone, and others are dated."""
    own = dict(world.own)
    for _ in range(drawn.randrange(4)):
        came = statement(drawn, next(numbers))
        own[came.id] = came
    for name in drawn.sample(sorted(own), min(len(own), drawn.randrange(3))):
        own[name] = replace(statement(drawn, drawn.randrange(60)), id=name)
    for name in drawn.sample(sorted(own), min(len(own), drawn.randrange(2))):
        del own[name]
    told = {name: when for name, when in world.told.items() if name in own}
    for name in drawn.sample(sorted(own), min(len(own), drawn.randrange(3))):
        told[name] = make.when(drawn.choice(DAYS[1:]), "stated")
    for name in drawn.sample(sorted(told), min(len(told), drawn.randrange(2))):
        del told[name]
    return World(own, told)


def going_of(new: Settling, record: Record) -> Going:
    going = Going(new, record, (), Decisions(()))
    going.held.found = Compared({}, {}, [], [], [], [])
    return going


def settle(record: Record, world: World) -> None:
    """From nothing."""
    with record.settling() as new:
        going = going_of(new, record)
        new.put(world.own.values())
        put_first(going, FEW)
        date(new, world)
        put_utterances(going, FEW)


def take_in(record: Record, before: World, world: World) -> None:
    """By what is touched only."""
    with record.settling(whole=False) as new:
        going = going_of(new, record)
        names = before.own.keys() | world.own.keys()
        changed = {name for name in names if before.own.get(name) != world.own.get(name)}
        rebased(new, changed)
        new.instead("statements", changed, [world.own[name] for name in changed & world.own.keys()])
        put_first(going, FEW)
        tells_what_was_found_first(new, world.own)
        date(new, world)
        put_utterances(going, FEW)
        settled(new)


def tells_what_was_found_first(new: Settling, own: Mapping[str, Statement]) -> None:
    utterances, links = same(own.values(), FEW)
    assert first_groups(new, own) == sorted(one.statements for one in utterances)
    assert first_repeats(new, own) == {end for link in links if link.kind == "repeats" for end in (link.a, link.b)}
    paired = {(own[link.a].page, own[link.b].page) for link in links if link.kind == "same_utterance"}
    pairs = {(min(pair), max(pair)) for pair in paired if pair[0] != pair[1]}
    assert uttered_with(new, {row.page for row in own.values()}) == pairs
    some = {row.page for row in list(own.values())[:3]}
    assert uttered_with(new, some) == {pair for pair in pairs if some & set(pair)}


def date(new: Settling, world: World) -> None:
    there = base_of(new, "statements", new.where("statements", "id", world.own))
    overwrite(new, "statements", there, {name: {"said": when} for name, when in world.told.items()}, ("said",))


def left(record: Record) -> dict[str, Any]:
    """What stands in the record and in its ledger."""
    with record.asking() as connection:
        kept = {table.name: sorted(map(tuple, connection.execute(table.select()))) for table in (MEETINGS, TIES, KEPT)}
    return kept | {kind: list(record.rows(kind)) for kind in ("statements", "utterances", "links")}


@pytest.mark.parametrize("seed", range(8))
def test_statements_one_by_one_leave_what_all_of_them_leave(record: Record, tmp_path: Path, seed: int) -> None:
    drawn, numbers = random.Random(seed), iter(range(1000))
    world = World({row.id: row for row in (statement(drawn, next(numbers)) for _ in range(drawn.randrange(40)))}, {})
    settle(record, world)
    with Record.open(tmp_path / "anew.db", create=True) as anew:
        for _ in range(5):
            before, world = world, turned(drawn, world, numbers)
            take_in(record, before, world)
            settle(anew, world)
            mine, truth = left(record), left(anew)
            for name in truth:
                assert mine[name] == truth[name], name
            utterances, links = same(world.final, FEW) if not world.told else (truth["utterances"], truth["links"])
            assert (utterances, links) == (truth["utterances"], truth["links"])


@pytest.fixture(scope="module")
def pages():
    return readings(60)


@pytest.mark.parametrize("seed", range(1))
def test_late_pages_are_heard_first_as_if_they_had_been_there(tmp_path, pages, seed):
    several = random.Random(seed).sample(pages, len(pages))
    assert trial(tmp_path, "first utterances", several[4:], several[:4]) == []


@pytest.mark.parametrize("seed", range(2))
def test_late_pages_join_the_utterances_they_would_have_been_in(tmp_path, pages, seed):
    several = random.Random(seed).sample(pages, len(pages))
    assert trial(tmp_path, "first utterances", several[4:], several[:4], last="utterances") == []
