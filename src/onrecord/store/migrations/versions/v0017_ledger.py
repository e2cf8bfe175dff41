"""0017: what a record keeps so that one more page is compared with its neighbours only."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the tables; they are filled when the record is settled next."""
    op.create_table(
        "meetings",
        sa.Column("key", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("place", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("row", sa.BigInteger(), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ties",
        sa.Column("step", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("a", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("b", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "kept",
        sa.Column("shelf", sa.Text(), primary_key=True),
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sqlite_with_rowid=False,
    )
