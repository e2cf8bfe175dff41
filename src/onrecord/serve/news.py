"""What is new on record since a build or a day: what was said, which accounts differ, what got another date or origin?

A change of a row becomes at most one item, in the first section that has a word for it. Every item carries the cites
that caused it, worded by the desk, so that what is held back elsewhere is held back here: it is counted and not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from onrecord.errors import NotOnRecord
from onrecord.model import Designation, Link, Membership, Office, Page, Statement, Story, Utterance
from onrecord.serve.desk import Desk
from onrecord.serve.harm import names_of
from onrecord.serve.views import PageLine, View
from onrecord.serve.words import day_of, many
from onrecord.store.history import Build, Change

if TYPE_CHECKING:
    from onrecord.store import Record


@dataclass(frozen=True, slots=True)
class Item:
    """One change: `what` in words (empty where the section says it), how it was and is (empty likewise), its cites."""

    id: str
    kind: str
    build: int
    what: str
    was: str
    now: str
    cites: tuple[View | PageLine, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Changes of one sort; `more` counts those beyond the limit, `held_back` those that wait for a person's look."""

    title: str
    items: tuple[Item, ...]
    more: int
    held_back: int


@dataclass(frozen=True, slots=True)
class News:
    """What changed after build `since`, up to the last one; `builds` are those that lie between."""

    since: int
    builds: tuple[Build, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a rule may ask: the desk, the ids of the rows that are new, and the pages that got another day."""

    desk: Desk
    new: frozenset[str]
    redated: frozenset[str]


Rule: TypeAlias = Callable[[_Seen, Change], "Item | None"]


def news_of(desk: Desk, changes: Iterable[Change], builds: Sequence[Build], since: int, *, limit: int) -> News:
    """The news from the changes after build `since`; at most `limit` items of each section."""
    found = sorted(changes, key=lambda change: (change.kind, change.row))
    new = frozenset(change.row for change in found if change.before is None)
    seen = _Seen(desk, new, frozenset(change.row for change in found if _redated(change)))
    items: dict[str, list[Item]] = {title: [] for title, _ in RULES}
    for change in found:
        first = next(((title, item) for title, rule in RULES if (item := rule(seen, change))), None)
        if first:
            items[first[0]].append(first[1])
    sections = tuple(_section(title, held, limit) for title, held in items.items() if held)
    return News(since, tuple(build for build in builds if build.number > since), sections)


def _section(title: str, items: Sequence[Item], limit: int) -> Section:
    shown = [item for item in items if not _held_back(item)]
    return Section(title, tuple(shown[:limit]), max(0, len(shown) - limit), len(items) - len(shown))


def _held_back(item: Item) -> bool:
    """Whether nothing is left to show: every statement of the item waits for a person's look."""
    return bool(item.cites) and all(bool(getattr(view, "held_back", None)) for view in item.cites)


def build_before(builds: Sequence[Build], told: str | None, record: Record) -> int:
    """The build after which changes are news: before the last one by default, a number, or the last before a day.

    Raises NotOnRecord for a build that is not there or words that are neither.
    """
    numbers = [build.number for build in builds]
    if not numbers:
        raise NotOnRecord(f"{record.where}: no build is on record; build it again to number its builds from then on")
    if told is None:
        return max(numbers) - 1
    if _is_day(told):
        return max((build.number for build in builds if build.at[:10] < told), default=0)
    if told.isdecimal() and int(told) in {0, *numbers}:
        return int(told)
    raise NotOnRecord(
        f"{told} is no build on record and no day: "
        f"give a build from {numbers[0]} to {numbers[-1]}, or a day as 2031-04-03"
    )


def _is_day(told: str) -> bool:
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False


def _item(change: Change, what: str, cites: Iterable[View | PageLine], was: str = "", now: str = "") -> Item:
    return Item(change.row, change.kind, change.build, what, was, now, tuple(cites))


def _new(change: Change, kind: str) -> Any | None:
    """The row of a kind that a change brought, None for any other change."""
    return change.after if change.kind == kind and change.before is None else None


def _gone(change: Change, kind: str) -> Any | None:
    """The row of a kind that a change took away, None for any other change."""
    return change.before if change.kind == kind and change.after is None else None


def _linked(seen: _Seen, change: Change, kind: str) -> Item | None:
    link: Link | None = _new(change, "links")
    if link is None or link.kind != kind:
        return None
    return _item(change, "", [seen.desk.linked(link)])


def _differ(seen: _Seen, change: Change) -> Item | None:
    return _linked(seen, change, "conflicts")


def _later(seen: _Seen, change: Change) -> Item | None:
    return _linked(seen, change, "changes")


def _settled(seen: _Seen, change: Change) -> Item | None:
    link: Link | None = _gone(change, "links")
    if link is None or link.kind != "conflicts":
        return None
    return _item(change, "", _ends(seen.desk, link))


def _ends(desk: Desk, link: Link) -> Iterable[View | PageLine]:
    """The ends of a link that are still on record: one that went was perhaps rejected, and is not worded again."""
    held = desk.holdings
    for end in (link.a, link.b):
        if said := held.statements.get(end):
            yield desk.told(said)
        if figure := held.figures.get(end):
            yield desk.counted(figure)
        if office := held.offices.get(end):
            yield desk.office(office)


def _origins(seen: _Seen, change: Change) -> Item | None:
    if change.kind not in ("utterances", "stories") or change.before is None or change.after is None:
        return None
    was, now = change.before.origins, change.after.origins
    if was == now:
        return None
    cites = _fresh_renderings(seen, change.after) if change.kind == "utterances" else _fresh_pages(seen, change.after)
    what = "reported from one more place" if now > was else "counts as fewer independent origins than before"
    return _item(change, what, cites, many(was, "independent origin"), many(now, "independent origin"))


def _fresh_renderings(seen: _Seen, utterance: Utterance) -> Iterable[View | PageLine]:
    names = [name for name in utterance.statements if name in seen.new] or [utterance.best]
    return [seen.desk.told(row) for name in names if (row := seen.desk.holdings.statements.get(name))]


def _fresh_pages(seen: _Seen, story: Story) -> Iterable[View | PageLine]:
    return [seen.desk.page(page) for page in story.pages if page in seen.new]


def _dated(seen: _Seen, change: Change) -> Item | None:
    """A page, statement or listing that got another day; what only follows its page is no news of its own."""
    field = {"pages": "published", "statements": "said", "designations": "date"}.get(change.kind)
    if field is None or change.before is None or change.after is None:
        return None
    was, now = getattr(change.before, field), getattr(change.after, field)
    if was.edtf == now.edtf or getattr(change.after, "page", None) in seen.redated:
        return None
    cites = [_worded(seen.desk, change.kind, change.after)]
    return _item(change, f"another day: {now.why}" if now.why else "another day", cites, day_of(was), day_of(now))


def _redated(change: Change) -> bool:
    if change.kind != "pages" or change.before is None or change.after is None:
        return False
    return bool(change.before.published.edtf != change.after.published.edtf)


def _worded(desk: Desk, kind: str, row: Any) -> View | PageLine:
    makers: dict[str, Callable[[Any], View | PageLine]] = {
        "pages": lambda page: desk.page(page.id),
        "statements": desk.told,
        "designations": desk.designation,
    }
    return makers[kind](row)


def _respoken(seen: _Seen, change: Change) -> Item | None:
    before: Statement | None = change.before
    after: Statement | None = change.after
    if change.kind != "statements" or before is None or after is None or names_of(before) == names_of(after):
        return None
    was = "" if seen.desk.held_back(before) else names_of(before)
    return _item(change, "another speaker", [seen.desk.told(after)], was, names_of(after))


def _held(seen: _Seen, change: Change) -> Item | None:
    office: Office | None = _new(change, "offices")
    if office is None:
        return None
    told = office.title.casefold(), office.organization
    others = seen.desk.holdings.titles_of(office.entity, office.person)
    if any((title.casefold(), body) == told and name not in seen.new for name, title, body in others):
        return None
    return _item(change, f"{office.person}, {office.title}", [seen.desk.office(office)])


def _belongs(seen: _Seen, change: Change) -> Item | None:
    row: Membership | None = _new(change, "memberships")
    if row is None:
        return None
    known = seen.desk.holdings.memberships.where("body", row.body)
    if any((one.member, one.role) == (row.member, row.role) and one.id not in seen.new for one in known):
        return None
    return _item(change, f"{row.member}: {row.role} of {row.body}", [seen.desk.membership(row)])


def _listed(seen: _Seen, change: Change) -> Item | None:
    row: Designation | None = _new(change, "designations")
    if row is None:
        return None
    return _item(change, f"{row.target}: {row.status.replace('_', ' ')}", [seen.desk.designation(row)])


def _said(seen: _Seen, change: Change) -> Item | None:
    row: Statement | None = _new(change, "statements")
    if row is None:
        return None
    return _item(change, "", [seen.desk.told(row)])


def _unsaid(seen: _Seen, change: Change) -> Item | None:
    """A statement that is no longer read so: rejected by a person, or read otherwise. Its words are not shown again."""
    row: Statement | None = _gone(change, "statements")
    if row is None:
        return None
    cites = [seen.desk.page(row.page)] if seen.desk.holdings.pages.get(row.page) else []
    return _item(change, f"no longer read as a statement; cite it as {row.id}@{change.build - 1}", cites)


def _read(seen: _Seen, change: Change) -> Item | None:
    page: Page | None = _new(change, "pages")
    if page is None:
        return None
    return _item(change, "", [seen.desk.page(page.id)])


RULES: tuple[tuple[str, Rule], ...] = (
    ("Accounts that differ", _differ),
    ("Differences that are gone", _settled),
    ("Figures with a later value", _later),
    ("Origins", _origins),
    ("Speakers", _respoken),
    ("Days", _dated),
    ("Offices", _held),
    ("Listings", _listed),
    ("Memberships", _belongs),
    ("New reports", _said),
    ("Reports that are gone", _unsaid),
    ("New pages", _read),
)
"""The sections in their order, what cannot wait first, and the rule that finds the items of each."""
