"""At once: double clicks, two helpers, closing while somebody comes. Store and Discord agree afterwards."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import discord
import pytest

from tests.bot.steps import read
from tests.bot.support_server import helper, shut_place
from tests.bot.supporting import (
    PLAIN,
    ask,
    cards,
    members,
    met,
    need,
    panel,
    presences,
    push,
    rows,
    said,
    send_form,
    state,
    support_channel,
    thread,
    threads,
)
from tests.conftest import World


def record_of(world: World) -> str:
    """Return the record of the one request."""
    [(record,)] = rows(world, columns="id")
    return str(record)


def between(
    monkeypatch: pytest.MonkeyPatch, kind: type[Any], name: str, what: Callable[[], Awaitable[None]]
) -> None:
    """Let something happen right after the bot did one thing in Discord, and before it goes on."""
    done = getattr(kind, name)

    async def and_then(self: Any, *args: Any, **kwargs: Any) -> Any:
        result = await done(self, *args, **kwargs)
        monkeypatch.setattr(kind, name, done)
        await what()
        return result

    monkeypatch.setattr(kind, name, and_then)


async def test_a_form_sent_twice_at_once(world: World) -> None:
    """One conversation, one card, one row; both answers are kind."""
    await support_channel(world)
    ann = world.member("ann")
    sent = [send_form(world, ann, "support.sent:", PLAIN) for _ in range(3)]
    await world.env.settle()
    assert len(threads(world)) == len(cards(world)) == len(rows(world)) == 1
    told = [read(each) for each in sent]
    assert sum("Helpers were told" in each for each in told) == 1
    assert sum("one open here" in each or "just being opened" in each for each in told) == 2


async def test_many_ask_at_once(world: World) -> None:
    """Each gets a conversation of their own."""
    await support_channel(world)
    people = [world.member(f"p{number}") for number in range(8)]
    for each in people:
        send_form(world, each, "support.sent:", PLAIN)
    await world.env.settle()
    assert sorted(min(members(world, each)) for each in threads(world)) == [each.id for each in people]
    assert len(cards(world)) == 8
    assert len(set(rows(world, columns="id"))) == 8


async def test_two_helpers_at_once(world: World) -> None:
    """One gets it, the other a kind word; the same helper twice is in once."""
    await support_channel(world)
    ann, hal, ida = world.member("ann"), helper(world), helper(world, "ida")
    await ask(world, ann)
    claim = f"al:1:support.claim:{record_of(world)}"
    made = [push(world, who, panel(world), claim) for who in (hal, ida, hal, ida)]
    await world.env.settle()
    told = [read(each) for each in made]
    assert sum("You're in: " in each for each in told) == 1
    assert sum("with them already" in each for each in told) == 2
    assert len(members(world)) == 2
    assert presences(world) == ["here"]
    assert cards(world) == []


async def test_a_helper_at_two_cards_at_once(world: World) -> None:
    """Their limit holds however fast they are."""
    await support_channel(world)
    hal = helper(world)
    for number in range(4):
        await ask(world, world.member(f"p{number}"))
    for (record,) in rows(world, columns="id"):
        push(world, hal, panel(world), f"al:1:support.claim:{record}")
    await world.env.settle()
    assert presences(world) == ["here", "here"]
    assert sum(hal.id in members(world, each) for each in threads(world)) == 2
    assert len(cards(world)) == 2


async def test_closing_twice_at_once(world: World) -> None:
    """It is closed once, with one goodbye."""
    await support_channel(world)
    ann, _ = await met(world)
    before = len(thread(world).history())
    made = [push(world, ann, need(world), f"al:1:support.close:{record_of(world)}") for _ in range(3)]
    await world.env.settle()
    assert all(read(each) for each in made)
    assert len(thread(world).history()) == before + 1
    assert state(world) == "closed"


async def test_closing_while_a_helper_comes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed after they were added to the thread: they are out again, and told."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    record, sight = record_of(world), need(world)

    async def close() -> None:
        push(world, ann, sight, f"al:1:support.close:{record}")
        await asyncio.sleep(0)
        for _ in range(200):
            if state(world) != "open":
                break
            await asyncio.sleep(0)

    between(monkeypatch, discord.Thread, "add_user", close)
    claimed = push(world, hal, panel(world), f"al:1:support.claim:{record}")
    await world.env.settle()
    assert "closed, or gone" in read(claimed)
    assert members(world) == {ann.id}
    assert (state(world), cards(world)) == ("closed", [])


async def test_both_at_once_whoever_is_first(world: World) -> None:
    """Closing and coming in the same moment: it ends closed, and nobody is stored as being with it."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    record, sight = record_of(world), need(world)
    push(world, hal, panel(world), f"al:1:support.claim:{record}")
    push(world, ann, sight, f"al:1:support.close:{record}")
    await world.env.settle()
    assert state(world) == "closed"
    assert presences(world) in ([], ["ended"])
    assert cards(world) == []


