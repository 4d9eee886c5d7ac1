"""Looking at a server: what of its support channel is there, what is missing, and where that is mended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import discord

from alongside.support_permissions import USING, WITH_MAKING, Missing, Permission, Place, missing, to_make
from alongside.supporting import SupportSpace
from alongside.texts import Speaker
from cogs.ui.app import speaker
from cogs.ui.plain import plain

# So many roles are named that can see what helpers see; more would be a list that nobody reads.
ROLES_NAMED = 5


class Step(StrEnum):
    """One thing after the other that moderators settle."""

    CHANNEL = "channel"
    ROLE = "role"
    CARDS = "cards"
    REPORTS = "reports"


@dataclass(frozen=True)
class Look:
    """What was found: sentences about what stands in the way, by step, and about what is good to know."""

    troubles: Mapping[Step, Sequence[str]]
    notes: Sequence[str]

    @property
    def well(self) -> bool:
        """Return whether nothing stands in the way."""
        return not any(self.troubles.values())


@dataclass(frozen=True)
class Server:
    """A server as somebody looks at it: `me` is the bot in it, `viewer` the moderator who reads."""

    say: Speaker
    guild: discord.Guild
    me: discord.Member
    viewer: discord.Member

    def name(self, channel: discord.TextChannel) -> str:
        """Return a channel as its link, or its name for those who cannot see it: Discord shows them none."""
        seen = channel.permissions_for(self.viewer).view_channel
        return channel.mention if seen else plain(f"#{channel.name}")

    def shown(self, step: Step, ident: int | None) -> str:
        """Return what was chosen in a step as this moderator can read it, "" for nothing."""
        if ident is None:
            return ""
        if step is Step.ROLE:
            return f"<@&{ident}>"
        channel = text_channel(self.guild, ident)
        return f"<#{ident}>" if channel is None else self.name(channel)


def server_of(interaction: discord.Interaction, guild: discord.Guild) -> Server:
    """Return a server as the moderator who clicked looks at it."""
    viewer = interaction.user
    assert isinstance(viewer, discord.Member), "in a server people are members"
    # discord.py knows the bot as a member, and its roles and overwrites, without a cache of members.
    return Server(speaker(interaction), guild, guild.me, viewer)


def text_channel(guild: discord.Guild, ident: int | None) -> discord.TextChannel | None:
    """Return a text channel that is there. News channels do not count: they have no private threads."""
    channel = None if ident is None else guild.get_channel(ident)
    if isinstance(channel, discord.TextChannel) and channel.type is discord.ChannelType.text:
        return channel
    return None


def helper_role(guild: discord.Guild, space: SupportSpace) -> discord.Role | None:
    """Return the helpers' role if it is there."""
    return None if space.role_id is None else guild.get_role(space.role_id)


def look(server: Server, space: SupportSpace) -> Look:
    """Look at everything that was chosen. What was not chosen yet is no trouble."""
    return Look(
        {
            Step.CHANNEL: _panel_place(server, space),
            Step.ROLE: _role(server, space),
            Step.CARDS: _cards_place(server, space),
            Step.REPORTS: _reports_place(server, space),
        },
        _notes(server, space),
    )


def said_missing(
    say: Speaker, me: discord.Member, found: Sequence[Missing], channel: str = "", *, making: bool = False
) -> list[str]:
    """Return what is missing as sentences: what for, and where to set it; nothing for nothing.

    `making` lets the link that sets it all ask for what it takes to make channels and a role as well.
    """
    here = [each for each in found if each.in_channel]
    everywhere = [each for each in found if not each.in_channel]
    name = plain(me.display_name)
    told = []
    if here:
        told.append("\n".join([say("setup-missing-here", channel=channel, bot=name), *_lines(say, here)]))
    if everywhere:
        head = say("setup-missing-server", bot=name, url=invitation(me, making=making))
        told.append("\n".join([head, *_lines(say, everywhere)]))
    return told


def _lines(say: Speaker, found: Sequence[Missing]) -> list[str]:
    return [
        say(
            "setup-missing-line",
            permission=say(f"permission-{each.permission}"),
            purpose=say(f"purpose-{each.purpose}"),
        )
        for each in found
    ]


def invitation(me: discord.Member, *, making: bool) -> str:
    """Return the link that invites the bot anew, with every permission that it needs and has of these."""
    wanted = (WITH_MAKING if making else USING) | (me.guild_permissions.value & WITH_MAKING)
    return discord.utils.oauth_url(
        me.id,
        permissions=discord.Permissions(wanted),
        guild=me.guild,
        scopes=("bot", "applications.commands"),
    )


