"""After a crash or a downtime, store and Discord are brought together again, whatever was half done."""

from dataclasses import replace
from datetime import timedelta

import discord
import pytest

from alongside.supporting import Ending, Presence, Request, State
from cogs.ui import support_rounds
from tests.bot.steps import press, read
from tests.bot.support_server import CARDS, PANEL, channel, helper
from tests.bot.supporting import (
    ask,
    cards,
    join,
    later,
    members,
    met,
    nothing,
    panel,
    presences,
    rested,
    rows,
    said,
    state,
    support_channel,
    tap,
    thread,
    threads,
    unseen,
)
from tests.conftest import World

DAY = 86_400


async def down(world: World) -> None:
    """Restart the bot, and wait until it has looked at everything."""
    await world.restart()
    await world.env.settle()
    await rested(world)


async def request_of(world: World) -> Request:
    """Return the one request."""
    [request] = await world.bot.services.support.requests_in(world.guild.id)
    return request


def closed_in_discord(world: World) -> bool:
    """Return whether the one thread is locked and archived."""
    meta = world.env.backend.get_channel(thread(world).id).thread_metadata
    return meta is not None and meta.archived and meta.locked


@pytest.mark.parametrize("made", [False, True])
async def test_a_crash_while_a_conversation_was_opened(world: World, made: bool) -> None:
    """Written down, with or without its thread made: both are gone afterwards, and asking anew works."""
    await support_channel(world)
    ann = world.member("ann")
    begun = await world.bot.services.support.begin(ann.id, world.guild.id)
    assert begun is not None
    if made:
        world.env.backend.create_thread(
            channel(world, PANEL).id,
            f"conversation {begun.request.code}",
            world.env.backend.bot_user.id,
            type=discord.ChannelType.private_thread.value,
        )
    await down(world)
    assert nothing(world)
    await ask(world, ann)
    assert len(threads(world)) == len(cards(world)) == 1


async def test_a_crash_before_the_thread_was_confirmed(world: World) -> None:
    """Thread noted, person not in it yet: undone."""
    await support_channel(world)
    await ask(world, world.member("ann"))
    request = await request_of(world)
    await world.bot.services.support.change(
        request.id, lambda each: replace(each, state=State.OPENING, message_id=None)
    )
    await down(world)
    assert nothing(world)


async def test_somebody_elses_thread_is_left_alone(world: World) -> None:
    """A thread with such a name that a person made is not taken for the bot's own."""
    await support_channel(world)
    ann = world.member("ann")
    begun = await world.bot.services.support.begin(ann.id, world.guild.id)
    assert begun is not None
    kind = discord.ChannelType.private_thread.value
    name = f"conversation {begun.request.code}"
    world.env.backend.create_thread(channel(world, PANEL).id, name, ann.id, type=kind)
    await down(world)
    assert len(threads(world)) == 1
    assert rows(world) == []


async def test_a_crash_before_the_card(world: World) -> None:
    """The card comes after the start, once."""
    await support_channel(world)
    await ask(world, world.member("ann"), needs=["ideas"])
    request = await request_of(world)
    world.env.backend.delete_message(channel(world, CARDS).id, cards(world)[0].id)
    await world.bot.services.support.change(request.id, lambda each: replace(each, card_id=None))
    await down(world)
    await down(world)
    [card] = cards(world)
    assert "Ideas or information" in said(card)


