"""Does a screen show one state of the record, whatever is written while it is made?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import newsroom

import make
from onrecord.serve.desk import Desk
from onrecord.serve.holdings import Holdings
from onrecord.serve.web.app import at_one_moment
from onrecord.serve.web.asking import Answer, Asked, Screen
from onrecord.store import Record


def test_what_is_written_meanwhile_is_seen_by_the_next_screen_and_not_by_this_one(
    write: Callable[[], Record], kinds: newsroom.Kinds
) -> None:
    record = write()
    fresh = replace(make.page("The gates were opened.", name="late.txt"), outlet="Osk Herald")
    counts = []

    def counting(asked: Asked) -> Answer:
        counts.append(asked.record.counts()["pages"])
        record.add([make.reading(fresh)])
        counts.append(asked.record.counts()["pages"])
        return Screen("Counted", "/", "", None)

    asked = Asked(record, Desk(Holdings(record)))
    at_one_moment(counting)(asked)
    assert counts == [len(kinds["pages"])] * 2
    assert record.counts()["pages"] == counts[0] + 1
