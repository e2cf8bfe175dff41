"""Interviews without marks, and which reports are kept when rules and tagger have both read a paragraph."""

import pytest

import make
from onrecord.extract import attribution, parse
from onrecord.extract.interviews import interview, interviewed
from onrecord.extract.spans import Passage
from onrecord.extract.tagging import Tagged
from onrecord.extract.weighing import chance_of, weighed
from onrecord.serve.harm import held_back

SURE = (0.99,) * 5
NO_LABELS = (0.0, 0.0, 0.0)


def passage_of(text):
    (parsed,) = parse([make.page(text)])
    (paragraph,) = parsed.paragraphs
    return Passage(paragraph)


def mark(text, source, cue, content, *, labels=NO_LABELS, nested=False, chances=SURE):
    def place(words):
        start = text.index(words)
        return start, start + len(words)

    return Tagged(0, (place(source),), place(cue), (place(content),), nested, chances, labels)


BY = {"weights": {"bias": 0.0, "likely": 0.5, "hyp": -9.0}, "keep": 0.5}


def test_what_only_the_tagger_finds_is_kept_when_it_is_likely():
    text = "Her lawyers had it on paper that the bridge was sold."
    passage = passage_of(text)
    seen = mark(text, "Her lawyers", "had it on paper", "the bridge was sold")
    (kept,) = weighed(passage, (), [seen], BY)
    assert text[slice(*kept.content[0])] == "the bridge was sold"
    assert [text[slice(*span)] for span in kept.sources] == ["Her lawyers"]
    doubted = mark(text, "Her lawyers", "had it on paper", "the bridge was sold", chances=(0.2,) * 5)
    assert weighed(passage, (), [doubted], BY) == []


def test_where_both_find_a_report_the_rules_say_who_and_the_tagger_the_whole_phrase():
    text = "Ada Lindqvist, who runs the ferry, said that it would sail."
    passage = passage_of(text)
    rules = attribution.reports_in(passage)
    seen = mark(text, "Ada Lindqvist, who runs the ferry", "said", "it would sail")
    (kept,) = weighed(passage, rules, [seen], BY)
    assert kept.rule == "complement"
    assert [text[slice(*span)] for span in kept.sources] == ["Ada Lindqvist"]
    assert text[slice(*kept.phrase)] == "Ada Lindqvist, who runs the ferry"


def test_a_saying_that_did_not_happen_is_kept_aside():
    text = "The army has yet to say who gave the order."
    passage = passage_of(text)
    seen = mark(text, "The army", "has yet to say", "who gave the order", labels=(0.0, 0.99, 0.0))
    (kept,) = weighed(passage, (), [seen], BY)
    assert kept.aside == "hyp"


def test_two_reports_of_the_same_words_are_not_both_kept():
    text = "Vas told Orm that the port would close and the fleet would leave."
    passage = passage_of(text)
    some = mark(text, "Vas", "told", "the port would close and the fleet would leave", chances=(0.9,) * 5)
    other = mark(text, "Orm", "told", "the fleet would leave")
    kept = weighed(passage, (), [some, other], BY)
    assert [(text[slice(*report.sources[0])], report.aside) for report in kept] == [("Vas", "doubted"), ("Orm", "")]


def test_where_rules_and_tagger_name_different_speakers_a_person_should_look():
    text = "Ada Lindqvist told Bea Orm that it would sail."
    passage = passage_of(text)
    (kept,) = weighed(passage, attribution.reports_in(passage), [mark(text, "Bea Orm", "told", "it would sail")], BY)
    assert [text[slice(*span)] for span in kept.sources] == ["Ada Lindqvist"]
    assert kept.doubt


def test_signs_without_a_weight_count_nothing():
    assert chance_of({"unheard of": 3.0}, {"bias": 0.0}) == pytest.approx(0.5)


TALK = """Interview with Ada Lindqvist

The ferry has sailed for ninety years. The Example spoke with Ada Lindqvist, who runs it.

When did you begin?

I began at fourteen. My father steered, and I sold tickets.

We had no radio.

And the storms?

I have seen two. We stayed in port for a week.

So you never lost a passenger.

Will the ferry go on?

Yes. As long as we find people who get up at four.
"""


def test_an_exchange_without_marks_is_questions_and_answers():
    (parsed,) = parse([make.page(TALK)])
    passages = [Passage(paragraph) for paragraph in parsed.paragraphs]
    found = interview(passages)
    assert [(n, report.rule) for n, report in found.items()] == [
        (2, "question"), (3, "answer"), (4, "answer"), (5, "question"), (6, "answer"), (7, "question"),
        (8, "question"), (9, "answer"),
    ]  # fmt: skip
    number, (start, end) = interviewed(passages)
    assert passages[number].text[start:end] == "Ada Lindqvist"


def test_each_answer_is_one_statement_of_whoever_is_interviewed():
    (parsed,) = parse([make.page(TALK)])
    told = list(attribution.by_rules(parsed))
    assert [len(statement.content) for statement in told] == [2, 1, 1]
    assert {statement.form for statement in told} == {"direct"}
    assert {statement.speakers[0].mention for statement in told} == {"Ada Lindqvist"}
    assert all(held_back(statement) for statement in told)


def test_nobody_is_named_when_two_persons_may_be_the_one_who_answers():
    text = TALK.replace("The Example spoke with Ada Lindqvist", "Professor Bea Orm sat down with Ada Lindqvist")
    (parsed,) = parse([make.page(text.replace("Interview with Ada Lindqvist", "The ferry"))])
    assert interviewed([Passage(paragraph) for paragraph in parsed.paragraphs]) is None
    assert all(not statement.speakers for statement in attribution.by_rules(parsed))


def test_questions_alone_make_no_interview():
    (parsed,) = parse(
        [make.page("Who pays?\n\nThe town pays.\n\nWho gains?\n\nThe bank gains.\n\nWhy now?\n\nNo idea.")]
    )
    assert interview([Passage(paragraph) for paragraph in parsed.paragraphs]) == {}
