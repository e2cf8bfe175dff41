"""Does a record in PostgreSQL hold, find and show what the same record in SQLite does?

A server of the test's own: data in a temporary folder, a socket in it, no network. Debian's package `postgresql`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
import shelf
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Float, insert, literal, select, text

from onrecord.errors import NotARecord, NotOnRecord, RecordBusy, RecordError
from onrecord.model import KINDS
from onrecord.pipeline import build
from onrecord.settling import settle
from onrecord.settling.yardstick import stands_at
from onrecord.store import Record, export, forget, narrowed, search
from onrecord.store.fulltext import LAST_PLACE, vector_of, words_of
from onrecord.store.history import changes
from onrecord.store.postgres import told_by
from onrecord.store.queued import tenth_of
from onrecord.store.schema import AUDIT, METADATA, PUBLIC, QUEUED
from onrecord.store.search import words_like
from onrecord.store.seeking import Narrowing

sys.path.append(str(Path(__file__).parents[2] / "bench"))

import chronicle

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"

ASKED = (
    "dead", "river commission", '"Lower Osk"', '"osk lower"', "flood*", "Kestria listing", "fällt", "FALLT", "14",
    "nobody*", '"put off"', "xyzzy", "", "' | !", "a & b", "der", '"river" flood', "Lower-Osk", "commission's",
)  # fmt: skip


def _programs() -> Path | None:
    kept = [str(each) for each in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))]
    found = (kept or [shutil.which("initdb")])[-1]
    return Path(found).parent if found else None


PROGRAMS = _programs()
pytestmark = pytest.mark.skipif(PROGRAMS is None, reason="no PostgreSQL server here: apt-get install postgresql")

At = Callable[..., str]


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """The folder of a running server's socket."""
    assert PROGRAMS is not None
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # not pytest's own: others may not enter that, and its path is long
    as_whom = {"user": "nobody"} if os.geteuid() == 0 else {}  # PostgreSQL does not run as root
    if as_whom:
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    data = folder / "data"
    make = [PROGRAMS / "initdb", "-D", data, "-U", "onrecord", "--auth=trust", "--encoding=UTF8", "--locale=C", "-N"]
    subprocess.run(make, check=True, capture_output=True, cwd="/", **as_whom)  # type: ignore[call-overload]
    run = [PROGRAMS / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(run, cwd="/", stdout=log, stderr=log, **as_whom)  # type: ignore[call-overload]
    try:
        while not (folder / ".s.PGSQL.5432").exists():
            assert running.poll() is None, (folder / "log").read_text()
            time.sleep(0.02)
        yield folder
    finally:
        running.send_signal(2)  # as Ctrl-C: whoever is connected is sent away
        running.wait()
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def database(server: Path) -> At:
    """Makes a new database and gives its address."""
    numbers = count()

    def made(*given: str) -> str:
        name = f"r{next(numbers)}"
        with psycopg.connect(host=str(server), user="onrecord", dbname="postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {' '.join(given)}")
        return f"postgresql://onrecord@/{name}?host={server}"

    return made


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, database: At) -> Iterator[tuple[Record, Record]]:
    """The examples in SQLite, and in PostgreSQL."""
    path = tmp_path_factory.mktemp("examples") / "r.db"
    build([str(EXAMPLES)], path)
    with Record.open(path) as here, Record.open(database(), create=True) as there:
        readings = list(here.readings())
        there.add(readings[:7])
        settle(there)
        there.add(readings[7:], list(here.refusals()))
        settle(there)
        yield here, there


@pytest.fixture
def record(database: At) -> Iterator[Record]:
    with Record.open(database(), create=True) as opened:
        yield opened


def test_both_export_the_same_bytes(both, tmp_path):
    for name, record in zip(("here", "there"), both, strict=True):
        export(record, tmp_path / name)
    for path in sorted((tmp_path / "here").iterdir()):
        assert (tmp_path / "there" / path.name).read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize("words", ASKED)
