"""Charts of figures: in each language, the same each time, and with nothing in them that may not be told."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely  # type: ignore[import-untyped]  # shapely ships no types
from matplotlib.ft2font import FT2Font

from bot.casework.model import Concern
from bot.charts.figures import DistrictCount, MonthlyCount
from bot.charts.hotspots import COLOURS, Country, Spot, draw_hotspots
from bot.charts.trend import BAR, BAR_OF_ALL, draw_trend
from bot.dialogue.outgoing import HotspotMap
from bot.dialogue.replies import pictures
from bot.i18n import OFFERED_LANGUAGES, words
from bot.turns.drawing import drawing_from
from services_directory import Directory, Point
from services_directory.boundaries import Outline, save_outlines
from services_directory.pictures.canvas import FONTS
from tests.seeing import keep, near_colour, pixels

MONTHS = [date(2026, month, 1) for month in range(1, 12)]
MOST_BYTES = 100_000
FIRST, LAST = MONTHS[0], MONTHS[-1]


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The real pack, without boundaries."""
    return Directory.load()


def _months() -> tuple[MonthlyCount, ...]:
    """Made-up counts of every concern and of all; those under five are not told."""
    made_up = random.Random(3)
    rows = [MonthlyCount("", month, made_up.randrange(150, 320)) for month in MONTHS]
    for concern in Concern:
        usual = made_up.choice([3, 6, 12, 25, 40])
        counts = [(month, round(made_up.gauss(usual, usual / 3))) for month in MONTHS]
        rows += [MonthlyCount(concern, month, count if count >= 5 else None) for month, count in counts]
    return tuple(rows)


def _districts(directory: Directory) -> tuple[DistrictCount, ...]:
    made_up = random.Random(5)
    found = [each for province in directory.provinces() for each in directory.districts_of(province.id)]
    counts = [(each.id, round(4 * made_up.paretovariate(1.1))) for each in found]
    return tuple(DistrictCount(district, count if count >= 5 else None) for district, count in counts)


@pytest.mark.parametrize("language", OFFERED_LANGUAGES)
def test_each_chart_in_each_language(directory: Directory, language: str) -> None:
    """Both charts are drawn from what waits in the outbox, the same each time; they are kept for people to look at."""
    w, draw = words(language), drawing_from(directory)
    for name, picture in (
        ("trend", pictures.trend(w, _months())),
        ("hotspots", pictures.hotspots(w, _districts(directory), FIRST, LAST, directory.district)),
    ):
        png = draw(picture.drawing)
        keep(f"{name}-{language}", png)
        assert png == draw(picture.drawing)
        assert len(png) < MOST_BYTES


def test_an_untold_count_is_no_bar() -> None:
    """A month that may not be told has no bar, and looks the same as one that nobody counted."""
    told = [MonthlyCount("neglect", FIRST, 12), MonthlyCount("neglect", LAST, 8)]
    untold = [told[0], MonthlyCount("neglect", LAST, None)]
    other = [MonthlyCount("", FIRST, 20), MonthlyCount("", LAST, None)]
    w = pictures.trend_words("en")
    bars = [near_colour(draw_trend(rows, w), BAR, within=6) for rows in (told, untold)]
    half = bars[0].shape[1] * 2 // 3
    assert bars[0][:, half:].any()
    assert not bars[1][:, half:].any()
    assert draw_trend([*untold, *other], w) == draw_trend([untold[0], *other], w)


def test_a_concern_of_which_nothing_may_be_told_is_left_out() -> None:
    """Neither its name nor a row shows that it was reported."""
    rows = [MonthlyCount("neglect", FIRST, 12)]
    hidden = [*rows, MonthlyCount("sexual_abuse", FIRST, None)]
    assert draw_trend(hidden, pictures.trend_words("en")) == draw_trend(rows, pictures.trend_words("en"))


def test_time_runs_as_the_language_is_read() -> None:
    """The newest month is at the right in English and at the left in Urdu, and the names at the other side."""
    rows = [MonthlyCount("", FIRST, 1), MonthlyCount("", LAST, 100)]
    for language, is_at_right in (("en", True), ("ur", False)):
        bars = near_colour(draw_trend(rows, pictures.trend_words(language)), BAR_OF_ALL, within=6)
        tallest = np.argmax(bars[100:170].sum(axis=0))
        assert bool(tallest > bars.shape[1] / 2) is is_at_right


