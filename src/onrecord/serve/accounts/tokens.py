"""With what does a program ask in somebody's name?

A token is 256 random bits behind a word by which it is recognised when it turns up where it should not. It is shown
once; the record keeps its SHA-256. It may do no more than its own role and its owner's at that moment.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, insert, select, update

from onrecord.errors import NotOnRecord, OnRecordError, RecordError
from onrecord.serve.accounts.accounts import role_of
from onrecord.serve.accounts.audit import note, told
from onrecord.serve.accounts.person import ROLES, Person
from onrecord.serve.accounts.sessions import GRAIN, digest_of
from onrecord.store import Record
from onrecord.store.schema import ACCOUNTS, TOKENS

MARK = "onrecord_"
"""What every token begins with."""

DAYS = 90
"""How long a token holds unless its owner says otherwise."""

LONGEST = 365
"""How many days a token may hold at most."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its owner sees it later: everything but itself."""

    id: str
    account: str
    label: str
    role: str
    made: str
    ends: str
    used: str | None
    revoked: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """A new token; `secret` is shown now and never again."""

    token: Token
    secret: str


def make(record: Record, name: str, label: str, role: str, *, days: int = DAYS, by: str, at: datetime) -> Made:
    """Make a token for an account. Raises OnRecordError when the account, role, label or time cannot be had."""
    if not 0 < len(label) <= 64 or not label.isprintable():
        raise OnRecordError("say in up to 64 characters what the token is for")
    if not 1 <= days <= LONGEST:
        raise OnRecordError(f"a token holds for 1 to {LONGEST} days, not {days}")
    secret = MARK + secrets.token_urlsafe(32)
    digest = digest_of(secret)
    token = Token(f"k{digest[:12]}", name, label, role, told(at), told(at + timedelta(days=days)), None, None)
    with record.writing() as connection:
        if role not in ROLES or not Person(name, role_of(connection, name)).may(role):
            raise OnRecordError(f"a token of {name} may have the role {name} has, or one below it, not {role!r}")
        cells = {field: getattr(token, field) for field in Token.__slots__}
        connection.execute(insert(TOKENS).values(digest=digest, **cells))
        note(connection, by, f"token made, {role}", token.id, at)
    return Made(token, secret)


def person_of(record: Record, secret: str, at: datetime) -> Person | None:
    """In whose name a token asks, with the lesser of both roles; None when it is none, has ended or was revoked."""
    asked = select(TOKENS.c.id, TOKENS.c.account, TOKENS.c.role, TOKENS.c.used, ACCOUNTS.c.role.label("most"))
    asked = asked.join(ACCOUNTS, and_(ACCOUNTS.c.name == TOKENS.c.account, ACCOUNTS.c.removed.is_(None)))
    standing = (TOKENS.c.digest == digest_of(secret), TOKENS.c.revoked.is_(None), TOKENS.c.ends > told(at))
    with record.asking() as connection:
        found = connection.execute(asked.where(*standing)).one_or_none()
    if found is None:
        return None
    if found.used is None or found.used <= told(at - GRAIN):
        with suppress(RecordError), record.writing(at_once=True) as connection:
            connection.execute(update(TOKENS).where(TOKENS.c.id == found.id).values(used=told(at)))
    return Person(found.account, min(found.role, found.most, key=ROLES.index))


def tokens_of(record: Record, name: str) -> tuple[Token, ...]:
    """All tokens of an account, the latest made first."""
    columns = [TOKENS.c[field] for field in Token.__slots__]
    asked = select(*columns).where(TOKENS.c.account == name).order_by(TOKENS.c.made.desc(), TOKENS.c.id)
    with record.asking() as connection:
        return tuple(Token(*row) for row in connection.execute(asked))


def revoke(record: Record, token: str, *, whose: str | None = None, by: str, at: datetime) -> None:
    """End a token; `whose` says which account it must be of. Raises NotOnRecord when there is none that stands."""
    standing = update(TOKENS).where(TOKENS.c.id == token, TOKENS.c.revoked.is_(None))
    standing = standing if whose is None else standing.where(TOKENS.c.account == whose)
    with record.writing() as connection:
        if not connection.execute(standing.values(revoked=told(at))).rowcount:
            raise NotOnRecord(f"{token}: no such token stands; the account's own screen lists them")
        note(connection, by, "token revoked", token, at)
