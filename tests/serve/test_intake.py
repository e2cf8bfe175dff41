"""Is what people bring kept safely, built in one after the other, stopped when asked, and gone on with?"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic, sleep

import pytest

from onrecord import pipeline
from onrecord.errors import NotOnRecord, OnRecordError
from onrecord.model import Refusal
from onrecord.read.sources import LIMIT
from onrecord.serve.intake.clearing import clear
from onrecord.serve.intake.deliveries import OPEN, Again, Begun, Delivery, Ended, Item, Shelf, Step
from onrecord.serve.intake.intake import Intake
from onrecord.serve.intake.taking import LONGEST, NotTaken, keep, named, pasted
from onrecord.serve.why import bytes_again
from onrecord.store import Record
from onrecord.store.forget import forget

PATIENCE = 120.0
"""Seconds that a process which loads a language model may take on a busy machine."""

AT = "2031-04-03T09:00:00+00:00"

PAGE = """The gates of the Sarn dam stay shut

The gates of the Sarn dam will stay shut until the commission meets, Water Minister Oda Brenn said on Thursday.

"Nobody asked the villages below," she told reporters in Lurin. About 1,700 families were moved, the ministry said.
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    Record.open(tmp_path / "news.db", create=True).close()
    return Shelf(tmp_path / "news.db")


@pytest.fixture
def intake(shelf: Shelf) -> Iterator[Intake]:
    with closing(Intake(shelf.record)) as opened:
        yield opened


def ended(intake: Intake, name: str) -> Delivery:
    """The delivery once it has ended."""
    until = monotonic() + PATIENCE
    while (found := intake.shelf.delivery(name)).state in OPEN:
        assert monotonic() < until, found
        sleep(0.05)
    return found


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("courier.html", "courier.html"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\ada\\gates.HTML", "gates.html"),
        ("/abs/olute/crawl.warc.gz", "crawl.warc.gz"),
        ("gates\u202etxt.html", "gates_txt.html"),
        ("a\x00b\n.txt", "a_b_.txt"),
        ('what? "who": <b>.txt', "what_ _who__ _b_.txt"),
        ("...", "page"),
        ("", "page"),
        ("..", "page"),
        ("caf\udce9.txt", "caf_.txt"),
    ],
)
def test_a_name_from_anywhere_becomes_the_name_of_one_file(name: str, file: str) -> None:
    assert named(name) == file


def test_a_long_name_is_cut_before_its_ending() -> None:
    name = named("\N{GRINNING FACE}" * 500 + ".warc.gz")
    assert len(name) == LONGEST and name.endswith(".warc.gz") and len(name.encode()) < 256


def test_a_file_lies_in_a_folder_named_by_its_content_and_once(tmp_path: Path) -> None:
    folder = tmp_path / "news.db.added"
    first, second = (keep(folder, "../gates.txt", [b"The gates ", b"opened."]) for _ in range(2))
    assert first == second == Item("gates.txt", first.path, 17)
    assert (tmp_path / first.path).read_bytes() == b"The gates opened."
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["gates.txt"]
    assert first.path.startswith("news.db.added/") and folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "pieces", "why"),
    [
        ("gates.pdf", [b"%PDF"], "is not of a known kind (.html"),
        ("gates", [b"words"], "is not of a known kind (.html"),
        ("gates.zip", [b"PK"], "is not of a known kind (.html"),
        ("gates.txt", [b"x" * LIMIT, b"x"], "is larger than 20 MB; split it"),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_of_it_is_left(
    tmp_path: Path, name: str, pieces: list[bytes], why: str
) -> None:
    item = keep(tmp_path / "added", name, pieces)
    assert item.refused.startswith(why) and not item.path
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"The gates"
        raise OSError(28, "No space left on device")

    assert "make room" in keep(tmp_path / "added", "gates.txt", pieces()).refused
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("words", "address", "day", "why"),
    [
        (" \n", "", "", "nothing to read"),
        ("The gates", "javascript:alert(1)", "", "address must be"),
        ("The gates", "https://", "", "address must be"),
        ("The gates", "https://[", "", "address must be"),
        ("The gates", "https://tavra.example/\u202e", "", "address must be"),
        ("The gates", "", "last week", "day must be"),
        ("The gates", "", "2031-02-30", "day must be"),
    ],
)
def test_what_cannot_be_taken_is_said_with_a_way_out(
    tmp_path: Path, words: str, address: str, day: str, why: str
) -> None:
    with pytest.raises(NotTaken, match=why):
        pasted(tmp_path / "added", words, address=address, day=day)
    assert not (tmp_path / "added").exists()


