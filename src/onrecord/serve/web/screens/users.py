"""Who has an account, and what did they do?"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.serve.accounts import accounts, audit
from onrecord.serve.accounts.accounts import Account
from onrecord.serve.accounts.audit import Audit
from onrecord.serve.accounts.passwords import SHORTEST
from onrecord.serve.accounts.person import ROLES
from onrecord.serve.web.asking import Answer, Asked, Screen


@dataclass(frozen=True, slots=True)
class UsersScreen:
    """`/users`: all accounts, removed ones too, and the roles there are; `trouble`, why the last deed was not done."""

    accounts: tuple[Account, ...]
    roles: tuple[str, ...]
    shortest: int
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class AuditScreen:
    """`/audit?who=&since=&before=`: who did what, the latest first."""

    who: str
    since: str
    audit: Audit


def users(asked: Asked) -> Answer:
    """`/users`: who may log in, and as what."""
    return users_again(asked)


def users_again(asked: Asked, trouble: str = "") -> Screen:
    """The accounts, with why the last deed was not done."""
    body = UsersScreen(accounts.accounts(asked.record), ROLES, SHORTEST, trouble)
    return Screen("Accounts", "/users", "", body)


def audit_log(asked: Asked) -> Answer:
    """`/audit`: the audit log, of one account or from a day on."""
    who, since, before = (asked.given.get(name, "").strip() for name in ("who", "since", "before"))
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 16 else None
    found = audit.log(asked.record, who=who, since=since, before=number)
    return Screen("Who did what", "/audit", "", AuditScreen(who, since, found))
