"""0011: on which rows judgements hold, and what reviewers say to one another about rows."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables. What holds on which row is written when the record is settled again."""
    op.create_table(
        "judged",
        sa.Column("judgement", sa.Text(), primary_key=True),
        sa.Column("row", sa.Text(), primary_key=True, index=True),
    )
    op.create_table(
        "remarks",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("row", sa.Text(), nullable=False, index=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Text(), nullable=True),
    )
