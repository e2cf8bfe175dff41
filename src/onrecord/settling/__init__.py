"""What do many pages say together? The second half of a build, over the whole record, in one transaction.

Who is who, which day, what is said twice, what is copied, what agrees, changes or conflicts. Everything here is
computed anew from what the first half stored, so the outcome does not hang on the order in which pages came.
"""

from __future__ import annotations

from dataclasses import replace
from sys import intern

from onrecord import corroborate
from onrecord.model import Trace
from onrecord.settling.accounts import put_accounts
from onrecord.settling.claims import put_claims
from onrecord.settling.comparing import compared, facts_in, put_compared
from onrecord.settling.days import put_days
from onrecord.settling.judged import Decisions, put_rulings
from onrecord.settling.lineages import put_lineages, put_origins
from onrecord.store import Record, by_people

__all__ = ["settle"]


def settle(record: Record) -> None:
    """Compute everything that depends on more than one page, anew, in one transaction."""
    traces = [_lean(trace) for trace in record.traces()]
    people = by_people(record)
    decisions = Decisions(people)
    with record.settling() as new:
        known = put_claims(new, record, people, decisions)
        facts = facts_in(new)
        shared = corroborate.shared(traces, facts, lambda pages: new.where("pages", "id", pages))
        found = compared(new, traces, shared, facts)
        if put_days(record, new, found, known, traces):
            facts = facts_in(new)
            found = compared(new, traces, shared, facts)
        carried = corroborate.carried(shared, traces, facts)
        new.put(carried)
        put_lineages(new, facts, traces, corroborate.borrowed(shared, [*found.reused, *carried]))
        put_compared(new, found, traces)
        put_accounts(new, found)
        put_rulings(new, decisions)
        put_origins(new)


def _lean(trace: Trace) -> Trace:
    """The trace with one string for each term, however many pages have it: all traces are held at a time."""
    return replace(trace, terms=tuple(map(intern, trace.terms)))
