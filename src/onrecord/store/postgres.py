"""How is a record in PostgreSQL opened, written to by one at a time, and rid of deleted words?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from onrecord.errors import NotARecord, RecordBusy, RecordError
from onrecord.store.cells import encoded

NAMES = frozenset({"postgres", "postgresql", "postgresql+psycopg"})
"""How an address of a record in PostgreSQL may begin."""

WAIT_MS = 5_000
"""How long a write waits for another one before it is given up, as with SQLite."""

WRITER = 0x4F4E5243
"""The number of the lock that a writer holds ("ONRC"); with the schema's it is the record's own."""

LOCK = f"pg_advisory_xact_lock({WRITER}, hashtext(current_schema()))"
TRY_LOCK = f"SELECT pg_try_advisory_xact_lock({WRITER}, hashtext(current_schema()))"

BYTE_ORDER = text("SELECT 'B' < 'a' AND '-' < '0' AND 'z' < '~' AND 'z' < 'é' AND getdatabaseencoding() = 'UTF8'")
"""Whether texts sort by their bytes, as Python and SQLite sort them: ids and days are compared so."""

ORDERLESS = (
    "its database does not sort texts by their bytes; make one that does with: "
    "createdb --template=template0 --encoding=UTF8 --locale=C NAME"
)

INDEXES = ("page_words", "passage_words", "page_terms")
"""The tables of migration 0015, which hold words of pages."""

COMPLAINTS: tuple[tuple[str, type[RecordError], str], ...] = (
    ("lock timeout", RecordBusy, "another process is writing to it; wait for it to end and run this again"),
    ("read-only transaction", RecordError, "its server takes no writes; give the address of the one that does"),
    ("permission denied", RecordError, "this user may not do that there; grant it the rights on the record's schema"),
    ("authentication failed", RecordError, "the server does not know this user and password; check the address"),
    ("Connection refused", RecordError, "no server listens there; start PostgreSQL or check the address"),
    ("No such file or directory", RecordError, "no server listens there; start PostgreSQL or check the address"),
    ("does not exist", RecordError, "no such database or user on that server; make them with createdb, createuser"),
    ("could not translate host name", RecordError, "there is no such host; check the address"),
    ("NUL", RecordError, "PostgreSQL cannot hold a character of that text (U+0000); keep this record in SQLite"),
)
"""Words of the server's or the driver's message -> our error and what to do."""


def told_by(where: str | Path) -> str | None:
    """The address of a record in PostgreSQL; None when a file is meant, or another database.

    The command line hands over paths, in which two strokes and three are one.
    """
    told = str(where)
    begun, _, rest = told.partition(":/")
    if begun not in NAMES:
        return None
    if rest.startswith("/"):
        return told
    return f"{begun}://{'' if '/' in rest.partition('?')[0] else '/'}{rest}"


def address_of(where: str) -> URL:
    """The address, with psycopg as its driver. Raises RecordError for one that cannot be read."""
    try:
        return make_url(where).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError) as error:
        raise RecordError("an address of PostgreSQL is written postgresql://USER@HOST/DATABASE") from error


def shown(where: str) -> str:
    """The address as it may be told: without the password."""
    return make_url(where).render_as_string(hide_password=True)


def engine_at(where: str) -> Engine:
    """An engine for the database at an address. Reads snapshots; writes wait for one another at their start.

    Raises RecordError when psycopg is not installed.
    """
    try:
        engine = create_engine(
            address_of(where),
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
            connect_args={"client_encoding": "utf8"},
            json_serializer=encoded,
            json_deserializer=msgspec.json.decode,
        )
    except ModuleNotFoundError as error:
        raise RecordError(
            f"{shown(where)}: a record in PostgreSQL needs psycopg: pip install 'onrecord[postgres]'"
        ) from error
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("writes", False):
        return
    # With the lock nobody else writes; a snapshot would be taken before the wait for it, and then be out of date.
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
    if not options.get("at_once", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {WAIT_MS}")
        connection.exec_driver_sql(f"SELECT {LOCK}")
    elif not connection.exec_driver_sql(TRY_LOCK).scalar():
        raise RecordBusy("another process is writing to the record; wait for it to end and run this again")


def check_order(connection: Connection, where: object) -> None:
    """Raise NotARecord unless the database sorts texts by their bytes."""
    if not connection.execute(BYTE_ORDER).scalar():
        raise NotARecord(f"{where}: {ORDERLESS}")


def rewrite(engine: Engine, tables: Any) -> bool:
    """Rewrite tables without the space of deleted rows; False when another process still reads one of them.

    What the server has in its write-ahead log and its backups is for whoever runs it to let go.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET lock_timeout = {WAIT_MS}")
        try:
            for name in tables:
                connection.exec_driver_sql(f'VACUUM FULL "{name}"')
        except DBAPIError as error:
            if "lock timeout" not in str(error.orig):
                raise
            return False
        finally:
            connection.exec_driver_sql("RESET lock_timeout")
    return True
