"""The virtual server of the try-out: its people, its places, its time."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import discord
from discord.ext import commands
from simcord import ChannelHandle, GuildHandle, MemberActor, SetupError
from simcord.preview import Preview

from alongside.support_permissions import NEEDS, WITH_MAKING, bits
from alongside.support_permissions import Place as Where

from . import simcord_bridge as bridge
from .clock import MovableClock
from .words import Words, read

log = logging.getLogger(__name__)

MakeBot = Callable[[MovableClock], commands.AutoShardedBot]

# A jump goes on in further stretches if the bot has much to do on the way, but not for ever.
LONGEST_STRETCHES = 6


class As(StrEnum):
    """As whom one looks at the server."""

    MEMBER = "member"
    MODERATOR = "moderator"
    HELPER = "helper"


class Kind(StrEnum):
    """What sort of place a conversation is held in."""

    CHANNEL = "channel"
    THREAD = "thread"
    DIRECT = "direct"


@dataclass(frozen=True)
class Place:
    """One conversation, as one of the people sees it."""

    id: int
    kind: Kind
    name: str
    topic: str
    closed: bool
    messages: int
    newest: int | None
    latest: datetime | None


class NoSuchPlace(Exception):
    """The place is gone, or this person cannot see it."""


class StillBusy(Exception):
    """The bot had so much to do on the way that the clock did not get to where it was sent."""


class World:
    """A small server with the real bot in it."""

    def __init__(self, make_bot: MakeBot, clock: MovableClock, words: Words, zone: str) -> None:
        self.clock = clock
        self._words = words
        self._zone = zone
        self.bot = make_bot(clock)
        self.env = bridge.SharedEnv(self.bot, clock, bot_name=words.say("bot.name"), style=read("places.css"))
        self.people: dict[As, MemberActor] = {}
        self._previews: dict[tuple[int, As], Preview] = {}
        self._guild = self._lay_out()

    def _lay_out(self) -> GuildHandle:
        """Make the server and its people; new ones go last, so that the ids before them stay."""
        say = self._words.say
        owner, member, moderator = (
            self.env.create_user(say(f"people.{who}.username"), global_name=say(f"people.{who}.name"))
            for who in ("owner", As.MEMBER, As.MODERATOR)
        )
        guild = self.env.create_guild(say("server.name"), owner=owner)
        role = guild.create_role(
            say("server.moderator_role"), permissions=discord.Permissions(manage_guild=True)
        )
        channel = guild.create_text_channel(say("server.channel"), topic=say("server.topic"))
        self.people[As.MEMBER] = guild.add_member(member)
        self.people[As.MODERATOR] = guild.add_member(moderator, roles=[role])
        for person in self.people.values():
            _ = person.user.dm_channel  # made when first asked for: ask now, for a steady id
        self._welcome = channel
        helper = self.env.create_user(
            say(f"people.{As.HELPER}.username"), global_name=say(f"people.{As.HELPER}.name")
        )
        self.people[As.HELPER] = guild.add_member(helper)
        _ = helper.dm_channel
        bridge.invite(guild, WITH_MAKING)
        apart: dict[Any, discord.PermissionOverwrite] = {
            guild.default_role: discord.PermissionOverwrite(view_channel=False),
            role: discord.PermissionOverwrite(view_channel=True),
        }
        reports = guild.create_text_channel(
            say("server.reports"), topic=say("server.reports_topic"), overwrites=apart
        )
        bridge.let_in(reports, discord.Permissions(bits(NEEDS[Where.REPORTS])))
        return guild

    def _hand_out_roles(self) -> None:
        """Give the helper each role that the bot made: here nobody else could give it."""
        bridge.give_made_roles(self._guild, self.people[As.HELPER])

    async def start(self) -> None:
        """Start the bot and the clock; raises whatever the bot raises while it starts."""
        self.clock.start()
        await self.env.start()
        if not self.env.backend.commands:
            # This Discord begins empty every time. A bot with a kept data folder may remember
            # that it has told Discord about its commands, and leave it at that.
            await self.bot.tree.sync()
        moderator = self.people[As.MODERATOR]
        await moderator.send(self._welcome, self._words.say("server.welcome"))

    async def close(self) -> None:
        """Stop the bot and all previews, and close the bot's store."""
        try:
            await self.env.close()
        except TimeoutError:
            log.warning("the bot still had work in threads when the try-out ended")
        finally:
            close_store = getattr(self.bot, "close_store", None)
            if close_store is not None:
                await close_store()  # SimCord never calls the bot's own close()

    def places(self, who: As) -> list[Place]:
        """Return every place that this person sees now, in the order that Discord shows them."""
        return [place for channel in self._channels(who) if (place := self._place(channel, who))]

    def _channels(self, who: As) -> Iterator[ChannelHandle]:
        """Yield all the server's conversations, threads after their channel, then one's own."""
        for channel in bridge.channels_of(self._guild):
            yield channel
            yield from channel.threads
        yield self.people[who].user.dm_channel

    def _place(self, channel: ChannelHandle, who: As) -> Place | None:
        """Describe the channel as this person sees it, or return None if they do not."""
        person = self.people[who]
        direct = channel.guild is None
        if not direct and not bridge.holds_messages(channel):
            return None
        try:
            history = channel.history(viewer=person.user if direct else person)
        except SetupError:
            return None
        return Place(
            id=channel.id,
            kind=Kind.DIRECT if direct else Kind.THREAD if channel.is_thread else Kind.CHANNEL,
            name=self._words.say("bot.name") if direct else channel.name or "",
            topic=bridge.topic_of(channel),
            closed=bridge.is_archived(channel),
            messages=len(history),
            newest=history[-1].id if history else None,
            latest=history[-1].created_at if history else None,
        )

    async def preview_address(self, place_id: int, who: As) -> str:
        """Return the address where this person's view of the place is served, opening it if need be.

        Raises NoSuchPlace if they cannot see it.
        """
        async with self.env.turn():
            channel = next((each for each in self._channels(who) if each.id == place_id), None)
            place = self._place(channel, who) if channel else None
            if channel is None or place is None:
                raise NoSuchPlace
            preview = self._previews.get((place_id, who))
            if preview is None or not bridge.is_open(preview):
                preview = await self.env.open_preview(channel, self._viewers(channel, who), self._zone)
                self._previews[place_id, who] = preview
            bridge.show_from(preview, place.newest)
            return preview.url

    def _viewers(self, channel: ChannelHandle, who: As) -> list[bridge.Viewer]:
        """Return who may look at the place, first the one who asks; the preview offers the rest."""
        if channel.guild is None:
            return [self.people[who].user]
        others = (other for other in As if other is not who and self._place(channel, other))
        return [self.people[who], *(self.people[other] for other in others)]

    async def move(self, seconds: float) -> None:
        """Move the clock ahead, with everything that was to happen until then happening in its time.

        Raises StillBusy if the bot keeps the clock from getting there.
        """
        async with self.env.turn():
            target = self.clock.elapsed + seconds
            for _ in range(LONGEST_STRETCHES):
                if not await self._move_a_stretch(target):
                    break
            await self.env.republish()
            if self.clock.elapsed < target:
                raise StillBusy

    async def _move_a_stretch(self, target: float) -> bool:
        """Move towards the target; tell whether it is worth going on from where that led."""
        before = self.clock.elapsed
        try:
            await self.env.advance_time(max(0.0, target - before))
        except TimeoutError:
            log.warning("moving the clock takes long: the bot is busy")
            # Less than this is only the real time that was spent waiting.
            return self.clock.elapsed - before > 2 * self.env.settle_timeout
        return False

    async def pulse(self) -> None:
        """Fire timers that real time has reached, and show what the bot did by itself.

        SimCord never fires some timers in real time (a view's timeout, a ``tasks.loop``), and
        fires others late once the clock was moved.
        """
        async with self.env.turn():
            try:
                await self.env.advance_time(0)
            except TimeoutError:
                log.warning("the bot has not come to rest")
            self._hand_out_roles()
            await self.env.republish()
