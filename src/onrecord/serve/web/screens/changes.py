"""What changed since a build or day?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from onrecord.serve.news import News, build_before, news_of
from onrecord.serve.passing import passed
from onrecord.serve.web.asking import Answer, Asked, screen_of
from onrecord.store import history
from onrecord.store.history import Build, Change

MOST_CHANGES = 50
"""Items in a section of the changes."""

MOST_READ = 200
"""Changed rows of a kind that are read: a build may change a hundred thousand."""


@dataclass(frozen=True, slots=True)
class ChangesScreen:
    """`/changes?since=`: what changed since a build or day. `unread` counts changed rows that were not looked at."""

    news: News
    builds: tuple[Build, ...]
    unread: int = 0


def changes(asked: Asked) -> Answer:
    """`/changes?since=`: what changed since a build or day."""
    since = asked.given.get("since") or None
    news, unread = news_since(asked, since)
    body = ChangesScreen(news, tuple(history.builds(asked.record)), unread)
    title = f"Changes after build {body.news.since}"
    return screen_of(asked, title, f"/changes?since={body.news.since}", body)


def news_since(asked: Asked, since: str | None) -> tuple[News, int]:
    """What changed since a build or day, without what waits for a person's look, and how many rows were not read.

    Raises NotOnRecord.
    """
    built = history.builds(asked.record)
    first = build_before(built, since, asked.record)
    counts: Counter[str] = Counter()
    news = news_of(asked.desk, _first(history.changes(asked.record, first), counts), built, first, limit=MOST_CHANGES)
    told = replace(
        news,
        sections=tuple(
            replace(each, items=tuple(replace(item, cites=passed(item.cites)) for item in each.items))
            for each in news.sections
        ),
    )
    return told, sum(count - min(count, MOST_READ) for count in counts.values())


def _first(changes: Iterable[Change], counts: Counter[str]) -> Iterator[Change]:
    """The first changes of each kind; all are counted."""
    for change in changes:
        counts[change.kind] += 1
        if counts[change.kind] <= MOST_READ:
            yield change
