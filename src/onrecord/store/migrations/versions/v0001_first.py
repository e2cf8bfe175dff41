"""0001: the first record."""

from alembic import op

from onrecord.store.schema import METADATA

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, the full-text index and the one row of state."""
    METADATA.create_all(op.get_bind())
    op.execute("INSERT INTO state (id, build, settled) VALUES (1, 1, 1)")
    op.execute(
        "CREATE VIRTUAL TABLE page_words USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(
        "CREATE VIRTUAL TABLE passage_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2')"
    )
