"""Why a command cannot be carried out, in sentences for the operator; never a traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from bot.casework.names import NamesFileError
from bot.config import SettingWrong
from bot.storage.errors import KeysMissing, KeysReadable
from services_directory.errors import DirectoryError


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
    except KeysMissing as missing:
        raise Refusal(
            f"The keys are missing: {missing.folder}.",
            "The database was sealed with them and cannot be read without. Put the key folder back from its own "
            "backup, or name its place in AMAAN_KEYS.",
        ) from None
    except KeysReadable as readable:
        raise Refusal(
            f"Others on this machine can read the key folder {readable.folder}.",
            f"Close it: chmod 700 {readable.folder}",
        ) from None
    except (DirectoryError, NamesFileError) as broken:
        raise Refusal("The country pack cannot be used, so nothing of it was loaded:", str(broken)) from None
    except SQLAlchemyError as failure:
        raise Refusal(
            f"The database cannot be used ({type(failure).__name__}).",
            "Look at AMAAN_DATABASE and AMAAN_DATA: the folder must exist, be writable and not be full.",
        ) from None
    except PermissionError as refused:
        raise Refusal(
            f"No permission for {refused.filename}.", "Give this account the right to read and write it."
        ) from None
