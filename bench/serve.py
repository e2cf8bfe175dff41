"""How long does the web app take over a screen of a large record, and how much does a screen weigh?

    python bench/serve.py [--pages 100000] [--seconds 6] [--pause 0.25] [--kept build/bench]

A record of the invented world is made once (standing.py) and kept. `onrecord serve` is started on loopback as its users
start it, and eight processes ask it for one kind of screen at a time, each for other rows, for a few seconds; between
two screens each reads for a while (`--pause`, the mean in seconds; 0 asks without end). Times are what the app says in
`server-timing`: `app` from the request to the answer, waiting for others included, `cpu` its work alone, which a busy
machine tells nearly the same; wall is what the client sees. The weight is the screen as a browser gets it compressed.
"""

from __future__ import annotations

import argparse
import gzip
import multiprocessing
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import quantiles
from typing import TypeAlias
from urllib.parse import quote

import chronicle
import httpx
import standing
from sqlalchemy import text

from onrecord.store import Record

HERE = Path(__file__).resolve().parent.parent

CLIENTS = 8
PATIENCE = 30
"""Seconds after which a request has failed."""

MOST = 400
"""Requests of one client for one screen."""

DRAWN = 300
"""Rows of a kind that are asked for, drawn from all over the record."""

MARKS: dict[str, int] = {"search": 60, "search, narrowed": 60, "search, popular": 60, "reader": 80, "story": 80}
"""Milliseconds of server time that 95 of 100 requests stay under."""

WEIGHT = 60
"""Kilobytes (of 1,000 bytes, gzip) that a screen without charts stays under."""

ADDRESS = re.compile(r"http://\S+")
TIMED = {name: re.compile(rf"{name};dur=([\d.]+)") for name in ("app", "cpu")}


READY: list[Barrier] = []
"""In a client's process: where it waits until all clients are there."""

Times: TypeAlias = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of one screen's requests (see above), its weight in bytes, and how many failed."""

    app: tuple[float, ...]
    cpu: tuple[float, ...]
    wall: tuple[float, ...]
    weight: int
    failed: int


def addresses(record: Path) -> dict[str, list[str]]:
    """What is asked of each kind of screen."""
    drawn = random.Random(7)
    with Record.open(record) as opened, opened.asking() as connection:

        def ids(question: str) -> list[str]:
            found = sorted(connection.execute(text(question)).scalars())
            return drawn.sample(found, min(DRAWN, len(found)))

        rows = {
            "reader": ("page", "SELECT id FROM pages"),
            "story": ("story", "SELECT id FROM stories WHERE json_array_length(pages) > 1"),
            "statement": ("statement", "SELECT id FROM statements"),
            "utterance": ("utterance", "SELECT id FROM utterances WHERE json_array_length(statements) > 1"),
            "actor": ("actor", "SELECT id FROM entities WHERE kind = 'person'"),
            "series": ("series", "SELECT id FROM series"),
            "why": ("why", "SELECT id FROM figures"),
        }
        screens = {name: [f"/{path}/{quote(one)}" for one in ids(asked)] for name, (path, asked) in rows.items()}
        names = ids("SELECT name FROM entities WHERE kind = 'person'")
        outlets = ids("SELECT DISTINCT outlet FROM pages WHERE outlet IS NOT NULL")
    return screens | searches(names, outlets, drawn) | WHOLE


WHOLE: dict[str, list[str]] = {
    "overview": ["/"],
    "review": ["/review", "/review?sheet=3"],
    "conflicts": ["/conflicts", "/conflicts?sheet=2"],
    "changes": ["/changes"],
    "designations": ["/designations"],
    "quality": ["/quality"],
}
"""Screens of the whole record."""


def searches(names: Sequence[str], outlets: Sequence[str], drawn: random.Random) -> dict[str, list[str]]:
    """Questions: words of every frequency, the same narrowed, and words that stand on nearly every page."""
    topics = [word for number in drawn.sample(range(5_000), 60) for word in chronicle.story(number).topic]
    common = chronicle.NOUNS
    plain = [
        *(f"{drawn.choice(topics)} {drawn.choice(common)}" for _ in range(100)),
        *(drawn.choice(topics) for _ in range(60)),
        *(name for name in names[:60]),
        *(f'"{drawn.choice(chronicle.ADJECTIVES)} {drawn.choice(common)}"' for _ in range(40)),
        *(f"{drawn.choice(topics)[:5]}*" for _ in range(20)),
        *(f"{word}x" for word in topics[:20]),
    ]
    narrow = [
        *(f'{drawn.choice(common)} speaker:"{name}"' for name in names[:60]),
        *(f'{drawn.choice(common)} outlet:"{drawn.choice(outlets)}"' for _ in range(60)),
        *(f"{drawn.choice(common)} from:2031-0{drawn.randrange(1, 9)} to:2031-09" for _ in range(40)),
        *(f"{drawn.choice(common)} kind:{kind}" for kind in ("pages", "statements", "figures", "entities") * 10),
    ]
    popular = ["the", "said", "the said of", "government", "government police", "before the", "*a", "families were"]
    asked = {"search": plain, "search, narrowed": narrow, "search, popular": popular}
    return {name: [f"/search?q={quote(words)}" for words in questions] for name, questions in asked.items()}


