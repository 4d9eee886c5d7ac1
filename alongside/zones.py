"""Time zones by the names that people know: cities and countries in their own language. Pure.

Names come from CLDR data, which Babel brings, and from content/cities.toml. The table of a language is made
when it is first asked for, which takes some ten milliseconds, and kept.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from importlib import resources

from babel import Locale
from babel.core import get_global

from alongside.errors import UserError
from alongside.languages import locale_of
from alongside.reading import need, need_texts, read_toml
from alongside.schedule import zones as known_zones
from alongside.spelling import plain_name, spellings

# Longer than any name of a place here, and than any zone's.
LONGEST = 80
# As many as Discord shows at once.
MOST = 25
# What most people of a country with several zones live by …
_MAIN = {
    "US": ("America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"),
    "BR": ("America/Sao_Paulo",),
    "CN": ("Asia/Shanghai",),
    "ES": ("Europe/Madrid",),
    "ID": ("Asia/Jakarta",),
    "RU": ("Europe/Moscow",),
    "UA": ("Europe/Kyiv",),
    "DE": ("Europe/Berlin",),
    "CA": ("America/Toronto", "America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Halifax"),
    "AU": ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane", "Australia/Perth"),
    "MX": ("America/Mexico_City",),
    "AR": ("America/Argentina/Buenos_Aires",),
    "CL": ("America/Santiago",),
    "EC": ("America/Guayaquil",),
    "KZ": ("Asia/Almaty",),
    "MY": ("Asia/Kuala_Lumpur",),
    "NZ": ("Pacific/Auckland",),
    "PT": ("Europe/Lisbon",),
    # … and, for Discord's es-419, in Latin America as a whole (es-419).
    "419": (
        *("America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires", "America/Lima"),
        *("America/Santiago", "America/Caracas"),
    ),
}
_MAINS = frozenset(zone for zones in _MAIN.values() for zone in zones)
# en-US is what Discord speaks unless told otherwise, all over the world.
_SPREAD_OUT = frozenset({"US", "419"})
_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-])\s*0?(\d{1,2})(?::?00)?", re.IGNORECASE)
# What may stand behind a comma: a label's "now 21:04", and countries as they are called for short.
_END = re.compile(r",\s*(?:[^,]*\d[^,]*|u\.?s\.?(?:a\.?)?|u\.?k\.?|england|scotland)\s*\Z", re.IGNORECASE)
# Former names of zones that are names of cities, unlike "Australia/North" or "US/Eastern".
_FORMER = re.compile(r"(?:Africa|America|Asia|Atlantic|Europe|Pacific)/")


@dataclass(frozen=True)
class Place:
    """A city with its zone, as it is called in one language; `country` is empty where it has none."""

    zone: str
    city: str
    country: str

    @property
    def name(self) -> str:
        """The city, and its country in brackets."""
        return f"{self.city} ({self.country})" if self.country else self.city


@dataclass(frozen=True)
class _Entry:
    place: Place
    names: tuple[str, ...]
    """What it may be called, ready to be compared: the city first."""
    others: tuple[str, ...]
    """The country, and the zone itself."""
    label: str
    """Its name with the country, ready to be compared."""


class Zones:
    """All places, in every language that there is."""

    def __init__(self, more: Mapping[str, tuple[str, ...]]) -> None:
        """Take further names of places by zone, in English."""
        self._more = more
        self._tables: dict[str, tuple[_Entry, ...]] = {}

    def ready(self, locale: str) -> bool:
        """Return whether the table of a language is there; making it is no work for an event loop."""
        return str(locale_of(locale)) in self._tables

    def prepare(self, locale: str) -> None:
        """Make the table of a language."""
        self._table(locale)

    def search(self, locale: str, typed: str) -> list[Place]:
        """Return at most 25 places for what was typed so far, the best first; for nothing, likely ones."""
        table = self._table(locale)
        wanted = plain_name(typed[:LONGEST])
        likely = {zone: number for number, zone in enumerate(guesses(locale))}
        if not wanted:
            return [self.place(locale, zone) for zone in list(likely)[:MOST]]
        if (exact := _exact_zone(typed)) is not None:
            return [self.place(locale, exact)]
        ranked = sorted(
            (rank, likely.get(e.place.zone, len(likely)), e.place.zone not in _MAINS, len(e.names[0]), number)
            for number, e in enumerate(table)
            if (rank := _rank(e, wanted)) is not None
        )
        return [table[number].place for *_, number in ranked[:MOST]] or _alike(table, wanted)

    def find(self, locale: str, typed: str) -> Place:
        """Return the one place that is meant: an IANA name, a city, or a country with one zone.

        Raises UserError: for what is not known, and for what could be several places.
        """
        if len(typed) > LONGEST:
            raise UserError("zone-unknown")
        if (exact := _exact_zone(typed)) is not None:
            return self.place(locale, exact)
        for found in self._readings(locale, {plain_name(typed), plain_name(_without_end(typed))} - {""}):
            if len({entry.place.zone for entry in found}) == 1:
                return found[0].place
            if (main := self._main_of(locale, found)) is not None:
                return main
            raise UserError("zone-several")
        raise UserError("zone-unknown")

    def _readings(self, locale: str, typed: set[str]) -> Iterator[list[_Entry]]:
        """Yield what a text can mean, the plainest first: a whole label, a name, a country, a beginning."""
        table = self._table(locale)
        readings = (
            [each for each in table if each.label in typed],
            [each for each in table if typed & set(each.names)],
            [each for each in table if typed & set(each.others)],
            [
                each
                for each in table
                if any(name.startswith(t) for t in typed for name in each.names if t[2:])
            ],
        )
        return (found for found in readings if found)

    def _main_of(self, locale: str, found: list[_Entry]) -> Place | None:
        """Return the place by which most people of the one country live that was named, if it is one."""
        territories = {_territories().get(e.place.zone, "") for e in found}
        if len(territories) != 1:
            return None
        mains = _MAIN.get(territories.pop(), ())
        return self.place(locale, mains[0]) if len(mains) == 1 else None

    def place(self, locale: str, zone: str) -> Place:
        """Return a zone's place, named after the zone itself where it has no city."""
        canonical = get_global("zone_aliases").get(zone, zone)
        for entry in self._table(locale):
            if entry.place.zone == canonical:
                return Place(zone, entry.place.city, entry.place.country)
        if (offset := re.fullmatch(r"Etc/GMT([+-])(\d{1,2})", zone)) is not None:
            return Place(zone, f"UTC{'-' if offset[1] == '+' else '+'}{offset[2]}", "")
        return Place(zone, zone.removeprefix("Etc/").replace("_", " "), "")

    def _table(self, locale: str) -> tuple[_Entry, ...]:
        parsed = locale_of(locale)
        key = str(parsed)
        if key not in self._tables:
            self._tables[key] = tuple(_entries(parsed, self._more))
        return self._tables[key]


