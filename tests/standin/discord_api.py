"""The part of Discord that direct messages need, on loopback: nonces, limits, trouble, and counts of all."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from tests.standin.virtual import unbusy

EPOCH_MS = 1_420_070_400_000
BOT = {"id": "900000000000000001", "username": "Alongside", "discriminator": "0", "avatar": None, "bot": True}
# Discord knows a nonce for "the past few minutes".
NONCE_LIFE = 180.0
GLOBAL_LIMIT = 50
CHANNEL_LIMIT, CHANNEL_WINDOW = 5, 5.0


@dataclass
class Sent:
    """A message that exists."""

    id: int
    channel: int
    user: int
    nonce: str
    at: float
    payload: dict[str, Any]


@dataclass
class Trouble:
    """What is to go wrong with the next requests of a kind ("messages", "channels" or "look")."""

    status: int
    kind: str = "messages"
    times: int = 1
    created: bool = False
    """The message comes into being all the same, and nobody is told."""
    retry_after: float = 0.0
    everywhere: bool = False
    code: int = 0


@dataclass
class StandIn:
    """Discord, as far as it goes. `now` tells seconds since 1970."""

    now: Callable[[], float] = time.time
    sent: list[Sent] = field(default_factory=list)
    counts: "Counter[str]" = field(default_factory=Counter)
    closed: set[int] = field(default_factory=set)
    strangers: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    """Ids of messages that their recipients removed."""
    troubles: list[Trouble] = field(default_factory=list)
    channels: dict[int, int] = field(default_factory=dict)
    latency: float = 0.0
    any_channel: bool = False
    """Take messages for channels that nobody asked for; each is its own user then."""
    before_sending: Callable[[int], Awaitable[None]] | None = None
    """Called with the user's id before a message comes into being …"""
    after_sending: Callable[[Sent], Awaitable[None]] | None = None
    """… and after that, before anybody is told."""
    answered: "asyncio.Event" = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._number = 0
        self._users: dict[int, int] = {}
        self._window: tuple[int, int] = (0, 0)
        self._buckets: dict[str, tuple[float, int]] = {}
        self._nonces: dict[str, Sent] = {}
        self._runner: web.AppRunner | None = None
        self.base = ""

    async def start(self) -> None:
        """Begin to listen on a free port; `base` is then what `discord.http.Route.BASE` has to be."""
        app = web.Application()
        app.router.add_route("*", "/api/v10/{tail:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.base = f"http://{host}:{port}/api/v10"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    def to(self, user: int) -> list[Sent]:
        """Return what somebody was sent."""
        return [each for each in self.sent if each.user == user]

    def channel_of(self, user: int) -> int:
        """Return the channel of somebody's direct messages, made where there was none."""
        if user not in self.channels:
            self.channels[user] = self._snowflake()
            self._users[self.channels[user]] = user
        return self.channels[user]

    def lose_channel(self, user: int) -> None:
        """Let the channel that somebody had be unknown; asked for anew, there is another one."""
        self._users.pop(self.channels.pop(user))

    def _snowflake(self) -> int:
        self._number += 1
        return (int(self.now() * 1000) - EPOCH_MS << 22) + self._number

    async def _answer(self, request: web.Request) -> web.Response:
        tail, method = request.match_info["tail"], request.method
        if self.latency and tail.startswith("channels/"):
            with unbusy():
                await asyncio.sleep(self.latency)
        if tail.startswith(("interactions/", "webhooks/")):
            return await self._interaction(request)
        self.counts["requests"] += 1
        if (over := self._over_global()) is not None:
            return over
        if tail == "users/@me":
            return _json(BOT)
        if tail == "oauth2/applications/@me":
            return _json(_application())
        if tail == "users/@me/channels" and method == "POST":
            return await self._open(await request.json())
        if tail.startswith("channels/") and tail.endswith("/messages"):
            channel = int(tail.split("/")[1])
            return await (
                self._create(channel, request) if method == "POST" else self._list(channel, request)
            )
        if tail.endswith("/commands"):
            return _json([])
        return _json({"message": "404: Not Found", "code": 0}, status=404)

    async def _interaction(self, request: web.Request) -> web.Response:
        self.counts["interactions"] += 1
        self.answered.set()
        if not request.path.endswith("/callback"):
            return _json({"id": str(self._snowflake()), "channel_id": "1", "author": BOT} | _message())
        return _json({"interaction": {"id": request.path.split("/")[4], "type": 2}})

    def _over_global(self) -> web.Response | None:
        second, count = self._window
        now = self.now()
        self._window = (int(now), count + 1) if int(now) == second else (int(now), 1)
        self.counts["busiest"] = max(self.counts["busiest"], self._window[1])
        if self._window[1] <= GLOBAL_LIMIT:
            return None
        self.counts["429"] += 1
        return _limited(1 - now % 1, everywhere=True)

    def _trouble(self, kind: str) -> Trouble | None:
        for each in self.troubles:
            if each.kind == kind:
                each.times -= 1
                if each.times <= 0:
                    self.troubles.remove(each)
                self.counts[f"{each.status}"] += 1
                return each
        return None

    async def _open(self, payload: dict[str, Any]) -> web.Response:
        self.counts["opened"] += 1
        user = int(payload["recipient_id"])
        if (trouble := self._trouble("channels")) is not None:
            return _failed(trouble)
        if user in self.deleted:
            return _error(404, 10013, "Unknown User")
        if user in self.strangers:
            return _error(403, 50278, "Cannot send messages to this user due to having no mutual guilds")
        recipient = {"id": str(user), "username": "somebody", "discriminator": "0", "avatar": None}
        return _json(
            {"id": str(self.channel_of(user)), "type": 1, "last_message_id": None, "recipients": [recipient]}
        )

    async def _create(self, channel: int, request: web.Request) -> web.Response:
        self.counts["tried"] += 1
        payload = await request.json()
        trouble = self._trouble("messages")
        if trouble is not None and not trouble.created:
            return _failed(trouble)
        if self.any_channel:
            self._users.setdefault(channel, channel)
        if channel not in self._users:
            return _error(404, 10003, "Unknown Channel")
        user = self._users[channel]
        if user in self.closed or user in self.strangers or user in self.deleted:
            self.counts["refused"] += 1
            return _error(
                403, 50278 if user in self.strangers else 50007, "Cannot send messages to this user"
            )
        headers = self._spend(f"messages {channel}")
        if headers is None:
            self.counts["429"] += 1
            return _limited(1.0)
        if self.before_sending is not None:
            await self.before_sending(user)
        nonce = str(payload.get("nonce", ""))
        assert len(nonce) <= 25
        known = self._nonces.get(nonce) if payload.get("enforce_nonce") else None
        if known is not None and self.now() - known.at <= NONCE_LIFE:
            self.counts["repeated"] += 1
            if known.id in self.removed:
                return _error(404, 10008, "Unknown Message")
            return _json(_of(known), headers=headers)
        made = Sent(self._snowflake(), channel, user, nonce, self.now(), payload)
        self.sent.append(made)
        self._nonces[nonce] = made
        if self.after_sending is not None:
            await self.after_sending(made)
        return _json(_of(made), headers=headers) if trouble is None else _failed(trouble)

    def _spend(self, bucket: str) -> dict[str, str] | None:
        since, used = self._buckets.get(bucket, (self.now(), 0))
        if self.now() - since >= CHANNEL_WINDOW:
            since, used = self.now(), 0
        if used >= CHANNEL_LIMIT:
            return None
        self._buckets[bucket] = (since, used + 1)
        reset = since + CHANNEL_WINDOW - self.now()
        return {
            "X-RateLimit-Limit": str(CHANNEL_LIMIT),
            "X-RateLimit-Remaining": str(CHANNEL_LIMIT - used - 1),
            "X-RateLimit-Reset": f"{self.now() + reset:.3f}",
            "X-RateLimit-Reset-After": f"{reset:.3f}",
            "X-RateLimit-Bucket": "b0b",
        }

    async def _list(self, channel: int, request: web.Request) -> web.Response:
        self.counts["looked"] += 1
        if (trouble := self._trouble("look")) is not None:
            return _failed(trouble)
        if channel not in self._users:
            return _error(404, 10003, "Unknown Channel")
        after = int(request.query.get("after", 0))
        there = [s for s in self.sent if s.channel == channel and s.id > after and s.id not in self.removed]
        return _json([_of(each) for each in there])


def _json(said: object, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    # With a charset behind it, discord.py would take it for text.
    plain = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(said).encode(), status=status, headers=plain)


def _application() -> dict[str, Any]:
    return {
        "id": "900000000000000001",
        "name": "Alongside",
        "icon": None,
        "description": "",
        "rpc_origins": [],
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0",
        "owner": BOT,
        "team": None,
        "flags": 0,
    }


def _message() -> dict[str, Any]:
    return {
        "content": "",
        "timestamp": datetime(2027, 1, 1, tzinfo=UTC).isoformat(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "components": [],
    }


def _of(sent: Sent) -> dict[str, Any]:
    said = {"id": str(sent.id), "channel_id": str(sent.channel), "author": BOT, "nonce": sent.nonce}
    return _message() | said | {"components": sent.payload.get("components", []), "flags": 1 << 15}


def _error(status: int, code: int, message: str) -> web.Response:
    return _json({"message": message, "code": code}, status=status)


def _limited(retry_after: float, *, everywhere: bool = False) -> web.Response:
    headers = {"Via": "1.1 google", "Retry-After": f"{int(retry_after) + 1}"}
    if everywhere:
        headers |= {"X-RateLimit-Global": "true", "X-RateLimit-Scope": "global"}
    body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": everywhere}
    return _json(body, status=429, headers=headers)


def _failed(trouble: Trouble) -> web.Response:
    if trouble.status == 429:
        return _limited(trouble.retry_after, everywhere=trouble.everywhere)
    return _error(trouble.status, trouble.code, f"{trouble.status}")


def ids_in(sent: Sent) -> str:
    """Return the components of a message as text, custom ids among them."""
    return json.dumps(sent.payload.get("components", []))
