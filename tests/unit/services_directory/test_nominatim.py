"""The opt-in question to a Nominatim server, asked of a stand-in on loopback."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

import services_directory
from services_directory import Directory
from services_directory.nominatim import NoAnswer, NominatimPlaces

ANSWERS = {
    "Shabqadar Fort": [{"lat": "34.2166", "lon": "71.5548", "display_name": "Shabqadar Fort, Charsadda, Pakistan"}],
    "Kabul": [{"lat": "34.5260", "lon": "69.1777", "display_name": "Kabul, Afghanistan"}],
    "Nowhere": [],
}


class StandIn(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        (asked,) = parse_qs(urlsplit(self.path).query)["q"]
        answer = ANSWERS.get(asked)
        self.send_response(200 if answer is not None else 500)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def places(directory: Directory) -> Iterator[NominatimPlaces]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), StandIn)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield NominatimPlaces(directory.district_at, domain=f"127.0.0.1:{server.server_port}", scheme="http")
    server.shutdown()
    thread.join()
    server.server_close()


def test_what_it_finds_is_a_guess(places: NominatimPlaces) -> None:
    """A name from elsewhere is never taken as sure."""
    (match,) = places.places_named("Shabqadar Fort")
    assert match.district is not None
    assert (match.names["en"], match.district.id, match.source) == ("Shabqadar Fort", "charsadda", "Nominatim")
    assert match.score < 0.5


@pytest.mark.parametrize("name", ["Kabul", "Nowhere"])
def test_nothing_abroad_and_nothing_unknown(places: NominatimPlaces, name: str) -> None:
    """A place abroad is not pulled into the country, and an unknown name is no place."""
    assert places.places_named(name) == ()


def test_a_failure_tells_nothing_of_the_name(places: NominatimPlaces) -> None:
    """The error names its kind and neither holds nor chains the address that was asked."""
    with pytest.raises(NoAnswer) as failure:
        places.places_named("Secret Village")
    assert "Secret" not in str(failure.value)
    assert failure.value.__cause__ is None
    assert failure.value.__suppress_context__


def test_nothing_constructs_it() -> None:
    """Off by default: no module of the directory so much as imports it."""
    folder = Path(services_directory.__file__).parent
    naming = [path.name for path in folder.rglob("*.py") if "nominatim" in path.read_text(encoding="utf-8").casefold()]
    assert naming == ["nominatim.py"]
