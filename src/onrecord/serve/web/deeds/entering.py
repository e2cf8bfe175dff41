"""How does one log in and out?"""

from __future__ import annotations

from onrecord.serve.accounts import sessions
from onrecord.serve.web.asking import Answer, Asked, Elsewhere
from onrecord.serve.web.screens.login import OVERHEARD, login_again, onward_of, too_many

WRONG = "No account has this name and password."
"""Said of an unknown name and of a wrong password alike: nobody learns here who has an account."""


def log_in(asked: Asked) -> Answer:
    """`POST /login`: a new session, and on to where one wanted to go."""
    if not asked.caller.private:
        return OVERHEARD
    onward, came = onward_of(asked.filled("onward")), asked.caller
    name, password = asked.filled("name"), asked.typed("password")
    made = sessions.login(asked.record, name, password, address=came.address, old=came.secret, at=came.at)
    if made.wait:
        return too_many(made.wait)
    return Elsewhere(onward, session=made.secret) if made.secret else login_again(onward, WRONG)


def log_out(asked: Asked) -> Answer:
    """`POST /logout`: the session ends, here and in the browser."""
    sessions.logout(asked.record, asked.caller.secret, at=asked.caller.at)
    return Elsewhere("/login", session="")
