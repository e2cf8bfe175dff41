"""What stands on a page, what was read there, what was left out, and what did it look like?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.model import Mention, Page
from onrecord.serve.desk import Desk
from onrecord.serve.saved import saved_of
from onrecord.serve.views import PageLine, PageView
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, one_of, screen_of
from onrecord.serve.web.marking import LAYERS, Mark, Section, marks_of, sections_of
from onrecord.serve.why import State


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of marks: how many rows it marks, whether they are shown, and the query that turns it over."""

    name: str
    rows: int
    shown: bool
    turned: str


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody on the page who may have a page of their own."""

    id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A way to look at the page: what it is called, and the query that leads there."""

    name: str
    words: str
    query: str


TABS: tuple[Tab, ...] = (
    Tab("text", "text", ""),
    Tab("saved", "page as saved", "?show=saved"),
    Tab("left-out", "what was left out", "?show=left-out"),
)


@dataclass(frozen=True, slots=True)
class ReaderScreen:
    """`/page/<id>`: the page's text with its marks, and all that was read on it.

    `tab` is the way it is looked at: `text`; `left-out`, then only what is no part of the article stands in `sections`;
    `saved`, then `saved` tells whether the page's bytes are unchanged, changed or gone, and `sections` are empty.
    """

    view: PageView
    tab: str
    saved: State | None
    tabs: tuple[Tab, ...]
    layers: tuple[Layer, ...]
    sections: tuple[Section, ...]
    names: tuple[Name, ...]
    revisions: tuple[PageLine, ...]


def reader(asked: Asked) -> Answer:
    """`/page/<id>`: the page. `show` names another tab than the text, `hide` the layers that are not marked."""
    page = one_of(asked, "pages")
    if isinstance(page, Elsewhere):
        return page
    tab = next((each for each in TABS if each.name == asked.given.get("show")), TABS[0])
    hidden = {name for name in asked.given.get("hide", "").split(",") if name in LAYERS}
    names = [mention for mention in asked.desk.holdings.mentions.where("page", page.id) if mention.kind == "name"]
    marks = _marks(asked, page, names)
    rows = Counter(mark.layer for mark in marks if mark.first)
    body = ReaderScreen(
        view=asked.desk.page_view(page),
        tab=tab.name,
        saved=saved_of(page, asked.record.where).state if tab.name == "saved" else None,
        tabs=TABS,
        layers=tuple(Layer(name, rows[name], name not in hidden, _query(tab, hidden ^ {name})) for name in LAYERS),
        sections=tuple(_sections(page, marks, tab, hidden)),
        names=tuple(_names(asked.desk, page, {mention.entity for mention in names if mention.entity})),
        revisions=tuple(asked.desk.page(each.id) for each in asked.desk.holdings.pages.where("revision_of", page.id)),
    )
    line = body.view.line
    cite = f"{line.outlet}, {line.title}, {line.day}, {line.source}; onrecord {page.id}"
    return screen_of(asked, line.title, f"/page/{quote(page.id)}{_query(tab, hidden)}", body, cite=cite)


def _marks(asked: Asked, page: Page, names: list[Mention]) -> list[Mark]:
    held = asked.desk.holdings
    times = held.table("times").where("page", page.id)
    return list(marks_of(held.said_on(page.id), held.counted_on(page.id), times, names))


def _sections(page: Page, marks: list[Mark], tab: Tab, hidden: set[str]) -> Iterable[Section]:
    """What of the page's text a tab shows."""
    if tab.name == "saved":
        return ()
    sections = sections_of(page, marks, hidden=hidden)
    return (part for part in sections if part.left_out) if tab.name == "left-out" else sections


def _query(tab: Tab, hidden: set[str]) -> str:
    """What stands behind the page's address for a tab without some layers."""
    away = f"hide={','.join(name for name in LAYERS if name in hidden)}" if hidden else ""
    return f"{tab.query}&{away}" if tab.query and away else tab.query or (f"?{away}" if away else "")


def _names(desk: Desk, page: Page, entities: Collection[str]) -> Iterable[Name]:
    """The entities of a page that may have a page of their own, by name."""
    desk.holdings.entities.bring(entities)
    found = [entity for name in entities if (entity := desk.holdings.entities.get(name))]
    for entity in sorted(found, key=lambda each: (each.name, each.id)):
        if desk.has_page(entity, named_on=page.id):
            yield Name(entity.id, entity.name, entity.kind)
