"""The sections of an export that are not reflections: daily questions, offer cards, support channels."""

from datetime import date, datetime
from typing import Any

from alongside.errors import Unsealable
from alongside.offering import Card
from alongside.store.opening import Store
from alongside.store.reminders import Delivery
from alongside.supporting import Claim, Request


async def other_sections(store: Store, user_id: int, now: datetime) -> list[tuple[str, dict[str, Any]]]:
    """Return each entry with the name of its section. Raises UserError where their key does not open."""
    entries = [("reminders", each) for each in await _reminders(store, user_id, now)]
    entries += [("deliveries", _delivery(each)) for each in await store.reminders.deliveries_of(user_id)]
    entries += [("offers", _offer(each)) for each in await store.offers.all_of(user_id)]
    entries += [("offer_blocks", {"sender": each}) for each in await store.offers.blocks_of(user_id)]
    entries += [("support_requests", _asked(each)) for each in await store.support_requests.all_of(user_id)]
    entries += [("support_given", _given(each)) for each in await store.support_claims.all_of(user_id)]
    return entries


def _asked(request: Request) -> dict[str, Any]:
    """Return what is stored of a request for support: where it stands, and nothing of what was asked for."""
    return {
        "id": request.id,
        "opened_at": request.opened_at.isoformat(),
        "met_at": _iso(request.met_at),
        "closed_at": _iso(request.closed_at),
        "reported_at": _iso(request.reported_at),
        "state": request.state,
        "ending": request.ending,
        "server_id": f"{request.guild_id}",
        "thread_id": None if request.thread_id is None else f"{request.thread_id}",
    }


def _given(claim: Claim) -> dict[str, Any]:
    """Return what is stored of helping with a request."""
    return {
        "id": claim.request,
        "since": claim.since.isoformat(),
        "ended_at": _iso(claim.ended_at),
        "told_at": _iso(claim.told_at),
        "reported_at": _iso(claim.reported_at),
        "presence": claim.presence,
    }


async def _reminders(store: Store, user_id: int, now: datetime) -> list[dict[str, Any]]:
    """Return the daily reminder, if there is one: what was set, how it stands, and what was asked lately."""
    try:
        reminder = await store.reminders.get(user_id, now)
    except Unsealable:
        return [{"unreadable": True}]
    if reminder is None:
        return []
    setting = reminder.setting
    written = {
        "at": setting.at.isoformat("minutes"),
        "zone": setting.zone,
        "weekdays": sorted(setting.weekdays),
        "language": setting.language,
        "asked": {ident: day.isoformat() for ident, day in reminder.asked.items()},
        "state": reminder.state,
        "next_due": _iso(reminder.next_due),
        "next_day": _iso(reminder.next_day),
        "paused_until": _iso(reminder.paused_until),
        "unanswered": reminder.unanswered,
    }
    return [written | await store.reminders.more_of(user_id)]


def _delivery(delivery: Delivery) -> dict[str, Any]:
    """Return when one message of the daily reminder was due, and what became of it."""
    return {
        "id": delivery.id,
        "day": _iso(delivery.day),
        "matter": delivery.matter,
        "state": delivery.state,
        "due_at": _iso(delivery.due_at),
        "claimed_at": _iso(delivery.claimed_at),
        "again_at": _iso(delivery.again_at),
        "sent_at": _iso(delivery.sent_at),
    }


def _iso(when: date | None) -> str | None:
    return None if when is None else when.isoformat()


def _offer(card: Card) -> dict[str, Any]:
    """Return an offer card; one that ended only says until when no other one goes out."""
    return {
        "id": card.id,
        "role": "asked by you" if card.mine else "asked of you",
        "ends_at": card.ends_at.isoformat(),
        "channel_id": None if card.place is None else f"{card.place.channel_id}",
        "message_id": None if card.place is None else f"{card.place.message_id}",
    }
