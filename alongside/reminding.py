"""What daily reminders are made of: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum, StrEnum, auto

EVERY_DAY = frozenset(range(7))
# After so many in a row that nobody answered, the next one asks whether to go on.
MOST_UNANSWERED = 3
# A message that came this late would come out of the blue; it is given up, and the next day has its own.
LATEST = timedelta(hours=3)
# Whose language nobody knows.
FALLBACK = "en-US"


@dataclass(frozen=True)
class Setting:
    """When somebody wants their question: local time, IANA zone, days (Monday is 0), language of the words.

    `at` has whole minutes and no zone; `weekdays` is never empty.
    """

    at: time
    zone: str
    weekdays: frozenset[int] = EVERY_DAY
    language: str = FALLBACK


@dataclass(frozen=True)
class Change:
    """What somebody wants to be different about their reminder; None keeps what is."""

    at: time | None = None
    zone: str | None = None
    weekdays: frozenset[int] | None = None
    language: str | None = None

    def applied(self, setting: Setting | None) -> Setting | None:
        """Return the setting with this change; None where there is none yet and too little is named."""
        at = setting.at if self.at is None and setting else self.at
        zone = setting.zone if self.zone is None and setting else self.zone
        if at is None or zone is None:
            return None
        days = setting.weekdays if self.weekdays is None and setting else self.weekdays
        language = setting.language if self.language is None and setting else self.language
        return Setting(at, zone, days or EVERY_DAY, language or FALLBACK)


class State(StrEnum):
    """How a reminder stands."""

    ON = "on"
    PAUSED = "paused"
    """By the person: until `paused_until`, or until they go on."""
    CLOSED = "closed"
    """Messages do not arrive: closed, no server in common, or no account any more."""
    RESTING = "resting"
    """Three in a row stayed unanswered, and so did the question whether to go on."""


class Matter(StrEnum):
    """What a message is about."""

    QUESTION = "question"
    GO_ON = "go_on"
    """Asks once whether to go on."""


@dataclass(frozen=True)
class Slot:
    """One time at which a reminder is due, and the local date that it is for."""

    at: datetime
    day: date


@dataclass(frozen=True)
class Reminder:
    """Somebody's reminder as it stands.

    `next_due` is when the next one goes out, a few seconds after its time, and `next_day` the local date
    that it is for; `last_day` is the last local date that had one, or whose one was given up.
    `asked` are the questions of the last two weeks, and the local date of each.
    """

    setting: Setting
    state: State
    next_due: datetime | None = None
    next_day: date | None = None
    paused_until: datetime | None = None
    unanswered: int = 0
    last_day: date | None = None
    asked: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Claimed:
    """A message that this process has taken upon itself: where it stands in the store, and its nonce.

    `uncertain_since` is when it was first taken: from then on it may have arrived without anybody
    having heard of it. `due` is when it was to be there.
    """

    owner: str
    id: str
    nonce: str
    day: date
    matter: Matter
    due: datetime
    uncertain_since: datetime


@dataclass(frozen=True)
class Addressed:
    """Everything that sending one message takes: to whom, where, and what it says.

    `channel_id` is None where no channel is remembered. `question` is the id of the question of the
    day; `intention` the id of the reflection whose plan is due to be asked about, or None.
    """

    claimed: Claimed
    user_id: int
    channel_id: int | None
    language: str
    question: str = ""
    intention: str | None = None

    @property
    def id(self) -> str:
        """The record that the message's buttons refer to."""
        return self.claimed.id

    @property
    def matter(self) -> Matter:
        """What the message is about."""
        return self.claimed.matter


class Ended(Enum):
    """What became of a message that was to be sent."""

    SENT = auto()
    AGAIN = auto()
    """It did not work this time, and may in a while."""
    CLOSED = auto()
    """It cannot arrive, and neither can any other to this person."""
    FAILED = auto()
    UNWANTED = auto()
    """Taken back between claiming and sending."""


class News(StrEnum):
    """What somebody is to be told at their next command."""

    CLOSED = "closed"
