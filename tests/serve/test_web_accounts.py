"""With accounts on, does each address let in whoever may, by a session or a token, and nobody else?"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import browser
import newsroom
import pytest
import review_record
from httpx import Response
from sqlalchemy import insert
from starlette.routing import Mount
from starlette.testclient import TestClient

from onrecord.serve.accounts import accounts, audit, sessions, tokens, tries
from onrecord.serve.accounts.person import ROLES
from onrecord.serve.api.endpoints import ENDPOINTS
from onrecord.serve.web.app import Doors, app_of
from onrecord.serve.web.deeds import ACCOUNT_DEEDS, DEEDS
from onrecord.serve.web.gate import ANYBODY, API_WRITES, IN_PERSON, ROLES_NEEDED, role_needed
from onrecord.serve.web.screens import ACCOUNT_SCREENS, SCREENS
from onrecord.store import Record, by_people
from onrecord.store.cells import cells_of
from onrecord.store.schema import PUBLIC

NOON = datetime(2031, 5, 1, 12, 0, tzinfo=UTC)
WORDS = "four plain words will do"
OTHER = "another set of some words"
COOKIE = "onrecord-80"
NAMES = {"rea": "reader", "ada": "reviewer", "edi": "editor", "root": "admin"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newsroom, settled as a build settles it, with an account of each role."""
    folder = tmp_path_factory.mktemp("accounts")
    with review_record.record_at(folder / "news.db", newsroom.rows(folder)) as record:
        for name, role in NAMES.items():
            accounts.add(record, name, role, WORDS, by="shell", at=NOON)
    return folder / "news.db"


@pytest.fixture
def record(tmp_path: Path, kept: Path) -> Iterator[Record]:
    with Record.open(shutil.copy(kept, tmp_path / "news.db")) as opened:
        yield opened


class Clock:
    """A clock that a test sets."""

    at = NOON

    def __call__(self) -> datetime:
        return self.at


def visitor(
    record: Record, *, clock: Callable[[], datetime] = lambda: NOON, base: str = "http://127.0.0.1"
) -> TestClient:
    """A browser on this machine that is not logged in."""
    app = app_of(record, doors=Doors(users=True, names=frozenset({"record.example"}), clock=clock))
    return TestClient(app, base_url=base, follow_redirects=False, client=("127.0.0.1", 50000))


def logged_in(record: Record, name: str, **more: Any) -> TestClient:
    """The browser of somebody who is logged in; without the work of a password."""
    client = visitor(record, **more)
    hold(client, sessions.renewed(record, name, at=NOON))
    return client


def hold(client: TestClient, secret: str) -> None:
    """Give the browser a session, whoever made it."""
    client.cookies.set(COOKIE, secret, domain="127.0.0.1", path="/")


def by_token(record: Record, name: str, role: str) -> TestClient:
    client = visitor(record)
    made = tokens.make(record, name, "tests", role, by=name, at=NOON)
    client.headers["authorization"] = f"Bearer {made.secret}"
    return client


def log_in(client: TestClient, name: str, password: str = WORDS, onward: str = "/") -> Response:
    return browser.fill(client, "/login", "/login", name=name, password=password, onward=onward)


def cookie_in(answer: Response) -> str:
    return answer.headers.get("set-cookie", "")


def routes(record: Record) -> list[tuple[str, str]]:
    """Every method and address of the app, with an id where one belongs."""
    app: Any = app_of(record, doors=Doors(users=True))
    while not hasattr(app, "routes"):
        app = app.app
    found = []
    for route in app.routes:
        path = f"{route.path}/pages" if isinstance(route, Mount) else route.path
        found += [(method, path) for method in (getattr(route, "methods", None) or {"GET", "POST"})]
    return [(method, path.replace("{name}", "p-none").replace("{digest}", "0")) for method, path in found]


# Every address names its least role


def test_every_route_names_the_least_role_it_needs(record: Record) -> None:
    unnamed = [(method, path) for method, path in routes(record) if role_needed(method, path) is None]
    assert unnamed == [], "give it a row in ROLES_NEEDED (gate.py), or a role in its Deed"


