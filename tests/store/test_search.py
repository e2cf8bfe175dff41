"""Are words found where they stand, whatever a person types?"""

from __future__ import annotations

import pytest
import shelf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

import make
from onrecord.errors import UnknownName
from onrecord.store import search, seeking
from onrecord.store.cells import decoded
from onrecord.store.excerpts import WORD, _hit_places, folded, terms_of
from onrecord.store.fulltext import full_text
from onrecord.store.search import find
from onrecord.store.seeking import Asked, Narrowing, among


def kinds(found):
    return sorted(hit.kind for hit in found)


def test_words_are_found_on_pages_and_in_statements(newsroom):
    assert kinds(search(newsroom, "gates shut")) == ["pages", "statements"]
    assert kinds(search(newsroom, "families")) == ["figures", "pages"]
    assert kinds(search(newsroom, "tashkel")) == ["entities", "pages"]


def test_every_hit_cites_its_page(newsroom):
    text_of = {page.id: page.text for page in newsroom.pages()}
    found = search(newsroom, "boat") + search(newsroom, "families") + search(newsroom, "GATES")
    assert len(found) == 6
    for hit in found:
        assert text_of[hit.page][hit.cite.start : hit.cite.end] == hit.cite.text == hit.text


def test_a_long_page_shows_the_lines_around_the_word(record):
    page = make.page("mud " * 500 + "the heron " + "mud " * 500)
    record.add([make.reading(page)])
    [hit] = search(record, "heron")
    assert "the heron" in hit.text
    assert len(hit.text) < 260
    assert page.text[hit.cite.start : hit.cite.end] == hit.text


def test_case_and_accents_do_not_matter(record):
    record.add([make.reading(make.page("Señor Ódavár crossed the Tavra."))])
    [hit] = search(record, "odavar SENOR")
    assert hit.text.startswith("Señor Ódavár")


def test_a_phrase_and_the_beginning_of_a_word_can_be_asked_for(newsroom):
    assert kinds(search(newsroom, '"gates stay"', kind="statements")) == ["statements"]
    assert search(newsroom, '"stay gates"') == []
    assert kinds(search(newsroom, "famil*")) == ["figures", "pages"]
    assert search(newsroom, "famil") == []


def test_a_speaker_is_asked_for_by_name_alias_or_id(newsroom):
    entity = make.entity("Ilen Marrow").id
    for who in ("Ilen Marrow", "marrow", entity):
        assert kinds(search(newsroom, "gates", speaker=who)) == ["statements"], who
        assert kinds(search(newsroom, "families", speaker=who)) == ["figures"], who
    assert search(newsroom, "gates", speaker="Oru Tashkel") == []


def test_an_outlet_and_days_narrow_the_search(newsroom):
    assert kinds(search(newsroom, "Marrow", outlet="harbour post")) == ["pages"]
    assert kinds(search(newsroom, "Marrow", outlet="post")) == ["pages"], "a part of a name names the outlet, too"
    assert len(search(newsroom, "Marrow", kind="pages")) == 2
    assert len(search(newsroom, "Marrow", kind="pages", since="2031-04-05")) == 1
    assert len(search(newsroom, "Marrow", kind="pages", until="2031-04")) == 1
    assert len(search(newsroom, "Marrow", kind="pages", since="2031-05-20")) == 1, "May may be the 20th"
    assert search(newsroom, "Marrow", since="2032") == []


def test_a_statement_without_a_day_of_its_own_has_its_pages(newsroom):
    assert kinds(search(newsroom, "boat", since="2031-05", kind="statements")) == ["statements"]
    assert search(newsroom, "boat", until="2031-04", kind="statements") == []


def test_the_limit_holds_across_kinds(newsroom):
    assert len(search(newsroom, "gates", limit=1)) == 1


def test_a_kind_that_is_not_searched_names_those_that_are(newsroom):
    with pytest.raises(UnknownName, match="statements"):
        search(newsroom, "x", kind="links")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    words=st.text(max_size=30)
    | st.sampled_from(['"', '"" *', "a AND", "NEAR(", "title:x", "-gates", "col : ^x", "\x00"])
)
def test_any_string_is_a_valid_question(newsroom, words):
    assert isinstance(search(newsroom, words), list)


