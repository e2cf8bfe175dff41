"""Which figures follow one counted thing, who gave them first, and do they agree, change or conflict?

Figures meet under narrow keys (`things.keys_of`), two that met are compared by what they say alone, and a series is
what hangs together. Bounds are intervals: "about" leaves a tenth open, a round number what was rounded away, and a
vague figure may agree and contradicts nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.corroborate import crowds
from onrecord.corroborate.days import Days, days_of, gap, width
from onrecord.corroborate.facts import PageFacts
from onrecord.corroborate.meeting import CROWD, components, met
from onrecord.corroborate.things import Reach, Thing, one_event, reach, thing_of
from onrecord.corroborate.things import keys_of as keys_of_thing
from onrecord.model import Figure, Link, LinkKind, PageId, Series, Verdict, id_of

ABOUT = 0.1
"""How far "about" may lie from its number, as a share of it."""

ROUND = 0.05
"""How far a round number may lie from what it rounds at most, as a share of it."""

CLOSE = 1.25
"""Factor within which a figure with an open end ("at least 300") supports another one."""

QUARTER = 92
"""Days between which two equal figures are taken for one count."""

MONTH = 31
"""Days that an as-of date may leave open for two values to contradict each other outside one story."""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure ready to be compared. `story` is None when its page is in none; `days` is its as-of date.

    `told` is when its page came out, `revises` the page that this one is a later version of.
    """

    figure: Figure
    thing: Thing
    story: str | None
    days: Days | None
    told: Days | None = None
    revises: PageId | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Two figures of one thing, in time order: `a` is the earlier. `link` is what they say of each other, if at all."""

    a: str
    b: str
    link: Link | None


def count_of(figure: Figure, story: str | None, page: PageFacts | None = None) -> Count:
    """A figure with what is known of its page."""
    told = days_of(page.published) if page else None
    return Count(figure, thing_of(figure), story, days_of(figure.as_of.edtf), told, page.revision_of if page else None)


def keys_of(count: Count) -> tuple[str, ...]:
    """The keys under which a figure meets those that may count the same."""
    return keys_of_thing(count.figure, count.story, count.thing)


def place_of(count: Count) -> int:
    """The place of a figure in the order of a crowd: by its day, or the day when its page came out."""
    return crowds.place_of(count.days or count.told, count.figure.id)


def tied(counts: Iterable[Count], *, crowd: int = CROWD) -> list[Tie]:
    """The ties between figures that meet, by their ends."""
    under: dict[str, list[Count]] = {}
    for count in sorted(counts, key=lambda count: (place_of(count), count.figure.id)):
        for key in keys_of(count):
            under.setdefault(key, []).append(count)
    found: dict[frozenset[str], Tie] = {}
    for a, b in met(under, crowd=crowd):
        ends = frozenset((a.figure.id, b.figure.id))
        if ends not in found and (tie := tie_of(a, b)):
            found[ends] = tie
    return sorted(found.values(), key=lambda tie: (tie.a, tie.b))


def tie_of(a: Count, b: Count) -> Tie | None:
    """How two figures stand to each other, None when they count different things. Symmetric."""
    a, b = sorted((a, b), key=_in_time)
    found = reach(a.thing, b.thing, one_story=_one_event(a, b), one_giver=_one_voice(a, b))
    if found is None:
        return None
    kind = relation(a, b, found)
    if kind is None:
        return Tie(a.figure.id, b.figure.id, None) if found > Reach.AGREE else None
    return Tie(a.figure.id, b.figure.id, _link(a, b, kind))


def _one_event(a: Count, b: Count) -> bool:
    """Whether one story tells both, or they share names and days enough to be of one event."""
    if a.story is not None and a.story == b.story:
        return True
    apart = gap(a.days, b.days)
    return apart is not None and apart <= EVENT_DAYS and one_event(a.thing, b.thing)


EVENT_DAYS = 7
"""Days within which pages of different stories may tell of one event."""


def chained(counts: Iterable[Count], ties: Iterable[Tie]) -> tuple[Series, list[Link]]:
    """The series that figures make which ties connect, and its links, sorted by id.

    Of the changes from one value only the one to the next value is kept: one step at a time.
    """
    ordered = sorted(counts, key=_in_time)
    place = {count.figure.id: i for i, count in enumerate(ordered)}
    within = sorted((tie for tie in ties if tie.a in place and tie.b in place), key=lambda t: (place[t.a], place[t.b]))
    changed: dict[str, Link] = {}
    links: list[Link] = []
    for tie in within:
        if tie.link and tie.link.kind == "changes":
            changed.setdefault(tie.a, tie.link)
        elif tie.link:
            links.append(tie.link)
    links = sorted([*links, *changed.values()], key=lambda link: link.id)
    return _series(ordered, links), links


def followed(counts: Iterable[Count], ties: Iterable[Tie]) -> list[tuple[Series, list[Link]]]:
    """The series that ties make of figures, each with its links, by its smallest figure.

    Every figure is in one series, alone or not. The result does not depend on the order of `counts`.
    """
    held = {count.figure.id: count for count in counts}
    ordered = sorted(ties, key=lambda tie: (tie.a, tie.b))
    groups = components(held, ((tie.a, tie.b) for tie in ordered))
    home = {name: group[0] for group in groups for name in group}
    of: dict[str, list[Tie]] = {}
    for tie in ordered:
        of.setdefault(home[tie.a], []).append(tie)
    return [chained((held[name] for name in group), of.get(group[0], ())) for group in groups]


def relayed(figures: Iterable[Figure]) -> list[Link]:
    """`agrees` links between the figures that renderings of one utterance give, page by page; sorted by id.

    All of `figures` must stand in renderings of one utterance: equal bounds are then one number, however the counted
    thing is worded.
    """
    links = []
    for a, b in met({"": sorted(figures, key=lambda figure: figure.id)}):
        bounds_alike = (a.low, a.high, a.modifier == "vague") == (b.low, b.high, b.modifier == "vague")
        if a.page != b.page and bounds_alike and a.unit == b.unit:
            why = f'Two reports of one remark give the figure: "{a.text}" and "{b.text}".'
            links.append(Link(id_of("l", "agrees", a.id, b.id), "agrees", a.id, b.id, 1.0, why, "rule:one_remark"))
    return sorted(links, key=lambda link: link.id)


def _in_time(count: Count) -> tuple[Days, Days, str]:
    never = (date.max, date.max)
    return count.days or never, count.told or never, count.figure.id


def relation(a: Count, b: Count, found: Reach) -> LinkKind | None:
    """How two figures of one thing stand to each other; symmetric but for the direction that `changes` has in time."""
    if a.thing.moved != b.thing.moved:  # one tells a rise and the other a fall
        return "conflicts" if found is Reach.CONFLICT and _differ(a, b) and gap(a.days, b.days) == 0 else None
    apart = gap(a.days, b.days)
    if agree(a.figure, b.figure):
        near = apart is None or apart <= QUARTER
        same = found > Reach.AGREE or _same_number(a.figure, b.figure)
        return "agrees" if _apart_on_paper(a, b) and near and same else None
    if found is Reach.AGREE or not disjoint(a.figure, b.figure):
        return None
    if _corrected(a, b):
        return "changes"
    if _single(a) or _single(b):
        return None
    if apart:
        return "changes" if a.figure.page != b.figure.page or _one_voice(a, b) or _then_and_now(a, b) else None
    return "conflicts" if found is Reach.CONFLICT and _differ(a, b) else None


def _single(count: Count) -> bool:
    """Whether the figure tells of one among many ("one man died at once") rather than of how many there are."""
    return not count.thing.measured and count.figure.modifier == "exact" and abs(count.figure.high or 0) <= 1


def _corrected(a: Count, b: Count) -> bool:
    """Whether one page is the outlet's own later version of the other."""
    return a.revises == b.figure.page or b.revises == a.figure.page


