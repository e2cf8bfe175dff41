"""0002: what kind of page it is, the entries of a live blog, and what the markup says of itself."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; pages that were read before keep what is known of them and become articles with no evidence."""
    op.add_column("pages", sa.Column("kind", sa.Text(), nullable=False, server_default="article"))
    op.add_column("pages", sa.Column("renderer", sa.Text(), nullable=False, server_default=""))
    op.add_column("pages", sa.Column("subtitle", sa.Text(), nullable=True))
    op.add_column("pages", sa.Column("section", sa.Text(), nullable=True))
    for name in ("entries", "evidence", "notes"):
        op.add_column("pages", sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
