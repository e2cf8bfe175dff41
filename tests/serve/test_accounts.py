"""Do accounts, sessions, tokens, tries and the audit log keep what they promise? Asked below the web."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, text, update

from onrecord.errors import NotOnRecord, OnRecordError, RecordError, UnknownName
from onrecord.serve.accounts import accounts, audit, passwords, sessions, tokens, tries
from onrecord.serve.accounts.person import ROLES
from onrecord.store import Record
from onrecord.store.schema import ACCOUNTS, AUDIT, METADATA, SESSIONS, TOKENS, TRIES

NOON = datetime(2031, 5, 1, 12, 0, tzinfo=UTC)
WORDS = "four plain words will do"
OTHER = "another set of some words"
SECOND = timedelta(seconds=1)
HERE = "192.0.2.7"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with an admin and a reviewer: a password takes a while to hash."""
    path = tmp_path_factory.mktemp("accounts") / "r.db"
    with Record.open(path, create=True) as record:
        accounts.add(record, "root", "admin", WORDS, by="shell", at=NOON)
        accounts.add(record, "ada", "reviewer", WORDS, by="root", at=NOON)
    return path


@pytest.fixture
def record(tmp_path: Path, kept: Path) -> Iterator[Record]:
    with Record.open(shutil.copy(kept, tmp_path / "r.db")) as opened:
        yield opened


def entered(record: Record, name: str = "ada", at: datetime = NOON, **more: str) -> str:
    return sessions.login(record, name, WORDS, address=HERE, at=at, **more).secret


def deeds(record: Record) -> list[tuple[str, str, str]]:
    return [(line.who, line.deed, line.row) for line in audit.log(record).entries][::-1]


def everything_kept(record: Record) -> str:
    with record.asking() as connection:
        tables = (ACCOUNTS, SESSIONS, TOKENS, TRIES, AUDIT)
        return repr([tuple(row) for table in tables for row in connection.execute(select(table))])


# Passwords


def test_a_password_is_kept_as_argon2id_with_the_parameters_of_the_rfc() -> None:
    assert passwords.hashed(WORDS, name="ada").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


@pytest.mark.parametrize(
    "password", ["", "short", "a" * 40, "ababababababababab", "my name is ada, in short", "x" * 1025]
)
def test_a_password_that_anybody_would_try_is_refused_with_what_to_take(password: str) -> None:
    with pytest.raises(OnRecordError, match="take"):
        passwords.hashed(password, name="ada")


def test_one_password_is_the_same_from_every_keyboard() -> None:
    composed, taken_apart = "un \u00e9t\u00e9 en Bretagne", "un e\u0301te\u0301 en Bretagne"
    assert composed != taken_apart
    assert passwords.fits(taken_apart, passwords.hashed(composed, name="ada"))


def test_nobody_s_password_fits_nothing() -> None:
    assert not passwords.fits("the password of an account that is not there", None)


# Accounts


@pytest.mark.parametrize("name", ["", "Ada", "ada lovelace", "аda", "../ada", "-ada", "a" * 65, "ada\n", "<b>", "ada‮"])
def test_a_name_that_could_be_taken_for_another_is_refused(record: Record, name: str) -> None:
    with pytest.raises(OnRecordError, match="is no name for an account"):
        accounts.add(record, name, "reader", WORDS, by="root", at=NOON)


def test_a_role_that_there_is_not_is_told_with_those_that_are(record: Record) -> None:
    with pytest.raises(UnknownName, match="admin, editor, reader, reviewer"):
        accounts.add(record, "bo", "owner", WORDS, by="root", at=NOON)
    with pytest.raises(UnknownName):
        accounts.set_role(record, "ada", "owner", by="root", at=NOON)


def test_a_name_is_given_once(record: Record) -> None:
    accounts.remove(record, "ada", by="root", at=NOON)
    with pytest.raises(OnRecordError, match="a name is given once"):
        accounts.add(record, "ada", "reader", WORDS, by="root", at=NOON)
    assert [one.removed for one in accounts.accounts(record) if one.name == "ada"] == ["2031-05-01T12:00:00+00:00"]


@pytest.mark.parametrize("ended", [lambda r: accounts.remove(r, "root", by="root", at=NOON),
                                   lambda r: accounts.set_role(r, "root", "editor", by="root", at=NOON)])  # fmt: skip
