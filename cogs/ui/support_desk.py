"""What is done in Discord for a request: its thread, its card, who is in it, how it ends.

The store says what is so, and each step here brings Discord in line with it: written down as half done
first, then done, then confirmed. The steps of one request never overlap; of two wishes at once the store
lets one through. What Discord refuses stays half done, and is tried again on the rounds.
"""

import asyncio
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from weakref import WeakValueDictionary

import discord

from alongside.errors import UserError
from alongside.supporting import Claim, Claimed, Ending, Request, State, SupportSpace
from cogs.ui.support_places import REFUSED, SupportPlaces, pin
from cogs.ui.support_words import Wanted, card_view, closed_view, report_view, thread_view, wanted_on

log = logging.getLogger("alongside.support")


@dataclass(frozen=True)
class Opening:
    """A request that is open now: whether it was before, and whether helpers could be told of it."""

    request: Request
    before: bool
    seen: bool = True


class SupportDesk:
    """Does in Discord what a request needs."""

    def __init__(self, places: SupportPlaces) -> None:
        self._places = places
        self._service = places.service
        self._speaker = places.speaker
        # One lock a request, for as long as somebody holds it.
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def lock(self, record: str) -> asyncio.Lock:
        """Return what keeps the steps of one request apart."""
        return self._locks.setdefault(record, asyncio.Lock())

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
                if now.card_id is not None and (channel := self._places.helpers(space)) is not None:
                    more = not await self._service().waits(now)
                    card = channel.get_partial_message(now.card_id)
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
            try:
                thread = await self._places.awake(request)
                if thread is None:
                    await self._gone(request)
                    return Claimed.GONE, None
                await thread.add_user(discord.Object(user_id))
            except REFUSED as error:
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

    async def check_card(self, request: Request, space: SupportSpace) -> None:
        """Post a card again that was deleted by hand, or that could not be posted."""
        async with self.lock(request.id):
            now = await self._service().request(request.id)
            channel = self._places.helpers(space)
            if now is not None and now.card_id is not None and channel is not None:
                try:
                    await channel.fetch_message(now.card_id)
                except discord.NotFound:
                    await self._service().change(now.id, lambda each: replace(each, card_id=None))
            await self._settle(request)

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

    async def settle(self, request: Request) -> bool:
        """Bring the helpers' channel in line; False where a card is wanted that could not be posted."""
        async with self.lock(request.id):
            return await self._settle(request)

    async def _settle(self, request: Request, wanted: Wanted | None = None) -> bool:
        now = await self._service().find(request.guild_id, request.id)
        if now is None:
            return True
        seeks = await self._service().seeks(now)
        if not seeks or now.card_id is not None:
            if not seeks and now.card_id is not None:
                await self._take_card(now)
            return True
        try:
            card = await self._places.post_card(now, wanted)
        except REFUSED as error:
            log.info("a card could not be posted; it is tried again", exc_info=error)
            card = None
        if card is None:
            await self._places.again(now)
            return False
        ident = card.id
        if await self._service().change(now.id, lambda each: replace(each, card_id=ident)) is None:
            await self._places.delete_card(replace(now, card_id=ident))  # erased while it was posted
        return True

    async def _take_card(self, request: Request) -> None:
        if await self._places.delete_card(request):
            gone = request.card_id
            await self._service().change(
                request.id, lambda each: replace(each, card_id=None) if each.card_id == gone else each
            )

    # -- ending

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
            thread = await self._places.awake(request)
            if thread is None:
                await self._gone(request)
                return replace(request, state=State.CLOSED)
            await self._say_goodbye(thread, request)
            if not await self._places.delete_card(request):
                return request
            await thread.edit(archived=True, locked=True)
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
        deleted = request.closed_at and request.closed_at + timedelta(days=space.delete_days)
        view = closed_view(say, request.ending or Ending.REMOVED, deleted)
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

    async def clear(self, message: discord.Message) -> None:
        """Delete a card that nothing stands behind any more."""
        try:
            await message.delete()
        except REFUSED as error:
            log.info("an old card could not be deleted", exc_info=error)

    async def gone(self, request: Request) -> None:
        """Forget a request whose thread is not there any more, and take down its card."""
        async with self.lock(request.id):
            await self._gone(request)

    async def _gone(self, request: Request) -> None:
        # Its card may have been posted since it was looked up.
        await self._places.delete_card(await self._service().request(request.id) or request)
        await self._service().drop(request.id)
