"""Nothing that a message says may reach a log."""

import logging
import os
import warnings

import structlog


def keep_quiet() -> None:
    """Rasa logs every message at DEBUG through structlog, which prints unless told not to."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    logging.basicConfig(level=logging.WARNING)
    warnings.showwarning = lambda *_, **__: None
