"""Alembic's entry: runs on the connection, and inside the transaction, that `catalogue.schema` passes in."""

from alembic import context

from catalogue.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by rebuilding it
    transactional_ddl=True,  # true on SQLite as well, since the engine begins its transactions itself
)
with context.begin_transaction():
    context.run_migrations()