def test_the_last_admin_stays(record: Record, ended: object) -> None:
    with pytest.raises(OnRecordError, match="the only admin"):
        ended(record)  # type: ignore[operator]
    accounts.set_role(record, "ada", "admin", by="root", at=NOON)
    ended(record)  # type: ignore[operator]
    assert accounts.has_admin(record)


def test_removing_an_account_ends_its_sessions_and_tokens(record: Record) -> None:
    secret, made = entered(record), tokens.make(record, "ada", "nightly", "reader", by="ada", at=NOON)
    accounts.remove(record, "ada", by="root", at=NOON)
    assert sessions.person_of(record, secret, NOON) is None
    assert tokens.person_of(record, made.secret, NOON) is None
    assert not entered(record)


def test_a_role_holds_from_the_next_request_on(record: Record) -> None:
    secret = entered(record)
    accounts.set_role(record, "ada", "reader", by="root", at=NOON)
    found = sessions.person_of(record, secret, NOON)
    assert found is not None and found.role == "reader"


@pytest.mark.parametrize("deed", [accounts.remove, lambda *a, **k: accounts.set_password(*a, OTHER, **k)])
def test_an_account_that_is_not_there_is_told(record: Record, deed: object) -> None:
    with pytest.raises(NotOnRecord, match="nobody has an account called 'bo'"):
        deed(record, "bo", by="root", at=NOON)  # type: ignore[operator]


# Sessions


def test_a_session_is_a_new_secret_each_time_and_the_old_one_ends(record: Record) -> None:
    first = entered(record)
    second = entered(record, old=first)
    assert len(first) >= 43 and first != second
    assert sessions.person_of(record, first, NOON) is None
    found = sessions.person_of(record, second, NOON)
    assert found is not None and (found.name, found.role) == ("ada", "reviewer")


def test_a_session_that_somebody_else_planted_is_none(record: Record) -> None:
    planted = "planted-by-somebody-else"
    assert sessions.person_of(record, planted, NOON) is None
    secret = entered(record, old=planted)
    assert secret != planted and sessions.person_of(record, planted, NOON) is None


def test_a_session_ends_an_hour_after_its_last_use_and_a_day_after_its_making(record: Record) -> None:
    secret = entered(record)
    assert sessions.person_of(record, secret, NOON + sessions.IDLE - SECOND)
    assert sessions.person_of(record, secret, NOON + 2 * sessions.IDLE - 2 * SECOND)
    assert sessions.person_of(record, secret, NOON + 3 * sessions.IDLE) is None
    busy, at = entered(record, at=NOON), NOON
    while at < NOON + sessions.LIFE - sessions.IDLE / 2:
        at += sessions.IDLE / 2
        assert sessions.person_of(record, busy, at) is not None or at == NOON + sessions.LIFE
    assert sessions.person_of(record, busy, NOON + sessions.LIFE) is None


def test_another_password_logs_out_everywhere(record: Record) -> None:
    both = [entered(record), entered(record)]
    accounts.set_password(record, "ada", OTHER, by="ada", at=NOON)
    assert [sessions.person_of(record, one, NOON) for one in both] == [None, None]
    assert not entered(record)
    assert sessions.login(record, "ada", OTHER, address=HERE, at=NOON).secret
    again = sessions.renewed(record, "ada", at=NOON)
    assert sessions.person_of(record, again, NOON)


def test_one_browser_or_all_others_are_logged_out(record: Record) -> None:
    mine, other = entered(record), entered(record)
    sessions.logout_everywhere(record, "ada", but=mine, by="ada", at=NOON)
    assert sessions.person_of(record, mine, NOON) and not sessions.person_of(record, other, NOON)
    assert len(sessions.sessions_of(record, "ada", NOON)) == 1
    sessions.logout(record, mine, at=NOON)
    assert sessions.sessions_of(record, "ada", NOON) == ()


def test_nothing_with_which_one_could_come_in_is_kept(record: Record) -> None:
    secret = entered(record)
    made = tokens.make(record, "ada", "nightly", "reader", by="ada", at=NOON)
    sessions.login(record, WORDS, "the name where the password goes", address=HERE, at=NOON)
    person = sessions.person_of(record, secret, NOON)
    assert person is not None
    kept = everything_kept(record)
    for words in (secret, person.session, made.secret, made.secret.removeprefix(tokens.MARK), WORDS, HERE):
        assert words not in kept


