"""What did people decide about rows, and how is that honoured when everything is computed anew?

A decision is anchored to what was read: the hash of the page's text and the quoted words. It survives every rebuild;
when the words are gone it waits and never moves to other words by itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from onrecord.model import Cite, Figure, Judgement, Link, Modifier, Page, Speaker, Statement, When
from onrecord.store.questions import rows_of
from onrecord.store.record import Record
from onrecord.store.rows import stream
from onrecord.store.schema import PUBLIC

QUOTE_BREAK = " … "
"""Between the content spans of a quote that its cue broke."""

Claim = Statement | Figure


def anchor_of(page: Page, row: Claim) -> tuple[str, ...]:
    """What a judgement about a row points at: the page's text, by its SHA-256, and the quoted words.

    Of a figure also where they begin, since a page may give a number in the same words twice.
    """
    if isinstance(row, Figure):
        return text_hash(page), row.text, str(row.start)
    return text_hash(page), QUOTE_BREAK.join(cite.text for cite in row.content)


def text_hash(page: Page) -> str:
    """The SHA-256 of a page's text, whatever its source."""
    return hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest()


# What a decision does to a statement


def _overruled(page: Page, statement: Statement, judgement: Judgement) -> Statement:
    return statement  # a rejection that a later decision overruled


def _confirmed(page: Page, statement: Statement, judgement: Judgement) -> Statement:
    return replace(statement, confidence=1.0, review=None)


def _spoken_by(page: Page, statement: Statement, judgement: Judgement) -> Statement:
    # The words that pointed at the speaker stay; whom they point at is what the person corrected.
    first = statement.speakers[0] if statement.speakers else Speaker(None, "")
    who = replace(first, entity=None, name=judgement.value, weight=1.0)
    return replace(statement, speakers=(who,), confidence=1.0, review=None)


def _said_on(page: Page, statement: Statement, judgement: Judgement) -> Statement:
    return replace(statement, said=When(judgement.value, "stated", f"set by {judgement.by}: {judgement.why}"))


def _spanning(page: Page, statement: Statement, judgement: Judgement) -> Statement:
    return replace(statement, content=cites_at(page, judgement.value))


def cites_at(page: Page, spans: str) -> tuple[Cite, ...]:
    """The words at `START-END,START-END` of a page, in code points."""
    return tuple(page.cite(*map(int, span.split("-"))) for span in spans.split(","))


REJECTED = "reject"

DECISIONS: dict[str, Callable[[Page, Statement, Judgement], Statement]] = {
    REJECTED: _overruled,
    "confirm": _confirmed,
    "speaker": _spoken_by,
    "said": _said_on,
    "span": _spanning,
}
"""What a judgement of each kind does to the statement it is about; the kinds that are no decision on a statement
("same", "apart", "forget") are not here."""


# What a decision does to a figure

BOUNDS = re.compile(r"(?P<low>-?\d+(?:\.\d+)?)?(?P<to>\.\.)?(?P<high>-?\d+(?:\.\d+)?)?")
"""A number (`1700`), a range (`1700..1900`), an upper bound (`..4000`) or a lower one (`4000..`)."""


def bounds_in(value: str) -> tuple[float | None, float | None]:
    """The bounds that a decision on a figure gives, both None where it gives none."""
    found = BOUNDS.fullmatch(value)
    if found is None:
        return None, None
    low, high = (float(found[name]) if found[name] else None for name in ("low", "high"))
    return (low, high) if found["to"] else (low, low)


def _amounting(figure: Figure, judgement: Judgement) -> Figure:
    low, high = bounds_in(judgement.value)
    return replace(figure, low=low, high=high, modifier=_modifier_of(low, high, figure.modifier), confidence=1.0)


def _modifier_of(low: float | None, high: float | None, before: Modifier) -> Modifier:
    """The modifier that goes with bounds; a page's own word stays where it fits ("about" a single number)."""
    fits: tuple[Modifier, ...]
    if low is None:
        fits = ("up_to", "under")
    elif high is None:
        fits = ("at_least", "over")
    else:
        fits = ("exact", "about") if low == high else ("range", "vague")
    return before if before in fits else fits[0]


def _as_of(figure: Figure, judgement: Judgement) -> Figure:
    return replace(figure, as_of=When(judgement.value, "stated", f"set by {judgement.by}: {judgement.why}"))


ON_FIGURES: dict[str, Callable[[Figure, Judgement], Figure]] = {
    REJECTED: lambda figure, judgement: figure,
    "confirm": lambda figure, judgement: replace(figure, confidence=1.0),
    "value": _amounting,
    "as_of": _as_of,
}
"""What a judgement of each kind does to the figure it is about."""

