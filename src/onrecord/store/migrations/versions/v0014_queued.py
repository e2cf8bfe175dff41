"""0014: which rows stand in line for a person's look."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

USES = "(SELECT count(*) FROM links l WHERE l.a = {end}) + (SELECT count(*) FROM links l WHERE l.b = {end})"

LINES = (
    ("statements", "confidence", ("t.id",), "t.id IN (SELECT statement FROM doubts)"),
    ("figures", "confidence", ("t.id",), "true"),
    ("links", "score", ("t.a", "t.b"), "t.kind = 'conflicts'"),
)
"""The lines of queued.py when this was written: a table, how sure its rows are, the ends of links, which rows."""


def upgrade() -> None:
    """Make the table and fill it: a queue must not be empty until the record is settled again."""
    op.create_table(
        "queued",
        sa.Column("row", sa.Text(), primary_key=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("tenth", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("sure", sa.Float(), nullable=False),
    )
    op.create_index("ix_queued_order", "queued", ["kind", "tenth", sa.text("uses DESC"), "sure", "row"])
    for kind, sure, ends, where in LINES:
        uses = " + ".join(USES.format(end=end) for end in ends)
        op.execute(
            f"INSERT INTO queued (row, kind, tenth, uses, sure) "
            f"SELECT t.id, '{kind}', CAST(t.{sure} * 10 - 0.5 AS INTEGER), {uses}, t.{sure} FROM {kind} t WHERE {where}"
        )
