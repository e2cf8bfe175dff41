"""Does a second look at statements that have got other days find what a first look by these days finds?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import make
from onrecord.corroborate.acts import Acts, Limits, compared, met_under, same
from onrecord.corroborate.renderings import Rendering, rendering_of
from onrecord.corroborate.utterances import pieces_of, places_of
from onrecord.model import Statement

SENTENCES = (
    "the danger for the dam is real because crews from the upper valleys are taking part in the blockade",
    "not one boat and not one net of the delta will be left behind by this council",
)
DAYS = st.sampled_from((None, "2031-05-03", "2031-05-04", "2031-05", "2031-09-11", "2030-01-02"))
SAID = st.lists(
    st.tuples(st.sampled_from(SENTENCES), st.integers(0, 5), st.sampled_from(("direct", "indirect")), DAYS, DAYS),
    min_size=2,
    max_size=9,
)
"""Some words of a sentence, how they are told, and the day before and after."""


def said(number: int, words: str, form: str, day: str | None) -> Statement:
    page = make.page(words, name=f"{number}.txt")
    return make.statement(page, "Oru Tashkel", words, form=form, said=day, said_words=page.cite(0, 1))


def renderings(statements: Mapping[str, Statement]) -> dict[str, Rendering]:
    return {name: rendering_of(row) for name, row in statements.items()}


@given(SAID)
def test_statements_with_another_day_are_compared_again_and_no_others(
    told: list[tuple[str, int, str, str, str]],
) -> None:
    rows = [(n, " ".join(words.split()[cut:]), form, was, now) for n, (words, cut, form, was, now) in enumerate(told)]
    before = [said(n, words, form, was) for n, words, form, was, _ in rows]
    after = {old.id: replace(old, said=make.when(row[4])) for old, row in zip(before, rows, strict=True)}
    first = renderings({old.id: old for old in before})
    changed = {old.id for old in before if old != after[old.id]}
    found = compared(Acts(met_under((n, places_of(one)) for n, one in first.items())), first, lambda names: first)
    assert (found.utterances, found.links) == same(before)
    later = renderings(after)
    again = compared(found, changed, lambda names: later)
    assert (again.utterances, again.links) == same(after.values())


def test_a_statement_in_a_crowd_meets_those_next_to_it_by_day() -> None:
    rows = [(f"s{day}", {"slogan": day}) for day in range(9)]
    few = Limits(crowd=8, neighbours=2)
    assert met_under(rows, few) == {(f"s{a}", f"s{b}") for a in range(9) for b in (a + 1, a + 2) if b < 9}
    assert len(met_under(rows[1:], few)) == 8 * 7 / 2


def test_what_a_topic_ties_together_is_cut_where_it_holds_least() -> None:
    shares = {("a", "b"): 0.9, ("b", "c"): 0.3, ("c", "d"): 0.7}
    assert [names for names, _ in pieces_of(shares)] == [frozenset("abcd")]
    assert sorted(map(sorted, dict(pieces_of(shares, largest=3)))) == [["a", "b"], ["c", "d"]]
    assert sorted(map(sorted, dict(pieces_of(shares, largest=1)))) == []
