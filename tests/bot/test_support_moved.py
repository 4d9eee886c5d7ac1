"""What moderators change later: cards, conversations and promises go along; nothing lies open meanwhile."""

import asyncio
import time
from dataclasses import replace
from typing import Any

import pytest
from simcord.backend import serializers
from simcord.results import InteractionResult

from alongside.supporting import Ending, Presence
from cogs.ui.support_places import SupportPlaces
from tests.bot import raw
from tests.bot.steps import Actor, press, read, screen_of
from tests.bot.support_server import (
    CARDS,
    ROLE,
    channel,
    deny,
    helper,
    pick,
    shut_place,
)
from tests.bot.supporting import (
    PLAIN,
    ask,
    buttons_of,
    cards,
    join,
    later,
    members,
    met,
    presences,
    rested,
    rows,
    state,
    support_channel,
    tap,
    thread,
    threads,
)
from tests.conftest import World

DAY = 86_400


async def change(world: World, sam: Actor, step: str, to: object) -> InteractionResult:
    """Pick something else in a step of what is set up; return what is shown then."""
    everything = await sam.slash(world.channel, "support setup")
    shown = await sam.click(screen_of(everything), custom_id=f"al:1:setup.step:{step}")
    shown = await pick(sam, shown, to)  # type: ignore[arg-type]
    await rested(world)
    return shown


async def test_cards_move_along(world: World) -> None:
    """None stays in a channel that helpers do not look at any more; the new one can be claimed."""
    sam = await support_channel(world)
    await ask(world, world.member("ann"))
    elsewhere = shut_place(world, "elsewhere", ROLE, "Moderators")
    await change(world, sam, "cards", elsewhere)
    assert cards(world) == []
    [card] = elsewhere.history()
    hal = helper(world)
    await press(hal, await hal.click(card, label="Look at it …"), "Bring me in")
    assert presences(world) == ["here"]
    assert elsewhere.history() == []


async def test_cards_do_not_move_into_the_open(world: World) -> None:
    """A channel that everyone sees gets no cards, whenever it was opened; the status says so."""
    sam = await support_channel(world)
    deny(world, channel(world, CARDS), world.guild.id, view_channel=True)
    await world.env.settle()
    assert "nobody was told yet" in read(await ask(world, world.member("ann")))
    assert cards(world) == []
    assert "has no card" in read(await sam.slash(world.channel, "support status")).replace("\n", " ")
    deny(world, channel(world, CARDS), world.guild.id, view_channel=False)
    await world.env.settle()
    await later(world, 3700)
    assert len(cards(world)) == 1


@pytest.mark.parametrize("who", ["everyone", "helpers"])
async def test_reports_do_not_go_into_the_open(world: World, who: str) -> None:
    """They say who reports: where everyone or helpers see the place by then, nothing is sent."""
    await support_channel(world)
    ann, _ = await met(world)
    place = shut_place(world, "reports")
    await world.bot.services.support.change_space(
        world.guild.id, lambda space: replace(space, report_channel_id=place.id)
    )
    opened = world.guild.id if who == "everyone" else world.guild.roles[ROLE].id
    deny(world, place, opened, view_channel=True)
    await world.env.settle()
    told = read(await press(ann, await tap(world, ann, "Report …"), "Send the report"))
    assert "nothing was sent" in told
    assert place.history() == []


async def test_conversations_outlive_a_panel_that_moved(world: World) -> None:
    """They stand where they began: the panel's next channel takes only its own along when it is deleted."""
    sam = await support_channel(world)
    ann, bea = world.member("ann"), world.member("bea")
    await ask(world, ann)
    elsewhere = world.guild.create_text_channel("elsewhere")
    await press(sam, await change(world, sam, "channel", elsewhere), "Put up the panel")
    [moved] = (each for each in elsewhere.history() if each.components)
    await bea.submit_modal(await bea.click(moved, label="I'd like support"), PLAIN)
    assert len(rows(world)) == 2
    world.env.backend.delete_channel(elsewhere.id)
    await world.env.settle()
    await rested(world)
    assert state(world) == "open"
    assert members(world) == {ann.id}
    assert "It's closed" in read(await press(ann, await tap(world, ann, "I've got it"), "Close it"))


