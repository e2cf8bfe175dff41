"""0007: builds with their times, and what each of them changed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the tables. The builds of an older record are not listed; the next one is compared with how it stands."""
    op.create_table(
        "builds", sa.Column("build", sa.Integer(), primary_key=True), sa.Column("at", sa.Text(), nullable=False)
    )
    op.create_table(
        "changes",
        sa.Column("kind", sa.Text(), primary_key=True),
        sa.Column("row", sa.Text(), primary_key=True),
        sa.Column("build", sa.Integer(), primary_key=True),
        sa.Column("before", sa.LargeBinary(), nullable=True),
    )
    op.create_index("ix_changes_build", "changes", ["build"])
