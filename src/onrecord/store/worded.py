"""How is a question asked that every screen asks? It is worded once, and then given values alone.

To make a statement with SQLAlchemy and to look its words up takes longer than SQLite takes to answer it: two
milliseconds for a condition of ten parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ClauseElement, Connection, Dialect, Row

from onrecord.store.cells import POSITIONAL


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of a question for one database, the names of its values in their order, and those already known."""

    words: str
    names: tuple[str, ...]
    known: Mapping[str, Any]

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """The rows that answer it, their cells as the database's driver gives them."""
        given = {**self.known, **values}
        return connection.exec_driver_sql(self.words, tuple(given[name] for name in self.names)).all()


def worded(database: str, asked: ClauseElement) -> Worded:
    """A question in words of a database (its dialect's name); its parameters that need no value yet are to be given."""
    dialect = POSITIONAL[database]()
    told: Any = asked.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    known = {name: _written(told.binds.get(name), value, dialect) for name, value in told.params.items()}
    return Worded(str(told), tuple(told.positiontup or ()), known)


def _written(parameter: BindParameter[Any] | None, value: Any, dialect: Dialect) -> Any:
    """A value as the driver takes it: a path into JSON, say, is written in the database's own way."""
    write = None if parameter is None else parameter.type.dialect_impl(dialect).bind_processor(dialect)
    return value if write is None or value is None else write(value)
