"""How reminders keep their time: counts for whoever runs the bot, and of nobody in particular."""

from collections import Counter
from collections.abc import Mapping

from alongside.reminding import Ended

# From so many seconds on a message counts as late.
LATE = 60


class Punctuality:
    """Counts what was due, and what became of it, until it is told."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._late: Counter[int] = Counter()

    def claimed(self, due: int, missed: int) -> None:
        """Count messages that came due, and those that came due too long ago."""
        self._counts.update(due=due, missed=missed)

    def ended(self, how: Ended, late: float) -> None:
        """Count the end of a message, so many seconds after it was due."""
        if how is Ended.SENT:
            self._late[max(0, round(late))] += 1
        elif how is not Ended.AGAIN:
            self._counts[{Ended.CLOSED: "closed", Ended.UNWANTED: "unwanted"}.get(how, "failed")] += 1

    @property
    def told(self) -> bool:
        """Whether there is nothing to tell."""
        return not +self._counts and not self._late

    def take(self) -> Mapping[str, int]:
        """Return the counts since the last time, and begin anew; empty where nothing happened."""
        if self.told:
            return {}
        counts, late = self._counts, self._late
        self._counts, self._late = Counter(), Counter()
        told = {name: counts[name] for name in ("due", "missed", "failed", "closed", "unwanted")}
        return told | {
            "sent": late.total(),
            "late": sum(number for seconds, number in late.items() if seconds > LATE),
            "late_middle": _middle(late),
            "late_most": max(late, default=0),
        }


def _middle(late: Counter[int]) -> int:
    passed = 0
    for seconds in sorted(late):
        passed += late[seconds]
        if passed * 2 >= late.total():
            return seconds
    return 0
