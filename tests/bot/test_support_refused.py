"""Each permission lost at any moment: kind words, nothing lost, and moderators can see it."""

import sqlite3
from dataclasses import replace

import discord
import pytest
from simcord.builders import ChannelHandle

from tests.bot.steps import press, read
from tests.bot.support_server import CARDS, PANEL, channel, deny, helper, me, shut_place
from tests.bot.supporting import (
    ask,
    cards,
    join,
    later,
    members,
    met,
    need,
    nothing,
    presences,
    rows,
    said,
    state,
    support_channel,
    tap,
    thread,
    threads,
)
from tests.conftest import World

HOUR, DAY = 3_600, 86_400


def refuse(world: World, where: str, *names: str) -> None:
    """Take permissions away from the bot in a channel."""
    deny(world, channel(world, where), me(world), **dict.fromkeys(names, False))


def allow(world: World, where: str, *names: str) -> None:
    """Give them back."""
    deny(world, channel(world, where), me(world), **dict.fromkeys(names, True))


def closed_in_discord(world: World, of: ChannelHandle) -> bool:
    """Return whether a thread is locked and archived."""
    meta = world.env.backend.get_channel(of.id).thread_metadata
    return meta is not None and meta.archived and meta.locked


@pytest.mark.parametrize("name", ["view_channel", "create_private_threads", "send_messages_in_threads"])
async def test_where_no_conversation_can_be_opened(world: World, name: str) -> None:
    """The words are given back, nothing of it is left, and it works again once it is allowed."""
    await support_channel(world)
    ann = world.member("ann")
    form = await ann.click(panel_of(world), label="I'd like support")
    refuse(world, PANEL, name)
    fields = {"needs": ["listen"], "support_words": "My own words", "support_alone": "", "yes": True}
    told = read(await ann.submit_modal(form, fields))
    assert "could not be opened" in told
    assert "My own words" in told
    assert nothing(world)
    allow(world, PANEL, name)
    await ask(world, ann)
    assert (len(threads(world)), len(cards(world)), state(world)) == (1, 1, "open")


def panel_of(world: World) -> discord.Message:
    """Return the panel."""
    return next(each for each in channel(world, PANEL).history() if each.components)


async def test_a_thread_that_cannot_be_taken_back(world: World) -> None:
    """Half made and not deletable: nobody is in it, it is not forgotten, and goes on a later round."""
    await support_channel(world)
    ann = world.member("ann")
    form = await ann.click(panel_of(world), label="I'd like support")
    refuse(world, PANEL, "send_messages_in_threads", "manage_threads")
    fields = {"needs": ["listen"], "support_words": "", "support_alone": "", "yes": True}
    assert "could not be opened" in read(await ann.submit_modal(form, fields))
    assert (state(world), members(world)) == ("opening", set())
    again = await ann.click(panel_of(world), label="I'd like support")
    assert "just being opened" in read(again)
    allow(world, PANEL, "send_messages_in_threads", "manage_threads")
    await later(world, 2 * HOUR)
    assert nothing(world)


async def test_pinning_is_not_needed(world: World) -> None:
    """What would help is the first message anyway."""
    await support_channel(world)
    refuse(world, PANEL, "pin_messages", "manage_messages")
    assert "Helpers were told" in read(await ask(world, world.member("ann")))
    assert not need(world).pinned


@pytest.mark.parametrize("name", ["view_channel", "send_messages"])
async def test_where_helpers_cannot_be_told(world: World, name: str) -> None:
    """The conversation stands, it is said that nobody was told, moderators see it, and it is tried again."""
    await support_channel(world)
    refuse(world, CARDS, name)
    told = read(await ask(world, world.member("ann"), support_words="Kept"))
    assert "nobody was told yet" in told
    assert "Kept" in said(need(world))
    overview = await world.bot.services.support.overview(world.guild.id)
    assert (overview.open, overview.waiting, overview.unseen) == (1, 1, 1)
    allow(world, CARDS, name)
    await later(world, HOUR + 60)
    assert len(cards(world)) == 1
    assert (await world.bot.services.support.overview(world.guild.id)).unseen == 0


