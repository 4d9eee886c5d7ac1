"""Where an offer card may stand and who may press what on it: threads, permissions, apps, forged clicks."""

from typing import Any

import discord
import pytest
from simcord.backend import serializers
from simcord.enums import ChannelType

from tests.bot import raw
from tests.bot.offering import HOURS, REFUSED, card, cards, id_of, labels, left, post, preview, rows, words
from tests.bot.steps import Actor, buttons, press, read, screen_of
from tests.bot.test_offer_refused import VIEW, forbid
from tests.conftest import World


def forged(world: World, who: Actor, message: discord.Message, custom_id: str) -> Any:
    """Click something with any custom id, as if it stood on a message that everybody sees."""
    stored = world.env.backend.get_message(message.channel.id, message.id)
    payload: dict[str, Any] = dict(serializers.message_payload(world.env.backend, stored))
    control = {
        "type": 1,
        "id": 901,
        "components": [{"type": 2, "id": 900, "style": 2, "label": "x", "custom_id": custom_id}],
    }
    payload["components"] = [*payload["components"], control]
    return raw.emit(
        world, who, 3, {"custom_id": custom_id, "component_type": 2, "id": 900}, payload, message.id
    )


async def test_anothers_id_on_ones_own_card(world: World) -> None:
    """Eve, asked on a card of her own, cannot answer Ben's with his card's id, nor take it back."""
    ann, ben, eve = (world.member(name) for name in ("ann", "ben", "eve"))
    await post(world, ann, ben)
    record = id_of(card(world), "Take it back").split(":")[-1]
    await post(world, ann, eve)
    own = next(each for each in cards(world) if f"<@{eve.id}>" in words(each))
    for kind in (
        f"offer.answer:{record}.4",
        f"offer.answer:{record}.99",
        "offer.answer:.",
        "offer.answer:x.-1",
    ):
        made = forged(world, eve, own, f"al:1:{kind}")
        await world.env.settle()
        assert read(made)
    assert [each["id"] is not None for each in rows(world)] == [True, True]
    assert [each["taken_at"] for each in rows(world)] == [None, None]


async def test_forged_posting(world: World) -> None:
    """Without a preview on the screen there is nothing to post, whatever the id says."""
    ann = world.member("ann")
    start = await ann.slash(world.channel, "about")
    for kind in (
        "offer.post:0123456789abcdef",
        "offer.block:",
        "offer.unblock:",
        "offer.cards:",
        "offer.back:1",
    ):
        made = raw.click(world, ann, start, f"al:1:{kind}")
        await world.env.settle()
        assert read(made)
    assert (cards(world), left(world)) == ([], {})


async def test_a_preview_is_posted_once(world: World) -> None:
    """The same preview pressed again later, from another window, posts no second card."""
    ann, ben = world.member("ann"), world.member("ben")
    shown = await preview(world, ann, ben)
    ident = buttons(screen_of(shown))["Post it"]
    await press(ann, shown, "Post it")
    again = await preview(world, ann, ben)
    raw.click(world, ann, again, ident)
    await world.env.settle()
    assert len(cards(world)) == 1


@pytest.mark.parametrize("who", ["bot", "ann"])
async def test_where_one_of_them_may_not_write(world: World, who: str) -> None:
    """Where the bot or the asker may not write, the words come to copy, and no card is offered."""
    ann, ben = world.member("ann"), world.member("ben")
    forbid(world, world.env.backend.bot_user.id if who == "bot" else ann.id, 1 << 11)
    told = await preview(world, ann, ben)
    assert "```\nWhat would help right now?" in read(told)
    assert "Post it" not in buttons(screen_of(told))


async def test_where_they_cannot_see_the_channel(world: World) -> None:
    """The same where whoever is asked cannot see the channel; Discord's own word on that counts first."""
    ann, ben = world.member("ann"), world.member("ben")
    forbid(world, ben.id, VIEW)
    told = await preview(world, ann, ben)
    assert "They can't see this channel" in read(told)
    assert "```\nWhat would help right now?" in read(told)


