"""What does the record hold, and what is new?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.serve.glance import Cover, Fresh, Glances, glance_of
from onrecord.serve.views import Overview
from onrecord.serve.web.asking import Answer, Asked, screen_of
from onrecord.serve.web.screens.changes import news_since
from onrecord.store import history
from onrecord.store.history import Build

GLANCES = Glances()
"""What was counted over the records that this process serves."""


@dataclass(frozen=True, slots=True)
class OverviewScreen:
    """`/`: what the record holds and what is new.

    `weeks` are the Mondays of the last weeks with pages, `builds` the last build, `fresh` what it changed: a section
    of the news and its number of items. `in_all` counts what is cut from long lists.
    """

    overview: Overview
    builds: tuple[Build, ...]
    fresh: tuple[tuple[str, int], ...]
    weeks: tuple[str, ...]
    covers: tuple[Cover, ...]
    in_all: Mapping[str, int]


def overview(asked: Asked) -> Answer:
    """`/`: what the record holds, what is new, and where to go on."""
    built = history.builds(asked.record)

    def fresh() -> Fresh:
        sections = news_since(asked, None)[0].sections if built else ()
        return tuple((section.title, len(section.items) + section.more) for section in sections)

    standing = GLANCES.of(asked.desk, asked.record.where, fresh)
    glance = glance_of(asked.desk, standing, settled=asked.record.settled)
    body = OverviewScreen(
        overview=glance.overview,
        builds=tuple(built[-1:]),
        fresh=glance.fresh,
        weeks=glance.weeks,
        covers=glance.covers,
        in_all=glance.in_all,
    )
    return screen_of(asked, "What is on record", "/", body)
