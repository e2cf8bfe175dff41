"""Do lineages, origins, stories and pointers of pages that came late end as if all had been there from the start?

What the stages above find is drawn at random here, so that every kind of row turns in every way.
"""

from __future__ import annotations

import random
import shutil
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from garnished import garnished
from world import readings, trial

import make
from onrecord.corroborate import facts_of, trace_of
from onrecord.corroborate.likeness import Likeness, Passage
from onrecord.corroborate.stories import story_of
from onrecord.model import Claims, Link, Page, PageId, Reading, Statement, Utterance, id_of
from onrecord.settling.comparing import Compared
from onrecord.settling.copies import SHELF
from onrecord.settling.going import Going, Held
from onrecord.settling.judged import Decisions
from onrecord.settling.lineages import put_lineages
from onrecord.settling.steps import Step
from onrecord.settling.together import put_together
from onrecord.store import Record, Settling
from onrecord.store.ledger import number_of
from onrecord.store.schema import MEETINGS, TIES

WORDS = ("sabotage", "tavra", "divers", "harbour", "minsel", "ferry")
OUTLETS = ("The Harvany Courier", "Delta Radio", "Reuters", None)
SPEAKERS = ("Oru Tashkel", "Sefa Marrow", "Reuters")
REMARKS = tuple(f"the {first} and the {second} were seen" for first in WORDS for second in WORDS if first != second)
READ_DAYS = (None, None, "2031-05", *(f"2031-05-{n:02}" for n in range(1, 28, 3)), "[2031-05-03,2031-05-05]")
FOUND_DAYS = (None, *(f"2031-05-{n:02}" for n in range(3, 28, 8)))
PAGES, PAIRS, STORIES, ACTS = 24, 30, 8, 14

KINDS = ("pages", "statements", "figures", "designations", "utterances", "stories", "links")

T = TypeVar("T")


@dataclass(frozen=True)
class Drawn:
    """Choices of one world before late pages came and after. `turning`: the share of those that turn."""

    seed: int
    late: bool
    turning: float

    def turns(self, what: Hashable, among: Sequence[T]) -> T:
        """A choice that may be another one once late pages came."""
        drawn = random.Random(f"{self.seed} {what}")
        first, then, turned = drawn.choice(among), drawn.choice(among), drawn.random() < self.turning
        return then if turned and self.late else first

    def stands(self, what: Hashable, among: Sequence[T]) -> T:
        """A choice that stays."""
        return random.Random(f"{self.seed} {what}").choice(among)

    @property
    def pages(self) -> int:
        return PAGES if self.late else PAGES - self.stands("late", (1, 1, 2, 5))


def headline(drawn: Drawn, what: str) -> str:
    return " ".join(random.Random(f"{drawn.seed} {what}").sample(WORDS, 4)).capitalize()


def read(drawn: Drawn, number: int) -> Page:
    """A page of few words and outlets, so that many pages meet."""
    lines = [f"{one} {number}." for one in REMARKS]
    if named := drawn.stands(f"names {number}", OUTLETS):
        lines.append(f"{named} reported that the {drawn.stands(f'shut {number}', WORDS)} was closed.")
    if drawn.stands(f"credits {number}", (False, False, True)):
        lines.append("Source: River Wire")
    pointers = [
        f"READ MORE: {headline(drawn, f'{number} {n}')}" for n in range(drawn.stands(f"lines {number}", (0, 1, 2)))
    ]
    kinds = {len(lines) + n: "link_out" for n in range(len(pointers))}
    title, untitled = headline(drawn, f"title {number}"), drawn.stands(f"untitled {number}", (False, False, True))
    if untitled:
        lines, kinds = [title, *lines], {0: "heading", **{n + 1: kind for n, kind in kinds.items()}}
    return make.page(
        "\n\n".join(lines + pointers),
        name=f"{number}.txt",
        kinds=kinds,  # type: ignore[arg-type]
        title=None if untitled else title,
        outlet=drawn.stands(f"outlet {number}", OUTLETS),
        published=drawn.stands(f"day {number}", READ_DAYS),
    )


