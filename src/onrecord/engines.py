"""How is a stage mapped over the pile: here in this process, or in a pool of processes?

Results come back in the order of the input, and no more than a few batches are under way at a time, so that memory
grows with the batch and not with the pile.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

AHEAD = 2
"""Batches per worker that wait for a place: enough to keep every worker busy."""


def mapped(function: Callable[[In], Out], batches: Iterable[In], *, workers: int = 1) -> Generator[Out, None, None]:
    """`function` over the batches, in their order, in this process or in `workers` others.

    Close it when you stop early: the workers then end at once, in the middle of a batch. They also end when this
    process is killed.
    """
    if workers <= 1:
        yield from map(function, batches)
        return
    context = multiprocessing.get_context("spawn")
    watched, kept_open = context.Pipe(duplex=False)
    with kept_open, ProcessPoolExecutor(workers, context, _serve, (watched,)) as pool:
        waiting: deque[Future[Out]] = deque()
        try:
            for batch in batches:
                waiting.append(_submitted(pool, function, batch))
                while len(waiting) > workers * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BaseException:
            kept_open.close()
            raise


def _submitted(pool: ProcessPoolExecutor, function: Callable[[In], Out], batch: In) -> Future[Out]:
    with _ctrl_c_held_back():  # the pool starts its workers here, and they start as this process stands
        return pool.submit(function, batch)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal. It is for the parent, which stops the workers in good order."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(watched: Connection) -> None:
    """What a worker does first: leave Ctrl-C to the parent, and see to it that it ends with the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(watched,), daemon=True).start()


def _end_with_parent(watched: Connection) -> None:
    # The other end closes when the parent stops early, or is killed: then nobody else would end a worker that waits
    # for its next batch.
    watched.poll(None)
    os._exit(1)
