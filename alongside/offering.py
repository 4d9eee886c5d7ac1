"""An offer card: "what would help right now?", from one person to one other, and the answers to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, StrEnum, auto

# How long a card stands unanswered, and how long after it no other one goes to the same person.
STANDS = timedelta(hours=72)
# How many unanswered cards of one person stand at a time, and how many go out within STANDS, whatever
# became of them: each mentions somebody, and taking back is quick.
OPEN_AT_ONCE = 3
POSTED_AT_MOST = 10
# How many unanswered cards wait for one person, whoever posted them. Nobody can look this up, so that a
# refusal has a reason that is nobody's choice, even where there is no other.
WAITING_AT_ONCE = 3
# For so long after a stop it is certain that posting the same card again posts no second one.
POSTED_ONCE = timedelta(minutes=2)


class Answer(StrEnum):
    """What would help. Each is a full answer; the order is that of the buttons."""

    LISTEN = "listen"
    COMPANY = "company"
    PRACTICAL = "practical"
    IDEAS = "ideas"
    SPACE = "space"
    LATER = "later"
    GOT_IT = "got-it"
    UNSURE = "unsure"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Place:
    """Where a card stands: the ids of its channel and of its message."""

    channel_id: int
    message_id: int


@dataclass(frozen=True)
class Card:
    """A card as it is stored. `place` is None while it is being posted, and once it has ended.

    `id` is None once it has ended; then the rest only says until when no other one goes out.
    `mine` says whether the person who looks posted it, or was asked on it.
    """

    id: str | None
    ends_at: datetime
    place: Place | None
    mine: bool = True


@dataclass(frozen=True)
class Over:
    """A card whose time is over, for whoever takes it down: by its row, and where it stands if it does."""

    owner: str
    asked: str
    place: Place | None


class Begun(Enum):
    """What became of a wish to post a card."""

    NOW = auto()
    BEFORE = auto()
    """The same preview was posted already: a second click."""
    UNSURE = auto()
    """A click on the same preview came just before; whether its card stands was not noted so far."""
    REFUSED = auto()
    """For whichever reason: nobody is told which."""
