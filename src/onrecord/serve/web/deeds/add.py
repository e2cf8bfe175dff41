"""How does a person bring pages to the record, stop their reading, and have it gone on with?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice

from starlette.datastructures import UploadFile

from onrecord.serve.intake.deliveries import Ended, Item
from onrecord.serve.intake.intake import Intake
from onrecord.serve.intake.taking import MOST, NotTaken, keep, pasted
from onrecord.serve.web.asking import Answer, Asked, Elsewhere
from onrecord.serve.web.screens.add import ELSEWHERE, Typed, adding

PIECE = 1 << 20
"""Bytes of an upload that are in hand at a time."""

ALONE = "An address alone is not fetched from here: paste the page, or use onrecord fetch on the command line."


def add(asked: Asked) -> Answer:
    """`POST /add`: keep what was brought, and lead to where its reading can be followed."""
    if asked.intake is None:
        return ELSEWHERE
    typed = Typed(asked.filled("words"), asked.filled("address"), asked.filled("day"))
    try:
        items = list(_items(asked, asked.intake, typed))
    except NotTaken as trouble:
        return adding(asked, Typed(typed.words, typed.address, typed.day, str(trouble)))
    shelf = asked.intake.shelf
    brought = shelf.brought(items, by=asked.by.name, at=datetime.now(UTC).isoformat(timespec="seconds"))
    if not brought.paths:
        shelf.add(brought.id, Ended("failed", "nothing of it could be taken"))
    asked.intake.wake()
    return Elsewhere(f"/add/{brought.id}")


def stop(asked: Asked) -> Answer:
    """`POST /add/stop/<id>`: read no further; what is on record by now stays."""
    if asked.intake is None:
        return ELSEWHERE
    asked.intake.stop(asked.name, by=asked.by.name)
    return Elsewhere(f"/add/{asked.name}")


def go_on(asked: Asked) -> Answer:
    """`POST /add/on/<id>`: read on where it stopped."""
    if asked.intake is None:
        return ELSEWHERE
    asked.intake.go_on(asked.name, by=asked.by.name)
    return Elsewhere(f"/add/{asked.name}")


def _items(asked: Asked, intake: Intake, typed: Typed) -> Iterator[Item]:
    """What was brought, as it is kept. Raises NotTaken before anything is kept of a form that cannot be taken."""
    files = [file for file in asked.form.getlist("files") if isinstance(file, UploadFile) and file.filename]
    folder = intake.shelf.folder
    if typed.words or not files:
        if typed.address and not typed.words:
            raise NotTaken(ALONE)
        yield pasted(folder, typed.words, address=typed.address, day=typed.day)
    for file in files[:MOST]:
        yield keep(folder, file.filename or "", iter(lambda file=file: file.file.read(PIECE), b""))  # type: ignore[misc]
    for file in islice(files, MOST, None):
        yield Item(file.filename or "", refused=f"is beyond the {MOST} files that are taken at a time; bring it again")
