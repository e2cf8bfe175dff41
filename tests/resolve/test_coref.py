"""Whom pronouns, roles and family names mean on a page."""

from __future__ import annotations

from dataclasses import replace

import make
from onrecord import resolve
from onrecord.extract import extract
from onrecord.model import PUBLISHED_CONFIDENCE, Claims, Statement
from onrecord.resolve.coref import Reader


def spoken(text: str) -> list[Statement]:
    page = make.page(text)
    (claims,) = [claims for claims in extract([page]) if isinstance(claims, Claims)]
    return list(resolve.named(page, claims).statements)


def speakers(text: str) -> list[list[str]]:
    return [[speaker.name for speaker in statement.speakers] for statement in spoken(text)]


def test_a_family_name_gets_the_full_name_of_the_page():
    assert (
        speakers("Mayor Ada Lindqvist said the ferry was late. Lindqvist said it would sail.")
        == [["Ada Lindqvist"]] * 2
    )


def test_a_pronoun_means_whoever_spoke_before():
    assert speakers("Ada Lindqvist said the ferry was late. She said it would sail.") == [["Ada Lindqvist"]] * 2


def test_a_name_inside_what_was_said_is_not_the_next_speaker():
    text = "Ada Lindqvist said that Peter Hansen had sunk the ferry. She added that nobody had died."
    assert speakers(text) == [["Ada Lindqvist"]] * 2


def test_a_pronoun_of_the_other_gender_skips_the_nearer_name():
    text = (
        "Chairwoman Ada Lindqvist said the ferry was late. Peter Hansen, a spokesman, said it was lost. "
        "She said that nobody knew."
    )
    assert speakers(text)[-1] == ["Ada Lindqvist"]


def test_a_role_means_whom_the_page_calls_so():
    text = (
        "Foreign Minister Ada Lindqvist said the ferry was late. Peter Hansen said it was lost. "
        "The minister said it sank."
    )
    assert speakers(text) == [["Ada Lindqvist"], ["Peter Hansen"], ["Ada Lindqvist"]]


def test_a_role_without_a_name_at_the_top_is_whom_the_next_line_names():
    text = (
        "The head of the harbour office has told reporters that the ferry is late.\n\n"
        '"It will sail," Ada Lindqvist, head of the harbour office, told reporters.'
    )
    statements = spoken(text)
    assert [s.speakers[0].name for s in statements] == ["Ada Lindqvist"] * 2
    assert statements[0].confidence < statements[1].confidence


def test_a_spokesman_for_somebody_is_not_that_somebody():
    text = "Ada Lindqvist said the ferry was late. A spokesman for Ada Lindqvist said it was lost."
    assert speakers(text)[1] == ["spokesman for Ada Lindqvist"]


def test_a_spokeswoman_for_somebody_with_a_title_is_not_that_somebody():
    text = "Mayor Ada Lindqvist left. A spokeswoman for Ms. Lindqvist said that the ferry was late."
    assert speakers(text) == [["spokeswoman for Ms. Lindqvist"]]


def test_an_aide_to_somebody_named_with_a_title_is_not_that_somebody():
    text = "President Ada Holm-Lindqvist left. Lindqvist is ill. A senior aide to President Ada Holm-Lindqvist said so."
    page = make.page(text)
    (claims,) = [claims for claims in extract([page]) if isinstance(claims, Claims)]
    words = "A senior aide to President Ada Holm-Lindqvist"
    said = make.statement(page, (make.speaker("x", page=page, mention=words),), "so", cue="said")
    (statement,) = resolve.named(page, replace(claims, statements=(said,))).statements
    assert statement.speakers[0].name == "senior aide to President Ada Holm-Lindqvist"


def test_a_spokesperson_of_another_body_is_somebody_else():
    text = (
        "The ferry was late, a spokesperson for Norwave said.\n\n"
        "Peter Hansen, a spokesperson for the Harbour Office, said it was lost."
    )
    assert speakers(text)[0] == ["spokesperson for Norwave"]


def test_unnamed_sources_stay_unnamed():
    assert speakers("Ada Lindqvist said the ferry was late. Two people briefed on the talks said the ferry was sold.")[
        1
    ] == ["Two people briefed on the talks"]


def test_the_statement_speaks_for_whoever_issued_it():
    text = 'The Harbour Office said in a statement that the ferry was late. "We are sorry," the statement said.'
    assert speakers(text) == [["Harbour Office"]] * 2


def test_a_capital_speaks_for_its_state_unless_it_is_a_family_name():
    assert speakers("Paris warned that the ferry would not sail.") == [["France"]]
    assert speakers("Ada Paris left. Paris said that the ferry would not sail.") == [["Ada Paris"]]


