"""Why a command cannot be carried out, in sentences for the operator; never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util.exc import CommandError
from sqlalchemy.exc import DatabaseError, OperationalError, SQLAlchemyError

from bot.casework.names import NamesFileError
from bot.config import SettingWrong
from bot.storage.errors import KeysMissing, KeysReadable, KeysWrong, ReceiptCostChanged
from services_directory.errors import BoundariesError, DirectoryError, StoreError


class Refusal(Exception):
    """Sentences: what is wrong, and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@contextmanager
def in_sentences() -> Iterator[None]:
    """Turn what can go wrong at the start into a Refusal."""
    try:
        yield
    except SettingWrong as wrong:
        raise Refusal(f"The setting {wrong.name} cannot be used: {wrong.why}.") from None
    except (KeysMissing, KeysReadable, KeysWrong, ReceiptCostChanged) as closed:
        raise _about_the_keys(closed) from None
    except BoundariesError as broken:
        raise Refusal("The imported boundaries cannot be used: import them again.", str(broken)) from None
    except StoreError as refused:
        raise Refusal("The directory refuses it, so nothing was changed:", str(refused)) from None
    except DirectoryError as broken:
        raise Refusal(_PACK_REFUSED, str(broken)) from None
    except NamesFileError as broken:
        raise Refusal(_PACK_REFUSED, _about_the_names(broken)) from None
    except (SQLAlchemyError, CommandError) as failure:
        raise _about_the_database(failure) from None
    except ModuleNotFoundError as missing:
        raise Refusal(
            f"The Python package {missing.name} is not installed.",
            "If AMAAN_DATABASE names a database other than SQLite, install its driver; otherwise run: make setup",
        ) from None
    except OSError as failure:
        raise _about_a_place(failure) from None


_PACK_REFUSED = "The country pack cannot be used, so nothing of it was loaded:"


def _about_the_keys(closed: KeysMissing | KeysReadable | KeysWrong | ReceiptCostChanged) -> Refusal:
    if isinstance(closed, ReceiptCostChanged):
        return Refusal(
            "The receipt codes already given out would open nothing any more.",
            f"Set AMAAN_RECEIPT_MEMORY_MIB back to {closed.was}.",
        )
    if isinstance(closed, KeysWrong):
        return Refusal(
            f"The keys in {closed.folder} are not the ones this database was sealed with.",
            "Put the right key folder back, or name its place in AMAAN_KEYS.",
        )
    if isinstance(closed, KeysReadable):
        return Refusal(
            f"Others on this machine can read the key folder {closed.folder}.",
            f"Close it: chmod 700 {closed.folder}",
        )
    return Refusal(
        f"The keys are missing: {closed.folder}.",
        "The database was sealed with them and cannot be read without. Put the key folder back from its own "
        "backup, or name its place in AMAAN_KEYS.",
    )


def _about_the_names(broken: NamesFileError) -> str:
    row = f", row {broken.line}" if broken.line else ""
    return f"{broken.path.name}{row}: cannot be read; put it back as it was, in UTF-8, with yes or no where they belong"


def _about_the_database(failure: SQLAlchemyError | CommandError) -> Refusal:
    if isinstance(failure, CommandError):
        return Refusal(
            "The database was made by another version of Amaan, which this one does not know.",
            "Install that version again, or put back a backup made with this one.",
        )
    if isinstance(failure, DatabaseError) and not isinstance(failure, OperationalError):
        return Refusal(
            f"The database cannot be read ({type(failure).__name__}): it is damaged, or no database of Amaan.",
            "Put it back from a backup, or name another place in AMAAN_DATA or AMAAN_DATABASE.",
        )
    return Refusal(
        f"The database cannot be used ({type(failure).__name__}).",
        "Look at AMAAN_DATABASE and AMAAN_DATA: the folder must exist, be writable and not be full.",
    )


def _about_a_place(failure: OSError) -> Refusal:
    """A file or folder that cannot be used; the system's words for it hold nothing of a report."""
    where = failure.filename or "a file or a connection"
    if isinstance(failure, FileExistsError | NotADirectoryError):
        return Refusal(
            f"A folder is needed, but a file is in the way: {where}.",
            "Move the file, or set AMAAN_DATA and AMAAN_KEYS to folders.",
        )
    if isinstance(failure, PermissionError):
        return Refusal(f"No permission for {where}.", "Give this account the right to read and write it.")
    return Refusal(
        f"This machine refused {where} ({failure.strerror or type(failure).__name__}).",
        "Look at AMAAN_DATA, AMAAN_KEYS and AMAAN_PACK: each must be a place this account can use, with room left.",
    )
