"""Reading content files: what they lack is named, with the place where it is missing."""

import tomllib
from collections.abc import Mapping
from typing import Any, TypeVar

T = TypeVar("T")


def read_toml(text: str) -> dict[str, Any]:
    """Return what a TOML text holds. Raises ValueError where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"not valid TOML: {error}") from error


def need(section: object, key: str, kind: type[T], where: str) -> T:
    """Return a field that has to be there and not empty. Raises ValueError that names it."""
    if not isinstance(section, Mapping):
        raise ValueError(f"{where}: {section!r} should be a table of fields")
    value = section.get(key)
    if not isinstance(value, kind) or not value:
        raise ValueError(f"{where}: {key!r} is missing or not a {kind.__name__}")
    return value


def need_texts(section: object, key: str, where: str, least: int = 1) -> tuple[str, ...]:
    """Return a list of at least so many texts. Raises ValueError that names it."""
    texts = need(section, key, list, where)
    if len(texts) < least or not all(isinstance(each, str) and each for each in texts):
        raise ValueError(f"{where}: {key!r} should be a list of {least} texts or more")
    return tuple(texts)
