"""What does one round over the given addresses do? Listings are read, new and changed pages kept, the rest told.

Each page goes the same way: visit, look what it is, keep it, remember it. A page that cannot be had is a refusal and
the round goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from onrecord.errors import NotFetched
from onrecord.fetch.archive import SAME_BYTES, UNCHANGED, Archive, digest_of
from onrecord.fetch.asking import OK, Answer
from onrecord.fetch.feeds import Entry, Listing, listing_of, newest_first
from onrecord.fetch.manners import BUSY
from onrecord.fetch.memory import Memory, Outcome, Seen
from onrecord.fetch.rights import by_markup
from onrecord.fetch.visits import NOT_MODIFIED, Forbidden, Reserved, Visit, Visitor, address_of
from onrecord.fetch.world import World
from onrecord.model import Refusal

PAGES: frozenset[str] = frozenset({"text/html", "application/xhtml+xml"})
"""Media types that are kept as pages."""

MOST_SITEMAPS = 50
"""Sitemaps of one index that are read, newest first."""

FAILED_SECONDS = 24 * 3600.0
"""Seconds for which a page that is gone, or is none, is not asked for again because a listing names it."""

STATUS = "the server answered {}; check the address in a browser"
NO_PAGE = "is {}, which is no page, feed or sitemap; leave it out"
NESTED = "is a feed or sitemap where a page was expected; name it by itself"
EMPTY = "names no pages; check the address in a browser"


@dataclass(frozen=True, slots=True)
class Step:
    """Where a round stands. `total` grows as listings are read."""

    done: int
    refused: int
    total: int
    stage: str = "fetching"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one round did. `known` were passed over because their listing says nothing new of them.

    `reserved` are pages that their owner or robots.txt keeps back: the file holds a note of each, not their words.
    """

    warc: str
    new: int
    changed: int
    unchanged: int
    known: int
    reserved: tuple[Refusal, ...]
    refusals: tuple[Refusal, ...]
    size: int
    seconds: float


