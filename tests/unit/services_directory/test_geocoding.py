"""From what people type to places."""

import random
import time

import pytest

from services_directory import Directory, PlaceType, Precision
from services_directory.coordinates import typed_point
from services_directory.loading import Pack

SENTENCES = [
    ("where can I find a lawyer near Mardan", "mardan"),
    ("WHERE CAN I FIND A LAWYER NEAR MARDAN???", "mardan"),
    ("مردان میں وکیل کہاں ملے گا", "mardan"),
    ("I live close to Takht Bhai tehsil mardan", "mardan"),
    ("bachi swabi me ghar se bhag gayi", "swabi"),
    ("ضلع قصور میں ایک بچہ", "kasur"),
    ("میں فیصلآباد سے ہوں", "faisalabad"),
    ("زه په پېښور کې يم", "peshawar"),
    ("آءٌ ڄامشورو ۾ رهان ٿو", "jamshoro"),
    ("a boy works in a garage near Peshawer please help", "peshawar"),
    ("Khanpur, Haripur", "haripur"),
    ("Khanpur in Punjab", "rahim-yar-khan"),
    ("district swabi", "swabi"),
    ("Takht Bai, Mardan", "mardan"),
    ("sawabi", "swabi"),
    ("Charsada", "charsadda"),
    ("noshehra city", "nowshera"),
    ("اسلام اباد", "islamabad"),
    ("Torkham border", "khyber"),
    ("Mogel Town", "lahore"),
    ("Saddar Karachi", "karachi-south"),
    ("a girl in bagh in lahore", "lahore"),
]
NO_PLACE = [
    "",
    "   ",
    "!!!",
    "🙏",
    "hello",
    "thanks",
    "thank u",
    "that's right",
    "ghalat hai",
    "گاؤں سے لڑکے پہاڑوں میں لے جاتے ہیں",
    "بچے کو چند دن رکھنے کی جگہ چاہیے",
    "my neighbour beats his son every night",
    "he does not go to school he does labour in the mandi",
    "our village has no school for girls",
    "اس بچے کو روز مارتے ہیں",
    "بچے کا کوئی قصور نہیں",
    "وہ خاص طور پر رات کو مارتا ہے",
    "باغ میں ایک بچی رو رہی ہے",
    "وہ بہت دیر سے روتی ہے",
    "us ke chacha ne usko mara hai",
    "chor ne bache ko maara",
    "she is sold to a drug dealer and locked in a tank",
    "call me on 0300 1234567",
    "15",
    "my name is Ali and I am ten",
    "menu",
    "nope",
    "galat hai",
    "سچ ہے",
    "مننه",
    "ڪونه",
]
INVENTED = [
    "Zxqwv",
    "Springfield",
    "Narnkot",
    "Tehran",
    "London",
    "Zarfonkot",
    "Blimptown",
    "Qwertyabad",
    "Xanadu",
    "Wugpur",
    "Fribblestan",
    "زرفنکوٹ",
    "بلمپابادیہ",
]


@pytest.mark.parametrize(("text", "district"), SENTENCES)
def test_place_is_found(directory: Directory, text: str, district: str) -> None:
    """A name alone, in a sentence, misspelt or in another script leads to its district first."""
    found = directory.places_named(text)
    assert found
    assert found[0].district is not None
    assert found[0].district.id == district


@pytest.mark.parametrize("text", [*NO_PLACE, *INVENTED])
def test_no_place_no_answer(directory: Directory, text: str) -> None:
    """Ordinary sentences, names nobody has heard of and noise find nothing."""
    assert directory.places_named(text) == ()


def test_narrower_place_wins_over_the_district_named_beside_it(directory: Directory) -> None:
    """A tehsil named with its district is the tehsil."""
    found = directory.places_named("I live close to Takht Bhai tehsil mardan")
    assert [(m.type, m.names["en"]) for m in found] == [(PlaceType.TEHSIL, "Takht Bhai")]


def test_name_that_many_share_offers_them_all(directory: Directory) -> None:
    """Saddar is a part of several cities; alone it does not say of which."""
    found = directory.places_named("Saddar")
    assert {m.district.id for m in found if m.district} == {"karachi-south", "peshawar", "rawalpindi"}


def test_city_of_seven_districts_offers_all_seven(directory: Directory) -> None:
    """Karachi alone does not say which district: nobody is sent to the wrong one."""
    for text in ("Karachi", "کراچی", "a girl in karachi needs help"):
        found = directory.places_named(text)
        assert len(found) == 7
        assert {match.score for match in found} == {1.0}


def test_province_alone_has_no_district(directory: Directory) -> None:
    """A province is answered as one, so that its districts can be offered."""
    (punjab,) = directory.places_named("Punjab")
    assert (punjab.type, punjab.district, punjab.province) == (PlaceType.PROVINCE, None, "punjab")


def test_limit_holds(directory: Directory) -> None:
    """No more places than asked for."""
    assert len(directory.places_named("Karachi", limit=3)) == 3


