"""Who said what, rule by rule: an example each, and a near miss that is not speech."""

from __future__ import annotations

from dataclasses import replace

import pytest

import make
from onrecord.extract import attribution, parse
from onrecord.model import Statement


def read(text: str, **known: object) -> list[Statement]:
    (parsed,) = parse([make.page(text, **known)])
    return list(attribution.by_rules(parsed))


def told(statement: Statement) -> tuple[list[str | None], list[str], str]:
    return [s.mention for s in statement.speakers], [c.text for c in statement.content], statement.form


SPEECH = (
    # rule, text, speakers, content, form
    (
        "complement",
        "Mayor Ada Lindqvist said that the ferry would sail again.",
        ["Mayor Ada Lindqvist"],
        ["the ferry would sail again"],
        "indirect",
    ),
    (
        "postposed",
        "The ferry will sail again, the harbour office said on Monday.",
        ["the harbour office"],
        ["The ferry will sail again"],
        "indirect",
    ),
    ("quote", '"The ferry will sail," Lindqvist said.', ["Lindqvist"], ["The ferry will sail"], "direct"),
    (
        "quote",
        '"The ferry will sail," said Ada Lindqvist. "Nobody stays behind."',
        ["Ada Lindqvist"],
        ["The ferry will sail", "Nobody stays behind"],
        "direct",
    ),
    (
        "quote_before",
        'Lindqvist told reporters: "The ferry will sail."',
        ["Lindqvist"],
        ["The ferry will sail"],
        "direct",
    ),
    (
        "according",
        "According to the harbour office, the ferry is late.",
        ["the harbour office"],
        ["the ferry is late"],
        "indirect",
    ),
    (
        "according",
        "The ferry is late, according to Ada Lindqvist.",
        ["Ada Lindqvist"],
        ["The ferry is late"],
        "indirect",
    ),
    ("infinitive", "Lindqvist promised to pay the crew.", ["Lindqvist"], ["to pay the crew"], "indirect"),
    ("infinitive", "Lindqvist urged the crew to stay calm.", ["Lindqvist"], ["the crew to stay calm"], "indirect"),
    (
        "object",
        "Lindqvist accused the crew of sleeping on duty.",
        ["Lindqvist"],
        ["the crew of sleeping on duty"],
        "indirect",
    ),
    ("object", "The crew denied any role in the fire.", ["The crew"], ["denied any role in the fire"], "indirect"),
    ("phrase", "Lindqvist warned of a second fire.", ["Lindqvist"], ["a second fire"], "indirect"),
    (
        "noun",
        "Lindqvist expressed hope that the ferry would sail.",
        ["Lindqvist"],
        ["the ferry would sail"],
        "indirect",
    ),
    (
        "complement",
        "Lindqvist said the night had been “a long one” for the crew.",
        ["Lindqvist"],
        ["the night had been “a long one” for the crew"],
        "mixed",
    ),
    (
        "complement",
        "A survey shows that most islanders want a bridge.",
        ["A survey"],
        ["most islanders want a bridge"],
        "indirect",
    ),
)


@pytest.mark.parametrize(("rule", "text", "speakers", "content", "form"), SPEECH, ids=[case[1][:40] for case in SPEECH])
def test_each_rule_reads_its_example(rule, text, speakers, content, form):
    (statement,) = read(text)
    assert told(statement) == (speakers, content, form)
    assert statement.by == f"{attribution.RULES}:{rule}"


@pytest.mark.parametrize(
    "text",
    [
        "The office declined to comment.",
        "Lindqvist did not say when the ferry would sail.",
        "The mayor is expected to say on Monday whether the ferry sails.",
        "If Lindqvist says that the ferry is safe, the crew will believe it.",
        "The town's “floating market” opened on Sunday.",
        "The book tells the story of a ferry that never sailed.",
        "The crew cooked according to plan.",
        "“Evening shift” is what the crew call the hours after ten.",
        "The move signals.",
    ],
)
def test_what_nobody_said_is_no_statement(text):
    assert read(text) == []


