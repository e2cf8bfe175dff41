"""0004: whether a figure tells a change, a rate, a flow or a part, and what its clause tells it of."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; figures that were read before say nothing of these until their page is read again."""
    for name in ("direction", "move", "base", "per", "measure", "period", "part_of"):
        op.add_column("figures", sa.Column(name, sa.Text(), nullable=True))
    op.add_column("figures", sa.Column("giver", sa.JSON(), nullable=True))
    op.add_column("figures", sa.Column("about", sa.JSON(), nullable=False, server_default="[]"))
