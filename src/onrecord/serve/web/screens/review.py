"""What should a person look at?"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.serve.views import Told
from onrecord.serve.web.asking import Answer, Asked, Sheet, screen_of, sheet_of, sheet_path


@dataclass(frozen=True, slots=True)
class ReviewScreen:
    """`/review`: statements that a person should look at, the least sure first."""

    sheet: Sheet[Told]


def review(asked: Asked) -> Answer:
    """`/review`: statements that a person should look at, the least sure first."""
    desk = asked.desk
    waiting = [(said.confidence, said.id) for said in asked.record.rows("statements") if desk.held_back(said)]
    sheet = sheet_of(sorted(waiting), asked.sheet())
    body = ReviewScreen(sheet.showing(desk.told(desk.holdings.statements[name]) for _, name in sheet.rows))
    return screen_of(asked, "For review", sheet_path("/review", sheet.number), body)
