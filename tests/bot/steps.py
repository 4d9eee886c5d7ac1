"""What people do in these tests, and what they see: clicking by label, reading screens."""

from collections.abc import Iterator, Mapping
from typing import Any

import simcord
from simcord.components import walk_components
from simcord.results import InteractionResult, ResponseMessage

from tests.conftest import World

Actor = simcord.MemberActor


def screen_of(result: InteractionResult) -> ResponseMessage:
    """Return the screen that an interaction led to; it was answered, and in private."""
    assert result.acknowledged, "Discord would say: This interaction failed"
    shown = result.followups[-1] if result.followups else result.response
    assert shown is not None, "no screen was shown"
    assert shown.ephemeral, "everybody could see this"
    assert shown.attachments or help_is_near(shown), "no way to help lines"
    return shown


def help_is_near(message: ResponseMessage) -> bool:
    """Return whether help lines are one tap away, or here."""
    ids = [each.get("custom_id", "") for each in walk_components(message.components)]
    return any(ident.startswith("al:1:help.") for ident in ids)


def texts_of(message: ResponseMessage) -> str:
    """Return all texts of a screen, in order."""
    return "\n".join(c["content"] for c in walk_components(message.components) if c["type"] == 10)


def read(result: InteractionResult) -> str:
    """Return what somebody reads after an interaction."""
    return texts_of(screen_of(result))


def buttons(message: ResponseMessage) -> dict[str, str]:
    """Return label -> custom id of all buttons that can be pressed."""
    return {
        c["label"]: c["custom_id"]
        for c in walk_components(message.components)
        if c["type"] == 2 and not c.get("disabled")
    }


def controls(form: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Go through a form's fields."""
    for component in form["components"]:
        if "component" in component:
            yield component["component"]


async def press(who: Actor, on: InteractionResult, label: str) -> InteractionResult:
    """Press a button on the screen that an interaction led to."""
    return await who.click(screen_of(on), label=label)


async def agree(world: World, who: Actor, retention: str = "90d") -> InteractionResult:
    """Say yes to history, as somebody new does it."""
    first = await who.slash(world.channel, "checkin")
    form = await press(who, first, "Choose what is kept …")
    return await who.submit_modal(form, {"history": True, "retention": retention})


async def check_in(
    world: World, who: Actor, answers: Mapping[str, int] | None = None, **options: Any
) -> InteractionResult:
    """Check in, having agreed; unnamed questions get their second answer. Returns the mirror."""
    form = await who.slash(world.channel, "checkin", **options)
    return await fill_in(who, form, answers)


async def fill_in(
    who: Actor, form: InteractionResult, answers: Mapping[str, int] | None = None
) -> InteractionResult:
    """Answer the five questions of an open form."""
    assert form.modal is not None, "no form was opened"
    wanted = answers or {}
    chosen = {field["custom_id"]: str(wanted.get(field["custom_id"], 1)) for field in controls(form.modal)}
    return await who.submit_modal(form, chosen)


async def keep(world: World, who: Actor, note: str | None = None, **options: Any) -> InteractionResult:
    """Check in and keep it, with a note if there is one. Returns what keeping showed."""
    mirror = await check_in(world, who, **options)
    if note is not None:
        form = await press(who, mirror, "Add a note …")
        mirror = await who.submit_modal(form, {"note": note})
    return await press(who, mirror, "Keep this")
