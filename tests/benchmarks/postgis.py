"""PostGIS as a contender: the same services in a table of its own, exact answers from prepared statements."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

import psycopg

from services_directory import Category
from services_directory.ranking import standing
from tests.benchmarks.contenders import NEAREST, Answer, Asked, Placed

CANDIDATES = 3 * NEAREST
"""As many are found on the sphere and measured on the spheroid; whether they suffice is checked with the answers."""
TABLE = """
CREATE UNLOGGED TABLE amaan_bench_service (
    id text NOT NULL, category text NOT NULL, area text NOT NULL, place geography(Point, 4326) NOT NULL,
    gender text, min_age int, max_age int, for_any_concern bool NOT NULL, audience text NOT NULL,
    confidence int NOT NULL, known_on int NOT NULL, name text NOT NULL
)"""
INDEXES = """
CREATE INDEX ON amaan_bench_service USING gist (place) WHERE category = '{category}';
CREATE INDEX ON amaan_bench_service USING gist (area, place) WHERE category = '{category}'
"""
HERE = "ST_Point(%(longitude)s, %(latitude)s)::geography"
FITTING = """
    category = '{category}' AND for_any_concern AND audience <> 'refugees'
    AND (%(gender)s::text IS NULL OR gender IS NULL OR gender = %(gender)s::text)
    AND (%(age)s::int IS NULL OR %(age)s::int BETWEEN coalesce(min_age, 0) AND coalesce(max_age, %(age)s::int))
    AND (%(gender)s::text IS NOT DISTINCT FROM 'female' OR audience NOT IN ('women', 'women_and_girls'))
"""
FOUND = f"""
(SELECT * FROM amaan_bench_service WHERE {FITTING} {{reach}} ORDER BY place <-> {HERE} LIMIT {{count}})
"""  # noqa: S608  constants of this file
EXACTLY = f"""
SELECT id, ST_Distance(place, {HERE}, true) / 1000 AS km FROM ({{found}}) AS found
ORDER BY km, confidence, known_on DESC, name COLLATE "C", id COLLATE "C" LIMIT {NEAREST}
"""  # noqa: S608  constants of this file
ON_A_SPHERE = f"""
SELECT id, ST_Distance(place, {HERE}, true) / 1000 AS km FROM ({{found}}) AS found
ORDER BY place <-> {HERE} LIMIT {NEAREST}
"""  # noqa: S608  constants of this file
EACH_AREA = [f"AND area = %(area_{i})s" for i in range(3)]
"""A search of the index for each area in reach is quicker than one search that throws most of what it finds away."""

Connection: TypeAlias = psycopg.Connection[tuple[str, float]]


class PostGIS:
    """One connection. `<->` finds candidates by the index, on a sphere; `ST_Distance` orders them on the spheroid."""

    name = "PostGIS"

    def __init__(self, connection: Connection, placed: Sequence[Placed]) -> None:
        self._connection = connection
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS amaan_bench_service")
            cursor.execute(TABLE)
            with cursor.copy("COPY amaan_bench_service FROM STDIN") as copy:
                for each in placed:
                    copy.write_row(_row(each))
            for category in Category:
                cursor.execute(INDEXES.format(category=category))
            cursor.execute("VACUUM ANALYZE amaan_bench_service")

    def nearest(self, asked: Asked) -> Answer:
        return self._rows(statement(asked, EXACTLY, CANDIDATES), asked)

    def on_a_sphere(self, asked: Asked) -> Answer:
        """What `<->` alone answers, which is not always the nearest."""
        return self._rows(statement(asked, ON_A_SPHERE, NEAREST), asked)

    def _rows(self, query: str, asked: Asked) -> Answer:
        found: Answer = self._connection.execute(query, parameters(asked), prepare=True, binary=True).fetchall()
        return found


def statement(asked: Asked, query: str, count: int) -> str:
    """The category stands in it as a constant: else no index of one category could be used by a prepared plan."""
    found = " UNION ALL ".join(
        FOUND.format(category=asked.category, reach=reach, count=count)
        for reach in EACH_AREA[: len(asked.areas)] or [""]
    )
    return query.format(found=found)


def parameters(asked: Asked) -> dict[str, object]:
    question = asked.question
    areas = {f"area_{i}": area for i, area in enumerate(asked.areas)}
    return areas | {
        "longitude": asked.origin.longitude,
        "latitude": asked.origin.latitude,
        "gender": question.gender and question.gender.value,
        "age": question.age,
    }


def _row(placed: Placed) -> tuple[object, ...]:
    service, point = placed.service, placed.point
    confidence, known_on, name, id = standing(service)
    return (
        *(id, service.category.value, placed.area, f"SRID=4326;POINT({point.longitude} {point.latitude})"),
        *(service.gender and service.gender.value, service.min_age, service.max_age),
        *(not service.only_for, service.audience.value, confidence, -known_on, name),
    )


@contextmanager
def connected(server: str) -> Iterator[Connection]:
    """One connection to a server with PostGIS and btree_gist; what was made there is gone afterwards."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        connection.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        connection.execute("SET jit = off")
        connection.execute("SET plan_cache_mode = force_generic_plan")
        try:
            yield connection
        finally:
            connection.execute("DROP TABLE IF EXISTS amaan_bench_service")
