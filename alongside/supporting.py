"""The life of a request in a server's support channel, as plain values and rules.

A request is one person's, in one server. Whether a helper is with them is never a state of its own: it
follows from who is there, so that the two cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum, auto
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# How many conversations one helper may be with at once, unless moderators chose otherwise.
USUAL_LIMIT = 2
USUAL_IDLE_DAYS = 7
USUAL_DELETE_DAYS = 14
# What moderators may choose from: Discord archives a quiet thread by itself after seven days.
LIMITS = (1, 2, 3, 4, 5)
IDLE_DAYS = (3, 7, 14)
DELETE_DAYS = (1, 7, 14, 30)
# This many conversations begun within the time are several in a row, after which a helper is asked.
SEVERAL = 3
IN_A_ROW = timedelta(hours=24)
# How much somebody may write into the form: it has to fit on one screen with everything else.
WORDS_MAX = 600
ALONE_MAX = 200


class Need(StrEnum):
    """What would help, as somebody who asks can tick it."""

    LISTEN = "listen"
    COMPANY = "company"
    PRACTICAL = "practical"
    IDEAS = "ideas"
    LATER = "later"
    UNSURE = "unsure"


class State(StrEnum):
    """How far a request has come. What ends in -ING is half done, and finished at the next look."""

    OPENING = "opening"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"


class Presence(StrEnum):
    """How a helper is with a request.

    COMING, STEPPING and LEAVING are half done in Discord. BACKUP asks for one more to join, HANDING for
    one who takes over; RELIEVED is asked for by the other side, and stays until somebody has come. Who
    stepped back of their own accord may come again (STEPPED); who was relieved, or was there at the end,
    may not (LEAVING, ENDED).
    """

    COMING = "coming"
    HERE = "here"
    BACKUP = "backup"
    HANDING = "handing"
    RELIEVED = "relieved"
    STEPPING = "stepping"
    STEPPED = "stepped"
    LEAVING = "leaving"
    ENDED = "ended"


class Ending(StrEnum):
    """Why a request was closed."""

    SOLVED = "solved"
    IDLE = "idle"
    LEFT = "left"
    REMOVED = "removed"
    ERASED = "erased"


class Made(StrEnum):
    """What the bot itself made in a server, and may take down again."""

    CHANNEL = "channel"
    HELPER_CHANNEL = "helper-channel"
    ROLE = "role"


@dataclass(frozen=True)
class Quiet:
    """Hours of each day in which nobody is likely to be there, in a server's own zone.

    `begins` and `ends` are local times of day; hours that pass midnight are fine.
    """

    zone: str
    begins: time
    ends: time

    def next_open(self, now: datetime) -> datetime | None:
        """Return when the quiet hours that hold at `now` end, or None outside of them.

        A zone that this machine knows no more has none: asking works all the same.
        """
        try:
            local = now.astimezone(ZoneInfo(self.zone))
        except ZoneInfoNotFoundError:
            return None
        clock = local.time().replace(tzinfo=None)
        over_midnight = self.begins > self.ends
        if over_midnight:
            quiet = clock >= self.begins or clock < self.ends
        else:
            quiet = self.begins <= clock < self.ends
        if not quiet:
            return None
        day = local.date() + timedelta(days=1 if over_midnight and clock >= self.begins else 0)
        opens = datetime.combine(day, self.ends, local.tzinfo)
        # In the night in which an hour comes twice, its second one may be meant.
        return max(opens.replace(fold=fold).astimezone(now.tzinfo) for fold in (0, local.fold))


@dataclass(frozen=True)
class SupportSpace:
    """A server's support channel, as far as it was set up: ids of Discord's, and what moderators chose.

    `channel_id` is where the panel stands and threads begin, `helper_channel_id` where helpers see the
    cards, `report_channel_id` where reports go. `application_id` is the bot that posted the
    panel. `help_lines` is what they want shown before all else.
    """

    guild_id: int
    channel_id: int | None = None
    helper_channel_id: int | None = None
    role_id: int | None = None
    panel_id: int | None = None
    application_id: int | None = None
    report_channel_id: int | None = None
    language: str = "en"
    limit: int = USUAL_LIMIT
    idle_days: int = USUAL_IDLE_DAYS
    delete_days: int = USUAL_DELETE_DAYS
    help_lines: str = ""
    quiet: Quiet | None = None
    made: frozenset[Made] = frozenset()

    @property
    def ready(self) -> bool:
        """Return whether somebody can ask for support here."""
        return None not in (self.channel_id, self.helper_channel_id, self.role_id)


@dataclass(frozen=True)
class Request:
    """A request: ids and states, never what was asked for. That stands in its thread.

    `code` is the random end of the thread's name; `card_id` the message for helpers and `card_channel_id`
    where it stands, where there is one now. `user_id` is who asked; `met_at` is when the first helper
    came, `reported_at` when this person reported the conversation to moderators. `delete_at` is the day
    that was named when it was closed: it holds, whatever moderators choose later.
    """

    id: str
    guild_id: int
    user_id: int
    state: State
    code: str
    opened_at: datetime
    thread_id: int | None = None
    message_id: int | None = None
    card_id: int | None = None
    card_channel_id: int | None = None
    closed_at: datetime | None = None
    delete_at: datetime | None = None
    ending: Ending | None = None
    met_at: datetime | None = None
    reported_at: datetime | None = None


@dataclass(frozen=True)
class Claim:
    """A helper with a request. `user_id` is the helper; `told_at` is when they were asked how it was."""

    request: str
    user_id: int
    presence: Presence
    since: datetime
    ended_at: datetime | None = None
    told_at: datetime | None = None
    reported_at: datetime | None = None


@dataclass(frozen=True)
class Week:
    """Counts of a server's week: how many asked, how many were met by a helper, how long that took in all."""

    monday: date
    asked: int
    met: int
    waited: timedelta


