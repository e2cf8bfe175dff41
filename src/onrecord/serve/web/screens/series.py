"""Which figures of one counted thing were given, by whom, as of when?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from onrecord.serve.passing import passed
from onrecord.serve.views import Linked, Run
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, one_of, screen_of


@dataclass(frozen=True, slots=True)
class SeriesScreen:
    """`/series/<id>`: the figures of one counted thing in time order, and where accounts of them differ."""

    run: Run
    links: tuple[Linked, ...]


def series(asked: Asked) -> Answer:
    """`/series/<id>`: the figures of one counted thing."""
    found = one_of(asked, "series")
    if isinstance(found, Elsewhere):
        return found
    links = {link.id: link for name in found.figures for link in asked.desk.holdings.links_of(name)}
    told = (asked.desk.linked(links[name]) for name in sorted(links))
    body = SeriesScreen(asked.desk.run(found), passed(told))
    return screen_of(asked, f"{found.counted or found.unit}: {body.run.verdict}", f"/series/{quote(found.id)}", body)