def test_both_find_the_same_rows_and_cite_the_same_words(both, words):
    here, there = ({(f.kind, f.id, f.text) for f in search(record, words, limit=500)} for record in both)
    assert there == here


@pytest.mark.parametrize(
    "narrowed",
    [
        {"kind": "statements"}, {"kind": "pages"}, {"outlet": "tpa"}, {"since": "2031-03-12"},
        {"until": "2031-03-12", "kind": "figures"},
    ],
)  # fmt: skip
def test_both_narrow_a_search_alike(both, narrowed):
    here, there = ({(f.kind, f.id) for f in search(record, "river", limit=500, **narrowed)} for record in both)
    assert there == here


@pytest.mark.parametrize("few", [0, 3_000])
@pytest.mark.parametrize(
    "asked",
    [
        {}, {"kind": "pages"}, {"kind": "entities"}, {"outlet": "tpa"}, {"outlet": "TPA", "kind": "figures"},
        {"since": "2031-03-12"}, {"since": "2031-03-12", "until": "2031-03-12"}, {"until": "1900"}, {"speaker": "x"},
    ],
)  # fmt: skip
def test_both_leave_the_same_rows_in_the_same_order_where_no_word_is_asked_for(both, monkeypatch, asked, few):
    monkeypatch.setattr(narrowed, "FEW", few)
    bodies = select(PUBLIC["entities"].c.id).where(PUBLIC["entities"].c.kind != "person")
    here, there = (narrowed.newest(record, Narrowing(**asked), actors=bodies, limit=300) for record in both)
    assert there == here


@pytest.mark.parametrize("kind", ["statements", "figures"])
def test_both_find_the_rows_of_a_day_by_it(both, kind):
    found = []
    for record in both:
        with record.asking() as connection:
            asked = narrowed.few_of_days(connection, kind, lambda day: "2031-03-1" in day)
            found.append(sorted(connection.execute(asked).scalars()))
    assert found[0] == found[1] != []


def test_both_line_up_the_same_rows_in_the_same_tenths(both):
    lines = []
    for record in both:
        with record.asking() as connection:
            lines.append(sorted(map(tuple, connection.execute(select(QUEUED)))))
    assert lines[0] == lines[1] != []


def test_both_cut_a_confidence_off_alike(both):
    asked = select(*(tenth_of(literal(n / 100, Float)).label(f"t{n}") for n in range(101)))
    for record in both:
        with record.asking() as connection:
            assert list(connection.execute(asked).one()) == [max(0, (n - 5) // 10) for n in range(101)]


def test_both_know_the_words_that_begin_alike(both):
    def words(record: Record) -> list[str]:
        with record.asking() as connection:
            return sorted(words_like(connection, "kommission"))

    here, there = map(words, both)
    assert there == here
    assert here


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30))
@example("\\' :* <-> & | ! ( )")
@example("a:*b 'c\\")
def test_any_string_is_a_question_and_both_answer_it_alike(both, words):
    here, there = ({(f.kind, f.id) for f in search(record, words, limit=500)} for record in both)
    assert there == here


def test_a_word_on_more_pages_stands_with_the_rows_that_hold_it_oftener(both):
    ranks = [found.rank for found in search(both[1], "river", limit=500)]
    assert len(ranks) > 3
    assert ranks == sorted(ranks)


def test_a_text_of_any_length_can_be_kept(record):
    words = " ".join(f"w{n:x}" for n in range(300_000)) + " " + "q" * 5_000 + " end" * 20_000
    vector = vector_of(words_of([words])[0])
    with record.writing() as connection:
        asked = text("SELECT length(CAST(:v AS tsvector))")
        assert connection.execute(asked, {"v": vector}).scalar_one() > LAST_PLACE


def test_what_a_build_changed_is_told(both):
    assert {change.kind for change in changes(both[1], 1)} >= {"pages", "stories"}


def test_a_forgotten_page_is_gone_from_rows_and_search(record):
    reading = shelf.boats()
    record.add([shelf.gates(), reading])
    shelf.settle(record)
    assert search(record, "harbour radio")
    forgotten = forget(record, reading.page.id, by="person:Ada", why="asked")
    shelf.settle(record)
    assert forgotten.wiped
    assert not search(record, "harbour radio")
    assert len(record.pages()) == 1
    with record.asking() as connection:
        assert "radio" not in words_like(connection, "radio")


