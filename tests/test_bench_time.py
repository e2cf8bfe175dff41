"""Does the bench of times answer in TIMEX3, and print a row for every library that is there?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import claims_time  # noqa: E402
import timex  # noqa: E402

import claims  # noqa: E402
from onrecord.model import Time, When  # noqa: E402

TEXT = "The Tavra rose on Friday. The weir will open on 3 May, ahead of the fair next week."


@pytest.mark.parametrize(
    ("reading", "edtf", "value"),
    [
        ("weekday:5T18:00Z", "2031-04-18T18:00Z", "2031-04-18T18:00Z"),
        ("same:dayTMO", "2031-04-18", "2031-04-18TMO"),
        ("half:2@2031", "2031-07/2031-12", "2031-H2"),
        ("quarter:4", "2030-10/2030-12", "2030-Q4"),
        ("season:winter", "2030-12/2031-02", "2030-WI"),
        ("ago:PXY", None, "PAST_REF"),
        ("past:P2Y", "2029/2031", "P2Y"),
        ("P2W/P3W", None, "P3W"),
        ("fiscal:2031", "2031~", "2031"),
        ("[2031-03-04,2031-04-03]", "[2031-03-04,2031-04-03]", None),
        ("every:weekday:5", None, "XXXX-WXX-5"),
    ],
)
def test_a_dated_time_is_written_in_timex(reading: str, edtf: str | None, value: str | None) -> None:
    time = Time("t1", "p1", "then", 0, 4, "DATE", value=When(edtf), reading=reading)  # type: ignore[arg-type]
    assert timex.value_of(time) == value


def test_the_table_has_a_row_for_every_library(tmp_path: Path) -> None:
    labels = [{"start": 18, "end": 24, "type": "DATE", "value": "2031-03-07"}]
    folder = tmp_path / "data" / "time"
    folder.mkdir(parents=True)
    row = {"id": "one", "text": TEXT, "dct": "2031-03-09", "timexes": labels}
    (folder / "meantime.dev.jsonl").write_text(json.dumps(row) + "\n")
    scorer = tmp_path / "tools" / "score_time.py"
    scorer.parent.mkdir()
    scorer.write_text('print(\'{"relaxed": {"F1": 50.0}, "date_acc": 75.0}\')')
    told = list(claims.rows_told("time", tmp_path / "data", tmp_path / "build", None))
    assert [row.split("|")[3].split()[0] for row in told] == ["onrecord", *claims_time.PEERS]
    assert all("overlap .500, calendar dates right .750" in row for row in told)
    answered = json.loads((tmp_path / "build" / "time.onrecord.jsonl").read_text())
    assert [time["value"] for time in answered["timexes"]] == ["2031-03-07", "2031-05-03", "2031-W11"]
