"""Where does one log in?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.serve.web.asking import Answer, Asked, Problem, Screen
from onrecord.serve.words import many

OURS = re.compile(r"/(?![/\\])[!-~]*")
"""An address on this server: `//host` and `/\\host` would lead away from it."""

OVERHEARD = Problem(
    403,
    "No passwords here",
    "This address is read by everybody on the way. Ask for it by https, through a proxy that serve --proxy names.",
)


@dataclass(frozen=True, slots=True)
class LoginScreen:
    """`/login`: name and password; `onward`, where one wanted to go; `trouble`, why it did not work."""

    onward: str
    trouble: str = ""


def login(asked: Asked) -> Answer:
    """`/login?onward=`: the form to log in by."""
    if not asked.caller.private:
        return OVERHEARD
    return login_again(onward_of(asked.given.get("onward", "")))


def login_again(onward: str, trouble: str = "") -> Screen:
    """The form, with what was wrong the last time."""
    return Screen("Log in", "/login", "", LoginScreen(onward, trouble))


def onward_of(told: str) -> str:
    """Where to go after logging in: an address of ours, else the overview."""
    return told if OURS.fullmatch(told) else "/"


def too_many(seconds: int) -> Problem:
    """What is told after too many tries."""
    return Problem(429, "Too many tries", f"Try again in {many(-(-seconds // 60), 'minute')}.", wait=seconds)
