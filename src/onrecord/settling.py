"""What do many pages say together? The second half of a build, over the whole record, in one transaction.

Who is who, which day, what is said twice, what is copied, what agrees, changes or conflicts. Everything here is
computed anew from what the first half stored, so the outcome does not hang on the order in which pages came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from sys import intern

from onrecord import corroborate, resolve
from onrecord.corroborate import PageFacts, facts_of
from onrecord.model import (
    Claims,
    Event,
    Judgement,
    Lineage,
    Link,
    Office,
    Page,
    PageId,
    Statement,
    Story,
    Trace,
    Utterance,
    When,
    Where,
)
from onrecord.store import Record, Settling, anchors_of, apply, joinings, standing, text_hash


def settle(record: Record) -> None:
    """Compute everything that depends on more than one page, anew, in one transaction."""
    people = [row for row in record.rows("judgements") if not row.by.startswith("rule:")]
    sighted = (s for r in record.readings() for s in resolve.sightings_of(r.claims, r.page))
    known = resolve.known_from(sighted, _decided(record, joinings(people)))
    traces = [_lean(trace) for trace in record.traces()]
    decided = standing(people)
    atlas = resolve.atlas()
    seats: dict[PageId, Where] = {}
    doubts: list[tuple[PageId, str]] = []
    with record.settling() as new:
        new.put(resolve.seated(entity, atlas) for entity in known.entities)
        new.put(known.merges)
        for reading in record.readings():
            claims = resolve.dated(reading.page, resolve.linked(reading.claims, known))
            claims = resolve.placed(reading.page, claims, atlas)
            if seat := resolve.dateline_of(reading.page, atlas):
                seats[reading.page.id] = seat
            doubts += [(reading.page.id, doubt) for doubt in resolve.doubts_of(resolve.dateable(reading.page))]
            new.put(_rows_of(_as_judged(reading.page, claims, decided, known)))
        new.update("pages", ((page, {"located": seat}) for page, seat in seats.items()))
        _note(new, doubts)
        facts = {page.id: facts_of(page) for page in new.rows("pages")}
        shared = corroborate.shared(traces, facts, lambda page: new.row("pages", page))
        found = _compared(new, traces, shared, facts)
        if _date_pages(record, new, found, known, traces):
            facts = {page.id: facts_of(page) for page in new.rows("pages")}
            found = _compared(new, traces, shared, facts)
        carried = corroborate.carried(shared, traces, facts)
        new.put(carried)
        lineages = _lineages(new, found, traces, corroborate.borrowed(shared, [*found.reused, *carried]))
        _write(new, found, traces, lineages)
        _count(new, lineages)


def _decided(record: Record, people: Sequence[Judgement]) -> list[resolve.Decided]:
    """What people decided of names, on every page that has the text they looked at."""
    anchors = {anchor[0] for each in people for anchor in anchors_of(each)}
    pages: dict[str, list[PageId]] = {}
    for reading in record.readings() if anchors else ():
        told = text_hash(reading.page)
        if told in anchors:
            pages.setdefault(told, []).append(reading.page.id)
    found = []
    for each in people:
        places = [[(page, name) for page in pages.get(text, ())] for text, name in anchors_of(each)]
        if all(places):
            found += [resolve.Decided(True, same[0], other) for same in places for other in same[1:]]
            found.append(resolve.Decided(each.kind == "same", *(same[0] for same in places)))
    return found


def _lean(trace: Trace) -> Trace:
    """The trace with one string for each term, however many pages have it: all traces are held at a time."""
    return replace(trace, terms=tuple(map(intern, trace.terms)))


def _as_judged(
    page: Page, claims: Claims, decided: Mapping[tuple[str, str], list[Judgement]], known: resolve.Known
) -> Claims:
    """The claims as people left them: what was rejected is gone, what was corrected stands corrected."""
    if not decided:
        return claims
    judged = (apply(decided, page, statement) for statement in claims.statements)
    kept = tuple(resolve.spoken(statement, known) for statement in judged if statement is not None)
    said = {statement.id: statement for statement in kept}
    told = (replace(f, given_by=()) if f.statement in said else replace(f, statement=None) for f in claims.figures)
    return replace(claims, statements=kept, figures=tuple(resolve.given(f, said.get(f.statement or "")) for f in told))


def _rows_of(claims: Claims) -> Iterator[object]:
    for kind in DATED:
        yield from getattr(claims, kind)
    yield from claims.mentions


DATED: dict[str, tuple[str, ...]] = {
    "statements": ("said",),
    "figures": ("as_of",),
    "offices": ("as_of",),
    "memberships": ("as_of",),
    "designations": ("date",),
    "events": ("date",),
    "times": ("value", "anchor"),
}
"""Kinds of claims whose day hangs on the page's own day, and the fields that hold it."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing pages and statements found, before origins are counted."""

    facts: dict[PageId, PageFacts]
    page_of: dict[str, PageId]
    utterances: list[Utterance]
    said_twice: list[Link]
    reused: list[Link]
    stories: list[Story]
    told: list[Link]


