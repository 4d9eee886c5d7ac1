"""Ciphers: what is sealed comes back whole, to its owner and in its place, or not at all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alongside.errors import Unsealable
from alongside.store.sealing import KEY_BYTES, MasterKey, OwnerTags, Sealer, new_key
from tests.store.kit import CHARACTERS, UNHURRIED

ANY_TEXT = st.text(CHARACTERS, max_size=4000)
NAMES = st.text(CHARACTERS, max_size=20)
KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
BLOCK = 64
OVERHEAD = 1 + 12 + 16  # format, nonce, tag


def seal(text: str, key: bytes = b"k" * KEY_BYTES) -> bytes:
    """Seal a text as one person's note."""
    return Sealer(key, "owner").seal(text, table="draft", record="a1", field="note")


def open_sealed(sealed: bytes, key: bytes = b"k" * KEY_BYTES) -> str:
    """Open what `seal` sealed."""
    return Sealer(key, "owner").open(sealed, table="draft", record="a1", field="note")


@UNHURRIED
@given(ANY_TEXT, KEYS, NAMES, NAMES, NAMES, NAMES)
@example("\ud800", b"k" * KEY_BYTES, "", "", "", "")
@example("\udfff" * 4000, b"k" * KEY_BYTES, "o", "t", "r", "f")
@example("ends in nothing\x00\x00", b"k" * KEY_BYTES, "o", "t", "r", "f")
@example("\x00" * BLOCK, b"k" * KEY_BYTES, "o", "t", "r", "f")
@example("\x80", b"k" * KEY_BYTES, "o", "t", "r", "f")
@example("😀" * 4000, b"k" * KEY_BYTES, "o", "t", "r", "f")
def test_any_text_comes_back(text: str, key: bytes, owner: str, table: str, record: str, field: str) -> None:
    """Every text of every character returns as it was, in any place."""
    sealer = Sealer(key, owner)
    sealed = sealer.seal(text, table=table, record=record, field=field)
    assert sealer.open(sealed, table=table, record=record, field=field) == text


@UNHURRIED
@given(st.text(CHARACTERS, max_size=100), st.data())
def test_one_flipped_bit_closes_it(text: str, data: st.DataObject) -> None:
    """No bit of a sealed text can be changed: not of its format, its nonce, its content or its tag."""
    sealed = bytearray(seal(text))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Unsealable):
        open_sealed(bytes(sealed))


@UNHURRIED
@given(st.binary(max_size=200))
def test_any_other_bytes_stay_closed(found: bytes) -> None:
    """Bytes that were never sealed do not open, however few they are."""
    with pytest.raises(Unsealable):
        open_sealed(found)
    with pytest.raises(Unsealable):
        open_sealed(b"\x01" + found)


@UNHURRIED
@given(st.text(CHARACTERS, max_size=100), st.integers(1, 60))
def test_cut_short_it_stays_closed(text: str, missing: int) -> None:
    """A sealed text of which the end is missing does not open."""
    with pytest.raises(Unsealable):
        open_sealed(seal(text)[:-missing])


PLACES = st.tuples(NAMES, NAMES, NAMES, NAMES)


@UNHURRIED
@given(st.text(CHARACTERS, max_size=50), PLACES, PLACES)
@example("x", ("ab", "c", "r", "f"), ("a", "bc", "r", "f"))
@example("x", ("o", "draft", "a1", "note"), ("o", "draft", "a1", "label"))
@example("x", ("o", "draft", "a1", "note"), ("o", "draft", "a2", "note"))
@example("x", ("o", "draft", "a1", "note"), ("o", "reflection", "a1", "note"))
@example("x", ("o", "draft", "a1", "note"), ("p", "draft", "a1", "note"))
def test_it_opens_nowhere_else(text: str, place: tuple[str, ...], other: tuple[str, ...]) -> None:
    """With the very same key, a sealed text opens only for its owner, table, record and field."""
    key = b"k" * KEY_BYTES

    def kept_at(where: tuple[str, ...]) -> tuple[Sealer, dict[str, str]]:
        owner, table, record, field = where
        return Sealer(key, owner), {"table": table, "record": record, "field": field}

    sealer, names = kept_at(place)
    sealed = sealer.seal(text, **names)
    elsewhere, other_names = kept_at(other)
    if place == other:
        assert elsewhere.open(sealed, **other_names) == text
    else:
        with pytest.raises(Unsealable):
            elsewhere.open(sealed, **other_names)


