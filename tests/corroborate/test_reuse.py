"""Are copies found, in the right direction, and nothing else?"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import reports
from hypothesis import given
from hypothesis import strategies as st
from reports import FESTIVAL, FLOOD, SESSION

import make
from onrecord.corroborate import carried, facts_of, shared, trace_of
from onrecord.corroborate.bands import CROWD, bands_of, candidates, may_be_alike, signatures_grouped
from onrecord.corroborate.likeness import RUN, Body, likeness, passages, reused
from onrecord.model import Link, Page

WIRE_QUOTE = (
    "We counted the boats twice and we are still three short, and I will not stand here and tell the mothers of this "
    "town that we have stopped looking, because we have not, and we will not until the last boat is on the quay"
)

BOX = (
    "The Courier is read by nine out of ten households between the two weirs. Sign up for our morning letter and you "
    "will find the state of every gate, the price of every fish and the time of every ferry in your box before you "
    "have had your tea, free of charge and with no more than one advertisement a day, as we have promised since 2019."
)


def test_a_reprint_is_the_copy_of_the_earlier_page() -> None:
    wire = make.page(FLOOD, name="wire.txt", published="2031-05-03")
    paper = make.page(f"From our correspondents.\n\n{FLOOD[:-80]}", name="paper.txt", published="2031-05-04")
    [link] = reports.traced([wire, paper])
    assert (link.kind, link.a, link.b) == ("reuses", paper.id, wire.id)
    assert "dated 2031-05-04" in link.why and link.score > 0.9


def test_the_page_that_credits_the_other_is_the_copy_whatever_the_dates() -> None:
    wire = make.page(FLOOD, name="wire.txt", published="2031-05-04", outlet="RIVER WIRE")
    paper = make.page(FLOOD + " ", name="paper.txt", published="2031-05-03", outlet="Harvany Post")
    [link] = reports.traced([wire, paper])
    assert (link.a, link.b) == (paper.id, wire.id)
    assert link.why.endswith("The copy credits RIVER WIRE.")


def test_the_same_bytes_from_another_source_are_a_copy() -> None:
    one, other = (make.page(FLOOD, name=name) for name in ("a.txt", "b.txt"))
    [link] = reports.traced([other, one])
    assert (link.a, link.b, link.by) == (other.id, one.id, "rule:same_bytes")


def test_reports_of_one_event_in_other_words_are_no_copies() -> None:
    assert reports.traced([make.page(t, name=f"{i}.txt") for i, t in enumerate((FLOOD, SESSION, FESTIVAL))]) == []


def test_a_revision_is_no_copy() -> None:
    first = make.page(FLOOD, name="wire.txt")
    second = make.page(FLOOD + " Trains run again.", name="wire.txt", revision_of=first.id)
    assert reports.traced([first, second]) == []


def passed_on(pages: Sequence[Page]) -> list[Link]:
    """The passages that were carried along among `pages`."""
    traces, facts = [trace_of(page) for page in pages], {page.id: facts_of(page) for page in pages}
    return carried(shared(traces, reports.fetched(pages)), traces, facts)


def test_a_box_that_pages_carry_along_is_no_copy_but_a_passage_that_is_used_again() -> None:
    pages = [make.page(f"{t}\n\n{BOX}", name=f"{i}.txt") for i, t in enumerate((FLOOD, SESSION, FESTIVAL))]
    assert reports.traced(pages) == []
    links = passed_on(pages)
    assert {link.by for link in links} == {"rule:carried_passage"} and len(links) == 3
    assert passed_on(pages[:2]) == [link for link in links if {link.a, link.b} == {page.id for page in pages[:2]}]


def test_a_background_paragraph_of_months_ago_is_carried_from_the_page_that_had_it_first() -> None:
    background = (
        "In February the treasury of Quenland put the ferry company on its list of firms that may not bid for public "
        "works, after two of its boats were found to have sailed without papers for more than three years."
    )
    first = make.page(f"{SESSION}\n\n{background}", name="first.txt", published="2031-02-20", outlet="The Courier")
    later = make.page(f"{FESTIVAL}\n\n{background}", name="later.txt", published="2031-07-01", outlet="The Courier")
    [link] = passed_on([later, first])
    assert (link.a, link.b) == (later.id, first.id) and "dated 2031-07-01" in link.why


def test_two_reports_that_print_the_same_long_quotation_are_no_copies() -> None:
    one = f"Relief chief Oru Tashkel spoke on the quay of Harvany on Tuesday. “{WIRE_QUOTE}.” {FESTIVAL}"
    other = f"“{WIRE_QUOTE},” was all that reporters got out of a tired Mr Tashkel beside the gates. {SESSION}"
    assert reports.traced([make.page(text, name=f"{i}.txt") for i, text in enumerate((one, other))]) == []


def test_a_long_excerpt_in_a_page_of_its_own_is_a_copy() -> None:
    excerpt = " ".join(FLOOD.replace('"', "").split()[:115])
    essay = f"{SESSION}\n\nThe wire told it so:\n\n{excerpt}\n\n{FESTIVAL}"
    [link] = reports.traced([make.page(FLOOD, name="wire.txt"), make.page(essay, name="essay.txt")])
    assert link.by == "rule:shared_passages"


def test_an_outlet_that_fills_in_its_form_every_week_does_not_copy_itself() -> None:
    form = (
        "Water at the lower weir stood at {n} hands on the morning of the count, {m} boats passed, and the price of "
        + ("a crossing was {p} coins; the lock keeper wrote down {q} complaints, most of them about the bell at night.")
    )
    weeks = [
        make.page(
            form.format(n=n, m=n * 7, p=n + 3, q=n * n), name=f"{n}.txt", published=f"2031-05-{n:02}", outlet="Weir"
        )
        for n in (1, 8, 15)
    ]
    assert reports.traced(weeks) == []
    assert reports.traced([weeks[0], make.page(weeks[0].text + " ", published="2031-06-01", outlet="Weir")])


def test_both_credit_one_agency_and_nothing_tells_which_was_first() -> None:
    pages = [make.page(FLOOD + " " * i, name=f"{i}.txt", published="2031-05-03", outlet=f"Paper {i}") for i in range(2)]
    [link] = reports.traced(pages)
    assert link.why.endswith("Both credit RIVER WIRE; which of them came first is not told.")


def test_a_text_with_misread_letters_is_still_a_copy() -> None:
    noise = random.Random(7)
    scanned = "".join(noise.choice("eoil.") if noise.random() < 0.05 else letter for letter in FLOOD)
    assert reports.traced([make.page(FLOOD, name="a.txt"), make.page(scanned, name="scan.txt")])


def test_copies_are_found_in_other_languages_too() -> None:
    text = " ".join(f"Die Schleuse {i} bleibt geschlossen, sagte die Behörde in Wehr {i * 7}." for i in range(12))
    pages = [make.page(text + end, name=f"{end}.txt", language="de") for end in ("", " Mehr folgt.")]
    assert len(reports.traced(pages)) == 1


def test_a_text_that_a_crowd_prints_stays_linear() -> None:
    pages = [make.page(f"{FLOOD} Edition {i}.", name=f"{i:03}.txt") for i in range(CROWD + 20)]
    links = reports.traced(pages)
    assert len(links) < len(pages) * CROWD / 2
    assert {link.a for link in links} | {link.b for link in links} == {page.id for page in pages}


def test_the_order_of_pages_changes_nothing() -> None:
    pages = [make.page(FLOOD + " More." * i, name=f"{i}.txt", published=f"2031-05-0{i + 1}") for i in range(4)]
    assert reports.traced(pages) == reports.traced(pages[::-1])


def test_pages_without_words_are_copies_of_nothing() -> None:
    assert reports.traced([make.page("", name="a.txt"), make.page("", name="b.txt")]) == []


WORDS = st.lists(st.sampled_from(["gate", "dam"]), min_size=RUN, max_size=40)


@given(WORDS, WORDS)
def test_every_passage_stands_in_both_texts(a: list[str], b: list[str]) -> None:
    one, other = make.page(" ".join(a)), make.page(" ".join(b))
    behind = 0
    for found in passages(Body.of(one), Body.of(other)):
        assert found.words >= RUN and found.a[0] >= behind
        assert one.text[slice(*found.a)] == other.text[slice(*found.b)]
        assert len(one.text[slice(*found.a)].split()) == found.words
        behind = found.a[1]


@given(make.news_text(), make.news_text())
def test_what_is_used_again_is_cited_on_both_pages(one: str, other: str) -> None:
    a, b = make.page(f"{one}\n\n{FLOOD}"), make.page(f"{FLOOD} {other}", title="Gates")
    cites = reused(a, b)
    assert cites
    for left, right in cites:
        assert a.text[left.start : left.end] == left.text and b.text[right.start : right.end] == right.text


def test_words_in_quotation_marks_are_told_from_the_outlets_own() -> None:
    text = 'He said “no more\nboats” today.\nLost marks, also here” she said. "Straight ones" count too.'
    body = Body.of(make.page(text))
    outside = [word for word, told in zip(body.words, body.told, strict=True) if told]
    assert outside == ["he", "said", "today", "she", "said", "count", "too"]


def test_likeness_is_the_same_from_both_sides() -> None:
    one, other = Body.of(make.page(FLOOD + BOX)), Body.of(make.page(SESSION + FLOOD))
    there, back = likeness(one, other), likeness(other, one)
    assert there and back and (there.kind, there.share, there.told) == (back.kind, back.share, back.told)


def test_pages_meet_under_keys_of_their_own() -> None:
    traces = [trace_of(make.page(t, name=f"{i}.txt")) for i, t in enumerate((FLOOD, FLOOD + SESSION, FESTIVAL))]
    met = {(a.page, b.page) for a in traces for b in traces if a.page < b.page and set(bands_of(a)) & set(bands_of(b))}
    assert met == set(candidates(traces)) == set(candidates(traces[::-1]))
    assert may_be_alike(*traces[:2]) and not may_be_alike(*traces[1:])


def test_a_short_text_inside_a_long_one_meets_it() -> None:
    rest = " ".join(f"Paragraph {i} of the annual report of weir {i * 3} lists {i * 7} repairs." for i in range(400))
    traces = [trace_of(make.page(text)) for text in (BOX, f"{rest} {BOX} {rest[:3000]}")]
    assert len(candidates(traces)) == 1 and may_be_alike(*traces)


def test_signatures_are_grouped_without_their_texts() -> None:
    rng = np.random.default_rng(3)
    rows = rng.integers(0, 2**32, (60, 256), dtype=np.uint32)
    rows[20:40, :150] = rows[:20, :150]  # twenty pairs that agree in most slots
    rows[40:] = rows[40]  # a crowd of one text
    labels = signatures_grouped(rows)
    assert len(set(labels.tolist())) == 21
    assert (labels[:20] == labels[20:40]).all() and len(set(labels[40:].tolist())) == 1
