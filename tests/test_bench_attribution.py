"""Does the bench of reported speech count what it says, on made-up articles and without any labels of others?"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import articles  # noqa: E402
import attribution  # noqa: E402
import judged  # noqa: E402
import phenomena  # noqa: E402
import quality  # noqa: E402
import reliability  # noqa: E402
import said_by  # noqa: E402
from paired import Words, likeness, pairs_of  # noqa: E402
from predicted import Row, page_of_lines  # noqa: E402

from onrecord.extract import parse  # noqa: E402
from onrecord.model import Page  # noqa: E402

WEIR = """Odra weir to close
“The gates stay shut until the water falls,” Ilen Marrow, the minister of water, said in Odra on Friday.
“We will look again on Monday,” she said, adding that two turbines had stopped. The sign says “Slow”.
“The first night was long.
“The second was longer,” Marrow said."""


def spans(text: str, *words: str) -> list[list[int]]:
    return [[text.index(some), text.index(some) + len(some)] for some in words]


def one(number: int, content: str, cue: str = "", source: str = "", **known: Any) -> Row:
    """A labelled attribution of WEIR by its words, as the corpus keeps it."""
    told: Row = {"id": number, "form": "direct", "speakers": ["marrow"], "joint": False, "mention": "name"}
    told |= {"inherits": None, "inside": None, "labels": [], "content": spans(WEIR, *content.split("|"))}
    return told | {"cue": spans(WEIR, cue) if cue else [], "source": spans(WEIR, source) if source else []} | known


@pytest.fixture
def weir() -> Row:
    cast = [
        {"key": "marrow", "name": "Ilen Marrow", "kind": "person", "roles": "the minister of water", "name_at": None},
        {"key": "engineer", "name": "Odo Brack", "kind": "person", "roles": "", "name_at": None},
    ]
    labelled = [
        one(1, "The gates stay shut until the water falls", "said in", "Ilen Marrow, the minister of water"),
        one(2, "We will look again on Monday", "she said", "she", mention="pronoun"),
        one(3, "two turbines had stopped", "adding", inherits=2, form="indirect", mention="none"),
        one(4, "The first night was long|The second was longer", "Marrow said", "Marrow said"),
    ]
    told = {"id": "weir", "text": WEIR, "meta": {"style": "local"}, "cast": cast, "namings": []}
    return told | {"attributions": labelled, "decoys": spans(WEIR, "Slow")}


def words_of(row: Row, role: str) -> list[list[str]]:
    return [[WEIR[start:end] for start, end in said[role]] for said in row["attributions"]]


def test_a_quotation_of_two_paragraphs_is_one_attribution() -> None:
    [parsed] = parse([page_of_lines({"id": "weir", "text": WEIR})])
    found = {"attributions": said_by.by_rules(parsed)}
    assert ["The first night was long", "The second was longer"] in words_of(found, "content")
    first = found["attributions"][0]
    assert [WEIR[start:end] for start, end in first["source"]] == ["Ilen Marrow"]
    assert [WEIR[start:end] for start, end in first["cue"]] == ["said"]


def test_what_ships_reads_every_text_under_its_id() -> None:
    [row] = said_by.shipped([{"id": "weir", "text": WEIR}])
    assert row["id"] == "weir"
    assert ["The gates stay shut until the water falls"] in words_of(row, "content")


def test_a_system_that_is_not_here_is_told_in_a_sentence(tmp_path: Path) -> None:
    systems, missing = said_by.systems(None)
    assert "rules" in systems and "comparison" not in systems
    assert any("--compare" in sentence for sentence in missing)
    with pytest.raises(SystemExit, match=r"no model in .*tagger\.onnx is not there; make train-compare makes one"):
        said_by.systems(tmp_path)


def test_an_heir_has_the_source_of_its_own_paragraph_alone(weir: Row) -> None:
    by_id = {told["id"]: told for told in weir["attributions"]}
    assert articles.source_in(WEIR, by_id[3], by_id) == spans(WEIR, "she")
    elsewhere = one(5, "The first night was long", inherits=2)
    assert articles.source_in(WEIR, elsewhere, by_id | {5: elsewhere}) == []


MARKED = """id: weir-1
style: local
cast:
  marrow | Ilen Marrow | person | the minister of water
