"""What did the page look like when it was read? Its own markup, alone in a frame (see serve/saved.py)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response

from onrecord.serve.saved import HEADERS, saved_of
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, Problem, Screen, one_of
from onrecord.serve.web.sending import problem

PATH = "/page/{name}/saved"

GONE = Problem(410, "The page is not there any more", "Its file is gone or has changed since it was read.")


@dataclass(frozen=True, slots=True)
class SavedScreen:
    """`/page/<id>/saved`: a page's own markup or text, and what it is sent as."""

    text: str
    kind: str


def saved(asked: Asked) -> Answer:
    """`/page/<id>/saved`: the page as it was saved, where its bytes are unchanged."""
    page = one_of(asked, "pages")
    if isinstance(page, Elsewhere):
        return Elsewhere(f"{page.path}/saved")
    kept = saved_of(page, asked.record.where)
    if kept.state != "unchanged":
        return GONE
    return Screen(page.title or page.source, f"/page/{quote(page.id)}/saved", "", SavedScreen(kept.text, kept.kind))


def as_saved(answer: Answer, asked: Asked | None) -> Response:
    """Sends the page as what it is, under a policy of its own: nothing of it runs, and it asks for nothing."""
    if isinstance(answer, Elsewhere):
        return RedirectResponse(answer.path, HTTPStatus.SEE_OTHER)
    if isinstance(answer, Screen) and isinstance(answer.body, SavedScreen):
        return Response(answer.body.text, headers=HEADERS, media_type=answer.body.kind)
    return problem(answer if isinstance(answer, Problem) else GONE, asked)
