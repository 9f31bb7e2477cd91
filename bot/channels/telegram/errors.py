"""Why Telegram cannot be reached at all; everything less is tried again."""

from __future__ import annotations


class ChannelError(Exception):
    """Base of what keeps the bot from running."""


class TokenRejected(ChannelError):
    """Telegram does not know the token."""


class AlreadyPolled(ChannelError):
    """Another program fetches this bot's updates."""


class Unreachable(ChannelError):
    """The Bot API does not answer; `kind` names the library's error."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
