"""How requests for support and helpers' claims become rows and back: the ids in them are sealed."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import aiosqlite

from alongside.clock import from_seconds, to_seconds
from alongside.errors import Unsealable
from alongside.store.people import People
from alongside.store.sealing import Sealer
from alongside.supporting import Claim, Ending, Presence, Request, State

REQUEST, CLAIM = "support_request", "support_claim"
COLUMNS = "id, state, opened_at, closed_at, met_at, reported_at, body"
CLAIM_COLUMNS = "request, presence, since, ended_at, told_at, reported_at, body"
_IDS = ("guild", "user", "thread", "message", "card", "card_channel")


def request_of(sealer: Sealer, cells: Sequence[Any]) -> Request:
    """Return the request in a row of COLUMNS. Raises Unsealable."""
    record, state, opened_at, closed_at, met_at, reported_at, body = cells
    text = sealer.open(body, table=REQUEST, record=record, field="body")
    try:
        raw: dict[str, Any] = json.loads(text)
        guild, user, thread, message, card, card_channel = (raw[name] for name in _IDS)
        return Request(
            id=record,
            guild_id=int(guild),
            user_id=int(user),
            state=State(state),
            code=str(raw["code"]),
            opened_at=from_seconds(opened_at),
            thread_id=_maybe(thread),
            message_id=_maybe(message),
            card_id=_maybe(card),
            card_channel_id=_maybe(card_channel),
            closed_at=_time(closed_at),
            delete_at=_time(raw["delete_at"]),
            ending=None if raw["ending"] is None else Ending(raw["ending"]),
            met_at=_time(met_at),
            reported_at=_time(reported_at),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Unsealable("a request of an unknown shape") from error


def _maybe(value: Any) -> int | None:
    return None if value is None else int(value)


def _time(value: int | None) -> datetime | None:
    return None if value is None else from_seconds(value)


def _body(sealer: Sealer, request: Request) -> bytes:
    ids = (
        request.guild_id,
        request.user_id,
        request.thread_id,
        request.message_id,
        request.card_id,
        request.card_channel_id,
    )
    raw: dict[str, Any] = dict(zip(_IDS, ids, strict=True))
    raw |= {"code": request.code, "ending": request.ending}
    raw["delete_at"] = None if request.delete_at is None else to_seconds(request.delete_at)
    return sealer.seal(json.dumps(raw), table=REQUEST, record=request.id, field="body")


async def insert_request(
    connection: aiosqlite.Connection,
    sealer: Sealer,
    owner: str,
    space: str,
    request: Request,
    look_at: datetime,
) -> None:
    """Add a request that is open."""
    await connection.execute(
        "INSERT INTO support_request (owner, id, space, slot, state, opened_at, look_at, body) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            owner,
            request.id,
            space,
            space,
            request.state.value,
            to_seconds(request.opened_at),
            to_seconds(look_at),
            _body(sealer, request),
        ),
    )


async def save_request(
    connection: aiosqlite.Connection,
    people: People,
    sealer: Sealer,
    request: Request,
    look_at: datetime | None,
) -> None:
    """Write a request over what stands there; `look_at` stays as it is where none is given."""
    is_open = request.state in (State.OPENING, State.OPEN)
    await connection.execute(
        "UPDATE support_request SET slot = ?, place = ?, state = ?, closed_at = ?, "
        "look_at = coalesce(?, look_at), body = ? WHERE id = ?",
        (
            people.space(request.guild_id) if is_open else None,
            None if request.thread_id is None else people.place(request.thread_id),
            request.state.value,
            None if request.closed_at is None else to_seconds(request.closed_at),
            None if look_at is None else to_seconds(look_at),
            _body(sealer, request),
            request.id,
        ),
    )


def claim_of(sealer: Sealer, cells: Sequence[Any]) -> Claim:
    """Return the claim in a row of CLAIM_COLUMNS. Raises Unsealable."""
    record, presence, since, ended_at, told_at, reported_at, body = cells
    text = sealer.open(body, table=CLAIM, record=record, field="body")
    try:
        return Claim(
            request=record,
            user_id=int(json.loads(text)["user"]),
            presence=Presence(presence),
            since=from_seconds(since),
            ended_at=_time(ended_at),
            told_at=_time(told_at),
            reported_at=_time(reported_at),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Unsealable("a claim of an unknown shape") from error


def claim_body(sealer: Sealer, claim: Claim) -> bytes:
    """Return what is sealed of a claim: who it is that may have to be taken out of the thread."""
    return sealer.seal(json.dumps({"user": claim.user_id}), table=CLAIM, record=claim.request, field="body")
