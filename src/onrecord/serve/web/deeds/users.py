"""What can an admin do to accounts?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from onrecord.errors import OnRecordError
from onrecord.serve.accounts import accounts, sessions
from onrecord.serve.web.asking import Answer, Asked, Elsewhere
from onrecord.serve.web.screens.users import users_again


def add_user(asked: Asked) -> Answer:
    """`POST /users/add`: an account for somebody."""
    name, role, password = asked.filled("name"), asked.filled("role"), asked.typed("password")
    return _done(asked, lambda by, at: accounts.add(asked.record, name, role, password, by=by, at=at))


def set_role(asked: Asked) -> Answer:
    """`POST /users/role/<name>`: another role, from the next request on."""
    role = asked.filled("role")
    return _done(asked, lambda by, at: accounts.set_role(asked.record, asked.name, role, by=by, at=at))


def set_password(asked: Asked) -> Answer:
    """`POST /users/password/<name>`: another password for somebody who lost theirs, who is logged out everywhere."""
    password = asked.typed("password")
    return _done(asked, lambda by, at: accounts.set_password(asked.record, asked.name, password, by=by, at=at))


def log_user_out(asked: Asked) -> Answer:
    """`POST /users/logout/<name>`: end all sessions of an account."""
    return _done(asked, lambda by, at: sessions.logout_everywhere(asked.record, asked.name, by=by, at=at))


def remove_user(asked: Asked) -> Answer:
    """`POST /users/remove/<name>`: end an account; its name stays beside what it did."""
    return _done(asked, lambda by, at: accounts.remove(asked.record, asked.name, by=by, at=at))


def _done(asked: Asked, deed: Callable[[str, datetime], object]) -> Answer:
    try:
        deed(asked.by.name, asked.caller.at)
    except OnRecordError as error:
        return users_again(asked, str(error))
    return Elsewhere("/users")
