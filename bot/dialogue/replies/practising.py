"""Practice: the mark that every message of it bears, its beginning and end, and the debrief."""

from __future__ import annotations

from collections.abc import Mapping

from bot.dialogue.outgoing import Button, Message
from bot.dialogue.replies import names
from bot.dialogue.replies.common import one_each, screen
from bot.dialogue.session import Lesson, Reason
from bot.i18n import Words, n_

MARK = "🎓 "
_REASONS: Mapping[Reason, str] = {
    Reason.danger: n_("You said that there is danger now."),
    Reason.answer: n_("Your answer to the question made it so."),
    Reason.words: n_("Your words speak of danger."),
    Reason.concern: n_("That is so for this concern, as long as nothing speaks of danger now."),
}


def watermark(w: Words) -> str:
    """Stands at the top of every message of an exercise."""
    return f"{MARK}<i>" + w.gettext("Practice: nobody receives this.") + "</i>"


def practise_button(w: Words) -> Button:
    """Switches practice on."""
    return Button(MARK + w.gettext("Practise"), "practise", always=True)


def end_button(w: Words) -> Button:
    """Switches practice off."""
    return Button(w.gettext("End practice"), "end_practice", always=True)


def begun(w: Words) -> Message:
    """Practice is on."""
    text = w.gettext(
        "Practice is on. Try everything: what you write reaches nobody, counts nowhere, and is gone by tomorrow. For a "
        "real child, end it first."
    )
    return screen(w, text, (end_button(w),))


def ended(w: Words) -> Message:
    """Practice is off."""
    return Message(w.gettext("Practice is over. From here on everything is real."), drops_keyboard=True)


def over_by_itself(w: Words) -> Message:
    """It was begun on an earlier day."""
    return Message(w.gettext("The practice of another day is over. From here on everything is real."))


def over_for_real(w: Words) -> Message:
    """They pressed a button of a real case, or opened a link."""
    return Message(w.gettext("Practice is over, because this is real."))


def not_now(w: Words) -> Message:
    """A real report is under way."""
    text = w.gettext("Please finish what you have begun, or stop it. Then you can practise.")
    return screen(w, text, (Button(w.gettext("Stop"), "cancel", always=True),))


def only_practice_codes(w: Words) -> Message:
    """A code opened nothing; perhaps it was a real one."""
    text = w.gettext("In practice only codes of this practice open anything. For a real code, end the practice first.")
    return screen(w, text, (end_button(w),))


def debrief(w: Words, lesson: Lesson, case: str) -> Message:
    """What was understood and why, what to watch, and what would follow in earnest."""
    head = w.gettext("Well done. This was practice.")
    lines = (
        _concern(w, lesson),
        _urgency(w, lesson),
        _identifiers(w, lesson),
        "🚫 " + w.gettext("Never investigate, photograph or confront anybody: it endangers the child, and you."),
        "➡️ "
        + w.gettext(
            "In earnest, a focal point of the district would now have a notice without your words, and if nobody takes "
            "it on in time, the next person is told. You would read the answer with your code."
        ),
    )
    see = Button("👁 " + w.gettext("See what a focal point would see"), "see_notice", case, always=True, style="primary")
    again = Button("📝 " + w.gettext("Practise again"), "report", always=True)
    return screen(w, f"<b>{head}</b>\n\n" + "\n\n".join(lines), *one_each(see, again, end_button(w)))


def _concern(w: Words, lesson: Lesson) -> str:
    chosen = names.concern(w, lesson.concern)
    if lesson.read_as is None:
        return "📝 " + w.gettext("Concern: <b>{concern}</b>. You chose it yourself.", concern=chosen)
    if lesson.read_as == lesson.concern:
        return "📝 " + w.gettext(
            "Concern: <b>{concern}</b>. Your words sounded like it, and you agreed.", concern=chosen
        )
    return "📝 " + w.gettext(
        "Concern: <b>{concern}</b>. Your words sounded like: {other}. You put it right.",
        concern=chosen,
        other=names.concern(w, lesson.read_as),
    )


def _urgency(w: Words, lesson: Lesson) -> str:
    return f"⏱ <b>{names.tier(w, lesson.tier)}</b>. " + w.gettext(_REASONS[lesson.reason])


def _identifiers(w: Words, lesson: Lesson) -> str:
    if lesson.holds_identifiers:
        return "⚠️ " + w.gettext(
            "Your words still hold what looks like a name or a number. In earnest, leave in only what is needed to "
            "find the child."
        )
    return "✔ " + w.gettext("Nothing in your words looked like a name or a number. That is good.")
