"""How conversations end, wanted or not: each tidily, in Discord and in the database."""

from dataclasses import replace

from tests.bot.steps import press, read, screen_of
from tests.bot.support_server import CARDS, PANEL, ROLE, channel, helper, shut_place
from tests.bot.supporting import (
    ask,
    cards,
    join,
    later,
    members,
    met,
    need,
    panel,
    presences,
    push,
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


def nothing_left(world: World) -> bool:
    """Return whether neither a row nor a card of any request is there."""
    return rows(world) == rows(world, "support_claim") == cards(world) == []


def closed_in_discord(world: World) -> bool:
    """Return whether the one thread is locked and archived."""
    meta = world.env.backend.get_channel(thread(world).id).thread_metadata
    return meta is not None and meta.archived and meta.locked


async def test_a_quiet_conversation_is_closed(world: World) -> None:
    """Seven days after the last word, with a kind word; until then it is not, and what was said counts."""
    await support_channel(world)
    ann, hal = await met(world)
    await later(world, 5 * DAY)
    await ann.send(thread(world), "still here")
    await later(world, 6 * DAY)
    assert state(world) == "open"
    await later(world, DAY + 60)
    assert state(world) == "closed"
    assert closed_in_discord(world)
    assert "been quiet here" in said(thread(world).history()[-1])
    assert presences(world) == ["ended"]
    await ask(world, ann)
    assert [one for (one,) in rows(world, columns="state")] == ["closed", "open"]
    assert hal


async def test_one_that_nobody_met_ends_too(world: World) -> None:
    """Its card goes with it."""
    await support_channel(world)
    await ask(world, world.member("ann"))
    await later(world, 7 * DAY + 60)
    assert (state(world), cards(world)) == ("closed", [])


async def test_days_are_the_moderators_choice(world: World) -> None:
    """Idle after three, deleted one day after that."""
    await support_channel(world)
    await world.bot.services.support.change_space(
        world.guild.id, lambda space: replace(space, idle_days=3, delete_days=1)
    )
    await ask(world, world.member("ann"))
    await later(world, 3 * DAY + 60)
    assert state(world) == "closed"
    await later(world, DAY + 60)
    assert nothing_left(world)
    assert threads(world) == []


async def test_an_archived_thread_still_closes_and_opens(world: World) -> None:
    """Discord archives quiet threads by itself; coming in, leaving and closing work all the same."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    world.env.backend.edit_channel(thread(world).id, {}, thread_metadata={"archived": True})
    await world.env.settle()
    await join(world, hal)
    assert members(world) == {ann.id, hal.id}
    meta = world.env.backend.get_channel(thread(world).id).thread_metadata
    assert meta is not None
    assert not meta.archived  # nobody can be added to one that is
    world.env.backend.edit_channel(thread(world).id, {}, thread_metadata={"archived": True})
    await world.env.settle()
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    assert closed_in_discord(world)


async def test_a_thread_deleted_by_hand(world: World) -> None:
    """Row, claims and card go at once; asking again works."""
    await support_channel(world)
    ann, hal = await met(world)
    await tap(world, hal, "Ask for backup")
    world.env.backend.delete_channel(thread(world).id)
    await world.env.settle()
    assert nothing_left(world)
    await ask(world, ann)
    assert len(threads(world)) == 1


async def test_the_panel_channel_deleted_by_hand(world: World) -> None:
    """Everything that stood in it is forgotten, cards included."""
    await support_channel(world)
    await ask(world, world.member("ann"))
    await ask(world, world.member("bea"))
    with unseen(world):
        for each in threads(world):
            world.env.backend.delete_channel(each.id)
    world.env.backend.delete_channel(channel(world, PANEL).id)
    await world.env.settle()
    assert nothing_left(world)


async def test_the_helpers_channel_deleted_by_hand(world: World) -> None:
    """Conversations stand; without a card they count as unseen, until the place is there again."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    world.env.backend.delete_channel(channel(world, CARDS).id)
    await world.env.settle()
    service = world.bot.services.support
    overview = await service.overview(world.guild.id)
    assert (overview.waiting, overview.unseen) == (1, 1)
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    assert state(world) == "closed"
    told = read(await ask(world, ann))
    assert "nobody was told yet" in told
    place = shut_place(world, CARDS, ROLE)
    await service.change_space(world.guild.id, lambda space: replace(space, helper_channel_id=place.id))
    await world.bot.support_rounds.repair(world.guild.id)
    await later(world, 1)
    assert len(place.history()) == 1
    assert (await service.overview(world.guild.id)).unseen == 0


async def test_the_bot_removed_from_the_server(world: World) -> None:
    """All that is stored of the server's channel goes."""
    await support_channel(world)
    await met(world)
    world.env.backend.emit("GUILD_DELETE", {"id": f"{world.guild.id}"})
    await world.env.settle()
    assert rows(world) == rows(world, "support_claim") == rows(world, "support_space") == []
    assert rows(world, "support_week") == []


async def test_an_outage_of_a_server_ends_nothing(world: World) -> None:
    """Discord says then that the server is unavailable, not that the bot was removed."""
    await support_channel(world)
    await met(world)
    world.env.backend.emit("GUILD_DELETE", {"id": f"{world.guild.id}", "unavailable": True})
    await world.env.settle()
    assert (state(world), presences(world)) == ("open", ["here"])
    # Whatever is asked meanwhile about its channels and members is answered as if they were not there.
    world.env.inject_error("GET", "*", status=404, times=99)
    await later(world, 2 * DAY)
    assert (state(world), presences(world)) == ("open", ["here"])
    world.env.backend.faults.clear()


async def test_whoever_asked_leaves_the_server(world: World) -> None:
    """Found out within a day: closed, and deleted on its day."""
    await support_channel(world)
    ann, _ = await met(world)
    world.guild.remove_member(ann)
    await later(world, DAY + 60)
    assert state(world) == "closed"
    assert "isn't on this server any more" in said(thread(world).history()[-1])
    await later(world, 14 * DAY)
    assert nothing_left(world)
    assert threads(world) == []


async def test_a_helper_leaves_the_server(world: World) -> None:
    """Found out within a day: somebody else is asked for."""
    await support_channel(world)
    _, hal = await met(world)
    world.guild.remove_member(hal)
    await later(world, DAY + 60)
    assert presences(world) == ["stepped"]
    assert "Somebody would like support" in said(cards(world)[-1])


async def test_the_role_is_taken_from_a_helper(world: World) -> None:
    """Found out within a day: they are out of the thread, and somebody else is asked for."""
    await support_channel(world)
    ann, hal = await met(world)
    world.env.backend.remove_member_role(world.guild.id, hal.id, world.guild.roles[ROLE].id)
    await later(world, DAY + 60)
    assert members(world) == {ann.id}
    assert len(cards(world)) == 1


async def test_the_role_is_deleted(world: World) -> None:
    """Nobody is taken out for that: it was nobody's choice about anybody."""
    await support_channel(world)
    ann, hal = await met(world)
    world.env.backend.delete_role(world.guild.id, world.guild.roles[ROLE].id)
    await later(world, DAY + 60)
    assert members(world) == {ann.id, hal.id}
    assert "One more helper" in read(await tap(world, hal, "Ask for backup"))
    looked = push(world, hal, panel(world), "al:1:support.look:x")
    await world.env.settle()
    assert "for the helpers of this server" in read(looked)


async def test_a_helper_who_left_the_thread_by_hand(world: World) -> None:
    """Found out within a day: that is stepping back too."""
    await support_channel(world)
    _, hal = await met(world)
    world.env.backend.remove_thread_member(thread(world).id, hal.id)
    await later(world, DAY + 60)
    assert presences(world) == ["stepped"]
    assert len(cards(world)) == 1


async def test_a_card_deleted_by_hand_comes_again(world: World) -> None:
    """Within a day, once."""
    await support_channel(world)
    await ask(world, world.member("ann"))
    with unseen(world):
        world.env.backend.delete_message(channel(world, CARDS).id, cards(world)[0].id)
    await later(world, DAY + 60)
    assert len(cards(world)) == 1
    await later(world, 2 * DAY)
    assert len(cards(world)) == 1


async def test_what_is_in_sight_deleted_by_hand(world: World) -> None:
    """Then a card says that what would help stands in the conversation, and it ends as any other."""
    await support_channel(world)
    ann, hal = await met(world)
    stepping = await tap(world, hal, "Step back …")
    world.env.backend.delete_message(thread(world).id, need(world).id)
    await press(hal, stepping, "Step back")
    assert "stands in the conversation" in said(cards(world)[-1])
    await later(world, 7 * DAY + DAY)
    assert closed_in_discord(world)
    assert ann


async def test_ending_all_twice(world: World) -> None:
    """What a first run closed kindly stays readable through a second one; closed before is deleted."""
    await support_channel(world)
    ann, bea = world.member("ann"), world.member("bea")
    await ask(world, ann)
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    before = thread(world)
    await ask(world, bea)
    assert await world.bot.support_desk.close_all(world.guild.id) == (2, 0)
    assert await world.bot.support_desk.close_all(world.guild.id) == (0, 0)
    [left] = threads(world)
    assert left.id != before.id
    assert "taken down by the moderators" in said(left.history()[-1])
    assert cards(world) == []


async def test_erasing_whoever_asked(world: World) -> None:
    """Their conversation is deleted with all of their rows; another one stands untouched."""
    await support_channel(world)
    ann, hal = await met(world)
    bea = world.member("bea")
    await ask(world, bea)
    await join(world, hal)
    form = await ann.slash(world.channel, "privacy erase")
    assert "Everything is erased" in read(await ann.submit_modal(form, {"word": "ERASE"}))
    assert members(world) == {bea.id, hal.id}
    assert (state(world), presences(world)) == ("open", ["here"])


async def test_erasing_a_helper(world: World) -> None:
    """They are out of the conversation, it stands, and somebody else is asked for."""
    await support_channel(world)
    ann, hal = await met(world)
    form = await hal.slash(world.channel, "privacy erase")
    assert "Everything is erased" in read(await hal.submit_modal(form, {"word": "ERASE"}))
    assert members(world) == {ann.id}
    assert (state(world), presences(world)) == ("open", [])
    assert "Just listen" in said(cards(world)[-1])


async def test_erasing_whoever_waits(world: World) -> None:
    """The card goes with the thread."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    form = await ann.slash(world.channel, "privacy erase")
    await ann.submit_modal(form, {"word": "ERASE"})
    assert nothing_left(world)
    assert threads(world) == []


async def test_taking_the_yes_back(world: World) -> None:
    """From /privacy show: what they asked for is closed, what they help in goes on without them."""
    await support_channel(world)
    ann, hal = await met(world)
    await ask(world, hal)
    shown = await hal.slash(world.channel, "privacy show")
    assert "2 conversations are stored" in read(shown)
    asked = await press(hal, shown, "Take back the yes to support channels …")
    done = await press(hal, asked, "Take it back")
    assert "is taken back" in read(done)
    assert sorted(one for (one,) in rows(world, columns="state")) == ["closed", "open"]
    assert members(world, threads(world)[0]) == {ann.id}
    assert "you took back your yes to what a support channel keeps" in read(
        await hal.slash(world.channel, "privacy show")
    )


async def test_the_export_says_it(world: World) -> None:
    """Where somebody asked and helps, and since when; not with whom."""
    await support_channel(world)
    ann, hal = await met(world)
    handed = await ann.slash(world.channel, "privacy export")
    made = world.env.backend.cdn.get(screen_of(handed).attachments[0].url) or b""
    assert f"{thread(world).id}".encode() in made
    assert f"{hal.id}".encode() not in made


async def test_old_buttons_of_a_closed_conversation(world: World) -> None:
    """Each says that it is over, to whoever asked, and changes nothing in Discord or in the database."""
    await support_channel(world)
    ann, _ = await met(world)
    [(record,)] = rows(world, columns="id")
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    before = (rows(world), rows(world, "support_claim"), len(thread(world).history()))
    for kind in ("change", "change-go", "another", "another-now", "another-then", "solved", "close"):
        forged = push(world, ann, panel(world), f"al:1:support.{kind}:{record}")
        await world.env.settle()
        assert "closed, or gone by now" in read(forged), kind
    assert (rows(world), rows(world, "support_claim"), len(thread(world).history())) == before
