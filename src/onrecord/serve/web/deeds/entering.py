"""How does one log in and out?"""

from __future__ import annotations

from datetime import UTC, datetime

from onrecord.serve.accounts import sessions
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, Problem
from onrecord.serve.web.screens.login import OVERHEARD, login_again, onward_of

WRONG = "No account has this name and password."
"""Said of an unknown name and of a wrong password alike: nobody learns here who has an account."""


def log_in(asked: Asked) -> Answer:
    """`POST /login`: a new session, and on to where one wanted to go."""
    if not asked.caller.private:
        return OVERHEARD
    onward, password = onward_of(asked.filled("onward")), asked.form.get("password")
    made = sessions.login(
        asked.record, asked.filled("name"), password if isinstance(password, str) else "",
        address=asked.caller.address, old=asked.caller.secret, at=datetime.now(UTC),
    )  # fmt: skip
    if made.wait:
        return Problem(429, "Too many tries", f"Try again in {-(-made.wait // 60)} minutes.")
    return Elsewhere(onward, session=made.secret) if made.secret else login_again(onward, WRONG)


def log_out(asked: Asked) -> Answer:
    """`POST /logout`: the session ends, here and in the browser."""
    sessions.logout(asked.record, asked.caller.secret, at=datetime.now(UTC))
    return Elsewhere("/login", session="")