def test_every_screen_and_deed_is_a_route_and_names_a_role_there_is(record: Record) -> None:
    known = {path for _, path in routes(record)}
    for path in (*(row[0] for row in (*SCREENS, *ACCOUNT_SCREENS)), *(deed.path for deed in (*DEEDS, *ACCOUNT_DEEDS))):
        assert path.replace("{name}", "p-none") in known
    assert {*ROLES_NEEDED.values(), *(deed.role for deed in (*DEEDS, *ACCOUNT_DEEDS))} <= {ANYBODY, *ROLES}
    assert [path for path, role in ROLES_NEEDED.items() if role == ANYBODY] == ["/static/{rest:path}", "/login"]
    assert [deed.path for deed in (*DEEDS, *ACCOUNT_DEEDS) if deed.role == ANYBODY] == ["/login"]


def test_whoever_is_not_logged_in_gets_the_way_in_and_nothing_else(record: Record) -> None:
    client = visitor(record)
    for method, path in [*routes(record), ("GET", "/nowhere"), ("GET", "/page/p-none.json")]:
        answer = client.request(method, path)
        if role_needed(method, path) == ANYBODY:
            assert answer.status_code in (200, 403, 404), path
        elif method in ("GET", "HEAD") and not path.endswith((".json", ".csv")) and not path.startswith("/api/"):
            assert answer.status_code == 303 and answer.headers["location"].startswith("/login"), path
        else:
            assert answer.status_code == 401 and "Bearer" in answer.headers["www-authenticate"], path
        assert "Brenn" not in answer.text and "Tavra" not in answer.text, path


