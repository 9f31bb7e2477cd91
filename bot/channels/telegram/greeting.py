"""What the bot says of itself in Telegram, and the one sentence it can say without a database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from telegram import Bot, BotCommand
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.channels.telegram.translation import to_markup
from bot.dialogue.replies import common, opening
from bot.i18n import OFFERED_LANGUAGES, words


def say_too_busy(bot: Bot) -> Callable[[int], Awaitable[None]]:
    """Tells a person, in every language, that nothing can be saved; the outbox cannot be used for it."""

    async def say(chat: int) -> None:
        for language in OFFERED_LANGUAGES:
            message = common.too_busy(words(language))
            try:
                await bot.send_message(
                    chat, message.text, parse_mode=ParseMode.HTML, reply_markup=to_markup(message, "")
                )
            except TelegramError:
                return

    return say


def introducing(bot: Bot) -> Callable[[], Awaitable[None]]:
    """Sets the command list in each language; neutral words, as anybody may see them."""

    async def introduce() -> None:
        for language in OFFERED_LANGUAGES:
            commands = [BotCommand(name, text) for name, text in opening.commands(words(language))]
            try:
                await bot.set_my_commands(commands, language_code=language if language != "en" else None)
            except TelegramError:
                return  # the list is a convenience, and the next start sets it

    return introduce
