"""What people do with what they kept, in these tests."""

from typing import Any

from simcord.components import walk_components
from simcord.results import InteractionResult

from tests.bot.steps import Actor, press, screen_of
from tests.conftest import World


async def listed(world: World, who: Actor, **options: Any) -> InteractionResult:
    """Ask for the list, of all or of what the options say."""
    return await who.slash(world.channel, "reflections list", **options)


async def search(world: World, who: Actor, words: str, **options: Any) -> InteractionResult:
    """Search for words."""
    return await who.slash(world.channel, "reflections search", words=words, **options)


async def opened(world: World, who: Actor) -> InteractionResult:
    """Open the newest one."""
    return await press(who, await listed(world, who), "Open")


async def think(who: Actor, on: InteractionResult, text: str) -> InteractionResult:
    """Add a later thought to the entry on a screen."""
    return await who.submit_modal(await press(who, on, "Add a thought …"), {"later": text})


async def rewrite(who: Actor, on: InteractionResult, note: str, label: str = "") -> InteractionResult:
    """Change note and label of the entry on a screen."""
    form = await press(who, on, "Note and label …")
    return await who.submit_modal(form, {"note": note, "label": label})


async def delete(who: Actor, on: InteractionResult) -> InteractionResult:
    """Delete the entry on a screen, and say so once more."""
    return await press(who, await press(who, on, "Delete …"), "Yes, delete it")


def ids_on(result: InteractionResult) -> list[str]:
    """Return every custom id of a screen, in order."""
    return [c["custom_id"] for c in walk_components(screen_of(result).components) if "custom_id" in c]
