"""How is a stage mapped over the pile: here in this process, or in a pool of processes?

Results come back in the order of the input, and no more than a few batches are under way at a time, so that memory
grows with the batch and not with the pile.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

AHEAD = 2
"""Batches per worker that wait for a place: enough to keep every worker busy."""


def mapped(function: Callable[[In], Out], batches: Iterable[In], *, workers: int = 1) -> Iterator[Out]:
    """`function` over the batches, in their order, in this process or in `workers` others."""
    if workers <= 1:
        yield from map(function, batches)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_serve) as pool:
        waiting: deque[Future[Out]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(function, batch))
                while len(waiting) > workers * AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _serve() -> None:
    """What a worker does first. Ctrl-C is for the parent, which stops the workers in good order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A worker that waits for its next batch never learns that a killed parent will send none: it would wait for ever.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