@pytest.mark.parametrize(
    "text",
    ["34.1202, 72.4698", "34.1202 72.4698", "۳۴٫۱۲۰۲، ۷۲٫۴۶۹۸", "34.1202 N, 72.4698 E", "lat: 34.1202 long: 72.4698"],
)
def test_coordinates_in_any_digits(directory: Directory, text: str) -> None:
    """Typed coordinates are a point, exact, in the district around it."""
    (match,) = directory.places_named(text)
    assert (match.point.latitude, match.point.longitude) == (34.1202, 72.4698)
    assert match.type is PlaceType.COORDINATES
    assert match.district is not None
    assert match.district.id == "swabi"


@pytest.mark.parametrize("text", ["51.5, -0.1", "72.4698, 34.1202", "34.1202 S, 72.4698 E"])
def test_coordinates_abroad_are_no_place(directory: Directory, text: str) -> None:
    """A point outside the country is not pulled into it."""
    assert typed_point(text) is not None
    assert directory.places_named(text) == ()


def test_misspelt_names_are_mostly_found(directory: Directory, pack: Pack) -> None:
    """One wrong letter in a name of six or more: the right district is offered in nine of ten."""
    rng = random.Random(5)
    named = [place for place in pack.places if len(place.names["en"]) >= 6 and place.type is not PlaceType.VILLAGE]
    offered = 0
    for place in rng.sample(named, 300):
        name, at = place.names["en"], rng.randrange(2, 5)
        wrong = name[:at] + rng.choice("abdeghiklmnorstu") + name[at + 1 :]
        offered += place.district in [m.district.id for m in directory.places_named(wrong) if m.district]
    assert offered / 300 >= 0.9


def test_long_texts_are_read_quickly(directory: Directory) -> None:
    """A whole message costs no noticeable time, however full of place words it is."""
    text = "in the village near my home in a town near the city " * 400
    started = time.perf_counter()
    directory.places_named(text)
    assert time.perf_counter() - started < 0.25


@pytest.mark.parametrize(
    ("text", "district"),
    [
        ("Peshawer", "peshawar"),
        ("pishin", "pishin"),
        ("ڈی آئی خان", "dera-ismail-khan"),
        ("D.I.Khan", "dera-ismail-khan"),
        ("dera ismail", "dera-ismail-khan"),
        ("Dera Ismael Khan", "dera-ismail-khan"),
        ("D.G. Khan", "dera-ghazi-khan"),
        ("RYK", "rahim-yar-khan"),
        ("TT Singh", "toba-tek-singh"),
        ("toba tek", "toba-tek-singh"),
        ("فیصل اباد", "faisalabad"),
        ("Multan cty", "multan"),
        ("پشین", "pishin"),
        ("ڪراچي ڏکڻ", "karachi-south"),
        ("پېښور", "peshawar"),
        ("Isloo", "islamabad"),
        ("Lyallpur", "faisalabad"),
        ("Campbelpur", "attock"),
        ("Montgomery", "sahiwal"),
        ("Benazirabad", "shaheed-benazirabad"),
        ("Hindubagh", "killa-saifullah"),
        ("zila Swabi", "swabi"),
        ("swabi shehar", "swabi"),
        ("Jaccobabad", "jacobabad"),
        ("گوجرانوالا", "gujranwala"),
    ],
)
def test_the_ways_a_name_is_written(directory: Directory, text: str, district: str) -> None:
    """Roman variants, abbreviations, halves of long names and each language's letters lead to the district, surely."""
    first = directory.places_named(text)[0]
    assert first.district is not None
    assert first.district.id == district
    assert first.score >= 0.5


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Torkham", "Torkham"),
        ("طورخم بارڈر", "Torkham"),
        ("Chaman border", "Chaman Friendship Gate"),
        ("Ghulam Khan border", "Ghulam Khan"),
        ("Kharlachi", "Kharlachi"),
        ("Angur Adda", "Angoor Adda"),
        ("Taftan border", "Taftan"),
        ("Wagha", "Wagah"),
        ("Khunjrab pass", "Khunjerab Pass"),
    ],
)
def test_border_crossings(directory: Directory, text: str, name: str) -> None:
    """The crossings are places of their own kind, as people call them."""
    first = directory.places_named(text)[0]
    assert (first.type, first.names["en"]) == (PlaceType.BORDER_CROSSING, name)
    assert first.source


@pytest.mark.parametrize(
    "text", ["Jalozai camp", "جلوزئی کیمپ", "Shamshatoo", "Shamshatu camp", "Kacha Garhi", "Gandaf camp"]
)
def test_camps(directory: Directory, text: str) -> None:
    """Refugee villages answer to their bare name, as camps."""
    assert directory.places_named(text)[0].type is PlaceType.CAMP


def test_a_stand_in_for_a_camp_measures_no_closer_than_its_district(directory: Directory) -> None:
    """Where a camp's own point is unknown, nothing is measured from it as if it were known."""
    assert directory.places_named("Shamshatoo camp")[0].precision is Precision.DISTRICT
    assert directory.places_named("Jalozai camp")[0].precision is Precision.TOWN
    assert directory.places_named("Torkham")[0].precision is Precision.TOWN