def _differ(a: Count, b: Count) -> bool:
    """Whether two voices give the figures for one time; far apart they count two things, if nobody named gives them."""
    named = a.figure.given_by and b.figure.given_by
    return (
        _apart_on_paper(a, b) and not _one_voice(a, b) and _one_time(a, b) and bool(named or _near(a.figure, b.figure))
    )


def _near(a: Figure, b: Figure) -> bool:
    sizes = sorted(abs(figure.low if figure.low is not None else figure.high or 0.0) for figure in (a, b))
    return sizes[1] <= FAR * sizes[0]


FAR = 5
"""Factor by which two counts of one thing by unnamed voices may differ."""


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
    # two amounts of one page in different words mostly measure two things, and "people" may be anybody
    alike = a.thing.topic == b.thing.topic if a.thing.measured else bool(a.thing.population)
    return dated and alike and not (a.figure.given_by and b.figure.given_by)


def _one_time(a: Count, b: Count) -> bool:
    """Whether the two hold for one time. Where a day is missing nobody knows: most are of two events of one kind."""
    if a.days is None or b.days is None:
        return False
    return _one_event(a, b) or max(width(a.days), width(b.days)) <= MONTH


def bounds(figure: Figure) -> tuple[float, float]:
    """The values a figure allows, `inf` where it is open."""
    low = -math.inf if figure.low is None else figure.low
    high = math.inf if figure.high is None else figure.high
    if figure.modifier == "about":
        return low - abs(low) * ABOUT, high + abs(high) * ABOUT
    if figure.modifier == "exact" and low == high:
        return low - rounding(low, figure.unit), high + rounding(high, figure.unit)
    return low, high


