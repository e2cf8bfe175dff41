"""Are people's decisions kept, anchored to the words, and honoured?"""

from __future__ import annotations

from dataclasses import replace

import pytest
import shelf

import make
from onrecord.errors import NotOnRecord
from onrecord.model import Judgement
from onrecord.store import anchor_of, apply, judge, judgements, standing, withdraw

PAGE = shelf.gates().page
SAID = shelf.gates().claims.statements[0]


def decision(kind, value="", *, at="2031-06-01", **known):
    return Judgement(f"j-{kind}-{at}", kind, anchor_of(PAGE, SAID), value, "person:desk", at, "heard it", **known)


def after(*decided):
    return apply(standing(decided), PAGE, SAID)


def test_a_statement_nobody_judged_stays_as_it_is():
    assert after() == SAID
    assert apply(standing([decision("reject")]), shelf.boats().page, shelf.boats().claims.statements[0]) is not None


def test_a_rejected_statement_is_left_out():
    assert after(decision("reject")) is None


def test_a_confirmed_statement_needs_no_review():
    sent = replace(SAID, review="two speakers fit", confidence=0.3)
    kept = apply(standing([decision("confirm")]), PAGE, sent)
    assert (kept.review, kept.confidence) == (None, 1.0)


def test_a_corrected_speaker_keeps_the_words_that_pointed_at_them():
    kept = after(decision("speaker", "Sefa Lindqvist-Oye"))
    assert [(one.name, one.entity, one.mention) for one in kept.speakers] == [
        ("Sefa Lindqvist-Oye", None, "Ilen Marrow")
    ]


def test_a_corrected_day_names_who_set_it():
    said = after(decision("said", "2031-04-03")).said
    assert (said.edtf, said.basis, said.why) == ("2031-04-03", "stated", "set by person:desk: heard it")


def test_the_latest_decision_wins():
    assert after(decision("confirm", at="2031-06-01"), decision("reject", at="2031-06-02")) is None
    assert after(decision("reject", at="2031-06-01"), decision("confirm", at="2031-06-02")).confidence == 1.0


def test_a_withdrawn_decision_counts_no_more():
    assert after(decision("reject", withdrawn="2031-06-02")) == SAID


def test_a_decision_holds_for_the_same_text_from_any_source_and_for_no_other():
    copy = replace(PAGE, id="p2", source="copy.html")
    assert apply(standing([decision("reject")]), copy, SAID) is None
    changed = replace(PAGE, text=f"{PAGE.text} More.")
    assert apply(standing([decision("reject")]), changed, SAID) == SAID


def test_decisions_survive_settling_and_ask_for_it(newsroom):
    judge(newsroom, decision("reject"))
    assert not newsroom.settled
    shelf.settle(newsroom)
    assert judgements(newsroom) == [decision("reject")]


def test_a_withdrawal_marks_the_row_and_keeps_it(newsroom):
    judge(newsroom, decision("reject"))
    withdraw(newsroom, decision("reject").id, at="2031-06-03")
    assert judgements(newsroom) == [decision("reject", withdrawn="2031-06-03")]
    with pytest.raises(NotOnRecord, match="no such judgement stands"):
        withdraw(newsroom, decision("reject").id, at="2031-06-04")


def test_a_rules_decisions_are_computed_anew(newsroom):
    rule = Judgement("j9", "same", ("e1", "e2"), "", "rule:same_office", "", "both minister", None)
    with newsroom.settling() as new:
        new.put([rule])
    assert judgements(newsroom) == [rule]
    shelf.settle(newsroom)
    assert judgements(newsroom) == []


def test_a_broken_quote_is_anchored_by_all_its_words():
    page = make.page("“We wait”, she said, “and see”.")
    said = make.statement(page, "she", "We wait", "and see")
    assert anchor_of(page, said)[1] == "We wait … and see"
