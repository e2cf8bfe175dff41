"""What do the libraries that `read` stands on say about the same pages?

With the settings their documentation gives for news articles; nothing is tuned to the pages. What other systems reach
on these data is quoted in docs/quality.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import trafilatura
from htmldate import find_date
from predicted import Row


def trafilatura_pages(rows: Iterable[Row]) -> Iterator[Row]:
    """Body, title, authors and day by trafilatura, reader comments left out."""
    for row in rows:
        found = trafilatura.bare_extraction(row["data"], with_metadata=True, include_comments=False)
        told = {}
        if found is not None:
            authors = found.author.split("; ") if found.author else []
            told = {"body": found.text, "title": found.title, "authors": authors, "published": found.date}
        yield {"file": row["file"], **told}


def htmldate_days(rows: Iterable[Row]) -> Iterator[Row]:
    """The day of first publication by htmldate."""
    for row in rows:
        yield {"file": row["file"], "published": find_date(row["data"], original_date=True)}
