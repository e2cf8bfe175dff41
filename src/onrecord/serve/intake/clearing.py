"""What was brought and is to be forgotten: how does it leave the folder beside the record?"""

from __future__ import annotations

from pathlib import Path

from onrecord.model import Source
from onrecord.read.sources import sources_of
from onrecord.serve.intake.deliveries import Item, Shelf
from onrecord.store import Record


def clear(record: Record) -> tuple[str, ...]:
    """Delete the kept files that hold what the record was told to forget, and their names; the files are returned.

    A file of many pages goes as a whole: nothing can be cut out of an archive without moving the rest.
    """
    if "://" in record.where:
        return ()
    shelf = Shelf(Path(record.where).absolute())
    gone: dict[str, None] = {}
    for delivery in shelf.deliveries():
        left = [item for item in delivery.items if not (item.path and _is_forgotten(record, shelf, item))]
        for item in set(delivery.items) - set(left):
            (shelf.record.parent / item.path).unlink(missing_ok=True)
            gone[item.path] = None
        if len(left) < len(delivery.items):
            shelf.rewrite(delivery.id, left)
    return tuple(gone)


def _is_forgotten(record: Record, shelf: Shelf, item: Item) -> bool:
    """Whether a kept file is to be forgotten, or a page in it; one that is gone already counts with those."""
    file = str(shelf.record.parent / item.path)
    if record.forgotten(item.path, "") or not Path(file).exists():
        return True
    sources = (source for source in sources_of([file]) if isinstance(source, Source))
    return any(record.forgotten(item.path if one.name == file else one.name, one.sha256) for one in sources)
