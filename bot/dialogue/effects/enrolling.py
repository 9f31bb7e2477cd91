"""What the shell is asked to do for somebody who comes with a one-time link, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from bot.casework.routing import Role


@dataclass(frozen=True)
class Enrol:
    """Use a one-time link."""

    token: str
    language: str


@dataclass(frozen=True)
class Enrolled:
    """The link was good."""

    role: Role
    areas: frozenset[str]


@dataclass(frozen=True)
class LinkRefused:
    """The link was not good; or it is, and waits for a second coordinator."""

    is_waiting: bool = False


Effect = Enrol
Result = Enrolled | LinkRefused
