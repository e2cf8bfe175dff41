"""Which figures follow one counted thing, and do they agree, change or conflict?

Figures come in blocks (`things.block_of`): only figures of one block are compared. Bounds are intervals: "about" leaves
a tenth open, a vague figure may agree and contradicts nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from onrecord.corroborate.days import Days, days_of, gap, width
from onrecord.corroborate.things import Thing, comparable, nested, thing_of
from onrecord.model import Figure, Link, LinkKind, PageId, Series, Verdict, id_of

ABOUT = 0.1
"""How far "about" may lie from its number, as a share of it."""

CLOSE = 1.25
"""Factor within which a figure with an open end ("at least 300") supports another one."""

QUARTER = 92
"""Days between which two equal figures are taken for one count."""

MONTH = 31
"""Days that an as-of date may leave open for two values to contradict each other outside one story."""

ALL_PAIRS = 30
NEIGHBOURS = 10
"""Figures of a group up to which all are compared; in a larger one each is compared with its next in time."""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure ready to be compared. `story` is None when its page is in none; `days` is its as-of date."""

    figure: Figure
    thing: Thing
    story: str | None
    days: Days | None


def followed(block: Iterable[Figure], story_of: Mapping[PageId, str]) -> tuple[list[Series], list[Link]]:
    """Series of the figures of one block and the links between them; both sorted by id.

    Every figure is in one series, alone or not. The result does not depend on the order of `block`.
    """
    counts = sorted((_count(figure, story_of) for figure in block), key=_in_time)
    pairs = [(a, b) for a, b in _candidates(counts) if _one_thing(counts[a], counts[b])]
    links = _links(counts, pairs)
    series = [_series([counts[i] for i in members], links) for members in _chained(len(counts), pairs)]
    return sorted(series, key=lambda s: s.id), sorted(links, key=lambda link: link.id)


def relayed(figures: Iterable[Figure]) -> list[Link]:
    """`agrees` links between the figures that renderings of one utterance give, page by page; sorted by id.

    All of `figures` must stand in renderings of one utterance: equal bounds are then one number, however the counted
    thing is worded.
    """
    ordered = sorted(figures, key=lambda figure: figure.id)
    links = []
    for a, b in ((ordered[i], ordered[j]) for i, j in _near(range(len(ordered)))):
        bounds_alike = (a.low, a.high, a.modifier == "vague") == (b.low, b.high, b.modifier == "vague")
        if a.page != b.page and bounds_alike and a.unit == b.unit:
            why = f'Two reports of one remark give the figure: "{a.text}" and "{b.text}".'
            links.append(Link(id_of("l", "agrees", a.id, b.id), "agrees", a.id, b.id, 1.0, why, "rule:one_remark"))
    return sorted(links, key=lambda link: link.id)


def _count(figure: Figure, story_of: Mapping[PageId, str]) -> Count:
    return Count(figure, thing_of(figure), story_of.get(figure.page), days_of(figure.as_of.edtf))


def _in_time(count: Count) -> tuple[date, date, str]:
    first, last = count.days or (date.max, date.max)
    return first, last, count.figure.id