@pytest.mark.parametrize("days", [1, 30])
async def test_the_day_that_was_named_holds(world: World, days: int) -> None:
    """What was closed before moderators chose other days is deleted when the people in it were told."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    await world.bot.services.support.change_space(
        world.guild.id, lambda space: replace(space, delete_days=days)
    )
    await world.restart()  # everything is looked at then
    await rested(world)
    await later(world, 13 * DAY)
    assert len(threads(world)) == 1
    await later(world, DAY + 60)
    assert not threads(world)
    assert not rows(world)


async def test_mending_one_server_looks_at_no_other(world: World) -> None:
    """However often moderators press: others' conversations are not looked up for it."""
    await support_channel(world)
    await ask(world, world.member("ann"))
    before = rows(world, columns="look_at")
    await world.bot.support_rounds.repair(world.guild.id + 1)
    await rested(world)
    assert rows(world, columns="look_at") == before


async def test_erasing_goes_on_after_a_thread_that_cannot_be_reached(world: World) -> None:
    """One conversation that is hidden from the bot keeps no other from being deleted."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    first = thread(world)
    await world.bot.support_desk.close(
        (await world.bot.services.support.requests_in(world.guild.id))[0], Ending.SOLVED
    )
    await ask(world, ann)
    world.env.inject_error("GET", f"*/channels/{first.id}", status=403)
    form = await ann.slash(world.channel, "privacy erase")
    assert "Everything is erased" in read(await ann.submit_modal(form, {"word": "ERASE"}))
    assert [each.id for each in threads(world)] == [first.id]


async def test_a_closed_conversation_stays_closed(world: World) -> None:
    """A helper who is taken out at the moment in which it closes does not open it again."""
    await support_channel(world)
    _, hal = await met(world)
    service, desk = world.bot.services.support, world.bot.support_desk
    [request] = await service.requests_in(world.guild.id)
    leaving = await service.wish(hal.id, request.id, Presence.STEPPING)
    assert leaving is not None
    await desk.close(request, Ending.SOLVED)
    await desk.take_out(request, [leaving])
    await world.env.settle()
    assert hal.id not in members(world)
    meta = world.env.backend.get_channel(thread(world).id).thread_metadata
    assert meta is not None
    assert meta.archived
    assert meta.locked


async def test_a_card_is_not_taken_down_while_it_is_written_down(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A click of a helper at their limit, right after it was posted, leaves it to the others."""
    await support_channel(world)
    hal = helper(world)
    for name in ("ann", "bea"):
        await ask(world, world.member(name))
        await join(world, hal)

    looked: list[InteractionResult] = []

    posted = SupportPlaces.post_card

    async def post_card(self: SupportPlaces, *args: Any) -> Any:
        card = await posted(self, *args)
        assert card is not None
        stored = world.env.backend.get_message(card.channel.id, card.id)
        data = {"custom_id": buttons_of(card)["Look at it …"], "component_type": raw.BUTTON, "id": 900}
        shown = serializers.message_payload(world.env.backend, stored)
        place = {"id": f"{card.channel.id}", "type": 0}
        looked.append(raw.emit(world, hal, 3, data, shown, card.id, channel_id=place["id"], channel=place))
        # The click is answered as far as it can be, while the card is not written down yet.
        for _ in range(200):
            await asyncio.to_thread(time.sleep, 0.001)
        return card

    monkeypatch.setattr(SupportPlaces, "post_card", post_card)
    await ask(world, world.member("cas"))
    await world.env.settle()
    assert "as many as one helper holds" in read(looked[0])
    assert len(cards(world)) == 1


async def test_an_old_way_to_forget_asks_first(world: World) -> None:
    """The last button of a removal long ago forgets no conversation that is open now."""
    sam = await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    start = await sam.slash(world.channel, "about")
    shown = raw.click(world, sam, start, "al:1:removal.forget:")
    await world.env.settle()
    assert "One conversation is open" in read(shown)
    assert state(world) == "open"
