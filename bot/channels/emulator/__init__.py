"""A strict local Bot API in place of Telegram, for tests, demo and playground; it does not know the bot's library."""
