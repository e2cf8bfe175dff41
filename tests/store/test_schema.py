"""Do the tables hold every record of the model, and do the migrations make just these tables?"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from onrecord.model import KINDS, Claims, names_of
from onrecord.store.arrow import schema_of
from onrecord.store.cells import FIELDS, cells_of, claims_of, packed, record_of
from onrecord.store.schema import INDEXED, METADATA, PUBLIC, VERSIONS

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WHOLE = st.integers(-(2**63), 2**63 - 1)

for plain, strategy in ((str, TEXT), (float, NUMBERS), (int, WHOLE)):
    st.register_type_strategy(plain, strategy)


def records(kind: str) -> st.SearchStrategy[Any]:
    return st.builds(KINDS[kind], **{n: st.from_type(hint) for n, hint in get_type_hints(KINDS[kind]).items()})


@pytest.mark.parametrize("kind", KINDS)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_every_record_comes_back_from_its_table_as_it_went_in(record, kind, data):
    row = data.draw(records(kind))
    table = PUBLIC[kind]
    with record.writing() as connection:
        connection.execute(table.delete())
        connection.execute(insert(table), [cells_of(kind, row)])
        [cells] = connection.execute(select(*(table.c[name] for name in FIELDS[kind])))
        assert record_of(kind, cells) == row


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(claims=st.from_type(Claims))
def test_claims_come_back_from_their_blob(claims):
    assert claims_of(packed(claims)) == claims


@pytest.mark.parametrize("kind", KINDS)
def test_every_public_field_is_a_column_and_an_arrow_field(kind):
    assert set(names_of(KINDS[kind])) <= set(PUBLIC[kind].c.keys())
    assert tuple(schema_of(kind).names) == names_of(KINDS[kind])


def test_every_indexed_column_is_a_field():
    for kind, columns in INDEXED.items():
        assert set(columns) <= {field.name for field in fields(KINDS[kind])}


def test_the_migrations_make_the_tables_of_the_schema(record):
    with record.asking() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        changes = [change for change in compare_metadata(context, METADATA) if "words" not in str(change)]
    assert changes == [], "a field was added to the model: add a migration, see src/onrecord/store/migrations"


def test_the_migrations_are_numbered_without_a_gap():
    assert tuple(f"{n:04}" for n in range(1, len(VERSIONS) + 1)) == VERSIONS
