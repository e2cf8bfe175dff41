"""0012: what a screen of a large record looks up, and which statements wait for a person's look."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

INDEXES = (
    ("pages", "revision_of"), ("pages", "id", "outlet", "published"), ("offices", "entity", "id"),
    ("offices", "person", "id"), ("memberships", "member"), ("memberships", "body"), ("designations", "target", "id"),
    ("series", "verdict", "counted", "id"), ("links", "kind", "id"), ("judgements", "kind"), ("judgements", "value"),
    ("readings", "build"), ("passages", "row"), ("passages", "page"), ("passages", "kind", "n"),
)  # fmt: skip

NOBODY = (
    *("i", "we", "us", "me", "you", "he", "him", "himself", "she", "her", "herself", "it", "they", "them"),
    *("themselves", "who", "whom", "this", "that", "these", "those", "one"),
)
"""The pronouns of doubts.py when this was written."""

DOUBTED = """
INSERT INTO doubts (statement)
SELECT id FROM statements WHERE confidence < 0.5 OR review IS NOT NULL
OR (NOT joint AND (SELECT count(*) FROM speakers WHERE speakers.statement = statements.id AND name <> '') > 1)
OR NOT EXISTS (
    SELECT 1 FROM speakers WHERE speakers.statement = statements.id AND name <> '' AND lower(name) NOT IN :nobody
)
"""


def upgrade() -> None:
    """Make the indexes and the table, which is filled at once: what waits must not be shown meanwhile."""
    for table, *columns in INDEXES:
        if "published" in columns and op.get_bind().dialect.name == "postgresql":
            continue  # it has no order for JSON, and reads a column without walking through those before it
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
    op.create_table("doubts", sa.Column("statement", sa.Text(), primary_key=True))
    op.execute(sa.text(DOUBTED).bindparams(sa.bindparam("nobody", list(NOBODY), expanding=True)))
