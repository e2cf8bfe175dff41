"""Which words and speakers may have been meant, where nothing was found?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from onrecord.serve.desk import Desk
from onrecord.serve.once import once
from onrecord.store import Record
from onrecord.store.excerpts import WORD, folded
from onrecord.store.search import names_like, words_like

CLOSE = 75.0
"""Likeness from which a word or name may have been meant, of 0 to 100 as rapidfuzz's ratio (insertions and deletions
against the length of both) tells it: a letter amiss in a word of four gives 75."""

MOST_NAMES = 3
"""Speakers offered."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What may have been meant: `words` to look for, or the `speaker` of that name."""

    words: str
    speaker: bool = False


def words_meant(record: Record, words: str) -> Iterator[Meant]:
    """The question with the words that no page has put right, as far as pages have words like them."""
    asked = {word: folded(word) for word in WORD.findall(words)}
    known = {word: _known(record, told) for word, told in asked.items()}
    better = {
        word: close for word, told in asked.items() if told not in known[word] and (close := _likest(told, known[word]))
    }
    if better:
        yield Meant(WORD.sub(lambda word: better.get(word.group(), word.group()), words))


def _known(record: Record, word: str) -> list[str]:
    """The words on pages with the same first letter: to find them, the index walks over every place of each."""

    def found() -> str:
        with record.asking() as connection:
            return "\n".join(words_like(connection, word))

    # One text for all of them takes a seventh of the room.
    return once(record, ("words", word[:1]), found).split("\n")


def _likest(word: str, known: Sequence[str]) -> str:
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=CLOSE)
    return str(found[0]) if found else ""


def speakers_meant(desk: Desk, name: str) -> Iterator[Meant]:
    """Speakers of a name like this one who may have a page; no list is made of others."""
    with desk.holdings.asking() as connection:
        known = names_like(connection, name)
    near = process.extract(
        name.casefold(), [told for _, told in known], scorer=fuzz.ratio, score_cutoff=CLOSE, limit=20
    )
    names = dict.fromkeys(known[at][0] for _, _, at in near)
    desk.holdings.entities.bring(names)
    found = (desk.holdings.entities[entity] for entity in names)
    allowed = [entity.name for entity in found if desk.has_page(entity)]
    yield from (Meant(each, speaker=True) for each in allowed[:MOST_NAMES] if each.casefold() != name.casefold())
