"""From how many independent places does a report come?

Each statement, figure and designation has a lineage: who said it, for which body, relaying whom, which newsroom heard
it, whose text its words are. Reports of one act are one origin when they come from one newsroom or are one text;
numbers when one body gave them. Pages are one origin when they copy each other, are states of one page, or print one
agency's text in a story. It counts reports; nothing here says whether they are true (docs/origins.md).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onrecord.corroborate.facts import PageFacts
from onrecord.corroborate.meeting import components, rooted
from onrecord.corroborate.newsrooms import NOUN, WIRES, credited, newsroom_of, same_newsroom
from onrecord.corroborate.reuse import Shared
from onrecord.model import (
    Designation,
    Figure,
    Heard,
    Lineage,
    Link,
    Office,
    PageId,
    Speaker,
    Statement,
    Story,
    Trace,
    Utterance,
)

AROUND = 60
"""Characters beside a row's words within which a newsroom named there is the one that heard them, when no clause is
known."""

INSIDE = 0.5
"""Share of a row's words that stand in a passage from another page, from which on they are that page's words."""

RELAYED = 0.5
"""Share of a page's statements that another page renders too, from which the two are one origin of their story."""

NAMED = re.compile(r"[A-Z][\w&.'’-]*(?: (?:of |the |and )?[A-Z][\w&.'’-]*){0,4}")
SHORT_FORM = re.compile(r"(?<=[a-z]) \(?[A-Z]{2,6}\)?$")
"""The short form behind a full name: "River Relief Service RRS"."""

BESIDE = re.compile(rf"\b{NOUN}s?\b")


# Whose text are the words?


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A stretch of a page that stands on the page it was copied from: `whole` when the page as a whole is a copy."""

    start: int
    end: int
    original: PageId
    whole: bool


def borrowed(found: Shared, reused: Iterable[Link]) -> dict[PageId, tuple[Borrowed, ...]]:
    """What each page has from others, by the `reuses` links (`reuse.copies`, `reuse.carried`), in a fixed order."""
    alike = {frozenset(pair): (pair, likeness) for pair, likeness in found}
    taken: dict[PageId, list[Borrowed]] = {}
    for link in sorted(reused, key=lambda link: (-link.score, link.b)):
        met = alike.get(frozenset((PageId(link.a), PageId(link.b))))
        if met is None:
            continue
        (first, _), likeness = met
        whole = link.by != "rule:carried_passage"
        spans = [passage.a if link.a == first else passage.b for passage in likeness.passages] or [(0, 0)]
        taken.setdefault(PageId(link.a), []).extend(Borrowed(*span, PageId(link.b), whole) for span in spans)
    return {page: tuple(stretches) for page, stretches in taken.items()}


def text_of(page: PageId, start: int, end: int, taken: Mapping[PageId, Sequence[Borrowed]]) -> PageId:
    """The page whose text the words at a place are: the last in the chain of copies, the page itself without one."""
    seen = {page}
    while True:
        stretches = taken.get(page, ())
        within = (b for b in stretches if len(seen) == 1 and _overlap(b, start, end) >= INSIDE * max(1, end - start))
        source = next(within, None) or next((b for b in stretches if b.whole), None)
        if source is None or source.original in seen:
            return page
        page = source.original
        seen.add(page)


def _overlap(stretch: Borrowed, start: int, end: int) -> int:
    return min(stretch.end, end) - max(stretch.start, start)


# Where does a row come from?


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of a row's page: its facts, whom it credits and relays, its offices, what it has from others."""

    facts: PageFacts
    trace: Trace
    offices: Sequence[Office] = ()
    taken: Mapping[PageId, Sequence[Borrowed]] | None = None

    def text(self, start: int, end: int) -> PageId:
        """The page whose text the words at a place are."""
        return text_of(self.facts.id, start, end, self.taken or {})


def of_statement(statement: Statement, around: Around) -> Lineage:
    """The lineage of a statement, from the statement and its page."""
    speaker = max(statement.speakers, key=lambda speaker: speaker.weight, default=None)
    outlet, heard = _newsroom(statement, speaker, around)
    via = statement.via if statement.via and not newsroom_in(statement.via) else None
    first, last = _bounds(statement)
    return Lineage(
        speaker=speaker.name if speaker else None,
        agency=_agency(speaker, around.offices) if speaker else None,
        via=via,
        outlet=outlet,
        heard=heard,
        text=around.text(first, last),
        translation=around.facts.language,
    )


def of_figure(figure: Figure, said: Lineage | None, around: Around) -> Lineage:
    """The lineage of a figure: that of the statement that gives it, with the giver and inner source of its own."""
    outlet, heard = (said.outlet, said.heard) if said else _published(around)
    giver = figure.given_by[0] if figure.given_by else None
    return Lineage(
        speaker=giver,
        agency=said.agency if said and said.speaker == giver else _held(giver, around.offices),
        via=figure.via or (said.via if said and giver else None),
        outlet=outlet,
        heard=heard,
        text=around.text(figure.start, figure.end),
        translation=around.facts.language,
    )