def test_a_lost_opening_mark_is_repaired_and_marked():
    (statement,) = read("The ferry will sail. We have checked every bolt,” Lindqvist added.")
    assert statement.repaired
    assert statement.form == "direct"
    assert told(statement)[1] == ["The ferry will sail. We have checked every bolt"]


def test_narration_before_a_stray_mark_is_not_taken_for_a_lost_quotation():
    assert not any(s.repaired for s in read('Lindqvist said the ferry was late," and the crew left. Nobody knew why.'))


def test_a_first_person_paragraph_between_two_of_one_speaker_is_repaired():
    text = (
        '"The ferry is safe," Lindqvist said.\n\n'
        "We have checked every bolt and we will check again.\n\n"
        '"Nobody stays behind," she added.'
    )
    statements = read(text)
    assert [s.repaired for s in statements] == [False, True, False]
    assert statements[1].speakers == statements[0].speakers


def test_a_quotation_that_runs_over_paragraphs_is_one_statement():
    text = '"The ferry is safe," Lindqvist said. "We checked it.\n\n"Then we checked it again."'
    (statement,) = read(text)
    assert [c.text for c in statement.content][-1].startswith("Then we checked it")


def test_a_quotation_that_its_cue_interrupts_is_one_statement_of_two_spans():
    (statement,) = read("“If the wind turns,” Lindqvist warned, “we lose the quay.”")
    assert told(statement)[:2] == (["Lindqvist"], ["If the wind turns", "we lose the quay"])


def test_a_capital_name_that_looks_like_a_verb_does_not_break_the_sentence():
    (statement,) = read("Lindqvist warned that IS and its allies posed a threat.")
    assert told(statement)[1] == ["IS and its allies posed a threat"]


def test_two_subjects_speak_together():
    (statement,) = read("Lindqvist and Okafor said the ferry was safe.")
    assert statement.joint
    assert told(statement)[0] == ["Lindqvist", "Okafor"]


def test_the_source_that_a_newspaper_hands_on_speaks_and_the_paper_is_the_way():
    (statement,) = read("According to the Island Post, Ada Lindqvist said the ferry was late.")
    assert told(statement)[0] == ["Ada Lindqvist"]
    assert statement.via == "the Island Post"


def test_an_interview_is_read_by_its_labels():
    statements = read(
        "Island Post: Is it safe?\n\nLindqvist: We checked it.\n\nIsland Post: Twice?\n\nLindqvist: Twice, yes."
    )
    assert [told(s)[0] for s in statements] == [["Island Post"], ["Lindqvist"], ["Island Post"], ["Lindqvist"]]


def test_a_dateline_is_no_speaker():
    (statement,) = read("PORT ANSEL, Ovania (IPA) — Mayor Ada Lindqvist on Monday accused the crew of sleeping.")
    assert told(statement)[0] == ["Mayor Ada Lindqvist"]


def test_occasion_carrier_audience_and_day_are_kept_apart_from_the_content():
    (statement,) = read("Lindqvist told reporters at a briefing on Monday that the ferry was safe.")
    assert statement.audience == "reporters"
    assert statement.venue == "a briefing"


def test_an_outlet_that_corrects_itself_says_nothing_about_the_world():
    text = "Correction: An earlier version of this article said that the ferry sank."
    page = make.page(text)
    (parsed,) = parse([replace(page, corrected=page.cite(0, len(text)))])
    assert list(attribution.by_rules(parsed)) == []


def test_whoever_is_told_does_not_speak():
    (statement,) = read("“The ferry is late,” Ada Lindqvist, the director of the harbour office, told The Island Post.")
    assert told(statement)[0] == ["Ada Lindqvist"]


def test_a_title_in_quotation_marks_is_not_speech():
    statements = read('Lindqvist said the ferry was late.\n\n"The Patience of Ferries"')
    assert [told(s)[1] for s in statements] == [["the ferry was late"]]


def test_a_cue_the_parser_takes_for_an_adjective_still_names_the_speaker():
    (statement,) = read("“Who pays for the ferry?” asked councillor Mirre Stanhoop.")
    assert told(statement)[0] == ["councillor Mirre Stanhoop"]
