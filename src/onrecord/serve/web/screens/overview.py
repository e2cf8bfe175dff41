"""What does the record hold, and what is new?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from onrecord.serve.desk import Desk
from onrecord.serve.front import overview_of
from onrecord.serve.views import Overview
from onrecord.serve.web.asking import Answer, Asked, screen_of
from onrecord.serve.web.screens.changes import news_since
from onrecord.store import history
from onrecord.store.history import Build

MOST: dict[str, int] = {"stories": 30, "runs": 12, "differences": 12, "corrections": 12}
"""Rows of a list on the overview; the rest are counted."""

WEEKS = 8
"""Weeks of the table of coverage: two months, and it fits a telephone held upright."""

MOST_OUTLETS = 20
"""Outlets in the table of coverage, those with most pages."""

WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Cover:
    """How many pages of an outlet are on record, in all and in each of the weeks shown."""

    outlet: str
    pages: int
    weeks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OverviewScreen:
    """`/`: what the record holds and what is new.

    `weeks` are the Mondays of the last weeks with pages, `builds` the last build, `fresh` what it changed: a section
    of the news and its number of items. `stories_in_all` and the like count what is cut from long lists.
    """

    overview: Overview
    builds: tuple[Build, ...]
    fresh: tuple[tuple[str, int], ...]
    weeks: tuple[str, ...]
    covers: tuple[Cover, ...]
    in_all: Mapping[str, int]


def overview(asked: Asked) -> Answer:
    """`/`: what the record holds, what is new, and where to go on."""
    whole = overview_of(asked.desk, settled=asked.record.settled)
    weeks, covers = _coverage(asked.desk)
    built = history.builds(asked.record)
    fresh = news_since(asked, None).sections if built else ()
    body = OverviewScreen(
        overview=replace(
            whole,
            stories=whole.stories[: MOST["stories"]],
            runs=whole.runs[: MOST["runs"]],
            differences=whole.differences[: MOST["differences"]],
            corrections=whole.corrections[: MOST["corrections"]],
            refusals=(),
        ),
        builds=tuple(built[-1:]),
        fresh=tuple((section.title, len(section.items) + section.more) for section in fresh),
        weeks=weeks,
        covers=covers,
        in_all={name: len(getattr(whole, name)) for name in (*MOST, "refusals")},
    )
    return screen_of(asked, "What is on record", "/", body)


def _coverage(desk: Desk) -> tuple[tuple[str, ...], tuple[Cover, ...]]:
    """Pages by outlet, in all and in the last weeks that have any; days that are known to the day are counted."""
    read = [(desk.page(page.id).outlet, _monday(page.published.edtf)) for page in desk.holdings.pages]
    weeks = sorted({monday for _, monday in read if monday})[-WEEKS:]
    pages = Counter(outlet for outlet, _ in read)
    cells = Counter(read)
    ranked = sorted(pages, key=lambda outlet: (-pages[outlet], outlet))[:MOST_OUTLETS]
    return tuple(weeks), tuple(
        Cover(outlet, pages[outlet], tuple(cells[outlet, week] for week in weeks)) for outlet in ranked
    )


def _monday(edtf: str | None) -> str:
    """The Monday of the week of a day; empty for anything less exact."""
    if not edtf or not WHOLE_DAY.fullmatch(edtf):
        return ""
    try:
        day = date.fromisoformat(edtf)
    except ValueError:
        return ""
    return (day - timedelta(days=day.weekday())).isoformat() if day.toordinal() > day.weekday() else ""
