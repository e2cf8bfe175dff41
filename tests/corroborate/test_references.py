"""Do pages point at the page whose headline, outlet or news they name?"""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given

import make
from onrecord.corroborate import facts_of, pointed, same, trace_of
from onrecord.corroborate.references import headline_keys, outlet_keys
from onrecord.model import Link, Page, Statement, Story

HEADLINE = "Sabotage on the Tavra is no fairy tale – River Service"


def links(
    pages: Sequence[Page],
    stories: Sequence[Story] = (),
    statements: Sequence[Statement] = (),
) -> list[Link]:
    facts = {page.id: facts_of(page) for page in pages}
    known = {statement.id: statement for statement in statements}
    found = pointed([trace_of(page) for page in pages], facts, stories, same(statements)[0], known)
    shuffled = random.Random(1).sample(pages, len(pages))
    assert found == pointed(map(trace_of, shuffled), facts, stories, same(statements)[0], known)
    return found


def reading(line: str, *, name: str = "a.txt") -> Page:
    return make.page(f"The commission met.\n\n{line}", name=name, kinds={1: "link_out"}, published="2031-05-03")


def test_a_link_out_line_points_at_the_page_with_that_headline() -> None:
    told = make.page("Divers were seen.", title=HEADLINE, name="b.txt")
    page = reading("READ MORE: Sabotage on the Tavra is no fairy tale - River Service")
    [link] = links([page, told])
    assert (link.kind, link.a, link.b, link.by) == ("refers_to", page.id, told.id, "rule:headline")


def test_the_headline_may_stand_beneath_the_pages_own() -> None:
    blog = make.page(f"{HEADLINE}\n\nDivers were seen.", title="They laughed", name="b.txt", kinds={0: "heading"})
    assert [link.b for link in links([reading(f"READ MORE: {HEADLINE}"), blog])] == [blog.id]


def test_a_headline_with_another_name_is_another_page() -> None:
    other = make.page("Divers.", title="Sabotage on the Minsel is no fairy tale, says the ferry company", name="b.txt")
    assert not links([reading(f"READ MORE: {HEADLINE}"), other])


def test_a_headline_of_two_words_points_nowhere() -> None:
    assert not links([reading("Read more: Latest news"), make.page("All.", title="Latest news", name="b.txt")])


def test_a_page_does_not_point_at_itself() -> None:
    page = make.page(f"Text.\n\n{HEADLINE}", title=HEADLINE, kinds={1: "link_out"})
    assert not links([page])


def test_a_page_that_names_an_outlet_points_at_its_page_of_the_same_story() -> None:
    first = make.page("Fourteen died.", name="b.txt", outlet="The Harvany Courier", published="2031-05-02")
    other = make.page("A festival.", name="c.txt", outlet="The Harvany Courier", published="2031-05-01")
    page = make.page("The Harvany Courier reported on its website that 14 died.", published="2031-05-03")
    story = Story("st1", "", (page.id, first.id))
    assert [(link.a, link.b) for link in links([page, first, other], [story])] == [(page.id, first.id)]


def test_a_remark_told_again_months_later_points_at_the_page_that_had_it_as_news() -> None:
    words = "quite a lot of trained divers from the delta have joined the saboteurs"
    news = make.page(words, name="news.txt", published="2031-01-15")
    later = make.page(f"In January: {words}.", name="later.txt", published="2031-03-12")
    remarks = [make.statement(page, "Ilva Tarrash", words, said="2031-01") for page in (news, later)]
    [link] = links([news, later], statements=remarks)
    assert (link.a, link.b, link.by) == (later.id, news.id, "rule:told_again")


def test_two_pages_that_tell_a_remark_as_news_do_not_point_at_each_other() -> None:
    words = "quite a lot of trained divers from the delta have joined the saboteurs"
    pages = [make.page(words, name=f"{day}.txt", published=f"2031-01-{day}") for day in (15, 16)]
    remarks = [make.statement(page, "Ilva Tarrash", words, said="2031-01") for page in pages]
    assert not links(pages, statements=remarks)


def test_without_a_common_story_the_page_of_the_named_outlet_is_found_by_its_terms() -> None:
    text = "Fourteen people died when the pumping station at Lower Osk exploded, the directorate counted."
    first = make.page(text, name="b.txt", outlet="The Harvany Courier", published="2031-05-02")
    later = make.page(text, name="c.txt", outlet="The Harvany Courier", published="2031-05-09")
    other = make.page("A barge festival opened.", name="d.txt", outlet="The Harvany Courier", published="2031-05-02")
    page = make.page(f"{text} That the Harvany Courier reported. Nineteen families mourn.", published="2031-05-03")
    assert [(link.a, link.b) for link in links([page, first, later, other])] == [(page.id, first.id)]


@pytest.mark.parametrize("day", ["2031-05-02", "2031-05-01/2031-05-03", "2031-04-26"])
def test_a_page_meets_the_pages_of_an_outlet_it_names_over_a_week(day: str) -> None:
    asked = outlet_keys("the Courier", "2031-05-03T08:00", back=7)
    assert set(asked) & set(outlet_keys("Courier", day))
    assert not set(asked) & set(outlet_keys("Courier", "2031-05-04")) | set(outlet_keys("Courier", "2031"))


@pytest.mark.parametrize(
    "words",
    [
        "Tashkel told the Harvany Courier that 14 died.",
        "In an interview with the Harvany Courier, Tashkel spoke of 14 dead.",
        "Tashkel was quoted by the daily Harvany Courier as saying that 14 died.",
    ],
)
def test_words_lifted_from_another_outlet_point_at_its_page(words: str) -> None:
    first = make.page("Fourteen died.", name="b.txt", outlet="Harvany Courier", published="2031-05-02")
    page = make.page(words, published="2031-05-03", outlet="Delta Post")
    assert [(link.a, link.b) for link in links([page, first], [Story("st1", "", (page.id, first.id))])] == [
        (page.id, first.id)
    ]


def test_a_page_does_not_point_at_its_own_outlet() -> None:
    first = make.page("Fourteen died.", name="b.txt", outlet="Harvany Courier", published="2031-05-02")
    page = make.page("Tashkel told the Harvany Courier that 14 died.", published="2031-05-03", outlet="Harvany Courier")
    assert not links([page, first], [Story("st1", "", (page.id, first.id))])


@given(make.news_text())
def test_a_headline_and_one_with_another_word_in_it_share_a_key(text: str) -> None:
    keys = headline_keys(f"Sabotage on the Tavra {text}")
    assert not keys or set(keys) & set(headline_keys(f"Sabotage on the upper Tavra {text}"))
