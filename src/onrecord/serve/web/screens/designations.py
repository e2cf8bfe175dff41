"""Who listed whom, step by step?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from onrecord.serve.listings import STATUSES, Matrix, Wanted, matrix_of, steps
from onrecord.serve.views import DesignationLine
from onrecord.serve.web.asking import Answer, Asked, Sheet, screen_of, sheet_of

LONGEST = 300
"""Characters of a name that can be asked for."""


@dataclass(frozen=True, slots=True)
class DesignationsScreen:
    """`/designations`: targets by authorities with the steps of listing, and every step with its source.

    `?target=`, `?authority=` and `?status=` narrow both.
    """

    wanted: Wanted
    matrix: Matrix
    sheet: Sheet[DesignationLine]

    def statuses(self) -> tuple[str, ...]:
        """The steps there are."""
        return STATUSES

    def address(self, **other: str | int) -> str:
        """The address of these listings, with some of what it asks for told otherwise."""
        names = ("target", "authority", "status")
        told = {name: getattr(self.wanted, name) for name in names} | other
        asked = urlencode({name: words for name, words in told.items() if words})
        return f"/designations?{asked}" if asked else "/designations"


def designations(asked: Asked) -> Answer:
    """`/designations`: steps of listing, target by target in order of time."""
    wanted = Wanted(*(asked.given.get(name, "")[:LONGEST] for name in ("target", "authority", "status")))
    found = steps(asked.record, wanted)
    sheet = sheet_of([name for _, _, name, _ in found], asked.sheet())
    held, desk = asked.desk.holdings.designations, asked.desk
    held.bring(sheet.rows)
    rows = [row for name in sheet.rows if (row := held.get(name))]
    desk.bring_pages(row.page for row in rows)
    body = DesignationsScreen(wanted, matrix_of(desk, found), sheet.showing(map(desk.designation, rows)))
    path = body.address(sheet=str(sheet.number) if sheet.number > 1 else "")
    title = " · ".join(filter(None, ("Listings, step by step", wanted.target, wanted.authority, wanted.status)))
    return screen_of(asked, title.replace("_", " "), path, body)
