"""Picking one of several open questions so that it stays fresh. Pure."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def pick(choices: Sequence[T], seed: str, *, turn: int | None = None, avoid: T | None = None) -> T:
    """Return one of the choices: by turn where there is one, else settled by the seed.

    Turns go round, so that two in a row never get the same. `avoid` is what was picked last; the one
    after it comes instead, unless there is no other.
    """
    place = _number(seed) if turn is None else turn
    chosen = choices[place % len(choices)]
    return choices[(place + 1) % len(choices)] if chosen == avoid else chosen


def _number(seed: str) -> int:
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
