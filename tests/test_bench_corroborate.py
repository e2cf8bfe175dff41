"""Do the benches of corroboration measure what they say: an invented world whose cites hold, records that grow?"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import chronicle  # noqa: E402
import grow  # noqa: E402
import invented  # noqa: E402
import retold  # noqa: E402
import signed  # noqa: E402

import corroborate  # noqa: E402
import make  # noqa: E402
from onrecord.model import Reading  # noqa: E402


@pytest.fixture(scope="module")
def world() -> list[Reading]:
    return list(chronicle.readings(400))


def test_every_cite_of_the_invented_world_holds(world: list[Reading]) -> None:
    for reading in world:
        text, claims = reading.page.text, reading.claims
        said = [cite for s in claims.statements for cite in (*s.content, s.cue, s.said_words) if cite]
        rows = (*said, *claims.figures, *claims.offices, *claims.events, *claims.times, *claims.mentions)
        assert all(text[row.start : row.end] == row.text for row in (*rows, *claims.aliases))
        for speaker in (speaker for s in claims.statements for speaker in s.speakers):
            assert text[speaker.start : speaker.end] == speaker.mention


def test_the_world_is_the_same_on_every_run_and_a_larger_one_begins_with_it(world: list[Reading]) -> None:
    assert list(islice(chronicle.readings(500), 300)) == world[:300]


def test_nobody_speaks_on_more_than_a_few_pages_of_a_hundred_and_a_tenth_are_reprints() -> None:
    pages = list(chronicle.readings(2_000))
    speakers = Counter(name for page in pages for name in {s.speakers[0].name for s in page.claims.statements})
    assert 0.01 < speakers.most_common(1)[0][1] / len(pages) < 0.03
    said = {tuple(s.content[0].text for s in page.claims.statements) for page in pages}
    assert 0.07 < 1 - len(said) / len(pages) < 0.13


def test_the_newest_pages_come_last(world: list[Reading]) -> None:
    late = grow.newest(400, 4)
    days = sorted(page.page.published.edtf for page in world[:400])
    assert [one.page.published.edtf for one in late.values()] == days[-4:]


def test_a_record_that_grew_page_by_page_is_measured_and_equals_one_from_nothing(tmp_path: Path) -> None:
    grown = grow.grown(46, 4, tmp_path / "grow.db", equal=True)
    assert grown.equal
    assert len(grown.more) == 4 and grown.peak >= grown.before > 0 and not grown.whole
    assert "| 46 |" in grow.row(grown, grown)


def test_an_invented_group_is_built_and_its_figures_are_compared(tmp_path: Path) -> None:
    tally = invented.series(tmp_path, limit=1)
    assert tally.sum()["wanted"] == 1
    assert next(invented.cells("series", tally))[0] == "all"
    assert invented.series(tmp_path, kept=True, limit=1).sum() == tally.sum()


def test_the_ends_of_a_chain_of_figures_are_not_compared_but_parts_beside_it_are() -> None:
    chain = [{"a": 1, "b": 2, "verdict": "change"}, {"a": 2, "b": 3, "verdict": "agree"}]
    ends = {"a": 1, "b": 3, "verdict": "change"}
    assert list(invented.judged([*chain, ends])) == chain
    beside = [{"a": 1, "b": 2, "verdict": "apart"}, ends, {"a": 2, "b": 3, "verdict": "apart"}]
    assert list(invented.judged(beside)) == beside


def test_scores_tell_precision_and_recall_with_their_counts() -> None:
    tally = invented.Tally()
    tally.add("offices", "succession", rows=1, wanted=False, right=False, wrong=True)
    tally.add("events", "two dates", rows=1, wanted=True, right=True, wrong=False)
    assert dict(invented.cells("conflicts", tally)) == {
        "all": "precision .500 (1 of 2), recall 1.000 (of 1)",
        "events": "precision 1.000 (1 of 1), recall 1.000 (of 1)",
        "offices": "precision .000 (0 of 1), recall - (of 0)",
    }


def test_a_pair_of_quotations_is_linked_when_statements_that_cover_them_are_one_utterance() -> None:
    page, other = (make.page(f"“The gates stay shut,” Ilen Marrow said in {place}.") for place in ("Odra", "Tavra"))
    said = [make.statement(p, "Ilen Marrow", "The gates stay shut", utterance="u1") for p in (page, other)]
    pair = {"a": page.id, "b": other.id, "qa": "The gates stay shut", "qb": "gates stay shut", "kind": "contained"}
    away = pair | {"qb": "Nobody may cross the river", "kind": "edited"}
    told = retold.pairs_linked([pair, away], said)
    assert told["contained"] == {"all": 1, "linked": 1, "found": 1}
    assert told["edited"] == {"all": 1, "linked": 0, "found": 0}


def test_copies_are_counted_by_how_they_were_made_and_siblings_that_were_merged_are_told() -> None:
    labels = [
        {"id": "a", "kind": "source", "cluster": "1", "event": "flood"},
        {"id": "a.1", "kind": "edit", "cluster": "1", "event": "flood"},
        {"id": "b", "kind": "source", "cluster": "2", "event": "flood"},
    ]
    assert list(corroborate.found(labels, {"a": "x", "a.1": "x", "b": "y"})) == [("edit", True)]
    assert list(corroborate.merged(labels, {"a": "x", "a.1": "x", "b": "x"})) == [("a", "b"), ("a.1", "b")]
    assert not list(corroborate.merged(labels, {"a": "x", "a.1": "y", "b": "z"}))


def test_copies_among_drawn_signatures_are_grouped_and_siblings_are_not() -> None:
    grouped = signed.measured(600)
    assert grouped.found == 1.0 and grouped.wrong == 0
    assert grouped.size == 600 * grow.SIGNATURE
    _, origin = signed.drawn(600)
    assert 30 < sum(page != of for page, of in enumerate(origin.tolist())) < 90
