"""/privacy: what is kept, agreeing and taking it back, getting it all, erasing it all."""

import io
from dataclasses import replace

import discord
from discord import app_commands, ui
from discord.ext import commands
from discord.utils import format_dt

from alongside.model import Consent, Retention
from alongside.services.privacy import Holdings
from alongside.texts import Speaker
from cogs.ui import leaving, reply
from cogs.ui.app import app, bank, speaker
from cogs.ui.carried import ANY, about_blocks, category_in, label_on
from cogs.ui.forms import HISTORY, MESSAGES, RETENTION, WORD, consent_form, word_form
from cogs.ui.guided import gate_blocks
from cogs.ui.pending import UNDISTURBED
from cogs.ui.router import Press, route
from cogs.ui.screens import AnyItem, button, row, screen, text
from cogs.ui.support_after import support_kept

# Discord takes attachments of up to 10 MiB; some room is left for the rest of the request.
FILE_BYTES = 9_000_000

# Where the form of the consent was opened from, which says where it goes on from there.
LATER, GUIDED, TICKED = "later", "guided.", ".ticked"
TODAY = "today"


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

    @group.command(name="erase", description="command-privacy-erase", extras=UNDISTURBED)
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
        await reply.acknowledge_beside(press.interaction)
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
        services, user = app(press.interaction).services, press.interaction.user.id
        afterwards = await leaving.before_erasing(app(press.interaction).cogs.values(), user)
        clean = await services.privacy.erase(user)
        await leaving.tidy(afterwards)
        for service in (services.checkin, services.today, services.pause):
            service.forget_recent(user)
        await reply.show(press.interaction, _told(say, "erase-done" if clean else "erase-left"))

    @route("consent.choose")
    async def choose(self, press: Press) -> None:
        """Open the form of the consent; the ref says where it was opened from."""
        privacy, user = app(press.interaction).services.privacy, press.interaction.user.id
        consent, messages = await privacy.history(user), await privacy.sends_messages(user)
        agreed = consent is not None and consent.holds
        retention = consent.retention if consent else Retention.QUARTER
        # Whether the box was ticked travels along: only then an empty one takes a yes back.
        ref = f"{press.ref}{TICKED}" if messages else press.ref
        say = speaker(press.interaction)
        await reply.ask(
            press.interaction, consent_form(say, "consent.chosen", ref, agreed, retention, messages)
        )

    @route("consent.chosen")
    async def chosen(self, press: Press) -> None:
        """Record what was chosen."""
        ticked, press = press.ref.endswith(TICKED), replace(press, ref=press.ref.removesuffix(TICKED))
        # A mirror of which nothing is kept exists on its screen alone: the answer comes beside it.
        if press.ref.startswith(LATER):
            await reply.acknowledge_beside(press.interaction)
        else:
            await reply.acknowledge(press.interaction)
        privacy = app(press.interaction).services.privacy
        user = press.interaction.user.id
        before = await privacy.history(user)
        agreed = press.fields.get(HISTORY) is True
        messages = press.fields.get(MESSAGES) is True
        # Messages first: a pause stands on either consent, and one may come as the other goes.
        if messages or ticked:
            await privacy.choose_messages(user, messages)
        await privacy.choose_history(user, agreed, _retention(press.written(RETENTION), before))
        if press.ref == "privacy":
            await reply.show(press.interaction, await _overview(press.interaction))
            return
        told = await _outcome(press.interaction, agreed, before)
        told += "\n" + speaker(press.interaction)("consent-messages-given") if messages else ""
        onwards = _gate(press) if agreed and press.ref.startswith(GUIDED) else _onwards(press, agreed)
        await reply.show(press.interaction, screen(text(told), *onwards))


async def _outcome(interaction: discord.Interaction, agreed: bool, before: Consent | None) -> str:
    say = speaker(interaction)
    if agreed:
        return say("consent-given")
    if before is None:
        return say("consent-declined")
    kept = (await app(interaction).services.privacy.holdings(interaction.user.id)).reflections
    return say("consent-withdrawn", count=kept)


def _gate(press: Press) -> list[AnyItem]:
    """Return the guided check-in's gate: who said yes to it on the way there goes straight on."""
    say = speaker(press.interaction)
    ref = press.ref.partition(".")[2] or ANY
    return gate_blocks(say, "guided.begin", ref, about_blocks(say, category_in(ref), label_on(press)))


