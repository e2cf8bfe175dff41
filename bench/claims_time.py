"""How well are time words found and dated, beside other libraries on the same pages in the same run?

The part "time" of `bench/claims.py`. Each library is asked as its documentation says, with the page's day as the day
to count from, and what it answers is written in TIMEX3; those that tell no granularity are taken to mean the day.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, TypeAlias

import quality
from predicted import Row

Reader: TypeAlias = Callable[[Iterable[Row]], Iterator[Row]]

NEEDS: dict[str, tuple[str, str]] = {
    "recognizers-text": ("recognizers_date_time", "recognizers-text-date-time"),
    "dateparser": ("dateparser", "dateparser"),
    "parsedatetime": ("parsedatetime", "parsedatetime"),
    "timexy": ("timexy", "timexy"),
}
"""The module and the distribution of a peer; one that is not installed is left out."""

SCORES = {"relaxed.F1": "overlap", "value.F1": "value", "type.F1": "type", "date_acc": "calendar dates right"}

KINDS: dict[str, str] = {"date": "DATE", "time": "TIME", "datetime": "TIME", "duration": "DURATION", "set": "SET"}
"""TIMEX3's types by the ends of the names that Recognizers-Text has for them."""


def _answered(row: Row, found: Iterable[tuple[int, int, str, str | None]]) -> Row:
    timexes = [{"start": start, "end": end, "type": type_, "value": value} for start, end, type_, value in found]
    return {"id": row["id"], "timexes": timexes}


def _day(row: Row) -> datetime:
    return datetime.fromisoformat(row["dct"])


def recognizers(rows: Iterable[Row]) -> Iterator[Row]:
    """Recognizers-Text: spans, types and TIMEX values; of a past and a future date the past one, as in news."""
    library = import_module("recognizers_date_time")
    for row in rows:
        told = library.recognize_datetime(row["text"], library.Culture.English, reference=_day(row))
        yield _answered(row, ((one.start, one.end + 1, *_resolved(one)) for one in told))


def _resolved(one: Any) -> tuple[str, str | None]:
    values = (one.resolution or {}).get("values") or [{}]
    kind = one.type_name.partition(".")[2].removesuffix("range")
    timex = values[0].get("timex") or ""
    whole = timex and "X" not in timex and "(" not in timex
    return KINDS.get(kind, "DATE"), timex if whole else values[0].get("value") or values[0].get("start")


def dates_parsed(rows: Iterable[Row]) -> Iterator[Row]:
    """dateparser's search: words and days without places, so that each is looked for behind the one before."""
    search = import_module("dateparser.search").search_dates
    for row in rows:
        settings = {"RELATIVE_BASE": _day(row), "PREFER_DATES_FROM": "past"}
        yield _answered(row, _placed(row["text"], search(row["text"], languages=["en"], settings=settings) or []))


def _placed(text: str, told: Iterable[tuple[str, datetime]]) -> Iterator[tuple[int, int, str, str]]:
    end = 0
    for words, day in told:
        start = text.find(words, end)
        if start >= 0:
            end = start + len(words)
            yield start, end, "DATE", f"{day:%Y-%m-%d}"


def parsed_datetimes(rows: Iterable[Row]) -> Iterator[Row]:
    """parsedatetime: places, and whether it is a date (1), a time (2) or both (3)."""
    calendar = import_module("parsedatetime").Calendar()
    for row in rows:
        found = calendar.nlp(row["text"], _day(row)) or ()
        yield _answered(
            row,
            (
                (
                    start,
                    end,
                    "DATE" if flag == 1 else "TIME",
                    f"{day:%Y-%m-%d}" if flag == 1 else f"{day:%Y-%m-%dT%H:%M}",
                )
                for day, flag, start, end, _ in found
            ),
        )


def timexy(rows: Iterable[Row]) -> Iterator[Row]:
    """timexy: a spaCy component whose entities carry TIMEX3 tags."""
    import_module("timexy")
    pipeline = import_module("spacy").blank("en")
    pipeline.add_pipe("timexy", config={"label": "timexy"})
    for row in rows:
        with redirect_stdout(sys.stderr):  # it prints what it gives up on
            entities = pipeline(row["text"]).ents
        tags = ((entity, dict(part.split("=") for part in entity.kb_id_.split()[1:])) for entity in entities)
        yield _answered(
            row,
            (
                (e.start_char, e.end_char, tag["type"].strip('"'), tag["value"].strip('"').partition("T00:00")[0])
                for e, tag in tags
            ),
        )


PEERS: dict[str, Reader] = {
    name: read
    for name, read in {
        "recognizers-text": recognizers,
        "dateparser": dates_parsed,
        "parsedatetime": parsed_datetimes,
        "timexy": timexy,
    }.items()
    if find_spec(NEEDS[name][0])
}

PARTS: dict[str, quality.Part] = {
    "time": replace(
        quality.PARTS["time"], shown=SCORES, peers={f"{name} {version(NEEDS[name][1])}": PEERS[name] for name in PEERS}
    )
}
"""The part of `bench/claims.py` that this is: with peers, and with the share of calendar dates that are right."""