def test_what_happened_to_a_delivery_is_what_its_lines_add_up_to(shelf: Shelf) -> None:
    item = Item("gates.txt", "news.db.added/1/gates.txt", 17)
    found = shelf.brought([item], by="Ada", at=AT)
    assert (found.state, found.by, found.at, found.paths) == ("waiting", "Ada", AT, (item.path,))
    refusal = Refusal("gates.txt", "read", "empty")
    for line, state in (
        (Begun(("p1",)), "reading"),
        (Step("reading", 3, 1, None), "reading"),
        (Step("settling", 4, 1, None), "settling"),
        (Ended("stopped", "stopped by Ada"), "stopped"),
        (Again("Bo"), "waiting"),
        (Ended("done", pages=("p1", "p2"), refusals=(refusal,)), "done"),
    ):
        shelf.add(found.id, line)
        assert shelf.delivery(found.id).state == state
    found = shelf.delivery(found.id)
    assert (found.done, found.known, found.pages, found.refusals) == (4, ("p1",), ("p1", "p2"), (refusal,))
    assert shelf.deliveries() == [found]


def test_a_line_that_was_cut_by_a_crash_takes_no_other_with_it(shelf: Shelf) -> None:
    found = shelf.brought([Item("gates.txt", "x", 1)], by="Ada", at=AT)
    journal = next(shelf.folder.rglob("*.log"))
    with journal.open("ab") as file:
        file.write(b'{"type":"step","stage":"rea')
    shelf.add(found.id, Ended("done"))
    assert shelf.delivery(found.id).state == "done"


@pytest.mark.parametrize("name", ["b0", "../news", "", "b/../b"])
def test_a_delivery_that_is_none_is_not_on_record(shelf: Shelf, name: str) -> None:
    with pytest.raises(NotOnRecord):
        shelf.delivery(name)


def test_deliveries_are_built_in_one_after_the_other_and_end_at_their_pages(intake: Intake) -> None:
    shelf = intake.shelf
    (shelf.record.parent / "msgspec.py").write_text("raise SystemExit(7)")  # it is not to be taken for a module
    page = pasted(shelf.folder, PAGE, address="https://tavra.example/gates", day="2031-04-03")
    files = [keep(shelf.folder, "gates.txt", [PAGE.encode()]), keep(shelf.folder, "empty.html", [])]
    first = shelf.brought([page], by="Ada", at=AT)
    second = shelf.brought([*files, Item("x.zip", refused="is not of a known kind")], by="Bo", at=AT[:-1] + "1")
    intake.wake()
    first, second = ended(intake, first.id), ended(intake, second.id)
    assert (first.state, first.why, len(first.pages), first.refusals) == ("done", "", 1, ())
    assert (second.state, len(second.pages)) == ("done", 1)
    assert [(refusal.source, refusal.why[:5]) for refusal in second.refusals] == [(files[1].path, "is em")]
    with Record.open(shelf.record) as record:
        assert record.settled
        pages = {row.id: row for row in record.pages()}
        assert set(pages) == {*first.pages, *second.pages}
        told = pages[first.pages[0]]
        assert (told.source, told.published.edtf) == ("https://tavra.example/gates", "2031-04-03")
        assert pages[second.pages[0]].source == files[0].path
        assert list(record.statements())
        for row in pages.values():
            assert bytes_again(row) is None
            assert bytes_again(row, beside=shelf.record.parent) == PAGE.encode()
    assert not list(shelf.record.parent.glob("onrecord*"))