def guesses(locale: str) -> list[str]:
    """Return the zones in which somebody with a client in this language probably lives, likeliest first."""
    parsed = locale_of(locale)
    territory = parsed.territory or _likely_territory(parsed)
    of_country = [zone for zone, where in _territories().items() if where == territory]
    return list(dict.fromkeys((*_MAIN.get(territory, ()), *of_country)))


def sure_guess(locale: str) -> str | None:
    """Return the one zone to begin with, or None where a language is spoken in too many."""
    parsed = locale_of(locale)
    territory = parsed.territory or _likely_territory(parsed)
    likely = guesses(locale)
    return likely[0] if likely and territory not in _SPREAD_OUT else None


def load_zones(text: str) -> Zones:
    """Read the file of further places (TOML). Raises ValueError that names what is wrong with it."""
    section = need(read_toml(text), "zones", dict, "the file")
    if unknown := sorted(set(section) - known_zones()):
        raise ValueError(f"there is no time zone {unknown[0]!r}")
    return Zones({zone: need_texts(section, zone, "zones") for zone in section})


def _likely_territory(locale: Locale) -> str:
    likely = str(get_global("likely_subtags").get(locale.language, ""))
    return likely.rpartition("_")[2]


@lru_cache(maxsize=1)
def _territories() -> Mapping[str, str]:
    """Return the country of every zone that a country has, in the order of the IANA list."""
    listed = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8").splitlines()
    fields = [line.split("\t") for line in listed if not line.startswith("#")]
    return {each[2]: each[0] for each in fields if len(each) > 2 and each[2] in known_zones()}


def _entries(locale: Locale, more: Mapping[str, tuple[str, ...]]) -> Iterator[_Entry]:
    english = locale_of("en")
    former: dict[str, list[str]] = {}
    for old, new in get_global("zone_aliases").items():
        former.setdefault(new, []).append(old)
    for zone, territory in _territories().items():
        olds = former.get(zone, [])
        country = str(locale.territories.get(territory, ""))
        city = _city(locale, zone, olds) or _city(english, zone, olds) or _last(zone)
        called = (
            city,
            _city(english, zone, olds),
            _last(zone),
            *(_last(o) for o in olds if _FORMER.match(o)),
        )
        known = (country, str(english.territories.get(territory, "")), zone, *olds)
        yield _entry(Place(zone, city, country), spellings(called), spellings(known))
    for zone, names in more.items():
        territory = _territories().get(zone, "")
        country = str(locale.territories.get(territory, ""))
        for name in names:
            yield _entry(Place(zone, name.partition(" (")[0], country), spellings((name,)))


def _entry(place: Place, names: tuple[str, ...], others: tuple[str, ...] = ()) -> _Entry:
    return _Entry(place, names, others, plain_name(place.name))


def _city(locale: Locale, zone: str, olds: Iterable[str]) -> str:
    for name in (zone, *olds):
        city = locale.time_zones.get(name, {}).get("city")
        if city:
            return str(city)
    return ""


def _last(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _without_end(typed: str) -> str:
    return _END.sub("", typed)


def _alike(table: Iterable[_Entry], wanted: str) -> list[Place]:
    """Return places whose names are spelt nearly so."""
    by_name = {name: entry.place for entry in table for name in entry.names}
    return list(dict.fromkeys(by_name[name] for name in get_close_matches(wanted, by_name, 5, 0.75)))


def _exact_zone(typed: str) -> str | None:
    """Return the zone that was typed by its IANA name, or as an offset in whole hours."""
    tidy = typed.strip().replace(" ", "_").casefold()
    if tidy in _by_small_name():
        return _by_small_name()[tidy]
    offset = _OFFSET.fullmatch(typed.strip().replace("−", "-"))
    if offset is None:
        return None
    # POSIX counts offsets the other way round.
    name = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}"
    return name if name in known_zones() else None


@lru_cache(maxsize=1)
def _by_small_name() -> Mapping[str, str]:
    """Return zones by their names in small letters; short ones mean different things to different people."""
    return {zone.casefold(): zone for zone in known_zones() if "/" in zone or zone == "UTC"}


def _rank(entry: _Entry, wanted: str) -> int | None:
    """Return how well a place fits, 0 best; None for not at all."""
    if wanted in entry.names:
        return 0
    if any(name.startswith(wanted) for name in entry.names):
        return 1
    if any(f" {wanted}" in name for name in entry.names):
        return 2
    if any(name.startswith(wanted) for name in entry.others):
        return 3
    if any(wanted in name for name in (*entry.names, *entry.others)):
        return 4
    return None
