"""0008: where the places of datelines, figures, events and entities are."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns; they are filled when the record is settled again."""
    for table in ("pages", "figures", "events", "entities"):
        op.add_column(table, sa.Column("located", sa.JSON(), nullable=True))
