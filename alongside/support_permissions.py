"""Which permissions the support channel needs, in which place, and what for.

Permissions are bits, as Discord publishes them. A permission may be there for the whole server, be taken
away in one channel, or be given in that channel alone: what counts is what holds in the place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    """A permission that the bot may need. None of them is Administrator."""

    CHANNELS = "channels"
    ROLES = "roles"
    VIEW = "view"
    SEND = "send"
    HISTORY = "history"
    MANAGE_THREADS = "manage"
    PRIVATE_THREADS = "open"
    IN_THREADS = "write"
    PIN = "pin"


BITS: Mapping[Permission, int] = {
    Permission.CHANNELS: 1 << 4,
    Permission.ROLES: 1 << 28,
    Permission.VIEW: 1 << 10,
    Permission.SEND: 1 << 11,
    Permission.HISTORY: 1 << 16,
    Permission.MANAGE_THREADS: 1 << 34,
    Permission.PRIVATE_THREADS: 1 << 36,
    Permission.IN_THREADS: 1 << 38,
    Permission.PIN: 1 << 51,  # once part of Manage Messages
}


class Place(StrEnum):
    """Where the bot does something: three channels, and the server itself for what it makes there."""

    PANEL = "panel"
    CARDS = "cards"
    REPORTS = "reports"
    MAKING = "making"


NEEDS: Mapping[Place, tuple[Permission, ...]] = {
    Place.PANEL: (
        Permission.VIEW,
        Permission.SEND,
        Permission.HISTORY,
        Permission.PRIVATE_THREADS,
        Permission.IN_THREADS,
        Permission.MANAGE_THREADS,
        Permission.PIN,
    ),
    Place.CARDS: (Permission.VIEW, Permission.SEND, Permission.HISTORY),
    Place.REPORTS: (Permission.VIEW, Permission.SEND),
    Place.MAKING: (Permission.CHANNELS, Permission.ROLES),
}


def bits(permissions: Iterable[Permission]) -> int:
    """Return permissions as one number."""
    total = 0
    for each in permissions:
        total |= BITS[each]
    return total


# What an invitation asks for: to use channels and a role that are there, or to make them as well.
USING = bits(need for place, needs in NEEDS.items() if place is not Place.MAKING for need in needs)
WITH_MAKING = USING | bits(NEEDS[Place.MAKING])


@dataclass(frozen=True)
class Missing:
    """A permission that is not there. `purpose` names its text: what the bot does with it in that place.

    `in_channel` says where to set it: in the channel's own settings, for the server's have it; else for
    the whole server.
    """

    place: Place
    permission: Permission
    in_channel: bool

    @property
    def purpose(self) -> str:
        """Return the end of the text's id that says what this is for."""
        return f"{self.place}-{self.permission}"


def missing(place: Place, held_here: int, held_in_server: int) -> tuple[Missing, ...]:
    """Return what is missing in a place, given what the bot holds there and in the server as a whole."""
    return tuple(
        Missing(place, each, in_channel=bool(held_in_server & BITS[each]))
        for each in NEEDS[place]
        if not held_here & BITS[each]
    )


def to_make(place: Place | None, held_in_server: int) -> tuple[Missing, ...]:
    """Return what is missing in the server to make the channel of a place, or the role where it is None.

    Discord lets a bot give in a new channel only what the bot holds itself, so that counts as well.
    """
    if place is None:
        wanted = [(Place.MAKING, Permission.ROLES)]
    else:
        wanted = [(Place.MAKING, Permission.CHANNELS), *((place, each) for each in NEEDS[place])]
    return tuple(
        Missing(where, each, in_channel=False) for where, each in wanted if not held_in_server & BITS[each]
    )
