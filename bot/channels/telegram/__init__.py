"""Telegram: transport (acknowledge after commit), translation, delivery. The only package that imports telegram."""

import os

# The library warns at each 429 and live location until it may give lengths of time as timedelta.
os.environ.setdefault("PTB_TIMEDELTA", "true")
