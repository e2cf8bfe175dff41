"""Who said this, according to whom, and what agrees or differs with it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from onrecord.model import Statement
from onrecord.serve.career import office_as_of
from onrecord.serve.chains import Branch, Origins, branches_of, chains_of, origins_of
from onrecord.serve.passages import Piece
from onrecord.serve.passing import links_of
from onrecord.serve.views import Linked, OfficeLine, Told
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, one_of, screen_of
from onrecord.serve.web.differing import differing

MOST_RENDERINGS = 8
"""Other renderings shown beside a statement; the utterance's own screen has all."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The same utterance as another page has it; `pieces` marks the words that the statement has not."""

    told: Told
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class StatementScreen:
    """`/statement/<id>`: one statement, by which way it came, and what it agrees or differs with.

    `office` is the speaker's as a page names it nearest to the day of the saying, `others` are other renderings.
    """

    told: Told
    office: OfficeLine | None
    others: tuple[Rendering, ...]
    origins: Origins | None
    way: tuple[Branch, ...]
    links: tuple[Linked, ...]


def statement(asked: Asked) -> Answer:
    """`/statement/<id>`: a statement; one that waits for review is shown here with its reason, and with no others."""
    said = one_of(asked, "statements")
    if isinstance(said, Elsewhere):
        return said
    told = asked.desk.told(said)
    links = () if told.held_back else links_of(asked.desk, said.id)
    body = StatementScreen(
        told=told,
        office=_office(asked, said),
        others=() if told.held_back else tuple(_others(asked, said, told)),
        origins=origins_of(asked.desk, said),
        way=branches_of(chains_of(asked.desk, said)),
        links=links,
    )
    title = f"{told.page.outlet}: {told.words}"
    return screen_of(asked, title, f"/statement/{quote(said.id)}", body, cite=told.citation)


def _office(asked: Asked, said: Statement) -> OfficeLine | None:
    """The office of a single speaker who is known and may have a page."""
    names = [speaker.entity for speaker in said.speakers if speaker.entity]
    entity = asked.desk.holdings.entities.get(names[0]) if len(names) == len(said.speakers) == 1 else None
    return office_as_of(asked.record, asked.desk, entity, said.said) if entity else None


def _others(asked: Asked, said: Statement, told: Told) -> Iterator[Rendering]:
    heard = asked.desk.holdings.utterances.get(said.utterance)
    if heard is None:
        return
    tellings = [each for each in asked.desk.renderings(heard).tellings if each.id != said.id]
    for each in tellings[:MOST_RENDERINGS]:
        yield Rendering(each, differing(each.words, told.words))
