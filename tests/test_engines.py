"""How a stage is mapped over batches."""

from __future__ import annotations

import pytest

from onrecord.engines import mapped


def double(batch: list[int]) -> list[int]:
    return [2 * number for number in batch]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_batches_whatever_the_workers(workers):
    batches = [[n, n + 1] for n in range(0, 20, 2)]
    assert list(mapped(double, batches, workers=workers)) == [double(batch) for batch in batches]


def test_no_more_batches_are_drawn_than_are_under_way():
    drawn = []

    def batches():
        for number in range(100):
            drawn.append(number)
            yield [number]

    results = mapped(double, batches(), workers=2)
    next(results)
    assert len(drawn) < 10
    results.close()
