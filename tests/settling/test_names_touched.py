"""Who is who once pages came late: the same as had they been there from the start."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
import world
from names_world import town

from onrecord.model import Claims, Judgement, PageId, Reading, id_of
from onrecord.resolve import persons
from onrecord.resolve.likeness import RULES, Tie
from onrecord.settling import settle
from onrecord.settling.going import Whole
from onrecord.settling.names import put_names
from onrecord.settling.person_ties import is_calm, is_chosen, light, marked, weight_of
from onrecord.store import Record, text_hash
from onrecord.store.cells import write


@pytest.mark.parametrize(("seed", "late"), [(seed, 1 + seed % 4) for seed in range(12)])
def test_late_pages_leave_the_names_and_claims_that_a_record_from_nothing_has(tmp_path, seed, late, monkeypatch):
    monkeypatch.setattr(persons, "CROWD", 4 if seed % 2 else persons.CROWD)
    pages = town(seed, 20 + seed)
    random.Random(seed).shuffle(pages)
    assert world.trial(tmp_path, "names", pages[late:], pages[:late], last="claims") == []


def test_late_pages_of_a_large_world_leave_the_names_and_claims_that_a_record_from_nothing_has(tmp_path):
    pages = world.readings(120)
    random.Random(1).shuffle(pages)
    assert world.trial(tmp_path, "names", pages[5:], pages[:5], last="claims") == []


def judged(drawn: random.Random, pages: Sequence[Reading]) -> list[Judgement]:
    """What somebody decided of some names: two are one's, two are not, or one is nobody else's."""
    found = []
    for number in range(6):
        kind, places = drawn.choice((("same", 2), ("apart", 2), ("apart", 1)))
        several = [(page, drawn.choice(page.claims.named).name) for page in drawn.sample(pages, places)]
        target = tuple(word for page, name in several for word in (text_hash(page.page), name))
        found.append(
            Judgement(f"j{number:016}", kind, target, "", "person:desk", f"2031-06-0{number + 1}T10:00:00Z", "")
        )
    return found


@pytest.mark.parametrize("seed", range(6))
def test_what_people_decided_of_names_holds_when_late_pages_come(tmp_path, seed, monkeypatch):
    pages, late = town(seed, 24), 3
    decided = judged(random.Random(seed), pages[late:])

    def made(path: Path, several: Sequence[Reading], *, unjudged: Callable[..., Record] = world.made) -> Record:
        record = unjudged(path, several)
        with record.writing() as connection:
            write(connection, "judgements", decided)
        return record

    monkeypatch.setattr(world, "made", made)
    assert world.trial(tmp_path, "names", pages[late:], pages[:late], last="claims") == []


def test_a_late_page_with_a_text_on_which_people_decided_has_the_whole_record_settled(tmp_path, monkeypatch):
    pages = town(3, 8)
    again = replace(pages[-1].page, id=PageId(id_of("p", "again")), source="again.txt")
    copy = Reading(again, Claims(again.id, named=pages[-1].claims.named), pages[-1].trace)
    with world.made(tmp_path / "r.db", pages) as record:
        with record.writing() as connection:
            write(connection, "judgements", judged(random.Random(1), pages[-2:]))
        settle(record)
        record.add([copy])
        with pytest.raises(Whole, match="on which people decided"), record.settling(whole=False) as new:
            put_names(world.going_of(new, record))


@pytest.mark.parametrize("rule", RULES)
def test_a_tie_is_told_again_from_its_weight(rule):
    for short, chosen, refused in product((False, True), repeat=3):
        tie = Tie("p1 ada", "p2 ada", 0.575, rule, "", short)
        weight = weight_of(tie, chosen=chosen, refused=refused)
        assert light("p2 ada", "p1 ada", weight) == tie
        assert is_chosen(weight) == chosen and is_calm([weight]) == (not short and not refused)
        assert marked(marked(weight, chosen=True, refused=True), chosen=chosen, refused=refused) == weight
