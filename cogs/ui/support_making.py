"""What setting up does in Discord: making channels and a role, putting up the panel.

Everything here happens under one lock a server, looks first at what is there by then, and writes down each
thing as soon as it is there: two moderators, a second click and a run after a failure make nothing twice.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

import aiohttp
import discord
from discord import PermissionOverwrite

from alongside.errors import UserError
from alongside.services.support import SupportService
from alongside.supporting import Made, SupportSpace
from alongside.texts import Speaker
from cogs.ui.screens import PREFIX, VERSION
from cogs.ui.support_survey import Step, helper_role, text_channel
from cogs.ui.support_words import panel_view

log = logging.getLogger("alongside.support")

Target = discord.Role | discord.Member | discord.Object
# A panel that was posted but not written down, because the bot stopped just then, is among the newest.
RECENT = 10
PANEL_IDS = f"{PREFIX}:{VERSION}:support."
_LOCKS: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
_MADE = {Step.CHANNEL: Made.CHANNEL, Step.ROLE: Made.ROLE, Step.CARDS: Made.HELPER_CHANNEL}
_FIELD = {
    Step.CHANNEL: "channel_id",
    Step.ROLE: "role_id",
    Step.CARDS: "helper_channel_id",
    Step.REPORTS: "report_channel_id",
}


def server_lock(guild_id: int) -> asyncio.Lock:
    """Return the lock of a server, under which its support channel is set up, mended and removed."""
    return _LOCKS.setdefault(guild_id, asyncio.Lock())


@contextmanager
def asked_of_discord() -> Iterator[None]:
    """Turn what Discord refuses, or does not answer, into something that a moderator can read."""
    try:
        yield
    except discord.Forbidden as error:
        raise UserError("setup-refused") from error
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise UserError("setup-unanswered") from error


def chosen(space: SupportSpace, step: Step) -> int | None:
    """Return the id of what was chosen in a step."""
    found: int | None = getattr(space, _FIELD[step])
    return found


def settled(space: SupportSpace, step: Step, ident: int | None, *, made: bool = False) -> SupportSpace:
    """Return the space with a step settled. What was not made by the bot is not counted as such."""
    owned = space.made - {_MADE[step]} if step in _MADE else space.made
    if made:
        owned |= {_MADE[step]}
    if ident == chosen(space, step):
        owned = space.made
    changed: SupportSpace = replace(space, made=owned, **{_FIELD[step]: ident})  # type: ignore[arg-type]
    # Another channel has no panel yet.
    return replace(changed, panel_id=None) if changed.channel_id != space.channel_id else changed


@dataclass(frozen=True)
class PutUp:
    """A panel that stands, in its space, and whether it is pinned."""

    space: SupportSpace
    pinned: bool


class Maker:
    """Makes what a moderator asked for in one server."""

    def __init__(
        self, guild: discord.Guild, me: discord.Member, service: SupportService, say: Speaker
    ) -> None:
        self._guild = guild
        self._me = me
        self._service = service
        self._say = say

    async def make(self, step: Step, instead_of: int | None) -> SupportSpace:
        """Make a channel or the role, unless something else was settled meanwhile.

        Raises UserError where Discord or the store does not allow it; then nothing is left behind.
        """
        async with server_lock(self._guild.id):
            space = await self._service.space_to_set_up(self._guild.id)
            if chosen(space, step) != instead_of:
                return space
            with asked_of_discord():
                made = await (self._role() if step is Step.ROLE else self._channel(step, space))
            try:
                return await self._settle(step, made.id, made=True)
            except UserError:
                with suppress(discord.HTTPException):
                    await made.delete()
                raise

    async def settle(self, step: Step, ident: int | None) -> SupportSpace:
        """Write down what was chosen in a step; the panel leaves a channel that is no longer the one."""
        async with server_lock(self._guild.id):
            return await self._settle(step, ident, made=False)

    async def _settle(self, step: Step, ident: int | None, *, made: bool) -> SupportSpace:
        left: list[SupportSpace] = []

        def change(space: SupportSpace) -> SupportSpace:
            left.append(space)
            return settled(space, step, ident, made=made)

        space = await self._service.change_space(self._guild.id, change)
        if left[-1].panel_id is not None and space.panel_id is None:
            await take_down(self._guild, left[-1])
        return space

    async def _role(self) -> discord.Role:
        return await self._guild.create_role(
            name=self._say("setup-name-role"), permissions=discord.Permissions.none()
        )

    async def _channel(self, step: Step, space: SupportSpace) -> discord.TextChannel:
        """Return the channel of a step: one that an earlier run came not to write down, or a new one."""
        if step is Step.CHANNEL:
            name, topic = self._say("setup-name-channel"), self._say("setup-topic-channel")
            overwrites = self._panel_overwrites()
        else:
            name, topic = self._say("setup-name-cards"), self._say("setup-topic-cards")
            overwrites = self._card_overwrites(space)
        taken = {chosen(space, each) for each in Step}
        for channel in self._guild.text_channels:
            if channel.name == name and channel.id not in taken and channel.overwrites == overwrites:
                return channel
        return await self._guild.create_text_channel(name, overwrites=overwrites, topic=topic)

    def _panel_overwrites(self) -> Mapping[Target, PermissionOverwrite]:
        everyone = PermissionOverwrite(
            view_channel=True, read_message_history=True, send_messages=False, send_messages_in_threads=True
        )
        me = PermissionOverwrite(
            view_channel=True,
            read_message_history=True,
            send_messages=True,
            send_messages_in_threads=True,
            create_private_threads=True,
            manage_threads=True,
            pin_messages=True,
        )
        return {self._guild.default_role: everyone, self._me: me}

    def _card_overwrites(self, space: SupportSpace) -> Mapping[Target, PermissionOverwrite]:
        shut = PermissionOverwrite(view_channel=False)
        me = PermissionOverwrite(view_channel=True, read_message_history=True, send_messages=True)
        overwrites: dict[Target, PermissionOverwrite] = {self._guild.default_role: shut, self._me: me}
        role = helper_role(self._guild, space)
        if role is not None:
            overwrites[role] = PermissionOverwrite(
                view_channel=True, read_message_history=True, send_messages=False
            )
        return overwrites

    async def put_up(self, good: Callable[[SupportSpace], bool]) -> "PutUp | None":
        """Put up the panel, or bring the one that stands up to date; None where that is not `good` any more.

        Raises UserError where Discord or the store does not allow it; then no second panel is left behind.
        """
        async with server_lock(self._guild.id):
            space = await self._service.space(self._guild.id)
            channel = None if space is None else text_channel(self._guild, space.channel_id)
            if space is None or channel is None or not good(space):
                return None
            with asked_of_discord():
                message = await self._standing(channel, space)
                if message is not None:
                    await message.edit(view=panel_view(self._say, space))
                    fresh = False
                else:
                    message, fresh = await channel.send(view=panel_view(self._say, space)), True
            ident = message.id
            try:
                space = await self._service.change_space(
                    self._guild.id,
                    lambda each: replace(each, panel_id=ident, application_id=self._guild.me.id),
                )
            except UserError:
                if fresh:
                    with suppress(discord.HTTPException):
                        await message.delete()
                raise
            return PutUp(space, await _pin(channel, message))

    async def _standing(self, channel: discord.TextChannel, space: SupportSpace) -> discord.Message | None:
        """Return the panel that stands: the one that is known, or one that nobody came to write down."""
        if space.panel_id is not None:
            with suppress(discord.NotFound):
                return await channel.fetch_message(space.panel_id)
        async for message in channel.history(limit=RECENT):
            if message.author.id == self._me.id and _is_panel(message):
                return message
        return None


def _is_panel(message: discord.Message) -> bool:
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    ids = [getattr(item, "custom_id", None) or "" for item in view.walk_children()]
    return any(ident.startswith(PANEL_IDS) for ident in ids)


async def _pin(channel: discord.TextChannel, message: discord.Message) -> bool:
    """Pin the panel, and take away the note that Discord writes about it. The panel works without both.

    Returns whether it is pinned.
    """
    if message.pinned:
        return True
    try:
        await message.pin()
        async for note in channel.history(limit=3, after=message):
            if note.type is discord.MessageType.pins_add and note.author.id == message.author.id:
                await note.delete()
    except discord.HTTPException as error:
        log.info("the panel could not be pinned", exc_info=error)
    return message.pinned


async def take_down(guild: discord.Guild, space: SupportSpace) -> bool:
    """Delete the panel. Returns whether it is gone, be it before."""
    channel = text_channel(guild, space.channel_id)
    if channel is None or space.panel_id is None:
        return True
    try:
        await channel.get_partial_message(space.panel_id).delete()
    except discord.NotFound:
        return True
    except discord.HTTPException as error:
        log.info("a panel could not be taken down", exc_info=error)
        return False
    return True
