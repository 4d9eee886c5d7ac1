"""What the bot can do, each capability on its own: takes store, clock and content, returns plain values."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from alongside.clock import Clock
from alongside.content import Content
from alongside.services.checkin import CheckInService
from alongside.services.installation import Installation
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
    installation: Installation
    close: Callable[[], Awaitable[None]]
    """Closes the store that all of them stand on."""


def compose(store: Store, clock: Clock, content: Content) -> Services:
    """Put the services together."""
    return Services(
        checkin=CheckInService(store, clock, content),
        reflections=ReflectionService(store),
        privacy=PrivacyService(store, clock),
        upkeep=Upkeep(store, clock),
        installation=Installation(store),
        close=store.close,
    )
