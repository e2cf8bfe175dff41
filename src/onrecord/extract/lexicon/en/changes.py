"""Which English words say that an amount rose or fell, by how much, to what, and from what?"""

from __future__ import annotations

from onrecord.extract.numerals import words_of

RISING: frozenset[str] = frozenset(
    words_of("""
    rise raise grow increase gain add jump climb soar surge advance leap swell widen expand lift boost accelerate
    improve rally rebound spike edge appreciate strengthen inflate augment hike escalate balloon mushroom
    skyrocket tick inch
""")
)
"""Verbs (lemmas) of more. "edge", "inch" and "tick" rise unless "down" or "lower" stands behind them."""

FALLING: frozenset[str] = frozenset(
    words_of("""
    fall drop decline decrease lose cut reduce slip slide plunge tumble sink shrink shed ease dip lower narrow contract
    plummet crash retreat weaken depreciate slump dive trim slash halve dwindle subside recede shave
""")
)
"""Verbs (lemmas) of less."""

UP: frozenset[str] = frozenset({"up", "higher", "upward", "upwards"})
DOWN: frozenset[str] = frozenset({"down", "lower", "off", "downward", "downwards"})
"""Words of direction before an amount ("up 12 percent") or behind it ("12 percent lower")."""

RISES: frozenset[str] = frozenset(
    words_of("rise increase jump hike surge growth climb advance uptick rebound leap improvement expansion")
)
FALLS: frozenset[str] = frozenset(
    words_of("fall drop decline decrease cut reduction plunge slump dip slide contraction downturn shrinkage")
)
"""Nouns of a change ("a 5 percent rise", "a drop of 5 percent"); a "gain" or "loss" of money is a level of its own."""

PHRASAL: frozenset[str] = frozenset(
    words_of("give take make pick set hold lay call blow shut break put back sign line use grow sum cough round")
)
"""Verbs (lemmas) whose "up", "down" and "off" tell no direction ("gave up 12 posts", "made up 40 percent")."""

LOSING: frozenset[str] = frozenset({"lose", "gain", "add", "shed", "lift", "boost", "cut", "reduce", "trim", "shave"})
"""Verbs whose object is an amount of change only in percent, points or money: "lost 14 men" counts men."""

MANNERS: frozenset[str] = frozenset(
    words_of("""
    sharply slightly steadily slowly quickly further again modestly marginally steeply fractionally significantly
    dramatically substantially just only even also another an a the some roughly about nearly almost by to from
    as much additional strongly rapidly gradually annually overnight more over than average of
""")
)
"""Words between a word of change and the amount."""

COMPARED: tuple[str, ...] = ("compared with", "compared to", "versus", "against", "from", "than", "since", "on")
"""Words that open the base of a change; the base is a time or a number."""
