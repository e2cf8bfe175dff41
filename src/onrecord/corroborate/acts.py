"""Which acts of saying do all statements of a record report, and which once some of them have got another day?

What comparing found is held without the statements, so that a second look compares only those whose day has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TypeAlias

from onrecord.corroborate.meeting import CROWD, NEIGHBOURS, met
from onrecord.corroborate.renderings import Rendering, rendering_of
from onrecord.corroborate.utterances import (
    LARGEST,
    Pair,
    Verdict,
    grouped,
    pieces_of,
    places_of,
    repeated,
    verdicts_of,
)
from onrecord.model import Link, Statement, Utterance

Look: TypeAlias = Callable[[Collection[str]], Mapping[str, Rendering]]
"""Renderings of statements by id; those asked for are among them."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many statements may share a key until they are a `crowd`, how many `neighbours` each meets there, and the
    `largest` number that is grouped at a time."""

    crowd: int = CROWD
    neighbours: int = NEIGHBOURS
    largest: int = LARGEST


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Told:
    """What grouping a piece gave. `pairs`: how many verdicts held it together."""

    pairs: int
    utterances: list[Utterance]
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts of saying of all statements. `met`: pairs that were compared, `again`: links to what was said before."""

    met: Collection[Pair] = ()
    verdicts: dict[Pair, Verdict] = field(default_factory=dict)
    pieces: dict[frozenset[str], Told] = field(default_factory=dict)
    again: list[Link] = field(default_factory=list)

    @property
    def utterances(self) -> list[Utterance]:
        """Utterances of two or more statements, by id."""
        return sorted(chain.from_iterable(told.utterances for told in self.pieces.values()), key=lambda u: u.id)

    @property
    def links(self) -> list[Link]:
        """`same_utterance` and `repeats` links, by id."""
        found = chain(self.again, *(told.links for told in self.pieces.values()))
        return sorted(found, key=lambda link: link.id)


def same(statements: Iterable[Statement], limits: Limits = LIMITS) -> tuple[list[Utterance], list[Link]]:
    """Utterances of two or more statements, and `same_utterance` and `repeats` links; sorted by id.

    Words that nobody is named for join an utterance whose speaker another page names, and make none by themselves. An
    utterance of up to `PAIRWISE` statements is linked pairwise, a larger one from each statement to its best.
    `origins` is left at 1 (see `origins.of_utterances`). The order of `statements` changes nothing.
    """
    by_id = {rendering.statement.id: rendering for rendering in map(rendering_of, statements)}
    pairs = met_under(((name, places_of(rendering)) for name, rendering in by_id.items()), limits)
    acts = compared(Acts(pairs), by_id, lambda names: by_id, limits)
    return acts.utterances, acts.links


def met_under(rows: Iterable[tuple[str, Mapping[str, int]]], limits: Limits = LIMITS) -> set[Pair]:
    """The pairs of statements that share a key, each given with its keys and places there (`places_of`)."""
    under: dict[str, list[tuple[int, str]]] = {}
    for name, places in rows:
        for key, place in places.items():
            under.setdefault(key, []).append((place, name))
    ordered = {key: [name for _, name in sorted(several)] for key, several in under.items() if len(several) > 1}
    pairs = met(ordered, crowd=limits.crowd, neighbours=limits.neighbours)
    return {(min(pair), max(pair)) for pair in pairs}


def compared(acts: Acts, changed: Collection[str], look: Look, limits: Limits = LIMITS) -> Acts:
    """The acts of saying once `changed` statements have other days than those by which `acts` were found."""
    again = [pair for pair in acts.met if pair[0] in changed or pair[1] in changed]
    verdicts = {
        pair: found for pair, found in acts.verdicts.items() if pair[0] not in changed and pair[1] not in changed
    }
    verdicts |= verdicts_of(again, look({name for pair in again for name in pair}))
    pieces = _pieces(acts, verdicts, changed, look, limits)
    spoken = {name: one.id for told in pieces.values() for one in told.utterances for name in one.statements}
    later = {pair: verdict for pair, verdict in verdicts.items() if not verdict.same}
    links = repeated(later, look({name for pair in later for name in pair}), spoken)
    return Acts(acts.met, verdicts, pieces, links)


def _pieces(
    acts: Acts, verdicts: Mapping[Pair, Verdict], changed: Collection[str], look: Look, limits: Limits
) -> dict[frozenset[str], Told]:
    """What each piece gives: what it gave where nothing of it changed."""
    shares = {pair: verdict.found.share for pair, verdict in verdicts.items() if verdict.same}
    pieces = dict(pieces_of(shares, largest=limits.largest))
    stand = {
        names: told
        for names, pairs in pieces.items()
        if (told := acts.pieces.get(names)) and told.pairs == len(pairs) and not any(name in changed for name in names)
    }
    renderings = look({name for names in pieces.keys() - stand.keys() for name in names})
    return {names: stand.get(names) or _told(pairs, verdicts, renderings) for names, pairs in pieces.items()}


def _told(pairs: Iterable[Pair], verdicts: Mapping[Pair, Verdict], renderings: Mapping[str, Rendering]) -> Told:
    inside = {pair: verdicts[pair] for pair in pairs}
    return Told(len(inside), *grouped(inside, renderings))