def typed(world: World, who: Actor, person: Actor, permissions: int, **extra: Any) -> Any:
    """Type the command as it arrives from Discord, with the permissions of whoever is asked."""
    backend = world.env.backend
    member = dict(
        serializers.member_payload(
            backend,
            backend.get_guild(world.guild.id),
            backend.get_guild(world.guild.id).members[person.id],
            with_user=False,
        )
    )
    member["permissions"] = str(permissions)
    command = backend.commands[None]["ask", 1]
    data = {
        "id": command["id"],
        "name": "ask",
        "type": 1,
        "options": [
            {"type": 1, "name": "offer", "options": [{"type": 6, "name": "person", "value": str(person.id)}]}
        ],
        "resolved": {
            "users": {str(person.id): dict(serializers.user_payload(backend.get_user(person.id)))},
            "members": {str(person.id): member},
        },
    }
    return raw.emit(world, who, 2, data, **extra)


@pytest.mark.parametrize(("permissions", "sees"), [(VIEW, True), (0, False)])
async def test_discords_word_on_who_sees_what(world: World, permissions: int, sees: bool) -> None:
    """Where Discord says what somebody may do here, that is what counts."""
    ann, ben = world.member("ann"), world.member("ben")
    made = typed(world, ann, ben, permissions)
    await world.env.settle()
    assert ("Post it" in buttons(screen_of(made))) is sees


async def test_as_an_app_of_ones_own(world: World) -> None:
    """In a server where the bot is not, it posts nothing and gives the words to copy."""
    ann, ben = world.member("ann"), world.member("ben")
    made = typed(world, ann, ben, VIEW, guild_id="777")
    await world.env.settle()
    assert "I can't post a card here" in read(made)
    assert "```\nWhat would help right now?" in read(made)


async def test_in_direct_messages(world: World) -> None:
    """So it is in the direct messages with the bot."""
    user = world.env.create_user("ann")
    world.guild.add_member(user)
    other = world.env.create_user("ben")
    await user.send_dm("hello")
    result = await user.slash("ask offer", person=other)
    assert result.response is not None
    told = "".join(str(each) for each in result.response.components)
    assert "I can't post a card here" in told


@pytest.mark.parametrize(
    ("kind", "stands"), [(ChannelType.PUBLIC_THREAD, True), (ChannelType.PRIVATE_THREAD, False)]
)
async def test_threads(world: World, kind: ChannelType, stands: bool) -> None:
    """In a public thread a card stands like in a channel; in a private one none does."""
    ann, ben = world.member("ann"), world.member("ben")
    backend = world.env.backend
    thread = backend.create_thread(world.channel.id, "a thread", type=kind, owner_id=ann.id)
    for each in (ann.id, backend.bot_user.id):
        backend.add_thread_member(thread.id, each)
    [handle] = world.channel.threads
    told = await preview(world, ann, ben, handle)
    assert ("Post it" in buttons(screen_of(told))) is stands
    if stands:
        await press(ann, told, "Post it")
        assert len(cards(world, handle)) == 1
        await ben.click(cards(world, handle)[0], label="Space")
        assert "### Space" in words(cards(world, handle)[0])
        assert "Take it back" not in labels(cards(world, handle)[0])


async def test_in_a_post_of_a_forum(world: World) -> None:
    """In a post of a forum a card stands like in a thread, and goes after its time."""
    ann, ben = world.member("ann"), world.member("ben")
    forum, backend = world.guild.create_forum_channel("help"), world.env.backend
    backend.create_thread(forum.id, "a post", type=ChannelType.PUBLIC_THREAD, owner_id=ann.id)
    [handle] = forum.threads
    await post(world, ann, ben, handle)
    assert len(cards(world, handle)) == 1
    await world.env.advance_time(73 * HOURS)
    assert (cards(world, handle), left(world)) == ([], {})


async def test_in_a_thread_that_is_locked(world: World) -> None:
    """In a thread that was locked nothing can be posted, and nothing is offered."""
    ann, ben = world.member("ann"), world.member("ben")
    backend = world.env.backend
    made = backend.create_thread(
        world.channel.id, "a thread", type=ChannelType.PUBLIC_THREAD, owner_id=ann.id
    )
    [handle] = world.channel.threads
    shown = await preview(world, ann, ben, handle)
    backend.edit_channel(made.id, {}, thread_metadata={"locked": True})
    assert REFUSED in read(await press(ann, shown, "Post it"))
    assert "I can't post a card here" in read(await preview(world, ann, ben, handle))
