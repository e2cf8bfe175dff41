"""Where do accounts differ?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Link
from onrecord.serve.desk import Desk
from onrecord.serve.items import Decided, decided_of, seen_of
from onrecord.serve.passing import passed
from onrecord.serve.views import Linked
from onrecord.serve.web.asking import Answer, Asked, Sheet, screen_of, sheet_of, sheet_path
from onrecord.serve.words import scope_of


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of two accounts that differ, as far as both must be alike to be compared: what, of what, as of when."""

    row: str
    who: str
    about: str
    scope: str
    day: str


@dataclass(frozen=True, slots=True)
class Differing:
    """Two accounts that differ, each side's claim, and the rows themselves; `pair` says why they are set together.

    `decided` is what people decided of them; a decision carries `seen`, so that no other is overlooked meanwhile.
    """

    id: str
    pair: Linked
    claims: tuple[Claim, ...]
    decided: tuple[Decided, ...]
    seen: str


@dataclass(frozen=True, slots=True)
class ConflictsScreen:
    """`/conflicts`: claim against claim. `held_back` counts those of this sheet that wait for a person's look."""

    sheet: Sheet[Differing]
    held_back: int


def conflicts(asked: Asked) -> Answer:
    """`/conflicts`: claim against claim."""
    links = tuple(asked.record.rows("links", kind="conflicts"))
    sheet = sheet_of(links, asked.sheet())
    shown = asked.desk.differences(sheet.rows)
    rows = {link.id: link for link in sheet.rows}
    differing = (_differing(asked.desk, rows[pair.id], pair) for pair in shown)
    body = ConflictsScreen(sheet.showing(differing), len(sheet.rows) - len(shown))
    return screen_of(asked, "Accounts differ", sheet_path("/conflicts", sheet.number), body)


def _differing(desk: Desk, link: Link, pair: Linked) -> Differing:
    judged = desk.holdings.judged(link.id)
    decided = tuple(decided_of(judged, link.id))
    return Differing(link.id, pair, tuple(_claims(desk, pair)), decided, seen_of(link, judged))


def _claims(desk: Desk, pair: Linked) -> Iterator[Claim]:
    for said in passed(pair.statements):
        yield Claim(
            said.id, f"{said.page.outlet} reports that {said.speaker} said", said.words, said.occasion, said.day
        )
    for figure in pair.figures:
        row = desk.holdings.figures.get(figure.id)
        scope = scope_of(row.scope, told=figure.counted) if row else ""
        yield Claim(figure.id, figure.lead, f"{figure.words} ({figure.counted})", scope, figure.as_of)
