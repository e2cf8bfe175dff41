"""What does a record of many pages look like once it is settled, and how is one made without reading or settling?

The pages are of the world of chronicle.py, as long as those of newspapers. What settling would find (entities, stories,
utterances, series, links) is known to the world and written as it is, so that a record of 100,000 pages takes minutes.
Its readings hold no claims: such a record is there to be read, and must not be settled.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import chronicle
import numpy as np
from sqlalchemy import insert, select, update

from onrecord.meaning import SIZE
from onrecord.model import (
    Cite,
    Claims,
    Designation,
    Entity,
    EntityKind,
    Event,
    Figure,
    Judgement,
    Lineage,
    Link,
    LinkKind,
    Membership,
    Mention,
    Office,
    Page,
    PageId,
    Participant,
    Reading,
    Refusal,
    Scope,
    Series,
    Speaker,
    Statement,
    Story,
    Time,
    Trace,
    Utterance,
    When,
    id_of,
)
from onrecord.store import Record
from onrecord.store.cells import insert_new
from onrecord.store.rows import batches
from onrecord.store.schema import BUILDS, CHANGES, PUBLIC, READINGS, STATE, VECTORS
from onrecord.store.vectors import cells_of

BATCH = 500
"""Pages added in one transaction."""

OWN, PARAGRAPHS, JUNK = 3, 6, 12
"""Statements that a page has to itself, paragraphs between them, and lines of menus around the article."""

DOUBTED, EITHER, JUDGED = 0.07, 0.02, 0.002
"""Shares of statements: under the published threshold, with two possible speakers, looked at by a person."""

REPRINTED, POINTING, LISTING, MEMBER, REFUSED = 0.12, 0.1, 0.02, 0.02, 0.03
"""Shares: of pages that copy one of their story, point at one, tell of a listing or of a member; and of refusals."""

LATE = 200
"""Pages of the last build."""

AT = ("2033-01-02T06:00:00+00:00", "2033-01-03T06:00:00+00:00")
"""When the two builds of the record ended."""

Made = Callable[[PageId], Any]


@dataclass(slots=True)
class Sheet:
    """A page being written: its text, and the rows that can be made once its id is known."""

    draft: chronicle.Draft
    rows: list[Made]
    spoken: list[tuple[str, str]]
    """Of each statement its id's words and the utterance it renders."""


@dataclass(frozen=True, slots=True)
class Told:
    """A story as it is on record."""

    pages: tuple[Page, ...]
    rows: tuple[Any, ...]


def entity(name: str, kind: EntityKind, *aliases: str) -> Entity:
    """Who is known under a name."""
    return Entity(id_of("e", kind, name), kind, name, aliases, 1, "one name on all pages")  # type: ignore[arg-type]


def newspaper(number: int) -> str:
    """One of the newspapers: named after a place, and some of them like another."""
    return f"{chronicle.story(number).place} {('Post', 'Courier', 'Herald')[number % 3]}"


def sentence(drawn: random.Random, topic: tuple[str, ...]) -> str:
    """A sentence on the things of a story."""
    first, second, third = drawn.sample(topic, 3)
    verb, other = drawn.choice(chronicle.VERBS), drawn.choice(chronicle.VERBS)
    near, far = drawn.choice(chronicle.ADJECTIVES), drawn.choice(chronicle.ADJECTIVES)
    noun = chronicle.NOUNS[chronicle.rank(drawn, len(chronicle.NOUNS), 0.025)]
    return f"the {near} {first} {verb} the {second} of the {far} {third} before the {noun} {other} it"


