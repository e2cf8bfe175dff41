"""On which rows does a person's judgement hold?

The database is told when it is given and when the record is settled, so that a screen need not look for words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import exists, select

from onrecord.model import Judgement
from onrecord.store.judgements import BY_PEOPLE
from onrecord.store.questions import rows_of
from onrecord.store.record import Record
from onrecord.store.rows import chunks, stream
from onrecord.store.schema import JUDGED, PUBLIC


def rows_judged(record: Record, judgements: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The rows that some judgements hold on, by judgement."""
    found: dict[str, tuple[str, ...]] = {}
    with record.asking() as connection:
        for some in chunks(judgements):
            asked = select(JUDGED.c.judgement, JUDGED.c.row).where(JUDGED.c.judgement.in_(some))
            for judgement, row in connection.execute(asked.order_by(JUDGED.c.judgement, JUDGED.c.row)):
                found[judgement] = (*found.get(judgement, ()), row)
    return found


def orphans(record: Record) -> list[Judgement]:
    """Judgements of people that stand and hold on no row: their words are not on record. By time."""
    judgements = PUBLIC["judgements"]
    asked = rows_of("judgements").where(
        judgements.c.kind.in_(sorted(BY_PEOPLE)),
        ~judgements.c.by.startswith("rule:"),
        judgements.c.withdrawn.is_(None),
        ~exists().where(JUDGED.c.judgement == judgements.c.id),
    )
    with record.asking() as connection:
        return sorted(stream(connection, "judgements", asked), key=lambda one: (one.at, one.id))
