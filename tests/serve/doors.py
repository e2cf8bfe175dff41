"""Through which doors is a record seen? The terminal, JSON and the report; a rule of showing must hold at each."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from rich.console import Console

from onrecord.serve import front, report, terminal
from onrecord.serve.desk import Desk
from onrecord.serve.holdings import Holdings
from onrecord.store import Record


def desk_of(record: Record, text: Any = "cites") -> Desk:
    """A desk as the command line makes one."""
    return Desk(Holdings(record), text=text)


def typed(view: object) -> str:
    """A view as the terminal prints it, without colours."""
    console = Console(width=100_000, color_system=None)
    with console.capture() as caught:
        terminal.show(console, view)
    return caught.get()


PRINTERS: dict[str, Callable[[object], str]] = {"terminal": typed, "json": terminal.json_of}


def html_of(record: Record, text: Any = "cites", title: str = "The Tavra pages") -> str:
    """The report of a record, as markup."""
    return report.page_of(front.front_of(desk_of(record, text), title=title))


def section_of(page: str, name: str) -> str:
    """The words a reader sees in one section of the report; empty when it is not there."""
    found = re.search(rf'<section id="{name}".*?(?=<section id=|</main>)', page, re.DOTALL)
    return words_of(found.group()) if found else ""


def words_of(markup: str) -> str:
    """Markup without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def everywhere(record: Record) -> dict[str, str]:
    """The overview and every row of the record as each door shows it, and the report."""
    desk = desk_of(record)
    kinds = ("pages", "statements", "figures", "entities", "stories", "utterances", "series", "links")
    names = [row.id for kind in kinds for row in record.rows(kind)]
    views = [front.overview_of(desk), *(front.shown_of(desk, name) for name in names)]
    shown = {door: "\n".join(map(printer, views)) for door, printer in PRINTERS.items()}
    return shown | {"report": words_of(html_of(record).split("<body>")[1].split("<script>")[0])}
