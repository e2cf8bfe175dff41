"""What was fetched before? A small file beside the WARC, so that a later run asks only for what is new or changed.

It holds no page text. Without it nothing is lost but time: every page is then asked for again.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from onrecord.errors import UnreadableInput
from onrecord.fetch.archive import Kept, beginning_of
from onrecord.fetch.asking import Answer

ENDING = ".state"
"""What is added to the WARC file's name."""

PRAGMAS: tuple[str, ...] = ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL")
"""One fetch at a time; and what a power cut takes from the state is asked for again, so it need not reach the disk."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS archive (one INTEGER PRIMARY KEY, size INTEGER NOT NULL, beginning TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
  url TEXT PRIMARY KEY, kind TEXT NOT NULL, etag TEXT, modified TEXT, scope TEXT, record TEXT, date TEXT, digest TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (
  url TEXT PRIMARY KEY, mark TEXT NOT NULL, outcome TEXT NOT NULL
) WITHOUT ROWID;
"""

Kind = Literal["page", "listing"]
Outcome = Literal["kept", "reserved", "forbidden"]

TROUBLES: tuple[tuple[str, str], ...] = (
    ("locked", "{warc}: another fetch is writing to it; wait for it to end, or give --warc another name"),
    ("unable to open", "{state}: cannot be made; give --warc a folder you can write to"),
    ("readonly", "{state}: cannot be written; give --warc a folder you can write to"),
)
BROKEN = "{state}: is not the state of a fetch ({trouble}); move it away and run this again"
"""What SQLite says when the state cannot be used, and what that means."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of an address, and what its listing said of it then."""

    mark: str
    outcome: Outcome


class Memory:
    """The state beside a WARC file. Raises UnreadableInput where it cannot be used, or another fetch uses it."""

    def __init__(self, warc: Path) -> None:
        self.path = warc.with_name(warc.name + ENDING)
        try:
            self._held = sqlite3.connect(self.path, timeout=0.0, isolation_level=None)
            for pragma in PRAGMAS:
                self._held.execute(f"PRAGMA {pragma}")
            self._held.executescript(f"BEGIN EXCLUSIVE; {SCHEMA} COMMIT;")
        except sqlite3.Error as trouble:
            why = next((why for sign, why in TROUBLES if sign in str(trouble)), BROKEN)
            raise UnreadableInput(why.format(warc=warc, state=self.path, trouble=trouble)) from trouble

    def known_of(self, warc: Path) -> tuple[int, bool]:
        """How many bytes of the WARC file are known to be whole, and whether this program wrote it."""
        row = self._held.execute("SELECT size, beginning FROM archive").fetchone()
        if row is None:
            return 0, not warc.exists()
        own = not row[1] or (warc.exists() and beginning_of(warc) == row[1])
        return (row[0] if own else 0), own

    def wrote(self, warc: Path, size: int) -> None:
        """The WARC file has grown to `size` whole bytes."""
        beginning = beginning_of(warc) if size else ""
        self._held.execute("INSERT OR REPLACE INTO archive VALUES (1, ?, ?)", (size, beginning))

    def conditions(self, url: str, scope: str) -> dict[str, str]:
        """The headers that ask for an address only if it changed; none where that cannot be told."""
        row = self._held.execute("SELECT etag, modified, scope FROM answers WHERE url = ?", (url,)).fetchone()
        if row is None or row[2] not in (None, scope):
            return {}
        named = {"If-None-Match": row[0], "If-Modified-Since": row[1]}
        return {name: value for name, value in named.items() if value and value.isascii() and value.isprintable()}

    def kept(self, url: str) -> Kept | None:
        """Where a page is kept that was fetched from this address."""
        found = self._held.execute(
            "SELECT record, date, digest, url FROM answers WHERE url = ? AND kind = 'page'", (url,)
        ).fetchone()
        return Kept(*found) if found else None

    def keep(self, answer: Answer, kept: Kept) -> None:
        """A page was kept."""
        self._answered(answer, "page", None, (kept.record, kept.date, kept.digest))

    def listed(self, answer: Answer, scope: str) -> None:
        """All that a listing names was dealt with, under options told by `scope`."""
        self._answered(answer, "listing", scope, (None, None, None))

    def _answered(self, answer: Answer, kind: Kind, scope: str | None, kept: tuple[str | None, ...]) -> None:
        row = (answer.url, kind, answer.header("etag"), answer.header("last-modified"), scope, *kept)
        self._held.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def seen(self, url: str) -> Seen | None:
        """What became of an address before."""
        row = self._held.execute("SELECT mark, outcome FROM seen WHERE url = ?", (url,)).fetchone()
        return Seen(*row) if row else None

    def saw(self, url: str, seen: Seen) -> None:
        """Remember what became of an address."""
        self._held.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (url, seen.mark, seen.outcome))

    def close(self) -> None:
        """Let go of the file."""
        self._held.close()