@dataclass(frozen=True)
class Overview:
    """How a server's support channel is doing: counts and times, of nobody in particular.

    `unseen` wait for a helper without a card that helpers could see; `untidy` were closed, but not yet
    in Discord.
    """

    open: int
    waiting: int
    unseen: int
    untidy: int
    longest_wait: timedelta | None
    weeks: tuple[Week, ...]


class Claimed(Enum):
    """What became of a helper's wish to be with a request."""

    YES = auto()
    BEFORE = auto()
    """They are with it already: a second click."""
    TAKEN = auto()
    GONE = auto()
    OWN = auto()
    FULL = auto()
    LEFT = auto()
    """Somebody else was asked for when they were with it, or they are just being taken out of it."""


_ASKS = frozenset({Presence.BACKUP, Presence.HANDING, Presence.RELIEVED})
WITH = _ASKS | {Presence.HERE}
_THERE = WITH | {Presence.COMING}
_AFTER_ARRIVAL = {
    Presence.BACKUP: Presence.HERE,
    Presence.HANDING: Presence.STEPPING,
    Presence.RELIEVED: Presence.LEAVING,
}
# How each way of leaving ends, once it was done in Discord.
LEFT = {Presence.STEPPING: Presence.STEPPED, Presence.LEAVING: Presence.ENDED}


def is_there(presence: Presence) -> bool:
    """Return whether a helper is with a request, or just coming."""
    return presence in _THERE


def seeks_helper(state: State, presences: Iterable[Presence]) -> bool:
    """Return whether a request waits for a helper: its card belongs in the helpers' channel."""
    there = [each for each in presences if is_there(each)]
    if state is not State.OPEN or Presence.COMING in there:
        return False
    return not there or any(each in _ASKS for each in there)


def waits(state: State, presences: Iterable[Presence]) -> bool:
    """Return whether nobody is with a request that is open."""
    return state is State.OPEN and not any(is_there(each) for each in presences)


def after_arrival(presence: Presence) -> Presence:
    """Return how a helper is with a request once another one has come."""
    return _AFTER_ARRIVAL.get(presence, presence)


def refusal(
    state: State, own: bool, mine: Presence | None, others: Iterable[Presence], held: int, limit: int
) -> Claimed | None:
    """Return why a helper cannot be with a request, or None where they can.

    `mine` is how they are with it already, `held` how many conversations they are with in the server.
    """
    if own:
        return Claimed.OWN
    if state is not State.OPEN:
        return Claimed.GONE
    if mine not in (None, Presence.STEPPED):
        return Claimed.BEFORE if mine is not None and is_there(mine) else Claimed.LEFT
    if not seeks_helper(state, others):
        return Claimed.TAKEN
    return Claimed.FULL if held >= limit else None


def ask_how_they_are(held: int, limit: int, begun: Iterable[datetime], now: datetime) -> bool:
    """Return whether to ask a helper how they are: at their limit, or after several in a row.

    `begun` is when they came to each conversation that is still known of. Nobody else is told.
    """
    return held >= limit or sum(now - IN_A_ROW < each <= now for each in begun) >= SEVERAL


def idle_since(last_said: datetime, now: datetime, days: int) -> bool:
    """Return whether nothing was said in a thread for as many days."""
    return now - last_said >= timedelta(days=days)