def test_programs_are_told_in_json_that_they_must_log_in(record: Record) -> None:
    client = visitor(record)
    for path in ("/index.json", "/review.csv", "/api/v1/pages", "/story/t1.json"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    told = client.get("/api/v1/pages").json()
    assert (told["type"], told["instance"]) == ("/api#sign-in", "/api/v1/pages")
    client.headers["authorization"] = "Bearer onrecord_of_nobody"
    assert client.get("/").status_code == client.get("/index.json").status_code == 401


@pytest.mark.parametrize("name", NAMES)
def test_each_role_opens_what_it_may_and_no_more(record: Record, name: str) -> None:
    client, role = logged_in(record, name), ROLES.index(NAMES[name])
    for method, path in routes(record):
        needed = role_needed(method, path) or ANYBODY
        if method == "HEAD" or path == "/logout" or path.startswith("/api/") or path.endswith("/progress"):
            continue
        answer = client.request(method, path)
        refused = answer.status_code == 403 and "needs the role" in answer.text
        assert answer.status_code != 401 and refused == (needed != ANYBODY and ROLES.index(needed) > role), path


def test_the_menu_leads_each_role_where_it_may_go_and_visitors_nowhere(record: Record) -> None:
    for name in NAMES:
        client = logged_in(record, name)
        menu = client.get("/").text.partition('<nav class="screens"')[2].partition("</nav>")[0]
        links = browser.Markup(menu).values("href")
        assert "/account" in links and {client.get(path).status_code for path in links} == {200}
        assert ("/review" in links, "/add" in links) == (NAMES[name] != "reader", NAMES[name] in ("editor", "admin"))
    page = visitor(record).get("/login").text
    assert '<nav class="screens"' not in page and 'action="/search"' not in page


def test_no_role_opens_the_page_of_somebody_without_an_office(record: Record) -> None:
    with record.writing() as connection:
        connection.execute(insert(PUBLIC["entities"]), cells_of("entities", newsroom.VENN))
    for name in NAMES:
        assert logged_in(record, name).get(f"/actor/{newsroom.VENN.id}").status_code == 404


def test_an_address_that_no_table_names_is_answered_to_nobody(record: Record) -> None:
    assert role_needed("GET", "/nowhere") is role_needed("DELETE", "/page/p1") is role_needed("POST", "/") is None
    assert logged_in(record, "root").get("/nowhere").status_code == 404
    assert logged_in(record, "root").post("/").status_code == 404


# Logging in and out


def test_one_logs_in_goes_where_one_wanted_and_logs_out(record: Record) -> None:
    client = visitor(record)
    way = client.get("/search?q=gates&x=1").headers["location"]
    assert way == "/login?onward=%2Fsearch%3Fq%3Dgates%26x%3D1"
    page = browser.Markup(client.get(way).text)
    onward = next(found["value"] for _, found in page.tags if found.get("name") == "onward")
    answer = log_in(client, "ada", onward=onward)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=gates&x=1")
    told = cookie_in(answer)
    assert told.startswith(f"{COOKIE}=") and {"HttpOnly", "SameSite=lax", "Path=/"} <= set(told.split("; "))
    assert client.get("/").status_code == 200 and client.get("/account").status_code == 200
    secret = client.cookies[COOKIE]
    assert browser.fill(client, "/logout", "/account").headers["location"] == "/login"
    assert COOKIE not in client.cookies and sessions.person_of(record, secret, NOON) is None


@pytest.mark.parametrize(
    "onward", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/a\nb", ""]
)
def test_logging_in_leads_to_no_other_site(record: Record, onward: str) -> None:
    assert log_in(visitor(record), "ada", onward=onward).headers["location"] == "/"


def test_a_session_that_was_planted_is_not_the_one_that_is_used(record: Record) -> None:
    client = visitor(record)
    hold(client, "planted-by-somebody-else")
    log_in(client, "ada")
    assert "planted-by-somebody-else" not in str(client.cookies)
    planted = visitor(record)
    hold(planted, "planted-by-somebody-else")
    assert planted.get("/").status_code == 303


def test_a_session_of_before_ends_when_one_logs_in_again(record: Record) -> None:
    client = logged_in(record, "rea")
    before = client.cookies[COOKIE]
    hold(client, before)
    log_in(client, "ada")
    assert sessions.person_of(record, before, NOON) is None


def test_an_unknown_name_and_a_wrong_password_read_the_same(record: Record) -> None:
    answers = [log_in(visitor(record), name, "not the password at all") for name in ("ada", "bo", "ada\u202e")]
    assert {one.status_code for one in answers} == {403}
    assert len({browser.Markup(one.text).words for one in answers}) == 1
    assert all("No account has this name and password" in one.text and not cookie_in(one) for one in answers)


def test_a_form_to_log_in_by_that_another_site_sends_is_refused(record: Record) -> None:
    client = visitor(record)
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        answer = client.post("/login", data={"name": "ada", "password": WORDS}, headers=headers)
        assert answer.status_code == 403 and not cookie_in(answer)
    assert client.post("/login", data={"name": "ada", "password": WORDS}).status_code == 403


def test_a_visitor_s_form_is_read_as_far_as_a_password_is_long(record: Record) -> None:
    assert log_in(visitor(record), "ada", "x" * 20_001).status_code == 413


def test_too_many_tries_wait_a_quarter_of_an_hour(record: Record) -> None:
    clock = Clock()
    client = visitor(record, clock=clock)
    for _ in range(tries.LIMITS["name"] - 1):
        assert tries.counted(record, "ada", "192.0.2.7", NOON) == 0
    assert [log_in(client, "ada", "wrong").status_code for _ in range(2)] == [403, 429]
    told = log_in(client, "ada")
    assert told.status_code == 429 and "15 minutes" in told.text
    assert told.headers["retry-after"] == "900"
    clock.at = NOON + timedelta(minutes=15)
    assert log_in(client, "ada").status_code == 303


def test_a_session_ends_by_the_clock(record: Record) -> None:
    clock = Clock()
    client = logged_in(record, "ada", clock=clock)
    assert client.get("/").status_code == 200
    clock.at = NOON + sessions.IDLE
    assert client.get("/").headers["location"] == "/login"


def test_what_was_typed_when_the_session_ended_is_told_how_to_be_kept(record: Record) -> None:
    answer = visitor(record).post("/judge/s1", data={"why": "typed"})
    assert answer.status_code == 401 and "go back in your browser" in answer.text


# By which way one comes


def test_by_https_the_cookie_cannot_be_planted_or_sent_in_clear(record: Record) -> None:
    client = visitor(record, base="https://record.example")
    told = cookie_in(log_in(client, "ada"))
    assert told.startswith("__Host-onrecord=") and {"Secure", "HttpOnly", "Path=/"} <= set(told.split("; "))
    assert "domain" not in told.lower() and client.get("/").status_code == 200


def test_where_others_can_read_along_no_password_is_taken(record: Record) -> None:
    client = visitor(record, base="http://record.example")
    assert client.get("/login").status_code == 403 and "by https" in client.get("/login").text
    seal = visitor(record).get("/login")  # a form of another server: its token is of no use here either
    assert client.post("/login", data={"token": seal.text[:64], "name": "ada", "password": WORDS}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1/login?", "127.0.0.1/static/x#", "user@127.0.0.1", "127.0.0.1:80:80"])
def test_a_host_that_is_more_than_a_name_opens_nothing(record: Record, host: str) -> None:
    assert visitor(record).get("/users", headers={"host": host}).status_code == 421
    gate = app_of(record, doors=Doors(users=True)).app  # type: ignore[attr-defined]
    client = TestClient(gate, base_url="http://127.0.0.1", follow_redirects=False)
    assert client.get("/users", headers={"host": host}).status_code == 303


@pytest.mark.parametrize(
    "path", ["/login%3F/../users", "/static/%23/../../users", "//users", "/users%2F", "/LOGIN", "/users.json.csv"]
)
def test_an_address_that_is_written_oddly_opens_nothing(record: Record, path: str) -> None:
    assert visitor(record).get(path).status_code in (303, 401, 404)
    assert "Who may log in" not in logged_in(record, "rea").get(path).text


@pytest.mark.parametrize("name", ["forwarded", "x-forwarded-for", "x-forwarded-proto"])
def test_what_a_proxy_passes_on_is_not_taken_for_this_machine_s_own(record: Record, name: str) -> None:
    headers = {name: "192.0.2.1"}
    assert visitor(record).get("/login", headers=headers).status_code == 403
    answer = browser.browser(record).get("/", headers=headers)
    assert answer.status_code == 403 and "serve with --users" in answer.text


def test_only_names_that_were_given_are_answered(record: Record) -> None:
    assert visitor(record, base="https://record.example").get("/login").status_code == 200
    assert visitor(record, base="https://RECORD.example.").get("/login").status_code == 200
    assert visitor(record, base="https://evil.example").get("/login").status_code == 421


# One's own account


def test_another_password_needs_the_old_one_and_ends_all_other_sessions(record: Record) -> None:
    client, elsewhere = logged_in(record, "ada"), logged_in(record, "ada")
    for words, told in (
        ({"old": WORDS, "new": OTHER, "again": "something else"}, "not the same twice"),
        ({"old": OTHER, "new": OTHER, "again": OTHER}, "not the present password"),
        ({"old": WORDS, "new": "short", "again": "short"}, "15 to 1024 characters"),
    ):
        answer = browser.fill(client, "/account/password", "/account", **words)
        assert answer.status_code == 409 and told in answer.text
    before = client.cookies[COOKIE]
    answer = browser.fill(client, "/account/password", "/account", old=WORDS, new=OTHER, again=OTHER)
    assert answer.status_code == 303 and cookie_in(answer)
    hold(client, cookie_in(answer).partition("=")[2].partition(";")[0])
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/").status_code == 303 and sessions.person_of(record, before, NOON) is None


def test_one_logs_out_everywhere_else(record: Record) -> None:
    client, elsewhere = logged_in(record, "ada"), logged_in(record, "ada")
    assert "another browser" in client.get("/account").text
    assert browser.fill(client, "/account/sessions", "/account").status_code == 303
    assert client.get("/").status_code == 200 and elsewhere.get("/").status_code == 303


def test_a_token_is_shown_once_and_revoked_by_its_owner_alone(record: Record) -> None:
    client = logged_in(record, "ada")
    made = browser.fill(client, "/account/tokens", "/account", label="<nightly>", role="reader", days="7")
    [token] = tokens.tokens_of(record, "ada")
    secret = next(words for words in browser.Markup(made.text).words.split() if words.startswith(tokens.MARK))
    assert tokens.person_of(record, secret, NOON)
    again = client.get("/account").text
    assert secret not in again and token.id in again and "&lt;nightly&gt;" in again
    assert secret not in client.get("/account.json").text + client.get("/account.csv").text
    refused = browser.fill(logged_in(record, "edi"), f"/account/revoke/{token.id}", "/account")
    assert refused.status_code == 404 and tokens.person_of(record, secret, NOON)
    assert browser.fill(client, f"/account/revoke/{token.id}", "/account").status_code == 303
    assert tokens.person_of(record, secret, NOON) is None


@pytest.mark.parametrize(("role", "days"), [("admin", "7"), ("reader", "0"), ("reader", "x"), ("reader", "999")])
def test_a_token_that_may_not_be_is_refused_with_why(record: Record, role: str, days: str) -> None:
    answer = browser.fill(logged_in(record, "ada"), "/account/tokens", "/account", label="x", role=role, days=days)
    assert answer.status_code == 422 and tokens.tokens_of(record, "ada") == ()


# Tokens


def test_a_token_reads_what_its_role_may(record: Record) -> None:
    client = by_token(record, "root", "reader")
    assert client.get("/index.json").status_code == client.get("/search?q=gates").status_code == 200
    answer = client.get("/review.json")
    assert answer.status_code == 403 and "needs the role reviewer; you are here as reader" in answer.json()["detail"]


def test_a_token_neither_does_deeds_nor_sees_accounts(record: Record) -> None:
    client = by_token(record, "root", "admin")
    for path in IN_PERSON:
        assert "Not for tokens" in client.get(path).text and client.get(f"{path}.json").status_code == 403
    for deed in (*DEEDS, *ACCOUNT_DEEDS):
        if deed.role != ANYBODY:
            answer = client.post(deed.path.replace("{name}", "ada"), data={"role": "reader"})
            assert answer.status_code == 403 and "Not for tokens" in answer.text, deed.path


def test_a_session_does_not_write_through_the_api(record: Record) -> None:
    answer = logged_in(record, "root").post("/api/v1/judgements", json={})
    assert answer.status_code == 403 and "Only with a token" in answer.text


def test_a_reviewer_s_token_judges_through_the_api_and_a_reader_s_does_not(record: Record) -> None:
    said = next(row for row in record.rows("statements") if "Nobody is in danger" in row.content[0].text)
    told = {"row": said.id, "kind": "confirm", "why": "heard the tape"}
    refused = by_token(record, "ada", "reader").post("/api/v1/judgements", json=told)
    assert (refused.status_code, refused.headers["content-type"]) == (403, "application/problem+json")
    client = by_token(record, "ada", "reviewer")
    made = client.post("/api/v1/judgements", json=told)
    assert made.status_code == 201 and [one.by for one in by_people(record)] == ["person:ada"]
    assert client.delete(made.headers["location"]).status_code == 200
    lines = [(line.who, line.deed, line.row) for line in audit.log(record, limit=2).entries]
    assert lines == [("ada", "withdraw", made.json()["id"]), ("ada", "judge", said.id)]


def test_every_address_of_the_api_names_its_role_and_no_role_opens_more(record: Record) -> None:
    assert {endpoint.role for endpoint in ENDPOINTS} <= set(ROLES)
    assert all(ROLES.index(endpoint.role) >= ROLES.index(API_WRITES) for endpoint in ENDPOINTS if not endpoint.reads)
    with record.writing() as connection:
        connection.execute(insert(PUBLIC["entities"]), cells_of("entities", newsroom.VENN))
    client = by_token(record, "root", "admin")
    assert client.get(f"/api/v1/entities/{newsroom.VENN.id}").status_code == 404
    assert client.get("/api/v1/pages").status_code == logged_in(record, "rea").get("/api/v1/pages").status_code == 200


# What admins do


def test_an_admin_makes_changes_and_ends_accounts(record: Record) -> None:
    client = logged_in(record, "root")
    fill = lambda path, **words: browser.fill(client, path, "/users", **words)  # noqa: E731
    assert fill("/users/add", name="bo", role="reader", password=WORDS).status_code == 303
    assert fill("/users/role/bo", role="editor").status_code == 303
    assert fill("/users/password/bo", password=OTHER).status_code == 303
    assert log_in(visitor(record), "bo", OTHER).status_code == 303
    assert fill("/users/logout/bo").status_code == 303 and not sessions.sessions_of(record, "bo", NOON)
    assert fill("/users/remove/bo").status_code == 303
    assert "removed 2031-05-01" in client.get("/users").text
    log = browser.Markup(client.get("/audit?who=root").text).words
    for deed in (
        "account added, reader",
        "role set, editor",
        "password set",
        "logged out everywhere",
        "account removed",
    ):
        assert deed in log
    assert WORDS not in log and "logged in" not in log


@pytest.mark.parametrize(
    ("path", "words", "told"),
    [
        ("/users/add", {"name": "<script>", "role": "reader", "password": WORDS}, "is no name for an account"),
        ("/users/add", {"name": "bo", "role": "owner", "password": WORDS}, "no role named"),
        ("/users/add", {"name": "bo", "role": "reader", "password": "short"}, "15 to 1024 characters"),
        ("/users/add", {"name": "ada", "role": "reader", "password": WORDS}, "a name is given once"),
        ("/users/remove/root", {}, "the only admin"),
        ("/users/role/root", {"role": "reader"}, "the only admin"),
        ("/users/role/nobody", {"role": "reader"}, "nobody has an account"),
    ],
)
def test_what_an_admin_may_not_do_either_is_told(record: Record, path: str, words: dict[str, str], told: str) -> None:
    before = accounts.accounts(record)
    answer = browser.fill(logged_in(record, "root"), path, "/users", **words)
    assert answer.status_code == 409 and told in browser.Markup(answer.text).words and "<script>" not in answer.text
    assert accounts.accounts(record) == before


# What is noted


def test_a_deed_is_done_in_the_name_of_the_account_and_noted(record: Record) -> None:
    client = logged_in(record, "ada")
    said = next(row for row in record.rows("statements") if "Nobody is in danger" in row.content[0].text)
    assert browser.fill(client, f"/judge/{said.id}", f"/statement/{said.id}", decision="confirm").status_code == 303
    assert [made.by for made in by_people(record)] == ["person:ada"]
    line = audit.log(record).entries[0]
    assert (line.who, line.deed, line.row, line.at) == ("ada", "judge", said.id, audit.told(NOON))


def test_a_deed_that_was_not_done_is_not_noted(record: Record) -> None:
    client = logged_in(record, "ada")
    said = next(iter(record.rows("statements")))
    lines = len(audit.log(record).entries)
    assert browser.fill(client, f"/judge/{said.id}", f"/statement/{said.id}", decision="burn").status_code == 422
    assert client.post(f"/judge/{said.id}", data={"decision": "confirm"}).status_code == 403
    assert len(audit.log(record).entries) == lines


def test_the_audit_log_is_read_in_stretches(record: Record) -> None:
    for n in range(60):
        audit.noted(record, "ada", "judge", f"s{n}", NOON)
    client = logged_in(record, "root")
    first = client.get("/audit").text
    assert "s59" in first and "s3<" not in first
    older = next(found["href"] for tag, found in browser.Markup(first).tags if found.get("rel") == "next")
    assert "s3<" in client.get(older).text
    for odd in ("/audit?before=x", "/audit?before=-1", "/audit?before=" + "9" * 40, "/audit?since=<b>"):
        assert client.get(odd).status_code == 200


# Without accounts


def test_without_accounts_there_is_nothing_to_log_in_to_and_no_cookie(record: Record) -> None:
    client = browser.browser(record)
    for path in ("/login", "/account", "/users", "/audit"):
        answer = client.get(path)
        assert answer.status_code == 404 and "set-cookie" not in answer.headers
    assert client.get("/review").status_code == 200