def of_designation(row: Designation, said: Lineage | None, around: Around) -> Lineage:
    """The lineage of a step of listing: that of the statement that tells it, or the page's own telling."""
    outlet, heard = (said.outlet, said.heard) if said else _published(around)
    return Lineage(
        speaker=said.speaker if said else None,
        agency=said.agency if said else None,
        via=said.via if said else None,
        outlet=outlet,
        heard=heard,
        text=around.text(row.start, row.end),
        translation=around.facts.language,
    )


def _newsroom(statement: Statement, speaker: Speaker | None, around: Around) -> tuple[str | None, Heard | None]:
    """The newsroom that heard the words, and how that is known: from the words around them, or from the page."""
    low, high = _bounds(statement)
    low, high = statement.clause or (low - AROUND, high + AROUND)
    inside = [cite.text for cite in around.trace.relayed if low <= cite.start and cite.end <= high]
    worded = (newsroom_in(words) for words in (statement.audience, statement.medium, statement.via) if words)
    named = newsroom_of(speaker.name) if speaker else None
    told = next(filter(None, (*worded, *inside, named)), None)
    return (credited(told), "told") if told else _published(around)


def _published(around: Around) -> tuple[str | None, Heard | None]:
    """The newsroom whose text a page prints: the one it credits, or its own."""
    credits = [name for name in around.trace.credits if not same_newsroom(name, around.facts.outlet)]
    if credits:
        return min(credits, key=lambda name: (name == WIRES, name)), "credited"
    return (around.facts.outlet, "published") if around.facts.outlet else (None, None)


def newsroom_in(words: str) -> str | None:
    """The newsroom that a phrase names ("the daily Basin", "Delta Radio"), or None."""
    names = [match.group() for match in NAMED.finditer(words)]
    known = next((name for name in names if newsroom_of(name)), None)
    return newsroom_of(known) if known else (names[-1] if names and BESIDE.search(words) else None)


def _bounds(statement: Statement) -> tuple[int, int]:
    spans = statement.content
    return (min(span.start for span in spans), max(span.end for span in spans)) if spans else (0, 0)


def _agency(speaker: Speaker, offices: Sequence[Office]) -> str | None:
    """The body whose office a speaker holds on the page."""
    own = [office for office in offices if speaker.entity and office.entity == speaker.entity]
    return next((office.organization for office in own if office.organization), _held(speaker.name, offices))


def _held(name: str | None, offices: Sequence[Office]) -> str | None:
    return next((office.organization for office in offices if office.person == name and office.organization), None)


# How many origins have rows of one act?


def heard_by(lineages: Sequence[Lineage]) -> tuple[Lineage, ...]:
    """One lineage for each independent newsroom that reports one act, the fullest first of its kind, in a fixed order.

    Rows are one origin when they come from one newsroom or are one text. A newsroom that is not known is one by itself;
    agencies that a page does not name tell nothing.
    """
    return _first_of_each(lineages, lambda each: (_key("text", each.text), _key("outlet", each.outlet, but=WIRES)))


def given_by(lineages: Sequence[Lineage]) -> tuple[Lineage, ...]:
    """One lineage for each independent giver of one number.

    The giver is the source relayed, else the body of the speaker, else the speaker: two officials of one body are one
    origin, and so are all pages that relay them. Pages that name no giver count, as newsrooms, only where no page does.
    """
    bodies = {each.speaker: each.agency for each in sorted(lineages, key=repr) if each.speaker and each.agency}
    known = [each if each.agency else replace(each, agency=bodies.get(each.speaker or "")) for each in lineages]
    named = [each for each in known if each.via or each.speaker]
    if not named:
        return heard_by(known)
    return _first_of_each(named, lambda each: (_key("giver", each.via or each.agency or each.speaker),))


def _first_of_each(lineages: Sequence[Lineage], keys_of: Callable[[Lineage], tuple[str, ...]]) -> tuple[Lineage, ...]:
    rows = dict(enumerate(sorted(lineages, key=lambda each: (-_told(each), repr(each)))))
    names = {str(row): [key for key in keys_of(each) if key] for row, each in rows.items()}
    ties = [(row, key) for row, keys in names.items() for key in keys]
    groups = components([*names, *sorted({key for _, key in ties})], ties)
    return tuple(rows[row] for row in sorted(min(int(n) for n in group if n in names) for group in groups))


def _told(lineage: Lineage) -> int:
    """How many links of a lineage are known."""
    return sum(1 for link in (lineage.speaker, lineage.agency, lineage.via, lineage.outlet) if link)


def key_of(name: str | None) -> str:
    """A name as it is compared: small letters, without article, possessive and the short form behind it."""
    return re.sub(r"^the |['’]s$", "", SHORT_FORM.sub("", name or "").casefold())


