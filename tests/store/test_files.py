"""What does a person read when the record cannot be used, and is the file left as it was?"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
import shelf

import make
import onrecord
from onrecord.errors import NewerRecord, NotARecord, NotOnRecord, RecordBusy, RecordError
from onrecord.store import Record


def one_line(raised):
    return "\n" not in str(raised.value)


def test_a_missing_record_names_the_command_that_makes_one(tmp_path):
    with pytest.raises(NotOnRecord, match=r"onrecord build INPUT\.\.\. --record .*r\.db") as raised:
        Record.open(tmp_path / "r.db")
    assert one_line(raised)
    assert list(tmp_path.iterdir()) == []


def test_a_record_cannot_be_made_in_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(RecordError, match=r"cannot be made \(No such file") as raised:
        Record.open(tmp_path / "nowhere" / "r.db", create=True)
    assert one_line(raised)


def other_database(path):
    sqlite3.connect(path).execute("CREATE TABLE t (x)").connection.close()


OTHERS = {
    "words": lambda path: path.write_text("Dear editor,"),
    "nothing": lambda path: path.write_bytes(b""),
    "another program's database": other_database,
}


@pytest.mark.parametrize("make_it", OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize("create", [False, True])
def test_what_is_not_ours_is_left_as_it_is(tmp_path, make_it, create):
    path = tmp_path / "notes.db"
    make_it(path)
    before = path.read_bytes()
    with pytest.raises(NotARecord, match="not an onrecord record"):
        Record.open(path, create=create)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_not_a_record(tmp_path):
    with pytest.raises(RecordError, match="cannot be read"):
        Record.open(tmp_path)


def test_a_newer_record_says_to_upgrade(tmp_path, record):
    with record.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerRecord, match="pip install -U onrecord"):
        Record.open(record.where)


def test_a_record_that_is_being_written_is_busy_for_others(record, monkeypatch):
    monkeypatch.setattr("onrecord.store.engine.PRAGMAS", ("PRAGMA busy_timeout = 10",))
    with (
        record.writing(),
        Record.open(record.where) as other,
        pytest.raises(RecordBusy, match="another process is writing"),
    ):
        other.add([shelf.gates()])


def test_a_record_can_be_read_while_another_process_settles_it(newsroom):
    with newsroom.settling(), Record.open(newsroom.where) as other:
        assert len(other.statements()) == 2


def test_a_full_disk_keeps_what_was_committed(newsroom):
    with Record.open(newsroom.where) as record:
        with record.writing() as connection:  # the limit holds for this record's only connection
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(RecordError, match="no space left") as raised:
            record.add([make.reading(make.page("mud " * 100_000))])
        assert one_line(raised)
        assert len(record.pages()) == 2
        assert record.settled


def test_a_damaged_record_is_said_to_be_damaged(newsroom):
    newsroom.close()
    with Path(newsroom.where).open("r+b") as file:
        file.seek(5_000)
        file.write(b"\xff" * 200_000)
    with pytest.raises(RecordError, match="damaged"), Record.open(newsroom.where) as broken:
        list(broken.pages())


@pytest.fixture
def open_folder():
    """A folder that every user may enter, for a test that gives up its own rights."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@contextmanager
def may_only_read(path):
    """Neither the file nor its folder can be written, even when the tests run as root."""
    path.chmod(0o444)
    path.parent.chmod(0o555)
    owner = os.geteuid()
    if owner == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(owner)
        path.parent.chmod(0o755)


def test_a_record_that_may_not_be_written_can_be_read(open_folder):
    path = open_folder / "r.db"
    with Record.open(path, create=True) as record:
        record.add([shelf.gates()])
        shelf.settle(record)
    with may_only_read(path), Record.open(path) as record:
        assert len(record.statements()) == 1
        with pytest.raises(RecordError, match="cannot be written to"):
            record.add([shelf.boats()])


def test_a_record_left_open_by_another_is_not_read_past_its_journal(open_folder):
    path = open_folder / "r.db"
    with Record.open(path, create=True) as record:
        record.add([shelf.gates()])
        told = pytest.raises(RecordError, match="open it once where it can be written")
        with may_only_read(path), told, Record.open(path) as other:
            len(other.pages())


@pytest.mark.parametrize("name", ["a b.db", "what?.db", "50%25.db", "a#b.db", "récord.db", "x'y.db"])
def test_a_record_may_have_any_file_name(tmp_path, name):
    with Record.open(tmp_path / name, create=True) as record:
        record.add([shelf.gates()])
    with Record.open(tmp_path / name) as record:
        assert len(record.pages()) == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_record_opens_by_url_too(newsroom):
    with onrecord.open(f"sqlite:///{newsroom.where}") as record:
        assert len(record.pages()) == 2


def test_closing_leaves_one_file(record, tmp_path):
    record.add([shelf.gates()])
    record.close()
    assert [path.name for path in tmp_path.iterdir()] == ["r.db"]


def test_two_builds_that_make_one_record_at_once_share_it(tmp_path, monkeypatch):
    # The other build makes the record after this one has seen that there is none.
    seen = Path.exists
    Record.open(tmp_path / "r.db", create=True).close()
    first = iter([False])
    monkeypatch.setattr(Path, "exists", lambda path: next(first, True) and seen(path))
    with Record.open(tmp_path / "r.db", create=True) as record:
        assert record.settled
    assert [path.name for path in tmp_path.iterdir()] == ["r.db"]


def test_every_connection_enforces_what_the_record_relies_on(record):
    asked = ("foreign_keys", "journal_mode")
    with record.asking() as connection:
        assert [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked] == [1, "wal"]


def test_a_copy_without_its_log_can_be_read_while_it_is_written(settled, tmp_path):
    copy = tmp_path / "copy.db"
    with sqlite3.connect(settled) as raw:
        raw.execute(f"VACUUM INTO '{copy}'")
    raw.close()
    with Record.open(copy) as record, record.writing(), record.asking() as reading:
        assert reading.exec_driver_sql("SELECT count(*) FROM pages").scalar() == 2
    with Record.open(copy) as record:
        shelf.settle(record)
