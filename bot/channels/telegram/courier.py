"""Does one act through the Bot API, and says of a failure whether it is for ever or for now."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.channels.telegram.translation import to_inline, to_markup
from bot.dialogue.outgoing import Document, Drawing, Message, Picture, Pin
from bot.turns.letters import Edit, Send
from bot.turns.postman import NotNow, Refused, Undeliverable

log = logging.getLogger(__name__)

Draw = Callable[[Drawing], bytes]
"""Draws a PNG; slow enough to be called in a thread, by one caller at a time."""
AFTER_NETWORK_TROUBLE = 1.0
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class TelegramCourier:
    """Courier over python-telegram-bot's Bot."""

    def __init__(self, bot: Bot, draw: Draw, retries_after: float = AFTER_NETWORK_TROUBLE) -> None:
        self._bot, self._draw, self._retries_after = bot, draw, retries_after
        self._pencil = asyncio.Lock()

    async def send(self, chat: int, act: Send) -> int:
        """Send a message, a pin, a picture or a file; its id."""
        with self._failures():
            match act.what:
                case Pin():
                    return await self._pin(chat, act.what)
                case Picture():
                    return await self._picture(chat, act.what, act.screen)
                case Document():
                    return await self._document(chat, act.what)
                case Message():
                    return await self._message(chat, act.what, act.screen)

    async def _message(self, chat: int, message: Message, screen: str) -> int:
        sent = await self._bot.send_message(
            chat,
            message.text,
            parse_mode=ParseMode.HTML,
            reply_markup=to_markup(message, screen),
            protect_content=bool(message.content_of),
            link_preview_options=_NO_PREVIEW,
        )
        return sent.message_id

    async def _picture(self, chat: int, picture: Picture, screen: str) -> int:
        """Drawn now; where that fails its words are worth sending all the same."""
        try:
            async with self._pencil:  # one at a time: the few threads there are belong to the database
                png = await asyncio.to_thread(self._draw, picture.drawing)
        except Exception as failure:
            log.error("could not draw a %s: %s", type(picture.drawing).__name__, type(failure).__name__)
            in_words = Message(picture.text, picture.rows, picture.content_of)
            return await self._message(chat, in_words, screen)
        sent = await self._bot.send_photo(
            chat,
            png,
            caption=picture.text,
            parse_mode=ParseMode.HTML,
            reply_markup=to_inline(picture, screen),
            protect_content=bool(picture.content_of),
            filename="picture.png",
        )
        return sent.message_id

    async def _pin(self, chat: int, pin: Pin) -> int:
        sent = await self._bot.send_venue(chat, pin.latitude, pin.longitude, pin.title, pin.address)
        return sent.message_id

    async def _document(self, chat: int, document: Document) -> int:
        """Not protected against saving: it is made to be passed on. It is taken back like words all the same."""
        sent = await self._bot.send_document(
            chat,
            document.content,
            caption=document.caption,
            parse_mode=ParseMode.HTML,
            filename=document.name,
            disable_content_type_detection=True,
        )
        return sent.message_id

    async def edit(self, chat: int, act: Edit) -> None:
        """Draw a message anew; the same again is no failure."""
        markup = to_markup(act.what, act.screen)
        with self._failures():
            await self._bot.edit_message_text(
                act.what.text,
                chat,
                act.message,
                parse_mode=ParseMode.HTML,
                reply_markup=markup if isinstance(markup, InlineKeyboardMarkup) else None,
                link_preview_options=_NO_PREVIEW,
            )

    async def retire(self, chat: int, message: int) -> None:
        """Take a message's buttons off."""
        with self._failures():
            await self._bot.edit_message_reply_markup(chat, message, reply_markup=None)

    async def remove(self, chat: int, messages: tuple[int, ...]) -> None:
        """Delete messages; one that cannot be deleted does not keep the others."""
        try:
            with self._failures():
                await self._bot.delete_messages(chat, list(messages))
        except Undeliverable:
            if len(messages) > 1:
                for message in messages:
                    await self._remove_one(chat, message)

    async def _remove_one(self, chat: int, message: int) -> None:
        try:
            with self._failures():
                await self._bot.delete_message(chat, message)
        except Undeliverable:
            return

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except RetryAfter as busy:
            pause = busy.retry_after
            raise NotNow(pause.total_seconds() if isinstance(pause, timedelta) else float(pause)) from None
        except Forbidden:
            raise Refused from None
        except BadRequest:
            raise Undeliverable from None
        except TelegramError:
            raise NotNow(self._retries_after) from None
