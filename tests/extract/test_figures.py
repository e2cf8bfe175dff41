"""Are the quantities of invented sentences read with the right bounds, unit and counted thing?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import make
from onrecord.extract.figures import amounts
from onrecord.extract.narrowing import participle_of
from onrecord.extract.parse import parse
from onrecord.model import Figure


def figures(text: str) -> list[Figure]:
    (parsed,) = parse([make.page(text)])
    return list(amounts(parsed))


def one(text: str) -> Figure:
    (figure,) = figures(text)
    return figure


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "modifier", "unit"),
    [
        ("About 2,300 Tavran farmers left.", "About 2,300 Tavran farmers", 2300, 2300, "about", "people"),
        ("More than 3,600 villagers fled.", "More than 3,600 villagers", 3600, None, "over", "people"),
        ("At least 14 dams were built.", "At least 14 dams", 14, None, "at_least", "dams"),
        ("The lake feeds up to a dozen people.", "up to a dozen people", None, 12, "up_to", "people"),
        ("They have fewer than 90 pumps.", "fewer than 90 pumps", None, 90, "under", "pumps"),
        ("Between 40 and 50 engineers came.", "Between 40 and 50 engineers", 40, 50, "range", "people"),
        ("Belmara bought $30-35 billion in turbines.", "$30-35 billion", 30e9, 35e9, "range", "USD"),
        ("The gate cost some €1.5 million.", "some €1.5 million", 1.5e6, 1.5e6, "about", "EUR"),
        ("The weir lost 12 percent of its water.", "12 percent", 12, 12, "exact", "percent"),
        ("It rose by 7 per cent.", "7 per cent", 7, 7, "exact", "percent"),
        ('He spoke of "hundreds" of fishermen.', '"hundreds" of fishermen', 100, 999, "vague", "people"),
        ("Tens of thousands of residents waited.", "Tens of thousands of residents", 1e4, 99999, "vague", "people"),
        ("Several bridges were closed.", "Several bridges", None, None, "vague", "bridges"),
        ("It ended an 12-year dispute.", "12-year dispute", 12, 12, "exact", "years"),
        ("The canal is 120 kilometres long.", "120 kilometres", 120, 120, "exact", "km"),
        ("The reservoir lost a third of its water.", "a third", 33.33, 33.33, "exact", "percent"),
        ("It was minus 12 degrees Celsius.", "minus 12 degrees Celsius", -12, -12, "exact", "°C"),
        ("Four to five thousand people came.", "Four to five thousand people", 4000, 5000, "range", "people"),
        ("The union paid RM120,000 for it.", "RM120,000", 120000, 120000, "exact", "MYR"),
        ("Odra sent three high-ranking envoys.", "three high-ranking envoys", 3, 3, "exact", "people"),
        ("Several dozen cyclists waited.", "Several dozen cyclists", 24, 99, "vague", "people"),
        ("The union gave 40 million shekels for it.", "40 million shekels", 40e6, 40e6, "exact", "ILS"),
        ("It cost 90 Canadian dollars.", "90 Canadian dollars", 90, 90, "exact", "CAD"),
        ("A total of 31 people were moved.", "A total of 31 people", 31, 31, "exact", "people"),
    ],
)
def test_a_figure_has_its_words_bounds_modifier_and_unit(
    text: str, words: str, low: float | None, high: float | None, modifier: str, unit: str
) -> None:
    figure = one(text)
    assert (figure.text, figure.low, figure.high, figure.modifier, figure.unit) == (words, low, high, modifier, unit)


@pytest.mark.parametrize(
    "text",
    [
        "The council met on 14 April 2031 at 18:30.",
        "Ilen Marrow, 54, lives in Odra.",
        "The 55-year-old engineer resigned.",
        "A 16 - year - old resigned.",
        "They cited Resolution 40 and Article 12.",
        "A phase one deal is near.",
        "The Group of Nine met again.",
        "Odra won 3-2.",
        "It was their 27th meeting.",
        "Two officials said the gates would open.",
        "The two sides met.",
        "No one came.",
        "They reviewed the Marrow 12 pump again.",
    ],
)
def test_dates_ages_labels_scores_and_speakers_are_no_figures(text: str) -> None:
    assert figures(text) == []


def test_a_change_from_one_number_to_another_is_two_figures() -> None:
    assert [f.low for f in figures("The toll rose from 20 people to 35 people.")] == [20, 35]


def test_the_counted_noun_may_stand_elsewhere_in_the_clause() -> None:
    figure = one("The number of farmers living upstream was put at about 250.")
    assert (figure.text, figure.counted, figure.unit) == ("about 250", "farmers living upstream", "people")


def test_a_rise_to_a_price_is_no_range() -> None:
    assert [(f.low, f.unit) for f in figures("The levy rose 7 percent to $30.")] == [(7, "percent"), (30, "USD")]


def test_a_second_number_may_leave_out_its_noun() -> None:
    first, second = figures("The flood hit 6,000 homes, including 1,500 in Odra.")
    assert (second.text, second.unit) == ("1,500", first.unit)


def test_a_duration_says_what_lasted() -> None:
    assert one("The talks on the weir lasted 40 hours.").counted == "The talks on the weir lasted"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The divers spent twelve years on the barge.", "years spent on the barge"),
        ("He had three months of fever and pain.", "months of fever and pain"),
        ("The guards would respond within 48 hours.", "The guards would respond"),
        ("It was the worst flood in 30 years.", "the worst flood"),
        ("She lay ill for most of the last five months of her life.", "months of her life"),
        ("The fever forced him to take 14 days off work.", "days taken off work"),
        ("The guards are likely to remain for several more years.", "The guards are likely to remain"),
    ],
)
def test_a_duration_says_what_it_was_spent_on(text: str, counted: str) -> None:
    assert one(text).counted == counted


def test_what_a_subject_did_is_kept_across_an_aside() -> None:
    figure = figures("More than 300 farmers, including divers, were deported by the guards.")[0]
    assert figure.counted == "farmers deported by the guards"


def test_an_age_of_a_thing_counts_the_thing() -> None:
    assert one("It ended an 12-year dispute over the weir.").counted == "dispute over the weir"


def test_a_counted_subject_keeps_what_it_did() -> None:
    assert one("Two engineers were killed near the weir.").counted == "engineers were killed near the weir"


def test_people_are_counted_by_what_befell_them() -> None:
    found = figures("The flood left 12 dead and 30 injured. It killed 40 in Odra.")
    assert [(f.text, f.low, f.unit) for f in found] == [
        ("12 dead", 12, "people"),
        ("30 injured", 30, "people"),
        ("40", 40, "people"),
    ]


def test_over_seven_years_is_a_time_in_which_and_for_over_seven_years_a_bound() -> None:
    assert [f.modifier for f in figures("They get $5 million over seven years.")] == ["exact", "exact"]
    assert one("They worked for over seven years.").modifier == "over"


def test_a_number_that_a_scrape_split_keeps_its_value() -> None:
    assert one("Some 20, 000 villagers fled.").low == 20000


def test_one_counts_only_where_a_single_person_is_news() -> None:
    assert [f.text for f in figures("One farmer was killed in the flood.")] == ["One farmer"]
    assert figures("One farmer called it a shame.") == []


def test_the_counted_phrase_keeps_what_narrows_it() -> None:
    figure = one("There were about 2,300 Tavran farmers working in Belmara on the side of the union.")
    assert figure.counted == "Tavran farmers working in Belmara on the side of the union"
    assert figure.place == "Belmara"
    assert figure.scope.side == "the union"


@pytest.mark.parametrize(
    ("text", "counted", "unit"),
    [
        ("A blast killed 14 people by fire.", "people killed by fire", "people"),
        ("The wall fell, killing 107 or more and wounding 238 at the weir.", "people wounded at the weir", "people"),
        ("They kept firing 36 flares at the boats.", "flares fired at the boats", "flares"),
        ("The flood left 350 farmers dead.", "farmers left dead", "people"),
        ("The dam has 40 gates.", "gates", "gates"),
        ("The guild gave $5 million to the boatmen.", "given to the boatmen", "USD"),
        ("The gate cost $5 million.", "The gate", "USD"),
        ("The wreck lies 9 km from Odra.", "from Odra", "km"),
        ("The wreck lies 9 km north of Odra.", "north of Odra", "km"),
        ("No fewer than 40 of the displaced were in Odra.", "displaced", "people"),
    ],
)
def test_what_is_done_to_the_counted_narrows_them(text: str, counted: str, unit: str) -> None:
    figure = figures(text)[-1]
    assert (figure.counted, figure.unit) == (counted, unit)


@pytest.mark.parametrize(
    ("text", "words", "low", "counted", "unit"),
    [
        ("Boats saved 700 villagers, and the guards rescued 200 more.", "200 more", 200, "villagers rescued", "people"),
        ("They had 26 incidents in March, 41 last year.", "41", 41, "incidents", "incidents"),
        ("We need 700 beds by Friday, and there are 180.", "180", 180, "beds", "beds"),
        ("The guild counts 250 divers. A year ago she spoke of 40.", "40", 40, "divers", "people"),
        ("The loss is 20 million crowns. He puts it at at least 300 million.", "at least 300 million", 3e8, "crowns",
         "crowns"),
        ("Now 25 percent of farmers agree. A year before it was 40 percent.", "40 percent", 40,
         "farmers agree", "percent"),
    ],
)  # fmt: skip
def test_a_number_without_a_noun_counts_what_the_one_before_it_counts(
    text: str, words: str, low: float, counted: str, unit: str
) -> None:
    figure = figures(text)[-1]
    assert (figure.text, figure.low, figure.counted, figure.unit) == (words, low, counted, unit)


def test_a_number_without_a_noun_is_dated_by_the_date_behind_it() -> None:
    found = figures("The number of leaks reported had risen from 9 in 2028 to 41 last year.")
    assert [(f.low, f.as_of_words and f.as_of_words.text) for f in found] == [(9, "2028"), (41, "last year")]


def test_the_date_itself_goes_before_the_stretch_to_it_and_a_when_clause_belongs_to_its_date() -> None:
    text = "The guild counts 250 divers. A year earlier, in January 2030, she had spoken of 40."
    assert [f.as_of_words and f.as_of_words.text for f in figures(text)][-1] == "January 2030"
    text = "Now 25 percent of farmers agree. It is a fall from the year before, when it was 40 percent."
    assert [f.as_of_words and f.as_of_words.text for f in figures(text)][-1] == "the year before"


def test_a_stretch_that_ends_or_begins_today_is_a_duration() -> None:
    figure = one("It rained in Odra over the past 30 days.")
    assert (figure.low, figure.unit) == (30, "days")
    assert one("The state will call a diver in the next two weeks.").unit == "weeks"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The old wall fell on Sunday, killing 14 farmers.", "Sunday"),
        ("On Friday boats rescued 700 villagers, and guards rescued 200 divers.", "Friday"),
        ("He spoke of the April 2030 flood, which left 35 farmers dead.", "April 2030"),
        ("On March 18 some farmers, including 12 divers, were deported.", "March 18"),
        ("The dam was built in 1990 and has 40 gates.", None),
        ("On Sunday she went to the dam, which has 40 gates.", None),
    ],
)
def test_a_clause_shares_the_date_of_the_clause_it_hangs_on(text: str, day: str | None) -> None:
    words = figures(text)[-1].as_of_words
    assert (words and words.text) == day


def test_what_is_lacking_is_told_as_a_difference() -> None:
    assert one("The town is hundreds of beds short.").counted == "beds short"


def test_a_year_and_a_number_of_another_paragraph_are_left_alone() -> None:
    assert [f.low for f in figures("They built 40 dams. The oldest is of 1987.")] == [40]
    assert [f.low for f in figures("They built 40 dams.\n\nOdra has 12.")] == [40]


@pytest.mark.parametrize(
    ("text", "words", "low", "modifier", "unit"),
    [
        ("On March 18, more than 300 farmers were deported.", "more than 300 farmers", 300, "over", "people"),
        ("Thousands of Belmaran and Sorrenian troops came.", "Thousands of Belmaran and Sorrenian troops", 1000,
         "vague", "people"),
        ("The three fatalities at the weir were divers.", "The three fatalities", 3, "exact", "people"),
        ("They found the 131-page report in a ditch.", "the 131-page report", 131, "exact", "pages"),
        ("The plan has an estimated cost of $26 million.", "$26 million", 26e6, "about", "USD"),
        ("Thousands of Odran troops yesterday began drills.", "Thousands of Odran troops", 1000, "vague", "people"),
        ("It recommends filling it over at least six years.", "at least six years", 6, "at_least", "years"),
        ("Odra lies several hundreds kilometres away.", "several hundreds kilometres", 200, "vague", "km"),
        ("She told them that quite a lot of concrete had been poured.", "quite a lot of concrete", None, "vague",
         "concretes"),
        ("They face up to a $250,000 fine.", "up to a $250,000", None, "up_to", "USD"),
    ],
)  # fmt: skip
def test_numbers_in_unusual_dress_are_read(text: str, words: str, low: float | None, modifier: str, unit: str) -> None:
    figure = one(text)
    assert (figure.text, figure.low, figure.modifier, figure.unit) == (words, low, modifier, unit)


def test_one_of_a_kind_counted_on_the_page_is_a_number() -> None:
    assert [f.low for f in figures("They fired 36 flares after the boat fired one flare.")] == [36, 1]
    assert [f.low for f in figures("They freed 300 farmers, including one woman.")] == [300, 1]


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met at the weir.",
        "They could make no 911 calls.",
        "The units shelled posts 542 and 543.",
        "Fire hit the area near posts 542 and 543.",
        "The numerous leaks put it at risk.",
    ],
)
def test_what_points_back_and_what_is_a_name_is_no_figure(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("verb", "participle"),
    [("killing", "killed"), ("carried", "carried"), ("carry", "carried"), ("took", "taken"), ("shipping", "shipped"),
     ("raising", "raised"), ("employs", "employed")],
)  # fmt: skip
def test_a_verb_is_told_as_its_participle(verb: str, participle: str) -> None:
    (parsed,) = parse([make.page(f"They were there, and {verb} 40 boats in Odra.")])
    assert participle_of(next(t for p in parsed.body() for t in p.doc if t.text == verb)) == participle


def test_the_date_in_the_clause_dates_the_figure() -> None:
    figure = one("In March 2031, 40 dams were closed.")
    assert figure.as_of_words is not None
    assert figure.as_of_words.text == "March 2031"


@settings(max_examples=25, deadline=None)
@given(make.news_text())
def test_every_figure_cites_the_words_it_quotes(text: str) -> None:
    page = make.page(text)
    (parsed,) = parse([page])
    for figure in amounts(parsed):
        assert page.text[figure.start : figure.end] == figure.text
