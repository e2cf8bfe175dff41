"""Why does the record say so, back to raw bytes?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from onrecord.serve.passing import Barred, barred, trail_of
from onrecord.serve.web.asking import PRIVATE, WAITS, Answer, Asked, Elsewhere, Problem, address_of, screen_of
from onrecord.serve.why import Why


@dataclass(frozen=True, slots=True)
class WhyScreen:
    """`/why/<id>`: from a row back to raw bytes; `held_back` counts rows that are not shown with it."""

    why: Why
    address: str
    held_back: int


TOLD: dict[Barred, Problem] = {"private": PRIVATE, "waits": WAITS}
"""Why there is no trail of a row, as a screen says it."""


def why(asked: Asked) -> Answer:
    """`/why/<id>`: from a row back to raw bytes. Rows that wait for review are counted where others lead to them."""
    kind, found = asked.desk.holdings.find(asked.name)
    if found.id != asked.name:
        return Elsewhere(f"/why/{quote(found.id, safe='')}")
    if reason := barred(asked.desk, found):
        return TOLD[reason]
    trail = trail_of(asked.desk, found.id, where=asked.record.where)
    body = WhyScreen(trail.why, address_of(kind, found), trail.held_back)
    return screen_of(asked, f"Why: {trail.why.says}", f"/why/{quote(found.id)}", body)