SAME, APART = "same", "apart"
"""Decisions about whom pages name: two names, each on a page, are one's; or they are not (of one name alone: it is
nobody else's by any rule). A rule's joinings are of the kind "same" too."""

CONFLICT = "conflict"
"""A decision about two rows that a rule holds to be accounts that differ."""

BOTH, ONE, NEITHER = "both", "same", "not comparable"
"""What it may say: both accounts stand and differ, they say the same, they are about different things."""

RULINGS: tuple[str, ...] = (BOTH, ONE, NEITHER)

BY_PEOPLE: frozenset[str] = frozenset({*DECISIONS, *ON_FIGURES, SAME, APART, CONFLICT})
"""Every kind of decision that a person may give."""


def joinings(decided: Iterable[Judgement]) -> list[Judgement]:
    """What people decided of names and did not withdraw, oldest first; of decisions on the same names the latest."""
    return _latest(each for each in decided if each.kind in (SAME, APART))


def rulings(decided: Iterable[Judgement]) -> list[Judgement]:
    """What people decided of accounts that differ and did not withdraw, oldest first; the latest of each pair."""
    return _latest(each for each in decided if each.kind == CONFLICT)


def _latest(decided: Iterable[Judgement]) -> list[Judgement]:
    latest: dict[frozenset[tuple[str, ...]], Judgement] = {}
    for each in sorted(decided, key=lambda one: (one.at, one.id)):
        if each.withdrawn is None and each.by.startswith("person:"):
            latest[frozenset(anchors_of(each))] = each
    return sorted(latest.values(), key=lambda one: (one.at, one.id))


def anchors_of(judgement: Judgement) -> Iterator[tuple[str, ...]]:
    """What a decision is about: each time the hash of a text and words on it (of a rule's joining: the page instead).

    Names and accounts that differ come in twos.
    """
    size = {SAME: 2, APART: 2, CONFLICT: len(judgement.target) // 2}.get(judgement.kind, len(judgement.target))
    for at in range(0, len(judgement.target), size):
        yield judgement.target[at : at + size]


def judgements(record: Record) -> list[Judgement]:
    """All decisions, withdrawn ones too, by id."""
    return list(record.rows("judgements"))


def by_people(record: Record) -> list[Judgement]:
    """What people decided, withdrawn ones too, by id; joinings by rules, which are many, are not brought along."""
    asked = rows_of("judgements").where(~PUBLIC["judgements"].c.by.startswith("rule:"))
    with record.asking() as connection:
        return list(stream(connection, "judgements", asked))


Standing = Mapping[tuple[str, ...], list[Judgement]]


def standing(decided: Iterable[Judgement]) -> Standing:
    """Decisions on statements and figures that were not withdrawn, by anchor, oldest first."""
    by_anchor: dict[tuple[str, ...], list[Judgement]] = {}
    for judgement in sorted(decided, key=lambda one: (one.at, one.id)):
        if judgement.kind in (DECISIONS if len(judgement.target) == 2 else ON_FIGURES) and judgement.withdrawn is None:
            by_anchor.setdefault(judgement.target, []).append(judgement)
    return by_anchor


def decisions_on(decided: Standing, page: Page, row: Claim) -> list[Judgement]:
    """The decisions in force on a row as it was read, oldest first (see `standing`)."""
    return decided.get(anchor_of(page, row), []) if decided else []


def apply(decided: Standing, page: Page, statement: Statement) -> Statement | None:
    """The statement as people left it (see `standing`); None when it was rejected. The latest decision wins."""
    several = decisions_on(decided, page, statement)
    if several and several[-1].kind == REJECTED:
        return None
    for judgement in several:
        statement = DECISIONS[judgement.kind](page, statement, judgement)
    return statement


def apply_to_figure(decided: Standing, page: Page, figure: Figure) -> Figure | None:
    """The figure as people left it; None when it was rejected. The latest decision wins."""
    several = decisions_on(decided, page, figure)
    if several and several[-1].kind == REJECTED:
        return None
    for judgement in several:
        figure = ON_FIGURES[judgement.kind](figure, judgement)
    return figure


def ruled(link: Link, ruling: Judgement) -> Link | None:
    """Accounts that differ as a person ruled: as they are, as accounts that agree, or as nothing to compare."""
    why = ruling.why or f"decided on {ruling.at[:10]}"
    if ruling.value == NEITHER:
        return None
    return replace(link, kind="agrees" if ruling.value == ONE else link.kind, why=why, by=ruling.by, score=1.0)
