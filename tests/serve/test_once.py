"""Is what was counted once counted again when the record changes, and only then?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import doors
import newsroom

from onrecord.serve.moments import Chosen, tally
from onrecord.serve.once import once
from onrecord.store import Record, judge

Write = Callable[[], Record]

CHOSEN = Chosen(("statements",))


def counting(record: Record) -> Callable[[], int]:
    """Asks for the count of statements, and tells how often it was counted."""
    counted = []

    def ask() -> int:
        def count() -> int:
            counted.append(1)
            return sum(tally(record, doors.desk_of(record), CHOSEN)["statements"].values())

        once(record, "statements in all", count)
        return len(counted)

    return ask


def test_what_did_not_change_is_counted_once(write: Write) -> None:
    record = write()
    ask = counting(record)
    assert [ask(), ask(), ask()] == [1, 1, 1]


def test_a_decision_of_a_person_and_its_withdrawal_count_anew(write: Write, kinds: newsroom.Kinds) -> None:
    doubtful = next(row for row in kinds["statements"] if row.content[0].text == "the locks would hold")
    record = write()
    ask = counting(record)
    ask()
    decision = newsroom.confirmed(doubtful)
    judge(record, decision)
    assert ask() == 2
    with record.settling() as new:
        new.put([])
    assert ask() == 3


def test_many_who_ask_at_once_wait_for_one_count(write: Write) -> None:
    record = write()
    ask = counting(record)
    threads = [Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ask() == 1


def test_two_questions_have_two_answers(write: Write) -> None:
    record = write()
    wider = replace(CHOSEN, outlet="Osk Herald")
    answers = [once(record, each, lambda each=each: each.outlet) for each in (CHOSEN, wider, CHOSEN)]  # type: ignore[misc]
    assert answers == ["", "Osk Herald", ""]
