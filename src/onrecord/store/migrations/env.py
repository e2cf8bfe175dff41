"""How does Alembic reach the record? Through the connection, and in the transaction, that `store.engine` hands it."""

from alembic import context

from onrecord.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
