"""Who has an account, with which role, and how does that change?

A name is given once: a removed account keeps its row, so that "judged by ada" never comes to mean somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.errors import NotOnRecord, OnRecordError, UnknownName
from onrecord.serve.accounts.audit import note, told
from onrecord.serve.accounts.passwords import fits, hashed
from onrecord.serve.accounts.person import ROLES
from onrecord.store import Record
from onrecord.store.schema import ACCOUNTS, SESSIONS, TOKENS

NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
"""What an account may be called. Only ASCII: two letters that look alike are no way to be taken for somebody else."""

ADMIN = ROLES[-1]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in; `removed` is when that ended."""

    name: str
    role: str
    made: str
    removed: str | None


def add(record: Record, name: str, role: str, password: str, *, by: str, at: datetime) -> Account:
    """Make an account. Raises OnRecordError when the name, role or password cannot be had."""
    if not NAME.fullmatch(name):
        raise OnRecordError(f"{name!r} is no name for an account; take up to 64 of a-z 0-9 . _ @ -, a letter first")
    _known_role(role)
    made = {"name": name, "role": role, "password": hashed(password, name=name), "made": told(at)}
    with record.writing() as connection:
        if _row(connection, name) is not None:
            raise OnRecordError(f"{name} has or had an account, and a name is given once; take another one")
        connection.execute(insert(ACCOUNTS).values(**made))
        note(connection, by, f"account added, {role}", name, at)
    return Account(name, role, told(at), None)


def accounts(record: Record) -> tuple[Account, ...]:
    """All accounts by name, removed ones too."""
    columns = (ACCOUNTS.c.name, ACCOUNTS.c.role, ACCOUNTS.c.made, ACCOUNTS.c.removed)
    with record.asking() as connection:
        return tuple(Account(*row) for row in connection.execute(select(*columns).order_by(ACCOUNTS.c.name)))


def has_admin(record: Record) -> bool:
    """Whether there is somebody who may let others in."""
    with record.asking() as connection:
        return bool(_admins(connection))


def set_role(record: Record, name: str, role: str, *, by: str, at: datetime) -> None:
    """Give an account another role, which holds from its next request on. Raises OnRecordError."""
    _known_role(role)
    with _changing(record, name, still_admin=role == ADMIN) as connection:
        connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(role=role))
        note(connection, by, f"role set, {role}", name, at)


def set_password(record: Record, name: str, password: str, *, by: str, at: datetime) -> None:
    """Give an account another password and log it out everywhere; its tokens stay. Raises OnRecordError."""
    kept = hashed(password, name=name)
    with _changing(record, name, still_admin=True) as connection:
        connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(password=kept))
        connection.execute(delete(SESSIONS).where(SESSIONS.c.account == name))
        note(connection, by, "password set", name, at)


def remove(record: Record, name: str, *, by: str, at: datetime) -> None:
    """End an account with its sessions and tokens; its name stays beside what it did. Raises OnRecordError."""
    with _changing(record, name, still_admin=False) as connection:
        connection.execute(update(ACCOUNTS).where(ACCOUNTS.c.name == name).values(removed=told(at), password=""))
        connection.execute(delete(SESSIONS).where(SESSIONS.c.account == name))
        standing = update(TOKENS).where(TOKENS.c.account == name, TOKENS.c.revoked.is_(None))
        connection.execute(standing.values(revoked=told(at)))
        note(connection, by, "account removed", name, at)


def knows_password(record: Record, name: str, password: str) -> bool:
    """Whether it is the account's password; a name that no account has takes as long and is no."""
    with record.asking() as connection:
        row = _row(connection, name)
    return fits(password, row.password if row is not None and row.removed is None else None)


def is_account(connection: Connection, name: str) -> bool:
    """Whether somebody may log in under the name."""
    row = _row(connection, name)
    return row is not None and row.removed is None


def role_of(connection: Connection, name: str) -> str:
    """The account's role. Raises NotOnRecord when nobody may log in under the name."""
    row = _row(connection, name)
    if row is None or row.removed is not None:
        raise NotOnRecord(f"nobody has an account called {name!r}; list them with: onrecord user list RECORD")
    return str(row.role)


def _row(connection: Connection, name: str) -> Any:
    return connection.execute(select(ACCOUNTS).where(ACCOUNTS.c.name == name)).one_or_none()


def _known_role(role: str) -> None:
    if role not in ROLES:
        raise UnknownName("role", role, ROLES)


def _admins(connection: Connection) -> int:
    standing = (ACCOUNTS.c.role == ADMIN, ACCOUNTS.c.removed.is_(None))
    return int(connection.execute(select(func.count()).select_from(ACCOUNTS).where(*standing)).scalar_one())


@contextmanager
def _changing(record: Record, name: str, *, still_admin: bool) -> Iterator[Connection]:
    """A transaction about one account, which must not be the last admin and cease to be one."""
    with record.writing() as connection:
        if role_of(connection, name) == ADMIN and not still_admin and _admins(connection) == 1:
            raise OnRecordError(f"{name} is the only {ADMIN}; give somebody else that role first")
        yield connection
