"""How does a person confirm, correct or reject a row, or rule on accounts that differ?

Each decision is a judgement (see docs/howto-judge.md): a row with who, when and why. A form tells what its sender
saw; where the row has changed since, nothing is decided and what was typed is shown beside what is there now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from threading import Lock
from typing import Any

from onrecord.errors import NotOnRecord, OnRecordError, RecordBusy
from onrecord.model import Page, Statement
from onrecord.serve.items import item_of
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, Problem, address_of
from onrecord.serve.web.screens.review import clash, with_done
from onrecord.serve.web.settled import settled
from onrecord.store import QUOTE_BREAK, Record, decide

FIELDS: dict[str, str] = {"speaker": "speaker", "said": "said", "words": "span", "value": "value", "as_of": "as_of"}
"""Fields of a form by which a row is corrected, and the decision that each is."""

TYPED = (*FIELDS, "decision", "ruling", "why")
"""Fields of a form that a person fills in."""

CORRECT = "correct"

MOST_CALLED = 10
"""Ids told of those who share a name."""

ONE_AT_A_TIME = Lock()
"""Held from the look at what stands there to the decision on it, so that of two forms the second sees the first."""

NOTHING = Problem(422, "Nothing was changed", "Every field is as it was; change one, or accept the row as it is.")


def judge(asked: Asked) -> Answer:
    """`POST /judge/<id>`: write the decisions of a form on a row and settle the record where that is quick."""
    with ONE_AT_A_TIME:
        item = item_of(asked.record, asked.desk, asked.name)
        if asked.filled("seen") and (item is None or item.seen != asked.filled("seen")):
            return clash(asked, {name: asked.filled(name) for name in TYPED})
        _, row = asked.desk.holdings.find(asked.name)
        decisions = list(_decisions(asked, row, dict(item.set) if item else {}))
        try:
            done = [_decided(asked, row.id, kind, value) for kind, value in decisions]
        except RecordBusy:
            return clash(asked, {name: asked.filled(name) for name in TYPED}, busy=True)
    if not done:
        return NOTHING
    settled(asked.record)
    return Elsewhere(with_done(back_of(asked) or _where(asked.record, row), done), rows=(row.id,))


def _decided(asked: Asked, row: str, kind: str, value: str) -> str:
    by, at = f"person:{asked.by.name}", asked.caller.at.isoformat(timespec="milliseconds")
    return decide(asked.record, row, kind, value, by=by, why=asked.filled("why"), at=at).id


def _decisions(asked: Asked, row: Any, now: dict[str, str]) -> Iterator[tuple[str, str]]:
    """What a form decides: one thing, or each field that differs from what stands there now."""
    decision = asked.filled("decision")
    if decision != CORRECT:
        value = asked.filled("ruling" if decision == "conflict" else "value")
        yield decision, _called(asked, row, value) if decision == "same" else value
        return
    for name, kind in FIELDS.items():
        words = asked.filled(name)
        if name in now and words and "".join(words.split()) != "".join(now[name].split()):
            yield kind, spans_of(asked.record.row(row.page)[1], row, words) if kind == "span" else words


def _called(asked: Asked, entity: Any, value: str) -> str:
    """The id of the other entity that is called so, as an id or a whole name. Raises OnRecordError for several."""
    others = [each for each in asked.record.entities(name=value) if each.id != entity.id]
    if len(others) > 1:
        ids = ", ".join(each.id for each in others[:MOST_CALLED])
        raise OnRecordError(f"{len(others)} are called “{value[:80]}”; give the id of one: {ids}")
    return others[0].id if others else value


def spans_of(page: Page, row: Statement, words: str) -> str:
    """Where words stand on a page, as START-END: of several places the one nearest to where the row's were.

    Spaces and line ends make no difference. Raises OnRecordError when they do not stand there.
    """
    near = row.content[0].start if row.content else 0
    spans = []
    for part in words.split(QUOTE_BREAK.strip()):
        told = re.compile(r"\s+".join(map(re.escape, part.split())))
        found = min(told.finditer(page.text), key=lambda each: abs(each.start() - near), default=None)
        if found is None or not part.strip():
            raise OnRecordError(f"“{part.strip()[:80]}” does not stand on the page; copy the words from it")
        spans.append(f"{found.start()}-{found.end()}")
    return ",".join(spans)


def back_of(asked: Asked) -> str:
    """Where the form wants to go back to: an address of ours, or empty."""
    back = asked.filled("back")
    ours = re.fullmatch(r"/(?![/\\])[!-\[\]-~]{0,1500}", back)
    return back if ours else ""


def _where(record: Record, row: Any) -> str:
    """Where the row stands now; where it was rejected, its page."""
    for name in (row.id, getattr(row, "page", "")):
        try:
            return address_of(*record.row(name))
        except NotOnRecord:
            continue
    return "/review"


def judge_all(asked: Asked) -> Answer:
    """`POST /judge`: one decision on every row that is ticked; rows that changed meanwhile are left as they are."""
    names = [name for name in asked.form.getlist("row") if isinstance(name, str)]
    kind, _, value = asked.filled("decision").partition("=")
    done, judged = [], []
    with ONE_AT_A_TIME:
        for name in names:
            item = item_of(asked.record, asked.desk, name)
            if item is not None and item.seen == asked.filled(f"seen:{name}"):
                done.append(_decided(asked, name, kind, value))
                judged.append(name)
    if not names:
        return Problem(422, "No row is ticked", "Tick the rows that the decision is about, and send it again.")
    if done:
        settled(asked.record)
    changed = len(names) - len(judged)
    return Elsewhere(with_done(back_of(asked) or "/review", done, changed), rows=tuple(judged))
