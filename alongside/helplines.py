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

EVIDENCE = ("operator", "government", "health body", "press")
WAYS = ("call", "text", "chat")
KINDS = ("any", "police", "ambulance", "fire")


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
class EmergencyNumber:
    """A number for danger; `kind` is police, ambulance or fire, "text" for messages, or "any"."""

    number: str
    kind: str


@dataclass(frozen=True)
class Country:
    """A country with its emergency numbers, where those are from, and its lines."""

    code: str
    name: str
    emergency: tuple[EmergencyNumber, ...]
    evidence: str
    source_title: str
    source_url: str
    checked_on: date | None
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
        checks += [(f"{c.code} emergency numbers", c.checked_on) for c in self.countries.values()]
        checks.append((self.directory_name, self.directory_checked_on))
        return [name for name, day in checks if day is None or (today - day).days > self.stale_after_days]


def load_help_lines(text: str) -> HelpLines:
    """Read the help-line file (TOML). Raises ValueError that says what is wrong with it."""
    try:
        raw = tomllib.loads(text)
        countries = [_country(entry) for entry in _list(raw, "country")]
        directory = raw["directory"]
        return HelpLines(
            countries={country.code: country for country in countries},
            directory_name=str(directory["name"]),
            directory_url=str(directory["url"]),
            stale_after_days=int(raw["stale_after_days"]),
            directory_checked_on=_checked_on(directory, ""),
        )
    except KeyError as error:
        raise ValueError(f"a field is missing: {error.args[0]}") from error
    except (TypeError, AttributeError) as error:
        raise ValueError("a field has another form than the file's head says") from error


def _country(entry: Mapping[str, Any]) -> Country:
    kinds = entry.get("emergency_kinds", {})
    numbers = [
        EmergencyNumber(str(n), _one_of(kinds.get(n, "any"), KINDS)) for n in _list(entry, "emergency")
    ]
    numbers += [EmergencyNumber(str(n), "text") for n in entry.get("emergency_text", [])]
    return Country(
        code=str(entry["code"]),
        name=str(entry["name"]),
        emergency=tuple(numbers),
        evidence=_one_of(entry["emergency_evidence"], EVIDENCE),
        source_title=str(entry["emergency_source_title"]),
        source_url=str(entry["emergency_source"]),
        checked_on=_checked_on(entry, "emergency_"),
        lines=tuple(_line(line) for line in _list(entry, "line")),
    )


def _line(entry: Mapping[str, Any]) -> HelpLine:
    return HelpLine(
        name=str(entry["name"]),
        contacts=tuple(_contact(contact, str(entry["hours"])) for contact in _list(entry, "contacts")),
        evidence=_one_of(entry["evidence"], EVIDENCE),
        source_title=str(entry["source_title"]),
        source_url=str(entry["source_url"]),
        checked_on=_checked_on(entry, ""),
    )


def _contact(entry: Mapping[str, Any], hours: str) -> Contact:
    return Contact(
        how=_one_of(entry["how"], WAYS),
        reach=str(entry.get("number") or entry["url"]),
        send=entry.get("send"),
        hours=str(entry.get("hours", hours)),
    )


def _checked_on(entry: Mapping[str, Any], prefix: str) -> date | None:
    if not entry.get(f"{prefix}confirmed"):
        return None
    day = entry[f"{prefix}checked_on"]
    if not isinstance(day, date):
        raise ValueError(f"{prefix}checked_on should be a date without quotation marks, not {day!r}")
    return day


def _list(entry: Mapping[str, Any], name: str) -> list[Any]:
    found = entry[name]
    if not isinstance(found, list) or not found:
        raise ValueError(f"{name} should be a list with something in it")
    return found


def _one_of(value: object, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} should be one of: {', '.join(allowed)}")
    return str(value)
