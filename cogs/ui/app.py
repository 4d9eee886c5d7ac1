"""What cogs may use of the bot, and how to get at it from an interaction."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, cast

import discord
from discord.ext import commands

from alongside.clock import Clock
from alongside.closing import Closing
from alongside.content import Content
from alongside.questions import QuestionBank
from alongside.services import Services
from alongside.texts import Speaker

if TYPE_CHECKING:
    from cogs.ui.offer_end import OfferEnds
    from cogs.ui.pause_end import PauseEnds
    from cogs.ui.reminders_sender import ReminderSender
    from cogs.ui.removing import Removals
    from cogs.ui.router import Router
    from cogs.ui.support_desk import SupportDesk
    from cogs.ui.support_rounds import SupportRounds


class App(Protocol):
    """The parts of the bot that a cog may lean on."""

    content: Content
    clock: Clock
    router: "Router"
    pause_ends: "PauseEnds"
    reminders: "ReminderSender"
    offer_ends: "OfferEnds"
    removals: "Removals"
    support_desk: "SupportDesk"
    support_rounds: "SupportRounds"

    @property
    def cogs(self) -> Mapping[str, commands.Cog]:
        """Every cog, by name."""
        ...

    @property
    def services(self) -> Services:
        """What the bot can do, once it has started."""
        ...


def app(interaction: discord.Interaction) -> App:
    """Return the bot that an interaction came to."""
    return cast(App, interaction.client)


def speaker(interaction: discord.Interaction) -> Speaker:
    """Return who speaks the language of this person's client."""
    return app(interaction).content.texts.speaker(interaction.locale.value)


def bank(interaction: discord.Interaction) -> QuestionBank:
    """Return the questions in the language of this person's client."""
    return app(interaction).content.bank(speaker(interaction).language)


def closing(interaction: discord.Interaction) -> Closing:
    """Return the closing steps in the language of this person's client."""
    return app(interaction).content.closing(speaker(interaction).language)
