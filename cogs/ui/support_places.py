"""Where requests stand in Discord: threads, cards, and the channels of both. One step each, no order."""

import logging
from collections.abc import Callable

import aiohttp
import discord

from alongside.errors import UserError
from alongside.services.support import AGAIN, SupportService
from alongside.supporting import Request, SupportSpace
from alongside.texts import Speaker
from cogs.ui.support_words import Wanted, card_view, wanted_on

# What Discord may say no with, or what may come between it and the bot.
REFUSED = (discord.HTTPException, aiohttp.ClientError, OSError)

log = logging.getLogger("alongside.support")


class SupportPlaces:
    """Threads and cards of requests."""

    def __init__(
        self, client: discord.Client, service: Callable[[], SupportService], speaker: Callable[[str], Speaker]
    ) -> None:
        self.client = client
        self.service = service
        self.speaker = speaker
        self.wake: Callable[[], None] = lambda: None
        """Tells the rounds that something is to be looked at."""

    async def again(self, request: Request) -> None:
        """Let something that Discord refused be tried again later."""
        await self.service().look_in(request.id, AGAIN)
        self.wake()

    async def thread(self, request: Request, *, fresh: bool = False) -> discord.Thread | None:
        """Return a request's thread, or None where there is none. Raises HTTPException where it is hidden."""
        if request.thread_id is None:
            return None
        guild = self.client.get_guild(request.guild_id)
        known = None if guild is None or fresh else guild.get_thread(request.thread_id)
        if known is not None:
            return known
        try:
            found = await self.client.fetch_channel(request.thread_id)
        except discord.NotFound:
            return None
        return found if isinstance(found, discord.Thread) else None

    async def awake(self, request: Request) -> discord.Thread | None:
        """Return a request's thread, out of the archive: nobody comes or goes in an archived one."""
        thread = await self.thread(request)
        if thread is not None and thread.archived:
            thread = await thread.edit(archived=False)
        return thread

    async def new_thread(self, request: Request, space: SupportSpace, say: Speaker) -> discord.Thread:
        """Make a request's thread. Raises UserError where the channel is gone, and what Discord refuses."""
        channel = self.client.get_channel(space.channel_id or 0)
        if not isinstance(channel, discord.TextChannel):
            raise UserError("support-not-here")
        # No reason is given for the audit log: whatever stood there would be read.
        return await channel.create_thread(
            name=say("support-thread", code=request.code),
            type=discord.ChannelType.private_thread,
            invitable=False,
            auto_archive_duration=10_080,  # minutes without a word: the most that Discord offers
        )

    def half_made(self, request: Request) -> discord.Thread | None:
        """Find a thread that was made for a request without having been noted, by its random name."""
        guild = self.client.get_guild(request.guild_id)
        return None if guild is None else next((t for t in guild.threads if self._is_of(t, request)), None)

    def _is_of(self, thread: discord.Thread, request: Request) -> bool:
        mine = self.client.user is not None and thread.owner_id == self.client.user.id
        return mine and thread.is_private() and thread.name.endswith(f" {request.code}")

    async def put_out(self, request: Request, user_id: int) -> bool:
        """Take a helper out of a thread; one that is closed by now stays so. Returns whether they are out."""
        try:
            thread = await self.thread(request)
            over = thread is not None and thread.archived and thread.locked
            thread = await self.awake(request)
            if thread is not None:
                await thread.remove_user(discord.Object(user_id))
                if over:
                    await thread.edit(archived=True)
        except discord.NotFound:
            pass
        except REFUSED as error:
            log.info("a helper could not be taken out of a thread", exc_info=error)
            return False
        return True

    async def post_card(self, request: Request, wanted: Wanted | None) -> discord.Message | None:
        """Post a request's card; None where there is no channel for it, or everyone sees that one.

        Raises what Discord refuses.
        """
        space = await self.service().space(request.guild_id)
        channel = None if space is None else self.helpers(space)
        if space is None or channel is None or _seen_by(channel, channel.guild.default_role):
            return None
        if wanted is None:
            wanted = await self.wanted(request)
        more = not await self.service().waits(request)
        say = self.speaker(space.language)
        return await channel.send(view=card_view(say, request.id, wanted, more=more))

    async def wanted(self, request: Request) -> Wanted:
        """Read what would help off the bot's own message in the thread; nothing where it was deleted."""
        thread = await self.thread(request)
        if thread is None or request.message_id is None:
            return Wanted()
        try:
            return wanted_on(await thread.fetch_message(request.message_id))
        except discord.NotFound:
            return Wanted()

    def helpers(self, space: SupportSpace) -> discord.TextChannel | None:
        """Return the helpers' channel, if it is there."""
        return self._text_channel(space.helper_channel_id)

    def reports(self, space: SupportSpace) -> discord.TextChannel | None:
        """Return the channel where reports go, if there is one; none that others than moderators see."""
        channel = self._text_channel(space.report_channel_id)
        helpers = None if channel is None or space.role_id is None else channel.guild.get_role(space.role_id)
        if channel is None or _seen_by(channel, channel.guild.default_role, helpers):
            return None
        return channel

    def _text_channel(self, ident: int | None) -> discord.TextChannel | None:
        channel = self.client.get_channel(ident or 0)
        return channel if isinstance(channel, discord.TextChannel) else None

    def card(self, request: Request) -> discord.PartialMessage | None:
        """Return a request's card, if it has one in a channel that is there."""
        channel = self._text_channel(request.card_channel_id)
        if channel is None or request.card_id is None:
            return None
        return channel.get_partial_message(request.card_id)

    async def delete_card(self, request: Request) -> bool:
        """Delete a request's card. Returns whether there is none any more."""
        card = self.card(request)
        if card is None:
            return True  # the channel took its cards along
        try:
            await card.delete()
        except discord.NotFound:
            pass
        except REFUSED as error:
            log.info("a card could not be deleted; it is tried again", exc_info=error)
            await self.again(request)
            return False
        return True


def _seen_by(channel: discord.TextChannel, *roles: discord.Role | None) -> bool:
    return any(each is not None and channel.permissions_for(each).view_channel for each in roles)


async def pin(message: discord.Message) -> None:
    """Pin a message, if that is allowed."""
    try:
        await message.pin()
    except REFUSED as error:
        # It is the first message of its thread as well: pinned it is only nearer.
        log.info("what would help could not be pinned", exc_info=error)
