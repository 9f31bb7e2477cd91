"""The register of what was sought and not found: counted by district, need and month, and of nobody's visit."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from services_directory.store.tables import gaps

UNKNOWN_DISTRICT = ""


@dataclass(frozen=True)
class Gap:
    """How often in a month (its first day) nothing was within reach; `need` is a concern or a category."""

    district: str | None
    need: str
    month: date
    count: int


def note_gap(db: Connection, district: str | None, need: str, day: date) -> None:
    """Counts one more in the month of the day."""
    where = {"district": district or UNKNOWN_DISTRICT, "need": need, "month": day.replace(day=1)}
    same = [gaps.c[column] == value for column, value in where.items()]
    if not db.execute(update(gaps).where(*same).values(count=gaps.c.count + 1)).rowcount:
        db.execute(insert(gaps).values(**where, count=1))


def all_gaps(db: Connection) -> tuple[Gap, ...]:
    """The latest month first, then the most frequent."""
    ordered = select(gaps).order_by(gaps.c.month.desc(), gaps.c.count.desc(), gaps.c.district, gaps.c.need)
    return tuple(Gap(district or None, *others) for district, *others in db.execute(ordered))
