"""Are renderings of one act of saying joined, and nothing else?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from onrecord.corroborate import same
from onrecord.corroborate.renderings import rendering_of
from onrecord.corroborate.utterances import judged
from onrecord.model import Form, Statement

QUOTE = (
    "The danger for the dam is real because quite a lot of crews from the upper valleys are taking part in the blockade"
)
REPORT = (
    "the danger to the dam was real because quite a lot of crews from upper valleys were taking part in the blockade"
)


def said(
    words: str, *, page: str = "a.txt", form: Form = "direct", day: str | None = "2031-05-03", **known: Any
) -> Statement:
    on = make.page(words, name=page)
    return make.statement(on, "Oru Tashkel", words, form=form, said=day, said_words=on.cite(0, 1), **known)


def kinds(*statements: Statement) -> list[str]:
    return [link.kind for link in same(statements)[1]]


def test_a_quote_and_its_report_on_another_page_are_one_utterance() -> None:
    utterances, links = same([said(QUOTE), said(REPORT, page="b.txt", form="indirect", day="2031-05")])
    assert [link.kind for link in links] == ["same_utterance"]
    [utterance] = utterances
    assert utterance.best == said(QUOTE).id and utterance.said.edtf == "2031-05-03"


def test_words_that_nobody_is_named_for_are_no_utterance() -> None:
    pages = [make.page(QUOTE, name=name) for name in ("a.txt", "copy.txt")]
    nobody = [make.statement(page, (), QUOTE, form="direct", said="2031-05-03") for page in pages]
    assert same(nobody) == ([], [])


def test_an_undated_report_of_what_was_said_in_two_years_says_that_it_may_be_of_either() -> None:
    years = [said(QUOTE, page=f"{year}.txt", day=f"{year}-05-03") for year in (2029, 2031)]
    undated = said(QUOTE, page="wire.txt", day=None)
    utterances, links = same([*years, undated])
    assert len(utterances) == 1
    [doubt] = [link for link in links if link.by == "rule:either_time"]
    assert (doubt.kind, doubt.a) == ("repeats", undated.id)
    assert not [link for link in same([years[0], undated])[1] if link.kind == "repeats"]


def test_different_remarks_of_one_speech_stay_apart() -> None:
    assert not kinds(
        said("Crews from the upper valleys are fighting over the lower gates"),
        said("The lower gates were built by crews from the delta", page="b.txt"),
    )


def test_the_reporters_summary_and_the_quote_it_introduces_are_one() -> None:
    on = make.page(
        "Oru Tashkel accused the council of being blinded by its hatred of the ferrymen. "
        '"The council is blinded by hatred"'
    )
    summary = make.statement(on, "Oru Tashkel", "the council of being blinded by its hatred of the ferrymen")
    quote = make.statement(on, "Oru Tashkel", "The council is blinded by hatred", form="direct")
    assert kinds(summary, quote) == ["same_utterance"]


def test_two_summaries_on_one_page_are_two_remarks() -> None:
    on = make.page(
        "He warned of boats from the delta in the lower lock. He said boats from the delta left the upper lock"
    )
    one = make.statement(on, "Oru Tashkel", "boats from the delta in the lower lock")
    assert not kinds(one, make.statement(on, "Oru Tashkel", "boats from the delta left the upper lock"))


def test_the_same_words_on_another_day_are_a_repeat_and_the_later_comes_first() -> None:
    early, late = said(QUOTE, day="2031-05-03"), said(REPORT, page="b.txt", day="2031-08-01")
    [link] = same([early, late])[1]
    assert (link.kind, link.a, link.b) == ("repeats", late.id, early.id)


def test_a_page_that_dates_a_remark_by_its_own_day_does_not_make_it_a_repeat() -> None:
    early = said(QUOTE, day="2031-05-03")
    reprint = replace(said(QUOTE, page="b.txt"), said=make.when("2031-05-20", "metadata"))
    assert kinds(early, reprint) == ["same_utterance"]


@pytest.mark.parametrize(
    "other",
    [
        "quite a lot of crews from the upper valleys are not taking part in the blockade of the dam",
        "there is no danger for the dam because crews from the upper valleys take part",
    ],
)
def test_a_negated_remark_is_another_remark(other: str) -> None:
    assert not kinds(
        said("Crews from the upper valleys are taking part in the blockade of the dam"), said(other, page="b.txt")
    )


def test_remarks_with_other_numbers_are_other_remarks() -> None:
    assert not kinds(
        said("About 300 crews from the delta block the lock"),
        said("Some 4,000 crews from the coast block the lock", page="b.txt"),
    )


def test_a_short_quote_that_stands_in_a_longer_one_is_the_same_remark() -> None:
    assert kinds(
        said("We will see them in court"), said("It is late, but I think we will see them in court", page="b.txt")
    )


def test_what_two_pages_word_otherwise_is_told() -> None:
    shunned = said("We have never shunned the work on the lower gates and the locks")
    shirked = said("We have never shirked the work on the lower gates and the locks", page="b.txt")
    [utterance] = same([shunned, shirked])[0]
    assert [{part.strip('"') for part in variant.split(" for ")} for variant in utterance.variants] == [
        {"shunned", "shirked"}
    ]


def test_a_direct_unrepaired_rendering_is_the_best_one() -> None:
    repaired = said(QUOTE + " now", page="b.txt", repaired=True)
    [utterance] = same([said(REPORT, page="c.txt", form="indirect"), repaired, said(QUOTE)])[0]
    assert utterance.best == said(QUOTE).id


def test_what_utterances_group_is_linked_pairwise() -> None:
    statements = [said(QUOTE + tail, page=f"{i}.txt") for i, tail in enumerate(("", " today", " once more", " indeed"))]
    utterances, links = same(statements)
    assert len(utterances[0].statements) == 4 and len(links) == 6


def test_two_translations_of_one_contrast_on_one_day_are_one_remark() -> None:
    one = said("The patrols exist but their number is too low, above all on the upper river")
    other = said("True, certain patrols go out, but it is not in the number we would like to see", page="b.txt")
    assert kinds(one, other) == ["same_utterance"]


@pytest.mark.parametrize(
    "other",
    [
        said("The patrols cost money but the harbour pays", page="b.txt"),
        said("We have the number, but patrols are too slow", page="b.txt"),
        said("Certain patrols go out, but not in the number we want", page="b.txt", day="2031-05"),
    ],
)
def test_another_contrast_or_another_occasion_is_another_remark(other: Statement) -> None:
    assert not kinds(said("The patrols exist but their number is too low, above all on the upper river"), other)


def test_a_contrast_over_two_sentences_is_one_too() -> None:
    one = said("We have never dodged the repair of the locks. But some towns have pushed it aside")
    other = said("Never have we shirked the locks, but there are towns that look away", page="b.txt")
    assert [link.by for link in same([one, other])[1]] == ["rule:same_contrast"]


def test_two_quotes_in_other_words_are_two_remarks() -> None:
    wrote = "A first step that will in time bring home every ferry and every crew held upriver"
    spoke = "It's just a first step, and in the end we will get every ferry home, with the crew"
    assert not kinds(said(wrote), said(spoke, page="b.txt"))
    assert kinds(said(wrote), said(spoke, page="b.txt", form="indirect"))


def test_the_words_of_a_spokeswoman_may_follow_what_her_council_is_said_to_hold() -> None:
    on = make.page(
        'The Harvany council called the audit a sham. Harvany council spokeswoman Sefa Lindqvist said: '
        '"This shameful audit is a sham from the first page to the last"'
    )  # fmt: skip
    council = make.statement(on, "Harvany council", "the audit a sham")
    speaker = (make.speaker("Sefa Lindqvist", page=on, mention="Harvany council spokeswoman Sefa Lindqvist"),)
    quote = make.statement(on, speaker, "This shameful audit is a sham from the first page to the last", form="direct")
    assert kinds(council, quote) == ["same_utterance"]


def test_a_body_of_one_word_needs_more_than_a_like_report() -> None:
    told = "the man was taken from the house after the fire and nobody was hurt"
    police, marrow = (
        [make.statement(make.page(told, name=name), who, told, said="2031-05") for name in ("a", "b")]
        for who in ("Police", "Ilen Marrow")
    )
    assert kinds(*marrow) == ["same_utterance"] and not kinds(*police)


def test_what_others_said_changes_no_verdict() -> None:
    pair = [said(QUOTE), said(REPORT, page="b.txt", form="indirect", day="2031-05")]
    others = [
        said(f"The lower gates of lock {i} were cracked in {month}", page=f"{i}{month}.txt", day=f"2031-0{i}-11")
        for i in range(1, 9)
        for month in ("spring", "summer", "autumn")
    ]
    alone, among = same(pair), same([*others, *pair])
    assert set(alone[1]) <= set(among[1]) and set(alone[0]) <= set(among[0])


def test_a_slogan_of_hundreds_of_pages_is_told_in_few_comparisons_and_links() -> None:
    slogan = "Not one boat, not one net, not one child of the delta will be left behind by this council"
    statements = [said(slogan, page=f"{i}.txt", day=f"2031-{1 + i % 12:02}-11") for i in range(600)]
    utterances, links = same(statements)
    assert len(utterances) == 12 and sum(link.kind == "same_utterance" for link in links) == 600 - 12


WORDS = st.lists(
    st.sampled_from(
        ("dam", "gate", "lock", "1,700", "not", "boats", "cracked", "hinges", "flooded", "valley", "treaty")
    ),
    min_size=1,
    max_size=9,
)


@given(st.lists(WORDS, min_size=2, max_size=5), st.randoms())
def test_the_order_of_statements_changes_nothing(contents: list[list[str]], shuffle: Any) -> None:
    statements = [said(" ".join(words), page=f"{i}.txt", day=None) for i, words in enumerate(contents)]
    shuffled = shuffle.sample(statements, len(statements))
    assert same(statements) == same(shuffled)


@given(WORDS, WORDS)
def test_judging_is_symmetric(one: list[str], other: list[str]) -> None:
    a, b = rendering_of(said(" ".join(one))), rendering_of(said(" ".join(other), page="b.txt"))
    assert judged(a, b) == judged(b, a)


def test_without_a_day_two_pages_need_more_words_in_common() -> None:
    told = "trained divers from the delta had joined the saboteurs since sabotage stopped being a bedtime story"
    quoted = "sabotage stopped being a bedtime story when dozens of trained divers went over"
    much = said(quoted, page="b.txt", day=None), said(told, form="indirect", day=None)
    little = said("divers went over to saboteurs", page="b.txt", day=None), said("divers joined saboteurs", day=None)
    assert kinds(*much) == ["same_utterance"] and not kinds(*little)


def test_two_pages_that_tell_the_very_day_need_fewer_words_in_common() -> None:
    half = "it would take three rainy seasons and not one day less to fill the valley behind the dam"
    full = "The lake will need three rainy seasons to fill, no less. Those who want it slower should tell us who pays"
    assert kinds(said(half, form="indirect"), said(full, page="b.txt")) == ["same_utterance"]
    assert not kinds(said(half, form="indirect", day="2031-05"), said(full, page="b.txt", day="2031-05"))


SPOKEN = "We counted the boats at the upper lock twice and we are still three boats short of what left the harbour"


def named(name: str, words: str = SPOKEN, *, page: str = "b.txt", **known: Any) -> Statement:
    return make.statement(
        make.page(words, name=page), name, words, **({"form": "direct", "said": "2031-05-03"} | known)
    )


def test_the_same_long_quote_under_two_names_is_one_utterance_and_the_doubt_is_told() -> None:
    source = (make.speaker("a harbour spokesman", entity=None),)
    role = make.statement(make.page(SPOKEN, name="c.txt"), source, SPOKEN, form="direct", said="2031-05-03")
    [utterance], [link] = same([said(SPOKEN), role])
    assert utterance.speaker == "Oru Tashkel"
    assert (
        link.by == "rule:same_words_other_speaker" and "a harbour spokesman" in link.why and "Oru Tashkel" in link.why
    )


def test_a_quote_whose_speaker_no_page_names_joins_the_one_that_is_named() -> None:
    nobody = make.statement(make.page(SPOKEN, name="c.txt"), (), SPOKEN, form="direct", said="2031-05-03")
    assert [u.speaker for u in same([nobody, said(SPOKEN)])[0]] == ["Oru Tashkel"]


@pytest.mark.parametrize(
    "other",
    [
        named("Sefa Lindqvist", "We are still short of boats and men"),
        named("Sefa Lindqvist", SPOKEN, form="indirect"),
        named("Sefa Lindqvist", "It is a great day for all of us here"),
    ],
)
def test_two_named_voices_need_long_telling_quoted_words_on_two_pages(other: Statement) -> None:
    assert not kinds(said(SPOKEN + " It is a great day for all of us here"), other)


def test_words_quoted_inside_a_report_are_compared_by_themselves() -> None:
    inside = "the crew left the lock in a hurry and the scene was “like something out of a flooded opera"
    assert kinds(
        said(inside, form="mixed"), said("it was “like something out of a flooded opera", form="mixed", page="b")
    )


@pytest.mark.parametrize(("days", "kind"), [(3, ["same_utterance"]), (40, [])])
def test_a_day_that_is_only_the_pages_may_lie_after_the_saying(days: int, kind: list[str]) -> None:
    words = "The hinges of the lower gates were cracked in spring"
    later = (date(2031, 5, 3) + timedelta(days)).isoformat()
    assert kinds(said(words), replace(said(words, page="b.txt"), said=make.when(later, "metadata"))) == kind


def test_parts_of_one_long_quote_are_one_utterance() -> None:
    ends = "Nobody in the valley slept that night, and the bells rang until the water was over the second lock"
    parts = [said(SPOKEN, page="b.txt"), said(ends, page="c.txt"), said(f"{SPOKEN}. {ends}", page="a.txt")]
    [utterance] = same(parts)[0]
    assert len(utterance.statements) == 3


def test_a_remark_that_hundreds_of_pages_report_is_one_utterance_with_few_links() -> None:
    statements = [said(f"{QUOTE} {tail}", page=f"{i}.txt") for i, tail in enumerate(("now", "today", "again") * 40)]
    other = said("The lower gates were built by crews from the delta", page="other.txt")
    utterances, links = same([*statements, other])
    assert [len(utterance.statements) for utterance in utterances] == [len(statements)]
    assert len(links) == len(statements) - 1


def test_why_names_words_of_the_text_and_not_their_stems() -> None:
    [link] = same(
        [said("The patrols exist but their number is low"), said("patrols go, but the number", page="b.txt")]
    )[1]
    assert link.why.endswith("common to both: patrols, number.")


def test_a_remark_told_later_on_a_page_that_gives_no_day_of_its_own_points_to_the_old_one() -> None:
    quoted = said("sabotage stopped being a bedtime story when dozens of trained divers from the delta went over")
    told = "trained divers from the delta had joined the saboteurs since sabotage stopped being a bedtime story"
    later = said(told, page="b.txt", form="indirect", day="2031-06-12")
    assert kinds(quoted, replace(later, said_words=None)) == ["same_utterance"]
    assert kinds(quoted, later) == ["repeats"]
