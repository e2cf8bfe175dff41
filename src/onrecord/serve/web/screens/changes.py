"""What changed since a build or day?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from onrecord.errors import NotOnRecord
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
    """`/changes?since=`: what changed since a build or day. `unread` counts changed rows that were not looked at.

    There is no news where nothing was built yet, nor where what was asked is no build or day: `trouble` says so.
    """

    news: News | None
    builds: tuple[Build, ...]
    unread: int = 0
    since: str = ""
    trouble: str = ""


def changes(asked: Asked) -> Answer:
    """`/changes?since=`: what changed since a build or day."""
    built, since = tuple(history.builds(asked.record)), asked.given.get("since", "").strip()
    if not built:
        return screen_of(asked, "Changes", "/changes", ChangesScreen(None, built))
    try:
        news, unread = news_since(asked, since or None)
    except NotOnRecord as error:
        body = ChangesScreen(None, built, since=since, trouble=str(error))
        return screen_of(asked, "Changes", f"/changes?{urlencode({'since': since})}", body)
    body = ChangesScreen(news, built, unread)
    return screen_of(asked, f"Changes after build {news.since}", f"/changes?since={news.since}", body)


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
