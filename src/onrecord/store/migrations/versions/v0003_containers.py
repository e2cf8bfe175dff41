"""0003: how far a build has read each container, so that a stopped one goes on there."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; a build that was stopped before it was there reads its containers from their beginning."""
    op.create_table(
        "reached",
        sa.Column("container", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("container"),
    )