def test_menus_are_not_found(record):
    record.add([make.reading(make.page("Subscribe now\n\nThe gates stay shut.", kinds={0: "junk"}))])
    assert search(record, "subscribe") == []
    assert len(search(record, "gates")) == 1


def test_settling_again_leaves_no_old_hits(newsroom):
    shelf.settle(newsroom)
    assert kinds(search(newsroom, "gates shut")) == ["pages", "statements"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("The minis\u00adtry of wa\u00adters", "ministry waters"),
        ("The\u00a0ministry of\u202fwaters\u3000said", "ministry waters said"),
        ("The mini\u200bstry of wa\u2060ters\ufeff", "ministry waters"),
        ("O\u2019Dara and Ka\u02bclem", "O'Dara Ka'lem"),
        ("Ode\u0301ssa and Ko\u0308ln", "odessa köln"),
        ("Od\u00e9ssa", "Ode\u0301ssa"),
        ("The o\ufb03ce of the \ufb01re brigade", "office fire"),
        ("\uff2d\uff29\uff2e\uff29\uff33\uff34\uff32\uff39 of \uff11\uff17", "ministry 17"),
        ("\u202bהשערים\u202c \u200fסגורים", "השערים סגורים"),
        ("قال الوزيـــــر إن الأبوابَ مُغلقةٌ", "الوزير الأبواب مغلقة"),
        ("קָלְוֶן", "קלון"),
        ("The minis\u00adter", "minist*"),
        ("The gates of the Ta\u00advra", '"tavra in kalven"'),
        ("The ministry", "min\u00adis\u00adtry"),
    ],
)
def test_what_is_not_seen_or_not_typed_hides_no_word(record, written, asked):
    page = make.page("Boats lay on dry land. " * 19 + "\n\n" + written + " in Kalven")
    record.add([make.reading(page)])
    [hit] = search(record, asked)
    assert page.text[hit.cite.start : hit.cite.end] == hit.text
    assert "Kalven" in hit.text


def test_rows_are_counted_by_kind_and_outlet_so_that_one_can_choose(newsroom):
    found = find(newsroom, "Marrow")
    assert (found.total, found.more, found.newest) == (3, False, False)
    assert dict(found.kinds) == {"pages": 2, "entities": 1}
    assert dict(found.outlets) == {"Tavra Courier": 1, "Harbour Post": 1}
    assert find(newsroom, "no such words") == find(newsroom, "") != found


def test_rows_can_be_leafed_through_and_asked_for_by_day(newsroom):
    whole = find(newsroom, "Marrow", by_day=True).found
    leaves = [find(newsroom, "Marrow", by_day=True, start=start, limit=1).found for start in range(4)]
    assert [hit for leaf in leaves for hit in leaf] == list(whole)
    assert [hit.kind for hit in whole] == ["pages", "pages", "entities"]
    text_of = {page.id: page.published.edtf for page in newsroom.pages()}
    assert [text_of[hit.page] for hit in whole[:2]] == ["2031-05", "2031-04-04"]


def test_words_on_very_many_rows_are_found_newest_first_and_the_answer_says_so(record, monkeypatch):
    monkeypatch.setattr(seeking, "RANKED", 2)
    days = [f"2031-04-{day:02}" for day in (3, 1, 4, 2)]
    record.add([make.reading(make.page("The gates stay shut.", name=day, published=day)) for day in days])
    found = find(record, "gates")
    assert found.newest and not found.more and found.total == 4
    text_of = {page.id: page.published.edtf for page in record.pages()}
    assert [text_of[hit.page] for hit in found.found] == sorted(days, reverse=True)
    assert not find(record, "gates", Narrowing(outlet="nobody")).found


