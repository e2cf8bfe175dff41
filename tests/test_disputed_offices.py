"""Do two pages that disagree on an office stand side by side in the record, both as they were told?"""

from __future__ import annotations

from pathlib import Path

from onrecord.pipeline import build
from onrecord.store import Record

PAGE = "Weir to close\nTide Post\n3 May 2031\n\n{told}\n\nThe weir has stood in Vell since 1990, residents said.\n"


def test_a_disputed_office_is_a_conflict_and_not_a_merge(tmp_path: Path) -> None:
    first = "Nela Orsk, head of the Tavra River Commission, said on Saturday that the weir would close in June."
    other = "The weir would close in June, said Nela Orsk, deputy head of the Tavra River Commission, on Saturday."
    for name, told in (("a.txt", first), ("b.txt", other)):
        (tmp_path / name).write_text(PAGE.format(told=told), encoding="utf-8")
    build([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], tmp_path / "r.db", attribution="rules")
    with Record.open(tmp_path / "r.db") as record:
        offices = {office.id: office.title for office in record.rows("offices")}
        [link] = [link for link in record.links() if link.by == "rule:office_status"]
    assert {offices[link.a], offices[link.b]} == {"head", "deputy head"}
    assert link.kind == "conflicts" and link.why.startswith("Accounts differ")