@UNHURRIED
@given(st.text(CHARACTERS, max_size=50), KEYS, KEYS)
def test_another_key_opens_nothing(text: str, key: bytes, other: bytes) -> None:
    """Only the key that sealed opens."""
    if key != other:
        with pytest.raises(Unsealable):
            open_sealed(seal(text, key), other)


@UNHURRIED
@given(st.integers(0, 300), st.integers(0, 300))
def test_length_shows_in_blocks_only(one: int, two: int) -> None:
    """A sealed text is whole blocks long: within a block, nobody sees how much was written."""
    first, second = seal("x" * one), seal("y" * two)
    assert (len(first) - OVERHEAD) % BLOCK == 0
    assert (len(first) == len(second)) == (one // BLOCK == two // BLOCK)


@UNHURRIED
@given(st.text(CHARACTERS, max_size=50))
def test_the_same_text_never_looks_the_same(text: str) -> None:
    """Two seals of one text in one place share no nonce and no content."""
    first, second = seal(text), seal(text)
    assert first[1:13] != second[1:13]
    assert first[13:] != second[13:]


@UNHURRIED
@given(KEYS, KEYS, NAMES)
def test_a_wrapped_key_comes_back(secret: bytes, key: bytes, name: str) -> None:
    """A key that the master key wrapped is unwrapped for the same name, and does not stand in it in clear."""
    wrapped = MasterKey(secret).wrap(key, name)
    assert MasterKey(secret).unwrap(wrapped, name) == key
    assert key not in wrapped


@UNHURRIED
@given(KEYS, KEYS, NAMES, NAMES)
def test_a_wrapped_key_stays_with_its_name(secret: bytes, other: bytes, name: str, wrong: str) -> None:
    """Another master key or another name unwraps nothing."""
    wrapped = MasterKey(secret).wrap(new_key(), name)
    if other != secret:
        with pytest.raises(Unsealable):
            MasterKey(other).unwrap(wrapped, name)
    if wrong != name:
        with pytest.raises(Unsealable):
            MasterKey(secret).unwrap(wrapped, wrong)


@pytest.mark.parametrize("length", [0, 16, 24, 31, 33, 64])
def test_a_master_key_has_32_bytes(length: int) -> None:
    """A key of another length is refused, with both lengths and without the key."""
    with pytest.raises(ValueError, match=f"32 bytes, not {length}"):
        MasterKey(b"k" * length)


@UNHURRIED
@given(KEYS, KEYS)
def test_a_master_key_is_named_without_being_told(secret: bytes, other: bytes) -> None:
    """The name of a key is stable, differs between keys, and is no part of it."""
    assert MasterKey(secret).id == MasterKey(secret).id
    assert MasterKey(secret).id not in secret.hex()
    if other != secret:
        assert MasterKey(other).id != MasterKey(secret).id


IDS = st.integers(0, 2**64 - 1)


@UNHURRIED
@given(KEYS, KEYS, IDS, IDS)
def test_owner_tags(key: bytes, other: bytes, one: int, two: int) -> None:
    """A tag is stable, differs by person and by key, and does not contain the id."""
    tags = OwnerTags(key)
    assert tags.of(one) == OwnerTags(key).of(one)
    assert len(tags.of(one)) == 64
    assert (tags.of(one) == tags.of(two)) == (one == two)
    if other != key:
        assert OwnerTags(other).of(one) != tags.of(one)
    if one > 10**14:
        assert str(one) not in tags.of(one)
