"""Who is logged in, and until when?

A browser holds 256 random bits and the record their SHA-256, so that nobody who reads the record can come in with it.
A session ends a day after it was made or an hour after it was last used: what NIST SP 800-63B-4, 2.2.3, gives for its
middle level.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select, update

from onrecord.errors import RecordError
from onrecord.serve.accounts import tries
from onrecord.serve.accounts.accounts import is_account, knows_password, role_of
from onrecord.serve.accounts.audit import SOMEBODY, note, told
from onrecord.serve.accounts.person import Person
from onrecord.store import Record
from onrecord.store.schema import ACCOUNTS, SESSIONS

LIFE = timedelta(hours=24)
IDLE = timedelta(hours=1)

GRAIN = timedelta(minutes=5)
"""How exactly the last use of a session or token is kept: a write for every screen would be one too many."""


SHOWN = 12
"""Characters of a digest by which a session is told from others of its account."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is logged in; `id` is the beginning of its digest, enough to tell it from others."""

    id: str
    made: str
    seen: str


@dataclass(frozen=True, slots=True)
class Login:
    """What came of a try to log in: a secret for the browser, or none; `wait`, the seconds to wait when too many."""

    secret: str = ""
    wait: int = 0


def login(record: Record, name: str, password: str, *, address: str, old: str = "", at: datetime) -> Login:
    """Log somebody in who knows the password; the session that the browser had before (`old`) ends.

    A name that nobody has is answered as a wrong password is, in words and in time.
    """
    if seconds := tries.counted(record, name, address, at):
        return Login(wait=seconds)
    right = knows_password(record, name, password)
    with record.writing() as connection:
        _sweep(connection, at)
        known = is_account(connection, name)
        if not (right and known):
            note(connection, name if known else SOMEBODY, "login refused", "", at)
            return Login()
        tries.forgive(connection, name)
        connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest_of(old)))
        note(connection, name, "logged in", "", at)
        return Login(_opened(connection, name, at))


def person_of(record: Record, secret: str, at: datetime) -> Person | None:
    """Who holds a session, with the role they have now; None when it is none or has ended."""
    asked = select(SESSIONS.c.account, SESSIONS.c.seen, ACCOUNTS.c.role)
    asked = asked.join(ACCOUNTS, and_(ACCOUNTS.c.name == SESSIONS.c.account, ACCOUNTS.c.removed.is_(None)))
    asked = asked.where(SESSIONS.c.digest == digest_of(secret), ~_ended(at))
    with record.asking() as connection:
        found = connection.execute(asked).one_or_none()
    if found is None:
        return None
    if found.seen <= told(at - GRAIN):
        _touch(record, secret, at)
    return Person(found.account, found.role, session=digest_of(f"form:{secret}"))


def sessions_of(record: Record, name: str, at: datetime) -> tuple[Session, ...]:
    """The sessions of an account, the latest used first."""
    asked = select(SESSIONS).where(SESSIONS.c.account == name, ~_ended(at)).order_by(SESSIONS.c.seen.desc())
    with record.asking() as connection:
        return tuple(Session(row.digest[:SHOWN], row.made, row.seen) for row in connection.execute(asked))


def logout(record: Record, secret: str, *, at: datetime) -> None:
    """End a session."""
    with record.writing() as connection:
        mine = SESSIONS.c.digest == digest_of(secret)
        for name in connection.execute(select(SESSIONS.c.account).where(mine)).scalars():
            note(connection, name, "logged out", "", at)
        connection.execute(delete(SESSIONS).where(mine))


def logout_everywhere(record: Record, name: str, *, but: str = "", by: str, at: datetime) -> None:
    """End all sessions of an account but the one whose secret is given. Raises NotOnRecord."""
    with record.writing() as connection:
        role_of(connection, name)
        theirs = and_(SESSIONS.c.account == name, SESSIONS.c.digest != digest_of(but))
        connection.execute(delete(SESSIONS).where(theirs))
        note(connection, by, "logged out everywhere", name, at)


def digest_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits: with so many, one hash without salt cannot be turned round."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def renewed(record: Record, name: str, *, at: datetime) -> str:
    """A new session for somebody whose old ones have just ended with their old password."""
    with record.writing() as connection:
        return _opened(connection, name, at)


def _opened(connection: Connection, name: str, at: datetime) -> str:
    secret = secrets.token_urlsafe(32)
    connection.execute(insert(SESSIONS).values(digest=digest_of(secret), account=name, made=told(at), seen=told(at)))
    return secret


def _ended(at: datetime) -> ColumnElement[bool]:
    return or_(SESSIONS.c.made <= told(at - LIFE), SESSIONS.c.seen <= told(at - IDLE))


def _sweep(connection: Connection, at: datetime) -> None:
    connection.execute(delete(SESSIONS).where(_ended(at)))


def _touch(record: Record, secret: str, at: datetime) -> None:
    # While a build holds the record the screens are read all the same; the next one is noted.
    with suppress(RecordError), record.writing(at_once=True) as connection:
        connection.execute(update(SESSIONS).where(SESSIONS.c.digest == digest_of(secret)).values(seen=told(at)))
