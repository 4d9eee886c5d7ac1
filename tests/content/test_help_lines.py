"""Help lines: each with its source and the day it was checked."""

import sys
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from alongside.clock import SystemClock
from alongside.content import FOLDER
from alongside.helplines import HelpLines, load_help_lines
from tests.content.samples import SMALL

EVIDENCE = {"operator", "government", "health body", "press"}
WAYS = {"call", "text", "chat"}
GUESSED = {
    "en-US": "US",
    "en-GB": "GB",
    "de": "DE",
    "fr": "FR",
    "es-ES": "ES",
    "pt-BR": "BR",
    "nl": "NL",
    "hi": "IN",
}
CHECKED = date(2026, 1, 1)


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    """The file as it stands."""
    return tomllib.loads((FOLDER / "helplines.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def lines() -> HelpLines:
    """The file as the bot reads it."""
    return load_help_lines((FOLDER / "helplines.toml").read_text("utf-8"))


def _tomorrow() -> date:
    # Whoever checked a line may be a time zone ahead.
    return SystemClock().now().date() + timedelta(days=1)


def test_every_country_has_numbers_lines_and_a_name_of_its_own(raw: dict[str, Any], lines: HelpLines) -> None:
    """No country is lost while reading, and a picker takes 24 besides "another country"."""
    assert list(lines.countries) == [entry["code"] for entry in raw["country"]]
    assert len({country.name for country in lines.countries.values()}) == len(lines.countries) <= 24
    for country in lines.countries.values():
        assert len(country.code) == 2
        assert country.code.isupper()
        assert country.emergency
        assert all(each.number.isdigit() for each in country.emergency)
        assert country.lines


def test_every_line_names_its_source(lines: HelpLines) -> None:
    """Each that is shown has a page that confirms it, on https, and says whose page that is."""
    shown = [(c.code, each) for c in lines.countries.values() for each in c.lines if each.checked_on]
    assert shown
    for code, each in shown:
        where = f"{code} {each.name}"
        assert each.name, where
        assert each.source_title, where
        assert each.source_url.startswith("https://"), where
        assert each.evidence in EVIDENCE, where
        assert not set("[]") & set(each.source_title), f"{where}: would break the link"
        assert not set("() ") & set(each.source_url), f"{where}: would break the link"
        assert isinstance(each.checked_on, date), where
        assert each.checked_on <= _tomorrow(), where


def test_every_line_can_be_reached(lines: HelpLines) -> None:
    """A number of digits and blanks, or an address; the word to send only with a text."""
    for country in lines.countries.values():
        for each in country.lines:
            assert each.contacts, each.name
            for contact in each.contacts:
                assert contact.how in WAYS, each.name
                chats = contact.how == "chat"
                bare = contact.reach.replace(" ", "").replace("-", "")
                assert contact.reach.startswith("https://") if chats else bare.isdigit(), each.name
                assert contact.how == "text" or contact.send is None, each.name
                assert contact.hours, each.name


def test_every_emergency_number_names_its_source(raw: dict[str, Any]) -> None:
    """The numbers for danger rest on pages as well."""
    for entry in raw["country"]:
        assert entry["emergency_confirmed"] is True, entry["code"]
        assert entry["emergency_source"].startswith("https://"), entry["code"]
        assert entry["emergency_source_title"], entry["code"]
        assert entry["emergency_evidence"] in EVIDENCE, entry["code"]
        assert entry["emergency_checked_on"] <= _tomorrow(), entry["code"]


def test_the_directory_for_every_other_country_is_there(raw: dict[str, Any], lines: HelpLines) -> None:
    """Where no line is listed, this is all there is."""
    assert lines.directory_name
    assert lines.directory_url.startswith("https://")
    assert raw["directory"]["evidence"] in EVIDENCE
    assert lines.directory_checked_on is not None
    assert lines.directory_checked_on <= _tomorrow()


@pytest.mark.parametrize("locale", GUESSED)
def test_countries_are_guessed_where_a_language_names_one(lines: HelpLines, locale: str) -> None:
    """The guess leads to a country that is really listed."""
    guess = lines.guess(locale)
    assert guess is not None
    assert guess.code == GUESSED[locale]


@pytest.mark.parametrize("locale", ["", "en", "ja", "es-419", "en-us", "XX", "sv-SE"])
def test_nothing_is_guessed_where_it_would_be_a_shot_in_the_dark(lines: HelpLines, locale: str) -> None:
    """A wrong number in danger is worse than a list to pick from."""
    assert lines.guess(locale) is None


@pytest.mark.parametrize(("days", "named"), [(0, False), (179, False), (180, False), (181, True)])
def test_a_check_grows_stale_after_180_days(days: int, named: bool) -> None:
    """Not on the day itself, and for the directory as for lines."""
    stale = load_help_lines(SMALL).stale(CHECKED + timedelta(days=days))
    assert stale == (["XX Line", "XX emergency numbers", "Directory"] if named else [])


def test_what_nothing_confirms_is_always_named() -> None:
    """Also on the day of the check, and whatever date stands beside it."""
    line, directory = (
        SMALL.rpartition("confirmed = true"),
        SMALL.replace("confirmed = true", "confirmed = false", 1),
    )
    unconfirmed = load_help_lines("confirmed = false".join((line[0], line[2])))
    assert unconfirmed.countries["XX"].lines[0].checked_on is None
    assert unconfirmed.stale(CHECKED) == ["XX Line"]
    assert load_help_lines(directory).stale(CHECKED) == ["Directory"]


def test_lines_whose_check_is_too_old_are_told(
    raw: dict[str, Any],
    lines: HelpLines,
    record_property: Callable[[str, object], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Age fails nothing: it is written below the tests and into their report, until somebody looks again."""
    today = SystemClock().now().date()
    old = lines.stale(today)
    record_property("stale_help_lines", ", ".join(old))
    if old:
        with capsys.disabled():
            sys.stdout.write(f"\nHelp lines to check again: {', '.join(old)}\n")
    entries = [(f"{c['code']} {line['name']}", line) for c in raw["country"] for line in c["line"]]
    entries.append((raw["directory"]["name"], raw["directory"]))
    assert old == [name for name, entry in entries if not _fresh(entry, today)]


def _fresh(entry: dict[str, Any], today: date) -> bool:
    return bool(entry["confirmed"]) and today <= entry["checked_on"] + timedelta(days=180)
