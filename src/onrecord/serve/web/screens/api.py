"""What can a program ask, at which address?"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.serve.api.describing import ROOT
from onrecord.serve.api.endpoints import ENDPOINTS
from onrecord.serve.api.problems import SORTS
from onrecord.serve.web.asking import Answer, Asked, screen_of

WALKING = frozenset({"limit", "after"})
"""What every list takes."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the API: how it is asked, the least role that may, and what may stand after the question mark."""

    method: str
    path: str
    summary: str
    role: str
    given: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A sort of problem, under the name that stands at the end of its `type`."""

    name: str
    status: int
    title: str
    when: str


@dataclass(frozen=True, slots=True)
class ApiScreen:
    """`/api`: the addresses of the API at `root`, and the problems that it answers with."""

    root: str
    addresses: tuple[Address, ...]
    troubles: tuple[Trouble, ...]


def api(asked: Asked) -> Answer:
    """`/api`: what programs can ask; its document for machines is at `/api/v1/openapi.json`."""
    addresses = (
        Address(
            each.method, each.path, each.summary, each.role, tuple(sorted(each.given.model_fields.keys() - WALKING))
        )
        for each in ENDPOINTS
    )
    troubles = (Trouble(name, sort.status, sort.title, sort.when) for name, sort in SORTS.items())
    return screen_of(asked, "For programs", "/api", ApiScreen(ROOT, tuple(addresses), tuple(troubles)))