def test_a_pronoun_that_may_mean_two_people_keeps_both_and_asks_for_review():
    text = "Peter Hansen met Karl Berg. The town was quiet. The bars were shut. He said that nobody would pay."
    statement = spoken(text)[-1]
    assert [s.name for s in statement.speakers] == ["Peter Hansen", "Karl Berg"]
    assert sum(s.weight for s in statement.speakers) == 1
    assert statement.review is not None
    assert statement.confidence < PUBLISHED_CONFIDENCE
    assert not statement.joint


def test_resolved_pronouns_become_mentions_of_the_cluster():
    page = make.page("Ada Lindqvist said the ferry was late. She said it would sail.")
    (claims,) = [claims for claims in extract([page]) if isinstance(claims, Claims)]
    named = resolve.named(page, claims)
    pronoun = next(m for m in named.mentions if m.kind == "pronoun")
    assert page.text[pronoun.start : pronoun.end] == "She"
    assert {m.cluster for m in named.mentions if m.text in ("She", "Ada Lindqvist")} == {pronoun.cluster}


def test_an_employee_of_a_body_is_not_the_body():
    text = "The Norwave Company said the ferry was late. “It is lost,” said an engineer of the Norwave Company."
    assert speakers(text)[1] != ["Norwave Company"]


def test_both_men_are_the_two_named_together():
    text = "Peter Hansen and Karl Berg were on the ferry. Both men said that nobody had helped."
    (statement,) = spoken(text)
    assert [s.name for s in statement.speakers] == ["Peter Hansen", "Karl Berg"]
    assert statement.joint


def test_a_ministry_of_another_state_is_another_ministry():
    text = "Norway’s foreign ministry said the ferry was late. The Danish foreign ministry said it was lost."
    assert speakers(text)[1] == ["Danish foreign ministry"]


def test_a_subject_of_the_paragraph_before_is_meant_by_a_pronoun_after_a_quotation():
    text = (
        "“It will sail,” Peter Hansen said.\n\nKarl Berg, who owns the quay, could see the ferry from his window.\n\n"
        "“It is late again,” he said."
    )
    assert speakers(text)[-1] == ["Karl Berg"]


def test_somebody_introduced_without_a_name_is_not_the_last_named_speaker():
    text = "Ada Lindqvist said the ferry was late. Then a police officer came aboard. The officer said it was lost."
    assert speakers(text)[1] != ["Ada Lindqvist"]


def test_a_speaker_announced_at_the_end_of_a_paragraph_speaks_in_the_next():
    assert speakers("Mayor Ada Lindqvist wrote on her account:\n\n“The ferry is late and so am I.”") == [
        ["Ada Lindqvist"]
    ]


def test_a_document_is_named_without_what_was_done_with_it():
    assert speakers("A leaked letter seen by the Island Post says the ferry is unsafe.") == [["leaked letter"]]


def test_a_first_name_tells_whom_a_pronoun_cannot_mean():
    text = "Sofia Brandt opened the meeting. Martin Kell arrived late. She said the ferry was sold."
    assert speakers(text) == [["Sofia Brandt"]]


def test_the_text_tells_by_its_pronouns_how_it_speaks_of_somebody():
    text = (
        "Umi Aro went home. She was tired.\n\nTavo Lenk stayed aboard. He was awake.\n\n"
        "Tavo Lenk and Umi Aro heard the bell. She said that the ferry was sinking."
    )
    assert speakers(text) == [["Umi Aro"]]


def test_who_means_the_name_right_before_it():
    text = "Peter Hansen saw Karl Berg, who said that the ferry was late."
    assert speakers(text) == [["Karl Berg"]]


def test_the_airline_is_the_company_that_the_page_calls_so():
    text = "The airline Norwave Corp. denied the report on Monday. The airline said it would sell two planes."
    assert speakers(text) == [["Norwave Corp."]] * 2


def test_a_speaker_named_with_age_and_trade_is_the_person():
    text = "“The quay shook,” said Ada Lindqvist, 59, a baker from Ansel.\n\n“Then it fell,” she said."
    assert speakers(text) == [["Ada Lindqvist"]] * 2


def test_a_pronoun_behind_a_quotation_of_several_paragraphs_means_who_spoke_before_it():
    text = (
        "Karl Berg and Peter Hansen run the quay. Karl Berg is ill.\n\n"
        "“We sold the ferry,” Mayor Tavo Lenk told the Post.\n\n"
        "“We thought about it for two years. My own brother stopped talking to me.\n\n"
        "“But you cannot keep it,” he said."
    )
    assert speakers(text)[-1] == ["Tavo Lenk"]


def test_the_same_nameless_officer_is_meant_by_the_article():
    text = "Ada Lindqvist said the ferry was late. Then a police officer came aboard. The officer said it was lost."
    assert speakers(text)[1] == ["police officer"]


