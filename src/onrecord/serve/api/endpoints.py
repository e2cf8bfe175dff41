"""Which addresses does the API have? One table: the routes, the document and its tests are made from it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from onrecord.model import Judgement
from onrecord.serve.api import answers, given, judging
from onrecord.serve.api.asking import Endpoint
from onrecord.serve.api.rows import ROWS, ChangeRow, Listed, OriginsOf
from onrecord.serve.views import Finds
from onrecord.serve.why import Why
from onrecord.store.history import Build

READER, REVIEWER = "reader", "reviewer"

LISTS: tuple[tuple[str, str, str, type[BaseModel]], ...] = (
    ("pages", READER, "Pages as read: blocks and dates; the text only where it is asked for", given.Pages),
    ("statements", READER, "Who said what, in which words", given.Statements),
    ("figures", READER, "Reported quantities", given.Figures),
    ("times", READER, "Time expressions", given.Times),
    ("mentions", READER, "Words that point at somebody or something", given.Mentions),
    ("entities", READER, "Bodies, states, places, and persons in an office or public role", given.Entities),
    ("offices", READER, "Who holds which office", given.Offices),
    ("memberships", READER, "Who belongs to which body", given.Memberships),
    ("designations", READER, "Who lists whom, step by step", given.Designations),
    ("events", READER, "What happened", given.Events),
    ("stories", READER, "Pages that tell one event", given.Stretch),
    ("utterances", READER, "Acts of saying, in all their renderings", given.Utterances),
    ("series", READER, "Figures of one counted thing, in time order", given.Series),
    ("links", READER, "What belongs together, agrees, changes or conflicts", given.Links),
    ("judgements", REVIEWER, "What people decided, and rules that join names", given.Judgements),
    ("refusals", READER, "What was not read further, and why", given.Refusals),
)
"""Each kind of row, who may ask for it, what it is, and what narrows its list."""


def _of_kind(kind: str, role: str, summary: str, narrowed: type[BaseModel]) -> tuple[Endpoint, Endpoint]:
    one: type[BaseModel] = given.OnePage if kind == "pages" else given.Nothing
    gives: Any = ROWS[kind]
    return (
        Endpoint("GET", f"/{kind}", f"list_{kind}", role, summary, answers.list_of(kind), Listed[gives], narrowed),
        Endpoint("GET", f"/{kind}/{{id}}", f"get_{kind}", role, f"One row of {kind}", answers.one_of(kind), gives, one),
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    *(endpoint for row in LISTS for endpoint in _of_kind(*row)),
    Endpoint(
        "POST", "/judgements", "judge", REVIEWER, "Decide about a row", judging.judge, Judgement, given.Nothing,
        takes=given.Judging,
    ),
    Endpoint(
        "DELETE", "/judgements/{id}", "withdraw", REVIEWER, "Take a decision back", judging.withdraw, Judgement,
        given.Undoing,
    ),
    Endpoint("GET", "/search", "search", READER, "Where words stand", answers.search_for, Finds, given.Search),
    Endpoint("GET", "/why/{id}", "why", READER, "From a row back to raw bytes", answers.why, Why, given.Nothing),
    Endpoint(
        "GET", "/origins/{id}", "origins", READER, "From how many independent places a row comes", answers.origins,
        OriginsOf, given.Nothing,
    ),
    Endpoint("GET", "/row/{id}", "row", READER, "Where a row of any kind stands", answers.row, None, given.Nothing),
    Endpoint("GET", "/builds", "builds", READER, "The builds that ended", answers.all_builds, Listed[Build],
             given.Nothing),
    Endpoint(
        "GET", "/changes", "changes", READER, "What changed after a build", answers.changes, Listed[ChangeRow],
        given.Changes,
    ),
)  # fmt: skip
"""Every address of the API."""
