"""Does the API list, find, page, narrow, refuse and remember as its document says?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import api_examples
import browser
import msgspec
import newsroom
import pytest
from starlette.testclient import TestClient

import make
from onrecord.model import KINDS, names_of
from onrecord.serve.accounts import audit
from onrecord.serve.accounts.person import Person
from onrecord.serve.api.app import api_of
from onrecord.serve.api.endpoints import ENDPOINTS, LISTS
from onrecord.serve.api.given import Decision
from onrecord.serve.api.listing import lies_between
from onrecord.serve.api.problems import SORTS
from onrecord.store import Record, export
from onrecord.store.deciding import TABLES

Write = Callable[[], Record]


def asked(record: Record, role: str = "admin") -> TestClient:
    api = api_of(record, who=lambda request: Person("Ada", role))
    return TestClient(api, base_url="http://127.0.0.1", follow_redirects=False)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with api_examples.record_at(tmp_path_factory.mktemp("full") / "news.db") as record:
        yield record


@pytest.fixture(scope="module")
def client(full: Record) -> TestClient:
    return asked(full)


def rows(client: TestClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


@pytest.mark.parametrize("kind", [kind for kind, *_ in LISTS])
def test_every_kind_is_listed_and_each_row_of_it_has_its_address(client: TestClient, kind: str) -> None:
    found = rows(client, f"/{kind}")
    assert found
    for row in found:
        assert client.get(f"/{kind}/{row['id']}").json() == row


def test_every_kind_of_the_record_has_a_list() -> None:
    assert {kind for kind, *_ in LISTS} == KINDS.keys()


TAKEN_OUT = frozenset({"speakers", "participants", "entity"})
"""Where the export names private persons and the API does not."""


@pytest.mark.parametrize("kind", [kind for kind, *_ in LISTS])
def test_a_row_carries_the_names_and_values_of_the_export(
    client: TestClient, full: Record, tmp_path: Path, kind: str
) -> None:
    export(full, tmp_path, text="cites")
    exported = [msgspec.json.decode(line) for line in (tmp_path / f"{kind}.jsonl").read_bytes().splitlines()]
    for row in rows(client, f"/{kind}"):
        assert list(names_of(KINDS[kind])) == [name for name in row if name in names_of(KINDS[kind])]
        told = {name: row[name] for name in names_of(KINDS[kind]) if name not in TAKEN_OUT}
        assert told in [{name: each[name] for name in told} for each in exported]


def test_a_list_is_read_in_stretches_that_hold_every_row_once(client: TestClient) -> None:
    whole = rows(client, "/statements")
    read, path = [], "/statements?limit=2"
    while path:
        answer = client.get(path)
        told = answer.json()
        assert len(told["rows"]) <= 2
        if told["next"]:
            assert answer.headers["link"] == f'<{told["next"]}>; rel="next"'
        else:
            assert "link" not in answer.headers
        read += told["rows"]
        path = told["next"]
    assert read == whole == sorted(whole, key=lambda row: row["id"])


def test_a_stretch_keeps_what_the_list_was_narrowed_by(client: TestClient) -> None:
    following = client.get("/statements?limit=1&outlet=osk%20herald&held_back=false").json()["next"]
    assert "outlet=osk+herald" in following and "held_back=false" in following and "limit=1" in following
    assert all(row["page"] == rows(client, "/pages?outlet=Osk Herald")[0]["id"] for row in rows(client, following))


def test_pages_that_come_meanwhile_double_no_row_and_leave_none_out(write: Write) -> None:
    record = write()
    client = asked(record)
    before = {row["id"] for row in rows(client, "/pages")}
    first = client.get("/pages?limit=2").json()
    record.add([make.reading(make.page(f"Another page, the {n}th.", name=f"{n}.txt")) for n in range(20)])
    read, path = [row["id"] for row in first["rows"]], first["next"]
    while path:
        told = client.get(path).json()
        read, path = read + [row["id"] for row in told["rows"]], told["next"]
    assert before <= set(read) and len(read) == len(set(read))


NARROWED: tuple[tuple[str, Callable[[dict[str, Any]], bool]], ...] = (
    ("/statements?form=direct", lambda row: row["form"] == "direct"),
    ("/statements?speaker=Brenn", lambda row: row["speakers"][0]["name"] == "Oda Brenn"),
    ("/statements?confidence=0.8", lambda row: row["confidence"] >= 0.8),
    ("/statements?since=2031-04-04&until=2031-04", lambda row: row["said"]["edtf"] == "2031-04-04"),
    ("/statements?utterance=u1", lambda row: row["utterance"] == "u1"),
    ("/statements?held_back=true", lambda row: row["held_back"] is not None),
    ("/figures?modifier=up_to", lambda row: row["modifier"] == "up_to"),
    ("/figures?until=2031-04-03", lambda row: row["as_of"]["edtf"] == "2031-04-03"),
    ("/pages?since=2031-04-05", lambda row: row["published"]["edtf"] == "2031-04-05"),
    ("/pages?outlet=TAVRA COURIER", lambda row: row["outlet"] == "Tavra Courier"),
    ("/entities?name=brenn", lambda row: row["name"] == "Oda Brenn"),
    ("/memberships?role=observer", lambda row: row["member"] == "Norrin"),
    ("/designations?status=blocked", lambda row: row["by"] == "Vell"),
    ("/links?kind=conflicts", lambda row: row["wording"] == "accounts differ"),
    ("/series?verdict=changes", lambda row: row["verdict"] == "changes"),
    ("/offices?person=Tam Rusk", lambda row: row["title"] == "Commissioner"),
    ("/mentions?entity=" + newsroom.BRENN.id, lambda row: row["text"] == "Oda Brenn"),
    ("/judgements?by=person:Ada", lambda row: row["by"] == "person:Ada"),
    ("/refusals?stage=read", lambda row: row["source"] == "broken.warc"),
    ("/utterances?speaker=Oda Brenn&since=2031", lambda row: row["speaker"] == "Oda Brenn"),
)


@pytest.mark.parametrize(("path", "fits"), NARROWED, ids=[path for path, _ in NARROWED])
def test_a_list_is_narrowed_by_what_is_documented(
    client: TestClient, path: str, fits: Callable[[dict[str, Any]], bool]
) -> None:
    found = rows(client, path)
    assert found and all(map(fits, found))
    kind = path.partition("?")[0]
    rest = [row for row in rows(client, kind) if row not in found]
    assert not any(map(fits, rest))


@pytest.mark.parametrize(
    ("edtf", "since", "until", "lies"),
    [
        ("2031-04-03", "2031-04", "2031-04", True),
        ("2031-04-03", "2031-04-04", None, False),
        ("2031-04-03/2031-04-24", "2031-04-10", "2031-04-11", True),
        ("[2031-04-03,2031-04-10]", "2031-04-10", None, True),
        ("[2031-04-03,2031-04-10]", None, "2031-04-02", False),
        ("../2031-04-03", None, "2029", True),
        ("2031-04/..", "2035", None, True),
        (None, "2031", None, False),
    ],
)
def test_an_uncertain_day_lies_in_a_stretch_that_it_may_lie_in(
    edtf: str | None, since: str | None, until: str | None, lies: bool
) -> None:
    assert lies_between(edtf, since, until) is lies


def test_days_that_are_no_single_ones_are_found_in_the_database_too(write: Write, kinds: newsroom.Kinds) -> None:
    dates = ("2031-04-03/2031-04-24", "[2031-04-03,2031-04-10]", "../2031-04-03", "2031-04/..")
    said = kinds["statements"][:4]
    kinds["statements"] = [replace(row, said=make.when(day)) for row, day in zip(said, dates, strict=True)]
    client = asked(write())
    for since, until in (("2031-04-10", ""), ("", "2031-04-02"), ("2031-04-05", "2031-04-06"), ("2035", "")):
        words = "&".join(f"{name}={day}" for name, day in (("since", since), ("until", until)) if day)
        found = {row["said"]["edtf"] for row in rows(client, f"/statements?{words}")}
        assert found == {day for day in dates if lies_between(day, since or None, until or None)}, words


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    for path in ("/statements", f"/entities/{newsroom.BRENN.id}", "/openapi.json", "/search?q=gates"):
        first = client.get(path)
        etag = first.headers["etag"]
        assert first.headers["cache-control"] == "private, no-cache"
        for told in (etag, f'"other", W/{etag}', "*"):
            again = client.get(path, headers={"if-none-match": told})
            assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
        assert client.get(path, headers={"if-none-match": '"other"'}).content == first.content


def test_a_build_that_changes_a_row_changes_its_etag(write: Write, kinds: newsroom.Kinds) -> None:
    record = write()
    client = asked(record)
    path = f"/statements/{kinds['statements'][0].id}"
    before = client.get(path).headers["etag"]
    with record.settling() as new:
        new.put(replace(row, venue="Osk") for row in kinds["statements"])
        new.put(kinds["stories"])
    after = client.get(path, headers={"if-none-match": before})
    assert after.status_code == 200 and after.json()["venue"] == "Osk" and after.headers["etag"] != before


@pytest.mark.parametrize("path", ["/statements", "/pages/none", "/openapi.json", "/nowhere"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    got, headed = client.get(path), client.head(path)
    assert headed.content == b"" and headed.status_code == got.status_code
    assert headed.headers == got.headers


PROBLEMS: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("GET", "/nowhere", {}, "not-on-record"),
    ("GET", "/statements/s0000000000000000", {}, "not-on-record"),
    ("GET", "/row/nothing", {}, "not-on-record"),
    ("GET", "/changes?since=99", {}, "not-on-record"),
    ("PUT", "/judgements", {}, "no-such-method"),
    ("PATCH", "/statements", {}, "no-such-method"),
    ("GET", "/pages", {"headers": {"accept": "text/html"}}, "not-acceptable"),
    ("GET", "/pages", {"headers": {"accept": "application/json;q=0, */*"}}, "not-acceptable"),
    ("POST", "/judgements", {"content": "row=s1", "headers": {"content-type": "text/plain"}}, "media-type"),
    ("POST", "/judgements", {"content": "{", "headers": {"content-type": "application/json"}}, "malformed"),
    ("POST", "/judgements", {"json": {"row": "s1", "kind": "bless", "why": "x"}}, "invalid"),
    ("POST", "/judgements", {"json": {"row": "s1", "kind": "confirm", "why": "x" * 70_000}}, "too-large"),
    ("GET", "/pages?limit=1000", {}, "invalid"),
    ("GET", "/pages?limt=10", {}, "invalid"),
    ("GET", "/pages?since=yesterday", {}, "invalid"),
    ("GET", "/pages?after=%00", {}, "invalid"),
    ("GET", "/search", {}, "invalid"),
)


@pytest.mark.parametrize(("method", "path", "more", "sort"), PROBLEMS)
def test_what_cannot_be_answered_is_a_problem_that_says_why(
    client: TestClient, method: str, path: str, more: dict[str, Any], sort: str
) -> None:
    answer = client.request(method, path, **more)
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, told["status"]) == (SORTS[sort].status,) * 2
    assert told["type"].endswith(f"#{sort}") and told["title"] == SORTS[sort].title and told["detail"]
    assert told["instance"] == path.partition("?")[0]


def test_what_was_wrong_is_told_by_its_place(client: TestClient) -> None:
    told = client.get("/pages?limit=0&whim=1").json()["errors"]
    assert {fault["parameter"] for fault in told} == {"limit", "whim"}
    told = client.post("/judgements", json={"row": "s1", "kind": "bless", "why": "x", "no/pe": 1}).json()["errors"]
    assert {fault["pointer"] for fault in told} == {"#/kind", "#/no~1pe"}


def test_a_method_that_is_not_there_is_told_with_those_that_are(client: TestClient) -> None:
    assert client.put("/judgements").headers["allow"] == "GET, HEAD, POST"
    assert client.post("/judgements/j1").headers["allow"] == "DELETE, GET, HEAD"


@pytest.mark.parametrize("told", ["application/json", "*/*", "application/*", "text/html, application/json;q=0.1", ""])
def test_json_is_sent_to_whoever_can_read_it(client: TestClient, told: str) -> None:
    assert client.get("/builds", headers={"accept": told}).status_code == 200


def test_a_row_of_any_kind_is_found_by_the_beginning_of_its_id(client: TestClient) -> None:
    name = rows(client, "/figures")[0]["id"]
    for path in (f"/row/{name}", f"/row/{name[:8]}"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/figures/{name}")
    assert client.get(f"/why/{name[:8]}").headers["location"] == f"/why/{name}"


def test_a_row_leads_back_to_its_page_and_origins(client: TestClient) -> None:
    name = rows(client, "/utterances")[0]["id"]
    trail = client.get(f"/why/{name}").json()
    assert trail["kind"] == "utterances" and len(trail["parts"]) == 2
    told = client.get(f"/origins/{name}").json()
    assert told["row"] == name and told["origins"]["count"] == 1


def test_words_are_found_with_the_rows_that_hold_them(client: TestClient) -> None:
    found = client.get("/search?q=gates&kind=statements&speaker=Brenn").json()["found"]
    assert found and all("Oda Brenn" in view["lead"] for view in found)
    assert client.get("/search?q=gates&speaker=nobody").json()["found"] == []


def test_changes_are_told_kind_by_kind_and_go_on(write: Write, kinds: newsroom.Kinds) -> None:
    record = write()
    client = asked(record)
    [utterance], said = kinds["utterances"], kinds["statements"]
    with record.settling() as new:
        new.put([replace(said[0], venue="Osk"), *said[1:-2], *kinds["stories"], utterance])
    whole = rows(client, "/changes?since=1")
    told = {change["row"]: change for change in whole}
    assert told[said[0].id]["what"] == "changed" and told[said[0].id]["fields"] == ["venue"]
    assert told[said[-1].id]["what"] == "gone" and told[said[-1].id]["build"] == 2
    assert utterance.id not in told
    read, path = [], "/changes?since=1&limit=3"
    while path:
        answer = client.get(path).json()
        read, path = read + answer["rows"], answer["next"]
    assert read == whole


def test_a_row_that_an_earlier_build_had_is_gone_and_not_unknown(write: Write, kinds: newsroom.Kinds) -> None:
    record = write()
    with record.settling() as new:
        new.put(kinds["stories"])
    answer = asked(record).get(f"/statements/{kinds['statements'][0].id}")
    assert answer.status_code == 410 and "@1" in answer.json()["detail"]


def test_a_decision_is_written_shown_and_taken_back(write: Write, kinds: newsroom.Kinds) -> None:
    record = write()
    client = asked(record, "reviewer")
    said = kinds["statements"][1].id
    made = client.post("/judgements", json={"row": said, "kind": "confirm", "why": "heard the tape"})
    assert made.status_code == 201 and made.json()["by"] == "person:Ada"
    address = made.headers["location"]
    assert client.get(address).json() == made.json()
    assert rows(client, f"/judgements?row={said}") == [made.json()] and not rows(client, "/judgements?row=s1")
    taken = client.delete(address)
    assert taken.status_code == 200 and taken.json()["withdrawn"]
    assert client.get(address).json() == taken.json()
    assert client.delete(address).status_code == 404
    assert [(line.who, line.deed, line.row) for line in audit.log(record).entries] == [
        ("Ada", "withdraw", made.json()["id"]),
        ("Ada", "judge", said),
    ]


@pytest.mark.parametrize(("kind", "value"), [("reject", ""), ("speaker", "Tam Rusk")])
def test_a_statement_judged_otherwise_waits_until_the_record_is_settled(
    write: Write, kinds: newsroom.Kinds, kind: str, value: str
) -> None:
    client = asked(write())
    name = kinds["statements"][1].id
    told = {"row": name, "kind": kind, "value": value, "why": "heard the tape"}
    assert client.post("/judgements", json=told).status_code == 201
    assert name not in {row["id"] for row in rows(client, "/statements")}
    [waits] = [row for row in rows(client, "/statements?held_back=true") if row["id"] == name]
    assert waits["held_back"] == client.get(f"/statements/{name}").json()["held_back"]


def test_a_decision_that_is_sent_twice_is_one(write: Write, kinds: newsroom.Kinds) -> None:
    client = asked(write())
    told = {"row": kinds["statements"][1].id, "kind": "confirm", "why": "heard the tape"}
    made = [client.post("/judgements", json=told) for _ in range(5)]
    assert {answer.status_code for answer in made} == {201}
    assert {row["id"] for row in rows(client, "/judgements")} == {answer.json()["id"] for answer in made}


def test_every_decision_of_people_can_be_sent() -> None:
    assert set(get_args(Decision)) == TABLES.keys()


def test_a_decision_that_does_not_fit_its_row_writes_nothing(write: Write, kinds: newsroom.Kinds) -> None:
    client = asked(write())
    said, figure = kinds["statements"][1].id, kinds["figures"][0].id
    for told, status in (
        ({"row": said, "kind": "said", "value": "yesterday", "why": "x"}, 409),
        ({"row": figure, "kind": "speaker", "value": "Oda Brenn", "why": "x"}, 409),
        ({"row": "s0000000000000000", "kind": "confirm", "why": "x"}, 404),
        ({"row": said[:9], "kind": "confirm", "why": "x"}, 404),
    ):
        assert client.post("/judgements", json=told).status_code == status, told
    assert rows(client, "/judgements") == []


def test_a_takedown_is_not_taken_back_here(write: Write, kinds: newsroom.Kinds) -> None:
    kinds["judgements"].append(replace(newsroom.confirmed(kinds["statements"][0]), kind="forget", target=("x1",)))
    client = asked(write())
    assert client.delete("/judgements/j1").status_code == 403
    assert client.get("/judgements/j1").json()["withdrawn"] is None


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=[endpoint.name for endpoint in ENDPOINTS])
def test_nobody_is_answered_without_the_role_that_an_address_names(full: Record, endpoint: Any) -> None:
    reader = asked(full, "reader")
    answer = reader.request(endpoint.method, endpoint.path.replace("{id}", "1"), json={} if endpoint.takes else None)
    allowed = endpoint.role == "reader"
    assert (answer.status_code != 403) is allowed or answer.status_code == 422


def test_a_page_leaves_its_text_only_to_whoever_may_judge_it(full: Record) -> None:
    page = next(iter(full.rows("pages", outlet="Tavra Courier")))
    for path in ("/pages", f"/pages/{page.id}"):
        assert "A neighbour" in page.text and "A neighbour" not in asked(full, "admin").get(path).text
    path = f"/pages/{page.id}?text=full"
    assert asked(full, "reviewer").get(path).json()["text"] == page.text
    assert asked(full, "reader").get(path).status_code == 403


def test_the_review_list_is_for_those_who_look(full: Record) -> None:
    assert asked(full, "reviewer").get("/statements?held_back=true").status_code == 200
    assert asked(full, "reader").get("/statements?held_back=true").status_code == 403
    assert asked(full, "reader").get("/statements?held_back=false").status_code == 200


def test_an_answer_is_read_from_one_state_of_the_record(full: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    asking = Record.asking
    monkeypatch.setattr(Record, "asking", lambda record: opened.append(record) or asking(record))
    for path in ("/statements", f"/why/{newsroom.BRENN.id}", "/search?q=gates", "/changes?since=0"):
        opened.clear()
        assert asked(full).get(path).status_code == 200
        assert len(opened) == 1, path


def test_the_app_answers_programs_beside_its_screens(full: Record) -> None:
    client = browser.browser(full)
    told = client.get("/api/v1/statements?limit=1")
    assert told.status_code == 200 and told.json()["next"].startswith("/api/v1/statements?after=")
    assert told.headers["etag"] and told.headers["cache-control"] == "private, no-cache"
    assert client.get("/api/v1/openapi.json").json()["servers"] == [{"url": "/api/v1"}]
    assert client.get("/api/v1/nowhere").headers["content-type"] == "application/problem+json"


def test_people_are_told_what_programs_can_ask(full: Record) -> None:
    client = browser.browser(full)
    assert client.get("/api/v1/").headers["location"] == "/api"
    page = client.get("/api").text
    for endpoint in ENDPOINTS:
        assert f"{endpoint.method} {endpoint.path}" in page
    assert all(f'id="{name}"' in page for name in SORTS)
