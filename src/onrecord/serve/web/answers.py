"""How is each address answered? One function for each screen; the rules of showing are the desk's.

A screen of one row looks that row up and its neighbours; only the overview and the review list go over all rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from onrecord.errors import NotOnRecord
from onrecord.model import PUBLISHED_CONFIDENCE, Entity, Link, Statement, Utterance
from onrecord.serve.chains import chains_of, origins_of
from onrecord.serve.desk import NO_ACTOR, Desk
from onrecord.serve.finds import finds_of
from onrecord.serve.front import overview_of
from onrecord.serve.harm import LINK_WORDS, may_have_page
from onrecord.serve.news import News, build_before, news_of
from onrecord.serve.views import PageLine, Told, View
from onrecord.serve.web.differing import differing
from onrecord.serve.web.marking import LAYERS, marks_of, sections_of
from onrecord.serve.web.question import narrowed, question_of
from onrecord.serve.web.screens import (
    ActorScreen,
    Answer,
    Body,
    ChangesScreen,
    ConflictsScreen,
    Cover,
    DesignationsScreen,
    Elsewhere,
    Facet,
    Layer,
    Name,
    OverviewScreen,
    Problem,
    QualityScreen,
    ReaderScreen,
    Reason,
    ReviewScreen,
    Screen,
    SearchScreen,
    SeriesScreen,
    StatementScreen,
    StoryScreen,
    UtteranceScreen,
    Voice,
    WhyScreen,
    sheet_of,
)
from onrecord.serve.why import Why, bytes_again, versions, why_of
from onrecord.serve.words import day_of, many
from onrecord.store import Record, history
from onrecord.store.search import search as look

ADDRESSES: dict[str, str] = {
    "pages": "/page/{id}",
    "statements": "/statement/{id}",
    "figures": "/page/{page}#{id}",
    "entities": "/actor/{id}",
    "stories": "/story/{id}",
    "utterances": "/utterance/{id}",
    "series": "/series/{id}",
}
"""Where rows of a kind are shown; those of any other kind have their trail and nothing more."""

MOST: dict[str, int] = {"stories": 30, "runs": 12, "differences": 12, "corrections": 12}
"""Rows of a list on the overview; the rest are counted."""

WEEKS = 8
"""Weeks of the table of coverage: two months, and it fits a telephone held upright."""

MOST_OUTLETS = 20
"""Outlets in the table of coverage, those with most pages."""

MOST_FOUND = 50
"""Rows that a search shows."""

MOST_FACETS = 8
"""Ways offered to narrow a search by kind, and by outlet."""

LONGEST = 100
"""Characters of an outlet's name that can be asked for."""

MOST_CHANGES = 50
"""Items in a section of the changes."""

MOST_SOURCES = 20
"""Sources named for a reason of refusal."""

MOST_SIDES = 8
"""Pages of a story that are set against its speakers; a wider table cannot be read."""

WAITS = Problem(
    404, "Waits for a person's look", "Nothing of this row may be shown before review; its statements are in the list."
)

PRIVATE = Problem(404, "No page for this name", NO_ACTOR[0].upper() + NO_ACTOR[1:] + ".")

WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks: the record and its desk, the id in the address, and what stands after the question mark."""

    record: Record
    desk: Desk
    name: str
    given: Mapping[str, str]

    def sheet(self) -> int:
        """The number of the sheet asked for; the first one where it is no number."""
        told = self.given.get("sheet", "")
        return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 1


def address_of(kind: str, row: Any) -> str:
    """Where a row is shown."""
    pattern = ADDRESSES.get(kind, "/why/{id}")
    return pattern.format(id=quote(row.id, safe=""), page=quote(getattr(row, "page", ""), safe=""))


def row(asked: Asked) -> Answer:
    """`/row/<id>`: wherever a row of any kind stands."""
    kind, found = asked.desk.holdings.find(asked.name)
    return Elsewhere(address_of(kind, found))


def _one(asked: Asked, kind: str) -> Any:
    """The row of a kind that an address names, or where the address should have pointed."""
    found_kind, found = asked.desk.holdings.find(asked.name)
    return found if (found_kind, found.id) == (kind, asked.name) else Elsewhere(address_of(found_kind, found))


def _screen(asked: Asked, title: str, path: str, body: Body, *, cite: str = "") -> Screen:
    built = history.builds(asked.record)
    build = f", build {built[-1].number} of {day_of(built[-1].at[:10])}" if built else ""
    record = f"record {Path(asked.record.where).name}{build}"
    name = f"; onrecord {asked.name}" if asked.name else ""
    return Screen(title, path, f"{cite}; {record}" if cite else f"{title}; {record}{name}", body)


# The screens that stand for the whole record


def overview(asked: Asked) -> Answer:
    """`/`: what the record holds, what is new, and where to go on."""
    whole = overview_of(asked.desk, settled=asked.record.settled)
    weeks, covers = _coverage(asked.desk)
    built = history.builds(asked.record)
    fresh = _news(asked, None).sections if built else ()
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
    return _screen(asked, "What is on record", "/", body)


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


def search(asked: Asked) -> Answer:
    """`/search?q=`: words in pages, statements, figures and names."""
    typed = asked.given.get("q", "")
    question = question_of(typed)
    trouble = question.trouble()
    finds = None
    if question.words and not trouble:
        narrow = {name: getattr(question, name) or None for name in ("speaker", "outlet", "since", "until", "kind")}
        finds = finds_of(asked.desk, question.words, look(asked.record, question.words, limit=MOST_FOUND, **narrow))
    body = SearchScreen(typed, finds, tuple(_facets(asked, typed, finds.found)) if finds else (), trouble)
    title = f"Search: {question.words}" if question.words else "Search"
    return _screen(asked, title, f"/search?{urlencode({'q': typed})}", body)


KIND_OF: dict[str, str] = {"PageHit": "pages", "Told": "statements", "Counted": "figures", "ActorLine": "entities"}
"""What kind of row a view in the finds shows."""


def _facets(asked: Asked, typed: str, found: Iterable[View]) -> Iterable[Facet]:
    """The kinds and outlets of the rows shown, where there is more than one to choose from."""
    views = list(found)
    lines: Iterable[PageLine] = (line for view in views if (line := getattr(view, "page", None)))
    pages = [asked.desk.holdings.pages.get(line.id) for line in lines]
    for name, counts in (
        ("kind", Counter(KIND_OF[type(view).__name__] for view in views)),
        ("outlet", Counter(page.outlet for page in pages if page and page.outlet and len(page.outlet) < LONGEST)),
    ):
        if len(counts) > 1:
            for words, count in counts.most_common(MOST_FACETS):
                yield Facet(words, count, narrowed(typed, name, words))


def conflicts(asked: Asked) -> Answer:
    """`/conflicts`: claim against claim."""
    links = tuple(asked.record.rows("links", kind="conflicts"))
    sheet = sheet_of(links, asked.sheet())
    shown = asked.desk.differences(sheet.rows)
    body = ConflictsScreen(sheet.showing(shown), len(sheet.rows) - len(shown))
    return _screen(asked, "Accounts differ", _sheet_path("/conflicts", sheet.number), body)


def changes(asked: Asked) -> Answer:
    """`/changes?since=`: what changed since a build or day."""
    since = asked.given.get("since") or None
    body = ChangesScreen(_news(asked, since), tuple(history.builds(asked.record)))
    title = f"Changes after build {body.news.since}"
    return _screen(asked, title, f"/changes?since={body.news.since}", body)


def _news(asked: Asked, since: str | None) -> News:
    built = history.builds(asked.record)
    first = build_before(built, since, asked.record)
    news = news_of(asked.desk, history.changes(asked.record, first), built, first, limit=MOST_CHANGES)
    return replace(
        news,
        sections=tuple(
            replace(each, items=tuple(replace(item, cites=_passed(item.cites)) for item in each.items))
            for each in news.sections
        ),
    )


def _passed(views: Iterable[Any]) -> tuple[Any, ...]:
    """The views that may be shown in a list."""
    return tuple(view for view in views if not getattr(view, "held_back", None))


def review(asked: Asked) -> Answer:
    """`/review`: statements that a person should look at, the least sure first."""
    desk = asked.desk
    waiting = [(said.confidence, said.id) for said in asked.record.rows("statements") if desk.held_back(said)]
    sheet = sheet_of(sorted(waiting), asked.sheet())
    body = ReviewScreen(sheet.showing(desk.told(desk.holdings.statements[name]) for _, name in sheet.rows))
    return _screen(asked, "For review", _sheet_path("/review", sheet.number), body)


def designations(asked: Asked) -> Answer:
    """`/designations`: steps of listing, target by target in order of time."""
    rows = sorted(asked.record.rows("designations"), key=lambda each: (each.target, each.date.edtf or "9", each.id))
    sheet = sheet_of(rows, asked.sheet())
    body = DesignationsScreen(sheet.showing(map(asked.desk.designation, sheet.rows)))
    return _screen(asked, "Listings, step by step", _sheet_path("/designations", sheet.number), body)


def _sheet_path(path: str, number: int) -> str:
    return f"{path}?sheet={number}" if number > 1 else path


def quality(asked: Asked) -> Answer:
    """`/quality`: how far to trust the record, and what is not in it."""
    refusals = asked.desk.holdings.refusals()
    grouped: dict[tuple[str, str], list[str]] = {}
    for refusal in refusals:
        grouped.setdefault((refusal.stage, refusal.why), []).append(refusal.source)
    reasons = (Reason(stage, why, len(names), tuple(names[:MOST_SOURCES])) for (stage, why), names in grouped.items())
    body = QualityScreen(
        threshold=PUBLISHED_CONFIDENCE,
        versions=versions(),
        counts=asked.desk.holdings.counts(),
        builds=tuple(history.builds(asked.record)),
        refused=len(refusals),
        reasons=tuple(sorted(reasons, key=lambda each: (-each.count, each.stage, each.why))),
    )
    return _screen(asked, "How far to trust it", "/quality", body)


# The screens of one row


def reader(asked: Asked) -> Answer:
    """`/page/<id>`: the page's text with its marks. `hide` names the layers that are not marked."""
    page = _one(asked, "pages")
    if isinstance(page, Elsewhere):
        return page
    held = asked.desk.holdings
    names = [mention for mention in held.mentions.where("page", page.id) if mention.kind == "name"]
    said, counted = held.said_on(page.id), held.counted_on(page.id)
    marks = list(marks_of(said, counted, asked.record.rows("times", page=page.id), names))
    hidden = {name for name in asked.given.get("hide", "").split(",") if name in LAYERS}
    rows = Counter(mark.layer for mark in marks if mark.first)
    body = ReaderScreen(
        view=asked.desk.page_view(page),
        layers=tuple(Layer(name, rows[name], name not in hidden, _turned(hidden, name)) for name in LAYERS),
        sections=sections_of(page, marks, hidden=hidden),
        names=tuple(_names(asked.desk, {mention.entity for mention in names if mention.entity})),
        revisions=tuple(asked.desk.page(each.id) for each in held.pages.where("revision_of", page.id)),
    )
    line = body.view.line
    cite = f"{line.outlet}, {line.title}, {line.day}, {line.source}; onrecord {page.id}"
    return _screen(asked, line.title, f"/page/{quote(page.id)}{_hidden(hidden)}", body, cite=cite)


