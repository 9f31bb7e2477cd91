"""The directory kept in a database, so that it can be corrected while the bot runs."""

from services_directory.store.directory_store import STORE_FILE, DirectoryStore
from services_directory.store.freshness import Due, Reason, Verification
from services_directory.store.gaps import Gap
from services_directory.store.history import Past
from services_directory.store.proposals import Proposal
from services_directory.store.seeding import Seeded

__all__ = [
    "STORE_FILE",
    "DirectoryStore",
    "Due",
    "Gap",
    "Past",
    "Proposal",
    "Reason",
    "Seeded",
    "Verification",
]
