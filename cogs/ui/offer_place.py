"""Where an offer card may stand: what everybody can see for themselves, and nothing of what is stored."""

import discord
from discord.abc import GuildChannel


def place_allows(interaction: discord.Interaction) -> bool:
    """Return whether both the bot and this person may write here, in a channel of a server.

    A private thread has no card: its members cannot be told from its channel's, and a mention would
    bring somebody in.
    """
    guild = None if interaction.guild_id is None else interaction.client.get_guild(interaction.guild_id)
    channel = interaction.channel
    if guild is None or channel is None:
        return False  # in direct messages, or where only the person's own account has the bot
    thread = isinstance(channel, discord.Thread)
    if isinstance(channel, discord.Thread) and (channel.is_private() or channel.locked):
        return False
    return all(
        rights.view_channel and (rights.send_messages_in_threads if thread else rights.send_messages)
        for rights in (interaction.app_permissions, interaction.permissions)
    )


def sees(interaction: discord.Interaction, person: discord.Member) -> bool:
    """Return whether a member can see the channel that this is in."""
    rights = person.resolved_permissions  # Discord's own answer, where it came with the command
    channel = interaction.channel
    if rights is None and isinstance(channel, GuildChannel | discord.Thread):
        try:
            rights = channel.permissions_for(person)
        except discord.ClientException:  # a thread whose channel the bot cannot see
            return False
    return rights is not None and rights.view_channel


async def may_stand(interaction: discord.Interaction, asked: int) -> bool:
    """Return whether a card to this person may stand here now: they are there, and can see it."""
    guild = None if interaction.guild_id is None else interaction.client.get_guild(interaction.guild_id)
    if guild is None:
        return False
    try:
        member = await guild.fetch_member(asked)
    except discord.HTTPException:
        return False
    return place_allows(interaction) and not member.bot and sees(interaction, member)
