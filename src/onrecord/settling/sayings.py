"""Which statements of different speakers agree, and which cannot both hold?

One rendering speaks for its utterance under each key, and of all links between two utterances one is written; so what
a few pages touch is told by utterance. A statement of no utterance is one by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeAlias

from onrecord.corroborate.agreement import (
    claim_of,
    is_far,
    keys_of,
    link_of,
    once,
    replied,
    spokesmen,
    weighed,
    weighed_near,
)
from onrecord.corroborate.meeting import NEIGHBOURS
from onrecord.model import Link, Statement, id_of
from onrecord.settling.going import Going
from onrecord.settling.rulings import Rulings
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import Keyed, Meetings, Pair, Places, name_of, number_of, pair_of, retie

STEP = "claims"

WEIGHTS: dict[str, float] = {"agrees": 1.0, "conflicts": 2.0}
"""Kinds of links, as ties tell them."""

KINDS: dict[float, str] = {weight: kind for kind, weight in WEIGHTS.items()}

Told: TypeAlias = dict[str, Statement]
"""Statements by id."""


def put_sayings(going: Going, rulings: Rulings, crowd: int) -> None:
    """Write the links between statements that agree or conflict."""
    if going.whole:
        _put_all(going.new, rulings, crowd)
    else:
        _put_touched(going.new, rulings, crowd)


def _put_all(new: Settling, rulings: Rulings, crowd: int) -> None:
    spoken: dict[str, str] = {}
    found: dict[str, Link] = {}
    denied: list[Link] = []
    for told in new.grouped("statements", by=_ground):
        spoken |= {said.id: said.utterance for said in told if said.utterance}
        found.update((link.id, link) for link in weighed_near(told, spoken, crowd=crowd))
        denied += replied(told)
    for block in new.grouped("statements", by=_far, several=True):
        found.update((link.id, link) for link in weighed(block, spoken, crowd=crowd))
    new.ties(Step.CLAIMS).put(map(_tied, found.values()))
    new.ties(Step.REPLIES).put(map(_tied, denied))
    new.put(rulings.over(once([*found.values(), *denied], spoken)))
    renderings = new.grouped("statements", by=_voice)
    _meetings(new, crowd).fill(chain.from_iterable(_speaking(several).items() for several in renderings))


def _ground(said: Statement) -> str:
    """Where the near keys of a statement lie: its story, or its page."""
    return said.story or said.page


def _far(said: Statement) -> list[str]:
    return [key for key in keys_of(said, said.story) if is_far(key)]


def _meetings(new: Settling, crowd: int) -> Meetings:
    return new.meetings(STEP, crowd=crowd, neighbours=NEIGHBOURS)


def _voice(said: Statement) -> str:
    """The utterance of a statement, or the statement itself."""
    return said.utterance or said.id


def _tied(link: Link) -> tuple[int, int, float]:
    return number_of(link.a), number_of(link.b), WEIGHTS[link.kind]


def _speaking(renderings: Iterable[Statement]) -> dict[int, Places]:
    """The keys under which each rendering of one utterance speaks for it, with its place there."""
    claims = {said.id: claim_of(said) for said in renderings}
    keys = spokesmen({name: keys_of(claim.statement, claim.statement.story) for name, claim in claims.items()})
    return {number_of(name): dict.fromkeys(keys[name], claim.place) for name, claim in claims.items()}


# What a few pages touch


class _Voices:
    """The utterances of a record with their renderings, as they stand and as they stood.

    `changed`: the statements that changed, before and now; `touched`: the utterances that these left and came to.
    """

    def __init__(self, new: Settling) -> None:
        self._new = new
        self.changed = {name: pair for name, pair in new.changed("statements").items() if _differ(*pair)}
        self.touched = {_voice(said) for pair in self.changed.values() for said in pair if said}

    def of(self, rows: Iterable[int]) -> Told:
        """Statements by their numbers, those that are there."""
        return self._new.where("statements", "id", {name_of("s", row) for row in rows})

    def renderings(self, voices: Iterable[str]) -> Told:
        """The statements of utterances."""
        names = set(voices)
        alone = self._new.where("statements", "id", names)
        return self._new.where("statements", "utterance", names) | {
            name: said for name, said in alone.items() if not said.utterance
        }

    def before(self, now: Told) -> Told:
        """The statements of touched utterances as they stood. `now`: as they stand."""
        same = {name: said for name, said in now.items() if name not in self.changed}
        return same | {name: was for name, (was, _) in self.changed.items() if was}


def _differ(was: Statement | None, now: Statement | None) -> bool:
    return was is None or now is None or replace(was, lineage=now.lineage) != now


def _put_touched(new: Settling, rulings: Rulings, crowd: int) -> None:
    voices = _Voices(new)
    now = voices.renderings(voices.touched)
    gone, come = _all_speaking(voices.before(now)), _all_speaking(now)
    changed = {number_of(name) for name in voices.changed}
    same = {row for row in gone.keys() & come.keys() if gone[row] == come[row]} - changed
    ends = retie(
        _meetings(new, crowd),
        new.ties(Step.CLAIMS),
        {row: keys for row, keys in gone.items() if row not in same},
        {row: keys for row, keys in come.items() if row not in same},
        lambda pairs: _compared(voices, pairs),
        lambda rows: _standing(voices, rows),
    )
    _put_once(new, voices, ends | _denied(new, voices), rulings)


def _all_speaking(told: Told) -> dict[int, Places]:
    by_voice: dict[str, list[Statement]] = {}
    for said in told.values():
        by_voice.setdefault(_voice(said), []).append(said)
    return {row: keys for renderings in by_voice.values() for row, keys in _speaking(renderings).items()}


def _standing(voices: _Voices, rows: Iterable[int]) -> Keyed:
    """The keys under which unchanged statements speak."""
    speaking = _all_speaking(voices.renderings(map(_voice, voices.of(rows).values())))
    return {row: speaking[row] for row in rows}


def _compared(voices: _Voices, pairs: Sequence[Pair]) -> Iterator[tuple[int, int, float]]:
    told = voices.of(row for pair in pairs for row in pair)
    for pair in pairs:
        a, b = (claim_of(told[name_of("s", row)]) for row in pair)
        if link := link_of(a, b):
            yield _tied(link)


def _denied(new: Settling, voices: _Voices) -> set[int]:
    """Tie flat denials anew on the pages of changed statements; the rows whose ties changed."""
    told = [said for pair in voices.changed.values() for said in pair if said]
    now = new.where("statements", "page", {said.page for said in told})
    ties = new.ties(Step.REPLIES)
    rows = {number_of(name) for name in (*now, *voices.changed)}
    before = {pair_of(row, other) for row in rows for other in ties.of(row)}
    found = {pair_of(a, b): (a, b, weight) for a, b, weight in map(_tied, replied(now.values()))}
    ties.take(before - found.keys())
    ties.put(found[pair] for pair in found.keys() - before)
    return {row for pair in before ^ found.keys() for row in pair}


# Of all links between two utterances one


@dataclass(frozen=True, slots=True, order=True)
class _Choice:
    """A link that may be written: of several between two utterances the first."""

    id: str
    step: Step
    a: str
    b: str


def _put_once(new: Settling, voices: _Voices, ends: Iterable[int], rulings: Rulings) -> None:
    """Write the links of the utterances that are touched, and of those of the rows `ends`."""
    several = voices.touched.union(map(_voice, voices.of(ends).values()))
    now = voices.renderings(several)
    names = now.keys() | voices.changed.keys()
    chosen = _chosen(new, voices, now)
    old = {
        name: link
        for end in ("a", "b")
        for name, link in new.where("links", end, names).items()
        if link.kind in WEIGHTS
    }
    kept = [one.id for one in chosen if one.id in old and voices.changed.keys().isdisjoint((one.a, one.b))]
    links = _links(voices, (one for one in chosen if one.id not in kept))
    unruled = rulings.missing(names, {one.id for one in chosen})
    new.instead("links", old.keys() | unruled, [*(old[name] for name in kept), *rulings.over(links)])


def _chosen(new: Settling, voices: _Voices, now: Told) -> list[_Choice]:
    """Of the links that ties tell between two utterances and of a kind, the one of smallest id."""
    tied = {
        (*pair_of(row, other), weight, step)
        for row in map(number_of, now)
        for step in (Step.CLAIMS, Step.REPLIES)
        for other, weight in new.ties(step).of(row).items()
    }
    told = voices.of(row for a, b, *_ in tied for row in (a, b))
    best: dict[tuple[str, ...], _Choice] = {}
    for *pair, weight, step in tied:
        a, b = sorted(name_of("s", row) for row in pair)
        voiced = KINDS[weight], *sorted((_voice(told[a]), _voice(told[b])))
        one = _Choice(id_of("l", KINDS[weight], a, b), step, a, b)
        best[voiced] = min(one, best.get(voiced, one))
    return sorted(best.values())


def _links(voices: _Voices, chosen: Iterable[_Choice]) -> list[Link]:
    several = list(chosen)
    told = voices.of(number_of(name) for one in several for name in (one.a, one.b))
    found = []
    for one in several:
        a, b = told[one.a], told[one.b]
        between = link_of(claim_of(a), claim_of(b)) if one.step is Step.CLAIMS else replied((a, b))[0]
        found += [between] if between else []
    return found
