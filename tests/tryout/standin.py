"""A small bot of the tests' own: everything that the try-out has to carry, in few lines."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands, tasks

from tryout.clock import MovableClock


class Mood(discord.ui.Modal, title="How is it?"):
    choice = discord.ui.Label[Any](
        text="Today",
        component=discord.ui.RadioGroup(
            options=[discord.RadioGroupOption(label=word, value=word) for word in ("fine", "tired")]
        ),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.choice.component, discord.ui.RadioGroup)
        await interaction.response.send_message(f"noted: {self.choice.component.value}", ephemeral=True)


class Panel(discord.ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)

    @discord.ui.button(label="How is it?", custom_id="mood")
    async def mood(self, interaction: discord.Interaction, _: discord.ui.Button["Panel"]) -> None:
        await interaction.response.send_modal(Mood())


class StandIn(commands.AutoShardedBot):
    """Answers, asks, makes threads, and sends a direct message later."""

    def __init__(self, clock: MovableClock) -> None:
        super().__init__(command_prefix=(), intents=discord.Intents(guilds=True))
        self.clock = clock
        self.fired: list[tuple[datetime, datetime]] = []
        self.ticks = 0
        self.closed_store = 0
        self.background: set[asyncio.Task[None]] = set()
        for callback in (_hello, _later, _room, _who, _chatter):
            name = callback.__name__.removeprefix("_")
            self.tree.add_command(app_commands.Command(name=name, description=name, callback=callback))

    async def setup_hook(self) -> None:
        self.add_view(Panel())
        await self.tree.sync()

    async def close_store(self) -> None:
        self.closed_store += 1

    @tasks.loop(minutes=10)
    async def tick(self) -> None:
        self.ticks += 1
        await self.step()

    async def step(self) -> None:
        """What it does at each tick; tests may give it more to do."""

    async def write_later(self, user: discord.User | discord.Member, minutes: int) -> None:
        due = self.clock.now() + timedelta(minutes=minutes)
        await asyncio.sleep(minutes * 60)
        self.fired.append((due, self.clock.now()))
        await user.send(f"{minutes} minutes later")


def bot_of(interaction: discord.Interaction) -> StandIn:
    assert isinstance(interaction.client, StandIn)
    return interaction.client


async def _hello(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("hello", ephemeral=True, view=Panel())


async def _later(interaction: discord.Interaction, minutes: int) -> None:
    bot = bot_of(interaction)
    task = asyncio.create_task(bot.write_later(interaction.user, minutes))
    bot.background.add(task)
    task.add_done_callback(bot.background.discard)
    await interaction.response.send_message("I will", ephemeral=True)


async def _room(interaction: discord.Interaction) -> None:
    assert isinstance(interaction.channel, discord.TextChannel)
    thread = await interaction.channel.create_thread(
        name="<quiet> room", type=discord.ChannelType.private_thread
    )
    await thread.add_user(interaction.user)
    await interaction.response.send_message("made", ephemeral=True)


async def _who(interaction: discord.Interaction) -> None:
    name = interaction.user.display_name
    manages = interaction.permissions.manage_guild and not interaction.permissions.administrator
    await interaction.response.send_message(f"{name} {interaction.user.id} {manages}", ephemeral=True)


async def _chatter(interaction: discord.Interaction) -> None:
    assert isinstance(interaction.channel, discord.TextChannel)
    await interaction.response.send_message("here goes", ephemeral=True)
    for number in range(60):
        await interaction.channel.send(f"message {number + 1}")
