"""0016: the rows of a day, so that those of a rare one need not be looked for among all."""

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_passages_day_kind_n", "passages", ["day", "kind", "n"])
