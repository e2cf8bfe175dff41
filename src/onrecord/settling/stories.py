"""Which pages tell one event?

Pages meet under their rarest terms, within days of each other; what holds on to each other stands in the ledger, and so
does what joins the pages of each story. It is found once, by what pages tell of their own days (see corroborate/
stories.py).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TypeAlias

from onrecord import corroborate
from onrecord.corroborate import PageFacts, stories
from onrecord.corroborate.days import width
from onrecord.corroborate.linkage import Lay
from onrecord.corroborate.nearness import WINDOW, Weighed, days_about
from onrecord.corroborate.rarity import Rarity
from onrecord.corroborate.stories import Edges, Group, Ties, copied, link_of, story_named
from onrecord.model import PageId, Statement, Story, Trace, id_of
from onrecord.settling.copies import Kin, Two, facts_read, kin_of, name, named, pair, tied, two
from onrecord.settling.first import uttered_with
from onrecord.settling.going import Going
from onrecord.settling.kinship import Families, parted_from
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import Meetings, Places, number_of

STEP = "stories"
"""Where pages stand in the ledger under their rarest terms, each at its first day."""

SHELF = "voices"
"""How many statements each page has of each speaker."""

HERE = "\x1f"
"""Stands for the family of the page where nothing but words names a speaker."""

NARROW = 31
"""Days that a date may leave open for its page to stand at the first of them."""

ANY_DAY = 0
"""Where pages stand that may have appeared on any day, or on any of many."""

ROUNDED = 1e-9
"""By how much sums of the same weights may differ with the order in which they are added up."""

Voices: TypeAlias = dict[PageId, dict[str, int]]
Tree: TypeAlias = dict[Two, float]


def put_stories(going: Going) -> None:
    """Find which pages tell one event."""
    if going.whole:
        _tell_all(going)
    else:
        _Touched(going).tell()


# All pages


def _tell_all(going: Going) -> None:
    new, held, found = going.new, going.held, going.held.found
    traces = {trace.page: trace for trace in held.traces}
    family = corroborate.families(held.facts.values(), held.traces, found.reused, ())
    voices = _heard(new.rows("statements"))
    heard = _said_by_two(
        (found.page_of[x.a], found.page_of[x.b]) for x in found.said_twice if x.kind == "same_utterance"
    )
    ties = Ties(copied((PageId(x.a), PageId(x.b)) for x in found.reused), heard, _voiced(voices, family))
    edges, groups = stories.gathered(held.facts, traces, going.yard.rarity, ties)
    found.stories[:] = sorted(map(_row, groups), key=lambda story: story.id)
    new.put(found.stories)
    new.update("pages", ((page, {"story": story.id}) for story in found.stories for page in story.pages))
    new.shelf(SHELF).put(voices.items())
    _tie(new, Step.HEARD, dict.fromkeys(heard, 1.0))
    _tie(new, Step.STORIES, edges)
    _tie(new, Step.TREES, _trees(groups))
    told = (page for page in held.facts.values() if page.refused is None and page.id in traces)
    _meetings(new).fill((number_of(p.id), _places(p, traces[p.id], going.yard.rarity)) for p in told)


def _heard(statements: Iterable[Statement]) -> Voices:
    """How many statements each page has of each speaker."""
    found: dict[PageId, Counter[str]] = {}
    for said in statements:
        found.setdefault(said.page, Counter())[corroborate.voice_of(said, {said.page: PageId(HERE)})] += 1
    return {page: dict(sorted(told.items())) for page, told in found.items()}


def _voiced(voices: Voices, family: Mapping[PageId, PageId]) -> Voices:
    """The same with the families of pages by their names."""
    return {page: {voice.replace(HERE, family[page]): n for voice, n in told.items()} for page, told in voices.items()}


def _said_by_two(pairs: Iterable[Two]) -> frozenset[Two]:
    return frozenset((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])


def _row(group: Group) -> Story:
    """The row of a story, before it is put in words."""
    return Story(story_named(group.pages), "", group.pages)


def _trees(groups: Iterable[Group]) -> Tree:
    return {(a, b): near for group in groups for a, b, near in group.tree}


def _tie(new: Settling, step: Step, ties: Mapping[Two, float]) -> None:
    new.ties(step).put((*pair(pages), near) for pages, near in ties.items())


def _meetings(new: Settling) -> Meetings:
    return new.meetings(STEP)


def _places(page: PageFacts, trace: Trace, rarity: Rarity) -> Places:
    return dict.fromkeys(stories.keys_of(trace, rarity), _span(page, trace)[0])


def _span(page: PageFacts, trace: Trace) -> tuple[int, int]:
    """The first and the last day (ordinals) on which a page may have appeared; `ANY_DAY` twice where that is wide."""
    days = days_about(page, trace)
    if days is None or width(days) > NARROW:
        return ANY_DAY, ANY_DAY
    return days[0].toordinal(), days[1].toordinal()


# What fresh pages touch


class _Touched:
    """The pages around those that came, as they are asked for; all is read from the ledger once."""

    def __init__(self, going: Going) -> None:
        self.new = going.new
        self.rarity = going.yard.rarity
        self.kin = going.kin
        self.said_first = going.said_first
        self.facts: dict[PageId, PageFacts] = {}
        self.traces: dict[PageId, Trace] = {}
        self.voices: Voices = {}
        self.weighed: dict[PageId, Weighed] = {}
        self.families = Families(going.new)
        self.near = _Near(going.new)
        self.stood: dict[PageId, tuple[PageId, ...]] = {}

    def tell(self) -> None:
        """Find the stories around fresh pages anew, and write those that changed."""
        pages = self._changed()
        self._learn(pages)
        told = {page for page in pages if self.facts[page].refused is None}
        come = {page: self.facts[page] for page in self.new.fresh & told}
        _meetings(self.new).fill((number_of(p.id), _places(p, self.traces[p.id], self.rarity)) for p in come.values())
        ends = self.near.change(told, self._edges(told))
        self._write(stories.regrouped(told, ends, self.story, self.near.before, self.near.after, self.beside))

    def _changed(self) -> set[PageId]:
        """The fresh pages, and one at least of each two that are nearer or less near than before, by anything but their
        own words."""
        differing = self._hear_anew()
        pages = set(self.new.fresh) | differing
        several = {page for page in parted_from(self.new, self.kin) if self._is_nameless(page)}
        pages |= several
        for a, b in sorted(chain(self._say_anew(), self.kin)):
            if a not in pages and b not in pages:
                pages.add(a)
        return pages

    def _hear_anew(self) -> set[PageId]:
        """Keep who speaks on the pages whose statements changed; those on which others do than before."""
        new = self.new
        changed = new.changed("statements").values()
        self.spoken = {row.page for pair in changed for row in pair if row is not None} | new.fresh
        now = _heard(new.where("statements", "page", self.spoken).values())
        before = new.shelf(SHELF).get(self.spoken)
        new.shelf(SHELF).take(before.keys() - now.keys())
        new.shelf(SHELF).put((page, told) for page, told in now.items() if before.get(page) != told)
        return {page for page in self.spoken if before.get(page) != now.get(page)}

    def _is_nameless(self, page: PageId) -> bool:
        """Whether words alone name a speaker of a page."""
        told = self.new.shelf(SHELF).get([page]).get(page, {})
        return any(HERE in voice for voice in told)

    def _say_anew(self) -> set[Two]:
        """Keep which pages report one act of saying; the pairs of which it is said no more, or now."""
        new, ties = self.new, self.new.ties(Step.HEARD)
        said = new.where("statements", "id", self.said_first).values()
        pages = self.spoken.union(row.page for row in said)
        before = tied(new, Step.HEARD, pages)
        now = uttered_with(new, pages)
        ties.take(map(pair, before - now))
        _tie(new, Step.HEARD, dict.fromkeys(now - before, 1.0))
        return set(before ^ now)

    def _edges(self, told: set[PageId]) -> Edges:
        """How near pages are to all that they hold on to."""
        around = told.union(*(self._met(page) for page in sorted(told)))
        around |= {page for both in (*self._heard_with(told), *self._copies(told)) for page in both}
        self._learn(around)
        pages = {page: self.facts[page] for page in around if self.facts[page].refused is None}
        return stories.edges_of(told, pages, self.traces, self.rarity, self._ties(pages))

    def _met(self, page: PageId) -> set[PageId]:
        """The pages that have enough rare terms in common with one, of about its days: those that it meets, and few
        more."""
        first, last = _span(self.facts[page], self.traces[page])
        weight: defaultdict[int, float] = defaultdict(float)
        for term in stories.keys_of(self.traces[page], self.rarity):
            for other in self._under(term, first, last):
                weight[other] += self.rarity.weight(term)
        least = stories.least_of(self.traces[page]) - ROUNDED
        return {name(other) for other, weighs in weight.items() if weighs >= least}

    def _under(self, term: str, first: int, last: int) -> Iterable[int]:
        met = _meetings(self.new)
        if first == ANY_DAY:
            return met.under(term)
        near_by = met.within(term, first - WINDOW - NARROW, last + WINDOW)
        return chain(near_by, met.within(term, ANY_DAY, ANY_DAY))

    def _learn(self, pages: Iterable[PageId]) -> None:
        unknown = set(pages) - self.facts.keys()
        self.facts |= facts_read(self.new, unknown)
        self.traces |= {page: Trace(page) for page in unknown} | self.new.traces(unknown)
        self.voices |= {PageId(page): told for page, told in self.new.shelf(SHELF).get(unknown).items()}

    def _ties(self, pages: Iterable[PageId]) -> Ties:
        """What else than words ties pages to any others."""
        some = set(pages)
        voices = {page: self.voices[page] for page in some & self.voices.keys()}
        family = {page: self.families.of(page) for page, told in voices.items() if any(HERE in v for v in told)}
        return Ties(
            copied(self._copies(some)), self._heard_with(some), _voiced(voices, {p: p for p in voices} | family)
        )

    def _copies(self, pages: Iterable[PageId]) -> list[Two]:
        return [both for both, kin in kin_of(self.new, pages).items() if kin is Kin.COPY]

    def _heard_with(self, pages: Iterable[PageId]) -> frozenset[Two]:
        return frozenset(tied(self.new, Step.HEARD, pages))

    def story(self, page: PageId) -> tuple[PageId, ...]:
        """The pages that were one story with a page."""
        if page not in self.stood:
            parts = self.new.ties(Step.TREES).parts([number_of(page)])
            pages = tuple(sorted(named(pair for part in parts for pair in part))) or (page,)
            self.stood |= dict.fromkeys(pages, pages)
        return self.stood[page]

    def beside(self, pages: Sequence[PageId]) -> Lay:
        """What tells how near pages are to each other."""
        self._learn(pages)
        self.near.learn(pages)
        return stories.beside(pages, self.facts, self.traces, self.rarity, self._ties(pages), self.weighed)

    def _write(self, groups: Sequence[Group]) -> None:
        new = self.new
        stood = {self.story(page) for group in groups for page in group.pages if page not in new.fresh}
        self._write_trees(groups, {page for group in groups for page in group.pages}.union(*stood))
        rows = [_row(group) for group in groups if group.pages not in stood]
        gone = stood.difference(group.pages for group in groups)
        new.instead("stories", map(story_named, gone), rows)
        new.update("pages", ((page, {"story": row.id}) for row in rows for page in row.pages))

    def _write_trees(self, groups: Iterable[Group], pages: Iterable[PageId]) -> None:
        new, ties = self.new, self.new.ties(Step.TREES)
        around = ties.around(map(number_of, pages))
        before = {two(row, other): near for row, held in around.items() for other, near in held.items()}
        now = _trees(groups)
        ties.take(pair(pages) for pages in before if pages not in now)
        changed = {pages: near for pages, near in now.items() if before.get(pages) != near}
        _tie(new, Step.TREES, changed)
        self._learn(chain.from_iterable(changed))
        void = (id_of("l", "same_story", *pages) for pages in before if pages not in now)
        new.instead("links", void, [link_of(self.facts[a], self.facts[b], near) for (a, b), near in changed.items()])


class _Near:
    """How near pages are to those that they hold on to, before and after it changed."""

    def __init__(self, new: Settling) -> None:
        self.ties = new.ties(Step.STORIES)
        self._now: dict[PageId, dict[PageId, float]] = {}
        self._was: dict[PageId, dict[PageId, float]] = {}

    def after(self, page: PageId) -> Mapping[PageId, float]:
        """How near the pages are that hold on to one."""
        self.learn([page])
        return self._now[page]

    def learn(self, pages: Iterable[PageId]) -> None:
        """Read how near pages are, as far as it is not known yet."""
        rows = [number_of(page) for page in pages if page not in self._now]
        for row, held in self.ties.around(rows).items():
            self._now[name(row)] = {name(other): near for other, near in held.items()}

    def before(self, page: PageId) -> Mapping[PageId, float]:
        """The same before it changed."""
        return self._was[page] if page in self._was else self.after(page)

    def change(self, pages: Iterable[PageId], edges: Edges) -> set[PageId]:
        """Write how near pages are to all that they hold on to; all pages of which that differs."""
        before = {(min(p, o), max(p, o)): near for p in pages for o, near in self.after(p).items()}
        gone = [pages for pages in before if pages not in edges]
        come = {pages: near for pages, near in edges.items() if before.get(pages) != near}
        self._was = {page: dict(self.after(page)) for pages in (*gone, *come) for page in pages}
        self.ties.take(map(pair, gone))
        self.ties.put((*pair(pages), near) for pages, near in come.items())
        for page in self._was:
            del self._now[page]
        return set(self._was)
