"""What is found for words, or left by what narrows a search?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from onrecord.serve.finds import finds_of
from onrecord.serve.listed import listed
from onrecord.serve.meant import speakers_meant, words_meant
from onrecord.serve.views import Finds
from onrecord.serve.web.asking import Answer, Asked, screen_of
from onrecord.serve.web.question import Question, narrowed, question_of
from onrecord.store import Record
from onrecord.store.alike import alike
from onrecord.store.search import Finding, find
from onrecord.store.seeking import Narrowing

ON_A_SHEET = 20
"""Rows on a sheet of what was found."""

LONGEST = 100
"""Characters of an outlet's name that can be asked for."""

ORDERS: dict[str, str] = {"best": "best first", "day": "newest first"}
"""How what was found may stand, worded for a reader."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a search: by `kind` or `outlet`, what it is called, how many rows it keeps, the question."""

    by: str
    words: str
    count: int
    question: str


@dataclass(frozen=True, slots=True)
class Order:
    """A way in which what was found may stand, and whether it does."""

    name: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Instead:
    """What may have been meant, and the question that asks for it."""

    words: str
    question: str


@dataclass(frozen=True, slots=True)
class SearchScreen:
    """`/search?q=&sort=&sheet=`: the rows that were found; `trouble` says what of the question cannot be answered.

    `total` rows were found on `sheets` sheets, or (`more`) at least so many; `newest` tells that they are too many to
    be ranked. The facets count the first `counted` of them. `instead` are questions that may have been meant where
    nothing was found. `alike` are the ids of those rows of the sheet that do not hold the words: they are like them in
    meaning.
    """

    question: str
    finds: Finds | None
    facets: tuple[Facet, ...]
    trouble: str
    orders: tuple[Order, ...] = ()
    total: int = 0
    more: bool = False
    newest: bool = False
    counted: int = 0
    number: int = 1
    sheets: int = 1
    instead: tuple[Instead, ...] = ()
    alike: tuple[str, ...] = ()


def search(asked: Asked) -> Answer:
    """`/search?q=`: words in pages, statements, figures and names; without words the newest that fit."""
    typed = asked.given.get("q", "")
    question = question_of(typed)
    trouble = question.trouble()
    title = f"Search: {question.words or typed}" if question.asks else "Search"
    orders = ORDERS if question.words else {"day": ORDERS["day"]}
    order = asked.given.get("sort", "")
    order = order if order in orders else next(iter(orders))
    if trouble or not question.asks:
        return screen_of(asked, title, _path(typed, "best", 1), SearchScreen(typed, None, (), trouble))
    found, number = _on_sheet(_asks(asked.record, question, order), asked.sheet())
    finds = finds_of(asked.desk, question.words, found.found)
    body = SearchScreen(
        typed, finds, tuple(_facets(typed, found, finds.held_back)), trouble,
        orders=tuple(Order(name, words, name == order) for name, words in orders.items()),
        total=found.total - finds.held_back, more=found.more,
        newest=found.newest and order == "best", counted=found.counted,
        number=number, sheets=_sheets(found),
        alike=tuple(sorted(found.alike & {hit.id for hit in found.found})),
        instead=() if found.total else tuple(_instead(asked, typed, question)),
    )  # fmt: skip
    return screen_of(asked, title, _path(typed, order, number), body)


def _asks(record: Record, question: Question, order: str) -> Callable[..., Finding]:
    """What finds the rows from one on."""
    wanted = Narrowing(*(getattr(question, name) or None for name in NARROWED))
    if not question.words:
        return partial(listed, record, wanted, limit=ON_A_SHEET)
    also = alike(record, question.words, wanted) if order == "best" else []
    return partial(find, record, question.words, wanted, limit=ON_A_SHEET, by_day=order == "day", also=also)


def _on_sheet(asks: Callable[..., Finding], number: int) -> tuple[Finding, int]:
    """What was found on a sheet, and its number: beyond the last one it is the last."""
    found = asks(start=(number - 1) * ON_A_SHEET)
    last = _sheets(found)
    return (found, number) if number <= last else (asks(start=(last - 1) * ON_A_SHEET), last)


def _sheets(found: Finding) -> int:
    return max(1, -(-found.counted // ON_A_SHEET))


NARROWED: tuple[str, ...] = ("kind", "speaker", "outlet", "since", "until")
"""What narrows a question, in the order of `Narrowing`."""


def _instead(asked: Asked, typed: str, question: Question) -> Iterator[Instead]:
    """What to ask instead: other words, another speaker, or less narrowly."""
    for meant in words_meant(asked.record, question.words) if question.words else ():
        yield Instead(meant.words, typed.replace(question.words, meant.words))
    for meant in speakers_meant(asked.desk, question.speaker) if question.speaker else ():
        yield Instead(f"speaker {meant.words}", narrowed(typed, "speaker", meant.words))
    if question.words and typed.strip() != question.words:
        yield Instead(f"{question.words}, wherever it stands", question.words)


def _path(typed: str, order: str, sheet: int) -> str:
    given = {"q": typed, "sort": order if order != "best" else "", "sheet": str(sheet) if sheet > 1 else ""}
    return f"/search?{urlencode({name: words for name, words in given.items() if words or name == 'q'})}"


def _facets(typed: str, found: Finding, waiting: int) -> Iterator[Facet]:
    """The kinds and outlets of what was found, where there is more than one to choose from.

    Statements of the sheet that wait for a person's look are not counted.
    """
    shown = ((kind, count - waiting * (kind == "statements")) for kind, count in found.kinds)
    for name, counts in (("kind", [each for each in shown if each[1]]), ("outlet", found.outlets)):
        fitting = [(words, count) for words, count in counts if len(words) < LONGEST]
        if len(fitting) > 1:
            yield from (Facet(name, words, count, narrowed(typed, name, words)) for words, count in fitting)
