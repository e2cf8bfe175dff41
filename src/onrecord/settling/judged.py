"""What did people decide about the rows of a page, and of accounts that differ, and on which rows does that hold?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from onrecord import resolve
from onrecord.model import Claims, Figure, Judgement, Page, PageId, Statement
from onrecord.store import (
    BY_PEOPLE,
    CONFLICT,
    anchor_of,
    anchors_of,
    apply,
    apply_to_figure,
    rulings,
    standing,
    text_hash,
)

ON_NAMES = frozenset({"same", "apart"})
"""Decisions on names; they hold on pages."""


class Decisions:
    """What people decided of rows. It is shown page after page, and remembers on which rows each judgement holds."""

    def __init__(self, decided: Sequence[Judgement]) -> None:
        self.rulings = rulings(decided)
        self._standing = standing(decided)
        self._about: dict[tuple[str, ...], list[Judgement]] = defaultdict(list)
        for each in decided:
            for anchor in anchors_of(each) if each.kind in BY_PEOPLE else ():
                self._about[anchor].append(each)
        self._texts = {anchor[0] for anchor in self._about}
        self._rows: dict[tuple[str, ...], list[str]] = defaultdict(list)

    def applied(self, page: Page, claims: Claims, known: resolve.Known) -> Claims:
        """The claims as people left them: what was rejected is gone, what was corrected stands corrected."""
        text = text_hash(page) if self._texts else ""
        if text not in self._texts:
            return claims
        self._found(page.id, text, (*claims.statements, *claims.figures), page)
        judged = (apply(self._standing, page, statement) for statement in claims.statements)
        kept = tuple(resolve.spoken(statement, known) for statement in judged if statement is not None)
        said = {statement.id: statement for statement in kept}
        told = (replace(f, given_by=()) if f.statement in said else replace(f, statement=None) for f in claims.figures)
        given = (resolve.given(figure, said.get(figure.statement or "")) for figure in told)
        counted = (apply_to_figure(self._standing, page, figure) for figure in given)
        return replace(claims, statements=kept, figures=tuple(figure for figure in counted if figure is not None))

    def _found(self, name: PageId, text: str, rows: Iterable[Statement | Figure], page: Page) -> None:
        for row in rows:
            if (anchor := anchor_of(page, row)) in self._about:
                self._rows[anchor].append(row.id)
        for anchor, several in self._about.items():
            if anchor[0] == text and any(each.kind in ON_NAMES for each in several):
                self._rows[anchor].append(name)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each judgement with each row that it is about; a ruling holds on a link (see rulings.py)."""
        for anchor, rows in self._rows.items():
            about = [each for each in self._about[anchor] if each.kind != CONFLICT]
            yield from ((each.id, row) for each in about for row in rows)

    def ends(self, ruling: Judgement) -> Iterator[tuple[str, ...]]:
        """The pairs of rows that a ruling is about."""
        return product(*(self._rows.get(anchor, ()) for anchor in anchors_of(ruling)))
