"""What changed since a build or day?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from onrecord.serve.news import News, build_before, news_of
from onrecord.serve.passing import passed
from onrecord.serve.web.asking import Answer, Asked, screen_of
from onrecord.store import history
from onrecord.store.history import Build

MOST_CHANGES = 50
"""Items in a section of the changes."""


@dataclass(frozen=True, slots=True)
class ChangesScreen:
    """`/changes?since=`: what changed since a build or day."""

    news: News
    builds: tuple[Build, ...]


def changes(asked: Asked) -> Answer:
    """`/changes?since=`: what changed since a build or day."""
    since = asked.given.get("since") or None
    body = ChangesScreen(news_since(asked, since), tuple(history.builds(asked.record)))
    title = f"Changes after build {body.news.since}"
    return screen_of(asked, title, f"/changes?since={body.news.since}", body)


def news_since(asked: Asked, since: str | None) -> News:
    """What changed since a build or day, without what waits for a person's look. Raises NotOnRecord."""
    built = history.builds(asked.record)
    first = build_before(built, since, asked.record)
    news = news_of(asked.desk, history.changes(asked.record, first), built, first, limit=MOST_CHANGES)
    return replace(
        news,
        sections=tuple(
            replace(each, items=tuple(replace(item, cites=passed(item.cites)) for item in each.items))
            for each in news.sections
        ),
    )
