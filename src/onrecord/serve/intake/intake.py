"""Who builds in what was brought? One process at a time, for as long as the server runs.

Everything that must outlast the server stands in the journals (see deliveries.py): a server that starts goes on with
what was not done.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.serve.intake.deliveries import OPEN, Again, Delivery, Ended, Shelf
from onrecord.store import Record

COMMAND = (sys.executable, "-P", "-m", "onrecord.serve.intake.work")
"""-P: what lies in the record's folder is not to be taken for a module of ours."""

BROKE = "the process that reads pages ended by itself (exit code {code}); its last words are in the server's output"

STOPPED = "stopped by {by}; the pages so far are on record"


def intake_of(record: Record) -> Intake | None:
    """The intake of a record; None for one that lies on a database server, which has no folder beside it."""
    return None if "://" in record.where else Intake(Path(record.where))


class Intake:
    """Builds the deliveries of a record in, one after the other. Close it when the server ends."""

    def __init__(self, record: Path) -> None:
        self.shelf = Shelf(record.absolute())
        self._changed = threading.Lock()
        self._thread: threading.Thread | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._current = ""
        self._killed: subprocess.Popen[bytes] | None = None
        self._closed = False

    def wake(self) -> None:
        """Look for deliveries that wait. Call it when the server starts and when something was brought."""
        with self._changed:
            if self._thread is None and not self._closed and any(self._waiting()):
                self._thread = threading.Thread(target=self._run, name="intake", daemon=True)
                self._thread.start()

    def stop(self, name: str, *, by: str) -> None:
        """Stop a delivery, whether it waits or is being built in. What is committed of it stays on record."""
        with self._changed:
            if self.shelf.delivery(name).state not in OPEN:
                raise OnRecordError("It has ended already.")
            if self._process is not None and self._current == name:
                self._kill(self._process)
            self.shelf.add(name, Ended("stopped", STOPPED.format(by=by)))

    def go_on(self, name: str, *, by: str) -> None:
        """Build on where a delivery stopped or failed."""
        if self.shelf.delivery(name).state not in ("stopped", "failed"):
            raise OnRecordError("It is not stopped.")
        self.shelf.add(name, Again(by))
        self.wake()

    def close(self) -> None:
        """End the work under way; the next server goes on with it."""
        with self._changed:
            self._closed = True
            thread = self._thread
            if self._process is not None:
                self._kill(self._process)
        if thread is not None:
            thread.join()

    def _kill(self, process: subprocess.Popen[bytes]) -> None:
        self._killed = process
        process.kill()
        process.wait()

    def _waiting(self) -> list[Delivery]:
        return [each for each in self.shelf.deliveries() if each.state in OPEN]

    def _run(self) -> None:
        while True:
            with self._changed:
                waiting = self._waiting()
                if self._closed or not waiting:
                    self._thread = None
                    return
                process = self._start(waiting[0].id)
            code = process.wait()
            with self._changed:
                self._ended(waiting[0].id, process, code)

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        record = self.shelf.record
        self._current = name
        self._process = subprocess.Popen(
            [*COMMAND, record.name, name], cwd=record.parent, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        return self._process

    def _ended(self, name: str, process: subprocess.Popen[bytes], code: int) -> None:
        if process.stdin:
            process.stdin.close()
        self._process = None
        if code and process is not self._killed and self.shelf.delivery(name).state in OPEN:
            self.shelf.add(name, Ended("failed", BROKE.format(code=code)))