@dataclass(slots=True)
class Tally:
    """What a round has done so far. `unsettled` are addresses that may be had later."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    known: int = 0
    done: int = 0
    named: set[str] = field(default_factory=set)
    unsettled: set[str] = field(default_factory=set)
    reserved: list[Refusal] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which entries of a listing are fetched: so many at most, and none older than a day."""

    limit: int
    since: date | None = None

    @property
    def scope(self) -> str:
        """A word that is another one when the choice is another one."""
        return f"{self.limit} {self.since or ''}"

    def of(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """The entries to fetch, newest first."""
        young = (entry for entry in entries if not (self.since and entry.day and entry.day.date() < self.since))
        return newest_first(young)[: self.limit]


@dataclass(slots=True)
class Rounds:
    """Rounds over the same addresses. `size` bounds what a packed listing unpacks to."""

    visitor: Visitor
    archive: Archive
    memory: Memory
    world: World
    choice: Choice
    size: int
    progress: Callable[[Step], None]
    tally: Tally = field(default_factory=Tally)
    failed: dict[Entry, float] = field(default_factory=dict)

    async def run(self, addresses: Sequence[str]) -> Fetched:
        """One round: fetch what is new at the addresses, all hosts at the same time."""
        began = self.world.clock()
        told = self.tally = Tally()
        self.failed = {entry: until for entry, until in self.failed.items() if until > began}
        await _all(self._given(address) for address in dict.fromkeys(addresses))
        lists = (tuple(told.reserved), tuple(told.refusals))
        counts = (told.new, told.changed, told.unchanged, told.known)
        return Fetched(str(self.archive.path), *counts, *lists, self.archive.size, self.world.clock() - began)

    async def _given(self, address: str) -> None:
        """A page, feed or sitemap that was named by the user."""
        try:
            entry = Entry(str(address_of(address)), "")
        except NotFetched as trouble:
            self.tally.refusals.append(Refusal(trouble.url, "fetch", trouble.why))
            return
        if not self._expected([entry]):
            return
        visit = await self._visit(entry, via=None)
        listing = await self._listing_in(visit) if visit else None
        if visit and listing is None:
            self._look(entry, visit, via=None)
        self._step()
        if visit and listing:
            await self._listed(listing, visit)

    async def _listed(self, listing: Listing, visit: Visit) -> None:
        """Fetch what a listing names. It is remembered once all of that is dealt with, and not before."""
        entries, visits = listing.entries, [visit]
        if listing.kind == "index":
            entries = await self._indexed(listing, visits)
        via = visit.answer.url
        chosen = self.choice.of(entries)
        await _all(self._article(entry, via) for entry in self._expected(chosen))
        if self.tally.unsettled.isdisjoint(entry.url for entry in (*chosen, *listing.entries)):
            for read in visits:
                self.memory.listed(read.answer, self.choice.scope)

    async def _indexed(self, index: Listing, visits: list[Visit]) -> tuple[Entry, ...]:
        """The entries of the newest sitemaps that an index names, as many as are wanted; visits are added to."""
        entries: dict[str, Entry] = {}
        for child in Choice(MOST_SITEMAPS, self.choice.since).of(index.entries):
            visit = await self._visit(child, via=visits[0].answer.url)
            listing = await self._listing_in(visit) if visit else None
            if visit and listing and listing.kind == "pages":
                visits.append(visit)
                entries |= {entry.url: entry for entry in listing.entries}
            if len(self.choice.of(entries.values())) >= self.choice.limit:
                break
        return tuple(entries.values())

    async def _article(self, entry: Entry, via: str) -> None:
        """A page that a listing names."""
        seen = self.memory.seen(entry.url)
        if (seen and seen.mark == entry.mark) or self.world.clock() < self.failed.get(entry, 0.0):
            self.tally.known += 1
        else:
            visit = await self._visit(entry, via)
            if visit:
                self._look(entry, visit, via)
        self._step()

    async def _visit(self, entry: Entry, via: str | None) -> Visit | None:
        """A visit that led to an answer with content, or to an unchanged one; None when that is told as a refusal."""
        try:
            visit = await self.visitor.visit(entry.url, self._conditions)
            if visit.answer.status in (OK, NOT_MODIFIED):
                return visit
            passing = visit.answer.status in BUSY
            raise NotFetched(visit.answer.url, STATUS.format(visit.answer.status), again=passing)
        except (Reserved, Forbidden) as kept_back:
            self._note(entry, kept_back, via)
        except NotFetched as trouble:
            self._fail(entry, trouble)
        return None

    def _conditions(self, url: str) -> dict[str, str]:
        return self.memory.conditions(url, self.choice.scope)

    async def _listing_in(self, visit: Visit) -> Listing | None:
        """The listing that an answer holds; one that is broken is told as a refusal and is an empty one."""
        answer = visit.answer
        if answer.status != OK:
            return None
        try:
            # a large feed takes seconds to read; in a thread, other hosts go on meanwhile
            listing = await asyncio.to_thread(listing_of, answer.content, answer.url, limit=self.size)
            if listing is not None and not listing.entries:
                raise NotFetched(answer.url, EMPTY, again=True)
            return listing
        except NotFetched as trouble:
            self._fail(Entry(answer.url, ""), trouble)
            return Listing("pages", ())

    def _look(self, entry: Entry, visit: Visit, via: str | None) -> None:
        """Keep what was visited if it is a page and may be kept."""
        answer = visit.answer
        try:
            if answer.status == NOT_MODIFIED:
                self._unchanged(entry, visit, via, profile=UNCHANGED)
                return
            self._check(answer, nested=via is not None)
            kept = self.memory.kept(answer.url)
            if kept and kept.digest == digest_of(answer.body):
                self._unchanged(entry, visit, via, profile=SAME_BYTES)
            else:
                self._keep(entry, visit, via, is_new=kept is None)
        except Reserved as kept_back:
            self._note(entry, kept_back, via)
        except NotFetched as trouble:
            self._fail(entry, trouble)

    def _check(self, answer: Answer, *, nested: bool) -> None:
        """Raise NotFetched for what is no page, Reserved for what its markup reserves."""
        if nested and listing_of(answer.content, answer.url, limit=self.size):
            raise NotFetched(answer.url, NESTED)
        if answer.media_type not in PAGES:
            raise NotFetched(answer.url, NO_PAGE.format(answer.media_type or "of no declared type"))
        reservation = by_markup(answer.content, self.visitor.token)
        if reservation:
            raise Reserved(answer.url, reservation)

    def _keep(self, entry: Entry, visit: Visit, via: str | None, *, is_new: bool) -> None:
        kept = self.archive.keep(visit.answer, _about(visit, via))
        self.memory.wrote(self.archive.path, self.archive.size)
        self.memory.keep(visit.answer, kept)
        self._saw(entry, "kept")
        if is_new:
            self.tally.new += 1
        else:
            self.tally.changed += 1

    def _unchanged(self, entry: Entry, visit: Visit, via: str | None, *, profile: str) -> None:
        """What was kept before is what the server has now. An unchanged listing names nothing new."""
        kept = self.memory.kept(visit.answer.url)
        if kept:
            self.archive.keep_unchanged(visit.answer, kept, profile=profile, about=_about(visit, via))
            self.memory.wrote(self.archive.path, self.archive.size)
            self._saw(entry, "kept")
        self.tally.unchanged += 1

    def _note(self, entry: Entry, kept_back: Reserved | Forbidden, via: str | None) -> None:
        """Keep that a page may not be kept, once for each thing its listing says of it."""
        self.tally.reserved.append(Refusal(entry.url, "fetch", kept_back.why))
        outcome: Outcome = "reserved" if isinstance(kept_back, Reserved) else "forbidden"
        seen = self.memory.seen(entry.url)
        if seen is None or seen.outcome != outcome:
            about = [("refused", kept_back.why), *([("via", via)] if via else [])]
            self.archive.keep_note(kept_back.url, about, self.world.now())
            self.memory.wrote(self.archive.path, self.archive.size)
        self._saw(entry, outcome)

    def _fail(self, entry: Entry, trouble: NotFetched) -> None:
        """Tell that a page cannot be had; what is not likely to pass is not asked for again for a day."""
        self.tally.refusals.append(Refusal(entry.url, "fetch", trouble.why))
        if trouble.again:
            self.tally.unsettled.add(entry.url)
        else:
            self.failed[entry] = self.world.clock() + FAILED_SECONDS

    def _saw(self, entry: Entry, outcome: Outcome) -> None:
        """Remember what became of an address; a user who names it by itself says nothing of its listing."""
        before = self.memory.seen(entry.url)
        mark = before.mark if before and not entry.mark else entry.mark
        self.memory.saw(entry.url, Seen(mark, outcome))

    def _expected(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries that nobody asked for yet in this round."""
        fresh = [entry for entry in entries if entry.url not in self.tally.named]
        self.tally.named.update(entry.url for entry in fresh)
        return fresh

    def _step(self) -> None:
        self.tally.done += 1
        refused = len(self.tally.refusals) + len(self.tally.reserved)
        self.progress(Step(self.tally.done, refused, len(self.tally.named)))


def _about(visit: Visit, via: str | None) -> list[tuple[str, str]]:
    """What is kept beside an answer: the listing that named it, and the redirects that led to it."""
    led = [("redirect", f"{status} {url}") for status, url in visit.hops]
    return [*([("via", via)] if via else []), *led]


async def _all(jobs: Iterable[Coroutine[object, object, None]]) -> None:
    """Run jobs at the same time; the first that breaks ends all."""
    async with asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(job)
