"""Where somebody is, as far as they said so: asked of whatever knows it."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

# Takes a user id; returns the IANA name of their zone, or None where none is known. Raises UserError.
ZoneOf: TypeAlias = Callable[[int], Awaitable[str | None]]


async def nowhere(user_id: int) -> str | None:
    """Return None: nobody has said where they are."""
    return None
