"""The panel of a support channel: asking for support, and what else stands there."""

import discord
from discord.ext import commands

from alongside.errors import UserError
from alongside.supporting import State, SupportSpace
from cogs.ui import card, reply, support_words
from cogs.ui.app import app, speaker
from cogs.ui.errors import outdated
from cogs.ui.help_lines import country_text
from cogs.ui.router import Press, route
from cogs.ui.screens import AnyItem, button, text
from cogs.ui.support_desk import Opening
from cogs.ui.support_ways import acknowledge, answer, mention, space_here, wanted_in
from cogs.ui.support_words import Wanted


class SupportPanelCog(commands.Cog):
    """What everybody can press."""

    @route("support.ask")
    async def ask(self, press: Press) -> None:
        """Open the form; or show the way to the conversation that this person has."""
        space = await space_here(press.interaction)
        service, user = app(press.interaction).services.support, press.interaction.user.id
        request = await service.open_of(user, space.guild_id)
        say = speaker(press.interaction)
        if request is None:
            form = support_words.request_form(say, await service.agreed(user))
            await reply.ask(press.interaction, form)
        elif request.state is State.OPENING:
            await answer(press.interaction, support_words.told(say, say("support-opening")))
        else:
            await acknowledge(press.interaction)
            there = await app(press.interaction).support_desk.welcome_back(request)
            if there:
                sentence = say("support-have", thread=mention(request))
                await answer(press.interaction, support_words.told(say, sentence))
            else:
                again = button("support.ask", "", say("button-support-ask"))
                await answer(press.interaction, support_words.asked(say, say("support-lost"), again))

    @route("support.supporter")
    async def supporter(self, press: Press) -> None:
        """Show what there is for somebody who supports another."""
        await answer(press.interaction, support_words.supporter_screen(speaker(press.interaction)))

    @route("support.how")
    async def how(self, press: Press) -> None:
        """Say how it works, who can read along, and what is kept."""
        space = await space_here(press.interaction)
        await answer(press.interaction, support_words.how_screen(speaker(press.interaction), space))

    @route("support.sent")
    async def sent(self, press: Press) -> None:
        """Open a conversation; where the words speak of danger, the card comes first."""
        await acknowledge(press.interaction)
        wanted = wanted_in(press)
        if not wanted.needs:
            raise UserError("support-no-need")
        if press.fields.get(support_words.YES) is not True:
            raise UserError("support-no-yes")
        say = speaker(press.interaction)
        go = button("support.go", "", say("button-carry-on"))
        stop = button("support.halted", "", say("button-stop"))
        blocks = support_words.wanted_blocks(say, wanted)
        if not await card.card_first(press.interaction, [wanted.words, wanted.alone], go, stop, blocks):
            await _open(press.interaction, wanted)

    @route("support.go")
    async def go(self, press: Press) -> None:
        """Go on from the card, with what stands on it."""
        wanted = support_words.wanted_on(press.interaction.message)
        if not wanted.needs:
            raise outdated()
        await acknowledge(press.interaction)
        await _open(press.interaction, wanted)

    @route("support.halted")
    async def halted(self, press: Press) -> None:
        """Leave it there after the card, with nothing lost; the ref names a request that was to change."""
        wanted, say = support_words.wanted_on(press.interaction.message), speaker(press.interaction)
        kind = "support.change-go" if press.ref else "support.go"
        ways = [button(kind, press.ref, say("button-carry-on"))] if wanted.needs else []
        sentence = say("support-halted-change") if press.ref else say("support-halted")
        view = support_words.carried_screen(say, sentence, wanted, *ways)
        await answer(press.interaction, view)


async def _open(interaction: discord.Interaction, wanted: Wanted) -> None:
    space = await space_here(interaction)
    opening = await app(interaction).support_desk.open(interaction.user.id, space, wanted)
    await answer(interaction, _opened(interaction, space, opening, wanted))


def _opened(
    interaction: discord.Interaction, space: SupportSpace, opening: Opening, wanted: Wanted
) -> discord.ui.LayoutView:
    say = speaker(interaction)
    thread = mention(opening.request)
    if opening.before:
        sentence = (
            say("support-opening")
            if opening.request.state is State.OPENING
            else say("support-have", thread=thread)
        )
        return support_words.carried_screen(say, sentence, wanted)
    if opening.seen:
        sentence = say("support-opened", thread=thread)
    else:
        sentence = say("support-opened-unseen", thread=thread)
    return support_words.told(say, sentence, *_quiet(interaction, space))


def _quiet(interaction: discord.Interaction, space: SupportSpace) -> list[AnyItem]:
    """Return what to say in hours in which nobody is likely to be there: until when, and help lines."""
    when = None if space.quiet is None else space.quiet.next_open(app(interaction).clock.now())
    if when is None:
        return []
    say, lines = speaker(interaction), app(interaction).content.help_lines
    codes = [code for code in space.help_lines.split() if code in lines.countries]
    guess = lines.guess(interaction.locale.value)
    countries = [lines.countries[code] for code in codes] or ([guess] if guess else [])
    elsewhere = say("help-elsewhere", name=lines.directory_name, url=lines.directory_url)
    told = say(
        "support-quiet",
        when=discord.utils.format_dt(when, "t"),
        ago=discord.utils.format_dt(when, "R"),
    )
    return [text(told), *(text(country_text(say, each)) for each in countries), text(elsewhere)]


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(SupportPanelCog())
