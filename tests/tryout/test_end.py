"""Starting and ending: nothing left behind, and plain words when something is missing."""

import asyncio
import socket
from time import monotonic

import pytest

import tryout
from tests.tryout.running import running
from tests.tryout.standin import StandIn
from tryout import requirements


def refuses(port: int) -> bool:
    """Tell whether nothing listens on the port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except ConnectionRefusedError:
        return True
    return False


async def test_ending_closes_ports_tasks_and_the_store() -> None:
    before = asyncio.all_tasks()
    create_task = asyncio.get_running_loop().create_task
    async with running() as it:
        tabs = [await it.follow("#general"), await it.follow("Direct messages", "moderator")]
        await tabs[0].run("later", minutes=30)
        ports = [it.port, *(int(tab.origin.rpartition(":")[2]) for tab in tabs)]
        assert not any(refuses(port) for port in ports)
        bot = it.bot
        began = monotonic()
    await asyncio.sleep(0)

    assert monotonic() - began < 2
    assert all(refuses(port) for port in ports)
    assert asyncio.all_tasks() == before
    assert asyncio.get_running_loop().create_task == create_task
    assert bot.closed_store == 1


class Slow(StandIn):
    """Answers after a while that is too long to wait for at the end."""

    async def setup_hook(self) -> None:
        await super().setup_hook()
        self.tick.change_interval(seconds=4)

    async def on_interaction(self, _: object) -> None:
        await asyncio.sleep(4)


async def test_ending_in_the_middle_of_something_is_quick_too() -> None:
    async with running(Slow) as it:
        tab = await it.follow("#general")
        waiting = asyncio.gather(tab.run("hello"), it.press("hour"), return_exceptions=True)
        await asyncio.sleep(0.1)
        assert not waiting.done()
        began = monotonic()
    await waiting

    assert monotonic() - began < 2


class Broken(StandIn):
    async def setup_hook(self) -> None:
        raise RuntimeError("the store cannot be read")


async def test_a_bot_that_fails_to_start_ends_it_and_still_closes_its_store() -> None:
    made: list[StandIn] = []

    def make(clock: tryout.clock.MovableClock) -> StandIn:
        made.append(Broken(clock))
        return made[0]

    before = asyncio.all_tasks()
    with pytest.raises(RuntimeError, match="cannot be read"):
        await tryout.serve(make)

    assert made[0].closed_store == 1
    assert asyncio.all_tasks() == before


async def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        requirements, "REQUIREMENTS", {"asyncio": "asyncio", "no_such_one": "one", "nor_this": "two"}
    )
    with pytest.raises(tryout.TryoutUnavailable) as caught:
        async with asyncio.timeout(5):
            await tryout.serve(StandIn)

    assert caught.value.missing == ("one", "two")


def test_every_requirement_is_what_the_preview_itself_asks_for() -> None:
    preview = pytest.importorskip("simcord.preview")
    assert set(preview._PREVIEW_RUNTIME_MODULES) <= set(requirements.REQUIREMENTS)
