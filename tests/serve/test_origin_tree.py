"""Does a statement's screen tell the office of that day, the other renderings and the way the words came?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import browser
import doors
import newsroom

import make
from onrecord.serve.career import office_as_of
from onrecord.serve.chains import Step, branches_of
from onrecord.store import Record

Write = Callable[[], Record]


def test_chains_from_one_speaker_are_one_tree() -> None:
    said, told = Step("speaker", "attributed to Oda Brenn"), Step("told", "told the Courier")
    first = (Step("page", "the Herald carries it"), told, said)
    second = (Step("page", "the Post carries it"), told, said)
    third = (Step("page", "the Mirror carries it"), said)
    (root,) = branches_of([first, second, third])
    assert root.step == said
    assert [branch.step.words for branch in root.after] == ["told the Courier", "the Mirror carries it"]
    assert [leaf.step.words for leaf in root.after[0].after] == ["the Herald carries it", "the Post carries it"]
    assert branches_of([]) == branches_of([()]) == ()


def test_the_office_is_the_one_named_nearest_to_the_day(write: Write, kinds: newsroom.Kinds) -> None:
    one = replace(kinds["offices"][0], as_of=make.when("2031-04"))
    later = replace(one, id="o-later", title="Premier", as_of=make.when("2033"))
    kinds["offices"] = [one, later, replace(one, id="o-undated", title="Envoy", as_of=make.when(None))]
    record = write()
    desk = doors.desk_of(record)
    for day, title in (("2031-04-03", "Water Minister"), ("2032-12", "Premier"), ("2033-05-01", "Premier")):
        line = office_as_of(record, desk, newsroom.BRENN, make.when(day))
        assert line is not None and line.title == title
    assert office_as_of(record, desk, newsroom.BRENN, make.when(None)) is None
    assert office_as_of(record, desk, newsroom.VENN, make.when("2031-04-03")) is None


def test_other_renderings_stand_beside_a_statement_with_their_own_words_marked(record: Record) -> None:
    quote = next(row for row in record.rows("statements") if row.form == "direct" and not row.repaired)
    page = browser.Markup(browser.browser(record).get(f"/statement/{quote.id}").text)
    assert "As other pages have it" in page.words
    assert "The closed gates will not be opened before a meeting of the commission" in page.words
    assert "differs" in page.values("class")


def test_a_statement_that_waits_stands_beside_no_other(write: Write, kinds: newsroom.Kinds) -> None:
    held = next(row for row in kinds["statements"] if row.content[0].text == "the locks would hold")
    place = kinds["statements"].index(held)
    kinds["statements"][place] = replace(held, utterance="u1")
    heard = kinds["utterances"][0]
    kinds["utterances"] = [replace(heard, statements=(*heard.statements, held.id))]
    client = browser.browser(write())
    assert "As other pages have it" not in client.get(f"/statement/{held.id}").text
    for name in heard.statements:
        assert "the locks would hold" not in client.get(f"/statement/{name}").text
