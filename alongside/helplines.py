"""Help lines by country, each with its source and the day it was checked. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

# Client locales that name a country, or that are spoken in one country of the list more than elsewhere.
_COUNTRY_OF_LOCALE = {
    "en-US": "US",
    "en-GB": "GB",
    "fr": "FR",
    "de": "DE",
    "es-ES": "ES",
    "nl": "NL",
    "pt-BR": "BR",
    "hi": "IN",
}


@dataclass(frozen=True)
class Contact:
    """One way to reach a line: `how` is call, text or chat; `reach` a number or an address."""

    how: str
    reach: str
    send: str | None
    hours: str


@dataclass(frozen=True)
class HelpLine:
    """A service, its contacts, and whose page confirms them."""

    name: str
    contacts: tuple[Contact, ...]
    evidence: str
    source_title: str
    source_url: str
    checked_on: date | None
    """None where nothing confirmed the number: such a line is not shown."""


@dataclass(frozen=True)
class Country:
    """A country with its emergency numbers and lines."""

    code: str
    name: str
    emergency: tuple[str, ...]
    lines: tuple[HelpLine, ...]


@dataclass(frozen=True)
class HelpLines:
    """All countries by code, and where to look for any other."""

    countries: Mapping[str, Country]
    directory_name: str
    directory_url: str
    stale_after_days: int
    directory_checked_on: date | None

    def guess(self, locale: str) -> Country | None:
        """Guess the country from the client's language; None where it would be a shot in the dark."""
        return self.countries.get(_COUNTRY_OF_LOCALE.get(locale, ""))

    def stale(self, today: date) -> list[str]:
        """Name the lines whose last check is too long ago, or that nothing confirmed."""
        checks = [
            (f"{c.code} {line.name}", line.checked_on) for c in self.countries.values() for line in c.lines
        ]
        checks.append((self.directory_name, self.directory_checked_on))
        return [name for name, day in checks if day is None or (today - day).days > self.stale_after_days]


def load_help_lines(text: str) -> HelpLines:
    """Read the help-line file (TOML). Raises ValueError that says what is wrong with it."""
    try:
        raw = tomllib.loads(text)
        countries = [_country(entry) for entry in raw["country"]]
        directory = raw["directory"]
        return HelpLines(
            countries={country.code: country for country in countries},
            directory_name=str(directory["name"]),
            directory_url=str(directory["url"]),
            stale_after_days=int(raw["stale_after_days"]),
            directory_checked_on=_checked_on(directory),
        )
    except KeyError as error:
        raise ValueError(f"a field is missing: {error.args[0]}") from error


def _country(entry: Mapping[str, Any]) -> Country:
    return Country(
        code=str(entry["code"]),
        name=str(entry["name"]),
        emergency=tuple(str(number) for number in entry["emergency"]),
        lines=tuple(_line(line) for line in entry["line"]),
    )


def _line(entry: Mapping[str, Any]) -> HelpLine:
    return HelpLine(
        name=str(entry["name"]),
        contacts=tuple(_contact(contact, str(entry["hours"])) for contact in entry["contacts"]),
        evidence=str(entry["evidence"]),
        source_title=str(entry["source_title"]),
        source_url=str(entry["source_url"]),
        checked_on=_checked_on(entry),
    )


def _contact(entry: Mapping[str, Any], hours: str) -> Contact:
    return Contact(
        how=str(entry["how"]),
        reach=str(entry.get("number") or entry["url"]),
        send=entry.get("send"),
        hours=str(entry.get("hours", hours)),
    )


def _checked_on(entry: Mapping[str, Any]) -> date | None:
    return entry["checked_on"] if entry.get("confirmed") else None
