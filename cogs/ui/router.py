"""One way for every click and every form: find the handler, run it, answer whatever goes wrong."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

import discord

from cogs.ui import errors
from cogs.ui.screens import FREE_TEXT, PREFIX, parse_custom_id

Value: TypeAlias = str | bool | list[str] | None


@dataclass(frozen=True)
class Press:
    """A click or a sent form, as a handler gets it.

    `ref` is what the custom id refers to; `values` what was picked in a picker; `fields` what was
    filled in, by the fields' own ids.
    """

    interaction: discord.Interaction
    ref: str
    values: tuple[str, ...]
    fields: Mapping[str, Value]

    def written(self, field: str) -> str:
        """Return a field's text, empty where nothing was written."""
        value = self.fields.get(field)
        return value if isinstance(value, str) else ""


Handler: TypeAlias = Callable[[Press], Awaitable[None]]
Method = TypeVar("Method", bound=Callable[..., Awaitable[None]])


def route(kind: str) -> Callable[[Method], Method]:
    """Mark a cog's method as what handles clicks and forms of a kind."""

    def mark(method: Method) -> Method:
        method.__alongside_route__ = kind  # type: ignore[attr-defined]
        return method

    return mark


class Router:
    """Knows each kind of click and form, and who handles it."""

    def __init__(self, after_form: Callable[[discord.Interaction], Awaitable[None]] | None = None) -> None:
        """Make a router; `after_form` is called once a form that a command opened was answered."""
        self._handlers: dict[str, Handler] = {}
        self._after_form = after_form

    def register(self, cog: object) -> None:
        """Take in every marked method of a cog. Raises ValueError for a kind that is taken."""
        for name in dir(type(cog)):
            kind = getattr(getattr(type(cog), name), "__alongside_route__", None)
            if kind is None:
                continue
            if kind in self._handlers:
                raise ValueError(f"two handlers for {kind}")
            self._handlers[kind] = getattr(cog, name)

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind there is a handler for."""
        return frozenset(self._handlers)

    async def component(self, interaction: discord.Interaction) -> None:
        """Answer a click on a button or picker of ours."""
        data: Mapping[str, Any] = interaction.data or {}
        await self._dispatch(interaction, tuple(data.get("values", ())), {})

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer a form of ours. Forms are not kept in memory, so one that was left open works on."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Mapping[str, Any] = interaction.data or {}
        await self._dispatch(interaction, (), dict(_fields(data.get("components", ()))))
        # What waits for somebody is not shown while a form is open, but once it was sent.
        if interaction.message is None and self._after_form is not None:
            await self._after_form(interaction)

    async def _dispatch(
        self, interaction: discord.Interaction, values: tuple[str, ...], fields: Mapping[str, Value]
    ) -> None:
        data: Mapping[str, Any] = interaction.data or {}
        found = parse_custom_id(str(data.get("custom_id", PREFIX)))
        handler = None if found is None else self._handlers.get(found.kind)
        try:
            if found is None or handler is None:
                raise errors.outdated()
            await handler(Press(interaction, found.ref, values, fields))
        except Exception as error:
            await errors.report(interaction, error, _words(fields))


def _words(fields: Mapping[str, Value]) -> str:
    """Return what somebody wrote in their own words into a form."""
    return "\n\n".join(str(fields[name]) for name in FREE_TEXT if fields.get(name))


def _fields(components: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Value]]:
    for component in components:
        if "custom_id" in component:
            yield component["custom_id"], component.get("value", component.get("values"))
        if "component" in component:
            yield from _fields([component["component"]])
        yield from _fields(component.get("components", ()))
