"""The try-out's clock: the real present, plus what a person skipped with the buttons."""

from datetime import UTC, datetime, timedelta

from alongside.clock import Clock, SystemClock

# While the virtual server is laid out, the clock stands here. Discord's ids are made from the
# time, so everything laid out gets the same id in every run, and a kept data folder knows its
# people again.
FOUNDED = datetime(2025, 3, 1, 9, 0, tzinfo=UTC)


class MovableClock:
    """Stands still until ``start``; then runs with the wall clock and can be moved ahead.

    SimCord counts its timers in ``elapsed`` seconds and moves the clock by calling ``advance``
    in small steps, from one timer to the next, so that ``now`` is right at each of them.
    """

    def __init__(self, wall: Clock | None = None) -> None:
        self._wall = wall or SystemClock()
        self._started_at: datetime | None = None
        self._seen = 0.0
        self._skipped = 0.0

    def start(self) -> None:
        """Let the time run on from the real present."""
        self._started_at = self._wall.now()

    @property
    def elapsed(self) -> float:
        """Seconds since the start, real and skipped together; never fewer than said before."""
        if self._started_at is not None:
            real = (self._wall.now() - self._started_at).total_seconds()
            # A wall clock that is set back must not take a timer's time back.
            self._seen = max(self._seen, real)
        return self._seen + self._skipped

    def now(self) -> datetime:
        """Return the present instant of the try-out, aware, in UTC."""
        return (self._started_at or FOUNDED) + timedelta(seconds=self.elapsed)

    def advance(self, seconds: float) -> None:
        """Skip ahead by this many seconds.

        A timer that fires by itself in real time asks for nothing here: by then ``elapsed`` has
        grown to its time already, so real seconds are never counted twice.
        """
        self._skipped += seconds
