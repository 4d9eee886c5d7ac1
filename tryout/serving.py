"""Running the try-out from start to end."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, closing

from discord.ext import commands

from .clock import MovableClock
from .requirements import require
from .zone import local_zone

PULSE_SECONDS = 0.5


async def serve(
    make_bot: Callable[[MovableClock], commands.AutoShardedBot],
    *,
    port: int = 0,
    announce: Callable[[str], object] = print,
    kept_in: str | None = None,
) -> None:
    """Run the bot that ``make_bot`` returns in a virtual Discord, until cancelled.

    ``make_bot`` gets the clock that the bot is to live by and returns it unconnected.
    ``announce`` is called once, with the address of the page, when everything is ready.
    ``kept_in`` is the folder that the page names as keeping what is written; None says that
    nothing is kept. The page is served on loopback only; ``port`` 0 takes any free one.

    Raises TryoutUnavailable if packages are missing, OSError if the port is taken, and whatever
    the bot raises while it starts. On the way out the bot is stopped and, if it has one, its
    ``close_store()`` is awaited, also when it never came to open its store.
    """
    require()
    # Only now: both import packages that need not be installed.
    from .page import Page
    from .web import Site, listen, serving
    from .words import load_words
    from .world import World

    words, zone = load_words(), local_zone()
    async with AsyncExitStack() as stack:
        listener = stack.enter_context(closing(listen(port)))  # first: a taken port says so at once
        world = World(make_bot, MovableClock(), words, zone)
        stack.push_async_callback(world.close)
        await world.start()
        # SimCord's people live by the virtual time too; what is started in here inherits it.
        stack.enter_context(world.env.time_context())
        site = Site(world, Page(words, zone, kept_in), listener.getsockname()[1])
        await stack.enter_async_context(serving(site, listener))
        announce(site.address)
        while True:
            await asyncio.sleep(PULSE_SECONDS)
            await world.pulse()