def _turned(hidden: set[str], layer: str) -> str:
    return _hidden(hidden ^ {layer}) or "?"


def _hidden(layers: set[str]) -> str:
    return f"?hide={','.join(name for name in LAYERS if name in layers)}" if layers else ""


def _names(desk: Desk, entities: Iterable[str]) -> Iterable[Name]:
    """The entities that may have a page, by name."""
    found = [entity for name in entities if (entity := desk.holdings.entities.get(name))]
    for entity in sorted(found, key=lambda each: (each.name, each.id)):
        if _may_be_shown(desk, entity):
            yield Name(entity.id, entity.name, entity.kind)


def _may_be_shown(desk: Desk, entity: Entity) -> bool:
    return may_have_page(entity, desk.holdings.offices_of(entity.id, entity.name))


def statement(asked: Asked) -> Answer:
    """`/statement/<id>`: a statement; one that waits for review is shown here with its reason, and with no others."""
    said = _one(asked, "statements")
    if isinstance(said, Elsewhere):
        return said
    told = asked.desk.told(said)
    links = () if told.held_back else _links(asked.desk, said.id)
    body = StatementScreen(told, origins_of(asked.desk, said), chains_of(asked.desk, said), links)
    title = f"{told.page.outlet}: {told.words}"
    return _screen(asked, title, f"/statement/{quote(said.id)}", body, cite=told.citation)


