"""Does every part of the quality bench answer rows of the right shape, on made-up text and without any labels?"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import peers  # noqa: E402
import predicted  # noqa: E402
import quality  # noqa: E402
import timex  # noqa: E402

from onrecord.model import Time, When  # noqa: E402

FLOOD = [
    "The Tavra rose by 40 centimetres on Friday, and 1,200 villagers left the lower valley.",
    "“The gates stay shut until the water falls,” Ilen Marrow, the minister of water, said in Odra on Friday.",
    "Engineers of the dam in the hills said that two turbines had stopped, and that repairs would take three weeks.",
]
DROUGHT = [
    "Farmers in the plains of Belmara sold half of their herds after the third summer without rain in a row.",
    "The price of hay doubled in May, according to the cooperative of the southern districts and its auditors.",
    "No well was dug this year, the cooperative added, because nobody could pay the drillers from the coast.",
]


def text_row(name: str, told: list[str], **known: str) -> predicted.Row:
    return {"id": name, "text": "\n".join(told), **known}


def html_row(told: list[str]) -> predicted.Row:
    body = "".join(f"<p>{words}</p>" for words in told)
    head = '<title>River rises</title><meta property="article:published_time" content="2021-03-05T10:00:00+01:00">'
    page = f"<html lang=en><head>{head}</head><body><article><h1>River rises</h1>{body}</article></body></html>"
    return {"file": "html/river.html.gz", "data": page.encode()}


@pytest.mark.parametrize("reader", [predicted.pages, peers.PAGES["trafilatura"], peers.DAYS["htmldate"]])
def test_a_page_is_read_as_body_title_and_day(reader: quality.Reader) -> None:
    [row] = reader([html_row([*FLOOD, *DROUGHT])])
    assert row["file"] == "html/river.html.gz"
    assert row["published"][:10] == "2021-03-05"  # the peers believe no day to come
    assert FLOOD[1] in row.get("body", FLOOD[1])
    assert row.get("title", "River rises") == "River rises"


def test_a_page_that_is_no_page_has_no_prediction() -> None:
    assert list(predicted.pages([{"file": "empty.html", "data": b""}])) == [{"file": "empty.html"}]


def test_each_line_of_a_flattened_page_is_kept_or_not() -> None:
    lines = ["Home", "News", "Sport", *FLOOD, *DROUGHT, "Share", "Privacy policy"]
    [row] = predicted.lines([{"id": "one", "flattener": "plain", "lines": lines}])
    assert row == {"id": "one", "flattener": "plain", "keep": [0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0]}


def test_times_are_dated_from_the_day_of_the_text() -> None:
    [row] = predicted.times([text_row("one", FLOOD, dct="2031-03-09")])
    assert [(time["type"], time["value"]) for time in row["timexes"]] == [
        ("DATE", "2031-03-07"),
        ("DATE", "2031-03-07"),
        ("DURATION", "P3W"),
    ]


@pytest.mark.parametrize(
    ("reading", "edtf", "value"),
    [
        ("now", None, "PRESENT_REF"),
        ("past:P2Y", None, "P2Y"),
        ("every:P1W", None, "P1W"),
        ("every:weekday:5", None, "XXXX-WXX-5"),
        ("early:month:04", "2031-04", "2031-04"),
        ("last:week", "2031-03-03/2031-03-09", "2031-W10"),
        ("last:weekend", "2031-03-08/2031-03-09", "2031-W10-WE"),
        ("ago:P2W", "2031-02-20/2031-02-26", "2031-W08"),
        ("last:quarter", "2030-10/2030-12", "2030-Q4"),
        ("season:winter", "2030-12/2031-02", "2030-WI"),
        ("weekday:5T18:00Z", "2031-03-07", "2031-03-07T18:00Z"),
        ("199X", "199X", "199"),
        ("after:P1D", None, None),
    ],
)
def test_a_time_of_the_record_is_written_as_timex(reading: str, edtf: str | None, value: str | None) -> None:
    time = Time("t1", "p1", "words", 0, 5, "DATE", When(edtf), reading=reading)  # type: ignore[arg-type]
    assert timex.value_of(time) == value


def test_figures_carry_the_units_of_the_labels() -> None:
    [row] = predicted.figures([text_row("one", FLOOD)])
    assert {"centimetre", "people", "turbine", "week"} == {figure["unit"] for figure in row["figures"]}


def test_stories_and_copies_are_clusters_of_ids() -> None:
    rows = [
        text_row("flood", FLOOD * 3, title="River rises", date="2031-03-07T10:00"),
        text_row("reprint", FLOOD * 3, title="Tavra rises again", date="2031-03-08"),
        text_row("drought", DROUGHT * 3, title="Herds sold", date="2031-08-01"),
    ]
    for reader in (predicted.stories, predicted.near_copies):
        cluster = {row["id"]: row["cluster"] for row in reader(rows)}
        assert cluster["flood"] == cluster["reprint"] != cluster["drought"]


def test_no_part_is_shown_its_labels(tmp_path: Path) -> None:
    (tmp_path / "one.html.gz").write_bytes(gzip.compress(b"<html>"))
    row = {"file": "one.html.gz", "id": "one", "body": "label", "published": "2031-03-07"}
    assert list(quality.seen([row], ("file",), tmp_path)) == [{"file": "one.html.gz", "data": b"<html>"}]


def test_a_part_is_scored_by_the_tool_beside_its_data(tmp_path: Path) -> None:
    part = quality.PARTS["figures"]
    labels = tmp_path / "data" / part.labels
    rows = [text_row(f"row {number}", FLOOD) | {"figures": []} for number in range(4)]
    quality.written(rows, labels)
    scorer = tmp_path / "tools" / part.scorer
    scorer.parent.mkdir()
    scorer.write_text('import sys; print(\'{"value": {"F1": %d}}\' % len(open(sys.argv[2]).readlines()))')
    [line] = quality.rows_told("figures", tmp_path / "data", tmp_path / "bench", 3)
    assert line.startswith("| figures | 3 | onrecord | value .030 |")
    predictions = (tmp_path / "bench" / "figures.onrecord.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in predictions] == [
        json.loads(line)["id"] for line in (tmp_path / "bench" / "figures.labels.jsonl").read_text().splitlines()
    ]


@pytest.mark.parametrize(
    ("part", "printed", "told"),
    [
        ("pages", 'one {"body": {"f1": 0.5}}\nother {"title_exact": 1.0}', "one: body .500; other: title 1.000"),
        ("lines", "plain     pages    2  char F1 0.9000  line F1 0.8000", "plain: characters F1 .900"),
        ("stories", '{"docs": 2, "b3_f1": 0.25, "ari": 0.125}', "B³ F1 .250, ARI .125"),
    ],
)
def test_what_a_scorer_prints_becomes_one_cell(part: str, printed: str, told: str) -> None:
    assert quality.cell(quality.measures(printed, quality.PARTS[part])) == told


def test_missing_data_are_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["quality.py", "--data", str(tmp_path / "nothing")])
    with pytest.raises(SystemExit, match=r"no labelled data in .*nothing: name their folder with --data"):
        quality.main()