def test_nothing_to_tell_is_still_a_picture(directory: Directory) -> None:
    """A month in which everything is few, and a country without reports, make pictures that say so."""
    w = words("en")
    silent = pictures.trend(w, [MonthlyCount("neglect", FIRST, None)])
    assert "Too few to tell." in silent.text
    for picture in (silent, pictures.trend(w, []), pictures.hotspots(w, [], FIRST, FIRST, directory.district)):
        assert pixels(drawing_from(directory)(picture.drawing)).shape[2] == 3


def test_untold_districts_look_alike(directory: Directory) -> None:
    """A district that may not be told, one of which nothing was counted, and one that is no more: all the same."""
    draw, told = drawing_from(directory), (DistrictCount("swabi", 12),)
    plain = HotspotMap("en", told, FIRST, LAST)
    hidden = _with_rows(plain, (*told, DistrictCount("kech", None), DistrictCount("nowhere", 99)))
    assert draw(plain) == draw(hidden)


def _with_rows(drawing: HotspotMap, rows: tuple[DistrictCount, ...]) -> HotspotMap:
    """The same map of other counts."""
    return HotspotMap(drawing.language, rows, drawing.first, drawing.last)


def test_outlines_are_filled_where_they_were_imported(tmp_path: Path) -> None:
    """With boundaries a district is its ground, without them a disc; more reports are darker, not another shade."""
    spots = {
        "one": Spot("One", Point(30, 70), shapely.box(69, 29, 71, 31)),
        "two": Spot("Two", Point(30, 73), shapely.box(72, 29, 74, 31)),
    }
    rows = [DistrictCount("one", 6), DistrictCount("two", 900)]
    w = pictures.hotspot_words(HotspotMap("en", (), FIRST, LAST))
    outlined = draw_hotspots(rows, Country(spots), w)
    discs = draw_hotspots(rows, Country({each: replace(spot, outline=None) for each, spot in spots.items()}), w)
    light, dark = COLOURS[0], COLOURS[-1]
    for colour in (light, dark):
        assert near_colour(outlined, colour, within=6).sum() > 20 * near_colour(discs, colour, within=6).sum() > 0
    boundaries = save_outlines([Outline(("swabi",), shapely.box(72, 34, 72.6, 34.3))], tmp_path)
    png = drawing_from(Directory.load(boundaries=boundaries))(
        HotspotMap("ur", (DistrictCount("swabi", 6),), FIRST, LAST)
    )
    assert near_colour(png, COLOURS[0], within=6).sum() > 200


def test_colours_are_told_apart_by_their_lightness() -> None:
    """Each step is darker than the one before, by so much that it shows in grey and to whoever sees fewer colours."""
    rgb = np.array([[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in COLOURS])
    lightness = rgb @ np.array([0.299, 0.587, 0.114])
    assert (np.diff(lightness) < -15).all()


@pytest.mark.parametrize("language", OFFERED_LANGUAGES)
def test_captions_say_in_words_what_is_drawn(directory: Directory, language: str) -> None:
    """Each caption names the greatest counts, and fits under a photo."""
    w = words(language)
    trend = pictures.trend(w, _months())
    hotspots = pictures.hotspots(w, _districts(directory), FIRST, LAST, directory.district)
    assert hotspots.text.count("•") == trend.text.count("•") == pictures.IN_WORDS
    assert max(len(trend.text), len(hotspots.text)) < 1024


def test_the_fonts_have_what_the_bot_writes() -> None:
    """No sentence of the catalogues that may stand on a picture shows a box for a letter; signs belong to chats."""
    for language in OFFERED_LANGUAGES:
        w = pictures.trend_words(language)
        concerns = "".join(w.concern(each) for each in ("", *Concern))
        said = "".join((w.title, w.untold, concerns, *(w.month(date(2026, each, 1)) for each in range(1, 13))))
        known = map(chr, FT2Font(FONTS / "NotoSansArabic-Regular.ttf").get_charmap())
        assert set(said) <= {*known, "\u2068", "\u2069"}


def test_nothing_that_draws_is_loaded_before_something_is_drawn() -> None:
    """A bot that never sends a picture pays nothing for them."""
    loaded = "import sys, bot.bootstrap, bot.cli; print('matplotlib' in sys.modules, 'PIL' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]
