"""Which addresses does a record have? Every screen of the table, for rows of its kind: a new screen is in by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from onrecord.serve.intake.deliveries import Shelf
from onrecord.serve.web.screens import SCREENS
from onrecord.store import Record

ROWS = ("pages", "statements", "figures", "entities", "offices", "memberships", "designations", "events", "stories")
LINKED = ("utterances", "series", "links")

KINDS_AT: dict[str, tuple[str, ...]] = {
    "/page/{name}": ("pages",),
    "/statement/{name}": ("statements",),
    "/utterance/{name}": ("utterances",),
    "/actor/{name}": ("entities",),
    "/series/{name}": ("series",),
    "/story/{name}": ("stories",),
    "/why/{name}": (*ROWS, *LINKED),
    "/row/{name}": (*ROWS, *LINKED),
}
"""Of which kinds the row is that an address names; one that is not here names a delivery, or any row."""

ASKED: dict[str, tuple[str, ...]] = {
    "/search": ("", "?q=gates", "?q=kind:nothing", "?q=%22sluice%20gates%22%20outlet:TPA"),
    "/changes": ("", "?since=0"),
    "/review": tuple(f"?kind={kind}" for kind in ("statements", "figures", "conflicts", "names", "decided", "waiting")),
    "/timeline": ("", "?scale=day"),
}
"""What else is asked of a screen that stands for the whole record."""


def every(record: Record, *, most: int | None = None) -> Iterator[str]:
    """Every address of every screen that is a page, `most` rows of a kind at most."""
    for path in (path for path, template, _ in SCREENS if template):
        if "{name}" in path:
            yield from (path.format(name=name) for name in names(record, path, most))
        else:
            yield from (path + asked for asked in ASKED.get(path, ("",)))


def names(record: Record, path: str, most: int | None) -> Iterator[str]:
    """The names that may stand in an address."""
    if path.startswith("/add/"):
        yield from (found.id for found in islice(Shelf(Path(record.where)).deliveries(), most))
        return
    for kind in KINDS_AT.get(path, ROWS):
        yield from (row.id for row in islice(record.rows(kind), most))
