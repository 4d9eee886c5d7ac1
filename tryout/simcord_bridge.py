"""Everything that leans on SimCord's private names, in one place.

SimCord is made for tests: one environment, one preview, one operation at a time, and a clock
that only moves when told. The try-out needs several previews, people who click at the same
time, and a clock that runs. Each private name that is used for this is explained where it
stands; a new SimCord release means reading this file again and nothing else.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

import discord
from aiohttp import web
from simcord import ChannelHandle, Env, GuildHandle, MemberActor, SetupError, UserHandle
from simcord.backend import Backend
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType
from simcord.http.router import RequestContext
from simcord.preview import Preview

from .clock import MovableClock

log = logging.getLogger(__name__)

Viewer = MemberActor | UserHandle

SETTLE_PAUSE = 0.005
OPERATION_SECONDS = 20.0


def as_discord_has_it() -> None:
    """Let the stand-in do what Discord does, where it does something else; done once.

    Pinning has a permission of its own on Discord; a thread is archived, locked and deleted by those who
    may manage threads, not channels; and no channel tells that a private thread was begun in it.
    """
    ask, announce = RequestContext.require_channel_permissions, Backend.create_system_message
    if getattr(ask, "as_discord_has_it", False):
        return

    def asked(self: RequestContext, channel_id: int, *names: str) -> Any:
        instead = {}
        if "/messages/pins/" in self.path:
            instead["manage_messages"] = "pin_messages"
        if self.backend.get_channel(channel_id).is_thread:
            instead["manage_channels"] = "manage_threads"
        return ask(self, channel_id, *(instead.get(name, name) for name in names))

    def announced(self: Backend, channel_id: int, kind: Any, *args: Any, **about: Any) -> Any:
        begun = about.get("target_channel_id")
        private = begun and self.get_channel(begun).type == discord.ChannelType.private_thread.value
        if private and kind == discord.MessageType.thread_created.value:
            return None
        return announce(self, channel_id, kind, *args, **about)

    setattr(asked, "as_discord_has_it", True)  # noqa: B010
    setattr(RequestContext, "require_channel_permissions", asked)  # noqa: B010
    setattr(Backend, "create_system_message", announced)  # noqa: B010


class Chorus:
    """Stands where SimCord keeps its one preview, and speaks for all of them."""

    # ``Env.preview`` and ``Preview.__aenter__`` refuse a second preview while the one that
    # ``Env._preview`` names is not ``_closed``.
    _closed = True

    def __init__(self) -> None:
        self.previews: list[Preview] = []

    def _mark_action_dispatched(self) -> None:
        # ``Env._mark_mutation`` calls this on the one preview it knows. Each preview checks
        # for itself whether the running task is its own action, so all of them may be asked.
        for preview in self.previews:
            preview._mark_action_dispatched()


class SharedEnv(Env):
    """SimCord's environment for several people at once, on a clock that runs."""

    def __init__(self, bot: discord.Client, clock: MovableClock, *, bot_name: str, style: str) -> None:
        super().__init__(bot, shard_count=1, check_errors=False, settle_timeout=OPERATION_SECONDS)
        as_discord_has_it()
        # ``backend`` is replaced before anything is made in it, because only its constructor
        # takes a clock. SimCord asks the clock for ``elapsed``, ``now`` and ``advance``.
        self.backend = Backend(clock=cast(Any, clock))
        # The name is needed before the first server is made (which copies it), when there is no
        # connection yet over which the bot could be renamed.
        self.backend.bot_user.name = bot_name
        self.chorus = Chorus()
        self._preview = cast(Any, self.chorus)
        self._turn = asyncio.Lock()
        self._waiting: set[asyncio.Task[Any]] = set()
        self._published = 0
        self._style = style

    async def _settle_internal(self, **options: Any) -> None:
        # SimCord looks again every 50 ms whether the bot has come to rest. That is once for each
        # timer that a moved clock passes, which would make a day's jump take seconds.
        options.setdefault("idle", SETTLE_PAUSE)
        await super()._settle_internal(**options)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until no other operation runs: SimCord refuses operations that overlap."""
        task = asyncio.current_task()
        assert task is not None
        self._waiting.add(task)
        try:
            async with self._turn:
                yield
        finally:
            self._waiting.discard(task)

    async def open_preview(self, channel: ChannelHandle, viewers: list[Viewer], zone: str) -> Preview:
        """Serve one more preview, on a port of its own.

        Raises SetupError if one of the viewers may not see the channel.
        """
        preview = self.preview(channel, viewers=viewers, layout="channel", timezone=zone)
        # The preview's server passes each thing a person does to ``_action``, which refuses it
        # while another operation runs.
        setattr(preview, "_action", self._queued(preview, preview._action))  # noqa: B010
        _add_style(preview, self._style)
        try:
            await preview.__aenter__()
        finally:
            # Entering put the preview itself in the chorus's place.
            self._preview = cast(Any, self.chorus)
        self.chorus.previews.append(preview)
        return preview

    def _queued(
        self, preview: Preview, act: Callable[..., Awaitable[dict[str, Any]]]
    ) -> Callable[..., Awaitable[dict[str, Any]]]:
        async def queued(context_id: str | None, body: Any) -> dict[str, Any]:
            async with self.turn():
                page = preview._pages.get(context_id or "")
                if page is not None and isinstance(body, dict) and "published_revision" in body:
                    # SimCord refuses a click on a page that was published again since it was
                    # drawn, be it while the click waited for its turn. Discord knows no such
                    # rule, and whether the control is still there is checked all the same.
                    body = {**body, "published_revision": page.revision}
                result = await act(context_id, body)
                await self.republish()
                return result

        return queued

    async def republish(self) -> None:
        """Let open preview pages show what happened since the last time; needs the turn."""
        happenings = len(self.backend.transcript)  # grows with all that the bot or a person does
        if happenings == self._published:
            return
        self._published = happenings
        self.chorus.previews = [preview for preview in self.chorus.previews if is_open(preview)]
        for preview in self.chorus.previews:
            try:
                await preview.refresh()
            except (SetupError, TimeoutError) as error:
                log.warning("a preview could not be brought up to date: %s", type(error).__name__)

    async def close(self) -> None:
        """End what waits, every preview and the bot's work; raises TimeoutError if work stays stuck."""
        for task in tuple(self._waiting - {asyncio.current_task()}):
            task.cancel()
        if self._started:
            await self.shutdown()  # which ends the previews first