def told(number: int, most: int) -> Told:
    """Story `number`, cut to `most` pages, with all that a settled record says of it."""
    one = chronicle.story(number)
    drawn = random.Random(f"standing {number}")
    pages: list[Page] = []
    rows: list[Any] = []
    for place in range(min(one.pages, most)):
        page, found = written(one, place, drawn)
        if pages and drawn.random() < REPRINTED:
            page, found = reprinted(drawn, pages[0], rows, f"{number}-{place}")
            rows.append(link("reuses", page.id, pages[0].id, "0.93 of the words are those of the other page"))
        elif pages and drawn.random() < POINTING:
            rows.append(link("refers_to", page.id, drawn.choice(pages).id, "READ MORE names its headline"))
        pages.append(page)
        rows += found
    name = id_of("t", number)
    days = sorted(page.published.edtf or "" for page in pages)
    story = Story(name, pages[0].title or "", tuple(page.id for page in pages), days[0], days[-1], 1 + len(pages) // 3)
    rows = [replace(row, story=name) if isinstance(row, Statement) else row for row in rows]
    return Told(tuple(pages), (story, *rows, *said_again(rows)))


def said_again(rows: Iterable[Any]) -> Iterator[Any]:
    """The utterances of some statements, and what joins or parts their renderings."""
    groups: dict[str, list[Statement]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Statement) and row.utterance:
            groups[row.utterance].append(row)
    firsts = [group[0] for group in groups.values()]
    for name, group in groups.items():
        said = tuple(row.id for row in group)
        lineages = tuple(dict.fromkeys(row.lineage for row in group if row.lineage))
        yield Utterance(name, group[0].speakers[0].name, group[0].said, said, said[0], len(lineages), (), lineages)
        yield from (link("same_utterance", said[0], other, "same speaker and day, words alike") for other in said[1:])
    drawn = random.Random(firsts[0].id if firsts else "")
    for first, second in pairwise(firsts):
        kind = drawn.choices(("agrees", "repeats", "conflicts", ""), (8, 4, 5, 83))[0]
        if kind:
            yield link(kind, second.id, first.id, "both tell of the same thing on the same day")  # type: ignore[arg-type]


def link(kind: LinkKind, a: str, b: str, why: str) -> Link:
    """A link as a rule would find it."""
    return Link(id_of("l", kind, a, b), kind, a, b, 0.9, why, f"rule:{kind}")


def written(one: chronicle.Story, place: int, drawn: random.Random) -> tuple[Page, list[Any]]:
    """A page of a story and the rows on it."""
    day = one.day + timedelta(place // 6)
    outlet = newspaper(chronicle.rank(drawn, chronicle.OUTLETS, 0.03))
    sheet = Sheet(chronicle.Draft(""), [], [])
    title = sentence(drawn, one.topic).capitalize()[:70].rsplit(" ", 1)[0]
    _lines(sheet, "junk", ("Home", "World", "Subscribe", "Sign in", "Newsletters", "Most read")[: JUNK // 2])
    sheet.draft.put(title)
    sheet.draft.paragraph("title")
    counted(sheet, one, day, drawn)
    for at, utterance in enumerate(one.utterances):
        if place in utterance.pages:
            said(sheet, utterance.speaker, " ".join(utterance.words), id_of("u", one.number, at), one.day, drawn)
    for at in range(OWN):
        speaker = chronicle.holder(chronicle.rank(drawn, chronicle.PEOPLE, chronicle.PEAK), day)
        said(sheet, speaker, sentence(drawn, one.topic), id_of("u", one.number, place, "own", at), day, drawn)
        _lines(sheet, "paragraph", [_prose(drawn, one) for _ in range(PARAGRAPHS // OWN)])
    counted(sheet, one, day, drawn)
    _acts(sheet, one, day, drawn)
    _lines(sheet, "junk", ("Contact", "Terms of use", "Privacy", "Advertise", "About us", "Follow us")[: JUNK // 2])
    return finished(
        sheet, title, outlet, day, f"https://{outlet.replace(' ', '').lower()}.example/{one.number}-{place}"
    )


def _lines(sheet: Sheet, kind: str, lines: Iterable[str]) -> None:
    for line in lines:
        sheet.draft.put(line)
        sheet.draft.paragraph(kind)


def _prose(drawn: random.Random, one: chronicle.Story) -> str:
    return f"{sentence(drawn, one.topic).capitalize()} in {one.place}. {sentence(drawn, one.topic).capitalize()}."


def said(sheet: Sheet, who: chronicle.Person, words: str, heard: str, day: date, drawn: random.Random) -> None:
    """A paragraph that relays words of a person in office, and its rows."""
    draft = sheet.draft
    begun = len(draft.text)
    name = draft.put(who.name)
    draft.put(f", {who.title} of the ")
    body = draft.put(who.body)
    draft.put(", ")
    cue = draft.put(drawn.choice(("said", "warned", "announced", "told reporters")))
    draft.put(" on ")
    when = draft.put(chronicle.WEEKDAYS[day.weekday()])
    clause = (begun, len(draft.text))
    draft.put(" that ")
    content = draft.put(words)
    draft.put(".")
    draft.paragraph()
    person = entity(who.name, "person")
    speakers = (Speaker(person.id, who.name, name.text, name.start, name.end),)
    if drawn.random() < EITHER:
        speakers += (Speaker(entity(who.body, "organization").id, who.body, body.text, body.start, body.end, 0.4),)
    sure = drawn.uniform(0.05, 0.49) if drawn.random() < DOUBTED else drawn.uniform(0.5, 0.99)
    dated = When(day.isoformat(), "weekday", when.text)
    looked = drawn.random() < JUDGED
    lineage = Lineage(who.name, who.body, None, None, "published")

    def statement(page: PageId) -> Statement:
        return Statement(
            id_of("s", page, content.start), page, speakers, (content,), "indirect", cue=cue, said=dated,
            said_words=when, clause=clause, confidence=round(sure, 3), utterance=heard,
            by="attribution.en.v1:complement", lineage=lineage,
        )  # fmt: skip

    sheet.rows += [
        statement,
        lambda page: Office(
            id_of("o", page, name.start), page, who.name, who.title, who.body, begun, body.end,
            draft.text[begun : body.end], dated, person.id, "offices.v1:after-name",
        ),
        lambda page: mention(page, name, person),
        lambda page: mention(page, body, entity(who.body, "organization")),
        lambda page: Time(
            id_of("w", page, when.start), page, when.text, when.start, when.end, "DATE", dated, granularity="day"
        ),
        *([lambda page: looked_at(id_of("s", page, content.start))] if looked else []),
    ]  # fmt: skip


def looked_at(statement: str) -> Judgement:
    """A person lets a statement pass."""
    name = id_of("j", statement)
    return Judgement(name, "confirm", (statement,), "", "person:Ada", AT[0], "read beside the page")


def mention(page: PageId, cite: Cite, whom: Entity) -> Mention:
    """A name on a page."""
    name = id_of("m", page, cite.start)
    return Mention(name, page, cite.text, cite.start, cite.end, "name", whom.id, whom.kind, 0, cite.text.lower(), True)


def counted(sheet: Sheet, one: chronicle.Story, day: date, drawn: random.Random) -> None:
    """A sentence with a figure of the story's affair."""
    known = random.Random(f"standing affair {one.affair} {drawn.randrange(3)}")
    thing, doing = known.choice(chronicle.COUNTED), known.choice(chronicle.DOINGS)
    value = int(known.randrange(5, 3_000) * (1 + known.random() * (day - chronicle.FIRST_DAY).days / 100))
    shown = sheet.draft.put(f"{value:,} {thing}")
    sheet.draft.put(f" {doing} in ")
    place = sheet.draft.put(one.place)
    sheet.draft.put(".")
    sheet.draft.paragraph()
    series = id_of("x", one.affair, thing, doing)
    sheet.rows += [
        lambda page: Figure(
            id_of("f", page, shown.start), page, shown.text, shown.start, shown.end, value, value, "exact",
            "people" if thing in chronicle.COUNTED[:3] else thing, f"{thing} {doing}", Scope(thing, None, None, doing),
            as_of=When(day.isoformat(), "metadata"), place=one.place, series=series, confidence=0.9, by="figures.v1",
        ),
        lambda page: mention(page, place, entity(one.place, "place")),
    ]  # fmt: skip


def _acts(sheet: Sheet, one: chronicle.Story, day: date, drawn: random.Random) -> None:
    """What a page may tell besides: a visit, a listing, a member of a body."""
    who, body = one.utterances[0].speaker, one.utterances[-1].speaker.body
    dated = When(day.isoformat(), "metadata")
    visit = sheet.draft.put(f"{who.name} visited {one.place}")
    sheet.draft.put(". ")
    part = (Participant(entity(who.name, "person").id, who.name, "visitor"),)
    sheet.rows.append(
        lambda page: Event(
            id_of("v", page, visit.start), page, "visit", f"visit to {one.place}", visit.start, visit.end, visit.text,
            part, dated, one.place, "events.v1:visit",
        )
    )  # fmt: skip
    if drawn.random() < LISTING:
        cite = sheet.draft.put(f"{body} listed the {one.topic[0].title()} Front")
        sheet.draft.put(". ")
        sheet.rows.append(
            lambda page: Designation(
                id_of("d", page), page, body, f"{one.topic[0].title()} Front", "listed", cite.start, cite.end,
                cite.text, date=dated,
            )
        )  # fmt: skip
    if drawn.random() < MEMBER:
        cite = sheet.draft.put(f"{one.place} is a member of the {body}")
        sheet.draft.put(".")
        sheet.rows.append(
            lambda page: Membership(
                id_of("h", page), page, one.place, body, "member", cite.start, cite.end, cite.text, dated
            )
        )
    sheet.draft.paragraph()


def finished(sheet: Sheet, title: str, outlet: str, day: date, source: str) -> tuple[Page, list[Any]]:
    """The page as written, and its rows."""
    text = sheet.draft.text.rstrip("\n")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    page = Page(
        PageId(id_of("p", source, sha256)), source, sha256, "text/plain", text, title=title, outlet=outlet, url=source,
        published=When(day.isoformat(), "metadata"), language="en", blocks=tuple(sheet.draft.blocks),
    )  # fmt: skip
    return page, [made(page.id) for made in sheet.rows]


def reprinted(drawn: random.Random, first: Page, rows: Iterable[Any], source: str) -> tuple[Page, list[Any]]:
    """A copy of a page in another outlet, with the rows of the first."""
    outlet = newspaper(chronicle.rank(drawn, chronicle.OUTLETS, 0.03))
    page = replace(first, id=PageId(id_of("p", source, first.id)), source=f"https://{source}.example/", outlet=outlet)
    on_first = [row for row in rows if getattr(row, "page", None) == first.id and hasattr(row, "id")]
    return page, [replace(row, page=page.id, id=id_of(row.id[0], page.id, row.id)) for row in on_first]


def stories(pages: int) -> Iterator[Told]:
    """The stories of that many pages, one after another."""
    left, number = pages, 0
    while left > 0:
        found = told(number, left)
        left -= len(found.pages)
        number += 1
        yield found


def make(record: Path, pages: int, say: Callable[[str], None]) -> None:
    """Write a settled record of that many pages to a fresh file."""
    draft = record.with_suffix(".draft.db")
    for old in draft.parent.glob(f"{draft.name}*"):
        old.unlink()
    with Record.open(draft, create=True) as made:
        readings = (Reading(page, Claims(page.id), Trace(page.id)) for one in stories(pages) for page in one.pages)
        done = 0
        while batch := list(islice(readings, BATCH)):
            made.add(batch, _refusals(done))
            done += len(batch)
            if done % 10_000 < BATCH:
                say(f"{done:,} pages written")
        with made.settling(at=AT[0]) as new:
            new.put(settled(pages))
        say("settled rows written")
        _meanings(made)
        _late(made)
    draft.replace(record)


def _late(record: Record) -> None:
    """List a second build: the last pages and what was read on them are its own."""
    with record.writing() as connection:
        last = list(connection.execute(select(READINGS.c.n, READINGS.c.page).order_by(READINGS.c.n.desc()).limit(LATE)))
        connection.execute(insert(BUILDS), [{"build": 2, "at": AT[1]}])
        connection.execute(update(READINGS).where(READINGS.c.n >= last[-1].n).values(build=2))
        connection.execute(update(STATE).values(build=3))
        for kind in ("statements", "figures", "offices", "events"):
            table = PUBLIC[kind]
            rows = connection.execute(select(table.c.id).where(table.c.page.in_([page for _, page in last]))).scalars()
            news = [{"kind": kind, "row": row, "build": 2, "before": None} for row in rows]
            connection.execute(insert(CHANGES), news)


def _meanings(record: Record) -> None:
    """Vectors of all statements and titles, at random: a search takes as long, whatever they mean."""
    drawn = np.random.default_rng(chronicle.SEED)
    statements, pages = PUBLIC["statements"].c, PUBLIC["pages"].c
    with record.writing() as connection:
        said = connection.execute(select(statements.id, statements.page)).all()
        rows = [*said, *connection.execute(select(pages.id, pages.id)).all()]
        for some in batches(rows, 10 * BATCH):
            numbers = drawn.integers(-127, 128, (len(some), SIZE), dtype=np.int8)
            cells = (cells_of(vector.tobytes()) for vector in numbers)
            pairs = zip(some, cells, strict=True)
            insert_new(connection, VECTORS, ({"row": row, "page": page, **one} for (row, page), one in pairs))


def _refusals(done: int) -> list[Refusal]:
    return [
        Refusal(f"https://index{done}-{n}.example/", "read", "no article on the page: index or error page?")
        for n in range(int(REFUSED * BATCH))
    ]


def settled(pages: int) -> Iterator[Any]:
    """All derived rows of a record."""
    whom: dict[str, Entity] = {}
    series: dict[str, list[Figure]] = defaultdict(list)
    for one in stories(pages):
        for row in one.rows:
            yield row
            if isinstance(row, Figure) and row.series:
                series[row.series].append(row)
            elif isinstance(row, Mention) and row.entity and row.label:
                known = whom.setdefault(row.entity, entity(row.text, row.label))
                whom[row.entity] = replace(known, mentions=known.mentions + 1)
    yield from whom.values()
    for name, figures in series.items():
        yield from _accounts(name, sorted(figures, key=lambda row: (row.as_of.edtf or "", row.id)))


def _accounts(name: str, figures: list[Figure]) -> Iterator[Any]:
    """A series, and where one of its figures changes or contradicts the one before."""
    links = []
    for before, after in pairwise(figures):
        if before.low != after.low:
            same_day = before.as_of.edtf == after.as_of.edtf
            links.append(link("conflicts" if same_day else "changes", after.id, before.id, "the same thing counted"))
    kinds = {each.kind for each in links}
    verdict = "conflicts" if "conflicts" in kinds else "changes" if kinds else "agrees" if figures[1:] else "single"
    first = figures[0]
    yield Series(name, first.counted, first.unit, first.scope, tuple(row.id for row in figures), verdict)  # type: ignore[arg-type]
    yield from links
