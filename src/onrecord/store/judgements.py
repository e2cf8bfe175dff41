"""What did people decide about rows, and how is that honoured when everything is computed anew?

A decision is anchored to what was read: the hash of the page's text and the quoted words. It survives every rebuild;
when the words are gone it waits and never moves to other words by itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import insert, select, update

from onrecord.errors import NotOnRecord, OnRecordError, UnknownName
from onrecord.model import Entity, Judgement, Page, Speaker, Statement, When, id_of
from onrecord.store.cells import cells_of
from onrecord.store.questions import rows_of
from onrecord.store.record import Record
from onrecord.store.rows import stream
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
("same", "apart", "forget") are not here."""


VALUES: dict[str, tuple[str, re.Pattern[str]]] = {
    "speaker": ("the speaker's name", re.compile(r".*\S.*")),
    "said": ("a day as EDTF, such as 2031-03-09 or 2031-03", re.compile(r"[0-9X\[][0-9X~?%.,/\[\]{}-]{3,}")),
}
"""Decisions that need a value: what it is, and what it looks like."""


SAME, APART = "same", "apart"
"""Decisions about whom pages name: two names, each on a page, are one's; or they are not (of one name alone: it is
nobody else's by any rule). A rule's joinings are of the kind "same" too."""


def decide(record: Record, name: str, kind: str, value: str = "", *, by: str, why: str, at: str) -> Judgement:
    """Judge the row of that id (or its beginning) and write the decision; `at` is an ISO 8601 time.

    Statements are confirmed, corrected or rejected; an entity is the `same` as another (`value` is its id), or is set
    `apart` from its namesake on a page (`value` is the page's id).
    Raises UnknownName for a decision that there is not, NotOnRecord when `name` is a row that it does not fit, and
    OnRecordError when the decision needs another value.
    """
    if kind not in (*DECISIONS, SAME, APART):
        raise UnknownName("decision", kind, (*DECISIONS, SAME, APART, "withdraw"))
    table, row = record.row(name)
    wanted = "entities" if kind in (SAME, APART) else "statements"
    if table != wanted:
        raise NotOnRecord(f"{name} is a row of {table}; {kind} is about {wanted}: onrecord show {record.where}")
    target = _names_judged(record, row, kind, value) if table == "entities" else _words_judged(record, row, kind, value)
    value = "" if table == "entities" else value
    judgement = Judgement(id_of("j", kind, *target, value, by, at), kind, target, value, by, at, why)
    judge(record, judgement)
    return judgement


def _words_judged(record: Record, statement: Statement, kind: str, value: str) -> tuple[str, ...]:
    what, shape = VALUES.get(kind, ("no value", re.compile("")))
    if not shape.fullmatch(value):
        raise OnRecordError(
            f"{kind} takes {what}, not {value!r}: onrecord judge {record.where} {statement.id} {kind} VALUE"
        )
    return anchor_of(record.row(statement.page)[1], statement)


def _names_judged(record: Record, entity: Entity, kind: str, value: str) -> tuple[str, ...]:
    """The names, each with the text it stands in, that a decision on an entity is about."""
    what = {SAME: "entities", APART: "pages"}[kind]
    table, other = record.row(value or entity.id)
    if table != what or other == entity:
        told = f"{kind} takes the id of another row of {what}, not {value!r}"
        raise OnRecordError(f"{told}: onrecord show {record.where} {entity.id}")
    if kind == APART:
        return _name_of(record, entity, other)
    if (other.kind == "person") != (entity.kind == "person"):
        raise OnRecordError(f"{entity.name} is a {entity.kind} and {other.name} a {other.kind}: they cannot be one")
    return _name_of(record, entity) + _name_of(record, other)


def _name_of(record: Record, entity: Entity, page: Page | None = None) -> tuple[str, str]:
    """Where an entity is named: the hash of the page's text and the name there. Of all pages the one of smallest id."""
    mentions = PUBLIC["mentions"]
    asked = select(mentions.c.page, mentions.c.text).where(mentions.c.entity == entity.id, mentions.c.kind == "name")
    asked = asked.order_by(mentions.c.page, mentions.c.start).limit(1)
    with record.asking() as connection:
        found = connection.execute(asked if page is None else asked.where(mentions.c.page == page.id)).one_or_none()
    if found is None:
        where = page.id if page is not None else "any page"
        raise NotOnRecord(f"{entity.name} is not named on {where}: onrecord show {record.where} {entity.id}")
    return text_hash(record.row(found[0])[1]), found[1]


def joinings(decided: Iterable[Judgement]) -> list[Judgement]:
    """What people decided of names and did not withdraw, oldest first; of decisions on the same names the latest."""
    latest: dict[frozenset[tuple[str, ...]], Judgement] = {}
    for each in sorted(decided, key=lambda one: (one.at, one.id)):
        if each.kind in (SAME, APART) and each.withdrawn is None and each.by.startswith("person:"):
            latest[frozenset(anchors_of(each))] = each
    return sorted(latest.values(), key=lambda one: (one.at, one.id))


def anchors_of(judgement: Judgement) -> Iterator[tuple[str, str]]:
    """The names that a joining is about, each with the hash of the text it stands in (of a rule's: with the page)."""
    yield from zip(judgement.target[::2], judgement.target[1::2], strict=True)


def judge(record: Record, judgement: Judgement) -> None:
    """Write a decision. It takes effect when the record is settled again."""
    with record.writing() as connection:
        connection.execute(insert(PUBLIC["judgements"]), cells_of("judgements", judgement))
        connection.execute(update(STATE).values(settled=False))


def undo(record: Record, judgement: Judgement, *, by: str, why: str, at: str) -> Judgement:
    """Take a decision back, at an ISO 8601 time, and tell which row says so.

    A person's is marked as withdrawn. A rule's would be taken again at the next build, so the names it joined are kept
    apart from now on. Raises NotOnRecord when the decision does not stand.
    """
    if not judgement.by.startswith("rule:"):
        withdraw(record, judgement.id, at=at)
        return replace(judgement, withdrawn=at)
    names = [(text_hash(record.row(page)[1]), name) for page, name in anchors_of(judgement)]
    target = tuple(word for anchor in names for word in anchor)
    made = Judgement(id_of("j", APART, *target, by, at), APART, target, "", by, at, why)
    judge(record, made)
    return made


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


def by_people(record: Record) -> list[Judgement]:
    """What people decided, withdrawn ones too, by id; joinings by rules, which are many, are not brought along."""
    asked = rows_of("judgements").where(~PUBLIC["judgements"].c.by.startswith("rule:"))
    with record.asking() as connection:
        return list(stream(connection, "judgements", asked))


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
