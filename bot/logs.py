"""Logs that can be shown to anybody: no token, no id, no text, whatever a library would like to say."""

from __future__ import annotations

import logging
import re
import sys
import threading

_TOKEN = re.compile(r"\d{5,}:[\w-]{30,}")
_QUIET = {
    "httpx": logging.WARNING,  # at INFO it logs every URL, and the token is in the URL
    "httpcore": logging.WARNING,
    "telegram": logging.CRITICAL,  # below that it logs whole updates
    "sqlalchemy": logging.WARNING,
    "alembic": logging.WARNING,
    "uvicorn.access": logging.WARNING,
    "uvicorn.error": logging.WARNING,  # below that it only says that it came and went
}


class _Discreet(logging.Filter):
    """Lets a library's record through without its arguments, its traceback or anything shaped like a token."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = _said(record) if _is_ours(record.name) else _type_of(record)
        record.msg, record.args = _TOKEN.sub("[token]", said), ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in ("bot", "nlu", "services_directory", "amaan", "uvicorn")


def _said(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # logging would print the arguments it could not fit in
        return "message withheld: its arguments do not fit"


def _type_of(record: logging.LogRecord) -> str:
    kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else "no exception"
    return f"message of another library withheld ({record.levelname.lower()}, {kind})"


def quiet_logs(level: int = logging.INFO) -> None:
    """Set logging up once, at the edge of the process."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S"))
    handler.addFilter(_Discreet())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name, floor in _QUIET.items():
        logging.getLogger(name).setLevel(floor)
    logging.raiseExceptions = False  # a line that cannot be written would be printed with the exception around it
    sys.excepthook = _last_resort
    threading.excepthook = lambda thread: _last_resort(thread.exc_type, thread.exc_value, thread.exc_traceback)
    sys.unraisablehook = lambda lost: _last_resort(lost.exc_type, lost.exc_value, lost.exc_traceback)


def _last_resort(kind: type[BaseException], failure: BaseException | None, trace: object) -> None:
    """An exception nobody caught: its type and where it arose, never its text."""
    if issubclass(kind, KeyboardInterrupt):
        return
    frames, at = trace, ""
    while frames is not None:
        at = f"{frames.tb_frame.f_code.co_filename}:{frames.tb_lineno}"  # type: ignore[attr-defined]
        frames = frames.tb_next  # type: ignore[attr-defined]
    logging.getLogger("bot").critical("stopped by %s at %s", kind.__name__, at)