async def test_the_thread_deleted_during_a_handover(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the card goes out, a moderator deletes the thread: no card and no row is left."""
    await support_channel(world)
    _, hal = await met(world)
    sight, place = need(world), thread(world).id

    async def delete() -> None:
        world.env.backend.delete_channel(place)

    between(monkeypatch, discord.TextChannel, "send", delete)
    handed = push(world, hal, sight, f"al:1:support.hand:{record_of(world)}")
    await world.env.settle()
    assert read(handed)
    assert rows(world) == rows(world, "support_claim") == []
    assert cards(world) == []


async def test_the_thread_deleted_while_somebody_comes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between claim and arrival: a kind word, and nothing is left."""
    await support_channel(world)
    hal = helper(world)
    await ask(world, world.member("ann"))
    place = thread(world).id

    async def delete() -> None:
        world.env.backend.delete_channel(place)

    between(monkeypatch, discord.Thread, "add_user", delete)
    claimed = push(world, hal, panel(world), f"al:1:support.claim:{record_of(world)}")
    await world.env.settle()
    assert read(claimed)
    assert rows(world) == rows(world, "support_claim") == cards(world) == []


async def test_the_thread_deleted_while_it_is_made(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are given back, and asking again works."""
    await support_channel(world)
    ann = world.member("ann")

    async def delete() -> None:
        world.env.backend.delete_channel(thread(world).id)

    between(monkeypatch, discord.Thread, "send", delete)
    told = read(await ask(world, ann, support_words="Mine to keep"))
    assert "could not be opened" in told
    assert "Mine to keep" in told
    assert rows(world) == cards(world) == []
    await ask(world, ann)
    assert len(threads(world)) == len(cards(world)) == 1


async def test_stepping_back_and_closing_at_once(world: World) -> None:
    """Whichever is first, it ends closed, without a card."""
    await support_channel(world)
    ann, hal = await met(world)
    record, sight = record_of(world), need(world)
    push(world, hal, sight, f"al:1:support.stepped:{record}")
    push(world, ann, sight, f"al:1:support.close:{record}")
    await world.env.settle()
    assert state(world) == "closed"
    assert cards(world) == []
    assert presences(world) in (["stepped"], ["ended"])


async def test_handing_over_twice_and_coming_twice(world: World) -> None:
    """One card goes out, one helper comes, one goes."""
    await support_channel(world)
    ann, hal = await met(world)
    ida, joe = helper(world, "ida"), helper(world, "joe")
    record, sight = record_of(world), need(world)
    for label in ("hand", "hand", "hand"):
        push(world, hal, sight, f"al:1:support.{label}:{record}")
    await world.env.settle()
    assert len(cards(world)) == 1
    for who in (ida, joe):
        push(world, who, panel(world), f"al:1:support.claim:{record}")
    await world.env.settle()
    assert len(members(world)) == 2
    assert hal.id not in members(world)
    assert ann.id in members(world)
    assert presences(world) == ["here", "stepped"]
    assert cards(world) == []


async def test_changing_while_it_closes(world: World) -> None:
    """What is closed stays closed, with no buttons but the one to help lines."""
    await support_channel(world)
    ann, _ = await met(world)
    record, sight = record_of(world), need(world)
    push(world, ann, sight, f"al:1:support.close:{record}")
    fields = {"needs": ["practical"], "support_words": "late", "support_alone": ""}
    changed = send_form(world, ann, f"support.changed:{record}", fields)
    await world.env.settle()
    assert read(changed)
    assert state(world) == "closed"
    assert "support.solved" not in said(need(world))


async def test_reporting_twice_at_once_sends_one(world: World) -> None:
    """A second click on "Send the report" is told that it is there already."""
    await support_channel(world)
    ann, _ = await met(world)
    place = shut_place(world, "reports")
    await world.bot.services.support.change_space(
        world.guild.id, lambda space: replace(space, report_channel_id=place.id)
    )
    made = [push(world, ann, need(world), f"al:1:support.reported:{record_of(world)}") for _ in range(3)]
    await world.env.settle()
    assert len(place.history()) == 1
    assert sum("already" in read(each) for each in made) == 2
