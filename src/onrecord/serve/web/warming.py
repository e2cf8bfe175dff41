"""What is worked out before anybody asks, so that the first to ask need not wait?

What the overview counts over the whole record and the vectors' signs, which a search compares: seconds of work on a
record of a hundred thousand pages. Whoever asks meanwhile waits for what is left of it, and no longer.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread

from onrecord.errors import RecordError
from onrecord.serve.desk import Desk
from onrecord.serve.holdings import Holdings
from onrecord.serve.web.asking import Asked
from onrecord.serve.web.screens.overview import overview
from onrecord.store import Record
from onrecord.store.alike import alike
from onrecord.store.seeking import EVERYWHERE
from onrecord.store.snapshot import snapshot_of

STEPS = 1_000
"""Steps of the database's machine between two looks at whether the server ends: some 50 microseconds."""

WARMED: tuple[Callable[[Record], object], ...] = (
    lambda record: alike(record, "words", EVERYWHERE),
    lambda record: overview(Asked(record, Desk(Holdings(record)))),
)
"""What is asked for: any search by meaning, then the overview, which takes longer."""


class Warming:
    """A thread that asks for what is slow to ask for first, from now on; `end` stops it wherever it is."""

    def __init__(self, record: Record, asked: tuple[Callable[[Record], object], ...] = WARMED) -> None:
        self._record, self._asked, self._ends = record, asked, Event()
        self._thread = Thread(target=self._warm, name="warming", daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Return when all is asked for."""
        self._thread.join()

    def end(self) -> None:
        """Stop, and return when nothing of the record is in use any more."""
        self._ends.set()
        self.wait()

    def _warm(self) -> None:
        # What cannot be asked now is told to whoever asks for it.
        with suppress(RecordError), snapshot_of(self._record) as still, still.asking() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.set_progress_handler(self._ends.is_set, STEPS)
            try:
                for warm in self._asked:
                    warm(still)
            finally:
                raw.set_progress_handler(None, 0)
