"""What is exported and imported again is the same, in every format."""

import shutil
from collections.abc import Iterable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from services_directory import Service
from services_directory.exchange.exchanging import Format, carried, read_services, write_services
from services_directory.loading import PAKISTAN_PACK, Pack, load_pack
from tests.unit.services_directory.exchange.generated import DIRECTORIES, ground

FORMATS = list(Format)


def written(services: Iterable[Service], format: Format) -> str:
    out = StringIO()
    write_services(services, out, format, ground())
    return out.getvalue()


def read(text: str, folder: Path, format: Format) -> list[Service]:
    file = folder / "given"
    file.write_text(text, encoding="utf-8", newline="")
    return read_services(file, format, ground())


def goes_round(services: Iterable[Service], folder: Path, format: Format) -> None:
    expected = {service.id: service for service in carried(services, format)}
    once = written(services, format)
    again = read(once, folder, format)
    assert {service.id: service for service in again} == expected
    assert written(again, format) == once


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(services=DIRECTORIES)
def test_any_services_go_round(
    services: list[Service], format: Format, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every field of every service comes back, and is written again byte for byte."""
    if carried(services, format):
        goes_round(services, tmp_path_factory.getbasetemp(), format)


@pytest.mark.parametrize("format", FORMATS)
def test_the_pack_goes_round(pack: Pack, tmp_path: Path, format: Format) -> None:
    """So does every service of the Pakistan pack."""
    goes_round(pack.services, tmp_path, format)


def test_the_packs_own_table_can_be_imported(pack: Pack) -> None:
    """The pack's table is such a file itself."""
    assert read_services(PAKISTAN_PACK / "services.csv", Format.CSV, ground()) == list(pack.services)


def test_an_exported_table_can_be_the_packs_own(pack: Pack, tmp_path: Path) -> None:
    """Also with cells that were defused on the way out: the pack has the same services, each as it was."""
    folder = Path(shutil.copytree(PAKISTAN_PACK, tmp_path / "pk"))
    first = replace(pack.services[0], serves="=everyone", hours="'@noon", description="'+ and -")
    services = (first, *pack.services[1:])
    text = written(services, Format.CSV)
    assert ",'=everyone," in text
    (folder / "services.csv").write_text(text, encoding="utf-8", newline="")
    assert load_pack(folder).services == services
