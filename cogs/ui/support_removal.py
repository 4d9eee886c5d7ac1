"""Taking a support channel down: asked first, done one by one, carried on after a failure.

Each thing that is gone is written down as gone, so that a second run goes on where the first one stopped.
What is stored goes last: until then the bot knows what is left.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord
from discord import ui

from alongside.support_permissions import Permission
from alongside.supporting import Made, SupportSpace
from alongside.texts import Speaker
from cogs.ui import reply
from cogs.ui.app import app, speaker
from cogs.ui.forms import form
from cogs.ui.plain import shown
from cogs.ui.router import Press
from cogs.ui.screens import button, row, screen, text
from cogs.ui.support_making import chosen, server_lock, settled, take_down
from cogs.ui.support_survey import Step, helper_role, text_channel

log = logging.getLogger("alongside.support")

GOING = "going"
Thing = discord.TextChannel | discord.Role
_MADE = {Step.CHANNEL: Made.CHANNEL, Step.ROLE: Made.ROLE, Step.CARDS: Made.HELPER_CHANNEL}
# What others lean on goes last: cards and reports before the role, the channel of the threads at the end.
_ORDER = (Step.CARDS, Step.REPORTS, Step.ROLE, Step.CHANNEL)


@dataclass(frozen=True)
class Left:
    """What could not be taken down, as sentences, and how many conversations were closed."""

    told: Sequence[str]
    closed: int


async def ask_to_remove(
    interaction: discord.Interaction, guild: discord.Guild, *, sure: bool = False
) -> None:
    """Say what taking it down means; `sure` opens the form that is the last word."""
    say, support = speaker(interaction), app(interaction).services.support
    space = await support.space(guild.id)
    if space is None:
        await reply.show(interaction, _told(say, say("removal-nothing")))
    elif sure:
        doing = await support.overview(guild.id)
        await reply.ask(interaction, _form(say, guild, space, busy=doing.open > 0))
    else:
        doing = await support.overview(guild.id)
        warning = [text(say("removal-channel-warning"))] if Made.CHANNEL in space.made else []
        view = screen(
            text(f"## {say('removal-title')}\n{say('removal-text', open=doing.open)}"),
            *warning,
            row(
                button("removal.ask", "", say("button-removal-ask"), discord.ButtonStyle.danger),
                button("help.open", "", say("button-help-now")),
            ),
        )
        await reply.show(interaction, view)


def _form(say: Speaker, guild: discord.Guild, space: SupportSpace, *, busy: bool) -> ui.Modal:
    """Return the form that asks what else goes. What the bot made is ticked, the rest is not.

    While people talk (`busy`), the channel of their threads is not ticked either: they could read no more.
    """
    things = [(step, thing) for step in Step if (thing := _thing(guild, space, step)) is not None]
    fields: list[ui.Item[ui.Modal]] = [ui.TextDisplay(say("removal-text-form"))]
    if things:
        # A group of boxes with nothing to tick is none that Discord takes.
        boxes: ui.CheckboxGroup[ui.Modal] = ui.CheckboxGroup(custom_id=GOING, required=False, min_values=0)
        for step, thing in things:
            made, talked = _is_made(space, step), busy and step is Step.CHANNEL
            boxes.add_option(
                label=f"{'@' if step is Step.ROLE else '#'}{shown(thing.name)}"[:100],
                value=step.value,
                description=_origin(say, step, made=made, talked=talked),
                default=made and not talked,
            )
        label = ui.Label(text=say("removal-sure"), description=say("removal-sure-hint"), component=boxes)
        fields.append(label)
    return form(say("removal-form"), "removal.sent", "", *fields)


def _origin(say: Speaker, step: Step, *, made: bool, talked: bool) -> str:
    if step is Step.ROLE:
        return say("removal-made-role") if made else say("removal-found-role")
    if talked:
        return say("removal-talked")
    return say("removal-made") if made else say("removal-found")


def _thing(guild: discord.Guild, space: SupportSpace, step: Step) -> Thing | None:
    if step is Step.ROLE:
        role = helper_role(guild, space)
        # Roles of bots and the one that everybody has are nobody's to delete.
        return None if role is None or role.managed or role.is_default() else role
    return text_channel(guild, chosen(space, step))


def _is_made(space: SupportSpace, step: Step) -> bool:
    return step in _MADE and _MADE[step] in space.made


async def remove_sent(press: Press, guild: discord.Guild) -> None:
    """Take the support channel down, with what was ticked; say what is left where something is."""
    interaction, say = press.interaction, speaker(press.interaction)
    ticked = press.fields.get(GOING)
    going = {step for step in Step if isinstance(ticked, list) and step.value in ticked}
    async with server_lock(guild.id):
        space = await app(interaction).services.support.space(guild.id)
        if space is None:
            await reply.show(interaction, _told(say, say("removal-nothing")))
            return
        left = await _take_all_down(interaction, guild, space, going)
        if not left.told:
            await app(interaction).services.support.forget_space(guild.id)
    if not left.told:
        await reply.show(interaction, _told(say, say("removal-done", closed=left.closed)))
        return
    listed = "\n".join(f"- {each}" for each in left.told)
    view = screen(
        text(f"{say('removal-failed')}\n{listed}"),
        row(
            button("removal.ask", "", say("button-removal-on"), discord.ButtonStyle.primary),
            button("removal.forget", "", say("button-removal-forget")),
            button("help.open", "", say("button-help-now")),
        ),
    )
    await reply.show(interaction, view)


async def _take_all_down(
    interaction: discord.Interaction, guild: discord.Guild, space: SupportSpace, going: set[Step]
) -> Left:
    say, support = speaker(interaction), app(interaction).services.support
    told: list[str] = []
    # The panel first: nobody is to begin what is about to end.
    if await take_down(guild, space):
        await support.change_space(guild.id, lambda each: replace(each, panel_id=None))
    else:
        told.append(say("removal-failed-panel", channel=f"<#{space.channel_id}>"))
    still_open = (await support.overview(guild.id)).open
    _, failed = await app(interaction).support_desk.close_all(guild.id)
    if failed:
        told.append(say("removal-failed-requests", count=failed))
    for step in _ORDER:
        if step in going and not (step is Step.CHANNEL and told):
            told += await _delete(interaction, guild, space, step)
    return Left(told, max(0, still_open - failed))


async def _delete(
    interaction: discord.Interaction, guild: discord.Guild, space: SupportSpace, step: Step
) -> list[str]:
    """Delete one thing and write down that it is gone; return what to say where it is still there."""
    say, thing = speaker(interaction), _thing(guild, space, step)
    what = say("status-about", what=say(f"status-step-{step}"))
    try:
        if thing is not None:
            await thing.delete()
    except discord.NotFound:
        log.info("something to take down was gone already")
    except discord.Forbidden:
        if isinstance(thing, discord.Role) and thing >= guild.me.top_role:
            return [say("removal-failed-above", what=what)]
        needed = Permission.ROLES if step is Step.ROLE else Permission.CHANNELS
        return [say("removal-failed-thing", what=what, permission=say(f"permission-{needed}"))]
    except discord.HTTPException as error:
        log.warning("something could not be taken down", exc_info=error)
        return [say("removal-failed-busy", what=what)]
    support = app(interaction).services.support
    await support.change_space(guild.id, lambda each: settled(each, step, None))
    return []


async def forget_rest(interaction: discord.Interaction, guild: discord.Guild) -> None:
    """Forget the support channel, with whatever of it is left in Discord."""
    say, support = speaker(interaction), app(interaction).services.support
    async with server_lock(guild.id):
        # A removal ends all conversations before anything is left over: this button is from an older one.
        under_way = (await support.overview(guild.id)).open
        was_there = False if under_way else await support.forget_space(guild.id)
    if under_way:
        await ask_to_remove(interaction, guild)
        return
    await reply.show(
        interaction, _told(say, say("removal-forgotten") if was_there else say("removal-nothing"))
    )


def _told(say: Speaker, sentence: str) -> ui.LayoutView:
    return screen(text(sentence), row(button("help.open", "", say("button-help-now"))))