def _compared(
    new: Settling, traces: Sequence[Trace], shared: corroborate.Shared, facts: dict[PageId, PageFacts]
) -> Compared:
    reused = corroborate.copies(shared, traces, facts)
    family = corroborate.families(facts.values(), traces, reused, ())
    page_of: dict[str, PageId] = {}
    voices: dict[PageId, Counter[str]] = {}
    statements = list(new.rows("statements"))
    for statement in statements:
        page_of[statement.id] = statement.page
        voices.setdefault(statement.page, Counter())[corroborate.voice_of(statement, family)] += 1
    utterances, said_twice = corroborate.same(statements)
    uttered = [(page_of[link.a], page_of[link.b]) for link in said_twice if link.kind == "same_utterance"]
    stories, told = corroborate.told(list(facts.values()), traces, reused=reused, uttered=uttered, voices=voices)
    return Compared(facts, page_of, utterances, said_twice, reused, stories, told)


def _date_pages(record: Record, new: Settling, found: Compared, known: resolve.Known, traces: Sequence[Trace]) -> bool:
    """Date pages and sayings whose day is open by what stands around them; whether any got a day."""
    links = [*found.reused, *corroborate.pointed(traces, found.facts, found.stories)]
    near = _surroundings(record, new, found, links)
    dates = resolve.dated_pages(near)
    _note(new, chain(resolve.doubts_between(links, near.pages), dates.notes))
    new.update("pages", ((page, {"published": day}) for page, day in sorted(dates.pages.items())))
    for page, day in sorted(dates.pages.items()):
        reading = record.reading(page)
        claims = resolve.dated(replace(reading.page, published=day), resolve.linked(reading.claims, known))
        for kind, fields in DATED.items():
            rows = getattr(claims, kind)
            new.update(kind, ((row.id, {field: getattr(row, field) for field in fields}) for row in rows))
    rows = ((s, new.row("statements", s).said, when) for s, when in sorted(dates.said.items()))
    said = [(s, {"said": when}) for s, before, when in rows if resolve.is_closer(when, before)]
    new.update("statements", said)
    return bool(dates.pages or said)


def _note(new: Settling, doubts: Iterable[tuple[PageId, str]]) -> None:
    """Write doubts about a page's day beside those of its reading."""
    told: dict[PageId, set[str]] = {}
    for page, doubt in doubts:
        told.setdefault(page, set()).add(doubt)
    rows = ((page, new.row("pages", page).notes, doubts) for page, doubts in sorted(told.items()))
    new.update("pages", [(page, {"notes": (*own, *sorted(doubts - set(own)))}) for page, own, doubts in rows])


def _surroundings(record: Record, new: Settling, found: Compared, links: Sequence[Link]) -> resolve.Surroundings:
    """The undated pages and open sayings of the record, and the rows that may date them."""
    readings = {p.id: record.reading(p.id) for p in found.facts.values() if not (p.published or "")[:1].isdigit()}
    pages = {
        p.id: resolve.Dateable(p.id, p.source, When(p.published), revision_of=p.revision_of)
        for p in found.facts.values()
    }
    pages |= {p: replace(resolve.dateable(r.page), revision_of=pages[p].revision_of) for p, r in readings.items()}
    # what is said again on another day dates nothing: an undated report of it may be of either
    again = {end for link in found.said_twice if link.kind == "repeats" for end in (link.a, link.b)}
    told = (u.statements for u in found.utterances if again.isdisjoint(u.statements))
    shared = [statements for statements in told if len({found.page_of[s] for s in statements}) > 1]
    events = _sessions(new, set(readings))
    return resolve.Surroundings(
        pages,
        _told(new, set(readings), {s for group in shared for s in group}, {event.id for event in events}),
        {page: reading.claims.times for page, reading in readings.items()},
        events,
        shared,
        [story.pages for story in found.stories if not readings.keys().isdisjoint(story.pages)],
        [link for link in links if readings.keys() & {link.a, link.b}],
    )


def _told(new: Settling, undated: set[PageId], twice: set[str], events: set[str]) -> dict[str, Statement]:
    """What undated pages tell, what several pages tell, and what the same speakers and sessions have told elsewhere."""
    if not undated and not twice:
        return {}
    own = [s for s in new.rows("statements") if s.page in undated or s.id in twice]
    speakers = {resolve.speaker_of(s) for s in own if s.page in undated} - {None}
    others = (s for s in new.rows("statements") if resolve.speaker_of(s) in speakers or s.event in events)
    return {s.id: s for s in (*own, *others)}


