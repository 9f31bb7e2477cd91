"""What the receipt code shows its reporter."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.casework.following import OpenedMailbox
from bot.casework.model import Author, Referral, ReferralState, RelayMessage, Safer, Stage, Tier
from bot.dialogue.outgoing import Button, Message, Row
from bot.dialogue.replies import names, referrals, reminding
from bot.dialogue.replies.common import menu_button, screen
from bot.dialogue.replies.sending import PIECE, pieces, utf16_units
from bot.i18n import Words, n_

_WAITING = {
    Tier.T0: n_("It waits for a focal point, who should take it on within an hour."),
    Tier.T1: n_("It waits for a focal point, who should take it on within an hour."),
    Tier.T2: n_("It waits for a focal point, who should take it on within three hours."),
    Tier.T3: n_("It waits for a focal point, who should take it on within a day."),
}


_TAKEN = {
    Tier.T0: n_("They should act within a day."),
    Tier.T1: n_("They should act within a day."),
    Tier.T2: n_("They should act within three days."),
    Tier.T3: n_("They should act within a week."),
}
_ANSWERED = {
    ReferralState.agreed: n_("You agreed; we wait for their answer."),
    ReferralState.refused: n_("You did not want it."),
    ReferralState.accepted: n_("They will help."),
    ReferralState.rejected: n_("They cannot help."),
    ReferralState.done: n_("They have helped."),
}


def code(w: Words) -> Message:
    """Ask for the code."""
    text = w.gettext("Write the 16 digits of your receipt code.")
    lost = w.gettext(
        "Without it nobody can open your report, not even we. If it is lost, report again and say that you did before."
    )
    return screen(w, f"{text}\n\n{lost}", (menu_button(w),))


def unknown_code(w: Words) -> Message:
    """The code opens nothing; whether it ever did is not said."""
    return screen(
        w,
        w.gettext(
            "This code opens nothing. Please look at the digits again. Cases are destroyed some time after closing."
        ),
        (menu_button(w),),
    )


def codes_busy(w: Words) -> Message:
    """Somebody tries many codes: this one was not looked at, and nobody is locked out."""
    return screen(
        w,
        w.gettext("Very many codes are being tried just now. Please send yours again in a minute. Nothing is lost."),
        (menu_button(w),),
    )


def mailbox(w: Words, contents: OpenedMailbox, name_of: Callable[[str], str]) -> Message:
    """The stage in plain words and what to expect, what services answered, the messages, and what can be done."""
    head = "<b>" + w.gettext("Your report") + "</b>\n" + " ".join(_stage(w, contents))
    referred = [_referral(w, each, name_of) for each in contents.referrals]
    danger = w.gettext("If the danger grows, call {police}.", police="15")
    shown, asks = _newest(w, contents.messages), _how_to_write(w, contents)
    safer = [w.gettext("Some weeks have passed.") + " " + w.gettext("Is the child safer now?")]
    news = [reminding.told(w, contents.told_until) if contents.told_until else reminding.offer(w)]
    asked = (*(safer if contents.asks_if_safer else []), asks, *(news if contents.may_be_told else []))
    text = "\n\n".join((head, *referred, *shown, *asked, danger))
    return screen(w, text, *_acts(w, contents), (menu_button(w),))


def _stage(w: Words, contents: OpenedMailbox) -> Iterator[str]:
    """Where it stands, and what comes next by when."""
    case = contents.case
    if contents.was_transferred and case.stage != Stage.closed:
        yield w.gettext("It went to another district that is better placed to help.")
    if case.stage == Stage.closed and case.outcome:
        yield w.gettext("It is closed.")
        yield names.outcome(w, case.outcome)
    elif case.stage == Stage.acknowledged:
        yield w.gettext("A focal point has taken it on.")
        yield w.gettext(_TAKEN[case.tier])
    elif case.stage == Stage.acting:
        yield w.gettext("A focal point has taken it on and is acting.")
    elif not contents.is_covered:
        yield w.gettext("It is kept safe, but nobody is enrolled for this place yet.")
    else:
        yield from [w.gettext("The case is open again.")] if case.stage == Stage.reopened else []
        yield w.gettext(_WAITING[case.tier])
        yield w.gettext("If nobody does, others are told.")


def _referral(w: Words, referral: Referral, name_of: Callable[[str], str]) -> str:
    """One service and what it answered; a proposed one asks whether the words may go along."""
    name = w.isolated(name_of(referral.service))
    if referral.state == ReferralState.proposed:
        return "➡️ " + w.gettext("{service} could help. May the focal point pass on what you wrote?", service=name)
    why = " " + referrals.reason(w, referral.reason) if referral.reason else ""
    return f"➡️ {name}: {w.gettext(_ANSWERED[referral.state])}{why}"


def _acts(w: Words, contents: OpenedMailbox) -> Iterator[Row]:
    """What the reporter can press where the case stands."""
    proposed = [each for each in contents.referrals if each.state == ReferralState.proposed]
    for each in proposed if contents.case.stage != Stage.closed else []:
        number = f" ({w.number(each.number + 1)})" if len(proposed) > 1 else ""
        yes = Button(w.gettext("Yes, pass it on") + number, "agree", str(each.number), style="success")
        yield (yes, Button(w.gettext("No, do not") + number, "refuse", str(each.number)))
    if contents.asks_if_safer:
        yield tuple(Button(names.safer(w, answer), "safer", answer) for answer in (Safer.yes, Safer.no))
        yield (Button(names.safer(w, Safer.unsure), "safer", Safer.unsure),)
    if contents.case.stage == Stage.closed:
        yield (Button(w.gettext("The child is still not safe"), "reopen", style="danger"),)
    if contents.may_be_told:
        yield (reminding.button(w, is_told=contents.told_until is not None),)
    yield (Button(w.gettext("Take my report back"), "withdraw"),)


def withdrawing(w: Words) -> Message:
    """Stop it, or destroy it?"""
    stop = w.gettext("Stop: nobody acts on it any more. Your words are destroyed after 90 days.")
    erase = w.gettext("Destroy: every word is destroyed now, and your code opens nothing any more.")
    back = Button(w.gettext("Leave it as it is"), "keep", style="primary")
    rows = ((Button(w.gettext("Stop"), "stop"), Button(w.gettext("Destroy"), "erase", style="danger")), (back,))
    return screen(w, f"{stop}\n\n{erase}", *rows)


def erasing(w: Words) -> Message:
    """Really?"""
    text = w.gettext("Destroy your report and all messages? This cannot be undone. The child may still need help.")
    yes = Button(w.gettext("Yes, destroy everything"), "erase_now", style="danger")
    return screen(w, text, (yes,), (Button(w.gettext("Leave it as it is"), "keep", style="primary"),))


def changed(w: Words, what: str) -> Message:
    """What the reporter asked for was done."""
    said = {
        "consented": w.gettext("Thank you. The focal point may pass it on."),
        "refused": w.gettext("It will not be passed on to them. This cannot be changed any more."),
        "safer": w.gettext("Thank you for telling."),
        "not_safer": w.gettext("Thank you for telling. If the case is closed, you can open it again here."),
        "withdrawn": w.gettext("The case is stopped."),
    }
    return screen(w, "✔ " + said[what])


def erased(w: Words) -> Message:
    """Nothing is left."""
    text = w.gettext("Your report is destroyed. Press Clear to empty this chat as well.")
    return screen(w, "✔ " + text, (menu_button(w),))


def _how_to_write(w: Words, contents: OpenedMailbox) -> str:
    if contents.is_covered:
        return w.gettext("To write to the focal point, just write it here.")
    return w.gettext("What you write here is kept with your report.")


def _newest(w: Words, messages: tuple[RelayMessage, ...]) -> list[str]:
    """As many messages as fit one screen, the newest of them."""
    shown: list[str] = []
    for message in reversed(messages):
        line = line_of(w, message, reporter=w.gettext("You"))
        if sum(map(utf16_units, shown)) + utf16_units(line) > PIECE:
            break
        shown.insert(0, line)
    return shown


def line_of(w: Words, message: RelayMessage, *, reporter: str) -> str:
    """One relay message: who, on which day, what; `reporter` is what the reporter is called on this screen."""
    who = w.gettext("Focal point") if message.author == Author.focal_point else reporter
    text = w.isolated(pieces(message.text)[0])
    return f"<b>{who}</b> · {w.day(message.written_on)}\n<blockquote>{text}</blockquote>"


def here(w: Words) -> Message:
    """What can be done in an open mailbox."""
    read = Button(w.gettext("Read it again"), "status", always=True)
    return screen(w, w.gettext("To write to the focal point, just write it here."), (read,), (menu_button(w),))


def passed_on(w: Words) -> Message:
    """The reporter's message is in the case."""
    return screen(w, "✔ " + w.gettext("Your message is with the focal point."), (menu_button(w),))


def reopened(w: Words) -> Message:
    """The case runs again."""
    return screen(
        w,
        w.gettext("The case is open again and the focal point is told. In danger call {police}.", police="15"),
        (menu_button(w),),
    )


def holds_a_code(w: Words) -> Message:
    """A receipt code in a message would open this mailbox to whoever reads it."""
    return Message(w.gettext("This holds a receipt code. The code is yours alone: please write it again without."))


def too_long(w: Words) -> Message:
    """A message longer than the relay carries."""
    return Message(w.gettext("That is too long for one message. Please send it in shorter parts."))
