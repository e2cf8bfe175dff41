"""What is counted once for each state of a record, and kept until that changes?

A chart of the whole record takes seconds to count where there are a hundred thousand pages. A build or a person's
decision makes another state; what was counted of the one before is let go when there is no more room.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cache
from threading import Lock
from typing import Any, TypeVar, cast

from sqlalchemy import func, select

from onrecord.store import Record
from onrecord.store.schema import BUILDS, PUBLIC, STATE
from onrecord.store.worded import Worded, worded

T = TypeVar("T")

MOST_KEPT = 64
"""Answers kept: some kilobytes each."""

JUDGEMENTS = PUBLIC["judgements"]

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_counting: dict[Hashable, Lock] = {}
_looking = Lock()


def once(record: Record, question: Hashable, count: Callable[[], T]) -> T:
    """What was counted for this question in the present state of the record, or is counted now.

    Whoever asks the same meanwhile waits for the one count.
    """
    key = (record.where, state_of(record), question)
    known, answer = _look(key)
    if not known:
        with _looking:
            counting = _counting.setdefault(key, Lock())
        with counting:
            known, answer = _look(key)
            if not known:
                answer = count()
                _keep(key, answer)
    return cast(T, answer)


def _look(key: Hashable) -> tuple[bool, object]:
    with _looking:
        if key not in _kept:
            return False, None
        _kept.move_to_end(key)
        return True, _kept[key]


def _keep(key: Hashable, answer: object) -> None:
    with _looking:
        _counting.pop(key, None)
        _kept[key] = answer
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)


def state_of(record: Record) -> tuple[object, ...]:
    """What differs after every build, and after every decision of a person."""
    with record.asking() as connection:
        return tuple(_state(connection.dialect.name).rows(connection, {})[0])


@cache
def _state(dialect: str) -> Worded:
    people = JUDGEMENTS.c.by.startswith("person:")
    asked = (
        *(select(each).scalar_subquery() for each in (func.count(BUILDS.c.build), func.max(BUILDS.c.at))),
        *(select(each).scalar_subquery() for each in (STATE.c.build, STATE.c.settled)),
        *(
            select(each).where(people).scalar_subquery()
            for each in (func.count(JUDGEMENTS.c.id), func.count(JUDGEMENTS.c.withdrawn), func.max(JUDGEMENTS.c.at))
        ),
    )
    return worded(dialect, select(*asked))
