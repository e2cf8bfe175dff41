"""What comes of pages and statements that belong together: from how many origins, told when, pointing where?

Which pages are one story and which statements one utterance is known by now. Here the days of stories and what holds
them together in words are written, the origins of both, and the pointers between pages.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from onrecord import corroborate
from onrecord.corroborate import PageFacts, facts_of
from onrecord.corroborate.origins import counted, shared_by
from onrecord.corroborate.stories import link_of, story_of
from onrecord.model import Link, PageId, Story, Utterance
from onrecord.settling.asked import columns_of
from onrecord.settling.families import CARRIED, families_of, put_families, tie_families
from onrecord.settling.going import Going
from onrecord.settling.pointing import fill_pointers, put_pointers
from onrecord.settling.steps import Step
from onrecord.settling.turned import Turned, turned_in
from onrecord.store import Settling
from onrecord.store.ledger import number_of

STORY, UTTERANCE = ("headline", "first", "last", "origins"), ("origins", "lineage")
"""What is written here of stories and of utterances."""


def put_together(going: Going) -> None:
    """Write the origins of utterances and stories, the days of stories and what holds them together, and pointers."""
    if going.whole:
        _put_all(going)
    else:
        _put_touched(going.new, turned_in(going.new))


# All of it


def _put_all(going: Going) -> None:
    new, held, found = going.new, going.held, going.held.found
    told = [story_of([held.facts[page] for page in story.pages]) for story in found.stories]
    family = corroborate.families(held.facts.values(), held.traces, found.reused, told)
    said = new.where("statements", "id", (s for utterance in found.utterances for s in utterance.statements))
    utterances = corroborate.of_utterances(found.utterances, {row.id: row.lineage for row in said.values()})
    stories = corroborate.of_stories(told, family, utterances, found.page_of)
    _write(new, stories, utterances)
    new.put(_trees(new, held.facts))
    new.put(corroborate.pointed(held.traces, held.facts, stories, utterances, said))
    home = {page: story.id for story in stories for page in story.pages}
    new.update("statements", ((s, {"story": home.get(page)}) for s, page in sorted(found.page_of.items())))
    _keep(going, home)


def _write(new: Settling, stories: Iterable[Story], utterances: Iterable[Utterance]) -> None:
    """Write the days and origins of stories, and the origins of utterances."""
    new.update("stories", ((row.id, {name: getattr(row, name) for name in STORY}) for row in stories))
    new.update("utterances", ((row.id, {name: getattr(row, name) for name in UTTERANCE}) for row in utterances))


def _keep(going: Going, home: Mapping[PageId, str]) -> None:
    """Fill the ledger with what joins pages to families, and with what they point by."""
    new, held = going.new, going.held
    states = ((p.id, p.revision_of) for p in held.facts.values() if p.revision_of and p.revision_of in held.facts)
    credited = ((t.page, home[t.page], newsroom) for t in held.traces if t.page in home for newsroom in t.credits)
    put_families(new, held.found.reused, states, credited)
    fill_pointers(new, held.facts, {trace.page: trace for trace in held.traces})


# What is touched


def _put_touched(new: Settling, turned: Turned) -> None:
    rejoined = tie_families(new, _loose(new, turned))
    _put_utterances(new, turned)
    _put_homes(new, turned)
    left = {page for was, _ in turned.stories.values() if was is not None for page in was.pages}
    _put_stories(new, _stories_at(new, turned, rejoined), left)
    put_pointers(new, turned)


def _loose(new: Settling, turned: Turned) -> set[PageId]:
    """The pages whose ties to families may have changed."""
    copies = (link for pair in turned.links("reuses") for link in pair if link is not None and link.by != CARRIED)
    ends = {PageId(end) for link in copies for end in (link.a, link.b)}
    return {*new.fresh, *new.revised, *ends, *turned.moved}


def _put_utterances(new: Settling, turned: Turned) -> None:
    """Count the origins of utterances of which a statement came, went or comes from elsewhere."""
    names = {now.id for _, now in turned.utterances.values() if now is not None}
    names |= {now.utterance for _, now in turned.statements.values() if now is not None and now.utterance}
    rows = new.where("utterances", "id", names).values()
    said = new.where("statements", "id", (statement for row in rows for statement in row.statements))
    found = corroborate.of_utterances(rows, {row.id: row.lineage for row in said.values()})
    _write(new, (), found)


def _put_homes(new: Settling, turned: Turned) -> None:
    """Write to which story statements belong: that of their page."""
    came = {now.page for _, now in turned.statements.values() if now is not None}
    pages = {*new.fresh, *turned.moved, *came}
    home = dict(columns_of(new, "pages", ("id", "story"), "id", pages))
    rows = columns_of(new, "statements", ("id", "page", "story"), "page", pages)
    strays = sorted((name, home.get(page)) for name, page, story in rows if story != home.get(page))
    new.update("statements", ((name, {"story": story}) for name, story in strays))


def _stories_at(new: Settling, turned: Turned, rejoined: Iterable[PageId]) -> set[str]:
    """The stories that are told otherwise now, on other days, or perhaps by other families."""
    told = families_of(new, turned.telling)
    pages = {*new.fresh, *rejoined, *told, *_relaying(new, turned), *turned.redated}
    pages |= {PageId(end) for pair in turned.links("same_story") for link in pair if link for end in (link.a, link.b)}
    homes = {story for (story,) in columns_of(new, "pages", ("story",), "id", pages) if story}
    return homes | {now.id for _, now in turned.stories.values() if now is not None}


def _relaying(new: Settling, turned: Turned) -> set[PageId]:
    """The pages that share more or fewer utterances with another one."""
    before, now = turned.reports(new)
    were, are = shared_by(before), shared_by(now)
    return {page for pair in were.keys() | are.keys() if were[pair] != are[pair] for page in pair}


def _put_stories(new: Settling, names: Iterable[str], left: Iterable[PageId]) -> None:
    """Write stories with their days and origins, and what holds them together. `left`: pages that may have left one."""
    stories: list[Story] = [*new.where("stories", "id", names).values()]
    pages = {page for story in stories for page in story.pages}
    facts = _facts(new, pages)
    family = families_of(new, pages)
    told, reports = _telling(new, pages.union(family[page] for page in pages))
    worded = (story_of([facts[page] for page in story.pages]) for story in stories)
    _write(new, counted(worded, family, told, reports), ())
    there = columns_of(new, "links", ("id", "kind"), "a", pages.union(left))
    new.instead("links", (name for name, kind in there if kind == "same_story"), _trees(new, facts))


def _facts(new: Settling, pages: Iterable[PageId]) -> dict[PageId, PageFacts]:
    """Days and titles of pages: all that stories need of them. The text is read of a page without a title only."""
    found: dict[PageId, PageFacts] = {}
    for page, title, published in columns_of(new, "pages", ("id", "title", "published"), "id", pages):
        found[page] = PageFacts(page, titles=(title,), published=(published or {}).get("edtf"))
    untitled = [page for page, known in found.items() if not known.titles[0]]
    return found | {PageId(page): facts_of(row) for page, row in new.where("pages", "id", untitled).items()}


def _telling(new: Settling, pages: Iterable[PageId]) -> tuple[Counter[PageId], list[list[PageId]]]:
    """How many statements pages make, and the pages that report each utterance that one of them reports."""
    own = columns_of(new, "statements", ("page", "utterance"), "page", pages)
    reports: dict[str, list[PageId]] = defaultdict(list)
    spoken = {utterance for _, utterance in own if utterance}
    for utterance, page in columns_of(new, "statements", ("utterance", "page"), "utterance", spoken):
        reports[utterance].append(page)
    return Counter(page for page, _ in own), list(reports.values())


def _trees(new: Settling, facts: Mapping[PageId, PageFacts]) -> list[Link]:
    """The links that hold stories together, of all their pages."""
    ties = new.ties(Step.TREES)
    pages = {number_of(page): page for page in facts}
    held = ((page, pages[other], near) for number, page in pages.items() for other, near in ties.of(number).items())
    return [link_of(facts[page], facts[other], near) for page, other, near in held if page < other]
