"""Does a question that was worded once find what it finds when it is made anew?"""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, select

from onrecord.store.schema import PUBLIC
from onrecord.store.worded import worded

PAGES = PUBLIC["pages"]


@pytest.mark.parametrize("day", ["2031-04-03", "2031-04-04", "2031-05-01"])
def test_a_worded_question_takes_its_values_by_name_and_has_the_others_in_it(newsroom, day):
    told = PAGES.c.published["edtf"].as_string()  # a path into JSON is a value too
    fits = PAGES.c.outlet.is_not(None), PAGES.c.kind.in_(["article", "index"]), PAGES.c.language != "xx"
    asked = worded("sqlite", select(PAGES.c.id, told).where(told == bindparam("day", required=False), *fits))
    with newsroom.asking() as connection:
        known = connection.execute(select(PAGES.c.id, told).where(told == day, *fits)).all()
        assert [tuple(row) for row in asked.rows(connection, {"day": day})] == [tuple(row) for row in known]


def test_what_is_not_given_is_asked_for_as_nothing(newsroom):
    asked = worded("sqlite", select(PAGES.c.id).where(PAGES.c.id == bindparam("page", required=False)))
    with newsroom.asking() as connection:
        assert asked.rows(connection, {}) == []
