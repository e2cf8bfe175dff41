"""How do several outlets render one act of saying?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from onrecord.serve.chains import Branch, Origins, branches_of, chains_of, origins_of
from onrecord.serve.passages import Piece
from onrecord.serve.passing import shown_only
from onrecord.serve.views import Renderings
from onrecord.serve.web.asking import WAITS, Answer, Asked, Elsewhere, one_of, screen_of
from onrecord.serve.web.differing import differing
from onrecord.serve.words import many


@dataclass(frozen=True, slots=True)
class UtteranceScreen:
    """`/utterance/<id>`: one act of saying. `differing` marks, rendering by rendering, the words the first has not."""

    renderings: Renderings
    differing: tuple[tuple[Piece, ...], ...]
    origins: Origins | None
    way: tuple[Branch, ...]
    held_back: int


def utterance(asked: Asked) -> Answer:
    """`/utterance/<id>`: one act of saying, its renderings side by side."""
    heard = one_of(asked, "utterances")
    if isinstance(heard, Elsewhere):
        return heard
    desk = asked.desk
    shown = shown_only(desk, heard)
    if not shown.statements:
        return WAITS
    told = desk.renderings(heard)
    body = UtteranceScreen(
        renderings=told,
        differing=tuple(differing(each.words, told.tellings[0].words) for each in told.tellings),
        origins=origins_of(desk, shown),
        way=branches_of(chains_of(desk, shown)),
        held_back=len(heard.statements) - len(shown.statements),
    )
    title = f"{many(len(told.tellings), 'rendering')} of words reported of {told.speaker}"
    return screen_of(asked, title, f"/utterance/{quote(heard.id)}", body)