def test_two_who_speak_together_are_both_named_whatever_the_words():
    text = "Ada Lindqvist runs the quay. Karl Berg owns the ferry. She and Mr Berg said that the ferry was sold."
    statement = spoken(text)[-1]
    assert [s.name for s in statement.speakers] == ["Ada Lindqvist", "Karl Berg"]
    assert statement.joint


def test_a_board_with_two_fields_in_its_name_is_one_speaker():
    text = "The Department of Forests and Waters said that the ferry was late."
    assert speakers(text) == [["Department of Forests and Waters"]]


def test_a_pronoun_that_speaks_not_tells_who_is_spoken_of():
    page = make.page("Ada Lindqvist went home. She slept. She said the ferry was late.")
    (claims,) = [claims for claims in extract([page]) if isinstance(claims, Claims)]
    reader = Reader(page, claims)
    reader.statements()
    assert [(s.kind, s.who.name) for s in reader.scene.sightings] == [
        ("name", "Ada Lindqvist"),
        ("pronoun", "Ada Lindqvist"),
        ("speaker", "Ada Lindqvist"),
    ]


def test_the_report_is_not_its_authors():
    text = "The report’s authors said that the ferry was unsafe. The report says that it leaks."
    assert speakers(text)[-1] == ["report"]


def test_i_inside_a_quotation_is_whoever_speaks():
    page = make.page("“I said the ferry was lost,” Ada Lindqvist told the Post.")
    inner = make.statement(page, (make.speaker("I", page=page, mention="I"),), "the ferry was lost", cue="said")
    outer = make.statement(page, "Ada Lindqvist", "I said the ferry was lost", cue="told", form="direct")
    named = resolve.named(page, Claims(page.id, statements=(outer, inner)))
    assert [s.speakers[0].name for s in named.statements] == ["Ada Lindqvist"] * 2


def test_results_speak_for_the_study_they_are_of():
    text = "The results of the National Iodine Study show that bread is safe."
    page = make.page(text)
    said = make.statement(
        page,
        (make.speaker("x", page=page, mention="The results of the National Iodine Study"),),
        "bread is safe",
        cue="show",
    )
    (statement,) = resolve.named(page, Claims(page.id, statements=(said,))).statements
    assert statement.speakers[0].name == "National Iodine Study"


def named_by(text: str, words: str) -> list[str]:
    """The names given to a speaker whom the whole of `words` names, as a tagger of sources would."""
    page = make.page(text)
    (claims,) = [claims for claims in extract([page]) if isinstance(claims, Claims)]
    said = make.statement(page, (make.speaker("x", page=page, mention=words),), text.split()[-1], cue="said")
    (statement,) = resolve.named(page, replace(claims, statements=(said,))).statements
    return [speaker.name for speaker in statement.speakers]


def test_another_of_the_same_family_is_somebody_else():
    text = "Yusuf Hadda smelled it. Mayor Mirela Hadda left. Then Yusuf Hadda said so."
    assert named_by(text, "Yusuf Hadda") == ["Yusuf Hadda"]


def test_a_misspelt_title_before_a_full_name_is_no_first_name():
    text = "Sergei Markov left. Then Foreign Minster Sergei Markov said so."
    assert named_by(text, "Foreign Minster Sergei Markov") == ["Sergei Markov"]


def test_mr_tells_of_two_with_one_family_name_who_is_meant():
    text = "Mr Cuthbert Fairley left. Mrs Joan Fairley stayed. Then Mr. Fairley said so."
    assert named_by(text, "Mr. Fairley") == ["Cuthbert Fairley"]


def test_one_officer_with_two_fields_in_the_title_is_one_speaker():
    text = "Police left. Then Police and Crime Commissioner Crispin Hall said so."
    assert named_by(text, "Police and Crime Commissioner Crispin Hall") == ["Crispin Hall"]


def test_two_ministers_with_their_titles_are_two_speakers():
    text = "Then Norwegian Prime Minister Ada Lindqvist and Danish Energy Minister Karl Berg said so."
    words = "Norwegian Prime Minister Ada Lindqvist and Danish Energy Minister Karl Berg"
    assert named_by(text, words) == ["Ada Lindqvist", "Karl Berg"]


def test_a_role_with_its_name_in_commas_behind_is_that_person():
    text = "The first deputy director of the River Service, Ilva Tarr, said so."
    assert named_by(text, "The first deputy director of the River Service") == ["Ilva Tarr"]


def test_whoever_is_named_in_a_quotation_hardly_speaks_it():
    text = "Karl Berg met Peter Hansen on Monday. He said: “Peter Hansen built the quay and Hansen will lose it.”"
    assert speakers(text)[-1][0] == "Karl Berg"