def _links(desk: Desk, name: str) -> tuple[Any, ...]:
    """The links of a row to rows that may be shown."""
    return _passed(desk.linked(link) for link in desk.holdings.links_of(name) if link.kind in LINK_WORDS)


def utterance(asked: Asked) -> Answer:
    """`/utterance/<id>`: one act of saying, its renderings side by side."""
    heard = _one(asked, "utterances")
    if isinstance(heard, Elsewhere):
        return heard
    desk = asked.desk
    shown = _shown_only(desk, heard)
    if not shown.statements:
        return WAITS
    told = desk.renderings(heard)
    body = UtteranceScreen(
        renderings=told,
        differing=tuple(differing(each.words, told.tellings[0].words) for each in told.tellings),
        origins=origins_of(desk, shown),
        chains=chains_of(desk, shown),
        held_back=len(heard.statements) - len(shown.statements),
    )
    title = f"{many(len(told.tellings), 'rendering')} of words reported of {told.speaker}"
    return _screen(asked, title, f"/utterance/{quote(heard.id)}", body)


def _shown_only(desk: Desk, heard: Utterance) -> Utterance:
    """The utterance without the renderings that wait for a person's look."""
    said = ((name, desk.holdings.statements.get(name)) for name in heard.statements)
    return replace(heard, statements=tuple(name for name, row in said if row and desk.held_back(row) is None))


def actor(asked: Asked) -> Answer:
    """`/actor/<id>`: somebody in an office or public role, or a body; nobody else has a page."""
    entity = _one(asked, "entities")
    if isinstance(entity, Elsewhere):
        return entity
    if not _may_be_shown(asked.desk, entity):
        return PRIVATE
    whole = asked.desk.actor(entity)
    sheet = sheet_of(whole.statements, asked.sheet())
    held = asked.desk.holdings.memberships
    rows = {each.id: each for each in (*held.where("member", entity.name), *held.where("body", entity.name))}
    body = ActorScreen(replace(whole, statements=()), sheet, tuple(map(asked.desk.membership, rows.values())))
    return _screen(asked, whole.name, _sheet_path(f"/actor/{quote(entity.id)}", sheet.number), body)


def series(asked: Asked) -> Answer:
    """`/series/<id>`: the figures of one counted thing."""
    found = _one(asked, "series")
    if isinstance(found, Elsewhere):
        return found
    links = {link.id: link for name in found.figures for link in asked.desk.holdings.links_of(name)}
    told = (asked.desk.linked(links[name]) for name in sorted(links))
    body = SeriesScreen(asked.desk.run(found), _passed(told))
    return _screen(asked, f"{found.counted or found.unit}: {body.run.verdict}", f"/series/{quote(found.id)}", body)


