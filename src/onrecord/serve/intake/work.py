"""How is one delivery built in? A process of its own: python -m onrecord.serve.intake.work RECORD DELIVERY.

It stands in the record's folder, so that a page's source is the same whoever started it from where. It ends with the
server that started it; what is committed by then is kept, and the next one goes on from there.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from onrecord import pipeline
from onrecord.errors import OnRecordError
from onrecord.model import Refusal, Source, id_of
from onrecord.read.sources import sources_of
from onrecord.serve.intake.deliveries import Begun, Ended, Line, Shelf, Step
from onrecord.store import Record

LISTED = 200
"""Pages and refusals of a delivery that are told one by one; a crawl of thousands is looked at by search."""


def work(shelf: Shelf, name: str) -> None:
    """Build a delivery into the record, and write down how far it is and how it ended."""
    delivery = shelf.delivery(name)
    tell = _teller(shelf, name)
    sources = list(islice(_named(delivery.paths), LISTED))
    try:
        if delivery.done == 0:
            tell(Begun(_held(shelf.record, sources)))
        built = pipeline.build(delivery.paths, shelf.record, progress=lambda at: None if at.step else tell(_step(at)))
    except OnRecordError as error:
        tell(Ended("failed", " ".join(str(error).split())))
        return
    pages = _held(shelf.record, sources)
    more = max(0, built.pages + built.skipped - LISTED)
    refusals = _refusals(shelf.record, [*delivery.paths, *(source for source, _ in sources)], built.refusals)
    tell(Ended("done", pages=pages, more=more, refusals=refusals[:LISTED]))


def _teller(shelf: Shelf, name: str) -> Callable[[Line], None]:
    return lambda line: shelf.add(name, line)


def _step(step: pipeline.Progress) -> Step:
    return Step(step.stage, step.done, step.refused, step.total)


def _named(paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The sources in the files, and the ids that their pages have."""
    for source in sources_of(paths):
        if isinstance(source, Source):
            yield source.name, id_of("p", source.name, source.sha256)


def _held(record: Path, sources: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The pages of these sources that are on record, each once, in their order."""
    with Record.open(record) as held:
        return tuple(page for page in dict(sources).values() if next(iter(held.rows("pages", id=page)), None))


def _refusals(record: Path, names: Sequence[str], told: Sequence[Refusal]) -> tuple[Refusal, ...]:
    """What was refused now, and of these sources before."""
    with Record.open(record) as held:
        known = (row for name in names for row in held.rows("refusals", source=name))
        return tuple(dict.fromkeys((*told, *known)))


def _end_with(server: int) -> None:
    # The other end of the pipe closes when the server ends, however it ends.
    while os.read(server, 1024):
        pass
    os._exit(1)


def main(record: str, name: str) -> None:
    """Work on a delivery until it is built in, or the process that started this one ends."""
    threading.Thread(target=_end_with, args=(sys.stdin.fileno(),), daemon=True).start()
    work(Shelf(Path(record)), name)


if __name__ == "__main__":
    main(*sys.argv[1:])
