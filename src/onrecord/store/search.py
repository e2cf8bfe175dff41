"""Where do these words stand: on which pages, in whose statements, in which figures and names?

SQLite's FTS5 lies behind this module and nowhere else. The index keeps no text of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, text

from onrecord.model import BODY, Page

INSERT_PAGE = text("INSERT INTO page_words (rowid, title, body) VALUES (:n, :title, :body)")


def index_pages(connection: Connection, pages: Iterable[tuple[int, Page]]) -> None:
    """Make pages findable: title and body, not the menus around them. The number is the page's `readings.n`."""
    rows = [{"n": n, "title": page.title or "", "body": body_of(page)} for n, page in pages]
    if rows:
        connection.execute(INSERT_PAGE, rows)


def body_of(page: Page) -> str:
    """The words of a page's body, block by block; all its words when no block was told apart."""
    body = "\n".join(page.text[block.start : block.end] for block in page.blocks if block.kind in BODY)
    return body or page.text


def index_passages(connection: Connection) -> None:
    """Make the derived rows findable, after everything else is settled."""
