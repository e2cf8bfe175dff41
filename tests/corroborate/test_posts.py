"""Do offices that cannot both be held as told stand side by side, and only those?"""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.corroborate import disputed, posts_of
from onrecord.model import Office, PageId, When, id_of


def office(person: str, title: str, of: str | None = "Delta Bank", *, day: str = "2031-05-03", **known: Any) -> Office:
    page = PageId(known.get("page", f"p{day}"))
    text = known.get("text", f"{title} {person}")
    return Office(id_of("o", person, title, page), page, person, title, of, 0, len(text), text, When(day))


def rules(*offices: Office) -> list[str]:
    return [link.by.removeprefix("rule:") for link in disputed(offices)]


@pytest.mark.parametrize("other", ["deputy head", "vice-head"])
def test_a_head_here_and_a_deputy_head_there_conflict(other: str) -> None:
    [link] = disputed([office("Nela Orsk", "head"), office("Nela Orsk", other, day="2031-05-09")])
    assert (link.kind, link.by) == ("conflicts", "rule:office_status") and link.why.startswith("Accounts differ")


def test_two_places_of_one_page_may_conflict() -> None:
    assert rules(office("Nela Orsk", "head", page="p"), office("Nela Orsk", "former head", page="p")) == [
        "office_status"
    ]


def test_who_is_a_former_head_later_has_left_and_nothing_conflicts() -> None:
    assert not rules(office("Nela Orsk", "head"), office("Nela Orsk", "former head", day="2031-05-09"))
    assert rules(office("Nela Orsk", "head"), office("Nela Orsk", "former head", day="2031-05-01"))


def test_two_holders_of_one_post_on_one_day_conflict() -> None:
    one, other = office("Nela Orsk", "chief executive"), office("Jon Vey", "CEO")
    assert rules(one, other) == ["office_holder"]
    assert {"post chief executive Delta Bank 2031-05"} <= set(posts_of(one)) & set(posts_of(other))


@pytest.mark.parametrize(
    "other",
    [
        office("Jon Vey", "chief executive", day="2031-06-20"),
        office("Jon Vey", "acting chief executive"),
        office("Jon Vey", "chief executive", "Tide Bank"),
        office("Jon Vey", "spokesman"),
        office("N. Orsk", "chief executive"),
        office("Jon Vey", "chief executive", text="Jon Vey, then the chief executive of Delta Bank"),
        office("Nela Orsk", "boss"),
        office("Nela Orsk", "acting chief executive"),
    ],
)
def test_what_may_both_hold_conflicts_with_nothing(other: Office) -> None:
    assert not rules(office("Nela Orsk", "chief executive"), other)


def test_an_office_without_a_body_meets_no_other() -> None:
    assert posts_of(office("Nela Orsk", "president", None)) == ()


def test_days_that_may_be_compared_share_a_month_and_years_share_none() -> None:
    def keys(day: str) -> set[str]:
        return set(posts_of(office("Nela Orsk", "head", day=day)))

    assert keys("2031-05-31") & keys("2031-06-30")
    assert keys("2031-12-20") & keys("2032-01-04")
    assert not keys("2031-05-03") & keys("2031-09-03")
    assert not keys("2031") & keys("2031-05-03")
