"""In a conversation: changing what would help, asking for somebody else, closing, reporting."""

import logging
from datetime import timedelta
from functools import partial

import discord
from discord.ext import commands
from discord.utils import format_dt

from alongside.errors import UserError
from alongside.supporting import Ending, Presence, Request, State, is_there
from cogs.ui import card, leaving, reply, support_words
from cogs.ui.app import App, app, speaker
from cogs.ui.leaving import Afterwards
from cogs.ui.router import Press, route
from cogs.ui.screens import button
from cogs.ui.support_ways import acknowledge, answer, own_request, space_here, wanted_in
from cogs.ui.support_words import PRIMARY, Wanted

log = logging.getLogger("alongside.support")


class SupportThreadCog(commands.Cog):
    """What the one who asked can press, and what everybody in a conversation can."""

    def __init__(self, bot: App) -> None:
        self._bot = bot

    @route("support.change")
    async def change(self, press: Press) -> None:
        """Open the form, filled with what stands there."""
        request = await own_request(press)
        wanted = support_words.wanted_on(press.interaction.message)
        say = speaker(press.interaction)
        await reply.ask(press.interaction, support_words.change_form(say, request.id, wanted))

    @route("support.changed")
    async def changed(self, press: Press) -> None:
        """Put in sight what would help now; where the words speak of danger, the card comes first."""
        await acknowledge(press.interaction)
        wanted = wanted_in(press)
        if not wanted.needs:
            raise UserError("support-no-need")
        request = await own_request(press)
        say = speaker(press.interaction)
        go = button("support.change-go", request.id, say("button-carry-on"))
        stop = button("support.halted", request.id, say("button-stop"))
        blocks = support_words.wanted_blocks(say, wanted)
        if not await card.card_first(press.interaction, [wanted.words, wanted.alone], go, stop, blocks):
            await _rewrite(press.interaction, request, wanted)

    @route("support.change-go")
    async def change_go(self, press: Press) -> None:
        """Go on from the card, with what stands on it."""
        request = await own_request(press)
        await acknowledge(press.interaction)
        await _rewrite(press.interaction, request, support_words.wanted_on(press.interaction.message))

    @route("support.another")
    async def another(self, press: Press) -> None:
        """Ask whether the helper who is here goes at once, or stays until somebody else has come."""
        request, say = await own_request(press), speaker(press.interaction)
        claims = await app(press.interaction).services.support.claims(request.id)
        if not any(is_there(each.presence) for each in claims):
            await answer(press.interaction, support_words.told(say, say("support-another-none")))
            return
        now = button("support.another-now", request.id, say("button-support-another-now"))
        then = button("support.another-then", request.id, say("button-support-another-then"), PRIMARY)
        await answer(press.interaction, support_words.asked(say, say("support-another-ask"), then, now))

    @route("support.another-now")
    async def another_now(self, press: Press) -> None:
        """Take the helpers out at once, and ask for somebody else."""
        request = await own_request(press)
        await acknowledge(press.interaction)
        going = await app(press.interaction).services.support.wish_for_all(request.id, Presence.LEAVING)
        out = await app(press.interaction).support_desk.take_out(request, going)
        say = speaker(press.interaction)
        sentence = say("support-another-done") if out else say("support-another-stuck")
        await answer(press.interaction, support_words.told(say, sentence))

    @route("support.another-then")
    async def another_then(self, press: Press) -> None:
        """Ask for somebody else; the helpers who are here go when they have come."""
        request = await own_request(press)
        await acknowledge(press.interaction)
        await app(press.interaction).services.support.wish_for_all(request.id, Presence.RELIEVED)
        seen = await app(press.interaction).support_desk.settle(request)
        say = speaker(press.interaction)
        unseen = [] if seen else [support_words.small(say("support-unseen"))]
        view = support_words.told(say, say("support-another-later"), *unseen)
        await answer(press.interaction, view)

    @route("support.solved")
    async def solved(self, press: Press) -> None:
        """Ask once whether to close."""
        request, say = await own_request(press), speaker(press.interaction)
        space = await space_here(press.interaction)
        deleted = app(press.interaction).clock.now() + timedelta(days=space.delete_days)
        close = button("support.close", request.id, say("button-support-close"), PRIMARY)
        sentence = say("support-close-ask", when=format_dt(deleted, "D"))
        await answer(press.interaction, support_words.asked(say, sentence, close))

    @route("support.close")
    async def close(self, press: Press) -> None:
        """Close the conversation: "I've got it"."""
        request = await own_request(press)
        await acknowledge(press.interaction)
        closed = await app(press.interaction).support_desk.close(request, Ending.SOLVED)
        say = speaker(press.interaction)
        tidy = closed is None or closed.state is State.CLOSED
        sentence = say("support-closed-done") if tidy else say("support-closed-later")
        await answer(press.interaction, support_words.told(say, sentence))

    @route("support.report")
    async def report(self, press: Press) -> None:
        """Say what moderators would see, before anything is sent."""
        request, _ = await _inside(press)
        say = speaker(press.interaction)
        send = button("support.reported", request.id, say("button-support-reported"))
        await answer(press.interaction, support_words.asked(say, say("support-report-ask"), send))

    @route("support.reported")
    async def reported(self, press: Press) -> None:
        """Send the report, once."""
        request, helper = await _inside(press)
        await acknowledge(press.interaction)
        service, user = app(press.interaction).services.support, press.interaction.user.id
        say = speaker(press.interaction)
        if not await service.report(user, request.id, helper=helper):
            await answer(press.interaction, support_words.told(say, say("support-report-again")))
            return
        if not await app(press.interaction).support_desk.report(request, user, helper=helper):
            await service.unreport(user, request.id, helper=helper)
            raise UserError("support-report-nowhere")
        await answer(press.interaction, support_words.told(say, say("support-reported")))

    @route("support.withdraw")
    async def withdraw(self, press: Press) -> None:
        """Say what becomes of what is under way, before the yes is taken back."""
        say = speaker(press.interaction)
        back = button("support.withdrawn", "", say("button-support-withdrawn"), PRIMARY)
        await answer(press.interaction, support_words.asked(say, say("support-withdraw-ask"), back))

    @route("support.withdrawn")
    async def withdrawn(self, press: Press) -> None:
        """End what is under way of somebody, then take back their yes."""
        await acknowledge(press.interaction)
        service, user = app(press.interaction).services.support, press.interaction.user.id
        desk = app(press.interaction).support_desk
        for request in await service.all_of(user):
            await desk.close(request, Ending.ERASED)
        for claim in await service.claims_of(user):
            found = await service.request(claim.request)
            stepping = await service.wish(user, claim.request, Presence.STEPPING)
            if found is not None and stepping is not None:
                await desk.take_out(found, [stepping])
                await service.told(user, claim.request)
        await service.withdraw(user)
        say = speaker(press.interaction)
        await answer(press.interaction, support_words.told(say, say("support-withdrawn")))

    async def before_erasing(self, user_id: int) -> Afterwards:
        """Look up what somebody asked for and helps with, while it still can be; return what tidies it."""
        service = self._bot.services.support
        asked = await service.all_of(user_id)
        helped: list[Request] = []
        for claim in await service.claims_of(user_id):
            request = await service.request(claim.request)
            if request is not None and claim.ended_at is None and request.user_id != user_id:
                helped.append(request)

        async def tidy() -> None:
            desk = self._bot.support_desk
            steps = [partial(desk.erase, each) for each in asked]
            # One that Discord refuses leaves the others to be tidied all the same.
            await leaving.tidy([*steps, *(partial(desk.put_out, each, user_id) for each in helped)])

        return tidy


async def _rewrite(interaction: discord.Interaction, request: Request, wanted: Wanted) -> None:
    space = await space_here(interaction)
    if not await app(interaction).support_desk.rewrite(request, space, wanted):
        raise UserError("support-changed-not")
    say = speaker(interaction)
    await answer(interaction, support_words.told(say, say("support-changed")))


async def _inside(press: Press) -> tuple[Request, bool]:
    """Return the conversation that was clicked and whether this person helps there. Raises UserError."""
    service, user = app(press.interaction).services.support, press.interaction.user.id
    request = await service.own(user, press.ref)
    if request is not None:
        return request, False
    claim = await service.was_with(user, press.ref)
    found = None if claim is None else await service.find(press.interaction.guild_id, press.ref)
    if found is None:
        raise UserError("support-only-inside")
    return found, True


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(SupportThreadCog(bot))  # type: ignore[arg-type]
