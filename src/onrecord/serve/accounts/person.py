"""Who asks, and what may they do?"""

from __future__ import annotations

from dataclasses import dataclass

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
        return ROLES.index(self.role) >= ROLES.index(role)


NOBODY_NAMED = Person("unknown", "admin")
"""Whoever sits at this machine, where nobody said who that is: the record is a file of theirs."""
