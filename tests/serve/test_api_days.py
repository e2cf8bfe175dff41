"""Does a list of some days hold the same rows whether it is led by the days or by all rows, and who leads it?"""

from __future__ import annotations

from collections.abc import Iterator

import api_examples
import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from onrecord.serve.api.app import api_of
from onrecord.serve.api.listing import lies_between
from onrecord.store import Record, narrowed
from onrecord.store.narrowed import few_of_days

DAY = {"statements": "said", "figures": "as_of"}

STRETCHES = (
    ("2031-04-03", "2031-04-03"), ("2031-04", ""), ("", "2031-04-03"), ("2031", "2031"), ("2050", ""), ("", "1900"),
)  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with api_examples.record_at(tmp_path_factory.mktemp("days") / "news.db") as made:
        yield made


@pytest.mark.parametrize("few", [True, False])
@pytest.mark.parametrize(("since", "until"), STRETCHES)
@pytest.mark.parametrize("kind", DAY)
def test_a_list_of_days_holds_every_row_of_them(
    record: Record, monkeypatch: pytest.MonkeyPatch, kind: str, since: str, until: str, few: bool
) -> None:
    if not few:
        monkeypatch.setattr(narrowed, "MOST_DAYS", -1)
    client = TestClient(api_of(record), base_url="http://127.0.0.1")
    given = {"limit": "200"} | ({"since": since} if since else {}) | ({"until": until} if until else {})
    found = {row["id"] for row in client.get(f"/{kind}", params=given).json()["rows"]}
    everything = client.get(f"/{kind}?limit=200").json()["rows"]
    assert found == {row["id"] for row in everything if lies_between(row[DAY[kind]]["edtf"], since, until)}


def test_the_rows_of_a_rare_day_are_found_by_the_index_of_days(record: Record) -> None:
    with record.asking() as connection:
        asked = few_of_days(connection, "statements", lambda day: day == "2031-04-03")
        assert asked is not None
        words = str(asked.compile(compile_kwargs={"literal_binds": True}))
        plan = " ".join(str(cells[-1]) for cells in connection.execute(text(f"EXPLAIN QUERY PLAN {words}")))
    assert "ix_passages_day_kind_n (day=? AND kind=?)" in plan


def test_rows_of_many_days_or_too_many_rows_are_not_looked_up_one_by_one(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    with record.asking() as connection:
        assert few_of_days(connection, "figures", lambda day: True) is not None
        monkeypatch.setattr(narrowed, "AT_ONCE", 0)
        assert few_of_days(connection, "figures", lambda day: True) is None
