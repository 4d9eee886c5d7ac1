"""The end of requests in Discord: closed kindly, deleted on their day, taken down with their channel."""

import logging
from dataclasses import replace

import discord

from alongside.supporting import Ending, Request, State, SupportSpace
from cogs.ui.support_places import REFUSED
from cogs.ui.support_steps import SupportSteps
from cogs.ui.support_words import closed_view, report_view, thread_view, wanted_on

log = logging.getLogger("alongside.support")


class SupportEndings(SupportSteps):
    """Closes, deletes and reports conversations."""

    async def close(self, request: Request, ending: Ending) -> Request | None:
        """Close a request and its thread. None where it was closed already; CLOSING where Discord refused."""
        closing = await self._service().close(request.id, ending)
        if closing is None:
            return None
        self._places.wake()
        async with self.lock(request.id):
            return await self._tidy(await self._service().request(request.id) or closing)

    async def close_all(self, guild_id: int) -> tuple[int, int]:
        """End every request of a server, for its support channel is taken down.

        Open ones are closed kindly, the threads of closed ones are deleted. Returns how many are done,
        and how many Discord did not let the bot end.
        """
        done = failed = 0
        for each in await self._service().requests_in(guild_id):
            if each.state in (State.OPENING, State.OPEN):
                closed = await self.close(each, Ending.REMOVED)
                fine = closed is None or closed.state is State.CLOSED
            elif each.state is State.CLOSED and each.ending is Ending.REMOVED:
                continue  # closed a moment ago, by a run that did not come to its end: it stays readable
            else:
                fine = await self.delete(each)
            done, failed = done + fine, failed + (not fine)
        return done, failed

    async def tidy(self, request: Request) -> Request:
        """Finish in Discord what was closed; the request stays CLOSING where Discord refuses."""
        async with self.lock(request.id):
            now = await self._service().find(request.guild_id, request.id)
            return request if now is None or now.state is not State.CLOSING else await self._tidy(now)

    async def _tidy(self, request: Request) -> Request:
        try:
            thread = await self._places.thread(request)
            if thread is None:
                await self._gone(request)
                return replace(request, state=State.CLOSED)
            if not (thread.archived and thread.locked):
                thread = await self._places.awake(request) or thread
                await self._say_goodbye(thread, request)
                await thread.edit(archived=True, locked=True)
            if not await self._places.delete_card(request):
                return request
        except REFUSED as error:
            log.info("a conversation could not be closed in Discord; it is tried again", exc_info=error)
            await self._places.again(request)
            return request
        await self._service().tidied(request)
        return replace(request, state=State.CLOSED)

    async def _say_goodbye(self, thread: discord.Thread, request: Request) -> None:
        """Say once that it is closed, and take the buttons away; where that is refused, it closes as well."""
        if request.message_id is None:
            return
        space = await self._service().space(request.guild_id) or SupportSpace(request.guild_id)
        say = self._speaker(space.language)
        view = closed_view(say, request.ending or Ending.REMOVED, request.delete_at)
        said = request.message_id
        await self._service().change(request.id, lambda each: replace(each, message_id=None))
        try:
            await thread.send(view=view)
            wanted = wanted_on(await thread.fetch_message(said))
            await thread.get_partial_message(said).edit(view=thread_view(say, request.id, wanted, over=True))
        except REFUSED as error:
            log.info("the end of a conversation could not be said in it", exc_info=error)

    async def delete(self, request: Request) -> bool:
        """Delete a thread and what is stored of it. Returns whether Discord let it."""
        async with self.lock(request.id):
            try:
                thread = await self._places.thread(request)
                if thread is not None:
                    await thread.delete()
            except discord.NotFound:
                pass
            except REFUSED as error:
                log.info("a thread could not be deleted; it is tried again", exc_info=error)
                await self._places.again(request)
                return False
            await self._gone(request)
        return True

    async def erase(self, request: Request) -> None:
        """Delete the thread and the card of a request of which nothing is stored any more."""
        async with self.lock(request.id):
            await self._places.delete_card(request)
            thread = await self._places.thread(request)
            if thread is None:
                return
            try:
                await thread.delete()
            except discord.NotFound:
                return
            except REFUSED as error:
                log.warning("a thread of somebody who erased everything could not be deleted", exc_info=error)
                await thread.edit(archived=True, locked=True)

    async def report(self, request: Request, user_id: int, *, helper: bool) -> bool:
        """Send a report to moderators. Returns False where there is no place for it, or Discord refuses."""
        space = await self._service().space(request.guild_id)
        channel = None if space is None else self._places.reports(space)
        if space is None or channel is None:
            return False
        say = self._speaker(space.language)
        try:
            await channel.send(view=report_view(say, request, user_id, helper=helper))
        except REFUSED as error:
            log.info("a report could not be sent", exc_info=error)
            return False
        return True
