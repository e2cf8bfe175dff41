"""How fast does `onrecord build` read and compare a pile, and how much memory does it take?

    python bench/build.py [--pages 2000] [--memory] [--folder build/bench]

Every number but the peers' is taken from a whole `onrecord build`, started as a user starts it: loading, reading,
committing and comparing included. The pile is made of the examples (see pile.py), the same bytes on every run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import parts
import pile

HERE = Path(__file__).resolve().parent.parent
EXAMPLES = HERE / "examples" / "pages"
WORKERS = (1, 2)
SMALL, LARGE = 500, 5_000
"""Pages of the two piles whose memory is compared."""

PEERS = 400
"""Pages on which the parts that a build stands on are timed alone."""

SETTLING = "comparing what the pages say"
"""The line of `onrecord build` between its two halves."""

SAMPLED = 0.25
"""Seconds between two looks at the memory of all processes."""


@dataclass(frozen=True, slots=True)
class Run:
    """One build. Times in seconds, memory in MB (10^6 bytes).

    `largest` is the peak of the largest process; `together` that of all processes, memory that they share counted
    once (None where /proc does not tell).
    """

    pages: int
    workers: int
    wall: float
    reading: float
    settling: float
    cpu: float
    largest: float
    together: float | None
    counts: dict[str, int]

    @property
    def pace(self) -> float:
        """Pages per second of the whole build."""
        return self.pages / self.wall


def run(folder: Path, record: Path, workers: int) -> Run:
    """Build a fresh record of the pages in `folder`."""
    for old in record.parent.glob(f"{record.name}*"):
        old.unlink()
    command = [sys.executable, "-m", "onrecord.cli", "build", str(folder), "--record", str(record), "--json"]
    began = time.monotonic()
    with subprocess.Popen(
        [*command, "--workers", str(workers)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as started:
        watch = Watch(started.pid)
        parted = next((time.monotonic() for line in started.stderr or () if SETTLING in line), None)
        told = started.stdout.read() if started.stdout else ""
        _, status, used = os.wait4(started.pid, 0)  # unlike `wait`, it tells what this one process used
        started.returncode = os.waitstatus_to_exitcode(status)
    ended = time.monotonic()
    watch.stop()
    if status or parted is None:
        raise SystemExit(f"the build failed: {' '.join(command)}")
    unit = 1 if sys.platform == "darwin" else 1024
    counts = json.loads(told)["counts"]
    return Run(
        counts["pages"],
        workers,
        ended - began,
        parted - began,
        ended - parted,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss * unit / 1e6,
        watch.peak or None,
        counts,
    )


class Watch:
    """Looks at the memory of a process and its children until it is stopped; `peak` in MB, 0 where unknown."""

    def __init__(self, root: int) -> None:
        self.peak = 0.0
        self._root = root
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stopped.wait(SAMPLED):
            self.peak = max(self.peak, sum(map(_held, _family(self._root))))


def _family(root: int) -> Iterable[int]:
    yield root
    for task in Path(f"/proc/{root}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:  # it has ended between two looks
            continue
        for child in children:
            yield from _family(int(child))


def _held(process: int) -> float:
    """The process's share of memory (PSS) in MB: what several processes share counts once in their sum."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Pss:")), 0.0)


def table(runs: Iterable[Run]) -> Iterator[str]:
    """The runs as a table of Markdown, a line as soon as its run has ended."""
    yield "| pages | workers | pages/s | wall | reading | comparing | CPU | largest process | all processes |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for one in runs:
        together = f"{one.together:.0f} MB" if one.together else "unknown"
        yield (
            f"| {one.pages:,} | {one.workers} | {one.pace:.1f} | {one.wall:.0f} s | {one.reading:.0f} s "
            f"| {one.settling:.1f} s | {one.cpu:.0f} s | {one.largest:.0f} MB | {together} |"
        )


def shown(runs: Iterable[Run]) -> list[Run]:
    """The runs, each printed when it has ended."""
    done: list[Run] = []
    for line in table(_kept(runs, done)):
        print(line, flush=True)
    return done


def _kept(runs: Iterable[Run], done: list[Run]) -> Iterator[Run]:
    for one in runs:
        done.append(one)
        yield one


def speed(pages: int, folder: Path) -> None:
    """Builds with one worker and with more, and the ratio of their paces and of the second half to the first."""
    size = pile.write(EXAMPLES, folder / "pages", pages)
    print(f"{pages:,} pages, {size / 1e6:.2f} MB\n", flush=True)
    runs = shown(run(folder / "pages", folder / "bench.db", workers) for workers in WORKERS)
    first = runs[0]
    held = ", ".join(f"{first.counts[kind]:,} {kind}" for kind in ("statements", "figures", "stories", "links"))
    print(f"\nThe record: {held}")
    print(f"{runs[-1].workers} workers against one: {runs[-1].pace / first.pace:.2f} times the pages/s")
    print(f"comparing against reading, one worker: {first.settling / first.reading:.2f}\n")


def memory(folder: Path) -> None:
    """Builds of a small and a large pile, and the ratio of their memory."""
    small, large = shown(_of(pages, folder) for pages in (SMALL, LARGE))
    print(f"\nmemory, {LARGE:,} pages against {SMALL:,}: {large.largest / small.largest:.2f}")
    print(f"seconds a page in the second half: {large.settling / LARGE / (small.settling / SMALL):.2f}\n")


def _of(pages: int, folder: Path) -> Run:
    pile.write(EXAMPLES, folder / "pages", pages)
    return run(folder / "pages", folder / "bench.db", 1)


def shares(pages: int, folder: Path) -> None:
    """What each stage takes in one process, and what the libraries take alone."""
    pages = min(pages, PEERS)
    told = list(parts.stages(folder / "pages", folder / "parts.db", pages))
    whole = sum(seconds for _, seconds in told)
    print("| stage, one process | CPU | ms a page | share |", "|---|---|---|---|", sep="\n")
    for name, seconds in told:
        print(f"| {name} | {seconds:.1f} s | {1000 * seconds / pages:.1f} | {seconds / whole:.0%} |")
    print("\n| alone | pages | CPU | pages/s |", "|---|---|---|---|", sep="\n")
    for name, some, seconds in parts.peers(folder / "pages", pages):
        print(f"| {name} | {some} | {seconds:.1f} s | {some / seconds:.1f} |")


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--pages", type=int, default=2_000, help="pages of the pile (default 2000)")
    asked.add_argument("--memory", action="store_true", help=f"compare {SMALL} and {LARGE} pages; takes long")
    asked.add_argument("--folder", type=Path, default=HERE / "build" / "bench", help="where pages and records lie")
    given = asked.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}")
    if given.memory:
        memory(given.folder)
    else:
        speed(given.pages, given.folder)
        shares(given.pages, given.folder)


if __name__ == "__main__":
    main()
