"""What may I see and do, from where am I logged in, and which programs ask in my name?"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.serve.accounts import sessions, tokens
from onrecord.serve.accounts.passwords import SHORTEST
from onrecord.serve.accounts.person import ROLES
from onrecord.serve.accounts.sessions import Session
from onrecord.serve.accounts.tokens import DAYS, LONGEST, Made, Token
from onrecord.serve.web.asking import Answer, Asked, Screen


@dataclass(frozen=True, slots=True)
class AccountScreen:
    """`/account`: one's own account, the browsers it is logged in with, and its tokens.

    `roles` are those a token of it may have; `days` are how long it holds by default and at most; `shortest` is how
    many characters a password has at least. `made` is a token that was just made, the one time it is shown; `trouble`
    says why the last deed was not done.
    """

    name: str
    role: str
    this: str
    sessions: tuple[Session, ...]
    tokens: tuple[Token, ...]
    roles: tuple[str, ...]
    days: tuple[int, int]
    shortest: int
    made: Made | None = None
    trouble: str = ""


def account(asked: Asked) -> Answer:
    """`/account`: what belongs to whoever asks."""
    return account_again(asked)


def account_again(asked: Asked, *, made: Made | None = None, trouble: str = "") -> Screen:
    """The account, with what came of the last deed."""
    name = asked.by.name
    body = AccountScreen(
        name=name,
        role=asked.by.role,
        this=sessions.digest_of(asked.caller.secret)[: sessions.SHOWN],
        sessions=sessions.sessions_of(asked.record, name, asked.caller.at),
        tokens=tokens.tokens_of(asked.record, name),
        roles=tuple(role for role in ROLES if asked.by.may(role)),
        days=(DAYS, LONGEST),
        shortest=SHORTEST,
        made=made,
        trouble=trouble,
    )
    return Screen(f"Your account: {name}", "/account", "", body)
