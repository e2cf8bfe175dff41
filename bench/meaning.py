"""Is a statement found by a question in other words: by words alone, by meaning alone, and by both?

    python bench/meaning.py

Forty invented statements, each with a question as somebody would type it who remembers what was said and not how. Each
question is put to a record of all of them and of forty more on the same matters. MRR@10 is the mean of 1 / rank of the
statement asked for, 0 below rank 10. A search by words wants all of them; a second row takes any of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import make  # of the tests
from onrecord.store import Record
from onrecord.store.alike import LEAST, alike
from onrecord.store.search import find
from onrecord.store.seeking import EVERYWHERE
from onrecord.store.vectors import compute

DEPTH = 10

ASKED: tuple[tuple[str, str], ...] = (
    ("dam sluices remain closed", "the gates of the Sarn dam will stay shut until the commission meets"),
    ("people had to leave their homes", "about 1,700 families have been moved from the lower valley"),
    ("danger to residents denied", "nobody living in the valley is at risk"),
    ("teachers stop working", "school staff will walk out on Monday over pay"),
    ("hospital short of nurses", "we do not have enough carers to keep all the wards open"),
    ("price of bread goes up", "a loaf will cost a fifth more after the harvest failed"),
    ("peace talks broken off", "we are leaving the negotiating table for good"),
    ("rail link delayed", "the new line to Lurin opens a year later than planned"),
    ("minister will quit", "I am going to hand in my resignation tomorrow"),
    ("airport noise at night", "planes must not land between eleven and five in the morning"),
    ("water unsafe to drink", "households should boil what comes out of the tap"),
    ("company cuts jobs", "three hundred posts at the mill will go by autumn"),
    ("ceasefire violated", "shells fell on the border town in spite of the truce"),
    ("election result disputed", "we do not accept the count and will go to court"),
    ("soldiers sent to border", "two battalions are on their way to the frontier"),
    ("vaccine doses missing", "half of the vials that were ordered never arrived"),
    ("journalists kept out", "reporters were refused entry to the hearing"),
    ("bank rescued by state", "the treasury will take over the lender's bad loans"),
    ("wildfire under control", "the blaze in the northern hills no longer spreads"),
    ("bridge closed to trucks", "heavy vehicles must take the ferry until the span is repaired"),
    ("fishermen protest quota", "our boats will block the harbour until the catch limit is lifted"),
    ("mine collapse survivors", "four men were brought up alive from the shaft"),
    ("prison overcrowded", "there are twice as many inmates as cells"),
    ("gas supplies cut", "the pipeline has delivered nothing since Tuesday"),
    ("refugees welcome", "we will take in those who flee the fighting"),
    ("tax on rich", "people with large fortunes should pay more"),
    ("flood warning too late", "the alarm reached us when the water was already in the cellar"),
    ("court frees suspect", "the judge let the accused man go for lack of evidence"),
    ("spy expelled", "a diplomat was told to leave the country within two days"),
    ("power cuts in winter", "electricity will be switched off in turns during the cold months"),
    ("museum returns stolen art", "the carvings go back to the people they were taken from"),
    ("farmers lack rain", "the fields have had no water from the sky for ten weeks"),
    ("doctors warn of flu", "physicians expect many more cases of influenza this month"),
    ("housing too expensive", "young people cannot afford the rents in the capital"),
    ("police used force", "officers struck demonstrators with batons"),
    ("ship ran aground", "the tanker is stuck on the sandbank off Dromm"),
    ("pension age raised", "everybody will have to work two years longer"),
    ("sanctions against bank", "the lender's accounts abroad are frozen"),
    ("mayor under investigation", "prosecutors are looking into the dealings of the head of the town"),
    ("schools reopen after storm", "lessons begin again on Thursday now that the roofs are mended"),
)
"""A question, and the statement that answers it."""

OTHERS: tuple[str, ...] = tuple(
    """
    the gates of the park will be painted green
    the commission has a new secretary
    the valley is known for plums
    families with children travel free on Sundays
    the school choir sings at the fair
    pay day is the last Friday
    the ward elects two councillors
    carers of old buildings met in Lurin
    the bakery on the square has a new owner
    the harvest festival was well attended
    the table tennis team won again
    the line at the counter was long
    the station clock is right again
    the minister opened the flower show
    planes of the air show drew a crowd
    the morning market moves to the quay
    the tap room of the inn is famous
    the mill now houses a library
    autumn colours bring visitors to the hills
    shells of this kind are found on the beach
    the border collie won
    the court of the castle is open to visitors
    the count of birds was done in May
    the battalion band played
    vials of old perfume are on show
    reporters ran a relay for charity
    the hearing aid shop has closed
    the treasury of the cathedral was cleaned
    hills and lakes attract walkers
    the ferry has a new captain
    the harbour light was painted
    a shaft of light fell on the altar
    cells of the honeycomb are six sided
    the pipeline of new plays is full
    the fighting cock is the town's emblem
    fortunes were told at the fair
    the cellar holds four hundred bottles
    a judge of cattle came from abroad
    the diplomat wrote a novel
    rents for boats are low in winter
    """.strip().splitlines()
)
"""Statements that share words with the answers and nothing else."""


def rank_of(wanted: str, found: list[str]) -> float:
    """1 / the rank of a statement among the first ten, or 0."""
    return 1 / (1 + found.index(wanted)) if wanted in found[:DEPTH] else 0.0


def by_words(record: Record, question: str) -> list[str]:
    """All the words, as the search box wants them."""
    return [hit.id for hit in find(record, question, limit=DEPTH).found if hit.kind == "statements"]


def by_any_word(record: Record, question: str) -> list[str]:
    """The words one by one, those that find least first."""
    several = sorted(([*by_words(record, word)] for word in question.split()), key=len)
    return list(dict.fromkeys(row for found in several for row in found))


def by_meaning(record: Record, question: str) -> list[str]:
    """What is like the question."""
    return [hit.row for hit in alike(record, question, EVERYWHERE) if hit.kind == "statements"]


def by_both(record: Record, question: str) -> list[str]:
    """As the search screen finds."""
    found = find(record, question, limit=2 * DEPTH, also=alike(record, question, EVERYWHERE)).found
    return [hit.id for hit in found if hit.kind == "statements"]


WAYS: tuple[tuple[str, Callable[[Record, str], list[str]]], ...] = (
    ("words, all of them", by_words),
    ("words, any of them", by_any_word),
    ("meaning", by_meaning),
    ("both, fused", by_both),
)


def main() -> None:
    """Measure and print."""
    others = [line.strip() for line in OTHERS]
    with TemporaryDirectory() as folder, Record.open(Path(folder) / "meaning.db", create=True) as record:
        page = make.page(". ".join([*(said for _, said in ASKED), *others]) + ".", title=None)
        said = {words: make.statement(page, "Oda Brenn", words, cue=None) for words in [*dict(ASKED).values(), *others]}
        record.add([make.reading(page)])
        with record.settling() as new:
            new.put(said.values())
        compute(record, lambda done, of: None)
        print(f"{len(ASKED)} questions, {len(said)} statements, likeness from {LEAST} on\n")
        print("| found by | MRR@10 | among the first ten |\n|---|---|---|")
        for name, way in WAYS:
            ranks = [rank_of(said[answer].id, way(record, question)) for question, answer in ASKED]
            print(f"| {name} | {mean(ranks):.2f} | {sum(map(bool, ranks))} of {len(ranks)} |")


if __name__ == "__main__":
    main()
