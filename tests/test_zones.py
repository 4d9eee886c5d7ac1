"""Cities and their zones: found as people type them, in their own language, and quickly."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.content import FOLDER
from alongside.errors import UserError
from alongside.languages import clock_at
from alongside.schedule import zones as known_zones
from alongside.zones import LONGEST, MOST, guesses, load_zones, sure_guess

ZONES = load_zones((FOLDER / "cities.toml").read_text("utf-8"))
NOON = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
LOCALES = [each.value for each in discord.Locale]


@pytest.mark.parametrize(
    ("locale", "typed", "zone"),
    [
        ("en-US", "Berlin", "Europe/Berlin"),
        ("en-US", " berlin ", "Europe/Berlin"),
        ("en-US", "Europe/Berlin", "Europe/Berlin"),
        ("en-US", "europe/berlin", "Europe/Berlin"),
        ("en-US", "america/new york", "America/New_York"),
        ("en-US", "US/Pacific", "US/Pacific"),
        ("en-US", "Asia/Calcutta", "Asia/Calcutta"),
        ("en-US", "Calcutta", "Asia/Kolkata"),
        ("en-US", "Kolkata", "Asia/Kolkata"),
        ("en-US", "kiev", "Europe/Kyiv"),
        ("en-US", "Zürich", "Europe/Zurich"),
        ("en-US", "zuerich", "Europe/Zurich"),
        ("en-US", "muenchen", "Europe/Berlin"),
        ("en-US", "são paulo", "America/Sao_Paulo"),
        ("en-US", "Lodz", "Europe/Warsaw"),
        ("en-US", "San Francisco", "America/Los_Angeles"),
        ("en-US", "san fran", "America/Los_Angeles"),
        ("en-US", "NYC", "America/New_York"),
        ("en-US", "Germany", "Europe/Berlin"),
        ("en-US", "Brazil", "America/Sao_Paulo"),
        ("en-US", "Berlin, Germany", "Europe/Berlin"),
        ("en-US", "Berlin (Germany), now 9:04 PM", "Europe/Berlin"),
        ("en-US", "London, UK", "Europe/London"),
        ("en-US", "UTC", "UTC"),
        ("en-US", "utc+2", "Etc/GMT-2"),
        ("en-US", "GMT -05:00", "Etc/GMT+5"),
        ("en-US", "東京", "Asia/Tokyo"),
        ("ja", "東京", "Asia/Tokyo"),
        ("ja", "ベルリン", "Europe/Berlin"),
        ("ja", "Tokyo", "Asia/Tokyo"),
        ("de", "Wien", "Europe/Vienna"),
        ("de", "Österreich", "Europe/Vienna"),
        ("de", "Vienna", "Europe/Vienna"),
        ("ru", "Москва", "Europe/Moscow"),
        ("hi", "कोलकाता", "Asia/Kolkata"),
    ],
)
def test_a_typed_place_is_found(locale: str, typed: str, zone: str) -> None:
    """By city, country, IANA name, offset or label; with or without accents; in one's own language."""
    assert ZONES.find(locale, typed).zone == zone


@pytest.mark.parametrize(
    "typed", ["", "  ", "Atlantis", "B", "UTC+25", "utc+5:30", "Factory", "localtime", "x" * 200]
)
def test_what_is_not_known(typed: str) -> None:
    """It says so, and carries nothing of what was written."""
    with pytest.raises(UserError) as raised:
        ZONES.find("en-US", typed)
    assert (raised.value.text_id, raised.value.text_args) == ("zone-unknown", {})


@pytest.mark.parametrize("typed", ["United States", "Canada", "san", "Paris, Texas"])
def test_what_could_be_several(typed: str) -> None:
    """Nothing is picked for somebody where it would be a shot in the dark."""
    with pytest.raises(UserError):
        ZONES.find("en-US", typed)


def test_suggestions_for_a_slip_of_the_finger() -> None:
    """What is spelt nearly right is offered."""
    assert [each.zone for each in ZONES.search("en-US", "Belrin")][:1] == ["Europe/Berlin"]
    assert [each.zone for each in ZONES.search("de", "Wein")][:1] == ["Europe/Vienna"]
    assert ZONES.search("en-US", "qqqqqq") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_of_discord(locale: str) -> None:
    """Each has a likely place, its own names for capitals, and finds what is typed in English too."""
    likely = ZONES.search(locale, "")
    assert 1 <= len(likely) <= MOST
    assert {each.zone for each in likely} <= known_zones()
    berlin = ZONES.find(locale, "Berlin")
    assert berlin.zone == "Europe/Berlin"
    assert berlin.country
    assert ZONES.find(locale, berlin.name).zone == "Europe/Berlin"
    assert clock_at(locale, "Europe/Berlin", NOON)


