"""Alembic's entry: runs on the connection it is given, in its transaction."""

from alembic import context

from services_directory.store.engine import VERSION_TABLE
from services_directory.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
