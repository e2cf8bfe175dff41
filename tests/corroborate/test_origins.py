"""Are copies, revisions, agency texts and relayed remarks counted as the one origin they have?"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from reports import FESTIVAL, FLOOD, SESSION, fetched

import make
from onrecord.corroborate import (
    Around,
    PageFacts,
    act_of,
    borrowed,
    carried,
    copies,
    facts_of,
    families,
    of_designation,
    of_figure,
    of_figures,
    of_statement,
    of_stories,
    of_utterances,
    shared,
    trace_of,
)
from onrecord.corroborate.newsrooms import WIRES
from onrecord.corroborate.origins import Borrowed, given_by, heard_by, text_of
from onrecord.model import Lineage, Link, Office, Page, PageId, Story, Trace, Utterance, When

PAGES = tuple(PageId(f"p{i}") for i in range(5))
STORY = Story("st1", "", PAGES)


def facts(**revision_of: PageId) -> list[PageFacts]:
    return [PageFacts(page, revision_of=revision_of.get(page)) for page in PAGES]


def copy(a: PageId, b: PageId) -> Link:
    return Link(f"l{a}{b}", "reuses", a, b, 1.0, "", "rule:shared_passages")


def test_independent_pages_are_one_origin_each() -> None:
    assert of_stories([STORY], families(facts(), [], [], [STORY]), [], {})[0].origins == 5


def test_copies_of_copies_and_revisions_count_once() -> None:
    family = families(facts(p3=PAGES[2]), [], [copy(PAGES[1], PAGES[0]), copy(PAGES[2], PAGES[1])], [STORY])
    assert of_stories([STORY], family, [], {})[0].origins == 2


def test_pages_of_a_story_that_credit_one_agency_count_once_and_only_there() -> None:
    traces = [Trace(page, credits=("RIVER WIRE",)) for page in PAGES[:3]]
    apart = [Story("st1", "", PAGES[:2]), Story("st2", "", PAGES[2:])]
    family = families(facts(), traces, [], apart)
    assert [story.origins for story in of_stories(apart, family, [], {})] == [1, 3]


def test_pages_that_relay_one_utterance_are_one_origin_of_its_story_and_two_reports_when_one_copies_another() -> None:
    said = Utterance("u1", "Oru Tashkel", When(), ("s1", "s2", "s3"), "s1")
    page_of = {"s1": PAGES[0], "s2": PAGES[1], "s3": PAGES[2]}
    family = families(facts(), [], [copy(PAGES[2], PAGES[1])], [STORY])
    assert of_stories([STORY], family, [said], page_of)[0].origins == 3
    lineages = {name: Lineage("Oru Tashkel", text=family[page]) for name, page in page_of.items()}
    [counted] = of_utterances([said], lineages)
    assert counted.origins == len(counted.lineage) == 2


def test_the_order_of_links_changes_nothing() -> None:
    links = [copy(PAGES[4], PAGES[3]), copy(PAGES[3], PAGES[0]), copy(PAGES[2], PAGES[1])]
    assert families(facts(), [], links, []) == families(facts()[::-1], [], links[::-1], [])


def test_a_page_that_shares_one_remark_and_has_the_rest_from_elsewhere_is_an_origin_of_its_own() -> None:
    said = Utterance("u1", "Oru Tashkel", When(), ("s1", "s2"), "s1")
    page_of = (
        {"s1": PAGES[0], "s2": PAGES[1]} | {f"a{n}": PAGES[0] for n in range(3)} | {f"b{n}": PAGES[1] for n in range(3)}
    )
    story = Story("st2", "", PAGES[:2])
    assert of_stories([story], {}, [said], page_of)[0].origins == 2


REMARK = "the boats were counted twice"


def around(page: Page, *offices: Office, taken: dict[PageId, tuple[Borrowed, ...]] | None = None) -> Around:
    return Around(facts_of(page), trace_of(page), offices, taken)


@pytest.mark.parametrize(
    ("text", "known", "outlet", "heard"),
    [
        (f"Tashkel told the Delta Courier that {REMARK}.", {"clause": (0, 35)}, "Delta Courier", "told"),
        (f"Tashkel told Reuters that {REMARK}.", {"audience": "Reuters"}, "Reuters", "told"),
        (f"Tashkel said {REMARK}.", {"medium": "the daily newspaper Basin"}, "Basin", "told"),
        (f"Tashkel said {REMARK}.", {"via": "Agence France-Presse"}, "AFP", "told"),
        (f"HARVANY (Reuters) - Tashkel said {REMARK}.", {}, "Reuters", "credited"),
        (f"Tashkel said {REMARK}.\n\nWith Gazette wires", {}, WIRES, "credited"),
        (f"Tashkel told reporters that {REMARK}.", {"audience": "reporters"}, "Harvany Gazette", "published"),
        (f"TAVRA, 3 May. /Harvany Gazette/. Tashkel said {REMARK}.", {}, "Harvany Gazette", "published"),
    ],
)
def test_the_newsroom_that_heard_a_remark_is_named_by_its_words_else_by_the_page(
    text: str, known: dict[str, Any], outlet: str, heard: str
) -> None:
    page = make.page(text, outlet="Harvany Gazette")
    found = of_statement(make.statement(page, "Oru Tashkel", REMARK, **known), around(page))
    assert (found.outlet, found.heard) == (outlet, heard)
    assert (found.speaker, found.text, found.translation) == ("Oru Tashkel", page.id, "en")


def test_a_speaker_speaks_for_the_body_whose_office_the_page_gives() -> None:
    page = make.page(f"Oru Tashkel, head of the relief service, said {REMARK}.")
    office = make.office(page, "Oru Tashkel", "head", "relief service", "head of the relief service")
    assert of_statement(make.statement(page, "Oru Tashkel", REMARK), around(page, office)).agency == "relief service"


def test_a_figure_comes_from_the_source_that_its_speaker_relays() -> None:
    page = make.page("Tashkel said 300 boats were lost, citing the River Institute.", outlet="Harvany Gazette")
    said = of_statement(make.statement(page, "Oru Tashkel", "300 boats were lost"), around(page))
    figure = make.figure(page, "300 boats", low=300, high=300, given_by=("Oru Tashkel",), via="the River Institute")
    found = of_figure(figure, said, around(page))
    assert (found.speaker, found.via, found.outlet) == ("Oru Tashkel", "the River Institute", "Harvany Gazette")


def heard(*lineages: Lineage) -> int:
    shuffled = random.Random(len(lineages)).sample(lineages, len(lineages))
    assert heard_by(lineages) == heard_by(shuffled)
    return len(heard_by(lineages))


def given(*lineages: Lineage) -> int:
    shuffled = random.Random(len(lineages)).sample(lineages, len(lineages))
    assert given_by(lineages) == given_by(shuffled)
    return len(given_by(lineages))


def told(outlet: str | None, text: int, **known: Any) -> Lineage:
    return Lineage("Oru Tashkel", outlet=outlet, text=PAGES[text], **known)


def test_two_reporters_of_one_press_conference_are_two_reports_of_it_and_one_giver_of_its_numbers() -> None:
    two = told("Reuters", 0), told("Harvany Gazette", 1)
    assert heard(*two) == 2 and given(*two) == 1


def test_one_agency_or_one_text_is_one_report_however_many_pages_print_it() -> None:
    assert heard(told("Reuters", 0), told("Reuters", 1), told("reuters", 2)) == 1
    assert heard(told("Gazette", 0), told("Courier", 0), told("Courier", 1)) == 1


def test_newsrooms_that_are_not_known_are_each_one_by_itself() -> None:
    assert heard(told(None, 0), told(None, 1), told(WIRES, 2), told(WIRES, 3)) == 4


def test_two_officials_of_one_body_give_one_number_once() -> None:
    one, other = Lineage("Oru Tashkel", agency="Relief Service RS"), Lineage("Ilen Marrow", agency="the relief service")
    assert given(one, other) == 1
    assert given(one, other, Lineage("Sefa Lindqvist", agency="Treasury")) == 2
    assert given(replace(one, via="River Institute"), replace(other, via="River Institute")) == 1


def test_a_body_that_one_page_names_for_a_speaker_holds_for_the_pages_that_do_not() -> None:
    assert given(Lineage("Oru Tashkel"), Lineage("Oru Tashkel", "Relief Service"), Lineage("Relief Service")) == 1


def test_pages_that_name_no_giver_count_only_where_no_page_names_one() -> None:
    unnamed = Lineage(outlet="Gazette", text=PAGES[0]), Lineage(outlet="Courier", text=PAGES[1])
    assert given(*unnamed) == 2
    assert given(*unnamed, Lineage("Oru Tashkel", text=PAGES[2])) == 1


def test_figures_of_a_series_count_by_the_number_they_give() -> None:
    page = make.page("There were 200 boats, then 300 boats. Others also count 300 ships.")
    rows = [make.figure(page, words, low=n, high=n) for words, n in NUMBERS]
    lineages = dict(zip([r.id for r in rows], map(Lineage, ("Tashkel", "Tashkel", "Marrow")), strict=True))
    assert [of_figures(rows, lineages)[row.id] for row in rows] == [1, 2, 2]


NUMBERS = (("200 boats", 200), ("300 boats", 300), ("300 ships", 300))


def test_a_step_of_listing_is_one_act_on_all_pages_that_tell_it() -> None:
    pages = [make.page("The council listed the Reed Front.", name=f"{i}.txt", outlet=f"Paper {i}") for i in range(2)]
    rows = [make.designation(page, "The council", "the Reed Front", "listed", "listed") for page in pages]
    assert act_of(rows[0]) == act_of(rows[1])
    assert [of_designation(row, None, around(page)).outlet for row, page in zip(rows, pages, strict=True)] == [
        "Paper 0",
        "Paper 1",
    ]


def held(pages: Sequence[Page]) -> dict[PageId, tuple[Borrowed, ...]]:
    """What pages have from each other."""
    traces, facts = [trace_of(page) for page in pages], {page.id: facts_of(page) for page in pages}
    found = shared(traces, fetched(pages))
    return borrowed(found, [*copies(found, traces, facts), *carried(found, traces, facts)])


BACKGROUND = (
    "In February the treasury of Quenland put the ferry company on its list of firms that may not bid for public "
    "works, after two of its boats were found to have sailed without papers."
)


def test_words_in_a_passage_carried_along_are_the_text_of_the_page_that_had_it_first() -> None:
    first = make.page(f"{SESSION}\n\n{BACKGROUND}", name="first.txt", published="2031-02-20")
    later = make.page(f"{FESTIVAL}\n\n{BACKGROUND}", name="later.txt", published="2031-07-01")
    place = make.cite(later, "put the ferry company on its list")
    taken = held([later, first])
    assert text_of(later.id, place.start, place.end, taken) == first.id
    assert text_of(later.id, 0, 40, taken) == later.id


def test_the_text_of_a_copy_of_a_copy_is_that_of_the_first_page() -> None:
    pages = [
        make.page(FLOOD + f" Edition {i}." * (i > 0), name=f"{i}.txt", published=f"2031-05-0{i + 3}") for i in range(3)
    ]
    taken = held(pages)
    assert {text_of(page.id, 0, 30, taken) for page in pages} == {pages[0].id}
    assert text_of(pages[2].id, 0, 30, held(pages[::-1])) == pages[0].id


def test_pages_that_copy_each_other_in_a_ring_end_somewhere() -> None:
    ring = {PAGES[i]: (Borrowed(0, 50, PAGES[(i + 1) % 3], True),) for i in range(3)}
    assert text_of(PAGES[0], 0, 20, ring) in PAGES[:3]
