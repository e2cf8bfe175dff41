"""Who is who on the pages of a record?"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord import resolve
from onrecord.model import Judgement, PageId
from onrecord.settling.going import Going
from onrecord.store import Record, anchors_of, joinings, text_hash


def put_names(going: Going) -> None:
    """Write the entities of the record, and what joined them."""
    new, record = going.new, going.record
    sighted = (s for r in record.readings() for s in resolve.sightings_of(r.claims, r.page))
    known = resolve.known_from(sighted, _decided(record, joinings(going.people)))
    atlas = resolve.atlas()
    new.put(resolve.seated(entity, atlas) for entity in known.entities)
    new.put(known.merges)
    going.held.known = known


def _decided(record: Record, people: Sequence[Judgement]) -> list[resolve.Decided]:
    """What people decided of names, on every page that has the text they looked at."""
    anchors = {anchor[0] for each in people for anchor in anchors_of(each)}
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
