"""Alembic's entry: runs on the connection it is given, in its transaction."""

from alembic import context

from bot.storage.reminders import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
