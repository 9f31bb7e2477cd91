"""The rules worked out for all services at once against the rules for one."""

import random
from datetime import UTC, datetime, timedelta

from services_directory import Gender
from services_directory.eligibility import Kinds, Question, is_eligible, is_narrow
from services_directory.loading import Pack


def test_every_kind_is_judged_as_its_services_are(pack: Pack) -> None:
    """A service is left out, or comes last, exactly where the rules for one service say so."""
    rng, kinds = random.Random(2), Kinds(pack.services, pack.calendar)
    for _ in range(300):
        question = Question(
            origin=None,
            measured_from=None,
            district=None,
            today=next(service.source_on for service in pack.services if service.source_on),
            concern=rng.choice((None, "unheard-of", *pack.pathways)),
            gender=rng.choice((None, *Gender)),
            age=rng.choice((None, 0, 5, 12, 17, 40)),
            open_now=rng.random() < 0.3,
            at=rng.choice((None, datetime(2026, 1, 5, tzinfo=UTC) + timedelta(minutes=rng.randrange(900_000)))),
        )
        is_open, narrow, made = kinds.open_to(question), kinds.narrow_for(question), kinds.made_for(question.concern)
        for service in pack.services:
            eligible, few = is_eligible(service, question, pack.calendar), is_narrow(service, question)
            bit = kinds.of(service)
            assert bool(bit & is_open) == (eligible and not few)
            assert bool(bit & narrow) == (eligible and few)
            assert bool(bit & made) == (question.concern in service.only_for)
