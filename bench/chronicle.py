"""How does a record of a hundred thousand pages come about when nobody reads any?

Two years of an invented world, told as readings: what the first half of a build stores of a page, without a page to
read. A few people and bodies speak often and most of them once (the most frequent one on about 2 % of the pages); a
story has 1 to 30 pages; an utterance is relayed by 1 to 8 of them, worded a little differently; a tenth of the pages
are reprints; figures belong to affairs that go on for months; an office is handed on now and then. Every cite holds.

The world is one and the same for every number of pages, and every story is drawn from its own number, so that the
same pages come again on every run.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, partial

from onrecord import corroborate
from onrecord.model import (
    Alias,
    Block,
    Cite,
    Claims,
    EntityKind,
    Event,
    Figure,
    Mention,
    Named,
    Office,
    Page,
    PageId,
    Participant,
    Reading,
    Scope,
    Speaker,
    Statement,
    Time,
    When,
    id_of,
)

SEED = 1931
FIRST_DAY = date(2031, 1, 1)
DAYS = 730

PEOPLE, AFFAIRS, OUTLETS, NOUNS_KNOWN = 20_000, 2_000, 400, 8_000
"""How many there are to draw from."""

PEAK = 0.009
"""How often the first of the people is drawn; a page names about two of them."""

POSTS = 6
"""People of one body, each in another office."""

LONGEST = 30
RELAYED = 8
REPRINTED, DENIED, BY_BODY, HANDED_ON = 0.1, 0.1, 0.2, 0.2
"""Shares: of pages, of utterances, of utterances, of offices."""


def _table(words: str) -> tuple[str, ...]:
    return tuple(words.split())


TITLES = ("director", "deputy director", "spokesman", "head of research", "legal adviser", "regional commander")
BODIES = ("Board", "Ministry", "Union", "Agency", "Council", "Bank", "Court", "Institute", "Company", "Police")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOUNS = _table(
    """
    government police court hospital bridge border school company workers price report attack agreement water army
    vote market harbour railway talks strike tax budget fire flood storm election ceasefire vaccine prison gas contract
    factory mine forest harvest road ship airport refugees soldiers patients teachers law debt bank bill plan order
    """
)
VERBS = _table(
    """
    opened closed rejected approved signed stopped delayed reached left destroyed repaired announced cancelled raised
    cut won lost attacked withdrew delivered supported blocked investigated found banned paid
    """
)
ADJECTIVES = ("new", "old", "northern", "public", "private", "last", "first", "secret", "foreign", "local", "final")
COUNTED = _table("people families workers houses soldiers patients pupils tonnes boats cases arrests animals vehicles")
DOINGS = ("were counted", "were moved", "were lost", "are registered", "were damaged", "arrived")
ONSETS = ("b", "br", "d", "dr", "f", "g", "h", "k", "kr", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea")
ENDS = ("n", "l", "r", "s", "t", "ck", "nd", "lm")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the invented world, in an office."""

    name: str
    title: str
    body: str

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One act of saying, and the pages of its story (by place) that relay it."""

    speaker: Person
    words: tuple[str, ...]
    by_body: bool
    denied: bool
    pages: frozenset[int]


@dataclass(frozen=True, slots=True)
class Story:
    """What the pages of one story have in common."""

    number: int
    day: date
    place: str
    affair: int
    pages: int
    topic: tuple[str, ...]
    utterances: tuple[Utterance, ...]


@cache
def _offset(many: int, peak: float) -> float:
    """The constant of Zipf and Mandelbrot's law that gives the first of `many` the share `peak`."""
    low, high = 1e-6, float(many)
    for _ in range(60):
        middle = math.sqrt(low * high)
        share = math.log((1 + middle) / middle) / math.log((many + middle) / middle)
        low, high = (middle, high) if share > peak else (low, middle)
    return low


def rank(drawn: random.Random, many: int, peak: float) -> int:
    """A number under `many`: the first with probability `peak`, the others ever less."""
    offset = _offset(many, peak)
    return min(many - 1, int(offset * ((many + offset) / offset) ** drawn.random() - offset))


@cache
def _name(kind: str, number: int, syllables: int) -> str:
    drawn = random.Random(f"{SEED} {kind} {number}")
    spelt = "".join(drawn.choice(ONSETS) + drawn.choice(VOWELS) for _ in range(syllables))
    return (spelt + drawn.choice(ENDS)).capitalize()