@pytest.mark.parametrize(
    ("locale", "first", "sure"),
    [
        ("de", "Europe/Berlin", True),
        ("en-GB", "Europe/London", True),
        ("en-US", "America/New_York", False),
        ("es-419", "America/Mexico_City", False),
        ("es-ES", "Europe/Madrid", True),
        ("pt-BR", "America/Sao_Paulo", True),
        ("ja", "Asia/Tokyo", True),
        ("zh-CN", "Asia/Shanghai", True),
        ("zh-TW", "Asia/Taipei", True),
        ("uk", "Europe/Kyiv", True),
        ("hi", "Asia/Kolkata", True),
        ("sv-SE", "Europe/Stockholm", True),
        ("ru", "Europe/Moscow", True),
        ("vi", "Asia/Ho_Chi_Minh", True),
        ("no", "Europe/Oslo", True),
        ("xx-unknown", "America/New_York", False),
    ],
)
def test_the_guess(locale: str, first: str, sure: bool) -> None:
    """The country of a language; not for the one that Discord speaks unless told otherwise."""
    assert guesses(locale)[0] == first
    assert sure_guess(locale) == (first if sure else None)


def test_the_best_comes_first() -> None:
    """A whole name before a beginning, a beginning before a part; where one lives before elsewhere."""
    assert ZONES.search("en-US", "berlin")[0].name == "Berlin (Germany)"
    assert ZONES.search("fr", "par")[0].name == "Paris (France)"
    assert [each.city for each in ZONES.search("en-US", "united states")][:2] == ["New York", "Chicago"]
    assert len(ZONES.search("en-US", "a")) == MOST
    assert ZONES.search("en-US", "Europe/Ber")[0].zone == "Europe/Berlin"


def test_every_zone_that_can_be_typed_opens() -> None:
    """Every place of every table, and every IANA name, is a zone with a clock and a name to show."""
    for locale in ("en-US", "de"):
        places = {each.place for each in ZONES._table(locale)}
        assert {each.zone for each in places} <= known_zones()
        assert all(each.city and ZoneInfo(each.zone) for each in places)
    for zone in known_zones():
        assert ZONES.place("en-US", zone).name
        if "/" in zone:
            assert ZONES.find("en-US", zone).zone == zone


def test_offsets_mean_what_they_say() -> None:
    """POSIX counts them the other way round."""
    two = ZONES.find("en-US", "UTC+2")
    assert NOON.astimezone(ZoneInfo(two.zone)).utcoffset() == timedelta(hours=2)
    assert two.name == "UTC+2"
    assert ZONES.place("en-US", "Etc/GMT+5").name == "UTC-5"


def test_the_clock_of_a_language() -> None:
    """As people there write it, without signs that Discord shows strangely."""
    assert clock_at("en-US", "Asia/Kolkata", NOON) == "5:30 PM"
    assert clock_at("de", "Asia/Kolkata", NOON) == "17:30"


def test_a_key_is_answered_at_once() -> None:
    """Under 50 ms, with room to spare: Discord asks at every key."""
    ZONES.prepare("fr")
    assert ZONES.ready("fr")
    begun = time.perf_counter()
    for typed in ("", "p", "pa", "par", "pariss", "Europe/P"):
        ZONES.search("fr", typed)
    assert (time.perf_counter() - begun) / 6 < 0.05


@given(st.text(max_size=LONGEST * 2), st.sampled_from(["en-US", "de", "ja"]))
def test_any_text_is_a_place_or_a_kind_word(typed: str, locale: str) -> None:
    """Nothing else comes of it; and no more than Discord shows."""
    found = ZONES.search(locale, typed)
    assert len(found) <= MOST
    try:
        place = ZONES.find(locale, typed)
    except UserError:
        return
    assert place.zone in known_zones()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[zones", "TOML"),
        ("[cities]", "'zones'"),
        ('[zones]\n"Europe/Atlantis" = ["x"]', "Europe/Atlantis"),
        ('[zones]\n"Europe/Berlin" = []', "Europe/Berlin"),
        ('[zones]\n"Europe/Berlin" = [7]', "Europe/Berlin"),
    ],
)
def test_broken_content_is_named(text: str, named: str) -> None:
    """The error says which zone is wrong."""
    with pytest.raises(ValueError, match=named):
        load_zones(text)