@pytest.mark.parametrize("words", ['"gates stay"', '"gates stay" shut', "gates", "the"])
@pytest.mark.parametrize("most", [1, 2_000])
def test_a_phrase_that_is_ranked_as_it_is_found_has_the_ranks_it_has_else(newsroom, monkeypatch, words, most):
    monkeypatch.setattr(seeking, "RANKED", most)
    with newsroom.asking() as connection:
        asked = full_text(connection).question(words)
        for index in seeking.INDEXES["sqlite"]:
            both = [among(connection, index, Asked(asked, each), Narrowing(), False) for each in (True, False)]
            assert both[0] == both[1]


@pytest.mark.parametrize("index", seeking.INDEXES["sqlite"], ids=lambda index: index.number.table.name)
def test_rows_are_found_among_many_alike_one_by_one_and_by_a_walk_through_them(newsroom, monkeypatch, index):
    with newsroom.asking() as connection:
        asked = full_text(connection).question("the")
        held = decoded(connection.execute(index.newest, {"words": asked}).scalar())
        for allowed in ([], held[:1], held, [*held, 10_000]):
            for few in (0, 100):
                monkeypatch.setattr(seeking, "ONE_BY_ONE", few)
                found = seeking._few_of_many(connection, index, asked, sorted(allowed))
                assert found == sorted(set(held) & set(allowed), reverse=True)
        monkeypatch.setattr(seeking, "WALKED_THROUGH", 1)  # more hold the words than are walked through
        assert seeking._few_of_many(connection, index, asked, held) == held


@pytest.mark.parametrize(("since", "until"), [("2031-04", None), (None, "2031-04-03"), ("2031-04-04", "2031-05-02")])
def test_days_of_any_exactness_are_told_apart_however_many_rows_are_looked_at(record, monkeypatch, since, until):
    monkeypatch.setattr(seeking, "COUNTED", 2)
    days = [
        "2031-04-03",
        "2031",
        "2031-04",
        "2031-04-04/2031-05-01",
        "2030-12-31",
        "2031-05-02",
        "[2031-04-02,2031-04-05]",
    ]
    record.add([make.reading(make.page("The gates stay shut.", name=day, published=day)) for day in days])
    wanted = Narrowing(since=since, until=until)
    found = find(record, "gates", wanted, by_day=True)
    told = {page.id: page.published.edtf for page in record.pages()}
    assert {told[hit.page] for hit in found.found} == {day for day in days if wanted.covers(day)}
    first = find(record, "gates", wanted)
    assert len(first.found) == 2 and first.total == 2 and first.more


@pytest.mark.parametrize("words", ["nobody* GATES", "stra\u00dfe", "caf\u00e9 osk", "ga\u00adtes"])
@pytest.mark.parametrize(
    "page",
    ["The gates of Osk.", "The \u201cgates\u201d of Osk.", "Stra\u00dfe, Nobodyx, caf\u00e9.", "no_gates gates_ gates"],
)
def test_a_word_is_found_in_plain_letters_as_in_any_others(page, words):
    terms = terms_of(words)
    read = [(word.start(), folded(word.group())) for word in WORD.finditer(page)]
    slow = [start for start, word in read if word in terms[0] or any(map(word.startswith, terms[1]))]
    assert _hit_places(page, terms) == slow


@pytest.mark.parametrize("kind", ["pages", "statements", "figures", "entities"])
def test_a_kind_narrows_the_search_to_itself(newsroom, kind):
    for words in ("Marrow", "gates", "families", "boat"):
        everything = search(newsroom, words)
        assert search(newsroom, words, kind=kind) == [hit for hit in everything if hit.kind == kind]


@pytest.mark.parametrize("index", seeking.INDEXES["sqlite"], ids=lambda index: index.number.table.name)
def test_the_page_of_a_hit_is_told_from_an_index_without_walking_through_the_page(newsroom, index):
    with newsroom.asking() as connection:
        plan = connection.execute(
            text(f"EXPLAIN QUERY PLAN {index.rows}"),
            {"numbers": "[1, 2]", "most": 2, "dated": 0, "since": "", "until": ""},
        ).all()
    assert any("pages USING COVERING INDEX" in step[-1] for step in plan)
    assert not any("ORDER BY" in step[-1] for step in plan)  # else no row were told before all are looked up
