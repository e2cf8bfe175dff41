"""What is left of a record when the power goes, and does a build go on from there as if nothing had happened?"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import make
from onrecord.read.warc import HEAD
from onrecord.store import Record, export

MOMENTS = ("starting", "reading", "reading with two workers", "settling") * 4
"""What a build is doing when it is killed. Each build finds pages that no build before it was given."""

FRESH = 5
"""Pages that each build is given beside those of the builds before it."""

PLACES = ("Sarn", "Lurin", "Osk", "Tavra", "Minsel", "Karsk", "Velm", "Dorne")
SPEAKERS = ("Oda Brenn", "Tol Iverra", "Ilen Marrow", "Sefa Lindq", "Bregan Tolm")

PAGE = """{place} Post

Gates of {place} stay shut

By Lio Anders
{day} April 2031

The gates of the {place} dam stay shut, said {speaker}, who heads the river office of {place}. "Nobody in the {number} \
villages of the valley is in danger," {speaker} told reporters on Thursday.

About {number} families were moved from the lower valley, {speaker} said. The camps of {place} have room for many more.
"""


def page_of(number: int) -> str:
    place, speaker = PLACES[number % len(PLACES)], SPEAKERS[number % len(SPEAKERS)]
    return PAGE.format(place=place, speaker=speaker, day=number % 28 + 1, number=number + 2)


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of many small pages, all invented, in a folder for each build."""
    place = tmp_path_factory.mktemp("pile")
    for number in range(len(MOMENTS) * FRESH):
        page = place / f"{number // FRESH:02}" / f"{number:03}.txt"
        page.parent.mkdir(exist_ok=True)
        page.write_text(page_of(number))
    return place


def build(pile: Path, record: str, *inputs: str, workers: int = 1) -> subprocess.Popen[str]:
    """The build as a person starts it, in a group of its own, so that a terminal's Ctrl-C can be sent to all of it."""
    command = [sys.executable, "-m", "onrecord.cli", "build", *inputs, "--record", record]
    return subprocess.Popen(
        [*command, "--workers", str(workers)],
        cwd=pile,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=make.heeds_ctrl_c,
    )


def whole_build(pile: Path, record: str) -> None:
    with build(pile, record, "[0-9]*") as undisturbed:
        _, told = undisturbed.communicate(timeout=120)
    assert undisturbed.returncode == 0, told


