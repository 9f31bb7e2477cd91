"""What the bot of the page's own tests says, by what it hears: the kinds of message the page must draw well."""

from __future__ import annotations

from typing import Any

Said = list[tuple[str, dict[str, Any]]]


def _message(text: str, *rows: list[dict[str, Any]], **more: Any) -> tuple[str, dict[str, Any]]:
    keyboard = {"reply_markup": {"inline_keyboard": list(rows)}} if rows else {}
    return "sendMessage", {"text": text, "parse_mode": "HTML"} | keyboard | more


def _button(text: str, data: str = "x", style: str = "") -> dict[str, Any]:
    return {"text": text, "callback_data": data} | ({"style": style} if style else {})


def _copy(text: str, code: str) -> dict[str, Any]:
    return {"text": text, "copy_text": {"text": code}}


def _pin(title: str, address: str) -> tuple[str, dict[str, Any]]:
    return "sendVenue", {"latitude": 34.1986, "longitude": 72.0404, "title": title, "address": address}


_CODE = "4821 0937 5560 1184"
_CLEAR, _CLEAR_UR = _button("🧹 Clear"), _button("🧹 صاف کریں")
_DECLINED = [_message("I do not take pictures, voices or files. Words are enough.", [_CLEAR])]

SAID: dict[str, Said] = {
    "/start": [
        _message("Please choose your language.\nاپنی زبان چنیں۔", [_button("English", "en"), _button("اردو", "ur")])
    ],
    "en": [
        (
            "editMessageText",
            {
                "text": (
                    "We do not keep your Telegram name, number or id with your report. Telegram itself can see that "
                    "you wrote to this bot. Anyone holding your phone can read this chat until you press Clear.\n\n"
                    "<b>If a child is in danger now, call 15.</b>\n\nIs it safe for you to talk now?"
                ),
                "parse_mode": "HTML",
                "reply_markup": {"inline_keyboard": [[_button("Yes", "yes"), _button("No", "no")], [_CLEAR]]},
            },
        )
    ],
    "ur": [
        (
            "editMessageText",
            {
                "text": (
                    "ہم آپ کی رپورٹ کے ساتھ آپ کا ٹیلیگرام نام، نمبر یا آئی ڈی نہیں رکھتے۔ ٹیلیگرام خود دیکھ "
                    "سکتا ہے کہ آپ نے اس بوٹ کو لکھا۔ جس کے ہاتھ میں آپ کا فون ہو وہ یہ گفتگو پڑھ سکتا ہے، "
                    "جب تک آپ صاف نہ کر دیں۔\n\n"
                    "<b>اگر کوئی بچہ ابھی خطرے میں ہے تو \u206815\u2069 پر فون کریں۔</b>\n\n"
                    "کیا آپ اس وقت محفوظ طریقے سے بات کر سکتے ہیں؟"
                ),
                "parse_mode": "HTML",
                "reply_markup": {
                    "inline_keyboard": [[_button("جی ہاں", "yes_ur"), _button("نہیں", "no")], [_CLEAR_UR]]
                },
            },
        )
    ],
    "yes": [
        _message(
            "What do you need? You can also just write it.",
            [_button("📝 I am worried about a child", style="primary")],
            [_button("📍 Find help near me")],
            [_button("🔑 I have a receipt code")],
            [_button("🌐 Language"), _button("❓ Help")],
            [_CLEAR],
        )
    ],
    "yes_ur": [
        _message(
            "آپ کو کیا چاہیے؟ آپ سیدھا لکھ بھی سکتے ہیں۔",
            [_button("📝 مجھے ایک بچے کی فکر ہے", style="primary")],
            [_button("📍 قریب مدد تلاش کریں")],
            [_button("🔑 میرے پاس رسید کا کوڈ ہے")],
            [_button("🌐 زبان"), _button("❓ مدد")],
            [_CLEAR_UR],
        )
    ],
    "A boy of ten works all day at the brick kiln.": [
        _message(
            "This sounds like: <b>child labour</b>. Is that right?",
            [_button("✔ Yes", style="success")],
            [_button("Change")],
            [_CLEAR],
        )
    ],
    "دس سال کا ایک لڑکا سارا دن بھٹے پر کام کرتا ہے۔": [
        _message(
            "یہ <b>بچوں سے مشقت</b> لگتا ہے۔ کیا یہ درست ہے؟",
            [_button("✔ جی ہاں", style="success")],
            [_button("بدلیں")],
            [_CLEAR_UR],
        )
    ],
    "where": [
        (
            "sendMessage",
            {
                "text": "Where is it? Share a pin, or write the name of the place.",
                "reply_markup": {
                    "keyboard": [[{"text": "📍 Share my location", "request_location": True}]],
                    "resize_keyboard": True,
                    "one_time_keyboard": True,
                },
            },
        )
    ],
    "location": [_message("Thank you. Is this in <b>Swabi</b> district?", [_button("Yes"), _button("No")])],
    "code": [
        _message(
            f"✅ <b>Your report was sent.</b>\n\nThis is your receipt code: <code>{_CODE}</code>\nWrite it down where "
            "nobody looks. Only with it can you read the answer. We cannot give it to you again.",
            [_copy("📋 Copy the code", _CODE)],
            [_button("Later")],
            [_CLEAR],
        )
    ],
    "کوڈ": [
        _message(
            f"✅ <b>آپ کی رپورٹ بھیج دی گئی۔</b>\n\nیہ آپ کا رسید کا کوڈ ہے: <code>\u2068{_CODE}\u2069</code>\n"
            "اسے ایسی جگہ لکھ لیں جہاں کوئی نہ دیکھے۔ جواب صرف اسی سے پڑھا جا سکتا ہے۔",
            [_copy("📋 کوڈ نقل کریں", _CODE)],
            [_button("بعد میں")],
            [_CLEAR_UR],
        )
    ],
    "services": [
        _message(
            "<b>Nearest services for child labour</b>\n\n<b>1. District Child Protection Unit, Mardan</b>\nin Mardan "
            "town\n☎ 0937-9230000\n\n<b>2. Legal Aid Desk</b>\n12 km\n☎ 0800-70806 (free)"
        ),
        _pin("District Child Protection Unit", "Nowshera Road, Mardan"),
    ],
    "خدمات": [
        _message(
            "<b>قریب ترین خدمات</b>\n\n<b>1. ڈسٹرکٹ چائلڈ پروٹیکشن یونٹ، مردان</b>\n"
            "مردان شہر میں\n☎ \u20680937-9230000\u2069"
            "\n\n<b>2. قانونی امداد</b>\n\u206812\u2069 کلومیٹر\n☎ \u20680800-70806\u2069 (مفت)"
        ),
        _pin("ڈسٹرکٹ چائلڈ پروٹیکشن یونٹ", "نوشہرہ روڈ، مردان"),
    ],
    "notice": [
        _message("🔴 New urgent report, Swabi.", [_button("Open", style="primary")]),
        _message(
            "<b>Report, Swabi</b>\nConcern: Child labour\n<blockquote>A boy of ten works all day at the brick kiln and "
            "does not go to school.</blockquote>\nUrgency: within 24 hours",
            [_button("✅ Acknowledge", style="success")],
            [_button("Ask a question"), _button("Refer")],
            [_button("Close the case", style="danger")],
            protect_content=True,
        ),
    ],
    "اطلاع": [
        _message("🔴 نئی فوری رپورٹ، صوابی۔", [_button("کھولیں", style="primary")]),
        _message(
            "<b>رپورٹ، صوابی</b>\nتشویش: بچوں سے مشقت\n"
            "<blockquote>دس سال کا ایک لڑکا سارا دن بھٹے پر کام کرتا ہے۔</blockquote>\n"
            "فوری: \u206824\u2069 گھنٹوں میں",
            [_button("✅ وصول کی", style="success")],
            [_button("سوال پوچھیں"), _button("آگے بھیجیں")],
            [_button("کیس بند کریں", style="danger")],
            protect_content=True,
        ),
    ],
    "photo": _DECLINED,
    "voice": _DECLINED,
    "document": _DECLINED,
    "contact": _DECLINED,
}