def test_while_a_build_holds_the_record_who_is_logged_in_stays_so(record: Record) -> None:
    secret, made = entered(record), tokens.make(record, "ada", "nightly", "reader", by="ada", at=NOON)
    later = NOON + sessions.IDLE / 2
    with Record.open(record.where) as other, other.writing():
        assert sessions.person_of(record, secret, later)
        assert tokens.person_of(record, made.secret, later)
    assert sessions.sessions_of(record, "ada", later)[0].seen == audit.told(NOON)
    sessions.person_of(record, secret, later)
    assert sessions.sessions_of(record, "ada", later)[0].seen == audit.told(later)


# Tries


def test_too_many_tries_under_a_name_wait_and_are_not_forgotten(record: Record) -> None:
    def tried(password: str, at: datetime, address: str = HERE) -> sessions.Login:
        with Record.open(record.where) as anew:
            return sessions.login(anew, "ada", password, address=address, at=at)

    fill(record, "name", "ada", tries.LIMITS["name"] - 1, NOON)
    assert tried("wrong", NOON + SECOND) == sessions.Login()
    assert tried(WORDS, NOON + SECOND, "198.51.100.9") == sessions.Login(wait=15 * 60 - 1)
    assert tried(WORDS, NOON + tries.WITHIN).secret


def test_too_many_tries_from_an_address_wait_whatever_the_names(record: Record) -> None:
    fill(record, "address", HERE, tries.LIMITS["address"], NOON)
    assert sessions.login(record, "ada", WORDS, address=HERE, at=NOON).wait == 15 * 60
    assert sessions.login(record, "ada", WORDS, address="198.51.100.9", at=NOON).secret


def test_a_password_that_is_right_forgives_the_wrong_ones_before(record: Record) -> None:
    fill(record, "name", "ada", tries.LIMITS["name"] - 1, NOON)
    assert entered(record, at=NOON)
    assert entered(record, at=NOON)


def test_many_tries_at_once_are_all_counted(record: Record) -> None:
    def tried(n: int) -> int:
        return tries.counted(record, "ada", f"198.51.100.{n}", NOON)

    with ThreadPoolExecutor(6) as pool:
        waits = list(pool.map(tried, range(20)))
    assert sorted(waits) == [0] * tries.LIMITS["name"] + [15 * 60] * 10


def test_addresses_of_one_customer_are_counted_as_one() -> None:
    assert tries.whose("address", "2001:db8:1:2::1") == tries.whose("address", "2001:db8:1:2:ffff::9")
    assert tries.whose("address", "2001:db8:1:2::1") != tries.whose("address", "2001:db8:1:3::1")
    assert tries.whose("address", "") != tries.whose("name", "")


def fill(record: Record, kind: str, told_by: str, count: int, at: datetime) -> None:
    with record.writing() as connection:
        row = {"whose": tries.whose(kind, told_by), "at": audit.told(at)}
        connection.execute(insert(TRIES), [row] * count)


def test_an_unknown_name_is_answered_as_a_wrong_password_is_after_as_much_work(record: Record) -> None:
    names = ("ada", "bo", "", "a" * 9000)
    assert {sessions.login(record, name, "wrong", address=HERE, at=NOON) for name in names} == {sessions.Login()}
    assert [who for who, deed, _ in deeds(record) if deed == "login refused"] == ["ada", *["somebody"] * 3]
    assert not passwords.HASHER.check_needs_rehash(passwords.NOBODYS), "what is compared then was hashed alike"


# Tokens


def test_a_token_asks_with_the_lesser_of_its_role_and_its_owner_s(record: Record) -> None:
    made = tokens.make(record, "ada", "nightly", "reader", by="ada", at=NOON)
    own = tokens.make(record, "ada", "judging", "reviewer", by="ada", at=NOON)
    assert made.secret.startswith("onrecord_") and made.secret not in repr(made.token)

    def role(secret: str) -> str:
        found = tokens.person_of(record, secret, NOON)
        return f"{found.name} {found.role}" if found else ""

    assert [role(made.secret), role(own.secret)] == ["ada reader", "ada reviewer"]
    accounts.set_role(record, "ada", "reader", by="root", at=NOON)
    assert role(own.secret) == "ada reader"
    accounts.set_role(record, "ada", "editor", by="root", at=NOON)
    assert role(made.secret) == "ada reader"