def _onwards(press: Press, agreed: bool) -> list[AnyItem]:
    """Return the way to the questions, with the label that the screen before carried."""
    say = speaker(press.interaction)
    help_now = button("help.open", "", say("button-help-now"))
    origin, _, category = press.ref.partition(".")
    if TODAY in (origin, category):
        label = say("button-today" if agreed else "button-today-unkept")
        ref = "" if agreed else "unkept"
        return [row(button("today.start", ref, label, style=discord.ButtonStyle.primary), help_now)]
    carried = about_blocks(say, category_in(category), label_on(press))
    start = button(
        "checkin.start",
        category or ANY,
        say("button-start" if agreed else "button-start-unkept"),
        style=discord.ButtonStyle.primary,
    )
    return [*carried, row(start, help_now)]


def _retention(value: str, before: Consent | None) -> Retention:
    if value in set(Retention):
        return Retention(value)
    return before.retention if before else Retention.QUARTER


async def _overview(interaction: discord.Interaction) -> ui.LayoutView:
    say = speaker(interaction)
    holdings = await app(interaction).services.privacy.holdings(interaction.user.id)
    own = [button("consent.choose", "privacy", say("button-consent"))]
    if holdings.anything:
        own += [
            button("privacy.export", "", say("button-export")),
            button("privacy.erase", "", say("button-erase"), style=discord.ButtonStyle.danger),
        ]
    return screen(
        text(f"## {say('privacy-title')}\n{_kept(say, holdings)}"),
        *support_kept(say, holdings),
        text(say("privacy-who")),
        text(f"-# {say('privacy-left')}"),
        row(*own, button("help.open", "", say("button-help-now"))),
    )


def _kept(say: Speaker, holdings: Holdings) -> str:
    if not holdings.anything:
        return say("privacy-nothing")
    counts = say("privacy-counts", reflections=holdings.reflections, drafts=holdings.drafts)
    pauses = [say("privacy-pause")] if holdings.pauses else []
    return "\n".join([_history(say, holdings.consent), *_messages(say, holdings.messages), counts, *pauses])


def _history(say: Speaker, consent: Consent | None) -> str:
    if consent is None:
        return say("privacy-no-history")
    if consent.withdrawn_at is not None:
        told = say("privacy-consent-off", when=format_dt(consent.withdrawn_at, "D"))
    else:
        retention = say(f"retention-short-{consent.retention}")
        told = say("privacy-consent", when=format_dt(consent.given_at, "D"), retention=retention)
    return told


def _messages(say: Speaker, consent: Consent | None) -> list[str]:
    if consent is None:
        return []
    if consent.withdrawn_at is not None:
        return [say("privacy-messages-off", when=format_dt(consent.withdrawn_at, "D"))]
    return [say("privacy-messages", when=format_dt(consent.given_at, "D"))]


async def _hand_over(interaction: discord.Interaction) -> None:
    """Send the export in answer to an acknowledged interaction: one file a message."""
    say = speaker(interaction)
    privacy = app(interaction).services.privacy
    if not (await privacy.holdings(interaction.user.id)).anything:
        await reply.show(interaction, _told(say, "privacy-nothing"))
        return
    documents = await privacy.export(interaction.user.id, bank(interaction), FILE_BYTES)
    day = app(interaction).clock.now().date().isoformat()
    for number, document in enumerate(documents, 1):
        suffix = f"-{number}-of-{len(documents)}" if len(documents) > 1 else ""
        file = discord.File(io.BytesIO(document.encode()), f"alongside-{day}{suffix}.json")
        told = say("export-ready", parts=len(documents)) if number == 1 else ""
        await reply.hand_over(interaction, told, file)


async def _ask_to_erase(interaction: discord.Interaction) -> None:
    say = speaker(interaction)
    holdings = await app(interaction).services.privacy.holdings(interaction.user.id)
    if not holdings.anything:
        await reply.show_beside(interaction, _told(say, "privacy-nothing"))
        return
    explanation = say("erase-text", reflections=holdings.reflections)
    await reply.ask(interaction, word_form(say, "privacy.erased", explanation))


def _told(say: Speaker, text_id: str) -> ui.LayoutView:
    return screen(text(say(text_id)), row(button("help.open", "", say("button-help-now"))))


async def setup(bot: commands.Bot) -> None:
    """Add the cog."""
    await bot.add_cog(PrivacyCog())
