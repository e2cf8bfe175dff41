"""Are copies found, in the right direction, and nothing else?"""

from __future__ import annotations

import random
from difflib import SequenceMatcher

import reports
from hypothesis import assume, given
from hypothesis import strategies as st
from reports import FESTIVAL, FLOOD, SESSION

import make
from onrecord.corroborate import reuse
from onrecord.corroborate.words import shingles_of

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


def test_a_box_that_three_pages_carry_along_is_no_copy() -> None:
    pages = [make.page(f"{t}\n\n{BOX}", name=f"{i}.txt") for i, t in enumerate((FLOOD, SESSION, FESTIVAL))]
    assert reports.traced(pages) == []


def test_a_text_with_misread_letters_is_still_a_copy() -> None:
    noise = random.Random(7)
    scanned = "".join(noise.choice("eoil.") if noise.random() < 0.05 else letter for letter in FLOOD)
    assert reports.traced([make.page(FLOOD, name="a.txt"), make.page(scanned, name="scan.txt")])


def test_copies_are_found_in_other_languages_too() -> None:
    text = " ".join(f"Die Schleuse {i} bleibt geschlossen, sagte die Behörde in Wehr {i * 7}." for i in range(12))
    pages = [make.page(text + end, name=f"{end}.txt", language="de") for end in ("", " Mehr folgt.")]
    assert len(reports.traced(pages)) == 1


def test_a_text_that_a_crowd_prints_stays_linear() -> None:
    pages = [make.page(f"{FLOOD} Edition {i}.", name=f"{i:03}.txt") for i in range(reuse.CROWD + 20)]
    links = reports.traced(pages)
    assert len(links) < len(pages) * 40
    assert {link.a for link in links} | {link.b for link in links} == {page.id for page in pages}


def test_the_order_of_pages_changes_nothing() -> None:
    pages = [make.page(FLOOD + " More." * i, name=f"{i}.txt", published=f"2031-05-0{i + 1}") for i in range(4)]
    assert reports.traced(pages) == reports.traced(pages[::-1])


def test_pages_without_words_are_copies_of_nothing() -> None:
    assert reports.traced([make.page("", name="a.txt"), make.page("", name="b.txt")]) == []


WORDS = st.lists(st.sampled_from(["gate", "dam"]), min_size=4, max_size=25)


@given(WORDS, WORDS)
def test_the_longest_run_stands_in_both_texts_and_none_is_longer(a: list[str], b: list[str]) -> None:
    common = set(shingles_of(a, 3)) & set(shingles_of(b, 3))
    assume(common)
    start, length = reuse.longest_run(a, b, common)
    assert f" {' '.join(a[start : start + length])} " in f" {' '.join(b)} "
    assert length == SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
