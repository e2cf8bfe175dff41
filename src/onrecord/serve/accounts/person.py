"""Who asks, and what may they do?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

ROLES: tuple[str, ...] = ("reader", "reviewer", "editor", "admin")
"""The roles; each may do all that those before it may."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, under the name that is written beside their decisions, and one of ROLES.

    `session` is what their forms are sealed with: nothing of it is shown.
    """

    name: str
    role: str
    session: str = ""

    def may(self, role: str) -> bool:
        """Whether the person has a role, or one above it."""
        return self.role in ROLES and ROLES.index(self.role) >= ROLES.index(role)


NOBODY_NAMED = Person("unknown", "admin")
"""Whoever sits at this machine, where nobody said who that is: the record is a file of theirs."""

VISITOR = Person("", "")
"""Whoever is not logged in where one must be."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who came in, when, and how.

    `secret` is what the browser showed of its session, `address` where it asks from; `private` says that nobody on
    the way can read along, `by_token` that a program asks. `accounts` is whether this server has any.
    """

    person: Person
    at: datetime
    secret: str = ""
    address: str = ""
    private: bool = True
    by_token: bool = False
    accounts: bool = True


def somebody_here() -> Caller:
    """Whoever sits at this machine, where there are no accounts."""
    return Caller(NOBODY_NAMED, datetime.now(UTC), accounts=False)
