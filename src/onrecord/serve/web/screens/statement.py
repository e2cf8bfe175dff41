"""Who said this, according to whom, and what agrees or differs with it?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from onrecord.serve.chains import Origins, Step, chains_of, origins_of
from onrecord.serve.passing import links_of
from onrecord.serve.views import Linked, Told
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, one_of, screen_of


@dataclass(frozen=True, slots=True)
class StatementScreen:
    """`/statement/<id>`: one statement, by which way it came, and what it agrees or differs with."""

    told: Told
    origins: Origins | None
    chains: tuple[tuple[Step, ...], ...]
    links: tuple[Linked, ...]


def statement(asked: Asked) -> Answer:
    """`/statement/<id>`: a statement; one that waits for review is shown here with its reason, and with no others."""
    said = one_of(asked, "statements")
    if isinstance(said, Elsewhere):
        return said
    told = asked.desk.told(said)
    links = () if told.held_back else links_of(asked.desk, said.id)
    body = StatementScreen(told, origins_of(asked.desk, said), chains_of(asked.desk, said), links)
    title = f"{told.page.outlet}: {told.words}"
    return screen_of(asked, title, f"/statement/{quote(said.id)}", body, cite=told.citation)
