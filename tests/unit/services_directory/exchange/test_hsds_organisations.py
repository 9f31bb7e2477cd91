"""Who runs services, in HSDS 3: more than a name, out and in."""

from dataclasses import replace
from io import StringIO
from pathlib import Path

from services_directory.exchange.difference import news_of
from services_directory.exchange.exchanging import Format, read_file, write_services
from services_directory.loading import Pack
from services_directory.model import Organisation
from tests.unit.services_directory.exchange.generated import ground

TOLD = ("Lawyers who take children's cases", "https://example.org", "help@example.org")


def test_what_is_known_of_organisations_goes_round(pack: Pack, tmp_path: Path) -> None:
    """Description, website and e-mail come back under the organisation's own id; its services are as they were."""
    service = next(each for each in pack.services if each.website is None and each.email is None)
    owner = replace(pack.organisations[service.organisation_id], description=TOLD[0], website=TOLD[1], email=TOLD[2])
    out, file = StringIO(), tmp_path / "ours.json"
    write_services([service], out, Format.HSDS, replace(ground(), organisations={owner.id: owner}))
    file.write_text(out.getvalue(), encoding="utf-8")
    given = read_file(file, Format.HSDS, ground())
    assert given.organisations == [owner]
    # the same ground as it was written on: what the service lacks is the organisation's, and not its own
    assert given.services == [service]


def test_an_organisation_of_which_nothing_is_known_tells_nothing(pack: Pack, tmp_path: Path) -> None:
    """The description that HSDS demands is then its name, which is no news."""
    out, file = StringIO(), tmp_path / "ours.json"
    write_services(pack.services, out, Format.HSDS, replace(ground(), organisations={}))
    file.write_text(out.getvalue(), encoding="utf-8")
    assert read_file(file, Format.HSDS, ground()).organisations == []


def test_news_keeps_what_a_file_does_not_say() -> None:
    """Names in other languages stay; what calls it otherwise is left to its services; what is known is no news."""
    held = Organisation("forum", {"en": "Forum", "ur": "فورم"}, "ngo", website="https://old.example.org")
    given = Organisation("forum", {"en": "Forum"}, "ngo", description=TOLD[0])
    assert news_of([given], [held]) == [replace(held, description=TOLD[0])]
    assert news_of([replace(given, names={"en": "Another"})], [held]) == []
    assert news_of([replace(held, names={"en": "Forum"})], [held]) == []
    assert news_of([given], []) == [given]
