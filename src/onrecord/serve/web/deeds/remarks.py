"""How do reviewers speak to one another about a row, and how are decisions carried from record to record?"""

from __future__ import annotations

from starlette.datastructures import UploadFile

from onrecord.errors import UnreadableInput
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, Problem
from onrecord.serve.web.deeds.judge import back_of
from onrecord.serve.web.settled import settled
from onrecord.store import bring, remark, take_back


def remarked(asked: Asked) -> Answer:
    """`POST /remark/<id>`: comment on a row, or give it to somebody to look at (`kind` is `comment` or `assigned`)."""
    _, row = asked.desk.holdings.find(asked.name)
    by, at = f"person:{asked.by.name}", asked.caller.at.isoformat(timespec="milliseconds")
    remark(asked.record, row.id, asked.filled("kind"), asked.filled("words"), by=by, at=at)
    return Elsewhere(back_of(asked) or "/review", rows=(row.id,))


def unremarked(asked: Asked) -> Answer:
    """`POST /unremark/<id>`: take a comment back, or a row from whom it was given to."""
    gone = take_back(asked.record, asked.name, at=asked.caller.at.isoformat(timespec="milliseconds"))
    return Elsewhere(back_of(asked) or "/review", rows=(gone.row,))


def brought(asked: Asked) -> Answer:
    """`POST /judgements`: take in judgements from a file of JSON lines, all of them or none."""
    file = asked.form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return Problem(422, "No file", "Choose a file of judgements, as it was downloaded from another record.")
    try:
        bring(asked.record, file.file)
    except UnreadableInput as error:
        return Problem(422, "These are no judgements", str(error))
    settled(asked.record)
    return Elsewhere("/review?kind=decided", rows=("judgements",))
