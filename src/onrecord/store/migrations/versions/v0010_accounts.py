"""0010: who may ask over the network: accounts, their sessions and tokens, tries to log in, and what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

STAYS = """
CREATE TRIGGER audit_{deed} BEFORE {deed} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END
"""


def upgrade() -> None:
    """Make the tables. In SQLite nothing in the audit log can be changed or deleted."""
    op.create_table(
        "accounts",
        sa.Column("name", sa.Text(), primary_key=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("removed", sa.Text(), nullable=True),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text(), primary_key=True),
        sa.Column("account", sa.Text(), nullable=False, index=True),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
    )
    op.create_table(
        "tokens",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("digest", sa.Text(), nullable=False, unique=True),
        sa.Column("account", sa.Text(), nullable=False, index=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("ends", sa.Text(), nullable=False),
        sa.Column("used", sa.Text(), nullable=True),
        sa.Column("revoked", sa.Text(), nullable=True),
    )
    op.create_table(
        "tries",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("whose", sa.Text(), nullable=False, index=True),
        sa.Column("at", sa.Text(), nullable=False, index=True),
    )
    op.create_table(
        "audit",
        sa.Column("n", sa.Integer(), primary_key=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False, index=True),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("row", sa.Text(), nullable=False, index=True),
    )
    if op.get_bind().dialect.name == "sqlite":
        for deed in ("update", "delete"):
            op.execute(STAYS.format(deed=deed))
