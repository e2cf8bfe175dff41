"""What can one do to one's own account?"""

from __future__ import annotations

from onrecord.errors import OnRecordError
from onrecord.serve.accounts import accounts, sessions, tokens, tries
from onrecord.serve.web.asking import Answer, Asked, Elsewhere
from onrecord.serve.web.screens.account import account_again
from onrecord.serve.web.screens.login import too_many


def change_password(asked: Asked) -> Answer:
    """`POST /account/password`: another password, for who knows the present one; all other sessions end."""
    name, now = asked.by.name, asked.caller.at
    old, new, again = (asked.typed(field) for field in ("old", "new", "again"))
    if new != again:
        return account_again(asked, trouble="The new password was not the same twice.")
    if wait := tries.counted(asked.record, name, asked.caller.address, now):
        return too_many(wait)
    if not accounts.knows_password(asked.record, name, old):
        return account_again(asked, trouble="That is not the present password.")
    try:
        accounts.set_password(asked.record, name, new, by=name, at=now)
    except OnRecordError as error:
        return account_again(asked, trouble=str(error))
    return Elsewhere("/account", session=sessions.renewed(asked.record, name, at=now))


def log_out_elsewhere(asked: Asked) -> Answer:
    """`POST /account/sessions`: only this browser stays logged in."""
    name = asked.by.name
    sessions.logout_everywhere(asked.record, name, but=asked.caller.secret, by=name, at=asked.caller.at)
    return Elsewhere("/account")


def make_token(asked: Asked) -> Answer:
    """`POST /account/tokens`: a token, shown this once."""
    name, days = asked.by.name, asked.filled("days")
    made = tokens.make(
        asked.record, name, asked.filled("label"), asked.filled("role"),
        days=int(days) if days.isascii() and days.isdigit() and len(days) < 9 else 0,
        by=name, at=asked.caller.at,
    )  # fmt: skip
    return account_again(asked, made=made)


def revoke_token(asked: Asked) -> Answer:
    """`POST /account/revoke/<id>`: end a token of one's own."""
    tokens.revoke(asked.record, asked.name, whose=asked.by.name, by=asked.by.name, at=asked.caller.at)
    return Elsewhere("/account")