def _sessions(new: Settling, undated: set[PageId]) -> list[Event]:
    """The numbered sessions that undated pages tell of, and all others of their bodies."""
    if not undated:
        return []
    events = [event for event in new.rows("events") if resolve.session_of(event)]
    bodies = {session.series for event in events if event.page in undated and (session := resolve.session_of(event))}
    return [event for event in events if (session := resolve.session_of(event)) and session.series in bodies]


def _lineages(
    new: Settling,
    found: Compared,
    traces: Sequence[Trace],
    taken: Mapping[PageId, Sequence[corroborate.Borrowed]],
) -> dict[str, Lineage]:
    """Where each statement, figure and designation comes from, by its id."""
    offices: dict[PageId, list[Office]] = {}
    for office in new.rows("offices"):
        offices.setdefault(office.page, []).append(office)
    around = {
        trace.page: corroborate.Around(found.facts[trace.page], trace, offices.get(trace.page, ()), taken)
        for trace in traces
    }
    lineages: dict[str, Lineage] = {}
    for statement in new.rows("statements"):
        lineages[statement.id] = corroborate.of_statement(statement, around[statement.page])
    for figure in new.rows("figures"):
        said = lineages.get(figure.statement or "")
        lineages[figure.id] = corroborate.of_figure(figure, said, around[figure.page])
    for step in new.rows("designations"):
        said = lineages.get(step.statement or "")
        lineages[step.id] = corroborate.of_designation(step, said, around[step.page])
    return lineages


def _count(new: Settling, lineages: Mapping[str, Lineage]) -> None:
    """Write where each row comes from, and from how many origins figures and steps of listing come."""
    new.update("statements", ((row.id, {"lineage": lineages[row.id]}) for row in list(new.rows("statements"))))
    for rows in new.grouped("figures", by=lambda figure: figure.series or figure.id):
        counts = corroborate.of_figures(rows, lineages)
        new.update("figures", ((row, {"lineage": lineages[row], "origins": counts[row]}) for row in sorted(counts)))
    for steps in new.grouped("designations", by=corroborate.act_of):
        counts = corroborate.of_designations(steps, lineages)
        new.update(
            "designations", ((row, {"lineage": lineages[row], "origins": counts[row]}) for row in sorted(counts))
        )


def _write(new: Settling, found: Compared, traces: Sequence[Trace], lineages: Mapping[str, Lineage]) -> None:
    family = corroborate.families(found.facts.values(), traces, found.reused, found.stories)
    utterances = corroborate.of_utterances(found.utterances, lineages)
    stories = corroborate.of_stories(found.stories, family, utterances, found.page_of)
    several = {s for u in utterances if len(u.statements) > 1 for s in u.statements}
    retold = {statement.id: statement for statement in new.rows("statements") if statement.id in several}
    pointed = corroborate.pointed(traces, found.facts, stories, utterances, retold)
    new.put([*utterances, *stories, *found.said_twice, *found.reused, *found.told, *pointed])
    story_of = {page: story.id for story in stories for page in story.pages}
    new.update("pages", ((page, {"story": story}) for page, story in sorted(story_of.items())))
    spoken = {s: u.id for u in utterances for s in u.statements}
    new.update(
        "statements",
        ((s, {"story": story_of.get(page), "utterance": spoken.get(s)}) for s, page in sorted(found.page_of.items())),
    )
    _weigh(new, story_of, spoken, found.facts)


def _weigh(
    new: Settling, story_of: Mapping[PageId, str], spoken: Mapping[str, str], facts: Mapping[PageId, PageFacts]
) -> None:
    """Figures through time, claims that agree or cannot both hold, offices."""
    series, links = corroborate.followed(new.rows("figures"), story_of, facts)
    new.put([*series, *links])
    new.update("figures", ((figure, {"series": each.id}) for each in series for figure in each.figures))
    for block in new.grouped("figures", by=lambda figure: spoken.get(figure.statement)):
        new.put(corroborate.relayed(block))
    said: list[Link] = []
    for block in new.grouped("statements", by=lambda statement: corroborate.claim_keys(statement, statement.story)):
        said += corroborate.weighed(block, spoken)
    new.put(corroborate.once(said, spoken))
    for block in new.grouped("offices", by=corroborate.posts_of):
        new.put(corroborate.disputed(block))
    for block in new.grouped("events", by=lambda event: corroborate.event_keys(event, story_of.get(event.page))):
        new.put(corroborate.dated_twice(block))
