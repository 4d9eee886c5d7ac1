"""Which permissions a support channel needs: exactly those, and the links that ask for them."""

import re
from pathlib import Path

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.support_permissions import (
    BITS,
    NEEDS,
    USING,
    WITH_MAKING,
    Permission,
    Place,
    bits,
    missing,
    to_make,
)

NAMES = {
    Permission.CHANNELS: "manage_channels",
    Permission.ROLES: "manage_roles",
    Permission.VIEW: "view_channel",
    Permission.SEND: "send_messages",
    Permission.HISTORY: "read_message_history",
    Permission.MANAGE_THREADS: "manage_threads",
    Permission.PRIVATE_THREADS: "create_private_threads",
    Permission.IN_THREADS: "send_messages_in_threads",
    Permission.PIN: "pin_messages",
}
ROOT = Path(__file__).parents[1]


def test_the_bits_are_discords() -> None:
    """Each permission is the bit that Discord has for it."""
    assert {each: discord.Permissions(**{NAMES[each]: True}).value for each in Permission} == BITS


def test_administrator_is_none_of_them() -> None:
    """Nor is anything with which people could be harmed: no kicking, no banning, no mass mention."""
    held = discord.Permissions(WITH_MAKING)
    for name in ("administrator", "manage_guild", "kick_members", "ban_members", "mention_everyone"):
        assert not getattr(held, name)
    assert not held.manage_messages


def test_what_is_asked_for_is_what_is_needed() -> None:
    """An invitation asks for every need of a place, and for nothing else."""
    needed = {each for place, needs in NEEDS.items() if place is not Place.MAKING for each in needs}
    assert bits(needed) == USING
    assert USING | bits((Permission.CHANNELS, Permission.ROLES)) == WITH_MAKING
    assert not USING & bits((Permission.CHANNELS, Permission.ROLES))


# For offer cards: View Channels, Send Messages, Send Messages in Threads.
CARDS = 1 << 10 | 1 << 11 | 1 << 38


@pytest.mark.parametrize("page", ["README.md", "docs/support-channel.md"])
def test_the_links_ask_for_exactly_that(page: str) -> None:
    """Each invitation for a support channel has one of the two sums, and both are shown; cards theirs."""
    asked = {int(found) for found in re.findall(r"[?&]permissions=(\d+)", (ROOT / page).read_text("utf-8"))}
    assert asked - {CARDS} == {USING, WITH_MAKING}


@given(st.sampled_from(list(Place)), st.integers(0, (1 << 53) - 1), st.integers(0, (1 << 53) - 1))
def test_missing_is_what_is_not_held(place: Place, here: int, server: int) -> None:
    """Whatever is held: named is each need that is not held there, and where to set it."""
    found = missing(place, here, server)
    assert {each.permission for each in found} == {each for each in NEEDS[place] if not here & BITS[each]}
    assert all(each.in_channel == bool(server & BITS[each.permission]) for each in found)


def test_what_it_takes_to_make_something() -> None:
    """A channel takes all that the bot gives itself there; a role takes one permission."""
    assert to_make(None, bits([Permission.ROLES])) == ()
    assert [each.permission for each in to_make(None, 0)] == [Permission.ROLES]
    assert to_make(Place.PANEL, WITH_MAKING) == ()
    without_pin = WITH_MAKING & ~BITS[Permission.PIN]
    assert [each.permission for each in to_make(Place.PANEL, without_pin)] == [Permission.PIN]
    assert to_make(Place.CARDS, without_pin) == ()
