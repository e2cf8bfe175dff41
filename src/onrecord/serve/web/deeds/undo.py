"""How is a decision taken back, upheld or given a second opinion, by whom, and when is the record settled?"""

from __future__ import annotations

from onrecord.errors import NotOnRecord
from onrecord.model import Judgement
from onrecord.serve.web.asking import Answer, Asked, Elsewhere, Problem
from onrecord.serve.web.deeds.judge import back_of
from onrecord.serve.web.screens.review import with_done
from onrecord.serve.web.settled import settle_now, settled
from onrecord.store import Record, second, undo, uphold

ANOTHERS = Problem(
    403,
    "Not yours to take back",
    "This decision is another's: give a second opinion, or ask an editor to take it back.",
)


def withdraw(asked: Asked) -> Answer:
    """`POST /withdraw`: take decisions back: one's own; for others', and those of rules, see below.

    Of another person it needs an editor. A rule's joining of two names is taken back by setting the names apart.
    """
    names = [name for name in asked.form.getlist("row") if isinstance(name, str)]
    judgements = [_judgement(asked.record, name) for name in names]
    if any(_anothers(asked, each) for each in judgements):
        return ANOTHERS
    made = [undo(asked.record, each, by=_by(asked), why=asked.filled("why"), at=_at(asked)) for each in judgements]
    if made:
        settled(asked.record)
    done = [each.id for each in made if each.withdrawn is None]
    return Elsewhere(with_done(back_of(asked) or "/review?kind=decided", done), rows=tuple(names))


def _anothers(asked: Asked, judgement: Judgement) -> bool:
    own = judgement.by in (f"person:{asked.by.name}",) or judgement.by.startswith("rule:")
    return not own and not asked.by.may("editor")


def upheld(asked: Asked) -> Answer:
    """`POST /uphold/<id>`: say of a rule's joining of two names that it is right."""
    joined = _judgement(asked.record, asked.name)
    made = uphold(asked.record, joined, by=_by(asked), why=asked.filled("why"), at=_at(asked))
    settled(asked.record)
    return Elsewhere(with_done(back_of(asked) or "/review?kind=names", [made.id]))


def seconded(asked: Asked) -> Answer:
    """`POST /second/<id>`: a second opinion on what another decided, whether or not the row is still there."""
    first = _judgement(asked.record, asked.name)
    kind = asked.filled("decision") or first.kind
    made = second(asked.record, first, kind, by=_by(asked), why=asked.filled("why"), at=_at(asked))
    settled(asked.record)
    return Elsewhere(with_done(back_of(asked) or "/review?kind=decided", [made.id]))


def settle(asked: Asked) -> Answer:
    """`POST /settle`: settle the record now, which shows every decision everywhere."""
    settle_now(asked.record)
    return Elsewhere(back_of(asked) or "/review", rows=("record",))


def _judgement(record: Record, name: str) -> Judgement:
    kind, found = record.row(name)
    if kind != "judgements" or found.kind == "forget":
        raise NotOnRecord(f"{name} is no decision on a row")
    judgement: Judgement = found
    return judgement


def _by(asked: Asked) -> str:
    return f"person:{asked.by.name}"


def _at(asked: Asked) -> str:
    return asked.caller.at.isoformat(timespec="milliseconds")
