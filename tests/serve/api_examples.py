"""Where do the examples in the API's document come from? The invented newsroom answers.

Run as a program it writes examples.json anew: PYTHONPATH=tests python tests/serve/api_examples.py
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import msgspec
import newsroom
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

import make
from onrecord.model import Event, Page, Participant, Time, id_of
from onrecord.serve.api.app import api_of
from onrecord.serve.api.asking import Endpoint
from onrecord.serve.api.describing import ROOT
from onrecord.serve.api.endpoints import ENDPOINTS
from onrecord.store import Record, decide

FILE = Path(__file__).parents[2] / "src" / "onrecord" / "serve" / "api" / "examples.json"

BUILT = "2031-05-01T08:00:00+00:00"

GIVEN: dict[str, dict[str, str]] = {
    "list_statements": {"speaker": "Oda Brenn"},
    "list_pages": {"outlet": "Tavra Courier"},
    "search": {"q": "gates", "kind": "statements"},
    "changes": {"since": "0"},
}
"""What the examples of some lists ask for."""

TOLD = {"kind": "confirm", "why": "heard the tape"}


def record_at(path: Path) -> Record:
    """The newsroom's record with a row of every kind, and a decision; at fixed times, so that examples stay."""
    kinds = newsroom.rows()
    courier, herald, _ = kinds["pages"]
    kinds["times"] = [_time(courier)]
    kinds["mentions"] = [
        make.mention(courier, "Oda Brenn", entity=newsroom.BRENN.id),
        make.mention(courier, "Ilo Venn", entity=newsroom.VENN.id),
    ]
    kinds["events"] = [event(herald)]
    record = Record.open(path, create=True)
    record.add([make.reading(page) for page in kinds["pages"]], kinds["refusals"])
    with record.settling(at=BUILT) as new:
        new.put(row for kind, rows in kinds.items() if kind not in ("pages", "refusals") for row in rows)
    calm = next(row for row in kinds["statements"] if row.content[0].text == "Nobody is in danger")
    decide(record, calm.id, TOLD["kind"], by="person:Ada", why=TOLD["why"], at=BUILT)
    return record


def _time(page: Page) -> Time:
    day = make.cite(page, "Thursday")
    value = make.when("2031-04-03", "weekday", "the Thursday of 2031-04-03")
    return Time(id_of("i", page.id, day.start), page.id, day.text, day.start, day.end, "DATE", value, "2031-04-03")


def event(page: Page) -> Event:
    """A meeting of somebody in office and of somebody who stays words on a page."""
    told = make.cite(page, "a meeting of the commission")
    name = id_of("v", page.id, told.start)
    there = tuple(Participant(one.id, one.name, "attends") for one in (newsroom.RUSK, newsroom.VENN))
    return Event(name, page.id, "meeting", "meeting of the commission", told.start, told.end, told.text, there)


def examples() -> dict[str, Any]:
    """The example of every operation: what was given, and what was answered."""
    with tempfile.TemporaryDirectory() as folder, record_at(Path(folder) / "news.db") as record:
        mounted = Starlette(routes=[Mount(ROOT, api_of(record))])
        client = TestClient(mounted, base_url=f"http://127.0.0.1{ROOT}", follow_redirects=False)
        return {endpoint.name: _example(client, endpoint) for endpoint in ENDPOINTS if endpoint.gives}


def _example(client: TestClient, endpoint: Endpoint) -> dict[str, Any]:
    kind = endpoint.path.split("/")[1]
    if not endpoint.reads:
        [made] = client.get("/judgements").json()["rows"]
        statement = client.get("/statements?limit=1").json()["rows"][0]["id"]
        body = {"body": {"row": statement, **TOLD}} if endpoint.takes else {}
        return body | {"answer": made if endpoint.takes else made | {"withdrawn": BUILT}}
    given = dict(GIVEN.get(endpoint.name, {}))
    if "{id}" in endpoint.path:
        rows = client.get(f"/{kind if kind not in ('why', 'origins') else 'figures'}?limit=1").json()["rows"]
        return {"answer": _lasting(client.get(f"/{kind}/{rows[0]['id']}").json())}
    asked = given | ({"limit": "1"} if "limit" in endpoint.given.model_fields else {})
    return {"given": given, "answer": client.get(f"/{kind}", params=asked).json()}


def _lasting(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without the versions of this machine."""
    return answer | {"versions": {"onrecord": "0.1.0"}} if "versions" in answer else answer


if __name__ == "__main__":
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(examples()), indent=1) + b"\n")
