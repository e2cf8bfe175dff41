"""How much processor time does an answer of the API take on a large record?

    python bench/api.py build/bench/standing.100000.db [--times 12]

The record is the one that bench/serve.py makes and keeps. The API is asked in this process, one request at a time, each
list from another place on and each row another one; the time is that of the processor, client included, so that
whatever else the machine does spoils it less.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import quantiles

from starlette.testclient import TestClient

from onrecord.serve.api.app import api_of
from onrecord.serve.api.endpoints import LISTS
from onrecord.store import Record

LIMIT = 50
"""Rows of a stretch: what is sent when nothing else is asked for."""

NARROWED: tuple[tuple[str, str], ...] = (
    ("/statements?page={}", "pages"),
    ("/statements?speaker={}", "entities"),
    ("/mentions?page={}", "pages"),
    ("/mentions?entity={}", "entities"),
    ("/links?row={}", "statements"),
    ("/why/{}", "statements"),
    ("/origins/{}", "figures"),
)
"""What is asked of single rows, and of which kind these are."""

WHOLE: tuple[str, ...] = (
    "/statements?held_back=true",
    "/statements?since=2031-04-03&until=2031-04-03",
    "/links?kind=conflicts",
    "/search?q=government",
    "/changes?since=0",
    "/openapi.json",
)
"""What is asked of the whole record."""


def asked_of(client: TestClient, times: int) -> Iterator[tuple[str, list[str]]]:
    """What is asked, by name: the addresses of each sort."""
    drawn = random.Random(7)
    ids: dict[str, list[str]] = {}
    for kind, *_ in LISTS:
        first = client.get(f"/{kind}?limit=1").json()["rows"]
        if not first:
            continue
        letters = first[0]["id"].rstrip("0123456789abcdef") or first[0]["id"][0]
        places = [f"{letters}{drawn.getrandbits(64):016x}" if letters.isalpha() else "1" for _ in range(times)]
        lists = [f"/{kind}?limit={LIMIT}&after={place}" for place in places]
        rows = [row["id"] for path in lists[: times // 2] for row in client.get(path).json()["rows"]]
        ids[kind] = drawn.sample(rows, min(times, len(rows)))
        yield f"/{kind}", lists
        yield f"/{kind}/{{id}}", [f"/{kind}/{name}" for name in ids[kind]]
    for path, kind in NARROWED:
        yield path, [path.format(name) for name in ids.get(kind, ())]
    yield from ((path, [path] * times) for path in WHOLE)


def row(client: TestClient, name: str, paths: Sequence[str]) -> str:
    """The row of one sort of address: milliseconds that 50 and 95 of 100 answers stay under, and the largest one."""
    spent, largest = [], 0
    for path in paths:
        began = time.process_time()
        answer = client.get(path)
        spent.append(1000 * (time.process_time() - began))
        largest = max(largest, len(answer.content))
        if answer.status_code != 200:
            raise SystemExit(f"{path}: {answer.status_code} {answer.text[:200]}")
    cuts = quantiles(spent, n=20, method="inclusive")
    return f"| `{name}` | {len(spent)} | {cuts[9]:.0f} / {cuts[18]:.0f} | {largest / 1000:.0f} KB |"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("record", type=Path, help="a record on disk")
    asked.add_argument("--times", type=int, default=12, help="requests of each sort")
    given = asked.parse_args()
    with Record.open(given.record) as record:
        client = TestClient(api_of(record), base_url="http://127.0.0.1")
        client.get("/openapi.json")  # what is made once is made now
        print("| address | requests | processor ms, p50 / p95 | largest answer |\n|---|---|---|---|")
        for name, paths in asked_of(client, given.times):
            if len(paths) > 1:
                print(row(client, name, paths), flush=True)


if __name__ == "__main__":
    main()
