"""How far is a job over pages? A bar with the time left on a terminal, a plain line every few seconds elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from rich import progress
from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn

from onrecord.serve.words import many


class Progress(Protocol):
    """A step of a job over pages. `total` is None while it cannot be known."""

    @property
    def done(self) -> int: ...  # noqa: D102
    @property
    def refused(self) -> int: ...  # noqa: D102
    @property
    def total(self) -> int | None: ...  # noqa: D102
    @property
    def stage(self) -> str: ...  # noqa: D102


@runtime_checkable
class Comparing(Progress, Protocol):
    """A step of a build, which settles when all is read: `step` names what of it begins, empty at its beginning."""

    @property
    def step(self) -> str: ...  # noqa: D102


EVERY = 5.0
"""Seconds between two plain lines."""

SETTLING = "comparing what the pages say"


class Meter:
    """Prints the steps of a build. Use as a context manager and hand it to `pipeline.build` as `progress`."""

    def __init__(self, console: Console, *, clock: Callable[[], float] = monotonic) -> None:
        self._console = console
        self._clock = clock
        self._began = clock()
        self._last = self._began
        self._bar = _bar(console) if console.is_terminal else None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
            self._task = self._bar.add_task("reading", total=None, told="")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def __call__(self, step: Progress) -> None:
        """Take note of a step."""
        now = self._clock()
        if step.stage == "settling" and isinstance(step, Comparing):
            self._settle(step, now)
            return
        told = told_of(step, now - self._began)
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=step.done, total=step.total, told=told)
        elif now - self._last >= EVERY:
            self._last = now
            self._console.print(f"onrecord: {told}{_left(step, now - self._began)}", highlight=False, markup=False)

    def _settle(self, step: Comparing, now: float) -> None:
        """The second half of a build has no pages to count; it tells what it is at."""
        told = f"{SETTLING}: {step.step}" if step.step else SETTLING
        if self._bar and self._task is not None:
            self._bar.update(self._task, total=None, told=f"{many(step.done, 'page')}, {told}")
        elif not step.step or now - self._last >= EVERY:
            self._last = now
            self._console.print(f"onrecord: {told}", highlight=False, markup=False)


def told_of(step: Progress, seconds: float) -> str:
    """A step in words: "320 of 2,000 pages, 3 refused, 41.0 pages/s"."""
    done = f"{step.done:,} of {many(step.total, 'page')}" if step.total is not None else many(step.done, "page")
    return f"{done}, {step.refused:,} refused, {step.done / max(seconds, 0.001):,.1f} pages/s"


def _left(step: Progress, seconds: float) -> str:
    if not step.total or not step.done:
        return ""
    return f", about {many(round(seconds / step.done * (step.total - step.done)), 'second')} left"


def _bar(console: Console) -> progress.Progress:
    return progress.Progress(
        BarColumn(bar_width=28),
        TextColumn("{task.fields[told]}", markup=False),
        TimeRemainingColumn(compact=True),
        console=console,
        transient=True,
    )