@cache
def person(number: int) -> Person:
    """One of the people. Full names come twice now and then, surnames often; offices are each somebody's own."""
    drawn = random.Random(f"{SEED} person {number}")
    body, post = divmod(number % PEOPLE, POSTS)
    name = f"{_name('forename', drawn.randrange(400), 2)} {_name('surname', drawn.randrange(3_000), 3)}"
    return Person(name, TITLES[post], f"{_name('body', body, 2)} {BODIES[body % len(BODIES)]}")


def holder(number: int, day: date) -> Person:
    """Who holds the office of this number on a day: some offices are handed on once."""
    drawn = random.Random(f"{SEED} office {number}")
    moved = drawn.random() < HANDED_ON and (day - FIRST_DAY).days > drawn.randrange(DAYS)
    return person(number + PEOPLE if moved else number)


def _noun(number: int) -> str:
    return NOUNS[number] if number < len(NOUNS) else _name("noun", number, 2).lower()


def story(number: int) -> Story:
    """A story of the world."""
    drawn = random.Random(f"{SEED} story {number}")
    pages = min(LONGEST, int(drawn.random() ** -0.75))
    day = FIRST_DAY + timedelta(drawn.randrange(DAYS))
    affair = rank(drawn, AFFAIRS, 0.01)
    topic = tuple(_noun(rank(drawn, NOUNS_KNOWN, 0.01)) for _ in range(8))
    made = partial(_utterance, drawn, topic, day, pages)
    utterances = tuple(made() for _ in range(1 + pages // 3))
    return Story(number, day, _name("place", affair % 700, 2), affair, pages, topic, utterances)


def _utterance(drawn: random.Random, topic: tuple[str, ...], day: date, pages: int) -> Utterance:
    speaker = holder(rank(drawn, PEOPLE, PEAK), day)
    relaying = drawn.sample(range(pages), min(pages, 1 + int(RELAYED * drawn.random() ** 2)))
    said = tuple(_sentence(drawn, topic, lead=False))
    return Utterance(speaker, said, drawn.random() < BY_BODY, drawn.random() < DENIED, frozenset(relaying))


def _sentence(drawn: random.Random, topic: tuple[str, ...], *, lead: bool) -> list[str]:
    first, second, third = drawn.sample(topic, 3)
    words = ["the", drawn.choice(ADJECTIVES), first, drawn.choice(VERBS), "the", second, "of", "the"]
    words += [drawn.choice(ADJECTIVES), third, "and", "the", _noun(rank(drawn, NOUNS_KNOWN, 0.01))]
    return [words[0].capitalize(), *words[1:]] if lead else words


@dataclass(slots=True)
class Draft:
    """A page being written: its paragraphs so far, and where claims stand in them."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    begun: int = 0

    def put(self, words: str) -> Cite:
        """Write words at the end."""
        start = len(self.text)
        self.text += words
        return Cite(words, start, len(self.text))

    def paragraph(self, kind: str = "paragraph") -> None:
        """End a paragraph."""
        self.blocks.append(Block(kind, self.begun, len(self.text)))  # type: ignore[arg-type]
        self.text += "\n\n"
        self.begun = len(self.text)


@dataclass(slots=True)
class Told:
    """The claims of a page being written. A page's id hangs on its text, so it is put in at the end."""

    statements: list[Statement] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    aliases: list[Alias] = field(default_factory=list)
    clusters: dict[str, int] = field(default_factory=dict)
    named: dict[str, Named] = field(default_factory=dict)

    def cluster(self, name: str, kind: EntityKind, traits: str, short: str) -> int:
        """The number of a thing on the page, which is mentioned once more."""
        number = self.clusters.setdefault(name, len(self.clusters))
        known = self.named.get(name)
        count = known.count + 1 if known else 1
        words = tuple(sorted(set(traits.lower().split())))
        self.named[name] = Named(number, name, kind, tuple(sorted({name, short})), words, count)
        return number


NOWHERE = PageId("")


def _relay(draft: Draft, told: Told, one: Utterance, day: date, drawn: random.Random) -> None:
    """A paragraph that relays an utterance: quoted or not, now and then with a word left out."""
    direct = not one.denied and drawn.random() < 0.5
    words = list(one.words)
    if drawn.random() < 0.4:
        del words[drawn.choice((1, 9))]
    if direct:
        draft.put("“")
        content = draft.put(" ".join([words[0].capitalize(), *words[1:]]))
        draft.put(",” ")
        begun = len(draft.text)
        speaker = _speaker(draft, told, one)
        cue = draft.put("said")
        clause = (begun, len(draft.text))
    else:
        begun = len(draft.text)
        speaker = _speaker(draft, told, one)
        cue = draft.put("denied" if one.denied else drawn.choice(("said", "warned", "announced")))
        clause = (begun, len(draft.text))
    said = _day(draft, told, day) if drawn.random() < 0.6 else None
    if not direct:
        draft.put(" that ")
        content = draft.put(" ".join(words))
    draft.put(".")
    draft.paragraph()
    told.statements.append(
        Statement(
            id_of("s", content.start, speaker.name, *words), NOWHERE, (speaker,), (content,),
            "direct" if direct else "indirect", cue=cue, said_words=said, clause=clause, confidence=0.9,
            polarity="negative" if one.denied else "positive", by="attribution.en.v1:complement",
        )
    )  # fmt: skip


def _speaker(draft: Draft, told: Told, one: Utterance) -> Speaker:
    """The words that name the speaker: a body, a person with the office, or a surname once the name is told."""
    who = one.speaker
    if one.by_body:
        draft.put("the ")
        cite = draft.put(who.body)
        _mention(told, cite, who.body, "organization", who.body, who.body)
        draft.put(" ")
        return Speaker(None, who.body, cite.text, cite.start, cite.end)
    known = who.name in told.clusters
    cite = draft.put(who.surname if known else who.name)
    _mention(told, cite, who.name, "person", f"{who.title} {who.body}", who.surname)
    if not known:
        draft.put(f", the {who.title} of the ")
        body = draft.put(who.body)
        _mention(told, body, who.body, "organization", who.body, who.body)
        text = draft.text[cite.start :]
        told.offices.append(
            Office(
                id_of("o", cite.start, who.name), NOWHERE, who.name, who.title, who.body, cite.start,
                len(draft.text), text, by="offices.v1:after-name",
            )
        )  # fmt: skip
        draft.put(",")
    draft.put(" ")
    return Speaker(None, who.name, cite.text, cite.start, cite.end)


def _mention(told: Told, cite: Cite, name: str, kind: EntityKind, traits: str, short: str) -> None:
    number = told.cluster(name, kind, traits, short)
    told.mentions.append(
        Mention(
            id_of("m", cite.start), NOWHERE, cite.text, cite.start, cite.end, "name", None, kind, number,
            cite.text.split()[-1].lower(), True,
        )
    )  # fmt: skip


def _day(draft: Draft, told: Told, day: date) -> Cite:
    draft.put(" on ")
    cite = draft.put(WEEKDAYS[day.weekday()])
    reading = f"weekday:{day.isoweekday()}"
    told.times.append(
        Time(
            id_of("t", cite.start), NOWHERE, cite.text, cite.start, cite.end, "DATE", reading=reading, granularity="day"
        )
    )
    return cite


def _count(draft: Draft, told: Told, one: Story, day: date, drawn: random.Random) -> None:
    """A sentence with a figure of the affair, as high as the day has it."""
    known = random.Random(f"{SEED} affair {one.affair} {drawn.randrange(2)}")
    counted, doing = known.choice(COUNTED), known.choice(DOINGS)
    value = int(known.randrange(5, 3_000) * (1 + known.random() * (day - FIRST_DAY).days / 100))
    about = drawn.random() < 0.4
    shown = draft.put(f"{'About ' if about else ''}{value:,} {counted}")
    draft.put(f" {doing} in {one.place}")
    as_of = _day(draft, told, day)
    draft.put(". ")
    told.figures.append(
        Figure(
            id_of("f", shown.start, shown.text), NOWHERE, shown.text, shown.start, shown.end, value, value,
            "about" if about else "exact", "people" if counted in COUNTED[:3] else counted,
            f"{counted} {doing} in {one.place}", Scope(counted, None, one.place, doing), as_of_words=as_of,
            place=one.place, confidence=0.9, by="figures.v1",
        )
    )  # fmt: skip


def _meeting(draft: Draft, told: Told, one: Story) -> None:
    """A sentence with an event, of which the first speaker is a part."""
    who = one.utterances[0].speaker
    begun = len(draft.text)
    name = draft.put(who.name)
    _mention(told, name, who.name, "person", f"{who.title} {who.body}", who.surname)
    draft.put(" visited ")
    place = draft.put(one.place)
    _mention(told, place, one.place, "place", one.place, one.place)
    cite = Cite(draft.text[begun:], begun, len(draft.text))
    draft.put(".")
    draft.paragraph()
    told.events.append(
        Event(
            id_of("v", begun), NOWHERE, "visit", f"visit to {one.place}", cite.start, cite.end, cite.text,
            (Participant(None, who.name, "visitor"),), place=one.place, by="events.v1:visit",
        )
    )  # fmt: skip


def written(one: Story, place: int) -> Reading:
    """Page `place` of a story, which is no reprint."""
    drawn = random.Random(f"{SEED} page {one.number} {place}")
    day = one.day + timedelta(place // 6)
    title = " ".join(_sentence(drawn, one.topic, lead=True)[:7])
    draft, told = Draft(""), Told()
    draft.put(title)
    draft.paragraph("title")
    _count(draft, told, one, day, drawn)
    draft.put(" ".join(_sentence(drawn, one.topic, lead=True)) + f" in {one.place}.")
    draft.paragraph()
    for utterance in one.utterances:
        if place in utterance.pages:
            _relay(draft, told, utterance, one.day, drawn)
    own = _utterance(drawn, one.topic, day, 1)
    _relay(draft, told, own, day, drawn)
    if drawn.random() < 0.3:
        _meeting(draft, told, one)
    if drawn.random() < 0.05:
        _alias(draft, told, own.speaker.body)
    draft.put(" ".join([*_sentence(drawn, one.topic, lead=True), *_sentence(drawn, one.topic, lead=False)]) + ".")
    draft.paragraph()
    outlet = f"{_name('outlet', rank(drawn, OUTLETS, 0.03), 2)} Post"
    return _reading(draft, told, title, outlet, day, f"{one.number}-{place}")


def _alias(draft: Draft, told: Told, name: str) -> None:
    letters = "".join(word[0] for word in name.split())
    draft.put("The ")
    cite = draft.put(f"{name} ({letters})")
    draft.put(" met.")
    draft.paragraph()
    _mention(told, Cite(name, cite.start, cite.start + len(name)), name, "organization", name, letters)
    told.aliases.append(Alias(NOWHERE, name, letters, cite.start, cite.end, cite.text))


def _reading(draft: Draft, told: Told, title: str, outlet: str, day: date, source: str) -> Reading:
    text = draft.text.rstrip("\n")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    page = Page(
        PageId(id_of("p", source, sha256)), source, sha256, "text/plain", text, title=title, outlet=outlet,
        published=When(day.isoformat(), "metadata"), language="en", blocks=tuple(draft.blocks),
    )  # fmt: skip
    return _on(page, told)


KINDS = ("statements", "figures", "offices", "events", "times", "mentions", "aliases")


def _on(page: Page, told: Told) -> Reading:
    """The claims as those of this page: ids are the page's own."""
    rows = {
        kind: tuple(
            replace(row, page=page.id, **({"id": id_of(row.id[0], page.id, row.id)} if hasattr(row, "id") else {}))
            for row in getattr(told, kind)
        )
        for kind in KINDS
    }
    named = tuple(told.named[name] for name in told.clusters)
    return Reading(page, Claims(page.id, **rows, named=named), corroborate.trace_of(page))


def reprinted(first: Reading, drawn: random.Random, source: str) -> Reading:
    """A copy of a page in another outlet, without its last paragraph."""
    last = first.page.blocks[-1].start
    text = first.page.text[:last].rstrip("\n")
    sha256 = hashlib.sha256(f"{source} {text}".encode()).hexdigest()
    page = replace(
        first.page, id=PageId(id_of("p", source, sha256)), source=source, sha256=sha256, text=text,
        outlet=f"{_name('outlet', rank(drawn, OUTLETS, 0.03), 2)} Post", blocks=first.page.blocks[:-1],
    )  # fmt: skip
    told = Told(**{kind: list(getattr(first.claims, kind)) for kind in KINDS})
    told.clusters = {one.name: one.cluster for one in first.claims.named}
    told.named = {one.name: one for one in first.claims.named}
    return _on(page, told)


def readings(pages: int, *, first_story: int = 0) -> Iterator[Reading]:
    """That many pages of the world, story by story from `first_story` on; one story is held at a time."""
    left, number = pages, first_story
    while left > 0:
        for reading in _told(story(number), left):
            left -= 1
            yield reading
        number += 1


def _told(one: Story, most: int) -> Iterator[Reading]:
    earlier: list[Reading] = []
    for place in range(min(one.pages, most)):
        drawn = random.Random(f"{SEED} copy {one.number} {place}")
        if earlier and drawn.random() < REPRINTED * 1.6:  # the first page of a story is never a reprint
            yield reprinted(drawn.choice(earlier), drawn, f"{one.number}-{place}")
        else:
            earlier.append(written(one, place))
            yield earlier[-1]
