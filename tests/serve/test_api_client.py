"""Does the client in docs/api.md work against a real server?"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import api_examples
import httpx
import pytest
import uvicorn

import make
from onrecord.serve.api.endpoints import ENDPOINTS
from onrecord.serve.web.app import app_of
from onrecord.store import Record

DOCS = Path(__file__).parents[2] / "docs" / "api.md"
CLIENT, AT_WORK = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with api_examples.record_at(tmp_path_factory.mktemp("client") / "news.db") as record:
        record.add([make.reading(make.page(f"The {n}th page.", name=f"{n}.txt")) for n in range(60)])
        yield record


@pytest.fixture(scope="module")
def address(record: Record) -> Iterator[str]:
    """The address of a server of this machine, for as long as the tests run."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(app_of(record), log_level="error"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [door]})
        running.start()
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
        server.should_exit = True
        running.join()


@pytest.fixture
def asking(address: str) -> Iterator[Any]:
    names: dict[str, Any] = {}
    exec(CLIENT, names)
    client = names["Asking"](address)
    with client.http:
        yield client


def test_the_client_has_a_method_for_every_address(asking: Any) -> None:
    assert all(callable(getattr(asking, endpoint.name)) for endpoint in ENDPOINTS)


def test_a_list_is_walked_to_its_end(asking: Any, record: Record) -> None:
    pages = list(asking.list_pages(limit=25))
    assert len(pages) == len(record.pages()) > 50
    assert asking.get_pages(pages[0]["id"]) == pages[0]


def test_a_row_of_any_kind_is_led_to(asking: Any) -> None:
    [utterance] = asking.list_utterances()
    assert asking.row(utterance["id"]) == utterance
    assert asking.why(utterance["id"])["kind"] == "utterances"


def test_a_decision_is_sent_and_taken_back(asking: Any) -> None:
    statement = next(asking.list_statements(held_back=True))
    made = asking.judge({"row": statement["id"], "kind": "confirm", "why": "heard the tape"})
    assert asking.get_statements(statement["id"])["held_back"] is None
    assert asking.withdraw(made["id"])["withdrawn"]
    assert asking.get_statements(statement["id"])["held_back"] == statement["held_back"]


def test_what_cannot_be_answered_says_why(asking: Any) -> None:
    with pytest.raises(httpx.HTTPStatusError) as refused:
        next(asking.list_pages(limit=1000))
    assert refused.value.response.json()["errors"][0]["parameter"] == "limit"


def test_what_the_docs_show_runs(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    exec(CLIENT + AT_WORK.replace("http://127.0.0.1:8080", address), names)
    names["record"].http.close()
    told = capsys.readouterr().out
    assert "Tavra Courier reports that Oda Brenn said" in told and "accounts differ" in told
