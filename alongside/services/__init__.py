"""What the bot can do, each capability on its own: takes store, clock and content, returns plain values."""

from dataclasses import dataclass

from alongside.clock import Clock
from alongside.content import Content
from alongside.services.checkin import CheckInService
from alongside.services.privacy import PrivacyService
from alongside.services.reflections import ReflectionService
from alongside.services.upkeep import Upkeep
from alongside.store.opening import Store


@dataclass(frozen=True)
class Services:
    """Every capability, over one store."""

    checkin: CheckInService
    reflections: ReflectionService
    privacy: PrivacyService
    upkeep: Upkeep


def compose(store: Store, clock: Clock, content: Content) -> Services:
    """Put the services together."""
    return Services(
        checkin=CheckInService(store, clock, content),
        reflections=ReflectionService(store),
        privacy=PrivacyService(store, clock),
        upkeep=Upkeep(store, clock),
    )
