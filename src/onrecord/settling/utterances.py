"""Which statements report one act of saying: first by the days of their own pages, then by the days in the end?

What is found first is evidence for stories and open days, and no row of the record (see first.py). Statements meet
once, by their own days; when days are known, only those that got another one are compared again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from onrecord.corroborate.acts import LIMITS, Acts, Limits, Look, compared, met_under
from onrecord.corroborate.renderings import Rendering, rendering_of
from onrecord.corroborate.utterances import (
    WHY,
    Pair,
    Piece,
    Verdict,
    grouped,
    pieces_of,
    places_of,
    repeated,
    verdicts_of,
)
from onrecord.model import Link, Statement, Utterance, id_of
from onrecord.settling.first import PREFIX, Found, first_groups
from onrecord.settling.going import Going
from onrecord.settling.own_days import base_before, base_of
from onrecord.settling.steps import Step
from onrecord.store import Settling
from onrecord.store.ledger import Keyed, Meetings, Ties, name_of, number_of, pair_of
from onrecord.store.rows import batches

SAID = "said"
"""The step of the ledger under which statements meet."""

AT_ONCE = 20_000
"""Statements whose keys are put into the ledger in one go."""

Shares: TypeAlias = dict[Pair, float]
"""What pairs of statements are tied by: the share of a verdict that they are the same; under zero that of a repeat."""


@dataclass(frozen=True, slots=True)
class Shift:
    """What new pages do to which statements meet. `rows`: statements that came, changed or went."""

    rows: frozenset[str]
    parted: frozenset[Pair]
    met: frozenset[Pair]


@dataclass(frozen=True, slots=True)
class Torn:
    """What must be found anew. `rows`: the statements whose utterances are void; `pieces`: what is grouped of them.

    `again`: the ends of verdicts that came or went, that one says again what the other said.
    """

    rows: frozenset[str]
    pieces: list[Piece]
    again: frozenset[str]


@dataclass(frozen=True, slots=True)
class Anew:
    """What was found anew, with its links. `rows`: the statements whose `again` links are void."""

    utterances: list[Utterance]
    links: list[Link]
    rows: frozenset[str]
    again: list[Link]


def put_first(going: Going, limits: Limits = LIMITS) -> None:
    """Find which statements are one act of saying by their own days, and keep it in the ledger."""
    if going.whole:
        _first_whole(going, limits)
    else:
        _first_touched(going, limits)


def put_utterances(going: Going, limits: Limits = LIMITS) -> None:
    """Write utterances, and which statements report them or say them again, by the days in the end."""
    if going.whole:
        _utterances_whole(going, limits)
    else:
        _utterances_touched(going, limits)


def _first_whole(going: Going, limits: Limits) -> None:
    new, found = going.new, going.held.found
    renderings = {row.id: rendering_of(row) for row in new.rows("statements")}
    pairs = met_under(_filled(_meetings(new, limits), renderings), limits)
    acts = compared(Acts(pairs), renderings, lambda names: renderings, limits)
    _keep(new.ties(Step.SAID_FIRST), acts.verdicts)
    new.ties(Step.FIRST).put((number_of(a), number_of(b), kind) for (a, b), kind in _kinds(acts.links).items())
    going.held.acts = acts
    going.held.said = {name: rendering.statement.said for name, rendering in renderings.items()}
    found.page_of.update((name, rendering.statement.page) for name, rendering in renderings.items())
    found.utterances[:], found.said_twice[:] = acts.utterances, acts.links


def _filled(meetings: Meetings, renderings: Mapping[str, Rendering]) -> Iterator[tuple[str, dict[str, int]]]:
    """The keys and places of each statement, once they stand in the ledger."""
    for some in batches(renderings.items(), AT_ONCE):
        cards = [(name, places_of(rendering)) for name, rendering in some]
        meetings.fill((number_of(name), places) for name, places in cards)
        yield from cards


def _utterances_whole(going: Going, limits: Limits) -> None:
    new, found, said = going.new, going.held.found, going.held.said
    changed = {row.id for row in new.rows("statements") if row.said != said[row.id]}
    acts = compared(going.held.acts, changed, _look(_standing(new)), limits)
    del going.held.acts, going.held.said  # they are large, and nobody behind asks for them
    _keep(new.ties(Step.SAID), acts.verdicts)
    found.utterances[:], found.said_twice[:] = acts.utterances, acts.links
    new.put([*acts.utterances, *acts.links])
    new.update("statements", ((name, {"utterance": one.id}) for one in acts.utterances for name in one.statements))


def _first_touched(going: Going, limits: Limits) -> None:
    new, meetings = going.new, _meetings(going.new, limits)
    rows = new.changed("statements")
    gone = base_before(new, "statements", {name: before for name, (before, _) in rows.items() if before is not None})
    come = base_of(new, "statements", {name: now for name, (_, now) in rows.items() if now is not None})
    alike = {name for name in gone.keys() & come.keys() if gone[name] == come[name]}
    parted, met = meetings.changed(_keyed(gone, rows.keys() - alike), _keyed(come, rows.keys() - alike))
    going.shift = Shift(frozenset(rows.keys() - alike), _named(parted), _named(met))
    look = _look(lambda names: base_of(new, "statements", _standing(new)(names)))
    torn = _torn(new.ties(Step.SAID_FIRST), meetings, going.shift, (look, look), limits)
    anew = _anew(new.ties(Step.SAID_FIRST), torn, look, lambda names: _first_acts(new, names))
    going.said_first = _relinked(new.ties(Step.FIRST), torn, anew) | going.shift.rows


def _utterances_touched(going: Going, limits: Limits) -> None:
    new, meetings = going.new, _meetings(going.new, limits)
    rows = new.changed("statements")
    look = _look(_standing(new))
    own = _look(lambda names: base_of(new, "statements", _standing(new)(names)))
    shift = _dated(meetings, going.shift, {name for name, (_, now) in rows.items() if now is not None}, own)
    shift = replace(shift, rows=shift.rows | rows.keys())
    torn = _torn(new.ties(Step.SAID), meetings, shift, (own, look), limits)
    anew = _anew(new.ties(Step.SAID), torn, look, lambda names: _acts(new, names))
    void = {before.utterance for before, _ in rows.values() if before is not None}
    void |= {row.utterance for row in _standing(new)(torn.rows).values()}
    new.instead("utterances", void - {None}, anew.utterances)
    new.instead("links", _void_links(new, torn, anew), [*anew.links, *anew.again])
    spoken = {name: one.id for one in anew.utterances for name in one.statements}
    new.update("statements", ((name, {"utterance": spoken.get(name)}) for name in sorted(torn.rows)))


def _dated(meetings: Meetings, shift: Shift, there: Collection[str], own: Look) -> Shift:
    """The shift, with the pairs of statements that meet whom they met and have got another day."""
    same = _keyed_by({name: own(there)[name] for name in there if name not in shift.rows})
    _, met = meetings.changed(same, same)
    return replace(shift, met=shift.met | _named(met))


def _meetings(new: Settling, limits: Limits) -> Meetings:
    return new.meetings(SAID, crowd=limits.crowd, neighbours=limits.neighbours)


def _standing(new: Settling) -> Callable[[Collection[str]], dict[str, Statement]]:
    return lambda names: new.where("statements", "id", names)


def _look(rows: Callable[[Collection[str]], Mapping[str, Statement]]) -> Look:
    """Renderings of statements that are read when they are asked for, and once."""
    known: dict[str, Rendering] = {}

    def look(names: Collection[str]) -> Mapping[str, Rendering]:
        known.update((name, rendering_of(row)) for name, row in rows(set(names) - known.keys()).items())
        return known

    return look


def _keyed(rows: Mapping[str, Statement], names: Collection[str]) -> Keyed:
    return _keyed_by({name: rendering_of(row) for name, row in rows.items() if name in names})


def _keyed_by(renderings: Mapping[str, Rendering]) -> Keyed:
    return {number_of(name): places_of(rendering) for name, rendering in renderings.items()}


def _named(pairs: Iterable[tuple[int, int]]) -> frozenset[Pair]:
    return frozenset(_pair(name_of(PREFIX, a), name_of(PREFIX, b)) for a, b in pairs)


def _numbered(pairs: Iterable[Pair]) -> list[tuple[int, int]]:
    return [pair_of(number_of(a), number_of(b)) for a, b in pairs]


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _tied(ties: Ties, name: str) -> dict[str, float]:
    return {name_of(PREFIX, other): weight for other, weight in ties.of(number_of(name)).items()}


def _shares(verdicts: Mapping[Pair, Verdict]) -> Shares:
    return {
        _pair(*pair): verdict.found.share if verdict.same else -1 - verdict.found.share
        for pair, verdict in verdicts.items()
    }


def _keep(ties: Ties, verdicts: Mapping[Pair, Verdict]) -> None:
    ties.put((number_of(a), number_of(b), share) for (a, b), share in _shares(verdicts).items())


def _torn(ties: Ties, meetings: Meetings, shift: Shift, looks: tuple[Look, Look], limits: Limits) -> Torn:
    """Bring verdicts up to date, and tell what that disturbs. `looks`: statements with their own days, and as they are
    compared."""
    gone, come = _turned(ties, meetings, shift, looks)
    ends = frozenset(name for pair in (*gone, *come) for name in pair)
    now = _hanging(ties, shift.rows | ends)
    before = {pair: share for pair, share in now.items() if pair not in come}
    before |= {pair: share for pair, share in gone.items() if share >= 0}
    stood, stand = (set(pieces_of(shares, largest=limits.largest)) for shares in (before, now))
    kept = {piece for piece in stood & stand if piece[0].isdisjoint(shift.rows)}
    rows = shift.rows.union(*(names for names, _ in (stood | stand) - kept))
    again = frozenset(name for pair, share in (*gone.items(), *come.items()) if share < 0 for name in pair)
    return Torn(rows, sorted(stand - kept, key=lambda piece: min(piece[0])), again)


def _turned(ties: Ties, meetings: Meetings, shift: Shift, looks: tuple[Look, Look]) -> tuple[Shares, Shares]:
    """Take away the verdicts that hold no more, put those that do now, and tell both."""
    own, look = looks
    gone = _loosened(ties, meetings, shift, own)
    ties.take(_numbered(gone))
    fresh = [pair for pair in shift.met if not shift.rows.isdisjoint(pair) or pair[1] not in _tied(ties, pair[0])]
    verdicts = verdicts_of(fresh, look({name for pair in fresh for name in pair}))
    _keep(ties, verdicts)
    return gone, _shares(verdicts)


def _loosened(ties: Ties, meetings: Meetings, shift: Shift, own: Look) -> Shares:
    """The verdicts that hold no more: those on rows that changed, and on pairs that others have pushed apart."""
    gone = {_pair(name, other): share for name in shift.rows for other, share in _tied(ties, name).items()}
    pushed = {
        pair: share
        for pair in shift.parted
        if shift.rows.isdisjoint(pair) and (share := _tied(ties, pair[0]).get(pair[1])) is not None
    }
    cards = own({name for pair in pushed for name in pair})
    numbered = {name: (number_of(name), places_of(cards[name])) for pair in pushed for name in pair}
    return gone | {(a, b): share for (a, b), share in pushed.items() if not meetings.meet(*numbered[a], *numbered[b])}


def _hanging(ties: Ties, names: Iterable[str]) -> Shares:
    """The pairs that are the same, of all that hangs together with any of these statements."""
    found: Shares = {}
    done, edge = set[str](), list(names)
    while edge:
        name = edge.pop()
        if name not in done:
            done.add(name)
            near = {other: share for other, share in _tied(ties, name).items() if share >= 0}
            found |= {_pair(name, other): share for other, share in near.items()}
            edge += near
    return found


Acting: TypeAlias = Callable[[Collection[str]], Mapping[str, Collection[str]]]
"""Those of some statements that are in an utterance, each with all statements of that."""


def _anew(ties: Ties, torn: Torn, look: Look, acting: Acting) -> Anew:
    """The utterances of what is torn, and their links."""
    renderings = look({name for names, _ in torn.pieces for name in names})
    utterances, links = [], []
    for _, pairs in torn.pieces:
        several, joined = grouped(verdicts_of(pairs, renderings), renderings)
        utterances += several
        links += joined
    # Of several repeats between two utterances one is linked: where one came or went, all of both are looked at again.
    others = acting(torn.again - torn.rows).values()
    rows = torn.rows.union(torn.again, *others)
    pairs = frozenset(_pair(name, other) for name in rows for other, share in _tied(ties, name).items() if share < 0)
    ends = {name for pair in pairs for name in pair}
    spoken = {name: one.id for one in utterances for name in one.statements}
    spoken |= {name: id_of("u", min(act)) for name, act in acting(ends - torn.rows).items() if len(act) > 1}
    known = look(ends)
    return Anew(utterances, links, rows, repeated(verdicts_of(pairs, known), known, spoken))


def _first_acts(new: Settling, names: Collection[str]) -> dict[str, Collection[str]]:
    return {name: group for group in first_groups(new, names) for name in group}


def _acts(new: Settling, names: Collection[str]) -> dict[str, Collection[str]]:
    rows = new.where("statements", "id", names)
    several: dict[str, list[str]] = {}
    for row in new.where("statements", "utterance", {row.utterance for row in rows.values() if row.utterance}).values():
        several.setdefault(row.utterance, []).append(row.id)
    return {name: several[row.utterance] for name, row in rows.items() if row.utterance}


def _kinds(links: Iterable[Link]) -> dict[Pair, Found]:
    return {_pair(link.a, link.b): KINDS.get(link.by, Found.SAME) for link in links}


KINDS: dict[str, Found] = {"rule:said_again": Found.AGAIN, "rule:either_time": Found.EITHER}
"""What the links of these rules tell; all others tell that two statements are the same."""


def _relinked(ties: Ties, torn: Torn, anew: Anew) -> frozenset[str]:
    """Bring what was found first up to date; the statements of which other ties hold now."""
    before = {
        _pair(name, other): kind
        for name in anew.rows
        for other, kind in _tied(ties, name).items()
        if kind == Found.AGAIN or name in torn.rows
    }
    now = _kinds([*anew.links, *anew.again])
    ties.take(_numbered(before.keys() - now.keys()))
    ties.put((number_of(a), number_of(b), kind) for (a, b), kind in now.items())
    return frozenset(name for pair, _ in before.items() ^ now.items() for name in pair)


def _void_links(new: Settling, torn: Torn, anew: Anew) -> Iterator[str]:
    """The links that are found anew: of what is torn, and `repeats` of the same utterances."""
    there = new.where("links", "a", anew.rows) | new.where("links", "b", anew.rows)
    for link in there.values():
        if link.by == "rule:said_again" or (link.by in RULES and not torn.rows.isdisjoint((link.a, link.b))):
            yield link.id


RULES: frozenset[str] = frozenset(f"rule:{rule}" for rule in WHY)
"""What the links between statements of utterances are by."""
