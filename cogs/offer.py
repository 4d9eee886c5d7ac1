"""Offer cards: posted, answered, taken back, removed; and the say of whoever is asked on them."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import discord
from discord.ext import commands

from alongside.offering import Begun, Place
from alongside.services.offers import OfferService
from cogs.ui import offering, reply
from cogs.ui.app import App, app, speaker
from cogs.ui.errors import outdated
from cogs.ui.leaving import Afterwards
from cogs.ui.offer_end import take_down
from cogs.ui.offer_place import may_stand
from cogs.ui.router import Press, route
from cogs.ui.screens import button

log = logging.getLogger("alongside.offers")


class OfferCog(commands.Cog):
    """What happens on an offer card and around it."""

    def __init__(self, bot: commands.Bot) -> None:
        self._bot = bot
        self._posting: set[str] = set()

    @route("offer.post")
    async def post(self, press: Press) -> None:
        """Post the card that stands in the preview; every reason not to reads the same."""
        await reply.acknowledge(press.interaction)
        asked = offering.asked_on(press.interaction.message)
        if asked is None or not press.ref:
            raise outdated()
        service, user = app(press.interaction).services.offers, press.interaction.user.id
        may = await may_stand(press.interaction, asked)
        begun = await service.begin(user, asked, press.ref, may=may)
        posted = begun is Begun.BEFORE or press.ref in self._posting
        if not posted and begun is not Begun.REFUSED:
            # Where the bot stopped in between, Discord has the card already, and names it once more.
            self._posting.add(press.ref)
            try:
                posted = await _posted(press, asked)
            finally:
                self._posting.discard(press.ref)
        say = speaker(press.interaction)
        if posted:
            await reply.show(press.interaction, offering.told_screen(say, say("offer-posted")))
        else:
            told = [say("offer-refused"), say("offer-words-instead")]
            await reply.show(press.interaction, offering.words_screen(say, told))

    @route("offer.drop")
    async def drop(self, press: Press) -> None:
        """Leave it: nothing was posted, and nothing stored."""
        say = speaker(press.interaction)
        await reply.show(press.interaction, offering.told_screen(say, say("offer-dropped")))

    @route("offer.answer")
    async def answer(self, press: Press) -> None:
        """Put the answer on the card, for the one person who is asked on it."""
        record, _, number = press.ref.partition(".")
        say, service = speaker(press.interaction), app(press.interaction).services.offers
        asker, asked = _people(press)
        known = number.isdecimal() and len(number) < 3 and int(number) < len(offering.ANSWERS)
        await _hold(press)
        taken = known and press.interaction.user.id == asked
        if not taken or not await service.take_to_answer(press.interaction.user.id, record):
            if taken and asker and await service.unknown(asker, press.interaction.user.id):
                await _clear(press)
            await _tell(press, "offer-over" if taken else _not_theirs(press))
            return
        assert asked is not None
        view = offering.answered_screen(say, asker or 0, asked, offering.ANSWERS[int(number)])
        async with _ending(service, record):
            await press.interaction.edit_original_response(
                view=view, allowed_mentions=discord.AllowedMentions.none()
            )

    @route("offer.back")
    async def back(self, press: Press) -> None:
        """Take a card back, for the one person who posted it."""
        asker, _ = _people(press)
        await _hold(press)
        if press.interaction.user.id != asker:
            await _tell(press, _not_theirs(press))
            return
        service = app(press.interaction).services.offers
        taken = await service.take_back(press.interaction.user.id, press.ref)
        # One that is over in the store, or is just being answered, may stand there all the same.
        async with _ending(service, press.ref if taken else None):
            await press.interaction.delete_original_response()
        await _tell(press, "offer-taken-back")

    @route("offer.remove")
    async def remove(self, press: Press) -> None:
        """Remove an answered card, for either of the two people on it."""
        people = _people(press)
        await _hold(press)
        if press.interaction.user.id not in people:
            await _tell(press, _not_theirs(press))
            return
        await press.interaction.delete_original_response()

    @route("offer.after")
    async def after(self, press: Press) -> None:
        """Say something about an answer to whoever asked, and to them alone."""
        asker, _ = _people(press)
        answer = offering.answer_on(press.interaction.message)
        await _hold(press)
        if press.interaction.user.id != asker or answer is None:
            await _tell(press, _not_theirs(press))
            return
        say = speaker(press.interaction)
        view = offering.told_screen(say, say(f"offer-after-{answer}"))
        await reply.show_beside(press.interaction, view)

    @route("offer.cards")
    async def cards(self, press: Press) -> None:
        """Show whoever is asked how to get no more cards. The card itself stays as it is."""
        asker, asked = _people(press)
        await _hold(press)
        if press.interaction.user.id != asked or asker is None:
            await _tell(press, _not_theirs(press))
            return
        await reply.show_beside(press.interaction, offering.cards_screen(speaker(press.interaction), asker))

    @route("offer.block")
    async def block(self, press: Press) -> None:
        """Take no more cards from the person who is named on the private screen."""
        await self._block(press, blocked=True)

    @route("offer.unblock")
    async def unblock(self, press: Press) -> None:
        """Take cards from that person again."""
        await self._block(press, blocked=False)

    async def _block(self, press: Press, *, blocked: bool) -> None:
        await reply.acknowledge(press.interaction)
        sender = offering.asker_on(press.interaction.message)
        if sender is None:
            raise outdated()
        say, service = speaker(press.interaction), app(press.interaction).services.offers
        if blocked:
            await service.block(press.interaction.user.id, sender)
            undo = button("offer.unblock", "", say("button-offer-undo"))
            view = offering.cards_told(say, say("offer-blocked"), undo, asker=sender)
        else:
            await service.unblock(press.interaction.user.id, sender)
            view = offering.cards_told(say, say("offer-unblocked"))
        await reply.show(press.interaction, view)

    @route("offer.none")
    async def none(self, press: Press) -> None:
        """Take no more cards from anybody."""
        await reply.acknowledge(press.interaction)
        say = speaker(press.interaction)
        await app(press.interaction).services.offers.choose_asked(press.interaction.user.id, allowed=False)
        undo = button("offer.any", "", say("button-offer-undo"))
        await reply.show(press.interaction, offering.cards_told(say, say("offer-none"), undo))

    @route("offer.any")
    async def any(self, press: Press) -> None:
        """Take cards again."""
        await reply.acknowledge(press.interaction)
        say = speaker(press.interaction)
        await app(press.interaction).services.offers.choose_asked(press.interaction.user.id, allowed=True)
        await reply.show(press.interaction, offering.cards_told(say, say("offer-any")))

    async def before_erasing(self, user_id: int) -> Afterwards:
        """Look up where cards stand that somebody posted, or is asked on; return what takes them down."""
        places = await cast(App, self._bot).services.offers.places(user_id)

        async def tidy() -> None:
            for place in places:
                try:
                    await take_down(self._bot, place)
                except Exception as error:
                    log.warning("a card outlives its erasure", exc_info=error)

        return tidy


def _people(press: Press) -> tuple[int | None, int | None]:
    """Return who asks and who is asked, as it stands on the card that was clicked on."""
    message = press.interaction.message
    return offering.asker_on(message), offering.asked_on(message)


def _not_theirs(press: Press) -> str:
    """Return what to say to somebody for whom a button on the card is not."""
    asker, asked = _people(press)
    role = {asker: "offer-for-asked", asked: "offer-for-asker"}
    return role.get(press.interaction.user.id, "offer-not-yours")


@asynccontextmanager
async def _ending(service: OfferService, record: str | None) -> AsyncIterator[None]:
    """Change a card where it stands: the one in hand is over then, or where that fails, put back."""
    try:
        yield
    except discord.NotFound:
        pass  # it was deleted meanwhile, so it is over as well
    except BaseException:
        if record is not None:
            await service.release(record)
        raise
    if record is not None:
        await service.end(record)


async def _hold(press: Press) -> None:
    """Acknowledge a click on a card without changing it: what comes may be for one person alone."""
    await press.interaction.response.defer()


async def _clear(press: Press) -> None:
    """Take down a card of which nothing is known: a stop of the bot, or trouble at Discord, left it there."""
    try:
        await press.interaction.delete_original_response()
    except discord.HTTPException as error:
        log.info("a card could not be taken down", extra={"code": error.code})


async def _tell(press: Press, text_id: str) -> None:
    """Say a word to whoever clicked, beside the card and to them alone."""
    say = speaker(press.interaction)
    await reply.show_beside(press.interaction, offering.told_screen(say, say(text_id)))


async def _posted(press: Press, asked: int) -> bool:
    """Post the card and note where it stands; return False where it does not stand afterwards."""
    interaction, bot = press.interaction, app(press.interaction)
    service, user = bot.services.offers, interaction.user.id
    view = offering.card_screen(speaker(interaction), bot.clock, user, asked, press.ref)
    mentions = discord.AllowedMentions(
        everyone=False, roles=False, replied_user=False, users=[discord.Object(asked)]
    )
    assert interaction.channel_id is not None
    channel = interaction.client.get_partial_messageable(interaction.channel_id)
    try:
        # With the preview's own id as nonce Discord takes it once, whatever happens on the way.
        message = await channel.send(view=view, allowed_mentions=mentions, nonce=press.ref)
    except BaseException as error:
        await service.undo(user, asked, press.ref)
        if isinstance(error, discord.HTTPException):
            log.info("a card could not be posted", extra={"code": error.code})
            return False
        raise
    noted = False
    try:
        noted = await service.stands(user, press.ref, Place(interaction.channel_id, message.id))
    except BaseException:
        await message.delete()
        await service.undo(user, asked, press.ref)  # else the next click would read as posted
        raise
    finally:
        bot.offer_ends.wake()
    if not noted:  # one that nobody could take down at its end is taken down now
        await message.delete()
    return noted


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(OfferCog(bot))
