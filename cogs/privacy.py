"""/privacy: what is kept, agreeing and taking it back, getting it all, erasing it all."""

import io

import discord
from discord import app_commands, ui
from discord.ext import commands
from discord.utils import format_dt

from alongside.model import Consent, Retention
from alongside.services.privacy import Holdings
from alongside.texts import Speaker
from cogs.ui import reply
from cogs.ui.app import app, bank, speaker
from cogs.ui.carried import ANY, about_blocks, category_in, label_on
from cogs.ui.forms import HISTORY, RETENTION, WORD, consent_form, word_form
from cogs.ui.router import Press, route
from cogs.ui.screens import AnyItem, button, row, screen, text

# Discord takes attachments of up to 10 MiB; some room is left for the rest of the request.
FILE_BYTES = 9_000_000


class PrivacyCog(commands.Cog):
    """Somebody's say in what is kept of them."""

    group = app_commands.Group(name="privacy", description="command-privacy")

    @group.command(name="show", description="command-privacy-show")
    async def show(self, interaction: discord.Interaction) -> None:
        """Show what is kept and who could see what."""
        await reply.acknowledge(interaction)
        await reply.show(interaction, await _overview(interaction))

    @group.command(name="export", description="command-privacy-export")
    async def export(self, interaction: discord.Interaction) -> None:
        """Hand over everything that is kept, as files."""
        await reply.acknowledge(interaction)
        await _hand_over(interaction)

    @group.command(name="erase", description="command-privacy-erase")
    async def erase(self, interaction: discord.Interaction) -> None:
        """Ask for the word before everything is erased."""
        await _ask_to_erase(interaction)

    @route("privacy.open")
    async def open(self, press: Press) -> None:
        """Show the overview beside another screen."""
        await reply.show_beside(press.interaction, await _overview(press.interaction))

    @route("privacy.export")
    async def export_pressed(self, press: Press) -> None:
        """Hand everything over, beside the overview."""
        await press.interaction.response.defer(ephemeral=True, thinking=True)
        await _hand_over(press.interaction)

    @route("privacy.erase")
    async def erase_pressed(self, press: Press) -> None:
        """Ask for the word."""
        await _ask_to_erase(press.interaction)

    @route("privacy.erased")
    async def erased(self, press: Press) -> None:
        """Erase everything if the word was typed."""
        await reply.acknowledge(press.interaction)
        say = speaker(press.interaction)
        if press.written(WORD).strip().casefold() != say("erase-word").casefold():
            await reply.show(press.interaction, _told(say, "erase-not"))
            return
        services = app(press.interaction).services
        clean = await services.privacy.erase(press.interaction.user.id)
        services.checkin.forget_recent(press.interaction.user.id)
        await reply.show(press.interaction, _told(say, "erase-done" if clean else "erase-left"))

    @route("consent.choose")
    async def choose(self, press: Press) -> None:
        """Open the form of the consent; the ref says where it was opened from."""
        consent = await app(press.interaction).services.privacy.history(press.interaction.user.id)
        agreed = consent is not None and consent.active
        retention = consent.retention if consent else Retention.QUARTER
        await reply.ask(
            press.interaction,
            consent_form(speaker(press.interaction), "consent.chosen", press.ref, agreed, retention),
        )

    @route("consent.chosen")
    async def chosen(self, press: Press) -> None:
        """Record what was chosen."""
        await reply.acknowledge(press.interaction)
        privacy = app(press.interaction).services.privacy
        user = press.interaction.user.id
        before = await privacy.history(user)
        agreed = press.fields.get(HISTORY) is True
        await privacy.choose_history(user, agreed, _retention(press.written(RETENTION)))
        if press.ref == "privacy":
            await reply.show(press.interaction, await _overview(press.interaction))
            return
        told = await _outcome(press.interaction, agreed, before)
        await reply.show(press.interaction, screen(text(told), *_onwards(press, agreed)))


async def _outcome(interaction: discord.Interaction, agreed: bool, before: Consent | None) -> str:
    say = speaker(interaction)
    if agreed:
        return say("consent-given")
    if before is None:
        return say("consent-declined")
    kept = (await app(interaction).services.privacy.holdings(interaction.user.id)).reflections
    return say("consent-withdrawn", count=kept)


def _onwards(press: Press, agreed: bool) -> list[AnyItem]:
    """Return the way to the questions, with the label that the screen before carried."""
    say = speaker(press.interaction)
    _, _, category = press.ref.partition(".")
    carried = about_blocks(say, category_in(category), label_on(press))
    start = button(
        "checkin.start",
        category or ANY,
        say("button-start" if agreed else "button-start-unkept"),
        style=discord.ButtonStyle.primary,
    )
    return [*carried, row(start, button("help.open", "", say("button-help-now")))]


def _retention(value: str) -> Retention:
    return Retention(value) if value in set(Retention) else Retention.QUARTER


async def _overview(interaction: discord.Interaction) -> ui.LayoutView:
    say = speaker(interaction)
    holdings = await app(interaction).services.privacy.holdings(interaction.user.id)
    own = [button("consent.choose", "privacy", say("button-consent"))]
    if holdings.consent is not None:
        own += [
            button("privacy.export", "", say("button-export")),
            button("privacy.erase", "", say("button-erase"), style=discord.ButtonStyle.danger),
        ]
    return screen(
        text(f"## {say('privacy-title')}\n{_kept(say, holdings)}"),
        text(say("privacy-who")),
        text(f"-# {say('privacy-left')}"),
        row(*own, button("help.open", "", say("button-help-now"))),
    )


def _kept(say: Speaker, holdings: Holdings) -> str:
    consent = holdings.consent
    if consent is None:
        return say("privacy-nothing")
    if consent.withdrawn_at is not None:
        told = say("privacy-consent-off", when=format_dt(consent.withdrawn_at, "D"))
    else:
        retention = say(f"retention-short-{consent.retention}")
        told = say("privacy-consent", when=format_dt(consent.given_at, "D"), retention=retention)
    return told + "\n" + say("privacy-counts", reflections=holdings.reflections, drafts=holdings.drafts)


async def _hand_over(interaction: discord.Interaction) -> None:
    """Send the export in answer to an acknowledged interaction: one file a message."""
    say = speaker(interaction)
    privacy = app(interaction).services.privacy
    if await privacy.history(interaction.user.id) is None:
        await reply.show(interaction, _told(say, "privacy-nothing"))
        return
    documents = await privacy.export(interaction.user.id, bank(interaction), FILE_BYTES)
    day = app(interaction).clock.now().date().isoformat()
    for number, document in enumerate(documents, 1):
        suffix = f"-{number}-of-{len(documents)}" if len(documents) > 1 else ""
        file = discord.File(io.BytesIO(document.encode()), f"alongside-{day}{suffix}.json")
        told = say("export-ready", parts=len(documents)) if number == 1 else ""
        await interaction.followup.send(told, file=file, ephemeral=True)


async def _ask_to_erase(interaction: discord.Interaction) -> None:
    say = speaker(interaction)
    holdings = await app(interaction).services.privacy.holdings(interaction.user.id)
    if holdings.consent is None:
        await reply.show_beside(interaction, _told(say, "privacy-nothing"))
        return
    explanation = say("erase-text", reflections=holdings.reflections)
    await reply.ask(interaction, word_form(say, "privacy.erased", explanation))


def _told(say: Speaker, text_id: str) -> ui.LayoutView:
    return screen(text(say(text_id)), row(button("help.open", "", say("button-help-now"))))


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(PrivacyCog())
