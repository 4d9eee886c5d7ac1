"""A server with a support channel: the bot with what it was invited with, moderators, what they see."""

from typing import Any

import discord
from simcord.builders import ChannelHandle, RoleHandle
from simcord.results import InteractionResult

from alongside.support_permissions import USING, WITH_MAKING
from tests.bot.steps import Actor, press, screen_of
from tests.conftest import World

__all__ = ["USING", "WITH_MAKING"]

PANEL, CARDS, ROLE = "ask-for-support", "support-requests", "Support helpers"


def bot_role(world: World) -> Any:
    """Return the bot's own role, as the stand-in has it."""
    guild = world.env.backend.get_guild(world.guild.id)
    [role] = [each for each in guild.roles.values() if each.managed]
    return role


def invited(world: World, permissions: int = WITH_MAKING) -> None:
    """Give the bot exactly these permissions, as if it was invited with them."""
    world.env.backend.edit_role(world.guild.id, bot_role(world).id, {"permissions": permissions})


def everyone(world: World, permissions: discord.Permissions) -> None:
    """Set what everybody may do in the server, the bot included."""
    world.env.backend.edit_role(world.guild.id, world.guild.id, {"permissions": permissions.value})


def moderator(world: World, name: str = "sam") -> Actor:
    """Return somebody who may manage the server."""
    role = world.guild.roles.get("Moderators") or world.guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_guild=True)
    )
    return world.guild.add_member(world.env.create_user(name), roles=[role])


def helper(world: World, name: str = "hal") -> Actor:
    """Return somebody with the helpers' role that the bot made."""
    return world.guild.add_member(world.env.create_user(name), roles=[world.guild.roles[ROLE]])


def deny(world: World, channel: ChannelHandle, who: int, **permissions: bool) -> None:
    """Take permissions away in a channel, from a role or (for the bot's own id) from the bot."""
    from simcord.backend.models import Overwrite
    from simcord.enums import OverwriteType

    allow, refuse = discord.PermissionOverwrite(**permissions).pair()
    kind = OverwriteType.MEMBER if who == world.env.backend.bot_user.id else OverwriteType.ROLE
    backend = world.env.backend
    existing = next((o for o in backend.get_channel(channel.id).overwrites if o.target_id == who), None)
    before_allow, before_deny = (existing.allow, existing.deny) if existing else (0, 0)
    backend.set_overwrite(
        channel.id,
        Overwrite(
            target_id=who,
            type=kind,
            allow=(before_allow | allow.value) & ~refuse.value,
            deny=(before_deny | refuse.value) & ~allow.value,
        ),
    )


def me(world: World) -> int:
    """Return the bot's own id."""
    return world.env.backend.bot_user.id


async def pick(
    who: Actor, on: InteractionResult, what: ChannelHandle | RoleHandle, hint: str = "that is there"
) -> InteractionResult:
    """Pick a channel or a role on a step's screen."""
    shown = screen_of(on)
    step = next(
        c["custom_id"]
        for c in _components(shown)
        if c["type"] in (6, 8) and hint in (c.get("placeholder") or hint)
    )
    return await who.select(shown, [what], custom_id=step)


def _components(shown: Any) -> list[dict[str, Any]]:
    from simcord.components import walk_components

    return list(walk_components(shown.components))


async def made(world: World, who: Actor) -> InteractionResult:
    """Let the bot make everything, without reports; return the screen with all of it, not put up yet."""
    shown = await who.slash(world.channel, "support setup")
    for label in ("Make a channel", "Make a role", "Make a channel only helpers see", "No reports for now"):
        shown = await press(who, shown, label)
    return shown


async def put_up(world: World, who: Actor) -> InteractionResult:
    """Set up everything and put up the panel."""
    return await press(who, await made(world, who), "Put up the panel")


def channel(world: World, name: str) -> ChannelHandle:
    """Return a channel by its name."""
    return world.guild.channels[name]


def shut_place(world: World, name: str, *roles: str) -> ChannelHandle:
    """Return a new channel that only the bot and these roles see."""
    place = world.guild.create_text_channel(name)
    deny(world, place, world.guild.id, view_channel=False)
    deny(world, place, me(world), view_channel=True, send_messages=True, read_message_history=True)
    for each in roles:
        deny(world, place, world.guild.roles[each].id, view_channel=True)
    return place
