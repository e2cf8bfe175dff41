"""Which government does news mean by the place it sits in ("Moscow said", "Brussels wants")?

Only where the place does something: "in Moscow" is the city. Palaces and offices of state ("the Kremlin", "the White
House") are not here: they speak for themselves, as institutions that a reader knows from the state.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.gazetteer import State, government_of, is_capital
from onrecord.resolve.naming import key_of

UNIONS: dict[str, str] = {"Brussels": "European Union"}
"""Seats of bodies that news calls by their city, though the city is also a state's capital."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A government, and the state whose city the words also are."""

    government: str
    state: State

    def fits(self, states: set[str]) -> bool:
        """Whether a page that names these states (compared) means this government: not Brussels where Belgium is."""
        return self.government == self.state.name or key_of(self.state.name) not in states

    def is_union(self, states: set[str]) -> bool:
        """Whether the words mean a union of states and not the state whose capital it sits in."""
        return self.government != self.state.name and self.fits(states)


def seat_of(words: str) -> Seat | None:
    """The government that sits in the city of that name; None for every other word."""
    state = government_of(words) if is_capital(words) else None
    return Seat(UNIONS.get(words, state.name), state) if state is not None else None
