"""The one place that knows what time it is."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Anything that tells the time; tests and the try-out bring their own."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)


def to_seconds(instant: datetime) -> int:
    """Turn an aware instant into whole seconds since 1970 in UTC, as the store keeps it."""
    return int(instant.timestamp())


def from_seconds(seconds: int) -> datetime:
    """Turn seconds since 1970 into an aware UTC instant."""
    return datetime.fromtimestamp(seconds, UTC)
