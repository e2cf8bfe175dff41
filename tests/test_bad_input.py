"""Does whatever is thrown at the command line end in one line that says what to do, while the rest goes on?"""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from onrecord import cli
from onrecord.store import Record, export

PAGE = """Sarn Post

Gates stay shut, says Belmara

3 April 2031

The gates of the Sarn dam stay shut, Water Minister Oda Brenn said on Thursday. "Nobody in the valley is in danger," \
she told reporters in Lurin after a long meeting of the river commission.

About 1,700 families were moved from the lower valley, Brenn said.
"""
GERMAN = """Flussbote

Die Tore bleiben zu

Die Tore des Damms bleiben geschlossen, sagte die Ministerin am Donnerstag in Lurin. „Niemand im Tal ist in Gefahr“, \
sagte sie nach einer langen Sitzung der Kommission. Etwa 1700 Familien wurden aus dem unteren Tal gebracht.
"""
HEAD = "<!DOCTYPE html><html><head>{}<title>The naïve hope of the café</title></head><body>"
BODY = "".join(f"<p>{part}</p>" for part in PAGE.replace("Brenn", "Brénn").split("\n\n")[3:])
MENU = "".join(f'<a href="/{number}">Story {number} of the valley</a><br>' for number in range(60))
CONSENT = "<p>We use cookies to improve your experience.</p><button>Accept all</button><button>Reject all</button>"
NESTED = "<html><body>" + "<div>" * 1_000_000 + "gates" + "</div>" * 1_000_000


def numbered(number: int) -> str:
    return PAGE.replace("1,700", str(number))


def warc_record(number: int, *, times: int = 1) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + numbered(number).encode() * times
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://sarn.example/{number}\r\nWARC-Record-ID: <urn:uuid:{number:032x}>\r\n"
        "WARC-Date: 2031-04-03T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def row(source: str | None, **known: Any) -> bytes:
    return json.dumps({"source": source, **known}).encode()


NOISE = random.Random(2031).randbytes(5_000)

FILES: dict[str, bytes] = {
    "good.txt": PAGE.encode(),
    "empty.txt": b"",
    "blank.txt": b" \n\n\t",
    "binary.txt": NOISE,
    "nul.txt": numbered(20).replace("Thursday", "Thurs\0day").encode(),
    "utf-16.txt": numbered(21).encode("utf-16"),
    "truncated.warc.gz": b"".join(gzip.compress(warc_record(number)) for number in (30, 31, 32))[:-200],
    "broken.warc": warc_record(40) + warc_record(41).replace(b"Length: ", b"Length: x") + warc_record(42),
    "cut-record.warc": warc_record(45) + warc_record(46)[:500] + warc_record(47),
    "noise.warc": NOISE,
    "huge-record.warc.gz": gzip.compress(warc_record(50, times=70_000)),
    "wrong-charset.html": (HEAD.format('<meta charset="utf-8">') + BODY).encode("cp1252"),
    "no-charset.html": (HEAD.format("") + BODY).encode("cp1252"),
    "unknown-charset.html": (HEAD.format('<meta charset="x-marsh">') + BODY).encode(),
    "nested.html": NESTED.encode(),
    "index.html": f"<html><body><h1>News</h1>{MENU}</body></html>".encode(),
    "cookies.html": f"<html><head><title>Before you continue</title></head><body>{CONSENT}</body></html>".encode(),
    "german.txt": GERMAN.encode(),
    "two\nlines.txt": numbered(60).encode(),
    "rows.jsonl": b"\n".join(
        [
            row("row/1", text=numbered(71)),
            b'{"source": "row/2", "text": ',
            b"[1]",
            row(None, text=PAGE),
            row("row/5", text=7),
            b"[" * 100_000,
            b"\xff\xfe",
            row("row/8\ud800", text=numbered(78) + "\ud800"),
            row("row/9", text=numbered(79)),
        ]
    ),
}

