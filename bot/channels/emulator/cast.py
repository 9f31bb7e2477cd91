"""Who plays in the playground and the demo."""

from __future__ import annotations

from bot.channels.emulator.chat import Person

SIMULATED_TOKEN = "1000000001:" + "S" * 35
"""Shaped like a token, and of no use anywhere but here."""
REPORTER = Person(1001, "Reporter")
FOCAL_POINT = Person(2002, "Focal point")
DEPUTY = Person(3003, "Deputy")
COORDINATOR = Person(4004, "Coordinator")
SECOND_COORDINATOR = Person(5005, "Second coordinator")
