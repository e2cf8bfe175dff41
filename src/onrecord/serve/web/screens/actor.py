"""Who is this, in which office, and what is reported of them?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote

from onrecord.serve.passing import has_page
from onrecord.serve.views import Actor, MembershipLine, Told
from onrecord.serve.web.asking import PRIVATE, Answer, Asked, Elsewhere, Sheet, one_of, screen_of, sheet_of, sheet_path


@dataclass(frozen=True, slots=True)
class ActorScreen:
    """`/actor/<id>`: somebody in an office or public role, or a body."""

    actor: Actor
    statements: Sheet[Told]
    memberships: tuple[MembershipLine, ...]


def actor(asked: Asked) -> Answer:
    """`/actor/<id>`: somebody in an office or public role, or a body; nobody else has a page."""
    entity = one_of(asked, "entities")
    if isinstance(entity, Elsewhere):
        return entity
    if not has_page(asked.desk, entity):
        return PRIVATE
    whole = asked.desk.actor(entity)
    sheet = sheet_of(whole.statements, asked.sheet())
    held = asked.desk.holdings.memberships
    rows = {each.id: each for each in (*held.where("member", entity.name), *held.where("body", entity.name))}
    body = ActorScreen(replace(whole, statements=()), sheet, tuple(map(asked.desk.membership, rows.values())))
    return screen_of(asked, whole.name, sheet_path(f"/actor/{quote(entity.id)}", sheet.number), body)
