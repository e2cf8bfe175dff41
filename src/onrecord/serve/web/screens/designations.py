"""Who listed whom, step by step?"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.serve.views import DesignationLine
from onrecord.serve.web.asking import Answer, Asked, Sheet, screen_of, sheet_of, sheet_path


@dataclass(frozen=True, slots=True)
class DesignationsScreen:
    """`/designations`: steps of listing by target, each with its source."""

    sheet: Sheet[DesignationLine]


def designations(asked: Asked) -> Answer:
    """`/designations`: steps of listing, target by target in order of time."""
    rows = sorted(asked.record.rows("designations"), key=lambda each: (each.target, each.date.edtf or "9", each.id))
    sheet = sheet_of(rows, asked.sheet())
    body = DesignationsScreen(sheet.showing(map(asked.desk.designation, sheet.rows)))
    return screen_of(asked, "Listings, step by step", sheet_path("/designations", sheet.number), body)
