"""How do accounts, tokens and the audit log read in a terminal?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rich.text import Text

from onrecord.serve.accounts import accounts, tokens
from onrecord.serve.accounts.accounts import Account
from onrecord.serve.accounts.audit import Entry, told
from onrecord.serve.accounts.tokens import Made, Token
from onrecord.serve.terminal import inset, line, printed
from onrecord.store import Record


@dataclass(frozen=True, slots=True)
class User:
    """An account with its tokens that stand."""

    account: Account
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Users:
    """All accounts, by name."""

    users: tuple[User, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """Lines of the audit log, the latest first."""

    entries: tuple[Entry, ...]


def users_of(record: Record, at: datetime) -> Users:
    """The accounts of a record with their tokens that stand."""
    return Users(
        tuple(
            User(each, tuple(token for token in tokens.tokens_of(record, each.name) if _stands(token, at)))
            for each in accounts.accounts(record)
        )
    )


def _stands(token: Token, at: datetime) -> bool:
    return token.revoked is None and token.ends > told(at)


@printed.register
def _(view: Users) -> Iterator[Text]:
    if not view.users:
        yield line("no accounts; make one with: ", ("onrecord user add RECORD NAME --role admin", "bold"))
    for user in view.users:
        state = f"removed {user.account.removed}" if user.account.removed else user.account.role
        yield line((user.account.name, "bold"), f", {state}, since {user.account.made[:10]}")
        yield from inset(map(_token, user.tokens))


def _token(token: Token) -> Text:
    state = f"until {token.ends[:10]}, used {token.used or 'never'}"
    return line(f"token {token.id}, {token.role}, for {token.label}, {state}")


@printed.register
def _(view: Made) -> Iterator[Text]:
    token = view.token
    yield line((view.secret, "bold"))
    yield line(f"{token.id}: {token.account} as {token.role}, for {token.label}, until {token.ends[:10]}")
    yield line("It is shown this once; a program sends it as: Authorization: Bearer TOKEN")


@printed.register
def _(view: Log) -> Iterator[Text]:
    if not view.entries:
        yield line("nothing was done")
    for entry in view.entries:
        yield line(entry.at, "  ", (entry.who, "bold"), f"  {entry.deed}", f"  {entry.row}" if entry.row else "")