def _key(kind: str, name: str | None, *, but: str = "") -> str:
    return f"{kind} {key_of(name)}" if name and name != but else ""


def of_utterances(utterances: Iterable[Utterance], lineages: Mapping[str, Lineage]) -> list[Utterance]:
    """The utterances with their origins: the independent newsrooms that report them. `lineages`: by statement id."""
    counted = []
    for utterance in utterances:
        found = heard_by([lineages[statement] for statement in utterance.statements])
        counted.append(replace(utterance, origins=len(found), lineage=found))
    return counted


def of_figures(figures: Sequence[Figure], lineages: Mapping[str, Lineage]) -> dict[str, int]:
    """The origins of each figure of a series: of all its figures that give its number. `lineages`: by figure id."""
    same: dict[tuple[float | None, float | None], list[Figure]] = {}
    for figure in figures:
        same.setdefault((figure.low, figure.high), []).append(figure)
    counts = {bounds: len(given_by([lineages[row.id] for row in rows])) for bounds, rows in same.items()}
    return {figure.id: counts[figure.low, figure.high] for figure in figures}


def act_of(row: Designation) -> str:
    """The key under which reports of one step of listing meet: whose list, whom, which step, by whom."""
    parts = (row.authority, row.target, row.status, row.by, (row.date.edtf or "")[:7])
    return "|".join(re.sub(r"^the ", "", (part or "").casefold()) for part in parts)


def of_designations(rows: Sequence[Designation], lineages: Mapping[str, Lineage]) -> dict[str, int]:
    """The origins of each report of one step of listing (`act_of`). `lineages`: by designation id."""
    count = len(heard_by([lineages[row.id] for row in rows]))
    return {row.id: count for row in rows}


# How many origins have pages of one story?


def families(
    facts: Iterable[PageFacts], traces: Iterable[Trace], reused: Iterable[Link], stories: Iterable[Story]
) -> dict[PageId, PageId]:
    """Each page's family, named by its smallest page id.

    A family: pages linked as copies by `reuses`, states of one page, pages of one story that credit the same newsroom.
    """
    known = list(facts)
    ties: list[tuple[str, str]] = [(link.a, link.b) for link in reused]
    ties += [(page.id, page.revision_of) for page in known if page.revision_of]
    credits = {trace.page: trace.credits for trace in traces if trace.credits}
    for story in stories:
        ties += _syndicated(story, credits)
    return {PageId(page): PageId(root) for page, root in rooted(sorted(page.id for page in known), ties).items()}


def _syndicated(story: Story, credits: Mapping[PageId, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Ties between pages of a story that credit one newsroom, each to the first."""
    first: dict[str, str] = {}
    for page in story.pages:
        for credit in credits.get(page, ()):
            if credit != WIRES:
                yield first.setdefault(credit, page), page


def of_stories(
    stories: Iterable[Story],
    family: Mapping[PageId, PageId],
    utterances: Iterable[Utterance],
    page_of: Mapping[str, PageId],
) -> list[Story]:
    """The stories with `origins` set: families of pages, counted once where one page mostly relays what another does.

    A page that shares one remark with another and has the rest from elsewhere is an origin of its own.
    """
    reports = ({page_of[statement] for statement in utterance.statements} for utterance in utterances)
    return counted(stories, family, Counter(page_of.values()), reports)


def counted(
    stories: Iterable[Story],
    family: Mapping[PageId, PageId],
    told: Mapping[PageId, int],
    reports: Iterable[Iterable[PageId]],
) -> list[Story]:
    """`of_stories` from how many statements pages make (`told`) and the pages that report each utterance.

    Of the whole record, or of what has to do with these stories: their pages, the pages that name their families, and
    every utterance that one of these reports, with all its pages.
    """
    relayed: dict[PageId, list[tuple[str, str]]] = {}
    for (a, b), times in shared_by(reports).items():
        if times >= RELAYED * min(told[a], told[b]):
            relayed.setdefault(a, []).append((a, b))
            relayed.setdefault(b, []).append((a, b))
    return [replace(story, origins=_origins(story, family, relayed)) for story in stories]


def shared_by(reports: Iterable[Iterable[PageId]]) -> Counter[tuple[PageId, PageId]]:
    """How many utterances pages share, from the pages that report each: each page with the first of them."""
    shared: Counter[tuple[PageId, PageId]] = Counter()
    for pages in reports:
        first, *others = sorted(set(pages))
        shared.update((first, page) for page in others)
    return shared


def _origins(story: Story, family: Mapping[PageId, PageId], relayed: Mapping[PageId, Sequence[tuple[str, str]]]) -> int:
    ties = [(str(family.get(page, page)), str(page)) for page in story.pages]
    ties += [tie for page in story.pages for tie in relayed.get(page, ())]
    names = {str(page) for page in story.pages} | {str(family.get(page, page)) for page in story.pages}
    return len(set(rooted(sorted(names), ties).values()))