def story(asked: Asked) -> Answer:
    """`/story/<id>`: the pages that tell one event, and what each of them reports."""
    found = _one(asked, "stories")
    if isinstance(found, Elsewhere):
        return found
    told = asked.desk.story(found)
    sides = tuple(page for page in told.pages if not page.copies)[:MOST_SIDES]
    body = StoryScreen(told, sides, tuple(_voices(asked.desk, [page.id for page in sides])))
    return _screen(asked, told.headline, f"/story/{quote(found.id)}", body, cite=_story_cite(found.id, body))


def _story_cite(name: str, body: StoryScreen) -> str:
    return f"{body.story.headline}; {body.story.days}; {body.story.origins}; onrecord {name}"


def _voices(desk: Desk, pages: list[str]) -> Iterable[Voice]:
    """The speakers of some pages and where their words are reported, those on most pages first."""
    told = {page: {each.speaker for each in _told_on(desk, page)} for page in pages}
    counts = Counter(speaker for speakers in told.values() for speaker in speakers)
    if len(pages) > 1:
        for speaker in sorted(counts, key=lambda name: (-counts[name], name)):
            yield Voice(speaker, tuple(speaker in told[page] for page in pages))


def _told_on(desk: Desk, page: str) -> Iterable[Told]:
    return _passed(map(desk.told, desk.holdings.said_on(page)))


def why(asked: Asked) -> Answer:
    """`/why/<id>`: from a row back to raw bytes. Rows that wait for review are counted where others lead to them."""
    kind, found = asked.desk.holdings.find(asked.name)
    if found.id != asked.name:
        return Elsewhere(f"/why/{quote(found.id, safe='')}")
    if isinstance(found, Entity) and not _may_be_shown(asked.desk, found):
        return PRIVATE
    if isinstance(found, Utterance) and not _shown_only(asked.desk, found).statements:
        return WAITS
    if isinstance(found, Link) and asked.desk.linked(found).held_back:
        return WAITS
    trail = why_of(asked.desk, found.id, bytes_of=bytes_again)
    shown = _without_waiting(asked.desk, kind, found, trail)
    hidden = len(trail.parts) + len(trail.joined) - len(shown.parts) - len(shown.joined)
    body = WhyScreen(shown, address_of(kind, found), hidden)
    return _screen(asked, f"Why: {shown.says}", f"/why/{quote(found.id)}", body)


def _without_waiting(desk: Desk, kind: str, found: Any, trail: Why) -> Why:
    """The trail without rows, and links to rows, that wait for a person's look."""
    shown = replace(
        trail,
        parts=tuple(part for part in trail.parts if not _waits(desk, part.id)),
        joined=tuple(each for each in trail.joined if not _waits(desk, each.other)),
    )
    if kind == "utterances":
        return replace(shown, chains=chains_of(desk, _shown_only(desk, found)))
    return shown


def _waits(desk: Desk, name: str) -> bool:
    said: Statement | None = desk.holdings.statements.get(name)
    return said is not None and desk.held_back(said) is not None


SCREENS: tuple[tuple[str, str, Callable[[Asked], Answer]], ...] = (
    ("/", "overview.html", overview),
    ("/search", "search.html", search),
    ("/conflicts", "conflicts.html", conflicts),
    ("/changes", "changes.html", changes),
    ("/designations", "designations.html", designations),
    ("/review", "review.html", review),
    ("/quality", "quality.html", quality),
    ("/page/{name}", "reader.html", reader),
    ("/statement/{name}", "statement.html", statement),
    ("/utterance/{name}", "utterance.html", utterance),
    ("/actor/{name}", "actor.html", actor),
    ("/series/{name}", "series.html", series),
    ("/story/{name}", "story.html", story),
    ("/why/{name}", "why.html", why),
    ("/row/{name}", "", row),
)
"""Address, template and the function that answers; the JSON stands at the same address with `.json` after it."""


def answered(answer: Callable[[Asked], Answer], asked: Asked) -> Answer:
    """The answer, or what a reader is told when there is no such row."""
    try:
        return answer(asked)
    except NotOnRecord as error:
        return Problem(404, "Not on record", str(error))
