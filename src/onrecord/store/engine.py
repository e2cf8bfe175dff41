"""How is a record file opened, and what does a person read when that fails?"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, QueuePool, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from onrecord.errors import NewerRecord, NotARecord, NotOnRecord, RecordBusy, RecordError
from onrecord.store import postgres
from onrecord.store.cells import encoded
from onrecord.store.schema import APPLICATION_ID, METADATA, VERSIONS

WAIT_MS = 5_000
"""How long a write waits for another process before it is given up: longer than a batch takes to commit."""

PRAGMAS: tuple[str, ...] = (
    f"PRAGMA busy_timeout = {WAIT_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -8192",  # 8 MiB a connection, whatever the size of the record
    "PRAGMA temp_store = FILE",  # sorting a large record must not need its size in memory
)

COMPLAINTS: tuple[tuple[str, type[RecordError], str], ...] = (
    ("locked", RecordBusy, "another process is writing to it; wait for it to end and run this again"),
    (
        "disk is full",
        RecordError,
        "no space left on its disk; what was committed is kept: free space and run this again",
    ),
    ("readonly", RecordError, "it cannot be written to; copy it to a place of your own or change its permissions"),
    ("malformed", RecordError, "the file is damaged; restore it from a copy or build it again"),
    ("not a database", NotARecord, "it is not an onrecord record; give another path"),
    ("disk I/O error", RecordError, "its disk cannot be read or written; check the disk and run this again"),
    ("unable to open", RecordError, "it cannot be opened; check the path and its permissions"),
)
"""Words of the database's message -> our error and what to do."""

HEADER = b"SQLite format 3\x00"

WRITE_AHEAD = slice(18, 20)
AHEAD = b"\x02\x02"
"""Where the file says how it is journalled, and what stands there for a write-ahead log
(https://www.sqlite.org/fileformat.html)."""


@contextmanager
def told(where: object) -> Iterator[None]:
    """Turn the database's own errors into one line about the record at `where`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        said = str(getattr(error, "orig", None) or error)
        for words, kind, advice in (*COMPLAINTS, *postgres.COMPLAINTS):
            if words in said:
                raise kind(f"{where}: {advice}") from error
        raise RecordError(f"{where}: the database says {said!r}") from error


def engine_of(where: str | Path) -> Engine:
    """An engine for a SQLite file or an address. Reads snapshots; writes take the lock at their start."""
    if address := postgres.told_by(where):
        return postgres.engine_at(address)
    if isinstance(where, str) and "://" in where:
        return create_engine(where, json_serializer=encoded, json_deserializer=msgspec.json.decode)
    path = Path(where).absolute()
    engine = create_engine(
        "sqlite://",
        poolclass=QueuePool,
        creator=lambda: sqlite3.connect(_uri(path), uri=True, check_same_thread=False, isolation_level=None),
        json_serializer=encoded,
        json_deserializer=msgspec.json.decode,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def writable(path: Path) -> bool:
    """Whether this process may write the file and, as SQLite's journal needs, beside it."""
    effective = os.access in os.supports_effective_ids
    return all(os.access(place, os.W_OK, effective_ids=effective) for place in (path, path.parent) if place.exists())


def _uri(path: Path) -> str:
    if writable(path):
        return f"{path.as_uri()}?mode=rw"
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise RecordError(f"{path}: a build has it open or was stopped; open it once where it can be written")
    # Without a place for its journal SQLite reads a record only when told that nobody else writes to it.
    return f"{path.as_uri()}?mode=ro&immutable=1"


def _prepare(raw: sqlite3.Connection, _: object) -> None:
    for pragma in PRAGMAS:
        raw.execute(pragma)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    begin = "BEGIN IMMEDIATE" if options.get("writes", False) else "BEGIN"
    if not options.get("at_once", False):
        connection.exec_driver_sql(begin)
        return
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        connection.exec_driver_sql(begin)
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {WAIT_MS}")


def check(path: Path) -> None:
    """Raise unless the file at `path` is a record that this code can read. Only reads the first 100 bytes.

    Raises NotOnRecord when there is no file, NotARecord when it is something else.
    """
    if not path.exists():
        raise NotOnRecord(f"{path}: no such record; make it with: onrecord build INPUT... --record {path}")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise RecordError(f"{path}: cannot be read ({error.strerror}); check the path and its permissions") from error
    if not head.startswith(HEADER) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise NotARecord(f"{path}: not an onrecord record; it was left as it is, give another path")


def log_ahead(path: Path) -> None:
    """Give a record the write-ahead log that readers beside a writer need; a copy by `VACUUM INTO` has lost it.

    A record that cannot be written is left as it is.
    """
    with path.open("rb") as file:
        logged = file.read(WRITE_AHEAD.stop)[WRITE_AHEAD] == AHEAD
    if not logged and writable(path):
        with told(path), closing(sqlite3.connect(path)) as raw:
            raw.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
            raw.execute("PRAGMA journal_mode = WAL")


def version_of(connection: Connection) -> str | None:
    """The schema version written in a record; None in an empty database."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def there(engine: Engine, where: object) -> None:
    """Raise NotOnRecord when the database has no record in it; one of SQLite was looked at before (see `check`)."""
    if engine.dialect.name != "postgresql":
        return
    with told(where), engine.connect() as connection:
        if version_of(connection) is None:
            raise NotOnRecord(f"{where}: no record there; make it with: onrecord build INPUT... --record {where}")


def migrate(engine: Engine, where: object) -> None:
    """Bring a record to this code's schema, in one transaction. Raises NewerRecord when it is ahead of this code."""
    with told(where), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            postgres.check_order(connection, where)
        version = version_of(connection)
    if version == VERSIONS[-1]:
        return
    if version is not None and version not in VERSIONS:
        raise NewerRecord(
            f"{where}: written by a newer onrecord (schema {version}); upgrade with: pip install -U onrecord"
        )
    from alembic import command  # half a second to import, and most records need no migration
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    with told(where), engine.connect().execution_options(writes=True) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, VERSIONS[-1])


def create(path: Path) -> None:
    """Make an empty record at `path`. It appears whole or not at all. Raises RecordError when it cannot be written."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.write_bytes(_empty())
        _publish(draft, path)
    except OSError as error:
        raise RecordError(
            f"{path}: cannot be made ({error.strerror}); give a path in a folder you can write"
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def _empty() -> bytes:
    """The file of an empty record, made in memory so that a crash on the way leaves nothing on disk."""
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"isolation_level": None})
    event.listen(engine, "begin", _begin)
    migrate(engine, "a new record")
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        file = bytearray(raw.serialize())
    engine.dispose()
    file[WRITE_AHEAD] = AHEAD
    return bytes(file)


def overwriting(connection: Connection) -> None:
    """Have SQLite overwrite what this connection deletes; PostgreSQL does that when its tables are rewritten."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")


def compact(engine: Engine) -> bool:
    """Rewrite the file without the space of deleted rows, so that their words are gone from its bytes.

    False when another process still reads the old words; they go when it has closed and this is run again.
    """
    if engine.dialect.name == "postgresql":
        return postgres.rewrite(engine, [*METADATA.tables, *postgres.INDEXES])
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("VACUUM")
        busy: int = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


def _publish(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)  # unlike a rename, a link never replaces a record that another build has just made
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        draft.replace(path)
