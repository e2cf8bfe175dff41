"""What do a page's claims say once the record's names and the page's day are known?"""

from __future__ import annotations

from dataclasses import replace

from onrecord.model import (
    Claims,
    Designation,
    Event,
    Figure,
    Mention,
    Named,
    Office,
    Page,
    Participant,
    Speaker,
    Statement,
    When,
)
from onrecord.resolve.dates import Calendar, as_of, calendar_of, posted_on, said_on, speech_days, valued
from onrecord.resolve.entities import Known
from onrecord.resolve.metonyms import seat_of
from onrecord.resolve.naming import key_of


def linked(claims: Claims, known: Known) -> Claims:
    """The claims with entity ids and canonical names; figures get the names of who gave them."""
    states = {key_of(n.name) for n in claims.named if n.kind == "state"}
    statements = tuple(spoken(_for_union(s, states), known) for s in claims.statements)
    speakers = {s.id: s for s in statements}
    clusters = {n.cluster: n for n in claims.named}
    return replace(
        claims,
        statements=statements,
        figures=tuple(given(_own_giver(f, known), speakers.get(f.statement or "")) for f in claims.figures),
        offices=tuple(_held(o, known) for o in claims.offices),
        memberships=tuple(
            replace(m, member=known.name(m.page, m.member) or m.member, body=known.name(m.page, m.body) or m.body)
            for m in claims.memberships
        ),
        designations=tuple(_designated(d, known) for d in claims.designations),
        events=tuple(_attended(e, known) for e in claims.events),
        mentions=tuple(_meant(m, clusters, known, states) for m in claims.mentions),
    )


def spoken(statement: Statement, known: Known) -> Statement:
    """The statement with its speakers as the record knows them; whom it cannot tell stays as named."""
    speakers = tuple(_speaker(speaker, statement, known) for speaker in statement.speakers)
    return replace(statement, speakers=speakers, via=known.name(statement.page, statement.via))


def _for_union(statement: Statement, states: set[str]) -> Statement:
    """The statement with the union as speaker whose city it names: "Brussels" where the page is not about Belgium."""
    seats = [(speaker, seat_of(speaker.mention or "")) for speaker in statement.speakers]
    if not any(seat is not None and seat.is_union(states) for _, seat in seats):
        return statement
    named = (replace(s, name=seat.government) if seat is not None and seat.is_union(states) else s for s, seat in seats)
    return replace(statement, speakers=tuple(named))


def _speaker(speaker: Speaker, statement: Statement, known: Known) -> Speaker:
    entity = known.entity(statement.page, speaker.name)
    return replace(speaker, entity=entity.id, name=entity.name) if entity is not None else speaker


def given(figure: Figure, statement: Statement | None) -> Figure:
    """A figure inside a statement is given by its likeliest speakers, by way of its inner source.

    Whom its own phrase names ("the 40 beds promised by the mayor") gave it, whoever speaks of it.
    """
    if statement is None or not statement.speakers or figure.giver is not None:
        return figure
    most = max(speaker.weight for speaker in statement.speakers)
    names = tuple(speaker.name for speaker in statement.speakers if speaker.weight == most)
    return replace(figure, given_by=names, via=figure.via or statement.via)


def _own_giver(figure: Figure, known: Known) -> Figure:
    if figure.giver is None:
        return figure
    return replace(figure, given_by=(known.name(figure.page, figure.giver.text) or figure.giver.text,))


def _held(office: Office, known: Known) -> Office:
    entity = known.entity(office.page, office.person)
    return replace(office, entity=entity.id, person=entity.name) if entity is not None else office


def _designated(act: Designation, known: Known) -> Designation:
    return replace(
        act,
        authority=known.name(act.page, act.authority),
        target=known.name(act.page, act.target) or act.target,
        by=known.name(act.page, act.by),
    )


def _attended(event: Event, known: Known) -> Event:
    found = [(p, known.entity(event.page, p.name)) for p in event.participants]
    people = tuple(Participant(e.id, e.name, p.role) if e is not None else p for p, e in found)
    return replace(event, participants=people)


def _meant(mention: Mention, clusters: dict[int, Named], known: Known, states: set[str]) -> Mention:
    seat = seat_of(mention.text) if mention.subject and mention.kind == "name" and mention.label != "person" else None
    government = known.entity(mention.page, seat.government) if seat is not None and seat.fits(states) else None
    if government is not None:
        return replace(mention, entity=government.id)
    named = clusters.get(-1 if mention.cluster is None else mention.cluster)
    entity = known.entity(mention.page, named.name) if named is not None else None
    return replace(mention, entity=entity.id) if entity is not None else mention


def dated(page: Page, claims: Claims) -> Claims:
    """The claims with their days, as far as the page's own day and the words beside them tell."""
    days = said_on(page, claims.statements, claims.times)
    statements = tuple(replace(s, said=days[s.id]) for s in claims.statements)
    by_id = {s.id: s for s in statements}
    spoken = speech_days(page, statements, claims.times)
    calendar = calendar_of(page, claims.times, spoken=spoken)
    return replace(
        claims,
        statements=statements,
        figures=tuple(replace(f, as_of=as_of(f, by_id.get(f.statement or ""), page, calendar)) for f in claims.figures),
        times=valued(page, calendar, spoken),
        offices=tuple(replace(o, as_of=posted_on(page, o.start)) for o in claims.offices),
        memberships=tuple(replace(m, as_of=posted_on(page, m.start)) for m in claims.memberships),
        designations=tuple(replace(d, date=calendar.day_of(d.date_words)) for d in claims.designations),
        events=tuple(e if e.date.edtf else replace(e, date=_first_day(e, calendar)) for e in claims.events),
    )


def _first_day(event: Event, calendar: Calendar) -> When:
    if event.date_words is not None:
        return calendar.day_of(event.date_words)
    inside = (t for t in calendar.times if event.start <= t.start and t.end <= event.end and t.type == "DATE")
    time = next(inside, None)
    return calendar.days[time.id] if time is not None else When()
