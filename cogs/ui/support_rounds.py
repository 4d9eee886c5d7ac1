"""The rounds: what comes due for requests, and whether the store still says what Discord says.

One task serves all servers, asleep until the earliest request is to be looked at; without any there is
no task. After a start every request is looked at once, one after the other.
"""

import logging
from datetime import timedelta

import discord
from discord.utils import snowflake_time

from alongside.clock import Clock
from alongside.errors import UserError
from alongside.services.support import AGAIN, EVERY, SupportService
from alongside.supporting import (
    LEFT,
    Claim,
    Ending,
    Presence,
    Request,
    State,
    SupportSpace,
    idle_since,
    is_there,
)
from cogs.ui.sleeper import Sleeper
from cogs.ui.support_desk import SupportDesk
from cogs.ui.support_places import REFUSED, SupportPlaces

# So many are looked at in a row, then there is a breath for what people press meanwhile.
BATCH = 25
BREATH = 1.0

log = logging.getLogger("alongside.support")


class SupportRounds:
    """Looks at each request when its time has come."""

    def __init__(self, places: SupportPlaces, desk: SupportDesk, clock: Clock) -> None:
        self._places = places
        self._desk = desk
        self._clock = clock
        self._sleeper = Sleeper("the rounds of support channels", self._look)
        self._started = False
        places.wake = self.wake

    @property
    def _service(self) -> SupportService:
        return self._places.service()

    def wake(self) -> None:
        """Look for what comes due first: at start, and whenever something earlier may have come."""
        self._sleeper.wake()

    async def stop(self) -> None:
        """Stop sleeping, or looking."""
        await self._sleeper.stop()

    async def repair(self, guild_id: int) -> None:
        """Look at every request of a server again: what was refused may be allowed now, or be elsewhere."""
        await self._service.look_at_all(guild_id)
        self.wake()

    async def _look(self) -> float | None:
        """Look at what is due; return the seconds to the next, or None where there is nothing."""
        if not self._started:
            await self._places.client.wait_until_ready()
            await self._forget_lost_servers()
            await self._service.look_at_all()
            self._started = True
        due = await self._service.due(BATCH)
        for each in due:
            # Whatever comes of it: it is not looked at again at once.
            await self._service.look_in(each.id, AGAIN)
            try:
                await self._visit(each)
            except (*REFUSED, UserError) as error:
                log.info("a request could not be looked at; it is tried again", exc_info=error)
        if len(due) == BATCH:
            return BREATH
        following = await self._service.next_look()
        return None if following is None else max(0.0, (following - self._clock.now()).total_seconds())

    async def _forget_lost_servers(self) -> None:
        """Forget the support channels of servers that the bot was removed from while it was not running.

        Only those of this very bot: one that was started with another's token is in none of its servers.
        """
        client = self._places.client
        for space in await self._service.spaces():
            if client.get_guild(space.guild_id) is not None:
                continue
            if client.user is None or space.application_id not in (None, client.user.id):
                log.warning("a support channel was set up by another bot; is the token the right one?")
                continue
            try:
                await client.fetch_guild(space.guild_id)
            except (discord.NotFound, discord.Forbidden):
                await self._service.forget_space(space.guild_id)
            except REFUSED as error:
                log.info("a server could not be looked up", exc_info=error)

    async def _visit(self, request: Request) -> None:
        space = await self._service.space(request.guild_id)
        guild = self._places.client.get_guild(request.guild_id)
        if space is None or guild is None or guild.unavailable:
            return
        if request.state is State.OPENING:
            await self._desk.undo(request)
        elif request.state is State.CLOSING:
            await self._desk.tidy(request)
        elif request.state is State.CLOSED:
            await self._let_go(request)
        else:
            await self._hold_against_discord(request, space, guild)

    async def _let_go(self, request: Request) -> None:
        """Delete a closed conversation on its day."""
        left = (request.delete_at or request.opened_at) - self._clock.now()
        if left <= timedelta(0):
            await self._desk.delete(request)
        elif await self._places.thread(request, fresh=True) is None:
            await self._desk.gone(request)
        else:
            await self._service.look_in(request.id, left)

    async def _hold_against_discord(
        self, request: Request, space: SupportSpace, guild: discord.Guild
    ) -> None:
        """Bring the store and Discord together again, whichever of them is behind."""
        thread = await self._places.thread(request, fresh=True)
        if thread is None:
            await self._desk.gone(request)
            return
        if await _member(guild, request.user_id) is None:
            await self._desk.close(request, Ending.LEFT)
            return
        for claim in await self._service.claims(request.id):
            await self._hold_claim(request, claim, space, guild, thread)
        now = self._clock.now()
        said = request.opened_at
        if thread.last_message_id is not None:
            said = max(said, snowflake_time(thread.last_message_id))
        if idle_since(said, now, space.idle_days):
            await self._desk.close(request, Ending.IDLE)
            return
        await self._service.look_in(request.id, min(EVERY, said + timedelta(days=space.idle_days) - now))
        await self._desk.check_card(request, space)

    async def _hold_claim(
        self,
        request: Request,
        claim: Claim,
        space: SupportSpace,
        guild: discord.Guild,
        thread: discord.Thread,
    ) -> None:
        if claim.presence in LEFT:
            await self._desk.take_out(request, [claim])
        elif is_there(claim.presence):
            inside = await _inside(thread, claim.user_id)
            if claim.presence is Presence.COMING:
                await self._desk.finish_coming(request, claim, inside=inside)
            elif not inside or not await _still_helps(guild, space, claim.user_id):
                leaving = await self._service.wish(claim.user_id, request.id, Presence.STEPPING)
                await self._desk.take_out(request, [leaving] if leaving else [])


async def _member(guild: discord.Guild, user_id: int) -> discord.Member | None:
    try:
        return await guild.fetch_member(user_id)
    except discord.NotFound:
        return None


async def _inside(thread: discord.Thread, user_id: int) -> bool:
    try:
        await thread.fetch_member(user_id)
    except discord.NotFound:
        return False
    return True


async def _still_helps(guild: discord.Guild, space: SupportSpace, user_id: int) -> bool:
    """Return whether somebody is on the server and has the role; that it was deleted takes nobody out."""
    member = await _member(guild, user_id)
    if member is None or space.role_id is None or guild.get_role(space.role_id) is None:
        return member is not None
    return member.get_role(space.role_id) is not None