def test_two_writers_lose_nothing_and_one_that_does_not_wait_is_told(record):
    began, end = threading.Event(), threading.Event()

    def slow() -> None:
        with record.writing() as connection:
            connection.execute(text("UPDATE state SET build = build + 1"))
            began.set()
            end.wait()

    writing = threading.Thread(target=slow)
    writing.start()
    began.wait()
    with pytest.raises(RecordBusy), record.writing(at_once=True):
        pass
    with record.asking() as connection:
        assert connection.execute(text("SELECT build FROM state")).scalar_one() == 1
    waiting = threading.Thread(target=record.add, args=([shelf.gates()],))
    waiting.start()
    end.set()
    writing.join()
    waiting.join()
    with record.asking() as connection:
        assert connection.execute(text("SELECT build FROM readings")).scalar_one() == 2


def test_a_reader_sees_one_state_whatever_is_written_meanwhile(record):
    with record.asking() as connection:
        asked = text("SELECT count(*) FROM pages")
        assert connection.execute(asked).scalar_one() == 0
        record.add([shelf.gates()])
        assert connection.execute(asked).scalar_one() == 0


def test_nothing_in_the_audit_log_can_be_changed(record):
    with record.writing() as connection:
        connection.execute(insert(AUDIT), {"at": "2031-04-04", "who": "Ada", "deed": "export", "row": "p1"})
    for deed in ("UPDATE audit SET who = 'Bo'", "DELETE FROM audit", "TRUNCATE audit"):
        with pytest.raises(RecordError, match="only ever added to"), record.writing() as connection:
            connection.execute(text(deed))


def test_the_migrations_make_the_tables_of_the_schema(record):
    apart = ("_words", "page_terms", "ix_pages_id_outlet_published", "'offset'")
    with record.asking() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        changes = [each for each in compare_metadata(context, METADATA) if not any(one in str(each) for one in apart)]
    assert changes == []


def test_the_address_may_come_from_the_command_line_and_the_name_tells_no_server(record):
    address = record.where
    with Record.open(Path(address)) as again:
        assert again.where == address
        assert again.name == address.partition("?")[0].rpartition("/")[2]
    assert told_by(Path("postgresql:///news")) == "postgresql:///news"
    assert told_by(Path("postgresql.db")) is None


def test_a_database_without_a_record_is_told_from_one_with_one(database):
    address = database()
    with pytest.raises(NotOnRecord, match="no record there"):
        Record.open(address)
    Record.open(address, create=True).close()
    Record.open(address).close()


@pytest.mark.parametrize("given", ["ENCODING SQL_ASCII", "LOCALE_PROVIDER icu ICU_LOCALE 'en'"])
def test_a_database_that_sorts_otherwise_is_refused(database, given):
    address = database(given)
    with pytest.raises(NotARecord, match="createdb --template=template0"):
        Record.open(address, create=True)


def test_a_password_is_not_told(server):
    with pytest.raises(RecordError) as told:
        Record.open(f"postgresql://onrecord:secret@/nowhere?host={server}")
    assert "secret" not in str(told.value)
    assert "createdb" in str(told.value)


def test_a_record_takes_in_a_page_by_what_it_touches_as_one_in_sqlite_does(database, tmp_path):
    several = chronicle_readings(48)
    told = []
    for where in (tmp_path / "r.db", database()):
        with Record.open(where, create=True) as record:
            record.add(several[:46])
            assert settle(record)
            record.add(several[46:47])
            assert not settle(record)
            told.append({kind: sorted(repr(row) for row in record.rows(kind)) for kind in KINDS})
    assert told[0] == told[1]


def chronicle_readings(many):
    """Invented pages, the newest last."""
    several = list(chronicle.readings(many))
    return sorted(several, key=lambda one: stands_at(one.page.id, one.page.published.edtf))
