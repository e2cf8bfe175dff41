"""Two invented pages that give different numbers for one thing, as a record that is settled as a build settles it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import make
from onrecord.corroborate import trace_of
from onrecord.model import Figure, Link, Named, Page, Reading, Series, Statement
from onrecord.settling import settle
from onrecord.store import Record

OPENING = (
    "The reservoir behind the Sarn dam burst its banks on Thursday night and the commission of the Tavra river met in "
    "Lurin at dawn."
)
WORDS = "The gates of the dam stay shut until the talks resume"


def page_of(name: str, outlet: str, words: str) -> Page:
    text = f"{OPENING} {words} were moved from Lurin on 3 April 2031.\n\n{WORDS}, Water Minister Ada Lindqvist said."
    return make.page(text, name=name, title="Families moved from Lurin", published="2031-04-03", outlet=outlet)


def reading_of(page: Page, words: str, low: float, *, confidence: float = 0.4) -> Reading:
    figure = make.figure(page, words, low, low, counted="families", as_of="2031-04-03")
    scope = replace(figure.scope, place="Lurin", doing="moved")
    figure = replace(figure, scope=scope, place="Lurin", confidence=0.6)
    said = make.statement(page, "Ada Lindqvist", WORDS, cue="said", confidence=confidence)
    name = make.mention(page, "Ada Lindqvist", cluster=0)
    named = Named(0, "Ada Lindqvist", "person", ("Ada Lindqvist",), ("minister", "water"), 1)
    office = make.office(page, "Ada Lindqvist", "Water Minister", "Belmara", "Water Minister Ada Lindqvist")
    return make.reading(
        page, trace_of(page), figures=(figure,), statements=(said,), mentions=(name,), named=(named,), offices=(office,)
    )


COURIER = page_of("courier.txt", "Tavra Courier", "1,700 families")
HERALD = page_of("herald.txt", "Osk Herald", "900 families")


def record_at(path: Path) -> Record:
    """Both pages on a real record on disk."""
    record = Record.open(path, create=True)
    record.add([reading_of(COURIER, "1,700 families", 1700.0), reading_of(HERALD, "900 families", 900.0)])
    settle(record)
    return record


def figure(record: Record, page: Page = COURIER) -> Figure:
    """The figure of a page."""
    (found,) = record.figures(page=page.id)
    return found


def statement(record: Record, page: Page = COURIER) -> Statement:
    """The statement of a page."""
    (found,) = record.statements(page=page.id)
    return found


def conflict(record: Record) -> Link:
    """The link between the two figures while it says that accounts differ."""
    (found,) = record.rows("links", kind="conflicts")
    return found


def series(record: Record) -> Series:
    """The series of the two figures."""
    return next(row for row in record.series() if len(row.figures) == 2)
