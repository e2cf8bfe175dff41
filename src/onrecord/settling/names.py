"""Who is who on the pages of a record?

Persons hang together by ties between sightings, bodies by ties between compared names (see `onrecord.resolve`). Where
a few pages came, only what hangs together with them is grouped anew (see `joining.Joining`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from onrecord import resolve
from onrecord.model import Judgement, PageId
from onrecord.resolve.bodies import BodyTie, key_in
from onrecord.resolve.entities import own_of
from onrecord.resolve.everybody import Everybody, Sorted, sorted_out
from onrecord.resolve.likeness import spread_of
from onrecord.resolve.persons import number_of, places_of
from onrecord.resolve.sightings import Sighting
from onrecord.settling.going import Going, Whole
from onrecord.settling.joining import Joining
from onrecord.settling.person_ties import weight_of
from onrecord.settling.whos import Called, Kept, Seen, Whos, who_of
from onrecord.settling.yardstick import keep_spread
from onrecord.store import Record, Settling, anchors_of, joinings, text_hash


def put_names(going: Going) -> None:
    """Write the entities of the record, and what joined them."""
    going.known = _everybody(going) if going.whole else _joined(going)


# From nothing


def _everybody(going: Going) -> Everybody:
    sighted = (s for r in going.record.readings() for s in resolve.sightings_of(r.claims, r.page))
    told = sorted_out(sighted, _decided(going.record, joinings(going.people)))
    sampled = (row for row in told.rows if row.kind == "person" and row.page in going.yard.sample)
    spread = spread_of(sampled, sample=len(going.yard.sample))
    keep_spread(going.new, spread)
    going.yard = replace(going.yard, spread=spread)
    known = Everybody(told, spread)
    atlas = resolve.atlas()
    going.new.put(resolve.seated(entity, atlas) for entity in known.entities)
    going.new.put(known.merges)
    _keep(going.new, known)
    return known


def _decided(record: Record, people: Sequence[Judgement]) -> list[resolve.Decided]:
    """What people decided of names, on every page that has the text they looked at."""
    anchors = _texts(people)
    pages: dict[str, list[PageId]] = {}
    for reading in record.readings() if anchors else ():
        told = text_hash(reading.page)
        if told in anchors:
            pages.setdefault(told, []).append(reading.page.id)
    found = []
    for each in people:
        places = [[(page, name) for page in pages.get(text, ())] for text, name in anchors_of(each)]
        if all(places):
            found += [resolve.Decided(True, same[0], other) for same in places for other in same[1:]]
            found.append(resolve.Decided(each.kind == "same", *(same[0] for same in places)))
    return found


def _texts(people: Iterable[Judgement]) -> set[str]:
    return {anchor[0] for each in people for anchor in anchors_of(each)}


def _keep(new: Settling, known: Everybody) -> None:
    """Fill the ledger with all that is known."""
    told, whos = known.told, Whos(new)
    number, who = whos.number, {name: who_of(entity) for name, entity in known.who.items()}
    everyone = {row.id: row for row in told.rows if row.kind == "person"}
    whos.people.fill((number_of(name), Seen(row, who.get(name))) for name, row in everyone.items())
    called = (
        Called(card, known.body_ties[key], who_of(known.whose[key])) for key, card in sorted(told.cards.of.items())
    )
    whos.bodies.fill((number(each.card.key), each) for each in called)
    whos.names.fill((number(key), count) for key, count in told.names.items())
    pages = groupby(told.rows, key=lambda row: row.page)
    whos.put_own(((page, own_of(rows)) for page, rows in pages), lambda row: key_in(row, told.shut))
    whos.index.fill((row, dict.fromkeys(words, 0)) for row, words in _words(everyone.values(), told, whos))
    whos.meetings.fill((number_of(name), places_of(row)) for name, row in told.people.items())
    chosen = {tie for person in known.persons for tie in person.ties}
    refused = {tie for person in known.persons for tie in person.refused}
    weights = ((tie, weight_of(tie, chosen=tie in chosen, refused=tie in refused)) for tie in known.ties)
    whos.ties.put((number_of(tie.a), number_of(tie.b), weight) for tie, weight in weights)
    ties: Iterator[BodyTie] = (tie for several in known.body_ties.values() for tie in several)
    whos.body_ties.put((number(tie.a), number(tie.b), 1.0) for tie in ties)
    whos.put_decided(told.decisions, told.key_decisions, clash=known.clash)


def _words(people: Iterable[Sighting], told: Sorted, whos: Whos) -> Iterator[tuple[int, list[str]]]:
    """Under which words sightings of persons and bodies are found again."""
    yield from ((number_of(row.id), [f"p{row.key}"]) for row in people)
    for key, card in told.cards.of.items():
        yield whos.number(key), whos.words_of(card)


# What a few pages touch


def _joined(going: Going) -> Kept:
    new = going.new
    readings = new.readings(new.fresh)
    texts = _texts(joinings(going.people))
    if texts and any(text_hash(reading.page) in texts for reading in readings.values()):
        raise Whole("a page came that has the text of another on which people decided who is who")
    whos = Whos(new)
    joining = Joining(new, whos, going.yard.spread)
    joining.take_in([row for r in readings.values() for row in resolve.sightings_of(r.claims, r.page)])
    joining.write()
    whos.back()
    return Kept(whos, frozenset(joining.stirred) | new.fresh)
