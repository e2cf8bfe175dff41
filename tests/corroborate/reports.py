"""What do the tests of this folder share? Invented reports long enough to be compared, and what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from onrecord.corroborate import PageFacts, copies, facts_of, shared, told, trace_of
from onrecord.model import Link, Page, PageId, Story

FLOOD = """TAVRA, 3 May. /RIVER WIRE/. The lower gates of the Minsel dam gave way before dawn on Tuesday and
water ran into the grain stores of Harvany, the basin authority said.

Relief chief Oru Tashkel said 14 people had died and some 2,300 had left their houses. "We counted the boats twice and
we are still three short," he told reporters on the quay.

Engineers had warned since February that the hinges of the lower gates were cracked, a report to the council shows.
Belmara and Quenland share the cost of the dam under the treaty of 2019, and each blames the other for the delay.

Schools in Harvany stay shut until Monday, and the railway to the coast runs on one track only."""

SESSION = """Two weeks after the gates of the Minsel dam broke, the council of Harvany met for five hours and agreed on
nothing but a date. Treasurer Sefa Lindqvist asked who would pay for the grain; nobody in the hall answered her.

A vote on the budget for new hinges was put off to the autumn. The opposition left the hall in protest, singing.

Outside, fishermen burned nets and called for the resignation of the water minister of Belmara, who was abroad."""

FESTIVAL = """The barge festival of Quenland opened under a clear sky with forty painted boats and a brass band on each.
Visitors came from as far as the coast, the organisers said, and the hotels were full for the first time in years.

The prize for the finest boat went to a family of carpenters who had rebuilt a coal barge as a swan."""


def fetched(pages: Iterable[Page]) -> Callable[[Iterable[PageId]], dict[PageId, Page]]:
    """What gives pages by their ids, as a record does."""
    held = {page.id: page for page in pages}
    return lambda asked: {page: held[page] for page in asked}


def traced(pages: Sequence[Page]) -> list[Link]:
    """The copies among `pages`."""
    traces, facts = [trace_of(page) for page in pages], {page.id: facts_of(page) for page in pages}
    return copies(shared(traces, fetched(pages)), traces, facts)


def stories(pages: Sequence[Page], facts: Sequence[PageFacts] | None = None) -> list[Story]:
    """The stories that `pages` tell."""
    return told(facts or [facts_of(page) for page in pages], [trace_of(page) for page in pages])[0]
