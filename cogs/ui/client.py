"""The bot itself: opens its house at start, tells Discord what has changed, closes up behind itself."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import discord
from discord import ui
from discord.ext import commands

from alongside.clock import Clock
from alongside.content import Content
from alongside.reminding import Addressed
from alongside.services import Services
from alongside.texts import FALLBACK
from cogs import EXTENSIONS
from cogs.ui import pending
from cogs.ui.commands import Tree
from cogs.ui.offer_end import OfferEnds
from cogs.ui.pace import heeding_trace
from cogs.ui.pause_end import PauseEnds
from cogs.ui.reminders_sender import ReminderSender
from cogs.ui.reminding import message
from cogs.ui.removing import Removals
from cogs.ui.router import Router
from cogs.ui.screens import Routed
from cogs.ui.sleeper import Background
from cogs.ui.support_desk import SupportDesk
from cogs.ui.support_places import SupportPlaces
from cogs.ui.support_rounds import SupportRounds

log = logging.getLogger("alongside.bot")

UPKEEP_EVERY = timedelta(days=1)


class AlongsideBot(commands.AutoShardedBot):
    """Alongside, unconnected until it is started."""

    def __init__(
        self,
        content: Content,
        clock: Clock,
        open_services: Callable[[], Awaitable[Services]],
        *,
        shards: int | None = None,
        resync: bool = False,
    ) -> None:
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            shard_count=shards,
            http_trace=heeding_trace(),
        )
        self.content = content
        self.clock = clock
        self.router = Router(pending.show)
        self._open_services = open_services
        self._services: Services | None = None
        self._resync = resync
        self._upkeep: asyncio.Task[None] | None = None
        self.pause_ends = PauseEnds(self, lambda: self.services.pause, clock, content.texts.speaker(FALLBACK))
        self.reminders = ReminderSender(self, lambda: self.services.reminders, clock, self._reminder)
        self.offer_ends = OfferEnds(self, lambda: self.services.offers, clock)
        self.removals = Removals(lambda: self.services.reflections)
        places = SupportPlaces(self, lambda: self.services.support, content.texts.speaker)
        self.support_desk = SupportDesk(places)
        self.support_rounds = SupportRounds(places, self.support_desk, clock)
        self.background: tuple[Background, ...] = (
            self.pause_ends,
            self.reminders,
            self.offer_ends,
            self.removals,
            self.support_rounds,
        )
        self._entered = False

    @property
    def services(self) -> Services:
        """What the bot can do; there once it has started."""
        if self._services is None:
            raise RuntimeError("the bot has not started")
        return self._services

    async def setup_hook(self) -> None:
        """Open the store, bring in the cogs, sync commands that changed. Raises StartError."""
        self._services = await self._open_services()
        self.add_dynamic_items(Routed)
        self.add_listener(self.router.on_interaction)
        self.add_listener(pending.after_command, "on_app_command_completion")
        for extension in EXTENSIONS:
            await self.load_extension(extension)
        self.command_tree.put_into_words(self.content.texts.speaker(FALLBACK))
        await self._sync_if_changed()
        self._upkeep = asyncio.create_task(self._keep_up(), name="upkeep")
        for each in self.background:
            each.wake()

    def _reminder(self, addressed: Addressed) -> ui.LayoutView:
        return message(self.content, addressed)

    @property
    def command_tree(self) -> Tree:
        """Return the tree, as what it is."""
        assert isinstance(self.tree, Tree)
        return self.tree

    async def add_cog(self, cog: commands.Cog, /, **options: object) -> None:
        """Add a cog, with its handlers for clicks and forms."""
        await super().add_cog(cog)
        self.router.register(cog)

    async def _sync_if_changed(self) -> None:
        current = f"{self.application_id}:{self.command_tree.fingerprint()}"
        if not self._resync and await self.services.installation.commands_told() == current:
            return
        synced = await self.tree.sync()
        await self.services.installation.remember_commands(current)
        log.info("commands synced", extra={"count": len(synced)})

    async def _keep_up(self) -> None:
        while True:
            try:
                removed = await self.services.upkeep.run()
                log.info("upkeep done", extra=dict(removed))
            except Exception as error:
                log.error("upkeep failed; it is tried again tomorrow", exc_info=error)
            await asyncio.sleep(UPKEEP_EVERY.total_seconds())

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Log what an event listener raised, without the event."""
        log.exception("an event failed", extra={"listener": event_method})

    async def login(self, token: str) -> None:
        """Log in; `setup_hook` runs as part of it."""
        self._entered = True
        await super().login(token)

    async def close(self) -> None:
        """Leave Discord, then close the store; safe to call twice, and on a bot that never started."""
        for each in self.background:  # while they still can: what they have begun would only fail
            await each.stop()
        if self._entered:  # discord.py cannot close what never logged in
            await super().close()
        await self.close_store()

    async def close_store(self) -> None:
        """Stop what works on the store, and close it."""
        for each in self.background:
            await each.stop()
        if self._upkeep is not None:
            self._upkeep.cancel()
            with suppress(asyncio.CancelledError):
                await self._upkeep
            self._upkeep = None
        if self._services is not None:
            services, self._services = self._services, None
            await services.close()
