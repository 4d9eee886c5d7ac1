"""Ciphers: how a person's content is sealed, and how their key is.

AES-256-GCM from `cryptography`, with a random 96-bit nonce each time. What is sealed is bound, as
associated data, to its owner, table, record and field: a row or cell that is moved does not open.
"""

import hashlib
import hmac
import json
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.errors import Unsealable

KEY_BYTES = 32
_NONCE_BYTES = 12
_FORMAT = b"\x01"
# Lengths are rounded up, so that the file does not tell a short note from none or from a long one exactly.
_BLOCK = 64


def new_key() -> bytes:
    """Return a fresh random key of 32 bytes."""
    return os.urandom(KEY_BYTES)


class MasterKey:
    """The host's key. It only ever wraps other keys, so that changing it leaves content untouched."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError(f"a master key has {KEY_BYTES} bytes, not {len(secret)}")
        self._cipher = AESGCM(secret)
        self.id = hashlib.sha256(b"alongside master key" + secret).hexdigest()[:16]
        """Which key this is, without saying what it is."""

    def wrap(self, key: bytes, name: str) -> bytes:
        """Wrap a key; `name` says whose it is and must be given again to unwrap it."""
        return _encrypt(self._cipher, key, _bound("key", name))

    def unwrap(self, wrapped: bytes, name: str) -> bytes:
        """Return a wrapped key. Raises Unsealable for another master key or another name."""
        return _decrypt(self._cipher, wrapped, _bound("key", name))


class OwnerTags:
    """Turns Discord user ids into the tags that stand in the file: HMAC-SHA256, keyed."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, user_id: int) -> str:
        """Return the owner tag of a user id: 64 hexadecimal characters."""
        return hmac.new(self._key, str(user_id).encode(), hashlib.sha256).hexdigest()

    def slot(self, owner: str, name: str) -> str:
        """Return a tag for a named thing of one owner: 64 hexadecimal characters."""
        return hmac.new(self._key, _bound("slot", owner, name), hashlib.sha256).hexdigest()


class Sealer:
    """Seals and opens one person's content with their own key."""

    def __init__(self, key: bytes, owner: str) -> None:
        self._cipher = AESGCM(key)
        self._owner = owner

    def seal(self, text: str, *, table: str, record: str, field: str) -> bytes:
        """Seal a text of any characters, lone surrogates included."""
        plain = text.encode("utf-8", "surrogatepass") + b"\x80"
        padded = plain + bytes(-len(plain) % _BLOCK)
        return _encrypt(self._cipher, padded, _bound(self._owner, table, record, field))

    def open(self, sealed: bytes, *, table: str, record: str, field: str) -> str:
        """Return the text. Raises Unsealable where it was altered or belongs elsewhere."""
        padded = _decrypt(self._cipher, sealed, _bound(self._owner, table, record, field))
        return padded.rstrip(b"\x00")[:-1].decode("utf-8", "surrogatepass")


def _bound(*parts: str) -> bytes:
    # JSON keeps the parts apart: ("ab", "c") and ("a", "bc") differ.
    return json.dumps(parts).encode()


def _encrypt(cipher: AESGCM, plain: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return _FORMAT + nonce + cipher.encrypt(nonce, plain, bound)


def _decrypt(cipher: AESGCM, sealed: object, bound: bytes) -> bytes:
    head = len(_FORMAT) + _NONCE_BYTES
    # Somebody may have written a text or a number where bytes were.
    if not isinstance(sealed, bytes) or not sealed.startswith(_FORMAT):
        raise Unsealable("unknown format")
    try:
        return cipher.decrypt(sealed[len(_FORMAT) : head], sealed[head:], bound)
    except (InvalidTag, ValueError) as error:
        raise Unsealable("altered, moved, or sealed with another key") from error
