"""What people do at the end of a check-in: sort, plan, tell how it went."""

from collections.abc import Mapping
from typing import Any

from simcord.components import walk_components
from simcord.results import InteractionResult

from alongside.model import CheckIn, Reflection
from cogs.ui.plain import unplain
from tests.bot import raw
from tests.bot.steps import Actor, agree, buttons, check_in, controls, press, read, screen_of, texts_of
from tests.conftest import World

SORT, PLAN = "Sort: mine or theirs …", "What to ask …"
# What each part of the safety rules notices, whatever surrounds it.
HEAVY = "I want to die."
DAY = 86_400

# Forms as somebody fills them in.
CHOSEN: dict[str, Any] = {
    "mine": ["my-worry", "my-energy", "the-pace"],
    "theirs": ["the-decision", "their-feelings", "the-pace"],
    "whose": "theirs",
    "directly": "Go for a walk first.",
}
WRITTEN: dict[str, Any] = {
    "ask": "0",
    "offer": "I could cook on Friday.",
    "if_no": "A little sad, and fine.",
    "remind": "3",
}
TOLD: dict[str, Any] = {"did_ask": "differently", "said": "Some quiet.", "did": "I brought soup."}


async def mirror_of(world: World, who: Actor, **options: Any) -> InteractionResult:
    """Agree and check in; return the mirror."""
    await agree(world, who)
    return await check_in(world, who, **options)


def record_of(mirror: InteractionResult) -> str:
    """Return the id of the draft that a mirror shows."""
    return buttons(screen_of(mirror))["Keep this"].split(":")[-1]


async def fill(who: Actor, on: InteractionResult, label: str, **fields: Any) -> InteractionResult:
    """Open a form from a screen and send it in."""
    return await who.submit_modal(await press(who, on, label), fields)


def fields_of(form: InteractionResult) -> dict[str, dict[str, Any]]:
    """Return an open form's fields by their ids."""
    assert form.modal is not None, "no form was opened"
    return {field["custom_id"]: field for field in controls(form.modal)}


def chosen(field: Mapping[str, Any]) -> list[str]:
    """Return the labels that are ticked in a group when the form opens."""
    return [option["label"] for option in field["options"] if option.get("default")]


def boxes(field: Mapping[str, Any]) -> dict[str, str]:
    """Return label -> value of a group's options."""
    return {option["label"]: option["value"] for option in field["options"]}


def submit(world: World, who: Actor, custom_id: str, fields: Mapping[str, Any]) -> InteractionResult:
    """Send in a form with any custom id, as Discord would: text, lists of boxes, one of several."""
    components = []
    for number, (name, value) in enumerate(fields.items(), 1):
        sent: dict[str, Any] = {"id": 100 + number, "custom_id": name}
        sent |= {"type": 22, "values": value} if isinstance(value, list) else {"type": 4, "value": value}
        components.append({"type": 18, "id": number, "component": sent})
    return raw.emit(world, who, 5, {"custom_id": custom_id, "components": components})


async def draft_in(world: World, who: Actor, record: str) -> CheckIn:
    """Return a draft as it is stored."""
    entry = await world.bot.services.closing.find(who.id, record)
    assert entry is not None
    assert not entry.kept
    return entry.check_in


async def reflection_in(world: World, who: Actor, record: str) -> CheckIn:
    """Return a reflection as it is stored."""
    found = await world.bot.services.reflections.get(who.id, record)
    assert isinstance(found, Reflection)
    return found.check_in


def words_on(result: InteractionResult) -> str:
    """Return what somebody reads once markdown is rendered."""
    return unplain(read(result))


def assert_fits(result: InteractionResult) -> None:
    """Hold a screen to Discord's limits: all texts together, and all components."""
    shown = screen_of(result)
    assert len(read(result)) <= 4000
    assert sum(1 for _ in walk_components(shown.components)) <= 40
    assert "Help now" in buttons(shown) or "Help lines" in buttons(shown)


async def plan_and_keep(
    world: World, who: Actor, ask: str = "Shall I come along?", remind: str = "1", **more: Any
) -> str:
    """Check in, plan and keep it; return the reflection's id."""
    shown = await fill(who, await check_in(world, who), PLAN, own_ask=ask, remind=remind, **more)
    kept = await press(who, shown, "Keep this")
    return buttons(screen_of(kept))["Open"].split(":")[-1].partition(".")[0]


async def asked(world: World, who: Actor, command: str = "about") -> str:
    """Use a command; return what came besides its own answer, if anything."""
    result = await who.slash(world.channel, command)
    return "\n".join(texts_of(each) for each in result.followups if "How did it go?" in texts_of(each))


async def due(world: World, who: Actor, **options: Any) -> tuple[str, InteractionResult]:
    """Agree, keep a plan and wait a day; return the reflection's id and the question about it."""
    await agree(world, who)
    record = await plan_and_keep(world, who, **options)
    await world.env.advance_time(DAY)
    return record, await who.slash(world.channel, "about")