def test_a_delivery_that_waits_is_stopped_and_gone_on_with(shelf: Shelf) -> None:
    intake = Intake(shelf.record)
    found = shelf.brought([keep(shelf.folder, "gates.txt", [PAGE.encode()])], by="Ada", at=AT)
    with pytest.raises(OnRecordError, match="not stopped"):
        intake.go_on(found.id, by="Ada")
    intake.stop(found.id, by="Bo")
    stopped = shelf.delivery(found.id)
    assert (stopped.state, stopped.why) == ("stopped", "stopped by Bo; the pages so far are on record")
    with pytest.raises(OnRecordError, match="ended already"):
        intake.stop(found.id, by="Bo")
    with closing(intake):
        intake.go_on(found.id, by="Ada")
        assert ended(intake, found.id).state == "done"


def test_a_server_that_starts_goes_on_with_what_the_last_one_left(shelf: Shelf) -> None:
    pages = [keep(shelf.folder, f"gates{n}.txt", [PAGE.replace("1,700", f"{n + 2},700").encode()]) for n in range(3)]
    found = shelf.brought(pages, by="Ada", at=AT)
    with closing(Intake(shelf.record)) as first:
        first.wake()
        while shelf.delivery(found.id).state == "waiting":
            sleep(0.02)
    assert shelf.delivery(found.id).state in OPEN
    with closing(Intake(shelf.record)) as second:
        second.wake()
        done = ended(second, found.id)
    assert (done.state, len(done.pages), done.known) == ("done", 3, ())


def test_what_is_forgotten_leaves_the_folder_beside_the_record(shelf: Shelf) -> None:
    texts = [PAGE, PAGE.replace("shut", "open"), PAGE.replace("shut", "closed")]
    row = pasted(shelf.folder, texts[2], address="https://tavra.example/closed")
    items = [keep(shelf.folder, f"{name}.txt", [text.encode()]) for name, text in zip("ab", texts, strict=False)]
    found = shelf.brought([*items, row], by="Ada", at=AT)
    shelf.add(found.id, Ended("done"))
    pipeline.build([str(shelf.record.parent / item.path) for item in (*items, row)], shelf.record)
    with Record.open(shelf.record) as record:
        for source in (str(shelf.record.parent / items[0].path), "https://tavra.example/closed"):
            forget(record, source, by="person:Ada", why="takedown")
        assert set(clear(record)) == {items[0].path, row.path}
        assert clear(record) == ()
    left = shelf.delivery(found.id)
    assert left.items == (items[1],) and left.state == "done"
    held = [path.name for path in shelf.folder.rglob("*") if path.is_file() and path.suffix != ".log"]
    assert held == ["b.txt"]
    assert b"a.txt" not in next(shelf.folder.rglob("*.log")).read_bytes()


def test_the_process_ends_with_the_server_that_started_it(shelf: Shelf) -> None:
    found = shelf.brought([keep(shelf.folder, "gates.txt", [PAGE.encode()])], by="Ada", at=AT)
    command = [sys.executable, "-m", "onrecord.serve.intake.work", shelf.record.name, found.id]
    with subprocess.Popen(command, cwd=shelf.record.parent, stdin=subprocess.PIPE) as work:
        assert work.stdin
        work.stdin.close()
        assert work.wait(PATIENCE) == 1
    assert shelf.delivery(found.id).state in OPEN


def test_a_process_that_breaks_is_told_and_can_be_gone_on_with(intake: Intake) -> None:
    shelf = intake.shelf
    good = shelf.record.rename(shelf.record.with_suffix(".good"))
    shelf.record.write_text("no record at all")
    found = shelf.brought([keep(shelf.folder, "gates.txt", [PAGE.encode()])], by="Ada", at=AT)
    intake.wake()
    failed = ended(intake, found.id)
    assert failed.state == "failed" and "not an onrecord record" in failed.why
    good.replace(shelf.record)
    intake.go_on(found.id, by="Ada")
    assert ended(intake, found.id).state == "done"