def _candidates(counts: Sequence[Count]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing, each once: of one story, of one giver, and of one population whoever tells it."""
    groups: dict[tuple[str, str], list[int]] = {}
    for i, count in enumerate(counts):
        if count.story:
            groups.setdefault(("story", count.story), []).append(i)
        for name in count.figure.given_by:
            groups.setdefault(("giver", name), []).append(i)
        if count.thing.population:
            groups.setdefault(("population", " ".join(sorted(count.thing.population))), []).append(i)
    yield from sorted({pair for members in groups.values() for pair in _near(sorted(set(members)))})


def _near(members: Sequence[int]) -> Iterator[tuple[int, int]]:
    if len(members) <= ALL_PAIRS:
        yield from combinations(members, 2)
        return
    for place, one in enumerate(members):
        yield from ((one, other) for other in members[place + 1 : place + 1 + NEIGHBOURS])


def _one_thing(a: Count, b: Count) -> bool:
    one_story = a.story is not None and a.story == b.story
    one_giver = bool(set(a.figure.given_by) & set(b.figure.given_by))
    return comparable(a.thing, b.thing, one_story=one_story, one_giver=one_giver)


def _links(counts: Sequence[Count], pairs: Sequence[tuple[int, int]]) -> list[Link]:
    links, changed = [], set()
    for one, other in pairs:
        a, b = counts[one], counts[other]
        kind = relation(a, b)
        if kind == "changes":
            # one step at a time: the first later value is the change, not every value after it
            if one in changed:
                continue
            changed.add(one)
        if kind:
            links.append(_link(b, a, kind) if kind == "changes" else _link(a, b, kind))
    return links


def relation(a: Count, b: Count) -> LinkKind | None:
    """How two figures of one thing stand to each other; symmetric but for the direction that `changes` has in time."""
    apart = gap(a.days, b.days)
    if agree(a.figure, b.figure):
        return "agrees" if _apart_on_paper(a, b) and (apart is None or apart <= QUARTER) else None
    if not disjoint(a.figure, b.figure):
        return None
    if apart:
        return "changes" if a.figure.page != b.figure.page or _one_voice(a, b) or _then_and_now(a, b) else None
    return "conflicts" if _apart_on_paper(a, b) and not _one_voice(a, b) and _one_time(a, b) else None


def _apart_on_paper(a: Count, b: Count) -> bool:
    """Whether two pages give the figures, or one page by two voices that it names."""
    givers = set(a.figure.given_by), set(b.figure.given_by)
    return a.figure.page != b.figure.page or bool(givers[0] and givers[1] and not givers[0] & givers[1])


def _one_voice(a: Count, b: Count) -> bool:
    # two counts by one voice on one day are an update, and on two days a change
    return bool(set(a.figure.given_by) & set(b.figure.given_by))


def _then_and_now(a: Count, b: Count) -> bool:
    """Whether one page dates a value by words of its own, and no other voice than the other value's gives it."""
    dated = a.figure.as_of_words is not None or b.figure.as_of_words is not None
    things = [count.thing.population | count.thing.doing for count in (a, b)]
    # two amounts of one page in different words mostly measure two things, and "people" may be anybody
    alike = things[0] == things[1] if a.thing.measured else bool(a.thing.population)
    return dated and alike and not (a.figure.given_by and b.figure.given_by)


def _one_time(a: Count, b: Count) -> bool:
    """Whether the two hold for one time: by one story (in the same words where a date is missing), or by date."""
    if a.story is not None and a.story == b.story:
        dated = a.days is not None and b.days is not None
        return dated or nested(a.thing.population | a.thing.doing, b.thing.population | b.thing.doing)
    return all(count.days is not None and width(count.days) <= MONTH for count in (a, b))


def bounds(figure: Figure) -> tuple[float, float]:
    """The values a figure allows, `inf` where it is open."""
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    if figure.modifier == "about":
        return low - abs(low) * ABOUT, high + abs(high) * ABOUT
    return low, high


def agree(a: Figure, b: Figure) -> bool:
    """Whether two figures support each other: their bounds meet, and an open end meets a number near its own."""
    (low, high), (least, most) = bounds(a), bounds(b)
    if max(low, least) > min(high, most):
        return False
    if math.inf not in (high, most) and -math.inf not in (low, least):
        return True
    ends = [figure.low if figure.low is not None else figure.high for figure in (a, b)]
    if None in ends:
        return ends == [None, None] and a.modifier == b.modifier == "vague"
    one, other = sorted(abs(end) for end in ends if end is not None)
    return other <= CLOSE * one


def disjoint(a: Figure, b: Figure) -> bool:
    """Whether no value satisfies both figures. A vague figure is disjoint from none."""
    (low, high), (least, most) = bounds(a), bounds(b)
    return "vague" not in (a.modifier, b.modifier) and max(low, least) > min(high, most)


def _chained(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The groups that `pairs` connect."""
    own = list(range(count))

    def top(i: int) -> int:
        while own[i] != i:
            own[i] = own[own[i]]
            i = own[i]
        return i

    for a, b in pairs:
        low, high = sorted((top(a), top(b)))
        own[high] = low
    groups: dict[int, list[int]] = {}
    for i in range(count):
        groups.setdefault(top(i), []).append(i)
    return list(groups.values())


VERDICTS: tuple[Verdict, ...] = ("conflicts", "changes", "agrees")
"""What a series says of itself: the first of these that a link inside it has."""


def _series(counts: Sequence[Count], links: Iterable[Link]) -> Series:
    ids = {count.figure.id for count in counts}
    kinds = {link.kind for link in links if link.a in ids}
    first = counts[0].figure
    return Series(
        id=id_of("sr", min(ids)),
        counted=first.counted,
        unit=first.unit,
        scope=first.scope,
        figures=tuple(count.figure.id for count in counts),
        verdict=next((verdict for verdict in VERDICTS if verdict in kinds), "single"),
    )


def _link(a: Count, b: Count, kind: LinkKind) -> Link:
    words = {
        "agrees": f'"{a.figure.text}" and "{b.figure.text}" can be the same number',
        "changes": f'"{a.figure.text}" ({a.figure.as_of.edtf}) came after "{b.figure.text}" ({b.figure.as_of.edtf})',
        "conflicts": f'Accounts differ: "{a.figure.text}" and "{b.figure.text}" cannot both hold',
    }[kind]
    why = f"{words}. Counted: {a.figure.counted or a.figure.text}. {_givers(a, b)}{_places(a, b)}"
    if kind != "changes":
        a, b = sorted((a, b), key=lambda count: count.figure.id)
    return Link(id_of("l", kind, a.figure.id, b.figure.id), kind, a.figure.id, b.figure.id, 1.0, why, "rule:one_count")


def _givers(a: Count, b: Count) -> str:
    names = [" and ".join(count.figure.given_by) or "the page itself" for count in (a, b)]
    return f"Both given by {names[0]}." if names[0] == names[1] else f"Given by {names[0]} and by {names[1]}."


def _places(a: Count, b: Count) -> str:
    if a.thing.places == b.thing.places:
        return ""
    names = [count.figure.place or count.figure.scope.place or "a place not told" for count in (a, b)]
    return f" The places differ in extent: {names[0]}; {names[1]}."
