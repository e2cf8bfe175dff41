"""0009: where statements, figures and designations come from, and from how many independent origins."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the columns; they are filled when the record is settled again."""
    for table in ("statements", "figures", "designations"):
        op.add_column(table, sa.Column("lineage", sa.JSON(), nullable=True))
    for table in ("figures", "designations"):
        op.add_column(table, sa.Column("origins", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("utterances", sa.Column("lineage", sa.JSON(), nullable=False, server_default="[]"))