class World:
    """All rows that stand above lineages and what comes of them."""

    def __init__(self, drawn: Drawn) -> None:
        self.read = [read(drawn, number) for number in range(drawn.pages)]
        self.traces = {page.id: trace_of(page) for page in self.read}
        self.pages = {page.id: self._dated(drawn, page) for page in self.read}
        self.facts = {page.id: facts_of(page) for page in self.pages.values()}
        self._tell(drawn)
        self._copy(drawn)
        self._group(drawn)

    def _dated(self, drawn: Drawn, page: Page) -> Page:
        """The page with a day that others may have told, and perhaps as the state of another one."""
        older = self.read[drawn.stands(f"revised {page.source}", range(PAGES - 5))].id
        revises = drawn.stands(f"revises {page.source}", (True, *[False] * 9)) and older != page.id
        found = drawn.turns(f"found {page.source}", FOUND_DAYS)
        if found and not (page.published.edtf or "").startswith("2"):
            page = replace(page, published=make.when(found, "cross_reference"))
        return replace(page, revision_of=older if revises else None)

    def _tell(self, drawn: Drawn) -> None:
        rows: list[Statement] = []
        acts: dict[int, list[str]] = defaultdict(list)
        for page in self.read:
            for n in range(drawn.stands(f"says {page.source}", (1, 2, 3))):
                if drawn.turns(f"told {page.source} {n}", (True, True, True, False)):
                    words, who = drawn.stands(f"words {page.source} {n}", REMARKS), drawn.turns(n, SPEAKERS)
                    rows.append(replace(make.statement(page, who, words), id=id_of("s", page.id, n)))
                    acts[drawn.turns(f"act {page.source} {n}", range(ACTS))].append(rows[-1].id)
        several = {act: tuple(sorted(ids)) for act, ids in acts.items() if len(ids) > 1}
        days = {act: make.when(drawn.turns(f"said {act}", (None, "2031-04-20", "2031-05-02"))) for act in several}
        acted = [Utterance(id_of("u", ids[0]), f"No {act}", days[act], ids, ids[0]) for act, ids in several.items()]
        self.utterances = sorted(acted, key=lambda one: one.id)
        spoken = {name: one.id for one in acted for name in one.statements}
        self.statements = [replace(row, utterance=spoken.get(row.id)) for row in rows]
        said = {row.page: row.id for row in rows}
        figures = (make.figure(page, page.text[-6:], 1, 1, statement=said.get(page.id)) for page in self.read)
        self.figures = list(figures)
        bodies = ((page, drawn.turns(f"body {page.source}", ("relief service", "port", None))) for page in self.read)
        self.offices = [make.office(page, SPEAKERS[0], "head", body, REMARKS[0]) for page, body in bodies if body]

    def _copy(self, drawn: Drawn) -> None:
        self.shared: dict[tuple[PageId, PageId], Likeness] = {}
        self.reused: list[Link] = []
        for n in range(PAIRS):
            places = sorted(random.Random(f"{drawn.seed} pair {n}").sample(range(PAGES), 2))
            if places[1] < len(self.read):
                self._copied(drawn, self.read[places[0]].id, self.read[places[1]].id)

    def _copied(self, drawn: Drawn, one: PageId, other: PageId) -> None:
        kind = drawn.turns(f"copies {one} {other}", ("shared_passages", "carried_passage", None))
        way = drawn.turns(f"way {one} {other}", ((one, other), (one, other), (other, one)))
        start = drawn.stands(f"start {one} {other}", (0, 100, 300, None))
        passages = () if start is None else (Passage(20, 20, (start, start + 400), (start, start + 400)),)
        pair = (min(one, other), max(one, other))
        if kind and pair not in self.shared:
            score = drawn.stands(f"score {one} {other}", (0.5, 0.7, 1.0))
            self.reused.append(Link(id_of("l", "reuses", *way), "reuses", *way, score, "", f"rule:{kind}"))
        self.shared[pair] = Likeness("copy", 1.0, 1.0, 1.0, passages)

    def _group(self, drawn: Drawn) -> None:
        parts: dict[int, list[PageId]] = defaultdict(list)
        for page in self.read:
            parts[drawn.turns(f"story {page.source}", range(STORIES))].append(page.id)
        parts.pop(0, None)  # these are in no story
        self.stories = [story_of([self.facts[page] for page in part]) for part in parts.values()]
        self.trees = [
            (story.pages[drawn.stands(f"beside {page}", range(n))], page, drawn.turns(page, (0.7, 0.84499, 0.9)))
            for story in self.stories
            for n, page in enumerate(story.pages)
            if n
        ]
        home = {page: story.id for story in self.stories for page in story.pages}
        self.pages = {page: replace(row, story=home.get(page)) for page, row in self.pages.items()}

    def held(self) -> Held:
        """What a whole settling holds by then."""
        known = Held()
        known.traces = [self.traces[page] for page in sorted(self.traces)]
        known.facts, known.shared = self.facts, list(self.shared.items())
        copies = [link for link in self.reused if link.by != "rule:carried_passage"]
        page_of = {row.id: row.page for row in self.statements}
        known.found = Compared(self.facts, page_of, self.utterances, [], copies, self.stories)
        return known