def making_trouble(say: Speaker, me: discord.Member, step: Step) -> list[str]:
    """Return what is missing to make the channel or the role of a step, as sentences."""
    place = {Step.CHANNEL: Place.PANEL, Step.CARDS: Place.CARDS}.get(step)
    return said_missing(say, me, to_make(place, me.guild_permissions.value), making=True)


def _place(server: Server, place: Place, channel: discord.TextChannel) -> list[str]:
    me = server.me
    found = missing(place, channel.permissions_for(me).value, me.guild_permissions.value)
    unseen = [each for each in found if each.permission is Permission.VIEW]
    # What cannot be seen holds no other permission either; which are really missing shows once it can.
    return said_missing(server.say, me, unseen or found, server.name(channel))


def _panel_place(server: Server, space: SupportSpace) -> list[str]:
    if space.channel_id is None:
        return []
    channel = text_channel(server.guild, space.channel_id)
    return [server.say("setup-gone-channel")] if channel is None else _place(server, Place.PANEL, channel)


def _role(server: Server, space: SupportSpace) -> list[str]:
    if space.role_id is None:
        return []
    say, role = server.say, helper_role(server.guild, space)
    if role is None:
        return [say("setup-gone-role")]
    return [say("setup-role-unfit", role=role.mention)] if role.is_default() or role.managed else []


def _cards_place(server: Server, space: SupportSpace) -> list[str]:
    if space.helper_channel_id is None:
        return []
    say, guild = server.say, server.guild
    channel, role = text_channel(guild, space.helper_channel_id), helper_role(guild, space)
    if channel is None:
        return [say("setup-gone-channel")]
    told = _place(server, Place.CARDS, channel)
    if channel.id == space.channel_id:
        told.append(say("setup-cards-same"))
    elif channel.permissions_for(guild.default_role).view_channel:
        told.append(say("setup-cards-open", channel=server.name(channel)))
    if role is not None and not channel.permissions_for(role).view_channel:
        told.append(say("setup-cards-unseen", channel=server.name(channel), role=role.mention))
    return told


def _reports_place(server: Server, space: SupportSpace) -> list[str]:
    if space.report_channel_id is None:
        return []
    say, guild = server.say, server.guild
    channel, role = text_channel(guild, space.report_channel_id), helper_role(guild, space)
    if channel is None:
        return [say("setup-gone-channel")]
    told = _place(server, Place.REPORTS, channel)
    if channel.permissions_for(guild.default_role).view_channel:
        told.append(say("setup-reports-open", channel=server.name(channel)))
    elif role is not None and channel.permissions_for(role).view_channel:
        told.append(say("setup-reports-helpers", channel=server.name(channel), role=role.mention))
    return told


def _notes(server: Server, space: SupportSpace) -> list[str]:
    told, say, guild = [], server.say, server.guild
    panel, cards = text_channel(guild, space.channel_id), text_channel(guild, space.helper_channel_id)
    role = helper_role(guild, space)
    if panel is not None and not _takes_part(panel, guild.default_role):
        told.append(say("setup-note-members", channel=server.name(panel)))
    if panel is not None and role is not None and not _takes_part(panel, role):
        told.append(say("setup-note-helpers", channel=server.name(panel), role=role.mention))
    others = [each.mention for each in guild.roles if cards and role and _sees_too(cards, each, role)]
    if cards is not None and others:
        named = ", ".join(others[:ROLES_NAMED])
        told.append(say("setup-note-others", channel=server.name(cards), roles=named))
    return told


def _takes_part(channel: discord.TextChannel, role: discord.Role) -> bool:
    held = channel.permissions_for(role)
    return held.view_channel and held.read_message_history and held.send_messages_in_threads


def _sees_too(channel: discord.TextChannel, role: discord.Role, helpers: discord.Role) -> bool:
    special = role.is_default() or role.managed or role.id == helpers.id
    return not special and channel.permissions_for(role).view_channel


async def panel_gone(guild: discord.Guild, space: SupportSpace) -> bool:
    """Return whether the panel was deleted. Where that cannot be seen, something else is said about it."""
    channel = text_channel(guild, space.channel_id)
    if channel is None or space.panel_id is None:
        return False
    try:
        await channel.fetch_message(space.panel_id)
    except discord.NotFound:
        return True
    except discord.HTTPException:
        return False
    return False
