"""Invented pages of which many have no day, told as readings: of few words, so that much hangs together."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import make
from onrecord.corroborate import trace_of
from onrecord.model import (
    Cite,
    Event,
    Named,
    Page,
    Participant,
    Reading,
    Speaker,
    Statement,
    Time,
    When,
    id_of,
)

PEOPLE = ("Ilen Marrow", "Tam Orlo", "Nela Orsk", "Sefa Tashkel")
TRAITS = (("mayor", "sarn"), ("chief", "harbour", "office"), ("director", "dredgers"), ("deputy", "premier"))
"""What describes each of the people, on every page: so that they are one on all of them."""

BODIES = ("River Council", "Ferry Board")
REMARKS = (
    "the old ferries of the lake must not sail by night without a second engineer",
    "every hull was painted green before the harbour office sold its last barge",
    "no miller will pay the bridge toll until the valley road is paved again",
    "the reservoir gates stay shut while the dredgers clear gravel from the weir",
    "forty apprentices left the shipyard because the foreman kept their wages",
    "a second lighthouse would cost the islanders more than the wrecked schooner",
    "the orchard growers lost their cherries to hail and want help from the treasury",
    "nobody invited the beekeepers to the tribunal that judged the poisoned meadow",
)
TOPICS = (
    "divers searched the sunken ferry near the lighthouse while pilots waited ashore",
    "the new bridge over the valley opened to carts after nine years of masonry",
    "millers blocked the toll house and burned three wooden gates in protest",
)
TITLES = (
    "Divers search sunken ferry near lighthouse",
    "New valley bridge opens after nine years",
    "Millers burn gates of toll house",
    "Harbour office sells last green barge",
)
TIMES: tuple[tuple[str, str, str], ...] = (
    ("Friday", "weekday:5", "day"),
    ("April", "month:04", "month"),
    ("September 26", "day:09-26", "day"),
    ("April 17", "day:04-17", "day"),
    ("this month", "this:month", "month"),
    ("last month", "last:month", "month"),
    ("2031-04-11", "2031-04-11", "day"),
)
OUTLETS = ("The Courier", "Delta Radio", "Sarn Post", None)


@dataclass
class Draft:
    """A page being written, with what will be cited of it: places are told from the paragraph they are in."""

    paragraphs: list[str] = field(default_factory=list)
    kinds: dict[int, Any] = field(default_factory=dict)

    @property
    def begun(self) -> int:
        return sum(len(one) + 2 for one in self.paragraphs)

    def put(self, words: str, kind: str = "paragraph") -> int:
        """Write a paragraph; where it begins."""
        begun = self.begun
        self.kinds[len(self.paragraphs)] = kind
        self.paragraphs.append(words)
        return begun


def readings(seed: int, many: int) -> list[Reading]:
    """Pages of a small world, each with its claims."""
    drawn = random.Random(seed)
    found: list[Reading] = []
    for number in range(many):
        found.append(reading(drawn, number, found))
    return found


def reading(drawn: random.Random, number: int, others: Sequence[Reading]) -> Reading:
    """One more page: new, another state of one, or a copy of one."""
    source = f"{number}.txt"
    if others and drawn.random() < 0.1:
        source = drawn.choice(others).page.source
    if others and drawn.random() < 0.12:
        return copied(drawn.choice(others), drawn, source)
    return written(drawn, source)


def published(drawn: random.Random) -> When:
    """The day of a page, often open."""
    turn = drawn.random()
    if turn < 0.3:
        return When()
    if turn < 0.36:
        return When("XXXX-09-26", "dateline", "SARN, September 26")
    if turn < 0.46:
        return When(drawn.choice(("2031-04", "2031", "[2031-04-11,2031-04-18]", "2031-04-10/2031-04-20")), "metadata")
    return When(
        f"203{drawn.choice('11112')}-{drawn.choice(('04', '05', '09', '10'))}-{drawn.randrange(1, 29):02}", "metadata"
    )


def said_once(source: str, said: str, day: str | None, fetched: str | None = None, beside: str = "") -> Reading:
    """A page on which the first of the people says something of April, with some words beside."""
    draft = Draft()
    line = f"{PEOPLE[0]} said on April that {said}."
    told = {"who": PEOPLE[0], "begun": draft.put(line), "line": line, "said": said, "time": TIMES[1], "sitting": False}
    page = make.page(f"{line}\n\n{beside}".strip(), name=source, published=day, fetched_at=fetched)
    return _reading(page, [told], (), None)


def written(drawn: random.Random, source: str) -> Reading:
    """A page of its own words."""
    draft = Draft()
    title = drawn.choice(TITLES)
    draft.put(title, "title")
    draft.put(f"{drawn.choice(TOPICS).capitalize()}. Page {source} told of {drawn.choice(TOPICS)}.")
    body = drawn.choice(BODIES) if drawn.random() < 0.2 else None
    session = f"the {drawn.choice(('1st', '2nd', '3rd', '4th'))} session of the {body}"
    sat = draft.put(f"It was {session}.") if body else None
    remarks = drawn.sample(REMARKS, drawn.choice((1, 1, 2)))
    told = [_remark(drawn, draft, remark, bool(body) and drawn.random() < 0.5) for remark in remarks]
    for _ in range(drawn.choice((0, 0, 1, 2))):
        draft.put(f"READ MORE: {drawn.choice(TITLES)}", "link_out")
    page = _page(drawn, source, "\n\n".join(draft.paragraphs), draft.kinds, title)
    events: tuple[Event, ...] = ()
    if sat is not None and body is not None:
        start = sat + len("It was ")
        who = (Participant(None, body, "host"),)
        name = id_of("v", page.id, start)
        events = (
            Event(name, page.id, "meeting", session[4:], start, start + len(session), session, who, by="events.v1"),
        )
    return _reading(page, told, events, body)


def _remark(drawn: random.Random, draft: Draft, remark: str, sitting: bool) -> dict[str, Any]:
    who = drawn.choice(PEOPLE)
    words = remark.split()
    if drawn.random() < 0.4:
        del words[drawn.randrange(2, len(words))]
    said, time = " ".join(words), drawn.choice((*TIMES, *[None] * 6))
    line = f"{who} said{f' on {time[0]}' if time else ''} that {said}."
    begun = draft.put(line)
    return {"who": who, "begun": begun, "line": line, "said": said, "time": time, "sitting": sitting}


def _page(drawn: random.Random, source: str, text: str, kinds: dict[int, Any], title: str) -> Page:
    day = published(drawn)
    page = make.page(text, name=source, kinds=kinds, outlet=drawn.choice(OUTLETS))
    fetched = f"2031-{drawn.choice(('04', '10', '12'))}-28" if drawn.random() < 0.3 else None
    return replace(page, title=title, published=day, fetched_at=fetched)


def _reading(page: Page, told: Sequence[dict[str, Any]], events: tuple[Event, ...], body: str | None) -> Reading:
    times = tuple(_time(page, one) for one in told if one["time"])
    statements = tuple(_statement(page, one, events) for one in told)
    names = (*sorted({one["who"] for one in told}), *([body] if body else []))
    named = tuple(
        Named(at, name, "organization", (name,), tuple(name.lower().split()), 1)
        if name == body
        else Named(at, name, "person", (name,), TRAITS[PEOPLE.index(name)], 1)
        for at, name in enumerate(names)
    )
    return make.reading(page, trace_of(page), statements=statements, times=times, events=events, named=named)


def _time(page: Page, one: dict[str, Any]) -> Time:
    words, reading, grain = one["time"]
    start = one["begun"] + one["line"].index(words)
    return Time(
        id_of("t", page.id, start),
        page.id,
        words,
        start,
        start + len(words),
        "DATE",
        reading=reading,
        granularity=grain,
    )


def _statement(page: Page, one: dict[str, Any], events: tuple[Event, ...]) -> Statement:
    begun, line = one["begun"], one["line"]
    start = begun + line.index(one["said"])
    speaker = Speaker(None, one["who"], one["who"], begun, begun + len(one["who"]))
    words: Cite | None = None
    if one["time"]:
        at = begun + line.index(one["time"][0])
        words = page.cite(at, at + len(one["time"][0]))
    cue = begun + len(one["who"]) + 1
    return Statement(
        id_of("s", page.id, start), page.id, (speaker,), (page.cite(start, start + len(one["said"])),), "indirect",
        cue=page.cite(cue, cue + 4), said_words=words, clause=(begun, start), confidence=0.9, by="attribution.en.v1",
        event=events[0].id if one["sitting"] and events else None,
    )  # fmt: skip


def copied(first: Reading, drawn: random.Random, source: str) -> Reading:
    """The page in another place, of another day."""
    was = first.page
    page = make.page(
        f"{was.text}\n\nPrinted as {source} {drawn.random():.6f}.", name=source, outlet=drawn.choice(OUTLETS)
    )
    blocks = (*was.blocks, page.blocks[-1])
    page = replace(page, title=was.title, blocks=blocks, published=published(drawn))
    own: dict[str, tuple[Any, ...]] = {}
    for kind in ("statements", "times", "events"):
        rows = getattr(first.claims, kind)
        own[kind] = tuple(replace(row, id=id_of(row.id[0], page.id, row.id), page=page.id) for row in rows)
    events = {was.id: now.id for was, now in zip(first.claims.events, own["events"], strict=True)}
    own["statements"] = tuple(replace(row, event=events.get(row.event or "")) for row in own["statements"])
    return make.reading(page, trace_of(page), **own, named=first.claims.named)
