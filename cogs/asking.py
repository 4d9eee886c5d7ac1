"""/ask: from telling to asking in one's own words, and a card that asks one person what would help."""

import io
from typing import TypeAlias

import discord
from discord import app_commands
from discord.ext import commands

from cogs.ui import asking, card, copying, offering, reply
from cogs.ui.app import app, speaker
from cogs.ui.errors import outdated
from cogs.ui.offer_place import place_allows, sees
from cogs.ui.plain import shown
from cogs.ui.router import Press, route
from cogs.ui.screens import ASKED, button

Words: TypeAlias = app_commands.Range[str, 1, asking.TEXT_MOST]


class AskingCog(commands.Cog):
    """Ask instead, on what one is about to say or has said; and the way to an offer card."""

    group = app_commands.Group(name="ask", description="command-ask")

    def __init__(self, bot: commands.Bot) -> None:
        self._bot = bot
        self._menu = app_commands.ContextMenu(name="menu-ask-instead", callback=self.look_at)

    async def cog_load(self) -> None:
        """Add the entry to the menu of messages: a cog cannot have one as it has commands."""
        self._bot.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the entry out again."""
        self._bot.tree.remove_command(self._menu.name, type=self._menu.type)

    @group.command(name="instead", description="command-ask-instead")
    @app_commands.rename(words="text")
    @app_commands.describe(words="option-ask-text")
    async def instead(
        self,
        interaction: discord.Interaction,
        words: Words | None = None,
    ) -> None:
        """Look at words, or open a form for them."""
        if words is None or not words.strip():
            await reply.ask(interaction, asking.asking_form(speaker(interaction)))
        else:
            await _look(interaction, words)

    async def look_at(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Look at a message, if it is one's own."""
        say = speaker(interaction)
        if message.author.id != interaction.user.id:
            told = "asking-bot" if message.author.bot else "asking-not-yours"
            await reply.show(interaction, offering.told_screen(say, say(told)))
        else:
            await _look(interaction, message.content)

    @group.command(name="offer", description="command-ask-offer")
    @app_commands.describe(person="option-ask-person")
    async def offer(self, interaction: discord.Interaction, person: discord.User | discord.Member) -> None:
        """Show the card before anything is posted. Nothing that is stored is looked up for it."""
        say, bot = speaker(interaction), app(interaction)
        if person.id == interaction.user.id:
            view = offering.told_screen(say, say("offer-self"))
        elif person.bot:
            view = offering.told_screen(say, say("offer-bot"))
        elif not place_allows(interaction):
            view = offering.words_screen(say, [say("offer-no-place"), say("offer-words-instead")])
        elif not isinstance(person, discord.Member) or not sees(interaction, person):
            view = offering.words_screen(say, [say("offer-not-there"), say("offer-words-instead")])
        else:
            record = bot.services.offers.new_id()
            view = offering.preview_screen(say, bot.clock, interaction.user.id, person.id, record)
        await reply.show(interaction, view)

    @route("asking.sent")
    async def sent(self, press: Press) -> None:
        """Look at what was written into the form."""
        await _look(press.interaction, press.written(ASKED)[: asking.TEXT_MOST])

    @route("asking.keep")
    async def keep(self, press: Press) -> None:
        """Leave the words as they were, and give them back where they stand on the screen."""
        await _give_back(press, "asking-kept")

    @route("asking.copy")
    async def copy(self, press: Press) -> None:
        """Open a form with the texts to copy, each in a field of its own."""
        texts = copying.copies_on(press.interaction.message)
        if not texts:
            raise outdated()
        await reply.ask(press.interaction, copying.copy_form(speaker(press.interaction), texts))

    @route("asking.copied")
    async def copied(self, press: Press) -> None:
        """Leave the screen as it is: whatever stands in that form goes nowhere."""
        await press.interaction.response.defer()

    @route("asking.danger")
    async def danger(self, press: Press) -> None:
        """Go on from the card: words about danger are given back, never softened."""
        await _give_back(press, "asking-danger")

    @route("asking.stop")
    async def stop(self, press: Press) -> None:
        """Leave it there after the card; the words come back all the same."""
        await _give_back(press, "asking-stopped")


async def _give_back(press: Press, told: str) -> None:
    say, stays = speaker(press.interaction), reply.in_private(press.interaction)
    await reply.show(
        press.interaction, asking.kept_screen(say, asking.words_on(press), say(told), stays=stays)
    )


async def _look(interaction: discord.Interaction, words: str) -> None:
    """Answer with what tells and ways to ask; where it speaks of danger, with the card alone."""
    await reply.acknowledge(interaction)
    say, stays = speaker(interaction), reply.in_private(interaction)
    if not words.strip():
        await reply.show(interaction, offering.told_screen(say, say("asking-no-words")))
        return
    reading = app(interaction).services.asking.read(words, say.language)
    if reading.danger:
        await _card(interaction, words)
    elif not reading.spans:
        await reply.show(interaction, asking.none_screen(say, stays=stays))
    else:
        await reply.show(interaction, asking.found_screen(say, words, reading, stays=stays))


async def _card(interaction: discord.Interaction, words: str) -> None:
    """Show the card, with the words on it; those that it has no room for come as a file."""
    say = speaker(interaction)
    carry_on = button("asking.danger", "", say("button-carry-on"))
    stop = button("asking.stop", "", say("button-stop"))
    held = asking.carried(say, words, stays=reply.in_private(interaction))
    await card.show_card(interaction, carry_on, stop, held)
    if not held:
        file = discord.File(io.BytesIO(shown(words).encode()), "what-you-wrote.txt")
        await reply.hand_over(interaction, "", file)


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(AskingCog(bot))
