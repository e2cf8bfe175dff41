"""Everything onrecord raises on purpose.

OnRecordError                 a sentence for a person: what, where, and what to do next
├── UnreadableInput           an input that cannot be opened or decoded
├── NotFetched                a page that was not fetched, and why
├── UnknownName               a name that is in no table; lists the known ones
├── NoTagger                  the trained tagger was asked for and is not installed
├── NoVectors                 vectors of meaning were asked for and their network is not installed
├── RecordError               the record file cannot be used
│   ├── NotARecord            the file is something else
│   ├── NewerRecord           written by a newer onrecord
│   └── RecordBusy            another build is writing to it
└── NotOnRecord               an id, page or person that the record does not hold
"""

from __future__ import annotations

from collections.abc import Iterable


class OnRecordError(Exception):
    """The root: its message is one line for a person and says what to do next."""


class UnreadableInput(OnRecordError):
    """An input that cannot be opened or decoded."""


class NotFetched(OnRecordError):
    """A page that was not fetched. `url` is the one that was asked last; `again` says that another try may help."""

    def __init__(self, url: str, why: str, *, again: bool = False) -> None:
        super().__init__(f"{url}: {why}")
        self.url = url
        self.why = why
        self.again = again


class UnknownName(OnRecordError):
    """A name that is in no table. The message lists the names that are."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        super().__init__(f"no {kind} named {name!r}; known: {', '.join(sorted(known))}")


class NoTagger(OnRecordError):
    """The trained tagger was asked for, and its weights are not installed or damaged."""


class NoVectors(OnRecordError):
    """Vectors of meaning were asked for, and their network is not installed."""


class RecordError(OnRecordError):
    """The record file cannot be used."""


class NotARecord(RecordError):
    """The file exists and is something else."""


class NewerRecord(RecordError):
    """The record was written by a newer onrecord."""


class RecordBusy(RecordError):
    """Another process is writing to the record."""


class NotOnRecord(OnRecordError):
    """An id, page, source or person that the record does not hold."""
