"""Invented pages whose accounts agree, change and conflict: of one flood, one strike and one listing, by few voices."""

from __future__ import annotations

import random

import make
from onrecord.corroborate import trace_of
from onrecord.model import (
    Designation,
    Event,
    Figure,
    Modifier,
    Named,
    Office,
    Page,
    Participant,
    Reading,
    Statement,
    When,
    id_of,
)

OPENINGS = (
    "The lower gates of the Minsel dam gave way before dawn and water ran into the grain stores of Harvany.",
    "Dockers in Tavra walked out at noon and forty painted boats lay idle under a clear sky in the harbour.",
    "The council of Quenland put the Osk Guard on its list after a debate of nine hours behind closed doors.",
)
OCCASIONS = ("when the gates of the dam broke", "in the harbour this week", "before the council met that night")
VOICES = ("Oru Tashkel", "Mirsal Aknoy", "Sefa Lindqvist", "Ottilie Wren", "Milo Farren")
SAYINGS = (
    "the ferrymen cut the anchor cables of the Minsel barges",
    "the ferrymen did not cut the anchor cables of any barges",
    "the gates of the Minsel dam were cracked since February",
    "gates at the Minsel dam had been cracked in February",
    "the danger for the Minsel dam is real",
    "there is no danger to the Minsel dam itself",
    "the rail union of Tavra has accepted the offer of the harbour",
    "the rail union of Tavra has rejected the offer of the harbour",
)
DENIAL = "That is simply not true"
TITLES = ("director", "deputy director", "former director")
BODY = "Harvany Observatory"
COUNTED = ("people killed", "people killed", "citizens of the River Union")
"""As pages word what one remark counts."""

TOLLS = ("12 people killed", "14 people killed", "300 people killed", "some 300 people killed")


def readings(seed: int, many: int) -> list[Reading]:
    """Pages in no order; some are later versions of others, and some have no day."""
    drawn = random.Random(f"quarrels {seed}")
    return [_reading(drawn, number) for number in range(many)]


def _reading(drawn: random.Random, number: int) -> Reading:
    opening = drawn.randrange(len(OPENINGS))
    who = drawn.sample(VOICES, 2)
    words = drawn.choice(SAYINGS)
    toll, title, day = drawn.choice(TOLLS), drawn.choice(TITLES), drawn.randrange(1, 5)
    told = f"{who[0]}, {title} of the {BODY}, said {words}."
    reply = f' "{DENIAL}," {who[1]} replied.' if drawn.random() < 0.4 else ""
    toll_told = f"At least {toll} {OCCASIONS[opening]}"
    rest = f"{toll_told}, {who[1]} said. The ferry crash off Tavra was on {day} May. The list names the Osk Guard."
    published = drawn.choice((None, *(f"2031-05-{n:02}" for n in range(3, 9))))
    name = f"{drawn.randrange(number * 3 // 2 + 1)}.txt"  # some pages are states of one
    page = make.page(
        f"{OPENINGS[opening]} {OPENINGS[opening][::-1]}\n\n{told}{reply}\n\n{rest}",
        title=f"{OPENINGS[opening].split(' ', 3)[3][:40]} {number}",
        published=published,
        name=name,
        outlet=f"Outlet {name}",
    )
    said = [make.statement(page, who[0], words, cue="said", said=published)]
    said += [make.statement(page, who[1], DENIAL, cue="replied", form="direct", said=published)] if reply else []
    given = make.statement(page, who[1], toll_told, said=published)
    return make.reading(
        page,
        trace_of(page),
        statements=(*said, given),
        figures=(_figure(page, toll, given, drawn),),
        offices=(_office(page, who[0], title, published),),
        events=(_event(page, day),),
        designations=(_listing(page, drawn.choice((None, who[0]))),),
        mentions=tuple(make.mention(page, one, cluster=n) for n, one in enumerate(who)),
        named=tuple(Named(n, one, "person", (one,), (), 1) for n, one in enumerate(who)),
    )


def _figure(page: Page, toll: str, given: Statement, drawn: random.Random) -> Figure:
    low = float("".join(filter(str.isdigit, toll)))
    by = drawn.choice(((), (given.speakers[0].name,)))
    modifier: Modifier = "about" if toll.startswith("some") else "exact"
    return make.figure(
        page, toll, low, low, modifier=modifier, counted=drawn.choice(COUNTED), as_of=given.said.edtf, given_by=by,
        statement=given.id,
    )  # fmt: skip


def _office(page: Page, who: str, title: str, day: str | None) -> Office:
    return make.office(page, who, title, BODY, f"{title} of the {BODY}", as_of=make.when(day))


def _event(page: Page, day: int) -> Event:
    words = make.cite(page, f"The ferry crash off Tavra was on {day} May")
    return Event(
        id_of("v", page.id, words.start), page.id, "crash", "ferry crash off Tavra", words.start, words.end, words.text,
        (Participant(None, "Heron", "ferry"),), When(f"2031-05-0{day}", "stated"), place="Tavra",
    )  # fmt: skip


def _listing(page: Page, by: str | None) -> Designation:
    return make.designation(page, "Quenland", "Osk Guard", "listed", "The list names the Osk Guard", by=by)
