"""How does a round of fetching read in a terminal?"""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from onrecord import __version__
from onrecord.fetch import Fetched
from onrecord.serve.terminal import line, printed, refused
from onrecord.serve.words import many


def agent() -> str:
    """The name under which pages are asked for, unless the user gives another."""
    return f"onrecord/{__version__} (reads news for one desk; give its address with --agent)"


def is_empty(told: Fetched) -> bool:
    """Whether a round gave nothing but refusals."""
    got = told.new + told.changed + told.unchanged + told.known
    return not got and bool(told.refusals or told.reserved)


@printed.register
def _(view: Fetched) -> Iterator[Text]:
    known = f"; {view.changed:,} changed, {view.unchanged:,} unchanged, {view.known:,} known; {view.seconds:,.1f} s"
    yield line((f"{view.warc}: {many(view.new, 'new page')}", "bold"), known)
    yield from refused(view.reserved, "Kept back by their owners, with a note in the file")
    yield from refused(view.refusals, "Not fetched")
    if view.new or view.changed:
        yield line("\nNext: ", (f"onrecord build {view.warc} --record news.db", "bold"))