@pytest.mark.parametrize("role", ROLES[2:])
def test_a_token_above_its_owner_is_refused(record: Record, role: str) -> None:
    with pytest.raises(OnRecordError, match="or one below it"):
        tokens.make(record, "ada", "nightly", role, by="ada", at=NOON)


@pytest.mark.parametrize(("label", "days"), [("", 1), ("x" * 65, 1), ("a\nb", 1), ("a", 0), ("a", 366)])
def test_a_token_for_nothing_or_for_ever_is_refused(record: Record, label: str, days: int) -> None:
    with pytest.raises(OnRecordError):
        tokens.make(record, "ada", label, "reader", days=days, by="ada", at=NOON)


def test_a_token_ends_on_its_day_or_when_it_is_revoked(record: Record) -> None:
    made = tokens.make(record, "ada", "nightly", "reader", days=2, by="ada", at=NOON)
    assert tokens.person_of(record, made.secret, NOON + timedelta(days=2) - SECOND)
    assert tokens.person_of(record, made.secret, NOON + timedelta(days=2)) is None
    with pytest.raises(NotOnRecord):
        tokens.revoke(record, made.token.id, whose="root", by="root", at=NOON)
    tokens.revoke(record, made.token.id, whose="ada", by="ada", at=NOON)
    assert tokens.person_of(record, made.secret, NOON) is None
    [shown] = tokens.tokens_of(record, "ada")
    assert shown.revoked == audit.told(NOON) and shown.used


# The audit log


def test_everything_that_is_done_to_accounts_leaves_a_line(record: Record) -> None:
    secret = entered(record)
    made = tokens.make(record, "ada", "nightly", "reader", by="ada", at=NOON)
    tokens.revoke(record, made.token.id, by="root", at=NOON)
    sessions.logout(record, secret, at=NOON)
    sessions.logout_everywhere(record, "ada", by="root", at=NOON)
    accounts.set_role(record, "ada", "editor", by="root", at=NOON)
    accounts.set_password(record, "ada", OTHER, by="root", at=NOON)
    accounts.remove(record, "ada", by="root", at=NOON)
    assert deeds(record) == [
        ("shell", "account added, admin", "root"),
        ("root", "account added, reviewer", "ada"),
        ("ada", "logged in", ""),
        ("ada", "token made, reader", made.token.id),
        ("root", "token revoked", made.token.id),
        ("ada", "logged out", ""),
        ("root", "logged out everywhere", "ada"),
        ("root", "role set, editor", "ada"),
        ("root", "password set", "ada"),
        ("root", "account removed", "ada"),
    ]


@pytest.mark.parametrize(
    "change", [update(AUDIT).values(who="x"), delete(AUDIT), text("DELETE FROM audit WHERE n = 1")]
)
def test_no_line_of_the_audit_log_can_be_changed_or_deleted(record: Record, change: object) -> None:
    with pytest.raises(RecordError, match="only ever added to"), record.writing() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert len(deeds(record)) == 2


def test_the_audit_log_is_read_by_account_by_day_and_in_stretches(record: Record) -> None:
    for day in range(5):
        audit.noted(record, "ada", "judged", f"j{day}", NOON + timedelta(days=day))
    assert [line.row for line in audit.log(record, who="ada", since="2031-05-04").entries] == ["j4", "j3"]
    first = audit.log(record, who="ada", limit=3)
    rest = audit.log(record, who="ada", before=first.before, limit=3)
    assert [line.row for line in (*first.entries, *rest.entries)] == ["j4", "j3", "j2", "j1", "j0"]
    assert first.before is not None and rest.before is None


def test_accounts_are_no_part_of_an_export(record: Record, tmp_path: Path) -> None:
    from onrecord.store.export import export

    entered(record)
    export(record, tmp_path / "out", format="jsonl", text="full")
    names = {path.stem for path in (tmp_path / "out").iterdir()}
    assert names.isdisjoint({table.name for table in (ACCOUNTS, SESSIONS, TOKENS, TRIES, AUDIT)})
    assert "ada" not in "".join(path.read_text() for path in (tmp_path / "out").iterdir())
    assert {"accounts", "audit"} <= set(METADATA.tables)
