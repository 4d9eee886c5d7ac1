"""The command tree: where commands work, what they are called in the content files, when Discord is told."""

import hashlib
import json
import logging
from collections.abc import Iterator
from dataclasses import replace

import discord
from discord import app_commands
from discord.app_commands.transformers import CommandParameter
from discord.utils import MISSING

from alongside.texts import Speaker
from cogs.ui import errors

log = logging.getLogger("alongside.commands")


class Tree(app_commands.CommandTree[discord.Client]):
    """Commands for servers, direct messages and one's own account, with one place for errors."""

    def __init__(self, client: discord.Client) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=True
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )

    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError) -> None:
        """Answer what a command raised."""
        await errors.report(interaction, error)

    def fingerprint(self) -> str:
        """Return a hash of everything that Discord is told about the commands."""
        told = [command.to_dict(self) for command in self.get_commands()]
        return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()

    def put_into_words(self, say: Speaker) -> None:
        """Replace the text ids that stand as descriptions and choices by their texts."""
        for command in self.get_commands():
            if isinstance(command, app_commands.ContextMenu):
                # The tree finds a menu entry by its name, so it is taken out and put in again.
                self.remove_command(command.name, type=command.type)
                command.name = say(command.name)
                self.add_command(command)
                continue
            for each in _with_children(command):
                _describe(each, say)


def _with_children(
    command: app_commands.Command | app_commands.Group | app_commands.ContextMenu,  # type: ignore[type-arg]
) -> Iterator[app_commands.Command | app_commands.Group]:  # type: ignore[type-arg]
    if isinstance(command, app_commands.Group):
        yield command
        for child in command.commands:
            yield from _with_children(child)
    elif isinstance(command, app_commands.Command):
        yield command


def _describe(command: app_commands.Command | app_commands.Group, say: Speaker) -> None:  # type: ignore[type-arg]
    command.description = say(command.description)
    if isinstance(command, app_commands.Group):
        return
    # Copies of a cog share their parameters, so each gets its own; discord.py offers no public way.
    command._params = {name: _in_words(parameter, say) for name, parameter in command._params.items()}


def _in_words(parameter: CommandParameter, say: Speaker) -> CommandParameter:
    choices = [app_commands.Choice(name=say(each.name), value=each.value) for each in parameter.choices or []]
    return replace(parameter, description=say(str(parameter.description)), choices=choices or MISSING)
