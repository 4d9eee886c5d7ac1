"""What is done in Discord for a request: its thread is made, helpers come and go.

The steps of one request never overlap; of two wishes at once the store lets one through.
"""

import logging
from dataclasses import dataclass, replace

import discord

from alongside.errors import UserError
from alongside.supporting import Claim, Claimed, Request, State, SupportSpace
from cogs.ui.support_ending import SupportEndings
from cogs.ui.support_places import REFUSED, pin
from cogs.ui.support_words import Wanted, card_view, thread_view

log = logging.getLogger("alongside.support")


@dataclass(frozen=True)
class Opening:
    """A request that is open now: whether it was before, and whether helpers could be told of it."""

    request: Request
    before: bool
    seen: bool = True


class SupportDesk(SupportEndings):
    """Does in Discord what a request needs."""

    # -- asking

    async def open(self, user_id: int, space: SupportSpace, wanted: Wanted) -> Opening:
        """Open a conversation for somebody, with their yes; or return the one that they have.

        Raises UserError where Discord or the store does not let it: then nothing is left of it.
        """
        begun = await self._service().begin(user_id, space.guild_id)
        if begun is None:
            raise UserError("support-not-here")
        if begun.before:
            return Opening(begun.request, before=True)
        async with self.lock(begun.request.id):
            try:
                opened = await self._make(begun.request, space, wanted)
                seen = await self._settle(opened, wanted)
            finally:
                self._places.wake()  # whatever was left of it is looked at again
        return Opening(opened, before=False, seen=seen)

    async def _make(self, request: Request, space: SupportSpace, wanted: Wanted) -> Request:
        thread: discord.Thread | None = None
        try:
            say = self._speaker(space.language)
            thread = await self._places.new_thread(request, space, say)
            place = thread.id
            await self._service().change(request.id, lambda each: replace(each, thread_id=place))
            message = await thread.send(view=thread_view(say, request.id, wanted))
            await thread.add_user(discord.Object(request.user_id))
            opened = await self._service().opened(request.id, thread.id, message.id)
        except (*REFUSED, UserError) as error:
            await self._undo(request, thread)
            raise UserError("support-failed") from error
        if opened is None or opened.state is not State.OPEN:
            # They erased everything meanwhile, or the channel was taken down.
            await self._undo(request, thread)
            raise UserError("support-over")
        await pin(message)
        return opened

    async def _undo(self, request: Request, thread: discord.Thread | None) -> None:
        """Take back a request that did not come about: the thread first, so that it is found again."""
        try:
            if thread is not None:
                await thread.delete()
        except discord.NotFound:
            pass
        except REFUSED as error:
            log.warning("a thread that was half made could not be deleted", exc_info=error)
            return  # its row stays, and the rounds come by
        await self._service().drop(request.id)

    async def undo(self, request: Request) -> None:
        """Take back what a crash left half made; its thread may be there without having been noted."""
        async with self.lock(request.id):
            now = await self._service().request(request.id)
            if now is not None and now.state is State.OPENING:
                thread = await self._places.thread(now) or self._places.half_made(now)
                await self._undo(now, thread)

    async def welcome_back(self, request: Request) -> bool:
        """Bring somebody into their own thread again, should they have left it; False where it is gone."""
        async with self.lock(request.id):
            try:
                thread = await self._places.awake(request)
                if thread is not None:
                    await thread.add_user(discord.Object(request.user_id))
                elif request.thread_id is not None:
                    await self._gone(request)
                    return False
            except REFUSED as error:
                log.info("somebody could not be brought back into their thread", exc_info=error)
        return True

    async def rewrite(self, request: Request, space: SupportSpace, wanted: Wanted) -> bool:
        """Change what stands as needed, in the thread and on the card. Returns whether Discord let it."""
        say = self._speaker(space.language)
        async with self.lock(request.id):
            now = await self._service().find(request.guild_id, request.id)
            if now is None or now.state is not State.OPEN or now.message_id is None:
                return False
            try:
                thread = await self._places.awake(now)
                if thread is None:
                    return False
                message = thread.get_partial_message(now.message_id)
                await message.edit(view=thread_view(say, now.id, wanted))
                if (card := self._places.card(now)) is not None:
                    more = not await self._service().waits(now)
                    await card.edit(view=card_view(say, now.id, wanted, more=more))
            except REFUSED as error:
                log.info("what would help could not be changed", exc_info=error)
                return False
        return True

    # -- helping

    async def bring_in(
        self, user_id: int, space: SupportSpace, record: str
    ) -> tuple[Claimed, Request | None]:
        """Let a helper into a conversation, or say why not.

        Raises UserError where Discord does not let the bot add them: then their wish is forgotten.
        """
        async with self.lock(record):
            outcome = await self._service().claim(user_id, space, record)
            request = await self._service().find(space.guild_id, record)
            if outcome is not Claimed.YES or request is None:
                return outcome, request
            self._places.wake()
            try:
                thread = await self._places.awake(request)
                if thread is None:
                    await self._gone(request)
                    return Claimed.GONE, None
                await thread.add_user(discord.Object(user_id))
            except REFUSED as error:
                if not isinstance(error, discord.Forbidden):
                    # What had no answer may have been done: nobody stays in unseen.
                    await self._places.put_out(request, user_id)
                await self._service().release(user_id, record)
                raise UserError("support-claim-failed") from error
            leaving = await self._service().arrived(user_id, record)
            if leaving is None:  # it was closed, or they erased everything, in the meantime
                await self._places.put_out(request, user_id)
                return Claimed.GONE, None
            for each in leaving:
                await self._take_out(request, each)
            await self._settle(request)
            return Claimed.YES, request

    async def finish_coming(self, request: Request, claim: Claim, *, inside: bool) -> None:
        """Finish what a crash left of a helper's coming: they are there, or it never was."""
        async with self.lock(request.id):
            if inside:
                for each in await self._service().arrived(claim.user_id, request.id) or []:
                    await self._take_out(request, each)
            else:
                await self._service().release(claim.user_id, request.id)

    async def take_out(self, request: Request, leaving: list[Claim]) -> bool:
        """Take helpers out who are leaving, and ask for others. Returns whether all of them are out."""
        async with self.lock(request.id):
            out = [await self._take_out(request, each) for each in leaving]
            await self._settle(request)
        return all(out)

    async def _take_out(self, request: Request, claim: Claim) -> bool:
        if not await self._places.put_out(request, claim.user_id):
            await self._places.again(request)
            return False
        await self._service().left(claim)
        return True

    async def put_out(self, request: Request, user_id: int) -> None:
        """Take out a helper of whom nothing is stored any more, and ask for another where nobody is left."""
        async with self.lock(request.id):
            await self._places.put_out(request, user_id)
            await self._settle(request)
