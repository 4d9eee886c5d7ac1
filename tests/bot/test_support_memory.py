"""Panels cost no memory: nothing of one is kept beside what discord.py knows of its server."""

from pathlib import Path

from benchmarks.panels import measure
from cogs.ui import support_making
from tests.bot.support_server import invited, moderator, put_up
from tests.conftest import World

SERVERS = 40


async def test_a_panel_costs_next_to_nothing(tmp_path: Path) -> None:
    """Put up in many servers, panels add less than a quarter of what the servers themselves take."""
    cost = await measure(SERVERS, tmp_path / "data")
    assert cost.server > 1000, "what was measured?"
    assert cost.panel < cost.server / 4


async def test_nothing_is_held_once_it_is_up(world: World) -> None:
    """No view waits for clicks, no lock is left, and no message is remembered."""
    invited(world)
    await put_up(world, moderator(world))
    store = world.bot._connection._view_store
    assert not store._views
    assert not store._synced_message_views
    assert not dict(support_making._LOCKS)
    assert world.bot._connection.max_messages is None
