"""Does an answer see one state of the record, whatever is written meanwhile?"""

from __future__ import annotations

from pathlib import Path

import shelf

from onrecord.store import Record
from onrecord.store.snapshot import snapshot_of


def test_what_is_written_meanwhile_is_not_seen(newsroom: Record) -> None:
    with snapshot_of(newsroom) as still:
        before = [page.id for page in still.pages()]
        newsroom.add([shelf.boats("post/again.html")])
        assert [page.id for page in still.pages()] == before
        assert still.counts()["pages"] == len(before) == len(newsroom.pages()) - 1


def test_rows_are_asked_for_while_others_are_walked_through(newsroom: Record) -> None:
    with snapshot_of(newsroom) as still:
        found = [(page.id, still.row(page.id)[1].id) for page in still.pages()]
    assert found and all(one == other for one, other in found)


def test_a_snapshot_leaves_the_record_open(newsroom: Record) -> None:
    with snapshot_of(newsroom):
        pass
    assert Path(newsroom.where).exists() and len(newsroom.pages())
