"""Place names asked of a Nominatim server: opt-in, and never part of the directory."""

from collections.abc import Callable

from geopy.adapters import URLLibAdapter  # type: ignore[import-untyped]  # geopy ships no types
from geopy.exc import GeopyError  # type: ignore[import-untyped]  # geopy ships no types
from geopy.geocoders import Nominatim  # type: ignore[import-untyped]  # geopy ships no types
from geopy.location import Location  # type: ignore[import-untyped]  # geopy ships no types

from services_directory.errors import DirectoryError
from services_directory.model import District, PlaceMatch, PlaceType, Point

ELSEWHERE_SCORE = 0.4


class NoAnswer(DirectoryError):
    """The server was not reached or answered nonsense; `reason` is the name of what went wrong, and nothing asked."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"no answer from the Nominatim server: {reason}")


class NominatimPlaces:
    """Places by a Nominatim server that the operator runs or trusts.

    Off by default, and nothing in this project constructs it: a place name sent out is a leak. Whoever runs the
    server, or watches the line to it, learns where a child in danger is and when somebody wrote of it. An operator
    with a server of their own, who has weighed that, constructs it and asks it where the gazetteer knows nothing.
    There is no default server; the public one forbids such use anyway.
    """

    def __init__(
        self,
        district_at: Callable[[Point], tuple[District, ...]],
        *,
        domain: str,
        scheme: str = "https",
        timeout: int = 3,
    ) -> None:
        """`district_at` is the directory's; `domain` the server's host, with its port; `timeout` in seconds."""
        self._district_at = district_at
        # No proxies: one set for the machine would learn the names as well.
        self._server = Nominatim(
            user_agent="amaan-directory",
            domain=domain,
            scheme=scheme,
            timeout=timeout,
            proxies={},
            adapter_factory=URLLibAdapter,
        )

    def places_named(self, text: str, limit: int = 5) -> tuple[PlaceMatch, ...]:
        """Points in the country the server finds, best first, always as guesses; raises NoAnswer."""
        try:
            found = self._server.geocode(text, exactly_one=False, limit=limit, country_codes="pk", language="en")
        except GeopyError as error:
            # Not chained: the cause holds the address asked, and with it the name.
            raise NoAnswer(type(error).__name__) from None
        return tuple(match for location in found or () for match in self._match(location))

    def _match(self, location: Location) -> tuple[PlaceMatch, ...]:
        point = Point(location.latitude, location.longitude)
        names = {"en": str(location.address).split(",")[0]}
        return tuple(
            PlaceMatch(names, PlaceType.TOWN, district, district.province, point, ELSEWHERE_SCORE, source="Nominatim")
            for district in self._district_at(point)[:1]
        )