def put_above(new: Settling, world: World) -> None:
    """Have the rows and the ledger stand as the stages above leave them."""
    later = {page.id: page.revision_of for page in world.pages.values() if page.id in new.fresh}
    for page, older in later.items():
        new.connection.exec_driver_sql("UPDATE pages SET revision_of = ? WHERE id = ?", (older, page))
    new.update("pages", [(p.id, {"published": p.published, "story": p.story}) for p in world.pages.values()])
    rows: Mapping[str, Sequence[Any]] = {
        "statements": world.statements, "figures": world.figures, "offices": world.offices,
        "utterances": world.utterances,
        "stories": [replace(row, first=None, last=None) for row in world.stories],
    }  # fmt: skip
    for kind, several in rows.items():
        there = [row.id for row in new.rows(kind)]
        new.instead(kind, there, several, overlaid=["utterance"] if kind == "statements" else [])
    new.instead("links", [link.id for link in new.rows("links") if link.kind == "reuses"], world.reused)
    new.connection.execute(TIES.delete().where(TIES.c.step == Step.TREES))
    new.ties(Step.TREES).put((number_of(a), number_of(b), near) for a, b, near in world.trees)
    new.ties(Step.SHARED).put((number_of(a), number_of(b), one.share) for (a, b), one in world.shared.items())
    new.shelf(SHELF).put((f"{a}{b}", one) for (a, b), one in world.shared.items())


def settled(record: Record, world: World, *, whole: bool) -> dict[str, Any]:
    """All rows and what the ledger holds once the stages have worked."""
    record.add([Reading(page, Claims(page=page.id), world.traces[page.id]) for page in world.read])
    with record.settling(whole=whole) as new:
        put_above(new, world)
        going = Going(new, record, (), Decisions(()), **({"held": world.held()} if whole else {}))
        put_lineages(going)
        put_together(going)
        rows: dict[str, Any] = {kind: {row.id: row for row in new.rows(kind)} for kind in KINDS}
        return rows | {table.name: set(new.connection.execute(table.select()).all()) for table in (MEETINGS, TIES)}


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty record."""
    path = tmp_path_factory.mktemp("empty") / "r.db"
    Record.open(path, create=True).close()
    return path


@pytest.mark.parametrize("turning", [0.0, 0.03, 0.2])
@pytest.mark.parametrize("seed", range(8))
def test_what_few_pages_touch_ends_as_if_all_was_found_at_once(
    tmp_path: Path, empty: Path, seed: int, turning: float
) -> None:
    before, after = (World(Drawn(seed, late, turning)) for late in (False, True))
    with Record.open(shutil.copy(empty, tmp_path / "whole.db")) as record:
        truth = settled(record, after, whole=True)
    with Record.open(shutil.copy(empty, tmp_path / "late.db")) as record:
        settled(record, before, whole=True)
        found = settled(record, after, whole=False)
    for kind in truth:
        assert found[kind] == truth[kind], kind


@pytest.mark.parametrize("seed", range(3))
def test_late_pages_that_copy_and_point_are_told_as_if_all_came_together(tmp_path: Path, seed: int) -> None:
    several = garnished(readings(45), seed)
    random.Random(seed).shuffle(several)
    assert trial(tmp_path, "lineages", several[4:], several[:4], last="origins of stories") == []