def _add_style(preview: Preview, style: str) -> None:
    """Let the preview's pages end their style sheet with ``style``; there is no public way to."""
    server = preview._server
    serve_file = server._static  # what its server answers with for each of its own files

    async def styled(request: web.Request) -> web.Response:
        response: web.Response = await serve_file(request)
        if request.path == "/preview.css":
            response.text = (response.text or "") + style
        return response

    setattr(server, "_static", styled)  # noqa: B010


def is_open(preview: Preview) -> bool:
    """Tell whether the preview still serves; "End preview session" in its menu ends it."""
    return not preview._closed  # there is no public way to ask without waiting


def show_from(preview: Preview, message_id: int | None) -> None:
    """Let the next page that is opened start at this message.

    A new page copies its place from ``_python``, the page meant for scripts, which stays at
    what was the bot's last message when the preview was made.
    """
    if preview._python is not None:
        preview._python.target_id = message_id


def channels_of(guild: GuildHandle) -> list[ChannelHandle]:
    """Return the server's channels in order; the public mapping by name loses namesakes."""
    channels = (guild._env.backend.channels[channel_id] for channel_id in guild._guild.channel_ids)
    ordered = sorted(channels, key=lambda channel: (channel.position, channel.id))
    return [ChannelHandle(guild._env, guild, channel) for channel in ordered]


def is_archived(channel: ChannelHandle) -> bool:
    """Tell whether this is a thread that was closed; handles do not say."""
    metadata = channel._channel.thread_metadata
    return metadata is not None and metadata.archived


def topic_of(channel: ChannelHandle) -> str:
    """Return what the channel says it is for; handles do not say."""
    return channel._channel.topic or ""


def holds_messages(channel: ChannelHandle) -> bool:
    """Tell whether one can read and write in it, unlike a category or a forum's front page."""
    return channel._channel.type in (
        discord.ChannelType.text.value,
        discord.ChannelType.news.value,
        discord.ChannelType.news_thread.value,
        discord.ChannelType.public_thread.value,
        discord.ChannelType.private_thread.value,
    )


def invite(guild: GuildHandle, permissions: int) -> None:
    """Give the bot's own role exactly these permissions, as an invitation does."""
    backend, roles = guild._env.backend, guild._guild.roles.values()
    own = next(role for role in roles if role.managed)
    backend.edit_role(guild.id, own.id, {"permissions": permissions})


def let_in(channel: ChannelHandle, permissions: discord.Permissions) -> None:
    """Give the bot these permissions in a channel that not everybody sees."""
    backend = channel._env.backend
    own = Overwrite(target_id=backend.bot_user.id, type=OverwriteType.MEMBER, allow=permissions.value, deny=0)
    backend.set_overwrite(channel.id, own)


def give_made_roles(guild: GuildHandle, person: MemberActor) -> None:
    """Give somebody every role that has no permissions: such a one is there to be handed out."""
    held = guild._env.backend.get_member(guild.id, person.id).role_ids
    for role in guild._guild.roles.values():
        if not role.managed and not role.permissions and role.id not in (guild.id, *held):
            guild._env.backend.add_member_role(guild.id, person.id, role.id)
