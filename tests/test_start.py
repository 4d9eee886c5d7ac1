"""Starting, being refused, and ending: a sentence and an exit code, never a traceback."""

import asyncio
import logging
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest
from aiohttp.client_reqrep import ConnectionKey

import bot
from alongside.content import FOLDER, SENTENCES, load_content
from alongside.errors import StartError
from alongside.settings import Settings
from cogs.ui.client import AlongsideBot
from tests.test_settings import known

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Start without anybody's settings, in a folder of the test's own; put the loggers back afterwards."""
    for name in known():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALONGSIDE_DATA", str(tmp_path / "data"))
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


Capture = pytest.CaptureFixture[str]


def one_sentence(capture: Capture, beginning: str) -> str:
    """Return what was said on standard error: one line, and nothing that only programmers read."""
    said = capture.readouterr().err
    assert "Traceback" not in said
    [line] = [line for line in said.splitlines() if line.startswith(beginning)]
    return line


@pytest.mark.parametrize(
    ("name", "value"),
    [("DISCORD_TOKEN", "Hunter2"), ("ALONGSIDE_SHARDS", "many"), ("ALONGSIDE_KEY", "c2hvcnQ=")],
)
def test_a_wrong_setting_ends_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, name: str, value: str, tmp_path: Path
) -> None:
    """Exit code 2, the setting named, its value not shown, nothing made."""
    monkeypatch.setenv(name, value)
    assert bot.main(["run"]) == 2
    said = one_sentence(capsys, "Settings: ")
    assert name in said
    assert value not in said
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_setting_in_a_file(capsys: Capture, tmp_path: Path) -> None:
    """A settings file is read as well, by its usual name or by the one that is given."""
    for name, arguments in ((".env", []), ("other.env", ["--env-file", "other.env"])):
        (tmp_path / name).write_text("ALONGSIDE_LOG_LEVEL=everything\n")
        assert bot.main(arguments) == 2
        assert "ALONGSIDE_LOG_LEVEL" in one_sentence(capsys, "Settings: ")
        (tmp_path / name).unlink()


def refused_by(socket_code: int) -> discord.ConnectionClosed:
    """Return what discord.py raises where Discord hangs up for good."""
    socket: Any = SimpleNamespace(close_code=socket_code)
    return discord.ConnectionClosed(socket, shard_id=0, code=socket_code)


def http_error(status: int) -> discord.HTTPException:
    """Return what discord.py raises where Discord answers with an error."""
    response: Any = SimpleNamespace(status=status, reason="x")
    kind = discord.DiscordServerError if status >= 500 else discord.Forbidden
    return kind(response, "somebody's content")


def no_connection() -> aiohttp.ClientConnectorError:
    """Return what aiohttp raises without a network."""
    key = ConnectionKey("discord.com", 443, True, True, None, None, None)
    return aiohttp.ClientConnectorError(key, OSError(-3, "name resolution"))


REFUSALS: dict[str, tuple[Callable[[], Exception], str]] = {
    "token": (lambda: discord.LoginFailure("Improper token has been passed."), "refused the token"),
    "intent": (lambda: discord.PrivilegedIntentsRequired(None), "missing intent"),
    "no network": (no_connection, "cannot be reached"),
    "no route": (lambda: OSError(101, "Network is unreachable"), "cannot be reached"),
    "slow": (TimeoutError, "cannot be reached"),
    "gateway": (discord.GatewayNotFound, "does not answer"),
    "server": (lambda: http_error(503), "does not answer"),
    "forbidden": (lambda: http_error(403), "does not answer"),
    "shards": (lambda: refused_by(4011), "4011"),
    "hung up": (lambda: refused_by(4004), "4004"),
}


@pytest.mark.parametrize(("refusal", "words"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_discord_refuses(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, refusal: Callable[[], Exception], words: str
) -> None:
    """Exit code 1 and one sentence, for every way in which Discord does not let the bot in."""

    async def start(self: AlongsideBot, token: str, **_: object) -> None:
        assert token == "a.b.c"
        raise refusal()

    monkeypatch.setattr(AlongsideBot, "start", start)
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    assert bot.main([]) == 1
    said = one_sentence(capsys, "Alongside cannot start: ")
    assert words in said
    assert "somebody's content" not in said


def test_a_store_that_does_not_open(monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path) -> None:
    """What the store says at start is what the host reads."""

    async def start(self: AlongsideBot, token: str, **_: object) -> None:
        await self.setup_hook()

    monkeypatch.setattr(AlongsideBot, "start", start)
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    (tmp_path / "data").write_text("a file")
    assert bot.main(["run"]) == 1
    assert "cannot be written to" in one_sentence(capsys, "Alongside cannot start: ")
    assert (tmp_path / "data").read_text() == "a file"


CONTENT_FILES = sorted(
    str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.suffix in (".toml", ".ftl")
)


@pytest.mark.parametrize("name", CONTENT_FILES)
def test_a_missing_or_broken_content_file(tmp_path: Path, name: str) -> None:
    """Each content file that is missing, cut off or of another encoding is named in one sentence."""
    folder = tmp_path / "content"
    shutil.copytree(FOLDER, folder)
    (folder / name).unlink()
    # Sentences may be spread over any number of files: that one of them is gone, only texts.ftl tells.
    if not name.endswith(".ftl") or name.endswith("/texts.ftl"):
        with pytest.raises(StartError) as missing:
            load_content(folder)
        assert str(folder / name) in str(missing.value)
        assert "\n" not in str(missing.value)
    for content in (b"\xff\xfe\xfa", b"= ["):
        (folder / name).write_bytes(content)
        with pytest.raises(StartError) as broken:
            load_content(folder)
        assert name in str(broken.value) or str(folder) in str(broken.value)


def test_every_file_of_sentences_is_waited_for() -> None:
    """One that is not named in the code could be missing without a word at the start."""
    assert sorted(SENTENCES) == sorted(path.name for path in (FOLDER / "en").glob("*.ftl"))


def test_a_missing_content_folder(tmp_path: Path) -> None:
    """The same goes for all of them at once."""
    with pytest.raises(StartError, match="content"):
        load_content(tmp_path / "nowhere")


def test_missing_content_ends_the_start(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    """Exit code 1 and the file's name, before anything is made."""
    shutil.copytree(FOLDER, tmp_path / "content")
    (tmp_path / "content" / "helplines.toml").unlink()
    monkeypatch.setattr(bot, "load_content", lambda: load_content(tmp_path / "content"))
    monkeypatch.setenv("DISCORD_TOKEN", "a.b.c")
    assert bot.main([]) == 1
    assert "helplines.toml" in one_sentence(capsys, "Alongside cannot start: ")
    assert not (tmp_path / "data").exists()


