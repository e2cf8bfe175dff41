"""What did people decide about rows, and how is that honoured when everything is computed anew?

A decision is anchored to what was read: the hash of the page's text and the quoted words. It survives every rebuild;
when the words are gone it waits and never moves to other words by itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import insert, update

from onrecord.errors import NotOnRecord, OnRecordError, UnknownName
from onrecord.model import Judgement, Page, Speaker, Statement, When, id_of
from onrecord.store.cells import cells_of
from onrecord.store.record import Record
from onrecord.store.schema import PUBLIC, STATE

QUOTE_BREAK = " … "
"""Between the content spans of a quote that its cue broke."""


def anchor_of(page: Page, statement: Statement) -> tuple[str, str]:
    """What a judgement about a statement points at: the page's text, by its SHA-256, and the quoted words."""
    return text_hash(page), QUOTE_BREAK.join(cite.text for cite in statement.content)


def text_hash(page: Page) -> str:
    """The SHA-256 of a page's text, whatever its source."""
    return hashlib.sha256(page.text.encode("utf-8", "surrogatepass")).hexdigest()


def _overruled(statement: Statement, judgement: Judgement) -> Statement:
    return statement  # a rejection that a later decision overruled


def _confirmed(statement: Statement, judgement: Judgement) -> Statement:
    return replace(statement, confidence=1.0, review=None)


def _spoken_by(statement: Statement, judgement: Judgement) -> Statement:
    # The words that pointed at the speaker stay; whom they point at is what the person corrected.
    first = statement.speakers[0] if statement.speakers else Speaker(None, "")
    who = replace(first, entity=None, name=judgement.value, weight=1.0)
    return replace(statement, speakers=(who,), confidence=1.0, review=None)


def _said_on(statement: Statement, judgement: Judgement) -> Statement:
    return replace(statement, said=When(judgement.value, "stated", f"set by {judgement.by}: {judgement.why}"))


REJECTED = "reject"

DECISIONS: dict[str, Callable[[Statement, Judgement], Statement]] = {
    REJECTED: _overruled,
    "confirm": _confirmed,
    "speaker": _spoken_by,
    "said": _said_on,
}
"""What a judgement of each kind does to the statement it is about; the kinds that are no decision on a statement
("same", "forget") are not here."""


VALUES: dict[str, tuple[str, re.Pattern[str]]] = {
    "speaker": ("the speaker's name", re.compile(r".*\S.*")),
    "said": ("a day as EDTF, such as 2031-03-09 or 2031-03", re.compile(r"[0-9X\[][0-9X~?%.,/\[\]{}-]{3,}")),
}
"""Decisions that need a value: what it is, and what it looks like."""


def decide(record: Record, name: str, kind: str, value: str = "", *, by: str, why: str, at: str) -> Judgement:
    """Judge the statement of that id (or its beginning) and write the decision; `at` is an ISO 8601 time.

    Raises UnknownName for a decision that there is not, NotOnRecord when `name` is no statement, and OnRecordError
    when the decision needs another value.
    """
    if kind not in DECISIONS:
        raise UnknownName("decision", kind, (*DECISIONS, "withdraw"))
    table, statement = record.row(name)
    if table != "statements":
        raise NotOnRecord(f"{name} is a row of {table}; only statements are judged: onrecord show {record.where}")
    what, shape = VALUES.get(kind, ("no value", re.compile("")))
    if not shape.fullmatch(value):
        raise OnRecordError(f"{kind} takes {what}, not {value!r}: onrecord judge {record.where} {name} {kind} VALUE")
    target = anchor_of(record.row(statement.page)[1], statement)
    judgement = Judgement(id_of("j", kind, *target, value, by, at), kind, target, value, by, at, why)
    judge(record, judgement)
    return judgement


def judge(record: Record, judgement: Judgement) -> None:
    """Write a decision. It takes effect when the record is settled again."""
    with record.writing() as connection:
        connection.execute(insert(PUBLIC["judgements"]), cells_of("judgements", judgement))
        connection.execute(update(STATE).values(settled=False))


def withdraw(record: Record, judgement: str, *, at: str) -> None:
    """Mark a decision as withdrawn, at an ISO 8601 time; the row stays. Raises NotOnRecord when none stands."""
    judgements = PUBLIC["judgements"]
    standing = update(judgements).where(judgements.c.id == judgement, judgements.c.withdrawn.is_(None))
    with record.writing() as connection:
        if not connection.execute(standing.values(withdrawn=at)).rowcount:
            raise NotOnRecord(f"{judgement}: no such judgement stands; list them with: onrecord show {record.where}")
        connection.execute(update(STATE).values(settled=False))


def judgements(record: Record) -> list[Judgement]:
    """All decisions, withdrawn ones too, by id."""
    return list(record.rows("judgements"))


def standing(decided: Iterable[Judgement]) -> dict[tuple[str, str], list[Judgement]]:
    """Decisions on statements that were not withdrawn, by anchor, oldest first."""
    by_anchor: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in sorted(decided, key=lambda one: (one.at, one.id)):
        if judgement.kind in DECISIONS and judgement.withdrawn is None and len(judgement.target) == 2:
            by_anchor.setdefault((judgement.target[0], judgement.target[1]), []).append(judgement)
    return by_anchor


def apply(decided: Mapping[tuple[str, str], Iterable[Judgement]], page: Page, statement: Statement) -> Statement | None:
    """The statement as people left it (see `standing`); None when it was rejected. The latest decision wins."""
    if not decided:
        return statement
    several = list(decided.get(anchor_of(page, statement), ()))
    if several and several[-1].kind == REJECTED:
        return None
    for judgement in several:
        statement = DECISIONS[judgement.kind](statement, judgement)
    return statement