def _meet_at(barrier: Barrier) -> None:
    READY.append(barrier)


def answered(address: str, seed: int, paths: Sequence[str], seconds: float, pause: float) -> tuple[Times, int]:
    """One client asking for its rows, one after the other: its times, and how many requests failed."""
    drawn = random.Random(seed)
    times: Times = {"app": [], "cpu": [], "wall": []}
    failed = 0
    with httpx.Client(base_url=address, timeout=PATIENCE, headers={"accept-encoding": "gzip"}) as client:
        READY[0].wait()  # a client that is still being started takes the processor from the server
        ends = time.monotonic() + seconds
        for path in islice(cycle(paths), MOST):
            time.sleep(drawn.uniform(0, 2 * pause))
            began = time.perf_counter()
            answer = client.get(path)
            times["wall"].append(1000 * (time.perf_counter() - began))
            for name, pattern in TIMED.items():
                if told := pattern.search(answer.headers.get("server-timing", "")):
                    times[name].append(float(told[1]))
            # Somebody without an office has no page, and what waits is not shown: those are answers.
            failed += answer.status_code not in (200, 404)
            if time.monotonic() > ends:
                break
    return times, failed


def timed(address: str, paths: Sequence[str], seconds: float, pause: float, clients: int) -> Timed:
    """All clients asking for one kind of screen at a time."""
    spawned = multiprocessing.get_context("spawn")
    own = [paths[client::clients] or paths for client in range(clients)]
    with spawned.Pool(clients, _meet_at, (spawned.Barrier(clients),)) as pool:
        asked = [(address, client, rows, seconds, pause) for client, rows in enumerate(own)]
        told = pool.starmap(answered, asked, chunksize=1)
    several = [tuple(one for times, _ in told for one in times[name]) for name in ("app", "cpu", "wall")]
    with httpx.Client(base_url=address, timeout=PATIENCE) as client:
        weight = max(len(gzip.compress(client.get(path).content)) for path in list(paths)[:20])
    return Timed(*several, weight=weight, failed=sum(failed for _, failed in told))


def shares(times: Sequence[float]) -> str:
    """What 50, 95 and 99 of 100 requests stay under."""
    if len(times) < 2:
        return "-"
    cuts = quantiles(times, n=100, method="inclusive")
    return " / ".join(f"{cuts[at - 1]:.0f}" for at in (50, 95, 99))


def row(name: str, one: Timed) -> str:
    """The row of one screen."""
    mark = MARKS.get(name)
    high = quantiles(one.app, n=20, method="inclusive")[-1] if len(one.app) > 1 else float("inf")
    held = "" if mark is None else f"<= {mark}: {'yes' if high <= mark else 'NO'}"
    light = f"{one.weight / 1000:.0f} KB{'' if one.weight <= 1000 * WEIGHT else ' (over)'}"
    return (
        f"| {name} | {len(one.wall)} | {shares(one.app)} | {held} | {shares(one.cpu)} | {shares(one.wall)} | {light} "
        f"| {one.failed or ''} |"
    )


HEAD = (
    "| screen | requests | app ms, p50 / p95 / p99 | mark, p95 | cpu ms | wall ms at the client | gzip | failed |\n"
    "|---|---|---|---|---|---|---|---|"
)


@contextmanager
def served(record: Path) -> Iterator[str]:
    """`onrecord serve` as its users start it; the address it tells."""
    command = [sys.executable, "-m", "onrecord.cli", "serve", str(record), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            told = ADDRESS.search(process.stdout.readline())
            if told is None:
                raise SystemExit("the app did not start")
            yield told[0]
        finally:
            process.terminate()


def made(folder: Path, pages: int) -> Path:
    """The kept record, made where there is none."""
    record = folder / f"standing.{pages}.db"
    if not record.exists():
        folder.mkdir(parents=True, exist_ok=True)
        standing.make(record, pages, lambda told: print(told, file=sys.stderr, flush=True))
    return record


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", type=int, default=100_000, help="pages of the record")
    asked.add_argument("--seconds", type=float, default=6, help="how long each screen is asked for")
    asked.add_argument("--pause", type=float, default=0.25, help="seconds that a client reads, in the mean")
    asked.add_argument("--clients", type=int, default=CLIENTS, help="processes that ask at a time")
    asked.add_argument("--kept", type=Path, default=HERE / "build" / "bench", help="the folder of the made record")
    asked.add_argument(
        "--warm", type=float, default=20, help="seconds that the server gets for what it works out at start"
    )
    asked.add_argument("--only", help="screens to ask for, by the beginning of their names")
    given = asked.parse_args()
    record = made(given.kept, given.pages)
    screens = {name: paths for name, paths in addresses(record).items() if name.startswith(given.only or "")}
    print(f"{given.pages:,} pages, {given.clients} clients, {record.stat().st_size / 1e6:,.0f} MB\n\n{HEAD}")
    with served(record) as address:
        time.sleep(given.warm)
        for name, paths in screens.items():
            print(row(name, timed(address, paths, given.seconds, given.pause, given.clients)), flush=True)


if __name__ == "__main__":
    main()
