"""Reading a time of day as people write it. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import time

from alongside.errors import UserError

# Longer than any time of day that somebody writes.
LONGEST = 40
_NOON, _MIDNIGHT = ("noon", "midday", "12 noon"), ("midnight", "12 midnight")
# What stands before or after the hour in languages that put it there; "" is a plain 24-hour time.
_MORNING = ("am", "a", "午前", "上午", "오전")
_EVENING = ("pm", "p", "午後", "下午", "오후")
_HALVES = {**dict.fromkeys(_MORNING, "am"), **dict.fromkeys(_EVENING, "pm")}
_HALF = "|".join(sorted(_HALVES, key=len, reverse=True))
_TIME = re.compile(
    rf"(?:at |um |à )?(?P<before>{_HALF})? ?"
    r"(?P<hour>[0-9]{1,2}?)"
    r"(?: ?[:.,h時点點시] ?(?P<minute>[0-9]{2})(?::00)?[分분]?|(?P<packed>[0-9]{2})| ?[時点點시]|)"
    rf" ?(?:uhr|h|hrs?|o'?clock)? ?(?P<after>{_HALF})?"
)


@dataclass(frozen=True)
class SaidTime:
    """A local time of day; `unsure` where it could have been meant twelve hours later."""

    hour: int
    minute: int
    unsure: bool = False

    @property
    def time(self) -> time:
        """The time itself."""
        return time(self.hour, self.minute)


def read_time(written: str) -> SaidTime:
    """Read a time of day: "9pm", "21:00", "21.30", "21h30", "0930", "noon" …

    Without am or pm it is read on the 24-hour clock. Raises UserError where it cannot be read.
    """
    tidy = _tidy(written)
    if len(tidy) > LONGEST:
        raise UserError("time-unread")
    if tidy in _NOON:
        return SaidTime(12, 0)
    if tidy in _MIDNIGHT:
        return SaidTime(0, 0)
    match = _TIME.fullmatch(tidy)
    if match is None or (match["before"] and match["after"]):
        raise UserError("time-unread")
    half = _HALVES.get(match["before"] or match["after"] or "", "")
    hour, minute = int(match["hour"]), int(match["minute"] or match["packed"] or 0)
    if minute > 59 or hour > 24 or (hour == 24 and (minute or half)):
        raise UserError("time-unread")
    four_digits = match["packed"] is not None and len(match["hour"]) == 2
    unsure = not half and not four_digits and not tidy.startswith("0") and 1 <= hour <= 12
    return SaidTime(_on_the_clock(hour, half), minute, unsure)


def _tidy(written: str) -> str:
    """Return it small, in ASCII digits, with single blanks, and "p. m." as "pm"."""
    text = unicodedata.normalize("NFKC", written).casefold().replace("’", "'")
    digits = "".join(str(unicodedata.digit(each)) if each.isdecimal() else each for each in text)
    joined = re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", digits)
    return " ".join(joined.split()).rstrip(" .!")


def _on_the_clock(hour: int, half: str) -> int:
    """Return the hour of 24. Raises UserError for one that its half of the day does not have."""
    if half == "am":
        if hour > 12:
            raise UserError("time-unread")
        return hour % 12
    if half == "pm":
        # "21:00 pm" says one thing twice; "0 pm" says nothing.
        if hour == 0:
            raise UserError("time-unread")
        return hour if hour > 12 else hour % 12 + 12
    return hour % 24
