"""Do pages asked one by one point at the pages that they point at in a whole record?"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import make
from onrecord.corroborate import facts_of, pointed, trace_of
from onrecord.model import Claims, Link, Page, PageId, Reading, Story
from onrecord.settling.pointers import Pointers, put_outlets, put_words, seen_in, take_outlets
from onrecord.store import Record, Settling

WORDS = ("sabotage", "tavra", "divers", "harbour", "minsel", "ferry")
OUTLETS = ("The Harvany Courier", "Delta Radio", "Reuters", None)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db", create=True) as opened:
        yield opened


def headline(drawn: random.Random) -> str:
    return " ".join(drawn.sample(WORDS, 4)).capitalize()


def page(drawn: random.Random, number: int) -> Page:
    """A page of a few words and outlets only, so that many pages meet."""
    lines = [f"{drawn.choice(WORDS)} {drawn.choice(WORDS)} {number}."]
    if named := drawn.choice(OUTLETS):
        lines.append(f"{named} reported that the {drawn.choice(WORDS)} was closed.")
    lines += [f"READ MORE: {headline(drawn)}" for _ in range(drawn.randrange(3))]
    kinds = {n: "link_out" for n, line in enumerate(lines) if line.startswith("READ")}
    day = drawn.choice((None, "2031-05", *(f"2031-05-{n:02}" for n in range(1, 16)), "[2031-05-03,2031-05-05]"))
    known = {"title": headline(drawn), "outlet": drawn.choice(OUTLETS), "published": day}
    return make.page("\n\n".join(lines), name=f"{number}.txt", kinds=kinds, **known)


def told(drawn: random.Random, pages: Sequence[Page]) -> list[Story]:
    """The pages parted into stories."""
    parts: dict[int, list[PageId]] = {}
    for one in pages:
        parts.setdefault(drawn.randrange(6), []).append(one.id)
    return [Story(f"st{n:016x}", "", tuple(sorted(part))) for n, part in parts.items()]


def rows_of(pages: Sequence[Page], stories: Sequence[Story]) -> list[Page]:
    story_of = {page: story.id for story in stories for page in story.pages}
    return [replace(one, story=story_of[one.id]) for one in pages]


def put(new: Settling, pages: Sequence[Page]) -> None:
    traces = {one.id: trace_of(one) for one in pages}
    put_words(new, map(facts_of, pages), traces)
    put_outlets(new, map(facts_of, pages), traces)


def in_all(pages: Sequence[Page], stories: Sequence[Story]) -> list[Link]:
    return pointed(map(trace_of, pages), {one.id: facts_of(one) for one in pages}, stories)


@pytest.mark.parametrize("seed", range(12))
def test_pages_asked_one_by_one_point_where_they_point_in_a_whole_record(record: Record, seed: int) -> None:
    drawn = random.Random(seed)
    pages = [page(drawn, number) for number in range(30)]
    stories = told(drawn, pages)
    record.add([Reading(one, Claims(page=one.id), trace_of(one)) for one in pages])
    with record.settling() as new:
        new.update("pages", ((row.id, {"story": row.story}) for row in rows_of(pages, stories)))
        put(new, pages[:17])
        put(new, pages[11:])
        asked, truth = Pointers(new, seen_in(new)), in_all(pages, stories)
        assert len(truth) > 10
        assert sorted(asked.of(one.id for one in pages), key=lambda link: link.id) == truth
        for one in pages:
            at = sorted(Pointers(new, seen_in(new)).at([one.id]), key=lambda link: link.id)
            assert at == [link for link in truth if one.id in (link.a, link.b)]


def test_a_page_that_is_dated_otherwise_is_pointed_at_on_its_day_only(record: Record) -> None:
    first = make.page("Fourteen boats.", name="b.txt", outlet="The Harvany Courier", published="2031-05")
    later = make.page("The Harvany Courier reported on fourteen boats.", published="2031-05-03")
    record.add([Reading(one, Claims(page=one.id), trace_of(one)) for one in (first, later)])
    dated = replace(first, published=make.when("2031-05-02"))
    with record.settling() as new:
        put(new, [first, later])
        assert not Pointers(new, seen_in(new)).at([first.id])
        new.update("pages", [(first.id, {"published": dated.published})])
        put(new, [dated])
        assert [link.a for link in Pointers(new, seen_in(new)).at([first.id])] == [later.id]
        take_outlets(new, facts_of(dated), trace_of(dated), facts_of(first))
        new.update("pages", [(first.id, {"published": first.published})])
        assert not Pointers(new, seen_in(new)).at([first.id])
