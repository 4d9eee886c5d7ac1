"""What the host decides: read from the environment or a `.env` file, checked before anything starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from alongside.errors import SettingsError
from alongside.store.keys import decode_key

LOG_LEVELS = ("debug", "info", "warning", "error")
LOG_FORMATS = ("text", "json")


@dataclass(frozen=True)
class Settings:
    """Every setting. See `.env.example` for what each means to a host."""

    token: str | None = field(default=None, repr=False)
    data: Path = Path("data")
    key: bytes | None = field(default=None, repr=False)
    new_key: bytes | None = field(default=None, repr=False)
    """The master key that `rotate-key` changes to, where the host keeps it elsewhere than in a file."""
    shards: int | None = None
    log_level: str = "info"
    log_format: str = "text"
    tryout_port: int = 0
    tryout_data: Path | None = None
    resync: bool = False
    """Tell Discord about the commands at this start even if they have not changed."""

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Read settings from a mapping such as os.environ; empty values count as missing.

        Raises SettingsError that names the setting and what it should be, never its value: it may
        be a secret in the wrong place.
        """
        given = {name: value.strip() for name, value in env.items() if value.strip()}
        tryout_data = given.get("ALONGSIDE_TRYOUT_DATA")
        return cls(
            token=_token(given),
            data=Path(given.get("ALONGSIDE_DATA", "data")),
            key=_key(given, "ALONGSIDE_KEY"),
            new_key=_key(given, "ALONGSIDE_NEW_KEY"),
            shards=_number(given, "ALONGSIDE_SHARDS", 1, 100_000),
            log_level=_one_of(given, "ALONGSIDE_LOG_LEVEL", LOG_LEVELS, "info"),
            log_format=_one_of(given, "ALONGSIDE_LOG_FORMAT", LOG_FORMATS, "text"),
            tryout_port=_number(given, "ALONGSIDE_TRYOUT_PORT", 1, 65_535) or 0,
            tryout_data=Path(tryout_data) if tryout_data else None,
        )


def _token(given: Mapping[str, str]) -> str | None:
    token = given.get("DISCORD_TOKEN")
    if token is not None and token.count(".") != 2:
        raise SettingsError(
            "DISCORD_TOKEN should be the bot's token from Discord's developer portal: three parts with dots "
            "between them. Leave it empty for the try-out."
        )
    return token


def _key(given: Mapping[str, str], name: str) -> bytes | None:
    text = given.get(name)
    try:
        return None if text is None else decode_key(text)
    except ValueError as error:
        raise SettingsError(
            f"{name} should be 32 bytes in base64, as in the file master.key; it is {error}."
        ) from error


def _number(given: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    text = given.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise SettingsError(f"{name} should be a whole number from {least} to {most}.")
    return int(text)


def _one_of(given: Mapping[str, str], name: str, allowed: tuple[str, ...], default: str) -> str:
    value = given.get(name, default).lower()
    if value not in allowed:
        raise SettingsError(f"{name} should be one of: {', '.join(allowed)}.")
    return value
