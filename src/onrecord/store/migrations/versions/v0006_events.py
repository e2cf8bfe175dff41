"""0006: PLOVER codes and day words of events, the event of a statement and the statement of a designation."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; rows that were read before say nothing of these until their page is read again."""
    op.add_column("events", sa.Column("code", sa.Text(), nullable=True))
    op.add_column("events", sa.Column("mode", sa.Text(), nullable=True))
    op.add_column("events", sa.Column("date_words", sa.JSON(), nullable=True))
    op.add_column("statements", sa.Column("event", sa.Text(), nullable=True))
    op.add_column("designations", sa.Column("statement", sa.Text(), nullable=True))