REFUSED: dict[str, tuple[str, str]] = {
    "pages/empty.txt": ("empty", "fetch it again"),
    "pages/blank.txt": ("empty", "fetch it again"),
    "pages/binary.txt": ("binary", "convert it"),
    "pages/truncated.warc.gz": ("ends inside the record", "fetch the file again"),
    "pages/broken.warc": ("a broken record begins at byte", "fetch this one again"),
    "pages/cut-record.warc": ("a broken record begins at byte", "fetch this one again"),
    "pages/noise.warc": ("is no web archive", "fetch it again"),
    "https://sarn.example/50": ("larger than 20 MB", "leave it out"),
    "pages/nested.html": ("no article", ""),
    "pages/index.html": ("no article on the page", ""),
    "pages/cookies.html": ("cookie", ""),
    "pages/german.txt": ("no model for the language 'de'", "kept and searchable"),
    "pages/huge.txt": ("larger than 20 MB", "split it"),
    "pages/pipe.txt": ("not a regular file", "name the file itself"),
    "pages/itself.txt": ("links to itself", "remove the link"),
    "pages/nowhere.txt": ("does not exist", "check the spelling"),
    "pages/rows.jsonl, line 2": ("no page in the row", "correct or remove the line"),
    "pages/rows.jsonl, line 3": ("no JSON object", "correct or remove the line"),
    "pages/rows.jsonl, line 4": ("neither source nor url", "correct or remove the line"),
    "pages/rows.jsonl, line 5": ("neither text nor html", "correct or remove the line"),
    "pages/rows.jsonl, line 6": ("no page in the row", "correct or remove the line"),
    "pages/rows.jsonl, line 7": ("no page in the row", "correct or remove the line"),
    "picture.png": ("not of a known kind", "convert or rename it"),
    "absent.txt": ("does not exist", "check the spelling"),
    "none-*.txt": ("matches no file", "check the pattern"),
}
"""Source -> words of the reason, words of the advice. The build names nothing else as not read."""

TAKEN = frozenset(
    {
        "pages/good.txt",
        "pages/nul.txt",
        "pages/utf-16.txt",
        "pages/wrong-charset.html",
        "pages/no-charset.html",
        "pages/unknown-charset.html",
        "pages/two\nlines.txt",
        "pages/caf\\udce9.txt",
        "https://sarn.example/30",
        "https://sarn.example/31",
        "https://sarn.example/40",
        "https://sarn.example/42",
        "https://sarn.example/45",
        "https://sarn.example/47",
        "row/1",
        "row/8\\ud800",
        "row/9",
    }
)
"""Sources that are read, each with its article."""


