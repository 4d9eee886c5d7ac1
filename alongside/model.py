"""What a check-in is made of: plain values, without behaviour that needs the world.

The five parts and their claims (C4 to C9) come from a psychotherapist's article on helping and rescuing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum, auto

from alongside.moments import Later, LocalDay


class Part(StrEnum):
    """The five places where the line between helping and rescuing shows (C4)."""

    GOAL = "goal"
    BEHAVIOURS = "behaviours"
    THOUGHTS = "thoughts"
    EMOTIONS = "emotions"
    PROBLEM = "problem"


class Leaning(StrEnum):
    """Where today's answers of one part sit. There is no leaning of a whole person, and no total."""

    HELPING = "helping"
    BETWEEN = "between"
    RESCUING = "rescuing"
    UNSEEN = "unseen"


class Category(StrEnum):
    """Who is supported: never more than a kind of relation."""

    FRIEND = "friend"
    PARTNER = "partner"
    PARENT = "parent"
    CHILD = "child"
    RELATIVE = "relative"
    COLLEAGUE = "colleague"
    ONLINE = "online"
    OTHER = "other"


class Purpose(StrEnum):
    """What somebody can consent to, each on its own."""

    HISTORY = "history"
    MESSAGES = "messages"
    ASKED = "asked"
    """Being asked by somebody else, on a card: the one purpose that holds until it is taken back."""
    SUPPORT = "support"
    """Asking for support, or giving it, in a server's support channel."""


class Retention(StrEnum):
    """How long reflections are kept, as chosen with the consent."""

    QUARTER = "90d"
    YEAR = "1y"
    ALWAYS = "always"

    @property
    def days(self) -> int | None:
        """Return the number of days, or None for "until I delete it"."""
        return {Retention.QUARTER: 90, Retention.YEAR: 365, Retention.ALWAYS: None}[self]


@dataclass(frozen=True)
class Option:
    """One answer to a question.

    `value` is its leaning, 0 (nearer helping) to 3 (nearer rescuing); `echo` is how the mirror
    gives the answer back ("you picked …").
    """

    text: str
    echo: str
    value: int


@dataclass(frozen=True)
class Question:
    """One question of one part. `id` is stable for ever: kept reflections refer to it."""

    id: str
    part: Part
    text: str
    options: tuple[Option, ...]
    about_capacity: bool = False
    """True where the question presumes that the other person can decide for themselves."""


# Question id -> index of the chosen option, as it stands in the content file.
Answers = Mapping[str, int]

LABEL_MAX = 40
NOTE_MAX = 4000
# What is written into the smaller fields: cards, plans, outcomes.
LINE_MAX = 300


# A worry, and a note after a pause: both have to fit on one screen with everything else.
WORRY_MAX = 600
# How strong a worry can be said to be, from not at all.
STRONGEST = 10


class Kind(StrEnum):
    """What sort of entry it is."""

    QUICK = "quick"
    GUIDED = "guided"
    TODAY = "today"
    PAUSE = "pause"


class Pile(StrEnum):
    """Where a card was sorted (C15)."""

    MINE = "mine"
    THEIRS = "theirs"
    SHARED = "shared"
    UNSURE = "unsure"


class Whose(StrEnum):
    """Who has the problem (C15)."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Sorting:
    """Cards sorted into piles. Own cards stand in `piles` under their own words, and in `own`."""

    piles: Mapping[str, Pile]
    own: tuple[str, ...] = ()
    whose: Whose | None = None
    directly: str = ""


@dataclass(frozen=True)
class Plan:
    """What somebody will ask, what they are glad to offer, and how a "no" will be (C13, C16).

    `remind_in` is the number of days after which they want to be asked about it; 0 for not at all.
    """

    ask: str
    offer: str = ""
    if_no: str = ""
    remind_in: int = 0


@dataclass(frozen=True)
class Outcome:
    """What became of a plan: was it asked ("yes", "differently" or "no"), what they said, what one did."""

    asked: str
    said: str = ""
    did: str = ""


@dataclass(frozen=True)
class Ratings:
    """How strong a worry was before and after a pause, 0 to 10; `after` is None until it is told."""

    before: int
    minutes: int
    instead: str = ""
    after: int | None = None


@dataclass(frozen=True)
class Pause:
    """A pause before doing something: the worry in one's own words, and how strong it was at the start.

    `told_at` is when its end was told to them, or was about to be; `worry` and `instead` may be empty.
    """

    id: str
    started_at: datetime
    ends_at: datetime
    before: int
    minutes: int
    worry: str = ""
    instead: str = ""
    told_at: datetime | None = None


@dataclass(frozen=True)
class Wish:
    """How somebody wants a pause: with a message at its end or not, in place of which earlier one.

    `takes_back` is true where they unticked the box for messages, which was ticked before.
    """

    message: bool = False
    takes_back: bool = False
    replaces: str = ""


@dataclass(frozen=True)
class Due:
    """The end of a pause that is to be sent now: to whom, and where in the store it stands."""

    user_id: int
    owner: str
    record: str


@dataclass(frozen=True)
class CheckIn:
    """What somebody answered, about whom, before it is decided whether it is kept.

    `dependent` is true for a child, or someone who cannot decide this themselves; `question` is the
    open question that the mirror asked, in the words it was asked in. `later` are thoughts that came
    afterwards, oldest first; `day` is settled when it is kept, where it was known where they are.
    """

    answers: Answers
    category: Category | None = None
    label: str | None = None
    note: str | None = None
    kind: Kind = Kind.QUICK
    dependent: bool = False
    question: str | None = None
    part_notes: Mapping[Part, str] = field(default_factory=dict)
    sorting: Sorting | None = None
    plan: Plan | None = None
    outcome: Outcome | None = None
    ratings: Ratings | None = None
    later: tuple[Later, ...] = ()
    day: LocalDay | None = None

    @property
    def written(self) -> bool:
        """Return whether anything stands here in the person's own words, or was sorted or planned."""
        return bool(self.note or self.part_notes or self.sorting or self.plan)


@dataclass(frozen=True)
class Draft:
    """A check-in under way, sealed in the store until it is kept or dropped.

    `asked` are the ids of the questions that were put; `answers` is empty until they come back.
    `step` is where a guided one stands, counted from 0.
    """

    id: str
    created_at: datetime
    asked: tuple[str, ...]
    check_in: CheckIn
    step: int = 0


@dataclass(frozen=True)
class Reflection:
    """A check-in that was kept."""

    id: str
    created_at: datetime
    check_in: CheckIn


@dataclass(frozen=True)
class Unreadable:
    """A reflection that is there but does not open."""

    id: str
    created_at: datetime


@dataclass(frozen=True)
class Intention:
    """When to ask somebody about the plan of a reflection, and when that was done."""

    due_at: datetime
    asked_at: datetime | None


class Kept(Enum):
    """What became of a wish to keep a draft."""

    NOW = auto()
    BEFORE = auto()
    GONE = auto()


@dataclass(frozen=True)
class Consent:
    """What somebody agreed to, in which wording, and when."""

    purpose: Purpose
    version: int
    given_at: datetime
    withdrawn_at: datetime | None
    retention: Retention

    @property
    def active(self) -> bool:
        """Return True while the consent holds."""
        return self.withdrawn_at is None

    @property
    def holds(self) -> bool:
        """Return True while it holds for the wording of today."""
        return self.active and self.version == CONSENT_VERSION


# Raised by one whenever the wording of what is agreed to changes in meaning.
CONSENT_VERSION = 1