@pytest.mark.parametrize("inside", [False, True])
async def test_a_crash_while_a_helper_came(world: World, inside: bool) -> None:
    """In the thread already they are with it; else they are not, and the card waits as before."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    request, service = await request_of(world), world.bot.services.support
    space = await service.space(world.guild.id)
    assert space is not None
    await service.claim(hal.id, space, request.id)
    if inside:
        world.env.backend.add_thread_member(thread(world).id, hal.id)
    await down(world)
    assert presences(world) == (["here"] if inside else [])
    assert len(cards(world)) == (0 if inside else 1)
    if not inside:
        await join(world, hal)
    assert members(world) == {ann.id, hal.id}


@pytest.mark.parametrize("way", [Presence.STEPPING, Presence.LEAVING])
async def test_a_crash_while_a_helper_left(world: World, way: Presence) -> None:
    """They are out afterwards, and the card is with the helpers."""
    await support_channel(world)
    ann, hal = await met(world)
    request = await request_of(world)
    await world.bot.services.support.wish(hal.id, request.id, way)
    await down(world)
    assert members(world) == {ann.id}
    assert len(cards(world)) == 1


async def test_a_crash_while_it_was_closed(world: World) -> None:
    """Closed in the store is closed in Discord after the start; the card is gone."""
    await support_channel(world)
    await ask(world, world.member("ann"))
    request = await request_of(world)
    await world.bot.services.support.close(request.id, Ending.SOLVED)
    await down(world)
    assert closed_in_discord(world)
    assert (state(world), cards(world)) == ("closed", [])


async def test_while_the_bot_was_away(world: World) -> None:
    """Thread deleted, helper gone, requester gone: each is found at the start."""
    await support_channel(world)
    hal = helper(world)
    people = [world.member(name) for name in ("ann", "bea", "cas")]
    await world.bot.services.support.change_space(world.guild.id, lambda space: replace(space, limit=5))
    for each in people:
        await ask(world, each)
        await join(world, hal)
    first, second, third = threads(world)
    with unseen(world):
        world.env.backend.delete_channel(first.id)
        world.env.backend.remove_thread_member(third.id, hal.id)
        world.guild.remove_member(people[1])
    await down(world)
    assert sorted(one for (one,) in rows(world, columns="state")) == ["closed", "open"]
    assert [each.id for each in threads(world)] == [second.id, third.id]
    assert len(cards(world)) == 1


async def test_days_that_went_by_meanwhile(world: World) -> None:
    """What was to be closed or deleted in a downtime is, at the start."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    await ask(world, world.member("bea"))
    await world.bot.close_store()
    await world.env.advance_time(15 * DAY)
    await down(world)
    assert [one for (one,) in rows(world, columns="state")] == ["closed"]
    assert len(threads(world)) == 1
    assert cards(world) == []


async def test_removed_from_a_server_meanwhile(world: World) -> None:
    """All that was stored of it goes at the next start."""
    await support_channel(world)
    await met(world)
    backend = world.env.backend
    with unseen(world):
        del backend.guilds[world.guild.id]
    await down(world)
    for table in ("support_space", "support_request", "support_claim", "support_week"):
        assert rows(world, table) == []


async def test_a_start_as_another_bot_forgets_nothing(world: World) -> None:
    """A wrong token is in none of the servers: what the right one set up stays for it."""
    await support_channel(world)
    await met(world)
    support = world.bot.services.support
    await support.change_space(world.guild.id, lambda each: replace(each, application_id=7))
    with unseen(world):
        del world.env.backend.guilds[world.guild.id]
    await down(world)
    for table in ("support_space", "support_request", "support_claim"):
        assert len(rows(world, table)) == 1


async def test_starting_again_changes_nothing(world: World) -> None:
    """Where all is well, a start sends nothing and changes nothing."""
    await support_channel(world)
    await met(world)
    await ask(world, world.member("bea"))
    before = [row[:6] for row in rows(world)], rows(world, "support_claim"), [c.id for c in cards(world)]
    await down(world)
    seen = len(world.env.http_requests)
    await down(world)
    changed = [
        r.path for r in world.env.http_requests[seen:] if r.method != "GET" and "gateway" not in r.path
    ]
    assert changed == []
    after = [row[:6] for row in rows(world)], rows(world, "support_claim"), [c.id for c in cards(world)]
    assert after == before


async def test_many_are_looked_at_in_turns(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more than a few in a row, then a breath for what people press; in the end every one."""
    monkeypatch.setattr(support_rounds, "BATCH", 2)
    await support_channel(world)
    for number in range(5):
        await ask(world, world.member(f"p{number}"))
    for each in cards(world):
        with unseen(world):
            world.env.backend.delete_message(channel(world, CARDS).id, each.id)
    before = world.bot.clock.now()
    await down(world)
    await later(world, 3)
    assert len(cards(world)) == 5
    posted = [each.created_at for each in cards(world)]
    assert max(posted) - before >= timedelta(seconds=2)


async def test_clicks_go_on_after_a_restart(world: World) -> None:
    """Between any two clicks the bot may restart: form, primer, choice and goodbye."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    form = await ann.click(panel(world), label="I'd like support")
    await down(world)
    fields = {"needs": ["listen"], "support_words": "", "support_alone": "", "yes": True}
    await ann.submit_modal(form, fields)
    primer = await hal.click(cards(world)[-1], label="Look at it …")
    await down(world)
    await press(hal, primer, "Bring me in")
    choice = await tap(world, ann, "Another helper, please …")
    await down(world)
    await press(ann, choice, "Stay until then")
    closing = await tap(world, ann, "I've got it")
    await down(world)
    assert "full answer" in read(await press(ann, closing, "Close it"))
    assert closed_in_discord(world)
