"""The counter that tells a running bot that something changed, and which country pack was last looked at."""

from sqlalchemy import Connection, insert, select, update

from services_directory.store.tables import editions

_THE_ROW = editions.c.name == "directory"


def version_of(db: Connection) -> int:
    """0 for a directory nothing was ever put into."""
    return db.scalar(select(editions.c.version).where(_THE_ROW)) or 0


def next_version(db: Connection) -> int:
    """One more; from here on this transaction is the only one that writes, until it ends."""
    if not db.execute(update(editions).where(_THE_ROW).values(version=editions.c.version + 1)).rowcount:
        db.execute(insert(editions).values(name="directory", version=1))
    return version_of(db)


def pack_of(db: Connection) -> str | None:
    """The checksum of the country pack that was last looked at."""
    return db.scalar(select(editions.c.pack).where(_THE_ROW))


def note_pack(db: Connection, checksum: str) -> None:
    db.execute(update(editions).where(_THE_ROW).values(pack=checksum))
