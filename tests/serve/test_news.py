"""Does `changes` tell what is new, with the cite that caused it, and nothing that must be held back?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import doors
import newsroom
import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.errors import NotOnRecord
from onrecord.model import Speaker, When
from onrecord.serve.news import News, build_before, news_of
from onrecord.store import Record
from onrecord.store.history import builds, changes

Rows = newsroom.Kinds
Again = Callable[[Callable[[Rows], None]], Record]


@pytest.fixture
def again(tmp_path: Path, kinds: Rows) -> Again:
    """A record that was settled twice: as the newsroom is, and after a change of its rows."""

    def settled(change: Callable[[Rows], None]) -> Record:
        record = newsroom.record_at(tmp_path / "twice.db", kinds)
        change(kinds)
        with record.settling() as new:
            new.put(row for kind, rows in kinds.items() if kind not in ("pages", "refusals") for row in rows)
        return record

    return settled


def news(record: Record, since: int = 1, limit: int = 20) -> News:
    return news_of(doors.desk_of(record), changes(record, since), builds(record), since, limit=limit)


def titles(found: News) -> dict[str, list[str]]:
    return {section.title: [item.what for item in section.items] for section in found.sections}


def test_a_record_that_is_settled_again_without_a_change_has_no_news(again: Again) -> None:
    assert news(again(lambda kinds: None)).sections == ()
    assert "Nothing changed." in doors.typed(News(1, (), ()))


def test_accounts_that_differ_come_first_with_both_lines(again: Again, kinds: Rows) -> None:
    conflict = kinds["links"].pop(0)
    page = doors.typed(news(again(lambda rows: rows["links"].insert(0, conflict))))
    assert page.index("Accounts that differ") < page.index("Accounts differ")
    assert "Nobody is in danger" in page
    assert "The lower valley is in grave danger" in page


def test_a_difference_that_is_gone_is_told_with_the_ends_that_stand(again: Again) -> None:
    def rejected(kinds: Rows) -> None:
        kinds["links"] = kinds["links"][1:]
        kinds["statements"] = [row for row in kinds["statements"] if "grave danger" not in row.content[0].text]

    found = news(again(rejected))
    told = doors.typed(found)
    assert titles(found) == {
        "Differences that are gone": [""],
        "Reports that are gone": [next(s for s in found.sections if s.title == "Reports that are gone").items[0].what],
    }
    assert "Nobody is in danger" in told
    assert "grave danger" not in told


def test_a_new_origin_of_an_old_utterance_names_the_report_that_brought_it(again: Again) -> None:
    def heard_again(kinds: Rows) -> None:
        [heard] = kinds["utterances"]
        kinds["utterances"] = [replace(heard, origins=2)]

    [section] = news(again(heard_again)).sections
    [item] = section.items
    assert (item.what, item.was, item.now) == (
        "reported from one more place", "1 independent origin", "2 independent origins",
    )  # fmt: skip
    assert "The gates stay shut" in doors.typed(item)


def test_another_day_tells_what_decided_it(again: Again) -> None:
    def dated(kinds: Rows) -> None:
        first = kinds["statements"][0]
        said = When("2031-04-02", "weekday", "the Herald says Wednesday")
        kinds["statements"][0] = replace(first, said=said)

    [section] = news(again(dated)).sections
    assert section.title == "Days"
    assert section.items[0].what == "another day: the Herald says Wednesday"
    assert (section.items[0].was, section.items[0].now) == ("3 April 2031", "2 April 2031")


def test_a_statement_that_only_follows_the_day_of_its_page_is_no_news_of_its_own(again: Again) -> None:
    def dated(kinds: Rows) -> None:
        kinds["statements"] = [replace(row, said=When("2031-04-09")) for row in kinds["statements"]]

    record = again(dated)
    with record.settling() as new:
        new.put(row for row in record.rows("stories"))
        new.update(
            "pages", ((row.id, {"published": When("2031-04-09", "weekday", "a reason")}) for row in record.pages())
        )
    [days] = (section for section in news(record).sections if section.title == "Days")
    assert {item.kind for item in days.items} == {"pages"}


def test_another_speaker_is_told_and_a_doubtful_one_of_before_is_not_named(again: Again) -> None:
    def cleared(kinds: Rows) -> None:
        rows = kinds["statements"]
        place = next(i for i, row in enumerate(rows) if len(row.speakers) == 2)
        rows[place] = replace(rows[place], speakers=(Speaker(None, "Oda Brenn", "Brenn"),))

    told = doors.typed(news(again(cleared)))
    assert "another speaker: nothing → Oda Brenn" in told
    assert "Maro" not in told.replace("her deputy Sil Maro", "")


def test_only_an_office_that_no_page_told_before_is_news(again: Again) -> None:
    def appointed(kinds: Rows) -> None:
        brenn, rusk = kinds["offices"]
        kinds["offices"] += [
            replace(brenn, id="o-same", page=rusk.page),
            replace(brenn, id="o-new", title="Prime Minister"),
        ]

    found = titles(news(again(appointed)))
    assert found == {"Offices": ["Oda Brenn, Prime Minister"]}


def test_what_waits_for_a_person_is_counted_and_not_shown(again: Again, kinds: Rows) -> None:
    doubtful = [row for row in kinds["statements"] if "locks would hold" in row.content[0].text]
    kinds["statements"] = [row for row in kinds["statements"] if row not in doubtful]
    found = news(again(lambda rows: rows["statements"].extend(doubtful)))
    [section] = found.sections
    assert (section.title, section.items, section.held_back) == ("New reports", (), 1)
    for printer in doors.PRINTERS.values():
        assert "locks would hold" not in printer(found)
    assert "1 for review" in doors.typed(found)


def test_more_than_the_limit_is_counted(again: Again, kinds: Rows) -> None:
    said, kinds["statements"] = kinds["statements"], []
    found = news(again(lambda rows: rows["statements"].extend(said)), limit=2)
    [section] = (section for section in found.sections if section.title == "New reports")
    assert len(section.items) == 2
    assert section.more + section.held_back == len(said) - 2


@pytest.mark.parametrize(
    ("told", "build"), [(None, 1), ("0", 0), ("1", 1), ("2", 2), ("2000-01-01", 0), ("2999-01-01", 2)]
)
def test_since_takes_a_build_or_a_day(again: Again, told: str | None, build: int) -> None:
    record = again(lambda kinds: None)
    assert build_before(builds(record), told, record) == build


@pytest.mark.parametrize("told", ["7", "yesterday", "²", "2031-4-3", "2031-40-99", "20310403"])
def test_since_that_is_no_build_and_no_day_says_what_would_be(again: Again, told: str) -> None:
    record = again(lambda kinds: None)
    with pytest.raises(NotOnRecord, match="give a build from 1 to 2, or a day as 2031-04-03"):
        build_before(builds(record), told, record)


def test_the_command_tells_the_news_and_shows_a_row_as_it_was(again: Again, kinds: Rows) -> None:
    first = kinds["statements"][0]

    def dated(rows: Rows) -> None:
        rows["statements"][0] = replace(first, said=When("2031-04-02", "weekday", "a reason"))

    where = again(dated).where
    run = CliRunner()
    assert "another day: a reason" in run.invoke(app, ["changes", where]).output
    assert '"since": 1' in run.invoke(app, ["changes", where, "--json"]).output
    assert "3 April 2031" in run.invoke(app, ["show", where, f"{first.id}@1"]).output
    assert "2 April 2031" in run.invoke(app, ["show", where, f"{first.id}@2"]).output
    wrong = run.invoke(app, ["show", where, f"{first.id}@last"])
    assert wrong.exit_code == 2
    assert "write a row of an earlier build as" in " ".join(wrong.output.replace("│", "").split())
