"""What is found for words?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from onrecord.serve.finds import finds_of
from onrecord.serve.views import Finds, PageLine, View
from onrecord.serve.web.asking import Answer, Asked, screen_of
from onrecord.serve.web.question import narrowed, question_of
from onrecord.store.search import search as look

MOST_FOUND = 50
"""Rows that a search shows."""

MOST_FACETS = 8
"""Ways offered to narrow a search by kind, and by outlet."""

LONGEST = 100
"""Characters of an outlet's name that can be asked for."""

KIND_OF: dict[str, str] = {"PageHit": "pages", "Told": "statements", "Counted": "figures", "ActorLine": "entities"}
"""What kind of row a view in the finds shows."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a search: what it is called, how many of the rows shown it keeps, the question that does it."""

    words: str
    count: int
    question: str


@dataclass(frozen=True, slots=True)
class SearchScreen:
    """`/search?q=`: the rows that were found, best first; `trouble` says what of the question cannot be answered."""

    question: str
    finds: Finds | None
    facets: tuple[Facet, ...]
    trouble: str


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
    return screen_of(asked, title, f"/search?{urlencode({'q': typed})}", body)


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
