"""The host's key on the disk: reading it, making it, and putting it where a kill cannot halve it."""

import base64
import binascii
import logging
import os
from contextlib import suppress
from pathlib import Path

from alongside.errors import StartError
from alongside.store.sealing import KEY_BYTES, MasterKey, new_key

KEY_NAME = "master.key"
# Where a new key waits while everything is wrapped with it.
NEXT_NAME = "master.key.new"

log = logging.getLogger("alongside.store")


def decode_key(text: str) -> bytes:
    """Return the 32 bytes of a key as it is written down (base64). Raises ValueError."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError(f"{len(key)} bytes instead of {KEY_BYTES}")
    return key


def encode_key(key: bytes) -> bytes:
    """Return a key as it stands in a file: base64 and the end of a line."""
    return base64.b64encode(key) + b"\n"


def key_in(path: Path, *, may_make: bool = False) -> bytes:
    """Return the key in a file, made where there is none and it may be. Raises StartError."""
    if not path.exists():
        if not may_make:
            raise StartError(
                f"The key that belongs to this database is not here: {path} is missing and ALONGSIDE_KEY is "
                "not set. Put the key back; without it nothing in the database can be read."
            )
        return _make(path)
    try:
        path.chmod(0o600)  # one that was put back from a copy may be open to others
        return decode_key(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise StartError(f"The key file {path} cannot be read ({error}). Put the right key back.") from error


def next_master(folder: Path) -> MasterKey | None:
    """Return the key that a change of the key file was going to; None for no change under way."""
    with suppress(OSError, ValueError):
        return MasterKey(decode_key((folder / NEXT_NAME).read_text(encoding="ascii")))
    return None


def write_key(path: Path, key: bytes) -> None:
    """Put a key into a file: all of it and on the disk when this returns, or as before. Raises OSError."""
    part = path.with_name(f"{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(encode_key(key))
        file.flush()
        os.fsync(file.fileno())
    move_key(part, path)


def move_key(source: Path, target: Path) -> None:
    """Give a key file another name, for good when this returns. Raises OSError."""
    source.replace(target)
    try:
        folder = os.open(target.parent, os.O_RDONLY)
    except OSError:
        return  # Windows opens no folders, and needs none of this
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _make(path: Path) -> bytes:
    key = new_key()
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(encode_key(key))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StartError(f"The key file {path} cannot be written ({error.strerror}).") from error
    log.warning(
        "A new master key was made. Keep a copy of the file %s in a safe place, apart from the database and "
        "its backups: without it nothing that people keep can ever be read again.",
        path,
    )
    return key
