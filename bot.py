"""Alongside's command line, and the one place where everything is put together."""

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import discord
from dotenv import dotenv_values

from alongside import logs
from alongside.clock import Clock, SystemClock
from alongside.content import MIGRATIONS, load_content
from alongside.errors import SettingsError, StartError
from alongside.services import Services, compose
from alongside.settings import Settings
from alongside.store.keys import KEY_NAME
from alongside.store.opening import open_store
from alongside.store.rotation import BATCH, rotate_files, rotate_given
from alongside.store.sealing import new_key
from cogs.ui.client import AlongsideBot

WRONG_SETTINGS = 2
CANNOT_START = 1

EPILOG = """\
Without a token this opens the try-out: the real bot in a local stand-in for Discord, in your browser.
With DISCORD_TOKEN set, in the environment or in a file named .env, it goes live.
Every setting is explained in .env.example.
"""


def create_bot(settings: Settings, clock: Clock | None = None) -> AlongsideBot:
    """Put the bot together, unconnected. It opens its store when it starts and closes it in `close()`.

    Raises StartError where content files are missing or wrong.
    """
    content, clock = load_content(), clock or SystemClock()

    async def open_services() -> Services:
        store = await open_store(settings.data, MIGRATIONS, settings.key, settings.new_key)
        return compose(store, clock, content)

    return AlongsideBot(content, clock, open_services, shards=settings.shards, resync=settings.resync)


async def go_live(settings: Settings) -> None:
    """Run the bot until it is told to stop. Raises StartError where Discord does not let it in."""
    bot = create_bot(settings)
    _stop_on_signals()
    try:
        await bot.start(settings.token or "")
    except discord.LoginFailure as error:
        raise StartError(
            "Discord refused the token. Copy it again to DISCORD_TOKEN "
            "from the developer portal (Bot, Reset Token)."
        ) from error
    except discord.PrivilegedIntentsRequired as error:
        raise StartError(
            "Discord refused the connection for a missing intent. Alongside asks for none that "
            "needs approval: is this its own application?"
        ) from error
    except discord.app_commands.CommandSyncFailure as error:
        raise StartError(
            "Discord refused the commands of this version: its texts may be too long."
        ) from error
    except (discord.GatewayNotFound, discord.HTTPException) as error:
        raise StartError("Discord does not answer as it should just now. Try again in a while.") from error
    except discord.ConnectionClosed as error:
        raise StartError(
            f"Discord closed the connection for good (code {error.code}). "
            "Are ALONGSIDE_SHARDS and DISCORD_TOKEN right?"
        ) from error
    except (aiohttp.ClientError, OSError) as error:
        raise StartError("Discord cannot be reached. Is this machine online?") from error
    finally:
        await bot.close()


async def try_out(settings: Settings) -> None:
    """Serve the try-out until it is told to stop. Raises StartError where parts of it are missing."""
    import tryout  # only here: a live bot needs none of it

    _stop_on_signals()
    with TemporaryDirectory(prefix="alongside-") as fleeting:
        data = settings.tryout_data or Path(fleeting)
        # The stand-in forgets commands with each start, so they are always told anew.
        # What is not kept needs no key in a file, and nobody told to keep a copy of it.
        key = None if settings.tryout_data else new_key()
        made = replace(settings, data=data, shards=1, resync=True, key=key)
        try:
            await tryout.serve(
                lambda clock: create_bot(made, clock),
                port=settings.tryout_port,
                announce=_announce,
                kept_in=str(settings.tryout_data) if settings.tryout_data else None,
            )
        except tryout.TryoutUnavailable as error:
            raise StartError(str(error)) from error
        except OSError as error:
            raise StartError(
                f"The try-out cannot be served on port {settings.tryout_port} ({error.strerror}). "
                "Is another one running? ALONGSIDE_TRYOUT_PORT names a port; empty takes a free one."
            ) from error


