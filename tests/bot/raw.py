"""Interactions as raw gateway events: forged ids, two clicks at once, other locales."""

from collections.abc import Iterator, Mapping
from typing import Any

import simcord
from simcord import interactions
from simcord.backend import serializers
from simcord.results import InteractionResult

from tests.bot.steps import Actor, screen_of
from tests.conftest import World

BUTTON, PICKER = 2, 3


def emit(
    world: World,
    who: Actor,
    kind: int,
    data: dict[str, Any],
    message: Mapping[str, Any] | None = None,
    source: int | None = None,
    **extra: Any,
) -> InteractionResult:
    """Send one interaction without waiting for what comes of it; `env.settle()` does that."""
    record, payload = interactions.base_payload(
        world.env.backend,
        type=kind,
        channel_id=world.channel.id,
        guild_id=world.guild.id,
        user_id=who.id,
        data=data,
    )
    payload.update(extra)
    if message is not None:
        payload["message"] = dict(message)
        record.source_message_id = source
    world.env.backend.emit("INTERACTION_CREATE", payload)
    return InteractionResult(world.env, record)


def click(
    world: World,
    who: Actor,
    on: InteractionResult,
    custom_id: str,
    kind: int = BUTTON,
    values: tuple[str, ...] = (),
) -> InteractionResult:
    """Click something with any custom id, as if it stood on a screen that this person has."""
    shown = screen_of(on)
    stored = world.env.backend.get_message(shown.channel_id, shown.id)
    message: dict[str, Any] = dict(serializers.message_payload(world.env.backend, stored))
    control: dict[str, Any] = {"type": kind, "custom_id": custom_id, "id": 900}
    if kind == BUTTON:
        control |= {"style": 2, "label": "forged"}
    else:
        control["options"] = [{"label": value, "value": value} for value in values]
    shown_already: list[Any] = message["components"]
    message["components"] = [*shown_already, {"type": 1, "id": 901, "components": [control]}]
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": kind, "id": 900}
    if values:
        data["values"] = list(values)
    return emit(world, who, 3, data, message, shown.id)


def submit(world: World, who: Actor, custom_id: str, fields: Mapping[str, Any]) -> InteractionResult:
    """Send in a form with any custom id, opened by a command."""
    components = [
        {
            "type": 18,
            "id": number,
            "component": {"type": 4, "id": 100 + number, "custom_id": name, "value": value},
        }
        for number, (name, value) in enumerate(fields.items(), 1)
    ]
    return emit(world, who, 5, {"custom_id": custom_id, "components": components})


class In:
    """Within this block every interaction comes from a client in another language."""

    def __init__(self, locale: str) -> None:
        self._locale = locale

    def __enter__(self) -> None:
        self._original = interactions.base_payload

        def translated(*args: Any, **kwargs: Any) -> Any:
            record, payload = self._original(*args, **kwargs)
            payload["locale"] = self._locale
            return record, payload

        # SimCord sends "en-US" always, and has no public way to say otherwise.
        interactions.base_payload = translated

    def __exit__(self, *_: object) -> None:
        interactions.base_payload = self._original


def requests(env: simcord.Env, method: str, ending: str) -> Iterator[Any]:
    """Return the bodies of the requests that the bot made to a kind of path."""
    return (r.json for r in env.http_requests if r.method == method and r.path.endswith(ending))
