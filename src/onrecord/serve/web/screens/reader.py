"""What stands on a page, and what was read there?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.serve.desk import Desk
from onrecord.serve.passing import has_page
from onrecord.serve.views import PageLine, PageView
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, one_of, screen_of
from onrecord.serve.web.marking import LAYERS, Section, marks_of, sections_of


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
class ReaderScreen:
    """`/page/<id>`: the page's text with its marks, and all that was read on it."""

    view: PageView
    layers: tuple[Layer, ...]
    sections: tuple[Section, ...]
    names: tuple[Name, ...]
    revisions: tuple[PageLine, ...]


def reader(asked: Asked) -> Answer:
    """`/page/<id>`: the page's text with its marks. `hide` names the layers that are not marked."""
    page = one_of(asked, "pages")
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
    return screen_of(asked, line.title, f"/page/{quote(page.id)}{_hidden(hidden)}", body, cite=cite)


def _turned(hidden: set[str], layer: str) -> str:
    return _hidden(hidden ^ {layer}) or "?"


def _hidden(layers: set[str]) -> str:
    return f"?hide={','.join(name for name in LAYERS if name in layers)}" if layers else ""


def _names(desk: Desk, entities: Iterable[str]) -> Iterable[Name]:
    """The entities that may have a page, by name."""
    found = [entity for name in entities if (entity := desk.holdings.entities.get(name))]
    for entity in sorted(found, key=lambda each: (each.name, each.id)):
        if has_page(desk, entity):
            yield Name(entity.id, entity.name, entity.kind)
