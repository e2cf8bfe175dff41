"""How does a notebook read rows? Lazily: a question is put when the rows are walked through, counted or converted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import Connection, Select, func, select

from onrecord.errors import OnRecordError
from onrecord.store.cells import FIELDS, record_of

if TYPE_CHECKING:
    import pandas
    import pyarrow

T = TypeVar("T")
V = TypeVar("V")

BATCH = 1_000
"""Rows fetched at a time: memory grows with it, not with the record."""

CHUNK = 500
"""How many values one `IN (...)` carries: far under every database's limit."""


@dataclass(frozen=True, slots=True)
class Rows(Generic[T]):
    """Rows of one kind, as an answer of `Record`. Walking through them twice asks twice."""

    kind: str
    asked: Select[Any] = field(repr=False)
    asking: Callable[[], AbstractContextManager[Connection]] = field(repr=False)

    def __iter__(self) -> Iterator[T]:
        with self.asking() as connection:
            yield from stream(connection, self.kind, self.asked)

    def __len__(self) -> int:
        counted = select(func.count()).select_from(self.asked.order_by(None).subquery())
        with self.asking() as connection:
            return int(connection.execute(counted).scalar_one())

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as plain JSON values, under the public names."""
        with self.asking() as connection:
            return [dict(zip(FIELDS[self.kind], cells, strict=True)) for cells in connection.execute(self.asked)]

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table; lists and objects stay lists and structs."""
        import pyarrow

        from onrecord.store.arrow import schema_of

        return pyarrow.Table.from_pylist(self.to_dicts(), schema=schema_of(self.kind))

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame. Raises OnRecordError when pandas is not installed."""
        try:
            import pandas
        except ImportError as error:
            raise OnRecordError("to_pandas needs pandas; install it with: pip install 'onrecord[notebook]'") from error
        return pandas.DataFrame(self.to_dicts(), columns=list(FIELDS[self.kind]))


def stream(connection: Connection, kind: str, asked: Select[Any]) -> Iterator[Any]:
    """The records of a question that asks for the columns of `kind`, in field order."""
    with connection.execute(asked, execution_options={"yield_per": BATCH}) as found:
        for cells in found:
            yield record_of(kind, cells)


def batches(values: Iterable[V], size: int = BATCH) -> Iterator[list[V]]:
    """The values in lists of at most `size`."""
    waiting = iter(values)
    while batch := list(islice(waiting, size)):
        yield batch


def chunks(values: Iterable[Any]) -> Iterable[list[Any]]:
    """The values, sorted, in lists short enough for one `IN (...)`."""
    waiting = sorted(values)
    return (waiting[start : start + CHUNK] for start in range(0, len(waiting), CHUNK))