def rotate_key(settings: Settings) -> None:
    """Change the master key, and say what is left to do. Raises StartError, and then says what holds."""
    if settings.key is None and settings.new_key is not None:
        raise SettingsError(
            "ALONGSIDE_NEW_KEY goes with ALONGSIDE_KEY. Where the key is in a file, rotate-key makes "
            "the new one itself."
        )
    if settings.key is not None and settings.new_key is None:
        raise SettingsError(
            "ALONGSIDE_NEW_KEY should be the key to change to: 32 bytes in base64, kept where ALONGSIDE_KEY "
            'is kept. It is made with python3 -c "import base64, os; '
            'print(base64.b64encode(os.urandom(32)).decode())".'
        )
    if settings.key is None or settings.new_key is None:
        done = rotate_files(settings.data, _tell_progress)
    else:
        done = rotate_given(settings.data, settings.key, settings.new_key, _tell_progress)
    print(f"The master key is changed. Keys wrapped anew: {done.keys - done.left:,}. Content: untouched.")
    if done.left:
        print(f"Keys that opened with neither, and were left as they were: {done.left:,}.")
    if done.aside is None:
        print("Now set ALONGSIDE_KEY to what ALONGSIDE_NEW_KEY is, take that one away, and start the bot.")
    else:
        print(f"Keep a copy of {settings.data / KEY_NAME} in a safe place; then start the bot.")
        print(f"The old key is in {done.aside}: backups from before need it. Delete it once they are gone.")


def _tell_progress(done: int, of: int) -> None:
    # Ten lines for a large database, and for a small one as many as there are batches.
    if done == of or done * 10 // of != max(done - BATCH, 0) * 10 // of:
        print(f"{done:,} of {of:,} keys", flush=True)


def _announce(address: str) -> None:
    print(f"The try-out is open on this page, on this machine alone:\n\n    {address}\n", flush=True)
    print("Ctrl-C ends it.", flush=True)


def _stop_on_signals() -> None:
    """Let Ctrl-C and SIGTERM end the current task, so that everything is closed on the way out."""
    task = asyncio.current_task()
    assert task is not None
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C arrives as KeyboardInterrupt there
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)


def read_settings(env_file: Path) -> Settings:
    """Read settings from the environment, and from a file for what is not set there. Raises SettingsError."""
    try:
        from_file = {name: value or "" for name, value in dotenv_values(env_file).items()}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The settings file {env_file} cannot be read: it should be a text in UTF-8."
        ) from error
    return Settings.from_env({**from_file, **os.environ})


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="bot.py",
        description="Alongside: a Discord bot for people who support others.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "command",
        nargs="?",
        choices=("run", "try", "rotate-key"),
        default="run",
        help="run (default): go live with a token, else the try-out; try: the try-out in any case; "
        "rotate-key: change the master key while the bot is stopped",
    )
    parser.add_argument(
        "--env-file", type=Path, default=Path(".env"), help="where settings are (default: .env)"
    )
    parser.add_argument(
        "--resync", action="store_true", help="tell Discord about all commands again at this start"
    )
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return its exit code: 0 ended, 1 cannot start, 2 settings are wrong."""
    options = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        settings = replace(read_settings(options.env_file), resync=options.resync)
        logs.configure(settings.log_level, settings.log_format)
        if options.command == "rotate-key":
            rotate_key(settings)
            return 0
        live = options.command == "run" and settings.token is not None
        with suppress(asyncio.CancelledError, KeyboardInterrupt):
            asyncio.run(go_live(settings) if live else try_out(settings))
    except SettingsError as error:
        print(f"Settings: {error}", file=sys.stderr)
        return WRONG_SETTINGS
    except StartError as error:
        what = "rotate-key" if options.command == "rotate-key" else "Alongside cannot start"
        print(f"{what}: {error}", file=sys.stderr)
        return CANNOT_START
    return 0


if __name__ == "__main__":
    sys.exit(main())
