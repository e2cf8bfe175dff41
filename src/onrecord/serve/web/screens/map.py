"""Which places do pages name, and where are they?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from onrecord.serve.atlas import CALLED, Atlas, atlas_of, rows_at
from onrecord.serve.desk import Desk
from onrecord.serve.happenings import happening
from onrecord.serve.moments import names_private
from onrecord.serve.once import once
from onrecord.serve.passing import passed
from onrecord.serve.web.asking import Answer, Asked, screen_of
from onrecord.serve.worldmap import WorldMap, map_of

MOST_ROWS = 25
"""Rows of each kind that are listed for a place."""

LONGEST = 300
"""Characters of a name that can be asked for."""

SHOWN: dict[str, Callable[[Desk, Any], Any]] = {
    "pages": lambda desk, row: desk.page(row.id),
    "statements": lambda desk, row: desk.told(row),
    "figures": lambda desk, row: desk.counted(row),
    "events": happening,
}
"""How a row of each kind is worded: by the desk, as everywhere."""


@dataclass(frozen=True, slots=True)
class MapScreen:
    """`/map`: places by how often rows name them; `?country=` one state's, `?place=` the rows of one place."""

    atlas: Atlas
    country: str
    country_name: str
    place: str
    rows: tuple[Any, ...]

    def drawn(self) -> WorldMap:
        """The atlas as drawn."""
        return map_of(self.atlas)


def world(asked: Asked) -> Answer:
    """`/map`: the places that pages name."""
    country = asked.given.get("country", "").upper()[:2]
    place = asked.given.get("place", "")[:LONGEST]
    atlas = once(asked.record, ("atlas", country), lambda: atlas_of(asked.record, asked.desk, country=country))
    rows = tuple(_rows(asked, place)) if place else ()
    name = CALLED.get(country, country)
    body = MapScreen(atlas, country, name, place, rows)
    query = urlencode({key: words for key, words in (("country", country), ("place", place)) if words})
    title = " · ".join(filter(None, ("Map", name, place)))
    return screen_of(asked, title, f"/map?{query}" if query else "/map", body)


def _rows(asked: Asked, place: str) -> Iterator[Any]:
    held = asked.desk.holdings
    for kind, name in list(rows_at(asked.record, asked.desk, place, most=MOST_ROWS)):
        row = held.table(kind).get(name)
        if row and not names_private(asked.desk, row):
            yield from passed([SHOWN[kind](asked.desk, row)])
