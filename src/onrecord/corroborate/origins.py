"""From how many independent places does a report come?

Copies, revisions and pages that print one agency's text are one family, and a family counts once. In a story, pages
that relay one act of saying count once too: ten reports of one speech have one origin, the speaker.
It counts reports; nothing here says whether they are true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from onrecord.corroborate.facts import PageFacts
from onrecord.model import Link, PageId, Story, Trace, Utterance


def families(
    facts: Iterable[PageFacts], traces: Iterable[Trace], reused: Iterable[Link], stories: Iterable[Story]
) -> dict[PageId, PageId]:
    """Each page's family, named by its smallest page id.

    A family: pages linked by `reuses`, states of one page, and pages of one story that credit the same newsroom.
    """
    ties: list[tuple[str, str]] = [(link.a, link.b) for link in reused]
    known = sorted(page.id for page in facts)
    ties += [(page.id, page.revision_of) for page in facts if page.revision_of]
    credits = {trace.page: trace.credits for trace in traces if trace.credits}
    for story in stories:
        ties += _syndicated(story, credits)
    return {PageId(page): PageId(root) for page, root in _joined(known, ties).items()}


def _syndicated(story: Story, credits: Mapping[PageId, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Ties between pages of a story that credit one newsroom, each to the first."""
    first: dict[str, str] = {}
    credited = [(credit, page) for page in story.pages for credit in credits.get(page, ())]
    return [(first.setdefault(credit, page), page) for credit, page in credited]


def _joined(names: Iterable[str], ties: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The smallest name of each name's connected group; ties to names that are not listed are left out."""
    root = {name: name for name in names}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for a, b in ties:
        if a in root and b in root:
            low, high = sorted((top(a), top(b)))
            root[high] = low
    return {name: top(name) for name in root}


RELAYED = 0.5
"""Share of a page's statements that another page renders too, from which the two are one origin of their story."""


def of_utterances(
    utterances: Iterable[Utterance], page_of: Mapping[str, PageId], family: Mapping[PageId, PageId]
) -> list[Utterance]:
    """The utterances with `origins` set to the number of families that report them. `page_of`: statement id -> page."""
    return [
        replace(utterance, origins=len({family.get(page_of[s], page_of[s]) for s in utterance.statements}))
        for utterance in utterances
    ]


def of_stories(
    stories: Iterable[Story],
    family: Mapping[PageId, PageId],
    utterances: Iterable[Utterance],
    page_of: Mapping[str, PageId],
) -> list[Story]:
    """The stories with `origins` set: families of pages, counted once where one page mostly relays what another does.

    A page that shares one remark with another and has the rest from elsewhere is an origin of its own.
    """
    told = Counter(page_of.values())
    shared: Counter[tuple[PageId, PageId]] = Counter()
    for utterance in utterances:
        first, *others = sorted({page_of[statement] for statement in utterance.statements})
        shared.update((first, page) for page in others)
    relayed: dict[PageId, list[tuple[str, str]]] = {}
    for (a, b), times in shared.items():
        if times >= RELAYED * min(told[a], told[b]):
            relayed.setdefault(a, []).append((a, b))
            relayed.setdefault(b, []).append((a, b))
    counted = []
    for story in stories:
        ties = [(str(family.get(page, page)), str(page)) for page in story.pages]
        ties += [tie for page in story.pages for tie in relayed.get(page, ())]
        names = {str(page) for page in story.pages} | {str(family.get(page, page)) for page in story.pages}
        counted.append(replace(story, origins=len(set(_joined(sorted(names), ties).values()))))
    return counted
