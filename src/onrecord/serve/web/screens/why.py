"""Why does the record say so, back to raw bytes?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from onrecord.model import Entity
from onrecord.serve.passing import has_page, is_shown, without_waiting
from onrecord.serve.web.asking import PRIVATE, WAITS, Answer, Asked, Elsewhere, address_of, screen_of
from onrecord.serve.why import Why, bytes_beside, why_of


@dataclass(frozen=True, slots=True)
class WhyScreen:
    """`/why/<id>`: from a row back to raw bytes; `held_back` counts rows that are not shown with it."""

    why: Why
    address: str
    held_back: int


def why(asked: Asked) -> Answer:
    """`/why/<id>`: from a row back to raw bytes. Rows that wait for review are counted where others lead to them."""
    kind, found = asked.desk.holdings.find(asked.name)
    if found.id != asked.name:
        return Elsewhere(f"/why/{quote(found.id, safe='')}")
    if isinstance(found, Entity) and not has_page(asked.desk, found):
        return PRIVATE
    if not is_shown(asked.desk, found):
        return WAITS
    trail = why_of(asked.desk, found.id, bytes_of=bytes_beside(asked.record.where))
    shown = without_waiting(asked.desk, found, trail)
    hidden = len(trail.parts) + len(trail.joined) - len(shown.parts) - len(shown.joined)
    body = WhyScreen(shown, address_of(kind, found), hidden)
    return screen_of(asked, f"Why: {shown.says}", f"/why/{quote(found.id)}", body)
