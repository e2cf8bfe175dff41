"""0013: what the words of rows mean."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table. It is filled when somebody asks for it."""
    op.create_table(
        "vectors",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("row", sa.Text(), nullable=False, unique=True),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("signs", sa.LargeBinary(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
    )
    op.create_index("ix_vectors_page", "vectors", ["page"])
