"""Which Arrow type is each field? Derived from the model, so a table or a Parquet file has the record's own shape."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow

from onrecord.model import KINDS

SCALARS: dict[Any, pyarrow.DataType] = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    float: pyarrow.float64(),
    bool: pyarrow.bool_(),
}


@cache
def schema_of(kind: str) -> pyarrow.Schema:
    """The Arrow schema of a kind of rows."""
    return pyarrow.schema(_members(KINDS[kind]))


def _members(kind: type[Any]) -> list[pyarrow.Field]:
    hints = get_type_hints(kind)
    return [pyarrow.field(part.name, _type_of(hints[part.name])) for part in fields(kind)]


def _type_of(hint: Any) -> pyarrow.DataType:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _type_of(next(part for part in parts if part is not type(None)))
    if origin is Literal:
        return pyarrow.string()
    if origin is tuple:
        return pyarrow.list_(_type_of(parts[0]))
    if is_dataclass(hint):
        return pyarrow.struct(_members(hint))  # type: ignore[arg-type]
    return SCALARS[getattr(hint, "__supertype__", hint)]
