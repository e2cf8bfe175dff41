"""How is each address of the API answered? One function for each sort of address; what may leave is the door's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from onrecord.errors import NotOnRecord
from onrecord.model import KINDS, Entity, names_of
from onrecord.serve.api.asking import Answering, Asking, Elsewhere
from onrecord.serve.api.listing import one, stretch
from onrecord.serve.api.problems import Refused
from onrecord.serve.api.rows import ChangeRow, Listed, OriginsOf, What
from onrecord.serve.api.showing import Door
from onrecord.serve.finds import finds_of
from onrecord.serve.listed import entities_named, listed
from onrecord.serve.news import build_before
from onrecord.serve.passing import has_page, trail_of, ways_of
from onrecord.serve.views import ActorLine, Finds
from onrecord.serve.why import Why
from onrecord.store.history import TRACKED, Build, Change, builds, changes_of, gone
from onrecord.store.search import Found, search
from onrecord.store.seeking import Narrowing

REVIEWING = "reviewer"
"""Who may have the review list, and a page's text: whoever judges what was read in it."""


def list_of(kind: str) -> Answering:
    """The answer of a list: a stretch of the rows of a kind that may leave."""

    def answer(asking: Asking) -> Listed[Any]:
        held = getattr(asking.given, "held_back", None)
        if held and not asking.by.may(REVIEWING):
            raise Refused("not-allowed", f"the review list needs the role {REVIEWING}; what waits comes by its page")
        of_page = getattr(asking.given, "page", None) is not None
        door = Door(asking.record, asking.desk, waiting=bool(held) or (held is None and of_page))
        return _listed(asking, stretch(asking.record, kind, asking.given, door), lambda row: str(row.id))

    return answer


def _listed(asking: Asking, rows: list[Any], key: Callable[[Any], str]) -> Listed[Any]:
    """A stretch of a list from its rows; one more than the limit tells that it goes on."""
    limit: int = asking.given.limit
    shown = tuple(rows[:limit])
    if len(rows) <= limit:
        return Listed(shown, None, asking.build)
    given = asking.given.model_dump(exclude_unset=True, exclude_none=True, mode="json") | {"after": key(shown[-1])}
    words = {name: str(value).lower() if isinstance(value, bool) else value for name, value in sorted(given.items())}
    return Listed(shown, f"{asking.path}?{urlencode(words)}", asking.build)


def one_of(kind: str) -> Answering:
    """The answer of one row; a statement that waits for review is shown at its own address, with its reason."""

    def answer(asking: Asking) -> Any:
        text = getattr(asking.given, "text", "cites") == "full"
        if text and not asking.by.may(REVIEWING):
            raise Refused("not-allowed", f"a page's text needs the role {REVIEWING}; ask for it without text=full")
        door = Door(asking.record, asking.desk, waiting=True)
        try:
            return one(asking.record, kind, asking.name, door, text=text)
        except NotOnRecord:
            _tell_if_gone(asking, kind)
            raise

    return answer


def _tell_if_gone(asking: Asking, kind: str) -> None:
    """Raise Refused for a row that an earlier build had; what was taken down is not told of, nor a person who went."""
    went = gone(asking.record, kind, asking.name) if kind in TRACKED else None
    if went is not None and not isinstance(went.before, Entity):
        cite = f"{went.row}@{went.build - 1}"
        raise Refused("gone", f"build {went.build} no longer had it; it is cited as {cite}: onrecord show")


def _found(asking: Asking) -> tuple[str, Any]:
    """The row of any kind that an id, or the beginning of one, names, where it may be shown. Raises NotOnRecord."""
    kind, row = asking.record.row(asking.name)
    door = Door(asking.record, asking.desk, waiting=True)
    for passed in door.passed(kind, [row]):
        return kind, passed
    raise NotOnRecord(f"{asking.name}: no such row, or none that may be shown; ids stand in the lists")


def row(asking: Asking) -> Elsewhere:
    """`/row/<id>`: wherever a row of any kind stands."""
    kind, found = _found(asking)
    return Elsewhere(f"{asking.root}/{kind}/{found.id}")


def why(asking: Asking) -> Why | Elsewhere:
    """`/why/<id>`: from a row back to raw bytes, without what waits for a person's look."""
    _, found = _found(asking)
    if found.id != asking.name:
        return Elsewhere(f"{asking.root}/why/{found.id}")
    return trail_of(asking.desk, found.id, where=asking.record.where).why


def origins(asking: Asking) -> OriginsOf | Elsewhere:
    """`/origins/<id>`: from how many independent places a row comes, and by which way."""
    _, found = _found(asking)
    if found.id != asking.name:
        return Elsewhere(f"{asking.root}/origins/{found.id}")
    return OriginsOf(found.id, *ways_of(asking.desk, found))


def search_for(asking: Asking) -> Finds:
    """`/search`: rows that hold the words, best first, or without words the newest; worded as on the screens."""
    desk, given = asking.desk, asking.given
    views = finds_of(desk, given.q, _hits(asking))
    held = desk.holdings
    shown = tuple(
        view for view in views.found if not isinstance(view, ActorLine) or has_page(desk, held.entities[view.id])
    )
    return replace(views, found=shown)


def _hits(asking: Asking) -> list[Found]:
    given = asking.given
    narrowed = {name: getattr(given, name) for name in ("outlet", "since", "until", "kind", "limit")}
    if not given.q.strip():
        wanted = Narrowing(given.kind, given.speaker, given.outlet, given.since, given.until)
        return list(listed(asking.record, wanted, limit=given.limit).found)
    if given.speaker is None:
        return search(asking.record, given.q, **narrowed)
    with asking.record.asking() as connection:
        speakers = connection.execute(entities_named(given.speaker)).scalars().all()
    hits = (hit for name in speakers for hit in search(asking.record, given.q, speaker=name, **narrowed))
    return sorted(hits, key=lambda hit: hit.rank)[: given.limit]


def all_builds(asking: Asking) -> Listed[Build]:
    """`/builds`: the builds that ended, oldest first."""
    return Listed(tuple(builds(asking.record)), None, asking.build)


def changes(asking: Asking) -> Listed[ChangeRow]:
    """`/changes`: what changed after a build, by kind and id; nothing where nothing was built yet."""
    built = builds(asking.record)
    if not built:
        return Listed((), None, asking.build)
    since = build_before(built, asking.given.since, asking.record)
    rows = list(islice(_changed(asking, since), asking.given.limit + 1))
    return _listed(asking, rows, lambda change: f"{change.kind}.{change.row}")


def _changed(asking: Asking, since: int) -> Iterator[ChangeRow]:
    kind, _, beyond = (asking.given.after or "").partition(".")
    door = Door(asking.record, asking.desk)
    for later in TRACKED[TRACKED.index(kind) if kind else 0 :]:
        for change in changes_of(asking.record, later, since, beyond=beyond if later == kind else ""):
            if _may_be_told(door, change):
                yield _told(change)


def _may_be_told(door: Door, change: Change) -> bool:
    """Whether a change is one of a row that may leave; of a row that went only its id is told, of a person nothing."""
    if change.after is None:
        return not isinstance(change.before, Entity)
    return any(True for _ in door.passed(change.kind, [change.after]))


def _told(change: Change) -> ChangeRow:
    before, after = change.before, change.after
    what: What = "new" if before is None else "gone" if after is None else "changed"
    differing = (name for name in names_of(KINDS[change.kind]) if getattr(before, name) != getattr(after, name))
    fields = tuple(differing) if what == "changed" else ()
    return ChangeRow(change.kind, change.row, what, fields, change.build)
