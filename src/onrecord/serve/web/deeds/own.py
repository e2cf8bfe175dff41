"""What can one do to one's own account?"""

from __future__ import annotations

from datetime import UTC, datetime

from onrecord.errors import OnRecordError
from onrecord.serve.accounts import accounts, sessions, tokens, tries
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, Problem, Screen
from onrecord.serve.web.screens.account import TokenScreen, account_again


def change_password(asked: Asked) -> Answer:
    """`POST /account/password`: another password, for who knows the present one; all other sessions end."""
    name, now = asked.by.name, datetime.now(UTC)
    old, new, again = (asked.password(field) for field in ("old", "new", "again"))
    if new != again:
        return account_again(asked, "The new password was not the same twice.")
    if wait := tries.counted(asked.record, name, asked.caller.address, now):
        return Problem(429, "Too many tries", f"Try again in {-(-wait // 60)} minutes.")
    if not accounts.knows_password(asked.record, name, old):
        return account_again(asked, "That is not the present password.")
    try:
        accounts.set_password(asked.record, name, new, by=name, at=now)
    except OnRecordError as error:
        return account_again(asked, str(error))
    return Elsewhere("/account", session=sessions.renewed(asked.record, name, at=now))


def log_out_elsewhere(asked: Asked) -> Answer:
    """`POST /account/sessions`: only this browser stays logged in."""
    name = asked.by.name
    sessions.logout_everywhere(asked.record, name, but=asked.caller.secret, by=name, at=datetime.now(UTC))
    return Elsewhere("/account")


def make_token(asked: Asked) -> Answer:
    """`POST /account/tokens`: a token, shown this once."""
    name, days = asked.by.name, asked.filled("days")
    try:
        made = tokens.make(
            asked.record, name, asked.filled("label"), asked.filled("role"),
            days=int(days) if days.isascii() and days.isdigit() and len(days) < 9 else 0,
            by=name, at=datetime.now(UTC),
        )  # fmt: skip
    except OnRecordError as error:
        return account_again(asked, str(error))
    return Screen("A new token", "/account", "", TokenScreen(made.token, made.secret))


def revoke_token(asked: Asked) -> Answer:
    """`POST /account/revoke/<id>`: end a token of one's own."""
    tokens.revoke(asked.record, asked.name, whose=asked.by.name, by=asked.by.name, at=datetime.now(UTC))
    return Elsewhere("/account")
