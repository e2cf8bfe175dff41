"""What does a reviewer see of a row: the source passage, what was read there, who judged it, and what may be set?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.model import Figure, Judgement, Link, Statement
from onrecord.serve.desk import Desk
from onrecord.serve.harm import WORDED, looked_at, name_of
from onrecord.serve.opinions import differ, opinions_of
from onrecord.serve.passages import Passage
from onrecord.serve.queues import Queued
from onrecord.serve.views import Counted, Linked, PageLine, Told
from onrecord.store import QUOTE_BREAK, Record, Remark, anchors_of, orphans, remarks_on

RULINGS: dict[str, str] = {
    "both": "both accounts stand and differ",
    "same": "the accounts say the same",
    "not comparable": "the accounts are not comparable",
}
"""What a ruling on accounts that differ says, worded for a reader."""

NAMES: dict[str, str] = {"same": "the names are one's", "apart": "the name is somebody else's"}
"""What a decision on names says, worded for a reader."""

STATES: dict[str, str] = {
    "stands": "in force",
    "overruled": "overruled by a later one",
    "waits": "waits: its words are not on record",
    "withdrawn": "taken back",
}
"""How a decision stands, worded for a reader."""


@dataclass(frozen=True, slots=True)
class Side:
    """A name where one page has it."""

    name: str
    page: PageLine
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Joining:
    """Two names that a rule holds to be one's; `why` is its reason, `entity` the id of who they are."""

    id: str
    entity: str
    called: str
    kind: str
    sides: tuple[Side, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of a person in words: what was done, on which words, who, when, why, and how it stands (STATES)."""

    id: str
    did: str
    words: str
    by: str
    at: str
    why: str
    state: str
    row: str


@dataclass(frozen=True, slots=True)
class Item:
    """A row under review.

    `set` are the fields a person may correct, as they are; `seen` is a digest of what stands here, by which a form
    tells what its sender saw; `uses` counts the rows that stand on it. `differ` says that people think otherwise of it.
    """

    id: str
    kind: str
    view: Told | Counted | Linked | Joining
    confidence: float
    uses: int
    set: Mapping[str, str]
    seen: str
    decided: tuple[Decided, ...]
    differ: bool
    remarks: tuple[Remark, ...]

    @property
    def assigned(self) -> str:
        """Whose the row is to look at; empty when it is nobody's."""
        return next((each.words for each in self.remarks if each.kind == "assigned"), "")

    @property
    def comments(self) -> tuple[Remark, ...]:
        """What was said about the row."""
        return tuple(each for each in self.remarks if each.kind == "comment")


def items_of(record: Record, desk: Desk, queued: Iterable[Queued]) -> list[Item]:
    """The rows of a queue as they are shown; what is no longer on record, or has no review, is left out."""
    rows = list(queued)
    remarks: dict[str, list[Remark]] = {}
    for each in remarks_on(record, [row.id for row in rows]):
        remarks.setdefault(each.row, []).append(each)
    items = (_item(desk, row, remarks.get(row.id, ())) for row in rows)
    return [item for item in items if item is not None]


def item_of(record: Record, desk: Desk, name: str) -> Item | None:
    """One row; None when it is not on record, or of a kind that has no review."""
    return next(iter(items_of(record, desk, [Queued(name, 0.0, 0)])), None)


def _item(desk: Desk, queued: Queued, remarks: Iterable[Remark]) -> Item | None:
    for kind in ("statements", "figures", "links", "judgements"):
        if (row := desk.holdings.table(kind).get(queued.id)) is not None and (view := _view(desk, row)) is not None:
            several = desk.holdings.judged(row.id)
            return Item(
                id=row.id,
                kind=kind,
                view=view,
                confidence=getattr(row, "confidence", queued.confidence),
                uses=queued.uses,
                set=_set(row),
                seen=seen_of(row, several),
                decided=tuple(decided_of(several)),
                differ=differ(opinions_of(several)),
                remarks=tuple(remarks),
            )
    return None


def _view(desk: Desk, row: Any) -> Told | Counted | Linked | Joining | None:
    if isinstance(row, Statement):
        return desk.told(row)
    if isinstance(row, Figure):
        return desk.counted(row)
    if isinstance(row, Link):
        linked = desk.linked(row)
        return linked if row.kind == "conflicts" and not linked.held_back else None
    return _joining(desk, row)


def _joining(desk: Desk, row: Judgement) -> Joining | None:
    """A rule's joining of two names; None for any other decision, and where nobody may have an actor's page."""
    entity = desk.holdings.entities.get(row.value)
    if row.kind != "same" or not row.by.startswith("rule:") or entity is None or not desk.has_page(entity):
        return None
    places = zip(row.target[::2], row.target[1::2], strict=True)
    sides = tuple(_side(desk, page, name) for page, name in places)
    return Joining(row.id, entity.id, entity.name, entity.kind, sides, row.why)


def _side(desk: Desk, page: str, name: str) -> Side:
    mentions = (each for each in desk.holdings.mentions.where("page", page) if each.text == name)
    first = min(mentions, key=lambda each: each.start, default=None)
    passage = desk.passage(desk.holdings.pages[page], first.start, first.end) if first else None
    return Side(name, desk.page(page), passage)


MOST_PAGES = 50
"""Pages offered to split a name off on; of a name on more of them it is done with the page's id: onrecord judge."""


def pages_naming(desk: Desk, entity: str) -> list[PageLine]:
    """Some pages that name somebody, by their outlets and titles."""
    mentions = desk.holdings.mentions.where("entity", entity)
    pages = list(dict.fromkeys(each.page for each in mentions if each.kind == "name"))[:MOST_PAGES]
    desk.bring_pages(pages)
    return sorted(map(desk.page, pages), key=lambda page: (page.outlet, page.title, page.id))


def _set(row: Any) -> dict[str, str]:
    """What of a row a person may set, as it is now."""
    if isinstance(row, Statement):
        return {
            "speaker": " or ".join(map(name_of, row.speakers)),
            "said": row.said.edtf or "",
            "words": QUOTE_BREAK.join(cite.text for cite in row.content),
        }
    if isinstance(row, Figure):
        return {"value": bounds_of(row), "as_of": row.as_of.edtf or ""}
    return {}


def bounds_of(figure: Figure) -> str:
    """The bounds of a figure as a decision writes them: `1700`, `1700..1900`, `..4000`, `4000..`; empty for none."""
    low, high = (f"{bound:.15g}" if bound is not None else "" for bound in (figure.low, figure.high))
    return low if low == high else f"{low}..{high}"


MEANING: dict[type, tuple[str, ...]] = {
    Statement: ("content", "speakers", "said", "review", "confidence"),
    Figure: ("text", "low", "high", "as_of", "given_by", "confidence"),
    Link: ("kind", "a", "b", "by"),
    Judgement: ("target", "value", "withdrawn"),
}
"""Fields whose change means that what a reviewer saw is no longer so; a row's story or series is no matter."""


def seen_of(row: Any, judgements: Iterable[Judgement]) -> str:
    """A digest of a row and of the decisions on it."""
    fields = [getattr(row, name) for name in MEANING[type(row)]]
    decided = [(each.id, each.withdrawn) for each in judgements]
    return hashlib.sha256(msgspec.json.encode((fields, decided))).hexdigest()[:16]


def decided_of(judgements: Iterable[Judgement], row: str = "") -> Iterable[Decided]:
    """The decisions on one row in words, oldest first."""
    several = list(judgements)
    standing = looked_at(several)
    last = {each.kind: each.id for each in standing}
    gone = bool(standing) and standing[-1].kind == "reject"
    for each in several:
        counts = each.id == standing[-1].id if gone else last.get(each.kind) == each.id and each.kind != "reject"
        yield decision_of(each, "withdrawn" if each.withdrawn else "stands" if counts else "overruled", row)


def decision_of(judgement: Judgement, state: str, row: str = "") -> Decided:
    """A decision in words; `state` is one of STATES."""
    return Decided(
        id=judgement.id,
        did=_did(judgement),
        words=" / ".join(anchor[1] for anchor in anchors_of(judgement)),
        by=judgement.by.removeprefix("person:"),
        at=judgement.at,
        why=judgement.why,
        state=state,
        row=row,
    )


def _did(judgement: Judgement) -> str:
    if judgement.kind == "conflict":
        return RULINGS.get(judgement.value, judgement.value)
    did = NAMES.get(judgement.kind) or WORDED.get(judgement.kind, judgement.kind)
    return f"{did}: {judgement.value}" if judgement.value else did


def lately(record: Record, desk: Desk) -> list[Decided]:
    """All that people decided of rows, the latest first, each with a row it holds on."""
    found: dict[str, Decided] = {each.id: each for each in orphaned(record)}
    for row, several in desk.holdings.all_judged().items():
        found |= {each.id: each for each in decided_of(several, row)}
    return sorted(found.values(), key=lambda each: (each.at, each.id), reverse=True)


def orphaned(record: Record) -> list[Decided]:
    """Decisions whose words are not on record: they wait, and move to no others. Unsettled ones may yet find theirs."""
    state = "waits" if record.settled else "stands"
    return [decision_of(each, state) for each in orphans(record)]
