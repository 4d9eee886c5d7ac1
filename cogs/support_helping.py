"""Being a helper: looking at a card, being brought in, handing over, stepping back. Never with a reason."""

import discord
from discord.ext import commands

from alongside.errors import UserError
from alongside.supporting import Claimed, Presence, Request, SupportSpace
from alongside.texts import Speaker
from cogs.ui import support_words
from cogs.ui.app import app, speaker
from cogs.ui.router import Press, route
from cogs.ui.screens import button
from cogs.ui.support_ways import acknowledge, answer, is_helper, mention, own_help, space_here


class SupportHelpingCog(commands.Cog):
    """What helpers can press: on cards with their role, in threads where they are with somebody."""

    @route("support.look")
    async def look(self, press: Press) -> None:
        """Show a helper what was asked for and three questions to begin with; nothing is stored yet."""
        space = await _helpers_only(press)
        await acknowledge(press.interaction)
        service, user = app(press.interaction).services.support, press.interaction.user.id
        outcome = await service.check(user, space, press.ref)
        say, ask_how = speaker(press.interaction), await service.asks_how(user, space)
        if outcome is Claimed.YES:
            wanted = support_words.wanted_on(press.interaction.message)
            view = support_words.primer_screen(say, press.ref, wanted, ask_how=ask_how)
        else:
            request = await service.find(space.guild_id, press.ref)
            await _clear(press)
            view = _refused(say, space, outcome, request, ask_how=ask_how)
        await answer(press.interaction, view)

    @route("support.claim")
    async def claim(self, press: Press) -> None:
        """Bring a helper in, with their yes to what is kept; of two at once one gets it."""
        space = await _helpers_only(press)
        await acknowledge(press.interaction)
        service, user = app(press.interaction).services.support, press.interaction.user.id
        outcome, request = await app(press.interaction).support_desk.bring_in(user, space, press.ref)
        say, ask_how = speaker(press.interaction), await service.asks_how(user, space)
        if outcome is Claimed.YES and request is not None:
            sentence = say("support-claimed", thread=mention(request))
            how = say("support-how-are-you")
            view = (
                support_words.about_yourself(say, how, sentence)
                if ask_how
                else support_words.told(say, sentence)
            )
        else:
            view = _refused(say, space, outcome, request, ask_how=ask_how)
        await answer(press.interaction, view)

    @route("support.hand")
    async def hand(self, press: Press) -> None:
        """Ask for somebody who takes over; the helper stays until they are there."""
        await self._ask_for_more(press, Presence.HANDING, "support-handing")

    @route("support.backup")
    async def backup(self, press: Press) -> None:
        """Ask for one more helper."""
        await self._ask_for_more(press, Presence.BACKUP, "support-backup")

    async def _ask_for_more(self, press: Press, to: Presence, text_id: str) -> None:
        request = await own_help(press)
        await acknowledge(press.interaction)
        service = app(press.interaction).services.support
        if await service.wish(press.interaction.user.id, request.id, to) is None:
            raise UserError("support-over")
        seen = await app(press.interaction).support_desk.settle(request)
        say = speaker(press.interaction)
        unseen = [] if seen else [support_words.small(say("support-unseen"))]
        await answer(press.interaction, support_words.told(say, say(text_id), *unseen))

    @route("support.step")
    async def step(self, press: Press) -> None:
        """Ask once whether to step back."""
        request = await own_help(press)
        say = speaker(press.interaction)
        go = button("support.stepped", request.id, say("button-support-stepped"), support_words.PRIMARY)
        await answer(press.interaction, support_words.asked(say, say("support-step-ask"), go))

    @route("support.stepped")
    async def stepped(self, press: Press) -> None:
        """Take a helper out, ask for somebody else, and ask how they are, them alone."""
        request = await own_help(press)
        await acknowledge(press.interaction)
        service, user = app(press.interaction).services.support, press.interaction.user.id
        claim = await service.wish(user, request.id, Presence.STEPPING)
        if claim is None:
            raise UserError("support-over")
        out = await app(press.interaction).support_desk.take_out(request, [claim])
        await service.told(user, request.id)
        say = speaker(press.interaction)
        sentence = say("support-stepped") if out else say("support-stepped-stuck")
        view = support_words.about_yourself(say, say("support-afterwards-now"), sentence)
        await answer(press.interaction, view)


async def _helpers_only(press: Press) -> SupportSpace:
    space = await space_here(press.interaction)
    if not is_helper(press.interaction, space):
        raise UserError("support-no-role")
    return space


async def _clear(press: Press) -> None:
    """Take down a card that nothing stands behind any more, such as one that a crash left."""
    message = press.interaction.message
    if message is not None and not message.flags.ephemeral:
        await app(press.interaction).support_desk.clear(message, press.ref)


def _refused(
    say: Speaker, space: SupportSpace, outcome: Claimed, request: Request | None, *, ask_how: bool
) -> discord.ui.LayoutView:
    if outcome is Claimed.BEFORE and request is not None:
        sentence = say("support-in-already", thread=mention(request))
    elif outcome is Claimed.TAKEN:
        sentence = say("support-taken")
    elif outcome is Claimed.OWN:
        sentence = say("support-own")
    elif outcome is Claimed.LEFT:
        sentence = say("support-elsewhere")
    elif outcome is Claimed.FULL:
        sentence = say("support-full", limit=space.limit)
    else:
        sentence = say("support-gone")
    if outcome is Claimed.FULL and ask_how:
        return support_words.about_yourself(say, say("support-how-are-you"), sentence)
    return support_words.told(say, sentence)


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(SupportHelpingCog())