async def test_backup_that_nobody_could_be_told_of(world: World) -> None:
    """It is said that nobody was told, and the card comes as soon as it may."""
    await support_channel(world)
    _, hal = await met(world)
    await later(world, 2 * HOUR)
    refuse(world, CARDS, "send_messages")
    assert "nobody was told yet" in read(await tap(world, hal, "Ask for backup"))
    allow(world, CARDS, "send_messages")
    await later(world, HOUR + 60)
    assert len(cards(world)) == 1


async def test_where_a_helper_cannot_be_brought_in(world: World) -> None:
    """They are told, nothing is stored of them, and the card waits as before."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    refuse(world, PANEL, "send_messages_in_threads")
    assert "didn't let the bot bring you in" in read(await join(world, hal))
    assert presences(world) == []
    assert len(cards(world)) == 1
    allow(world, PANEL, "send_messages_in_threads")
    await join(world, hal)
    assert members(world) == {ann.id, hal.id}


async def test_where_bringing_in_has_no_answer(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord may have done it before the connection broke: nobody is in a thread unknown to the bot."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    add = discord.Thread.add_user

    async def unanswered(self: discord.Thread, who: discord.abc.Snowflake) -> None:
        await add(self, who)
        raise ConnectionResetError

    monkeypatch.setattr(discord.Thread, "add_user", unanswered)
    assert "didn't let the bot bring you in" in read(await join(world, hal))
    assert members(world) == {ann.id}
    assert presences(world) == []


async def test_where_a_card_cannot_be_taken_down(world: World) -> None:
    """The helper is in; the card that stays leads nobody in, and goes once that is allowed."""
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    await ask(world, ann)
    primer = await hal.click(cards(world)[-1], label="Look at it …")
    refuse(world, CARDS, "view_channel")
    assert "You're in" in read(await press(hal, primer, "Bring me in"))
    assert len(cards(world)) == 1
    allow(world, CARDS, "view_channel")
    await later(world, HOUR + 60)
    assert cards(world) == []
    assert presences(world) == ["here"]


async def test_where_a_helper_cannot_be_taken_out(world: World) -> None:
    """They are told how to leave themselves; somebody else is asked for; it is tried again."""
    await support_channel(world)
    ann, hal = await met(world)
    refuse(world, PANEL, "manage_threads")
    stepping = await press(hal, await tap(world, hal, "Step back …"), "Step back")
    assert "you can leave it yourself" in read(stepping)
    assert members(world) == {ann.id, hal.id}
    assert presences(world) == ["stepping"]
    assert len(cards(world)) == 1
    allow(world, PANEL, "manage_threads")
    await later(world, HOUR + 60)
    assert members(world) == {ann.id}
    assert presences(world) == ["stepped"]


async def test_where_another_helper_is_asked_for_and_the_first_cannot_go(world: World) -> None:
    """That is said as it is, and tried again."""
    await support_channel(world)
    ann, _ = await met(world)
    refuse(world, PANEL, "manage_threads")
    told = read(await press(ann, await tap(world, ann, "Another helper, please …"), "Go at once"))
    assert "doesn't let the bot take the other helper out" in told
    allow(world, PANEL, "manage_threads")
    await later(world, HOUR + 60)
    assert members(world) == {ann.id}


async def test_where_a_conversation_cannot_be_locked(world: World) -> None:
    """Closed in the store, said so to the person and in the status; one goodbye; and it is tried again."""
    await support_channel(world)
    ann, _ = await met(world)
    refuse(world, PANEL, "manage_threads")
    told = read(await press(ann, await tap(world, ann, "I've got it"), "Close it"))
    assert "didn't let the bot lock the thread" in told
    assert state(world) == "closing"
    assert (await world.bot.services.support.overview(world.guild.id)).untidy == 1
    await later(world, 5 * HOUR)
    goodbyes = [each for each in thread(world).history() if "They've got it" in said(each)]
    assert len(goodbyes) == 1
    allow(world, PANEL, "manage_threads")
    await later(world, HOUR + 60)
    assert closed_in_discord(world, thread(world))
    assert state(world) == "closed"


async def test_where_a_goodbye_cannot_be_said(world: World) -> None:
    """It closes all the same."""
    await support_channel(world)
    ann, _ = await met(world)
    refuse(world, PANEL, "send_messages_in_threads")
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    assert closed_in_discord(world, thread(world))
    assert state(world) == "closed"


async def test_where_a_closed_thread_cannot_be_deleted(world: World) -> None:
    """It is tried again until it can be; its row stays for so long, or nobody would know of it."""
    await support_channel(world)
    ann, _ = await met(world)
    await press(ann, await tap(world, ann, "I've got it"), "Close it")
    refuse(world, PANEL, "manage_threads")
    await later(world, 14 * DAY + 2 * HOUR)
    assert len(rows(world)) == 1
    allow(world, PANEL, "manage_threads")
    await later(world, HOUR + 60)
    assert nothing(world)


async def test_a_thread_that_is_hidden_is_not_taken_for_deleted(world: World) -> None:
    """Who may not see a channel knows nothing about what is in it: all stays as it is."""
    await support_channel(world)
    await met(world)
    refuse(world, PANEL, "view_channel")
    await later(world, 3 * DAY)
    assert (state(world), presences(world)) == ("open", ["here"])
    allow(world, PANEL, "view_channel")
    await later(world, HOUR + 60)
    assert (state(world), presences(world)) == ("open", ["here"])


async def test_what_would_help_that_cannot_be_changed(world: World) -> None:
    """The words are given back, and the conversation is as it was."""
    await support_channel(world)
    ann = world.member("ann")
    await ask(world, ann)
    form = await tap(world, ann, "Change what would help …")
    refuse(world, PANEL, "view_channel")
    fields = {"needs": ["ideas"], "support_words": "Anew", "support_alone": ""}
    told = read(await ann.submit_modal(form, fields))
    assert "could not be changed" in told
    assert "Anew" in told


async def test_reports_without_a_place(world: World) -> None:
    """It is said that nothing was sent, and whom to write to; a place that comes later works at once."""
    await support_channel(world)
    ann, hal = await met(world)
    asked = await tap(world, ann, "Report …")
    assert "with your name" in read(asked)
    assert "nothing was sent" in read(await press(ann, asked, "Send the report"))
    place = shut_place(world, "reports")
    await world.bot.services.support.change_space(
        world.guild.id, lambda space: replace(space, report_channel_id=place.id)
    )
    deny(world, place, me(world), send_messages=False)
    assert "nothing was sent" in read(await press(hal, await tap(world, hal, "Report …"), "Send the report"))
    deny(world, place, me(world), send_messages=True)
    await press(ann, await tap(world, ann, "Report …"), "Send the report")
    await press(hal, await tap(world, hal, "Report …"), "Send the report")
    first, second = (said(each) for each in place.history())
    assert f"<@{ann.id}>, who asked" in first
    assert "help.open" in first
    assert f"{hal.id}" not in first
    assert f"<@{hal.id}>, who helps" in second
    assert thread(world).mention in first


async def test_the_database_locked(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are given back and nothing is opened; a helper is not brought in; later all works."""
    monkeypatch.setattr("alongside.store.database.BUSY_TIMEOUT_MS", 30)
    await world.restart()
    await support_channel(world)
    ann, hal = world.member("ann"), helper(world)
    form = await ann.click(panel_of(world), label="I'd like support")
    fields = {"needs": ["listen"], "support_words": "Dear words", "support_alone": "", "yes": True}
    other = sqlite3.connect(world.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "Dear words" in read(await ann.submit_modal(form, fields))
    assert threads(world) == []
    other.execute("ROLLBACK")
    await ask(world, ann)
    primer = await hal.click(cards(world)[-1], label="Look at it …")
    other.execute("BEGIN IMMEDIATE")
    assert read(await press(hal, primer, "Bring me in"))
    assert members(world) == {ann.id}
    other.execute("ROLLBACK")
    other.close()
    await press(hal, primer, "Bring me in")
    assert members(world) == {ann.id, hal.id}