def export_of(record: Path) -> dict[str, bytes]:
    folder = record.with_suffix(".out")
    with Record.open(record) as held:
        export(held, folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def expected(pile: Path) -> dict[str, bytes]:
    """What a build gives that nothing stops."""
    whole_build(pile, "whole.db")
    return export_of(pile / "whole.db")


def kin_of(group: int) -> list[int]:
    """The living processes of a process group (its number is that of the build that began it)."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, _, member = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
            except OSError:
                continue  # it has just ended
            if int(member) == group and state != "Z":
                found.append(int(entry.name))
    return found


def all_gone(group: int, *, within: float) -> bool:
    until = time.monotonic() + within
    while kin_of(group):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def pages_in(record: Path) -> set[str]:
    """The pages that were committed, asked of the file itself."""
    with closing(sqlite3.connect(record)) as held:
        assert held.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert held.execute("PRAGMA foreign_key_check").fetchall() == []
        return {page for (page,) in held.execute("SELECT id FROM pages")}


def wait_for(moment: str, going: subprocess.Popen[str], pile: Path, chance: random.Random) -> None:
    """Sleep until the build is about to do what `moment` says, and a little longer."""
    assert going.stderr is not None
    if moment == "settling":
        while (line := going.stderr.readline()) and "comparing" not in line:
            pass
        time.sleep(chance.uniform(0, 0.2))
    elif moment == "starting":
        time.sleep(chance.uniform(0, 1))
    else:
        until_reading(pile / "killed.db", going)
        time.sleep(chance.uniform(0, 0.8) + (1 if "two workers" in moment else 0))


def until_reading(record: Path, going: subprocess.Popen[str]) -> None:
    """Wait until the build has opened its record: the journal beside it is there while it is open."""
    journal = record.with_name(f"{record.name}-wal")
    began = journal.stat().st_mtime_ns if journal.exists() else 0
    while going.poll() is None and not (journal.exists() and journal.stat().st_mtime_ns > began):
        time.sleep(0.01)


def test_a_build_killed_again_and_again_loses_nothing_and_ends_as_if_undisturbed(
    pile: Path, expected: dict[str, bytes]
) -> None:
    chance = random.Random(20310403)
    committed: set[str] = set()
    died = 0
    for turn, moment in enumerate(MOMENTS):
        folders = [f"{number:02}" for number in range(turn + 1)]
        with build(pile, "killed.db", *folders, workers=2 if "two workers" in moment else 1) as killed:
            wait_for(moment, killed, pile, chance)
            killed.kill()
            killed.communicate(timeout=60)
        died += killed.returncode == -signal.SIGKILL
        assert all_gone(killed.pid, within=5), f"processes outlive a build killed while {moment}"
        if (pile / "killed.db").exists():
            before, committed = committed, pages_in(pile / "killed.db")
            assert before <= committed, f"pages were lost by a build killed while {moment}"
            Record.open(pile / "killed.db").close()
    assert died >= 15
    assert committed
    whole_build(pile, "killed.db")
    assert export_of(pile / "killed.db") == expected
    assert not list(pile.glob(".killed.db*")), "drafts are left behind"


def test_ctrl_c_with_two_workers_is_one_clean_line_and_the_same_command_goes_on(
    pile: Path, expected: dict[str, bytes]
) -> None:
    record = pile / "stopped.db"
    with build(pile, record.name, "[0-9]*", workers=2) as stopped:
        until_reading(record, stopped)
        time.sleep(1.2)
        os.killpg(stopped.pid, signal.SIGINT)  # a terminal sends it to the workers too
        _, told = stopped.communicate(timeout=30)
    *progress, last = told.splitlines()
    assert stopped.returncode == 130
    assert last == "onrecord: stopped; the pages so far are kept in stopped.db, the same command goes on"
    assert all(line.startswith("onrecord: ") for line in progress)
    assert all_gone(stopped.pid, within=5)
    whole_build(pile, record.name)
    assert export_of(record) == expected


def archive_of(path: Path, pages: int) -> None:
    """A web archive of that many pages, each with an invented script of some size, and a redirect before each."""
    chance = random.Random(20310404)
    with path.open("wb") as file:
        for number in range(pages):
            body = "".join(f"<p>{part}</p>" for part in page_of(number).split("\n\n"))
            page = f"<html><script>{chance.randbytes(6000).hex()}</script><body><article>{body}</article></body></html>"
            file.write(warc_record(f"https://sarn.example/{number}/old", "302 Found", ""))
            file.write(warc_record(f"https://sarn.example/{number}", "200 OK", page))


def warc_record(url: str, status: str, page: str) -> bytes:
    block = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n\r\n{page}"
    head = f"WARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-04-03T10:00:00Z"
    length = f"Content-Type: application/http\r\nContent-Length: {len(block)}"
    return gzip.compress(f"WARC/1.0\r\n{head}\r\n{length}\r\n\r\n{block}\r\n\r\n".encode())


def reached_in(record: Path) -> int:
    """The byte of the archive that the last committed batch had reached."""
    if not record.exists():
        return 0
    with closing(sqlite3.connect(f"{record.as_uri()}?mode=ro", uri=True)) as held:
        found = held.execute("SELECT place FROM reached").fetchone()
    return int(json.loads(found[0])["place"][0]) if found else 0


def test_a_killed_build_of_an_archive_goes_on_at_the_record_it_had_reached(tmp_path: Path) -> None:
    pages, archive = 64, tmp_path / "big.warc.gz"
    archive_of(archive, pages)
    with build(tmp_path, "whole.db", archive.name) as undisturbed:
        undisturbed.communicate(timeout=120)
    with build(tmp_path, "killed.db", archive.name) as killed:
        while killed.poll() is None and reached_in(tmp_path / "killed.db") < 2 * HEAD:
            time.sleep(0.01)
        killed.kill()
        killed.communicate(timeout=60)
    assert killed.returncode == -signal.SIGKILL
    reached = reached_in(tmp_path / "killed.db")
    assert 2 * HEAD <= reached < archive.stat().st_size
    scribble_over(archive, HEAD, reached)  # what is done is not read again, or this would be seen
    with build(tmp_path, "killed.db", archive.name) as second:
        told, _ = second.communicate(timeout=120)
    assert second.returncode == 0
    new, known = map(int, re.findall(r"(\d+) (?:new pages|known already)", told))
    assert (new + known, new > 0, known > 0) == (pages, True, True), told
    assert export_of(tmp_path / "killed.db") == export_of(tmp_path / "whole.db")
    assert f"{pages} records are redirects".encode() in export_of(tmp_path / "killed.db")["refusals.jsonl"]
    assert reached_in(tmp_path / "killed.db") == 0


def scribble_over(path: Path, begin: int, end: int) -> None:
    """Spoil a stretch of a file without its looking any different from outside."""
    status = path.stat()
    with path.open("r+b") as file:
        file.seek(begin)
        file.write(b"?" * (end - begin))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
