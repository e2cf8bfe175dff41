"""Where does each row come from, and from how many independent origins?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord import corroborate
from onrecord.model import Lineage, Office, PageId
from onrecord.settling.going import Going
from onrecord.store import Settling

AT_ONCE = 256
"""Pages whose rows are held at a time."""


def put_lineages(going: Going) -> None:
    """Write where each statement, figure and step of listing comes from."""
    new, traces, facts = going.new, going.held.traces, going.held.facts
    carried = corroborate.carried(going.held.shared, traces, facts)
    taken = corroborate.borrowed(going.held.shared, [*going.held.found.reused, *carried])
    for start in range(0, len(traces), AT_ONCE):
        some = traces[start : start + AT_ONCE]
        held: dict[PageId, list[Office]] = {}
        for office in new.where("offices", "page", [trace.page for trace in some]).values():
            held.setdefault(office.page, []).append(office)
        around = {t.page: corroborate.Around(facts[t.page], t, held.get(t.page, ()), taken) for t in some}
        for kind, found in _lineages(new, around):
            new.update(kind, ((row, {"lineage": lineage}) for row, lineage in found.items()))


def _lineages(
    new: Settling, around: Mapping[PageId, corroborate.Around]
) -> Iterator[tuple[str, Mapping[str, Lineage]]]:
    statements = new.where("statements", "page", around)
    said = {row.id: corroborate.of_statement(row, around[row.page]) for row in statements.values()}
    yield "statements", said
    for kind, lineage_of in (("figures", corroborate.of_figure), ("designations", corroborate.of_designation)):
        rows = new.where(kind, "page", around).values()
        yield kind, {row.id: lineage_of(row, said.get(row.statement or ""), around[row.page]) for row in rows}


def put_origins(going: Going) -> None:
    """Write from how many origins figures and steps of listing come."""
    new = going.new
    for figures in new.grouped("figures", by=lambda figure: figure.series or figure.id):
        counts = corroborate.of_figures(figures, {row.id: row.lineage for row in figures})
        new.update("figures", ((row, {"origins": count}) for row, count in sorted(counts.items())))
    for steps in new.grouped("designations", by=corroborate.act_of):
        counts = corroborate.of_designations(steps, {row.id: row.lineage for row in steps})
        new.update("designations", ((row, {"origins": count}) for row, count in sorted(counts.items())))
