"""0015: what a record in PostgreSQL needs of its own: an index of words, large numbers, an audit log that stays."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"

STAYS = """
CREATE FUNCTION audit_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is only ever added to'; END $$
"""
ALWAYS = """
CREATE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_stays()
"""


def upgrade() -> None:
    """Make the indexes and the trigger. A record in SQLite has had them from its first versions on."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for name in ("page_words", "passage_words"):
        op.create_table(
            name,
            sa.Column("n", sa.Integer(), primary_key=True, autoincrement=False),
            sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        )
        op.create_index(f"ix_{name}_words", name, ["words"], postgresql_using="gin")
    op.create_table("page_terms", sa.Column("term", sa.Text(), primary_key=True))
    op.alter_column("pages", "offset", type_=sa.BigInteger())  # in a web archive of more than 2 GB
    op.execute(STAYS)
    op.execute(ALWAYS)
