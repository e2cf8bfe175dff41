"""0005: how exact each time expression is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; times that were read before have none until their page is read again."""
    op.add_column("times", sa.Column("granularity", sa.Text(), nullable=True))
