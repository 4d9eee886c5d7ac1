"""The screens of setting up a support channel. All that was chosen is a row; a screen holds nothing."""

from collections.abc import Sequence

import discord
from discord import SelectDefaultValue, SelectDefaultValueType, ui

from alongside.supporting import SupportSpace
from alongside.texts import Speaker
from cogs.ui.screens import AnyItem, Routed, button, custom_id, entry, line, row, screen, text
from cogs.ui.support_making import chosen
from cogs.ui.support_survey import Look, Server, Step

PRIMARY = discord.ButtonStyle.primary
# What a step's thing is called where nothing was chosen.
_NONE = {Step.REPORTS: "setup-nowhere"}
MAKEABLE = (Step.CHANNEL, Step.ROLE, Step.CARDS)


def step_screen(
    server: Server, space: SupportSpace, step: Step, found: Look, more: Sequence[str] = ()
) -> ui.LayoutView:
    """Return one step: what it is about, what was chosen, what stands in the way, what can be done.

    `more` are further sentences about what stands in the way of what was just tried.
    """
    say = server.say
    ident, troubles = chosen(space, step), [*found.troubles.get(step, ()), *more]
    is_there = ident is not None and say("setup-gone-channel") not in troubles
    gone = {say("setup-gone-channel"), say("setup-gone-role")} & set(troubles)
    current = [text(say("setup-chosen", what=server.shown(step, ident)))] if ident and not gone else []
    makes = [text(say(f"setup-make-{step}"))] if step in MAKEABLE else []
    buttons = [button("setup.check", step, say("button-setup-check"), PRIMARY)] if troubles else []
    if step in MAKEABLE:
        buttons.append(button("setup.make", f"{step}.{ident or 0}", say(f"button-setup-make-{step}")))
    else:
        buttons.append(button("setup.no-reports", "", say("button-setup-no-reports")))
    before = _before(step)
    if space.ready:
        buttons.append(button("setup.all", "", say("button-setup-all")))
    elif before is not None:
        buttons.append(button("setup.step", before, say("button-back")))
    return screen(
        text(f"## {say('setup-title')}"),
        text(say(f"setup-step-{step}")),
        *current,
        *([text(say("status-unwell")), *(text(each) for each in troubles)] if troubles else []),
        row(_picker(say, step, ident if is_there and not gone else None)),
        *makes,
        row(*buttons, button("help.open", "", say("button-help-now"))),
    )


def _before(step: Step) -> Step | None:
    steps = list(Step)
    index = steps.index(step)
    return steps[index - 1] if index else None


def _picker(say: Speaker, step: Step, ident: int | None) -> Routed:
    made: ui.RoleSelect[ui.LayoutView] | ui.ChannelSelect[ui.LayoutView]
    ref = custom_id("setup.picked", step)
    if step is Step.ROLE:
        held = [SelectDefaultValue(id=ident, type=SelectDefaultValueType.role)] if ident else []
        made = ui.RoleSelect(custom_id=ref, placeholder=say("setup-pick-role"), default_values=held)
    else:
        held = [SelectDefaultValue(id=ident, type=SelectDefaultValueType.channel)] if ident else []
        made = ui.ChannelSelect(
            custom_id=ref,
            placeholder=say("setup-pick-channel"),
            channel_types=[discord.ChannelType.text],
            default_values=held,
        )
    return Routed(made)


def all_screen(
    server: Server, space: SupportSpace, found: Look, choices: Sequence[str], first: Sequence[str] = ()
) -> ui.LayoutView:
    """Return everything that was chosen, each to be changed, and the way on.

    `choices` are sentences about limits, closed hours and the like; `first` is said before all else.
    """
    say = server.say
    troubles = [text(each) for step in Step for each in found.troubles.get(step, ())]
    help_now = button("help.open", "", say("button-help-now"))
    if troubles:
        last = [text(say("setup-unwell")), row(_on(say, "setup.check", "button-setup-check"), help_now)]
    elif space.panel_id is None:
        last = [text(say("setup-well")), row(_on(say, "setup.put-up", "button-setup-put-up"), help_now)]
    else:
        renew = _on(say, "setup.put-up", "button-setup-renew")
        status = button("setup.status", "", say("button-setup-status"))
        last = [text(say("setup-well")), row(renew, status, help_now)]
    return screen(
        text(f"## {say('setup-title')}\n{say('setup-all')}"),
        *(text(each) for each in first),
        *(_entry(server, space, step) for step in Step),
        text("\n".join(choices)),
        row(
            button("setup.limits", "", say("button-setup-limits")),
            button("setup.hours", "", say("button-setup-hours")),
            button("setup.lines", "", say("button-setup-lines")),
        ),
        line(),
        *([text(say("status-unwell")), *troubles] if troubles else []),
        *(text(say("setup-note", note=each)) for each in found.notes),
        *last,
    )


def _on(say: Speaker, kind: str, label: str) -> Routed:
    return button(kind, "all", say(label), PRIMARY)


def _entry(server: Server, space: SupportSpace, step: Step) -> AnyItem:
    say = server.say
    what = server.shown(step, chosen(space, step)) or say(_NONE.get(step, "setup-nothing"))
    change = button("setup.step", step, say("button-setup-change"))
    return entry(say(f"setup-entry-{step}", what=what), change)


def up_screen(server: Server, space: SupportSpace, link: str, *, pinned: bool) -> ui.LayoutView:
    """Return that the panel is up, and what is left to do."""
    say = server.say
    where, helpers = server.shown(Step.CHANNEL, space.channel_id), server.shown(Step.ROLE, space.role_id)
    return screen(
        text(f"## {say('setup-title')}\n{say('setup-panel-up', channel=where, link=link)}"),
        text(say("setup-then", role=helpers)),
        *([] if pinned else [text(say("setup-not-pinned"))]),
        row(
            button("setup.status", "", say("button-setup-status")),
            button("setup.all", "", say("button-setup-all")),
            button("help.open", "", say("button-help-now")),
        ),
    )