---
{s1 @marrow|Ilen Marrow} {c1|said} {q1|the gates would close}, {c2 s1|adding} that {q2|it was late}.
"""


def test_an_article_of_the_corpus_becomes_a_row_for_the_scorers() -> None:
    article = articles.reader().read_marked(MARKED).article
    row = articles.row_of(article, "dev")
    assert (row["id"], row["part"]) == ("weir-1", "invented-dev")
    assert [told["source"] for told in row["attributions"]] == [spans(row["text"], "Ilen Marrow")] * 2
    assert articles.words_in([row]) == 12


def test_real_articles_need_their_texts(tmp_path: Path) -> None:
    assert articles.part("real-test", None) == articles.part("real-test", tmp_path) == []


def test_spans_are_compared_by_their_words() -> None:
    words = Words("one two, three four")
    assert words.of([(0, 3), (9, 14)]) == {0, 2}
    assert words.of([(5, 6)]) == {1}
    assert likeness(words.of([(0, 7)]), words.of([(4, 14)])) == pytest.approx(1 / 3)
    assert likeness(frozenset(), frozenset()) == 1


def test_the_likest_pairs_come_first_and_each_once() -> None:
    table = [[0.6, 0.9], [0.8, 0.7], [0.4, 0.4]]
    assert pairs_of(3, 2, lambda a, b: table[a][b]) == {0: 1, 1: 0}


def statement(row: Row, content: str, name: str, **known: Any) -> Any:
    """A statement of the rules on WEIR, its speaker renamed."""
    [parsed] = parse([page_of_lines(row)])
    [found] = [s for s in judged.statements_of(parsed, "rules") if s.content[0].text == content]
    [speaker] = found.speakers
    return replace(found, speakers=(replace(speaker, name=name),), **known)


@pytest.mark.parametrize(
    ("name", "worth"), [("Ilen Marrow", "right"), ("Odo Brack", "wrong"), ("the minister of water", "open")]
)
def test_a_speaker_is_right_open_or_somebody_else(weir: Row, name: str, worth: str) -> None:
    said = statement(weir, "The gates stay shut until the water falls", name)
    [found] = judged.judged_article(weir, [said])
    assert (found.found, found.speaker, found.wanted) == (True, worth, ("Ilen Marrow",))
    assert judged.shown_quotes([found]) == [found]


def test_labels_that_count_neither_way_and_sayings_that_never_were(weir: Row) -> None:
    said = statement(weir, "The gates stay shut until the water falls", "Ilen Marrow")
    for labels, counts in ((["belief"], None), (["hyp"], False), (["hyp", "headline"], False)):
        weir["attributions"][0]["labels"] = labels
        [found] = judged.judged_article(weir, [said])
        assert found.found is counts


def test_a_part_of_a_long_quotation_is_compared_with_its_speaker(weir: Row) -> None:
    said = statement(weir, "The first night was long", "Odo Brack")
    part = replace(said, content=said.content[:1])
    longer = [WEIR.index("We will look"), WEIR.index("The sign")]
    weir["attributions"][3]["content"] = [*spans(WEIR, "The first night was long"), longer]
    [found] = judged.judged_article(weir, [part])
    assert (found.found, found.speaker) == (False, "wrong")


def test_a_statement_that_no_label_holds_has_no_speaker_to_compare_with(weir: Row) -> None:
    said = statement(weir, "The gates stay shut until the water falls", "Ilen Marrow")
    weir["attributions"] = weir["attributions"][1:]
    [found] = judged.judged_article(weir, [said])
    assert (found.found, found.speaker) == (False, "unlabelled")


class Names:
    """How the scorer of records compares names, as far as these tests need it."""

    def __init__(self, groups: list[list[str]]) -> None:
        self.groups = groups

    def key(self, name: str) -> str:
        return name.lower()

    def same(self, one: str, other: str) -> bool:
        return one == other or any({one, other} <= set(group) for group in self.groups)


def pairs(gold: list[Any], found: list[Any], same_page: Any, text_of: Any) -> dict[int, int]:
    return {
        i: j
        for i, (file, words) in enumerate(gold)
        for j, each in enumerate(found)
        if same_page(file, each) and text_of(each) == words
    }


TOOL: Any = SimpleNamespace(Names=Names, pairs=pairs, words=str.split)


@pytest.mark.parametrize(
    ("given", "wanted", "worth"),
    [
        ("Ilen Marrow", "Ilen Marrow", "right"),
        ("Marrow", "Ilen Marrow", "open"),
        ("Both ministers", "Ilen Marrow", "open"),
        ("I. M.", "Ilen Marrow", "right"),
        ("Odo Brack", "Ilen Marrow", "wrong"),
    ],
)
def test_statements_of_labelled_pages_are_judged_by_file_and_name(
    weir: Row, given: str, wanted: str, worth: str
) -> None:
    page: Page = page_of_lines({"id": "saved/weir.html", "text": WEIR})
    said = statement({"id": page.source, "text": WEIR}, "The gates stay shut until the water falls", given)
    label = {"file": "weir.html", "content": said.content[0].text, "speaker": [wanted], "optional": worth == "open"}
    gold = {"articles": [{"file": "weir.html"}], "statements": [label], "aliases": [["I. M.", "Ilen Marrow"]]}
    [found] = judged.judged_pages(gold, [page], [said], TOOL)
    assert (found.where, found.speaker) == (f"weir.html:{said.content[0].start}", worth)
    assert found.found is (None if worth == "open" else True)


def test_the_interval_of_a_share_holds_at_its_ends() -> None:
    assert judged.wilson(0, 100) == (0.0, pytest.approx(0.0370, abs=1e-4))
    assert judged.wilson(5, 10) == (pytest.approx(0.2366, abs=1e-4), pytest.approx(0.7634, abs=1e-4))
    assert judged.wilson(0, 0) == (0.0, 1.0)


def test_confidences_that_are_shares_have_no_calibration_error() -> None:
    told = [(sure, float(number < sure * 10)) for sure in (0.2, 0.5, 0.9) for number in range(10)]
    assert reliability.calibration_error(told) == pytest.approx(0)
    assert reliability.calibration_error([(0.9, 0.0)] * 20) == pytest.approx(0.9)
    assert 0 < reliability.error_by_chance(told) < 0.4
    assert reliability.calibration_error([]) == reliability.error_by_chance([]) == 0


def test_bins_hold_as_many_each_and_the_order_of_ties_does_not_matter() -> None:
    told = [(0.5, 1.0)] * 15 + [(0.5, 0.0)] * 15
    bins = reliability.bins_of(told)
    assert [one.count for one in bins] == [3] * 10
    assert {one.right for one in bins} == {0.5}
    assert bins == reliability.bins_of(told[::-1])


def test_the_diagram_is_a_picture_with_a_dot_for_each_bin() -> None:
    drawn = reliability.diagram([(number / 40, float(number % 2)) for number in range(40)], "Reliability")
    root = ElementTree.fromstring(drawn)
    assert len([part for part in root.iter() if part.tag.endswith("circle")]) == reliability.BINS
    assert root.find("{*}title").text == "Reliability"  # type: ignore[union-attr]


def test_an_attribution_stands_in_all_classes_that_it_belongs_to(weir: Row) -> None:
    first, second, third, fourth = (phenomena.classes_of(weir, told) for told in weir["attributions"])
    assert first == ["all", "direct", "cue after", "source is a name", "elsewhere"]
    assert "source is a pronoun" in second
    assert {"indirect", "cue before", "no source there"} <= set(third)
    assert {"several pieces", "several paragraphs"} <= set(fourth)
    weir["meta"]["style"] = "interview"
    assert phenomena.classes_of(weir, weir["attributions"][0])[-1] == "in an interview"


def test_what_is_found_is_told_by_class_and_what_is_none_by_kind(weir: Row) -> None:
    said = [
        one(1, "The gates stay shut until the water falls", source="Ilen Marrow, the minister of water"),
        one(2, "We will look again on Monday", source="Ilen Marrow"),
        one(3, "on Monday"),
        one(4, "Slow"),
        one(5, "Odra weir", aside="belief"),
        one(6, "to close"),
    ]
    counted = phenomena.tally([weir], {"weir": said})
    assert (counted.content["all"], counted.full["all"]) == (2, 1)
    assert [told["id"] for _, told in counted.missed] == [3, 4]
    assert counted.alarms == {
        "other bounds of something labelled": 1,
        "title, scare quote or idle verb": 1,
        "belief": 1,
        "no source": 1,
    }
    printed = list(phenomena.table([weir], {"rules": counted}))
    assert "| all | 4 | .500 | .250 |" in printed
    assert "| belief | 1 |" in printed


def test_a_row_of_the_table_has_a_place_for_each_system(tmp_path: Path) -> None:
    data = tmp_path / "data"
    quality.written([{"id": "weir", "text": WEIR, "attributions": []}], data / "attribution" / "polnear_dev.jsonl")
    scorer = tmp_path / "tools" / "score_attribution.py"
    scorer.parent.mkdir()
    scorer.write_text(
        "import json, sys\n"
        "share = {'f1': 25.0 if 'only' in sys.argv else 100 * len(open(sys.argv[-1]).readlines())}\n"
        "print(json.dumps({'source': {'exact': share}, 'content': {'exact': share}, 'full_src': share, 'full': share}))"
    )
    systems = {"rules": said_by.by_rules}
    bench = attribution.Bench(data, tmp_path / "out", tmp_path / "picture.svg", False, systems)
    printed = list(attribution.tables(bench, ["polnear"]))
    assert printed[0].startswith("| measure | mark | tagger | network alone | rules | textacy")
    assert printed[2].startswith("| PolNeAR, development part: source, exact | comparison ≥ .800 | – | – | 1.000 | –")
    assert "quotation marks, full | ≥ .780 | – | – | .250 | –" in printed[-1]
    assert len({line.count("|") for line in printed}) == 1


def test_texts_that_are_not_there_are_told_in_a_row(tmp_path: Path) -> None:
    bench = attribution.Bench(tmp_path / "data", tmp_path / "out", tmp_path / "picture.svg", False, {})
    [told] = attribution.spans_told(bench, "real-test", "own real test part", attribution.REAL_TEST)
    assert told.startswith("| not measured: own real test part: its texts are not in ")


def test_a_folder_without_labels_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["attribution.py", "--data", str(tmp_path / "nothing")])
    with pytest.raises(SystemExit, match=r"no labelled data in .*nothing: name their folder with --data"):
        attribution.main()
