"""Whether a service is open now, and how lately somebody checked what is said of it; nothing where nobody knows."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.i18n import Words
from services_directory.model import Listing
from services_directory.schedule import State

TOMORROW = timedelta(days=1)


def opening(w: Words, each: Listing, now: datetime | None) -> str:
    """Open or closed, and till when; times are those of the place."""
    if each.service.always_open:
        return w.gettext("Open day and night.")
    standing = each.standing
    if standing.state is State.OPEN:
        until = standing.closes_at
        return w.gettext("Open now, until {time}.", time=w.time(until.time())) if until else w.gettext("Open now.")
    if standing.state is State.CLOSED:
        opens = standing.opens_next
        return _opens(w, opens, now.astimezone(opens.tzinfo).date()) if opens and now else w.gettext("Closed now.")
    return ""


def _opens(w: Words, opens: datetime, today: date) -> str:
    time = w.time(opens.time())
    if opens.date() == today:
        return w.gettext("Closed now, opens at {time}.", time=time)
    if opens.date() == today + TOMORROW:
        return w.gettext("Closed now, opens tomorrow at {time}.", time=time)
    return w.gettext("Closed now, opens on {day} at {time}.", day=w.weekday(opens.date()), time=time)


def checked(w: Words, each: Listing, now: datetime | None) -> str:
    """The age of the last check, and "call before you go" where that is long ago or there was none."""
    verified = each.service.verified_on
    if verified is None or now is None:
        return w.gettext("Call before you go: this entry was not checked lately.") if each.is_stale else ""
    days = (now.date() - verified).days
    if each.is_stale:
        return w.gettext("Checked {ago}. Call before you go.", ago=w.ago(days))
    return w.gettext("Checked {ago}.", ago=w.ago(days)) if days > 0 else w.gettext("Checked today.")