def run(place: Path, *words: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it; `limit` is how large a file it may write, in bytes."""

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "onrecord.cli", *words]
    return subprocess.run(
        command, cwd=place, capture_output=True, text=True, timeout=120, check=False, preexec_fn=limited
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one good page among everything that can go wrong."""
    place = tmp_path_factory.mktemp("bad")
    pages = place / "pages"
    pages.mkdir()
    for name, data in FILES.items():
        (pages / name).write_bytes(data)
    Path(os.fsdecode(os.fsencode(pages) + b"/caf\xe9.txt")).write_text(numbered(61))
    with (pages / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)  # a hole: it takes no room on the disk
    os.mkfifo(pages / "pipe.txt")
    (pages / "itself.txt").symlink_to("itself.txt")
    (pages / "nowhere.txt").symlink_to("gone.txt")
    (pages / "again").symlink_to(".")
    (pages / "folder.txt").mkdir()
    (place / "picture.png").write_bytes(b"\x89PNG")
    return place


@pytest.fixture(scope="module")
def built(place: Path) -> subprocess.CompletedProcess[str]:
    """A build over all of it."""
    return run(place, "build", "pages", "picture.png", "absent.txt", "none-*.txt", "--record", "r.db", "--json")


def rows(place: Path, kind: str) -> list[dict[str, Any]]:
    with Record.open(place / "r.db") as record:
        export(record, place / "out")
    return [json.loads(line) for line in (place / "out" / f"{kind}.jsonl").read_text().splitlines()]


def called(*words: str) -> int:
    """The exit code of the command line, called in this process and this folder."""
    with pytest.raises(SystemExit) as left:
        cli.main(lambda: cli.app(list(words)))
    return int(left.value.code or 0)


def test_the_rest_of_the_run_goes_on_and_shows_no_traceback(
    place: Path, built: subprocess.CompletedProcess[str]
) -> None:
    assert built.returncode == 0, built.stderr
    assert "Traceback" not in built.stderr + built.stdout
    assert all(line.startswith("onrecord: ") for line in built.stderr.splitlines())
    pages = {page["source"]: page for page in rows(place, "pages")}
    assert {source for source, page in pages.items() if page["refused"] is None} - {"pages/german.txt"} == TAKEN
    assert all("dam stay shut" in pages[source]["text"] for source in TAKEN)


def test_every_refusal_names_its_source_and_says_what_to_do(
    place: Path, built: subprocess.CompletedProcess[str]
) -> None:
    told = {refusal["source"]: refusal["why"] for refusal in rows(place, "refusals")}
    assert told.keys() == REFUSED.keys()
    for source, (reason, advice) in REFUSED.items():
        assert reason in told[source] and advice in told[source], source
        assert "\n" not in told[source]


@pytest.mark.parametrize("name", ["wrong-charset.html", "no-charset.html", "unknown-charset.html"])
def test_a_page_with_a_wrong_charset_or_none_is_read_as_it_was_meant(
    name: str, place: Path, built: subprocess.CompletedProcess[str]
) -> None:
    (page,) = [page for page in rows(place, "pages") if page["source"] == f"pages/{name}"]
    assert "Oda Brénn said" in page["text"]


def test_a_second_build_refuses_and_keeps_the_same(place: Path, built: subprocess.CompletedProcess[str]) -> None:
    again = run(place, "build", "pages", "--record", "r.db", "--json")
    assert again.returncode == 0
    assert json.loads(again.stdout)["pages"] == 0


def test_a_build_that_could_read_nothing_ends_with_1_and_still_lists_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_text("")
    assert called("build", "empty.txt", "absent.txt", "--record", "r.db") == 1
    shown = capsys.readouterr().out
    assert "empty.txt" in shown and "absent.txt" in shown


# Records that are none


def damaged(record: Path) -> None:
    file = bytearray(record.read_bytes())
    file[4096:60_000] = b"\x55" * (60_000 - 4096)
    record.write_bytes(file)


def newer(record: Path) -> None:
    with closing(sqlite3.connect(record)) as held, held:
        held.execute("UPDATE alembic_version SET version_num = '9999'")


def another_database(record: Path) -> None:
    record.unlink()
    with closing(sqlite3.connect(record)) as held, held:
        held.execute("CREATE TABLE boats (name TEXT)")


NO_RECORDS: dict[str, tuple[Any, str, str]] = {
    "newer": (newer, "newer onrecord", "pip install -U onrecord"),
    "another database": (another_database, "not an onrecord record", "give another path"),
    "a text": (lambda record: record.write_text("boats"), "not an onrecord record", "give another path"),
    "an empty file": (lambda record: record.write_text(""), "not an onrecord record", "give another path"),
    "damaged": (damaged, "damaged", "build it again"),
    "cut off": (lambda record: os.truncate(record, 3000), "damaged", "build it again"),
}


@pytest.fixture
def empty_record(tmp_path: Path) -> bytes:
    Record.open(tmp_path / "r.db", create=True).close()
    return (tmp_path / "r.db").read_bytes()


@pytest.mark.parametrize("kind", NO_RECORDS)
def test_a_file_that_is_no_usable_record_is_left_as_it_is(
    kind: str,
    empty_record: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil, reason, advice = NO_RECORDS[kind]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(PAGE)
    spoil(tmp_path / "r.db")
    before = (tmp_path / "r.db").read_bytes()
    assert called("build", "good.txt", "--record", "r.db") == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("onrecord: r.db: ") and shown.err.count("\n") == 1
    assert reason in shown.err and advice in shown.err
    assert (tmp_path / "r.db").read_bytes() == before


@pytest.mark.parametrize("where", ["no/such/folder/r.db", "folder"])
def test_a_record_that_cannot_be_made_is_told_in_one_line(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "good.txt").write_text(PAGE)
    assert called("build", "good.txt", "--record", where) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"onrecord: {where}: ") and told.count("\n") == 1


# No room


def test_a_full_disk_keeps_what_was_committed_and_the_same_command_goes_on(empty_record: bytes, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(numbered(number))
    full = run(tmp_path, "build", *(f"{n}.txt" for n in range(30)), "--record", "r.db", limit=len(empty_record))
    assert full.returncode == 1
    assert full.stderr.splitlines()[-1].startswith("onrecord: r.db: ")
    assert "run this again" in full.stderr and "Traceback" not in full.stderr
    with closing(sqlite3.connect(tmp_path / "r.db")) as held:
        assert held.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert run(tmp_path, "build", *(f"{n}.txt" for n in range(30)), "--record", "r.db").returncode == 0


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
def test_output_without_room_is_told_in_one_line(place: Path, built: subprocess.CompletedProcess[str]) -> None:
    done = run(place, "report", "r.db", "/dev/full")
    assert done.returncode == 1
    assert done.stderr.startswith("onrecord: cannot write /dev/full") and done.stderr.count("\n") == 1
    assert Path("/dev/full").is_char_device(), "a device was replaced by a file"
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "onrecord.cli", "show", "r.db"]
        shown = subprocess.run(command, cwd=place, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert shown.returncode == 1
    assert "No space left" in shown.stderr and shown.stderr.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_without_permission_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    for name in ("good.txt", "secret.txt"):
        (tmp_path / name).write_text(PAGE)
    (tmp_path / "secret.txt").chmod(0)
    done = run(tmp_path, "build", "good.txt", "secret.txt", "--record", "r.db", "--json")
    (refusal,) = json.loads(done.stdout)["refusals"]
    assert done.returncode == 0
    assert refusal["source"] == "secret.txt" and "no permission" in refusal["why"]
