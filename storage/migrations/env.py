"""Run by alembic: migrates over the connection that `upgrade_to_head` hands over."""

from alembic import context

from storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",  # SQLite cannot alter most things
)
with context.begin_transaction():
    context.run_migrations()
