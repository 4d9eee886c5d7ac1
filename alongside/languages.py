"""Times and dates as they are written in a language. Pure."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

_ENGLISH = "en"


def locale_of(locale: str) -> Locale:
    """Return what Babel knows about a client's locale, such as "pt-BR"; English for one it does not know."""
    try:
        return Locale.parse(locale, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale.parse(_ENGLISH)


def clock_at(locale: str, zone: str, now: datetime) -> str:
    """Return the local time of a zone at an instant, on the clock of this language."""
    return time_in_words(locale, now.astimezone(ZoneInfo(zone)).time())


def time_in_words(locale: str, at: time) -> str:
    """Return a time of day as it is written in this language: "9:04 PM", "21:04"."""
    return format_time(at, "short", locale=locale_of(locale)).replace("\u202f", " ")


def date_in_words(locale: str, day: date) -> str:
    """Return a date as it is written in this language, with its weekday."""
    return format_date(day, "full", locale=locale_of(locale))
