"""Does the bench of the web app ask for screens that are there, of a record as settling would leave it?"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.serve.web.app import app_of
from onrecord.store import Record

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bench"))

import standing

import serve as bench


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("standing") / "standing.80.db"
    standing.make(path, 80, lambda told: None)
    return path


def test_every_screen_that_is_timed_is_there_and_says_how_long_it_took(record):
    with Record.open(record) as opened:
        client = TestClient(app_of(opened), base_url="http://127.0.0.1", follow_redirects=False)
        for name, paths in bench.addresses(record).items():
            answers = [client.get(path) for path in paths[:4]]
            assert {answer.status_code for answer in answers} <= {200, 404}, name
            assert any(answer.status_code == 200 for answer in answers), name
            told = answers[0].headers["server-timing"]
            assert all(pattern.search(told) for pattern in bench.TIMED.values()), told


def test_what_is_cited_in_the_made_record_stands_on_its_page(record):
    with Record.open(record) as opened:
        text_of = {page.id: page.text for page in opened.pages()}
        assert len(text_of) == 80
        for kind in ("figures", "offices", "mentions", "times", "events"):
            for row in opened.rows(kind):
                assert text_of[row.page][row.start : row.end] == row.text, kind
        for row in opened.statements():
            assert all(text_of[row.page][cite.start : cite.end] == cite.text for cite in row.content)


def test_a_row_of_the_table_tells_whether_a_mark_is_held():
    one = bench.Timed(app=(10.0, 20.0, 30.0), cpu=(5.0, 6.0), wall=(40.0, 50.0, 60.0), weight=70_000, failed=0)
    told = bench.row("reader", one)
    assert re.search(r"<= 80: yes", told) and "70 KB (over)" in told
    assert len(told.split("|")) == len(bench.HEAD.splitlines()[0].split("|"))
