"""Where do accounts differ?"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.serve.views import Linked
from onrecord.serve.web.asking import Answer, Asked, Sheet, screen_of, sheet_of, sheet_path


@dataclass(frozen=True, slots=True)
class ConflictsScreen:
    """`/conflicts`: claim against claim. `held_back` counts those of this sheet that wait for a person's look."""

    sheet: Sheet[Linked]
    held_back: int


def conflicts(asked: Asked) -> Answer:
    """`/conflicts`: claim against claim."""
    links = tuple(asked.record.rows("links", kind="conflicts"))
    sheet = sheet_of(links, asked.sheet())
    shown = asked.desk.differences(sheet.rows)
    body = ConflictsScreen(sheet.showing(shown), len(sheet.rows) - len(shown))
    return screen_of(asked, "Accounts differ", sheet_path("/conflicts", sheet.number), body)
