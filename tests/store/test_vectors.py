"""Is a row found by words that mean the same, and by nothing that was forgotten or waits?"""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

import make
from onrecord.meaning import is_there, vector_of
from onrecord.store import forget
from onrecord.store.alike import alike
from onrecord.store.schema import VECTORS
from onrecord.store.search import RRF, find, fused
from onrecord.store.seeking import EVERYWHERE, Hit, Narrowing
from onrecord.store.vectors import compute

pytestmark = pytest.mark.skipif(not is_there(), reason="the network of onrecord[en] is not installed")

GATES = make.page(
    "The gates of the dam will stay shut.", name="gates", title=None, outlet="Courier", published="2031-04"
)
PRICES = make.page("Bread will cost a fifth more.", name="prices", title="A loaf gets dearer", outlet="Herald")
SHUT = make.statement(GATES, "Oda Brenn", "The gates of the dam will stay shut", confidence=0.9)
DEARER = make.statement(PRICES, "Tam Rusk", "Bread will cost a fifth more", confidence=0.9)
UNSURE = make.statement(PRICES, "Tam Rusk", "a fifth more", confidence=0.2)


def hit(name):
    return Hit("statements", name, None, None, None, 0.0)


@pytest.fixture
def told(record):
    record.add([make.reading(GATES), make.reading(PRICES)])
    with record.settling() as new:
        new.put([SHUT, DEARER, UNSURE])
    compute(record, lambda done, of: None)
    return record


def rows(record, words, wanted=EVERYWHERE):
    return [hit.row for hit in alike(record, words, wanted)]


def test_a_statement_is_found_by_other_words_that_mean_the_same(told):
    assert rows(told, "sluices remain closed")[0] == SHUT.id
    assert rows(told, "price of bread goes up")[:2] == [DEARER.id, PRICES.id]
    found = find(told, "sluices remain closed", also=alike(told, "sluices remain closed", EVERYWHERE))
    assert [each.id for each in found.found] == [SHUT.id] and found.alike == {SHUT.id} and found.total == 1


def test_a_row_that_holds_the_words_is_not_said_to_be_only_like_them(told):
    found = find(told, "gates shut", also=alike(told, "gates shut", EVERYWHERE))
    assert SHUT.id in [each.id for each in found.found] and SHUT.id not in found.alike


def test_what_waits_for_a_person_is_not_found_by_meaning(told):
    assert UNSURE.id not in rows(told, "a fifth more")


def test_words_asked_for_to_the_letter_are_not_looked_for_by_meaning(told):
    assert rows(told, '"sluices remain" closed') == rows(told, "sluic*") == rows(told, " ") == []


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        (Narrowing(speaker="Oda Brenn"), True),
        (Narrowing(speaker="Tam Rusk"), False),
        (Narrowing(outlet="courier"), True),
        (Narrowing(outlet="Herald"), False),
        (Narrowing(since="2031-04"), True),
        (Narrowing(until="2030"), False),
        (Narrowing(kind="statements"), True),
        (Narrowing(kind="pages"), False),
    ],
)
def test_what_narrows_a_search_narrows_it_by_meaning_too(told, wanted, there):
    assert (SHUT.id in rows(told, "sluices remain closed", wanted)) is there


def test_only_what_is_missing_is_computed_and_what_is_gone_is_deleted(told):
    assert compute(told, lambda done, of: None) == 0
    with told.settling() as new:
        new.put([SHUT])
    assert compute(told, lambda done, of: None) == 0
    with told.asking() as connection:
        kept = connection.execute(select(VECTORS.c.row)).scalars().all()
    assert sorted(kept) == sorted([SHUT.id, PRICES.id])


def test_a_stopped_run_is_gone_on_with(told, monkeypatch):
    with told.writing() as connection:
        connection.execute(VECTORS.delete())
    monkeypatch.setattr("onrecord.store.vectors.AT_A_TIME", 1)

    def stop(done, of):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compute(told, stop)
    seen = []
    assert compute(told, lambda done, of: seen.append((done, of))) == 3
    assert seen == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("what", ["gates", "Oda Brenn"])
def test_what_is_forgotten_leaves_no_vector(told, what):
    with told.settling() as new:
        new.put(
            [
                SHUT,
                DEARER,
                make.entity("Oda Brenn"),
                make.mention(GATES, "The gates", entity=make.entity("Oda Brenn").id),
            ]
        )
    forget(told, what, by="person:desk", why="asked to", at="2031-05-01T09:00:00+00:00")
    with told.asking() as connection:
        assert SHUT.id not in connection.execute(select(VECTORS.c.row)).scalars().all()
    assert rows(told, "sluices remain closed") == []


def test_a_forgotten_name_is_in_no_vector_that_is_computed_later(told):
    forget(told, "prices", by="person:desk", why="asked to", at="2031-05-01T09:00:00+00:00")
    page = make.page("A storm is near.", name="later", title="Tam Rusk warns of a storm")
    told.add([make.reading(page)])
    with told.settling() as new:
        new.put([make.entity("Tam Rusk")])
    forget(told, "Tam Rusk", by="person:desk", why="asked to", at="2031-05-02T09:00:00+00:00")
    compute(told, lambda done, of: None)
    with told.asking() as connection:
        kept = connection.execute(select(VECTORS.c.vector).where(VECTORS.c.row == page.id)).scalar_one()
    assert kept == vector_of("         warns of a storm") != vector_of("Tam Rusk warns of a storm")


def test_half_a_million_rows_are_compared_by_their_signs_first(told):
    with told.asking() as connection:
        assert connection.execute(select(func.max(func.length(VECTORS.c.signs)))).scalar() == 48
        assert connection.execute(select(func.max(func.length(VECTORS.c.vector)))).scalar() == 384


def test_lists_are_fused_by_the_ranks_of_their_rows():
    words, meanings = [hit("a"), hit("b"), hit("c")], [hit("c"), hit("d")]
    assert [each.row for each in fused(words, meanings)] == ["c", "a", "b", "d"]
    assert 1 / (RRF + 3) + 1 / (RRF + 1) > 1 / (RRF + 1)
