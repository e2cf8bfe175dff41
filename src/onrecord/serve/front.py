"""What stands on the overview, on the report and behind one id?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, get_args

from onrecord.model import Designation, Membership, Role, Series, Story, row_of
from onrecord.serve.desk import Desk, days_of, origins_of, title_of
from onrecord.serve.harm import may_have_page
from onrecord.serve.views import (
    Actor,
    ActorLine,
    Front,
    Overview,
    PageLine,
    Plain,
    Review,
    Run,
    Shown,
    StoryLine,
    Summary,
    View,
)
from onrecord.serve.words import many

if TYPE_CHECKING:
    from onrecord.pipeline import Built  # at run time it would bring the parser along, which no view needs

UNSETTLED = (
    "Pages or decisions came after the record was settled: stories, speakers and series are missing or old. Run "
    "`onrecord build` again."
)
"""What a reader is told of a record whose pages, or what people decided of them, were not yet compared."""

COUNTED: tuple[str, ...] = (
    "pages", "statements", "figures", "stories", "utterances", "series", "entities", "offices", "memberships",
    "designations", "links", "refusals",
)  # fmt: skip
"""The kinds whose numbers of rows an overview tells."""

TOP_ACTORS = 12
"""Actors named on the overview."""

TELLING: tuple[str, ...] = ("conflicts", "changes", "agrees")
"""Verdicts of the figure series on the overview, the most telling first: a figure given once is on its page."""

ROLES = get_args(Role)


def overview_of(desk: Desk, *, settled: bool = True) -> Overview:
    """The overview of a record."""
    held = desk.holdings
    held.load()
    return Overview(
        counts=_counts(desk),
        notice="" if settled else UNSETTLED,
        corrections=_corrections(desk),
        stories=tuple(
            StoryLine(row.id, row.headline, days_of(row.first, row.last), len(row.pages), origins_of(row))
            for row in _stories(desk)
        ),
        actors=_top_actors(desk),
        runs=_runs(desk),
        differences=desk.differences(held.links),
        review=sum(1 for row in held.statements if desk.held_back(row)),
        refusals=held.refusals(),
    )


def front_of(desk: Desk, *, title: str | None = None, made: str = "", settled: bool = True) -> Front:
    """The whole record as one page. `made` is printed as the day of making; none is printed when it is empty."""
    held = desk.holdings
    held.load()
    counts = _counts(desk)
    return Front(
        title=title or _title(counts["pages"]),
        made=made,
        notice="" if settled else UNSETTLED,
        text=desk.text,
        counts=counts,
        corrections=_corrections(desk),
        stories=tuple(desk.story(row) for row in [*_stories(desk), *_alone(desk)]),
        runs=_runs(desk),
        differences=desk.differences(held.links),
        actors=_actors(desk),
        memberships=tuple(map(desk.membership, sorted(held.memberships, key=_by_body))),
        designations=tuple(map(desk.designation, sorted(held.designations, key=_by_target))),
        review=review_of(desk).statements,
        pages=tuple(desk.page(page.id) for page in held.pages),
        refusals=held.refusals(),
    )


def shown_of(desk: Desk, name: str) -> Shown:
    """One row of any kind. Raises NotOnRecord when no row, or more than one, has that id."""
    return shown_then(desk, *desk.holdings.find(name))


def shown_then(desk: Desk, kind: str, row: Any) -> Shown:
    """A row as it stands, or as it stood, with the links it has now."""
    makers: Mapping[str, Callable[[Any], View]] = {
        "pages": desk.page_view,
        "statements": desk.told,
        "figures": desk.counted,
        "entities": desk.actor,
        "stories": desk.story,
        "utterances": desk.renderings,
        "series": desk.run,
        "offices": desk.office,
        "memberships": desk.membership,
        "designations": desk.designation,
        "links": desk.linked,
    }
    view = makers[kind](row) if kind in makers else _plain(desk, row)
    return Shown(kind, row.id, view, desk.joined(row.id))


def summary_of(built: Built, record: str) -> Summary:
    """A build as told to the person who started it."""
    return Summary(
        record, built.pages, built.skipped, built.revised, built.counts, built.refusals, round(built.seconds, 3)
    )


def review_of(desk: Desk) -> Review:
    """The review list, page by page."""
    told = (desk.told(row) for page in desk.holdings.pages for row in desk.holdings.said_on(page.id))
    return Review(tuple(telling for telling in told if telling.held_back))


def _plain(desk: Desk, row: Any) -> Plain:
    """A row without a view of its own."""
    page = desk.holdings.pages.get(getattr(row, "page", ""))
    start, end = getattr(row, "start", None), getattr(row, "end", None)
    passage = desk.passage(page, start, end) if page and start is not None and end is not None else None
    return Plain(row_of(row), desk.page(page.id) if page else None, passage)


def _title(pages: int) -> str:
    return f"What {many(pages, 'page')} {'reports' if pages == 1 else 'report'}"


def _counts(desk: Desk) -> dict[str, int]:
    counts = desk.holdings.counts()
    return {kind: counts[kind] for kind in COUNTED}


def _by_body(row: Membership) -> tuple[str, int, str, str]:
    return row.body, ROLES.index(row.role), row.member, row.id


def _by_target(row: Designation) -> tuple[str, ...]:
    return row.target, row.date.edtf or "9", row.id


def _runs(desk: Desk) -> tuple[Run, ...]:
    """Series with more than one figure, those of which accounts differ or change first."""
    return tuple(
        map(desk.run, sorted((row for row in desk.holdings.series if row.verdict in TELLING), key=_by_verdict))
    )


def _by_verdict(row: Series) -> tuple[int, str, str]:
    return TELLING.index(row.verdict), row.counted, row.id


def _stories(desk: Desk) -> list[Story]:
    """Stories with more than one page first, then by first day; undated ones last."""
    return sorted(desk.holdings.stories, key=lambda row: (len(row.pages) < 2, row.first or "9", row.id))


def _alone(desk: Desk) -> list[Story]:
    """Pages that report something and belong to no story, each shown as a story of its own."""
    held = desk.holdings
    told = {page for story in held.stories for page in story.pages}
    pages = (page for page in held.pages if page.id not in told and held.said_on(page.id))
    return [
        Story(f"{page.id}-alone", page.title or page.source, (page.id,), page.published.edtf, page.published.edtf)
        for page in pages
    ]


def _corrections(desk: Desk) -> tuple[PageLine, ...]:
    return tuple(desk.page(page.id) for page in desk.holdings.pages if page.corrected)


def _spoken(desk: Desk) -> Counter[str]:
    """Statements per entity that may be shown under it."""
    held = desk.holdings
    return Counter(
        speaker.entity
        for row in held.statements
        if desk.held_back(row) is None
        for speaker in row.speakers
        if speaker.entity
    )


def _actors(desk: Desk, most: int | None = None) -> tuple[Actor, ...]:
    """Actors that may have a page, those with most statements first."""
    held = desk.holdings
    spoken = _spoken(desk)
    entities = (entity for name in spoken if (entity := held.entities.get(name)))
    ranked = sorted(entities, key=lambda entity: (-spoken[entity.id], entity.name, entity.id))
    allowed = [entity for entity in ranked if may_have_page(entity, held.offices_of(entity.id, entity.name))]
    return tuple(map(desk.actor, allowed[:most]))


def _top_actors(desk: Desk) -> tuple[ActorLine, ...]:
    return tuple(
        ActorLine(actor.id, actor.name, title_of(actor), len(actor.statements)) for actor in _actors(desk, TOP_ACTORS)
    )
