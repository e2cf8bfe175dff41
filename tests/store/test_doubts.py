"""Is it known of every statement whether it waits for a person's look?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

import make
from onrecord.store.doubts import is_doubted
from onrecord.store.schema import DOUBTS

PAGE = make.page("The gates stay shut, said Oda Brenn.")
SURE = make.statement(PAGE, "Oda Brenn", "The gates stay shut", cue="said", confidence=0.9)


def named(*names, joint=False):
    return replace(make.statement(PAGE, names, "The gates stay shut", cue="said", confidence=0.9), joint=joint)


@pytest.mark.parametrize(
    ("statement", "waits"),
    [
        (SURE, False),
        (replace(SURE, confidence=0.49), True),
        (replace(SURE, review="two quotes in one sentence"), True),
        (replace(SURE, speakers=()), True),
        (named("They"), True),
        (named("Oda Brenn", "Tam Rusk"), True),
        (named("Oda Brenn", "Tam Rusk", joint=True), False),
    ],
)
def test_a_statement_waits_when_its_speaker_is_not_sure(statement, waits):
    assert is_doubted(statement) is waits


def test_settling_lists_the_statements_that_wait(record):
    record.add([make.reading(PAGE)])
    for confidence, listed in ((0.3, [SURE.id]), (0.9, [])):
        with record.settling() as new:
            new.put([replace(SURE, confidence=confidence)])
        with record.asking() as connection:
            assert connection.execute(select(DOUBTS.c.statement)).scalars().all() == listed
