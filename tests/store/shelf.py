"""What do the tests of the store put on record? Two outlets on one dam, settled the way the pipeline settles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

import make
from onrecord.model import (
    EntityId,
    Link,
    Mention,
    Page,
    Reading,
    Scope,
    Series,
    Speaker,
    Statement,
    Story,
    Utterance,
    id_of,
)
from onrecord.store import Record

GATES = "Ilen Marrow said on Friday that the gates stay shut. About 1,700 families left the Tavra valley."
BOATS = "“No boat will pass”, Oru Tashkel told the harbour radio. Ilen Marrow, the minister, was silent."


def gates(name: str = "courier/gates.html") -> Reading:
    page = make.page(GATES, title="Gates stay shut", name=name, outlet="Tavra Courier", published="2031-04-04")
    said = make.statement(page, "Ilen Marrow", "the gates stay shut", cue="said", said="2031-04-04")
    figure = make.figure(page, "About 1,700 families", 1700, 1700.0, modifier="about", statement=said.id)
    held = make.office(page, "Ilen Marrow", "minister", "Belmara", "Ilen Marrow")
    mentions = (make.mention(page, "Ilen Marrow"),)
    return make.reading(page, statements=(said,), figures=(figure,), offices=(held,), mentions=mentions)


def boats(name: str = "post/boats.html") -> Reading:
    page = make.page(BOATS, title="Harbour closed", name=name, outlet="Harbour Post", published="2031-05")
    said = make.statement(page, "Oru Tashkel", "No boat will pass", cue="told", form="direct")
    mentions = (make.mention(page, "Oru Tashkel"), make.mention(page, "Ilen Marrow"))
    return make.reading(page, statements=(said,), mentions=mentions)


def settle(record: Record) -> None:
    """A settling with at least one row of every derived kind that a test looks at."""
    with record.settling() as new:
        for reading in record.readings():
            new.put(_resolved(reading))
        statements = list(new.rows("statements"))
        pages = list(new.rows("pages"))
        people = sorted({speaker.name for row in statements for speaker in row.speakers})
        new.put(make.entity(name, name.split()[-1]) for name in people)
        new.put(_story(pages))
        new.put(_utterance(row) for row in statements)
        new.put([Series("r1", "families", "people", Scope("families"), tuple(row.id for row in new.rows("figures")))])
        if len(statements) > 1:
            new.put([Link("l1", "conflicts", statements[0].id, statements[1].id, 0.5, "accounts differ", "rule:test")])
        new.update("statements", ((row.id, {"utterance": f"u{row.id}"}) for row in statements))


def _resolved(reading: Reading) -> Iterable[object]:
    claims = reading.claims
    return chain(claims.statements, claims.figures, claims.offices, map(_linked, claims.mentions))


def _linked(mention: Mention) -> Mention:
    return replace(mention, entity=EntityId(id_of("e", "person", mention.text)))


def _story(pages: list[Page]) -> list[Story]:
    return [Story("t1", "Gates stay shut", tuple(page.id for page in pages))] if pages else []


def _utterance(row: Statement) -> Utterance:
    first: Speaker = row.speakers[0]
    return Utterance(f"u{row.id}", first.name, row.said, (row.id,), row.id)