def rounding(number: float, unit: str) -> float:
    """What may have been rounded away: half a unit of the last digit that is not 0, of a percentage or from 1,000 on.

    "2,600" may stand for 2,570 and "12 percent" for 12.4; "1,734" was counted.
    """
    if unit == "percent":
        return 0.5 if number == int(number) else 0.05
    if abs(number) < 1000 or number != int(number):
        return 0.0
    digits = str(int(abs(number)))
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(10**zeros / 2, abs(number) * ROUND) if zeros else 0.0


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


def _same_number(a: Figure, b: Figure) -> bool:
    return a.low is not None and (a.low, a.high) == (b.low, b.high)


VERDICTS: tuple[Verdict, ...] = ("conflicts", "changes", "agrees")
"""What a series says of itself: the first of these that a link inside it has."""


def verdict_of(links: Iterable[Link]) -> Verdict:
    """What a series says of itself, from the links inside it."""
    kinds = {link.kind for link in links}
    return next((verdict for verdict in VERDICTS if verdict in kinds), "single")


def _series(counts: Sequence[Count], links: Iterable[Link]) -> Series:
    first = counts[0].figure
    return Series(
        id=id_of("sr", min(count.figure.id for count in counts)),
        counted=first.counted,
        unit=first.unit,
        scope=first.scope,
        figures=tuple(count.figure.id for count in counts),
        verdict=verdict_of(links),
    )


WORDS: dict[str, str] = {
    "agrees": '"{a.text}" and "{b.text}" can be the same number',
    "changes": '"{b.text}" ({b.as_of.edtf}) came after "{a.text}" ({a.as_of.edtf})',
    "conflicts": 'Accounts differ: "{a.text}" and "{b.text}" cannot both hold',
    "corrected": 'The outlet\'s later version has "{b.text}" for "{a.text}"',
}


def _link(a: Count, b: Count, kind: LinkKind) -> Link:
    rule = "one_count"
    if kind == "changes" and _corrected(a, b):
        rule = "corrected"
        a, b = (b, a) if a.revises == b.figure.page else (a, b)
    words = WORDS["corrected" if rule == "corrected" else kind].format(a=a.figure, b=b.figure)
    why = f"{words}. Counted: {a.figure.counted or a.figure.text}. {_givers(a, b)}{_first(a, b)}{_places(a, b)}"
    one, other = (b, a) if kind == "changes" else sorted((a, b), key=lambda count: count.figure.id)
    ends = one.figure.id, other.figure.id
    return Link(id_of("l", kind, *ends), kind, *ends, 1.0, why, f"rule:{rule}")


def _givers(a: Count, b: Count) -> str:
    names = [_giver(count) for count in (a, b)]
    return f"Both given by {names[0]}." if names[0] == names[1] else f"Given by {names[0]} and by {names[1]}."


def _giver(count: Count) -> str:
    return " and ".join(count.figure.given_by) or "the page itself"


def _first(a: Count, b: Count) -> str:
    """Who gave the number first, where the days tell the two apart."""
    if _giver(a) == _giver(b) or not gap(a.days, b.days):
        return ""
    first = a if (a.days or ()) < (b.days or ()) else b
    return f" First by {_giver(first)} ({first.figure.as_of.edtf})."


def _places(a: Count, b: Count) -> str:
    if a.thing.places == b.thing.places:
        return ""
    names = [count.figure.place or count.figure.scope.place or "a place not told" for count in (a, b)]
    return f" The places differ in extent: {names[0]}; {names[1]}."