def test_a_bot_is_made_without_a_token_or_a_file(tmp_path: Path) -> None:
    """Putting the bot together connects to nothing, opens nothing and writes nothing."""

    async def make() -> None:
        made = bot.create_bot(Settings(data=tmp_path / "data"))
        assert made.intents.value == discord.Intents(guilds=True).value
        with pytest.raises(RuntimeError, match="not started"):
            _ = made.services
        await made.close()
        await made.close()

    asyncio.run(make())
    assert list(tmp_path.iterdir()) == []


def run_python(*arguments: str, **env: str) -> "subprocess.Popen[str]":
    """Start Python as a host would, in an environment without settings."""
    clean = {name: value for name, value in os.environ.items() if name not in known()}
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**clean, "PYTHONPATH": str(ROOT), **env},
    )


def test_help_explains_itself() -> None:
    """`--help` names each command and what a token is for."""
    out, err = (process := run_python(str(ROOT / "bot.py"), "--help")).communicate(timeout=20)
    assert (process.returncode, err) == (0, "")
    for word in ("run", "try", "--env-file", "--resync", "DISCORD_TOKEN", ".env.example"):
        assert word in out


def test_a_wrong_setting_from_outside(tmp_path: Path) -> None:
    """The process itself ends with 2, says one line, and leaves nothing behind."""
    process = run_python(str(ROOT / "bot.py"), DISCORD_TOKEN="Hunter2", ALONGSIDE_DATA=str(tmp_path / "data"))
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (2, "")
    assert err.startswith("Settings: DISCORD_TOKEN should be")
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "data").exists()


# The bot itself, with Discord's side of the connection left out: it opens its store and stays.
STAYING = """
import asyncio, sys
import bot
from alongside.settings import Settings
from cogs.ui.client import AlongsideBot

async def start(self, token):
    self.tree.sync = synced
    await self._async_setup_hook()
    self._connection.application_id = 1
    await self.setup_hook()
    print("up", flush=True)
    await asyncio.sleep(60)

async def synced():
    return []

AlongsideBot.start = start
sys.exit(bot.main(["run"]))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_a_signal_ends_it_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    """It ends within seconds with 0, says nothing alarming, and folds its log into the database."""
    folder = tmp_path / "data"
    process = run_python("-c", STAYING, DISCORD_TOKEN="a.b.c", ALONGSIDE_DATA=str(folder))
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        assert (folder / "alongside.db").exists()
        process.send_signal(number)
        _, err = process.communicate(timeout=5)
    finally:
        process.kill()
    assert process.returncode == 0
    assert "Traceback" not in err
    assert sorted(path.name for path in folder.iterdir()) == ["alongside.db", "master.key"]
