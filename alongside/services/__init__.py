"""What the bot can do, each capability on its own: takes store, clock and content, returns plain values."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from alongside.clock import Clock
from alongside.content import Content
from alongside.services.asking import AskingService
from alongside.services.bringing import BringingService
from alongside.services.checkin import CheckInService
from alongside.services.closing import ClosingService
from alongside.services.guided import GuidedService
from alongside.services.installation import Installation
from alongside.services.offers import OfferService
from alongside.services.pause import PauseService
from alongside.services.privacy import PrivacyService
from alongside.services.reflections import ReflectionService
from alongside.services.reminders import ReminderService
from alongside.services.support import SupportService
from alongside.services.taking import TakingService
from alongside.services.today import TodayService
from alongside.services.trends import TrendsService
from alongside.services.upkeep import Upkeep
from alongside.store.opening import Store


@dataclass(frozen=True)
class Services:
    """Every capability, over one store."""

    checkin: CheckInService
    asking: AskingService
    guided: GuidedService
    closing: ClosingService
    today: TodayService
    pause: PauseService
    reminders: ReminderService
    offers: OfferService
    reflections: ReflectionService
    support: SupportService
    privacy: PrivacyService
    taking: TakingService
    bringing: BringingService
    trends: TrendsService
    upkeep: Upkeep
    installation: Installation
    close: Callable[[], Awaitable[None]]
    """Closes the store that all of them stand on."""


def compose(store: Store, clock: Clock, content: Content) -> Services:
    """Put the services together."""
    reminders = ReminderService(store, clock, content)
    # Where people are is known from their reminder, as far as they said so.
    zone_of = reminders.zone_of
    return Services(
        checkin=CheckInService(store, clock, content, zone_of),
        asking=AskingService(content),
        guided=GuidedService(store, clock, content),
        closing=ClosingService(store, clock),
        today=TodayService(store, clock, content),
        pause=PauseService(store, clock, content),
        reminders=reminders,
        offers=OfferService(store, clock),
        reflections=ReflectionService(store, clock, content, zone_of),
        support=SupportService(store, clock),
        privacy=PrivacyService(store, clock),
        taking=TakingService(store, clock, zone_of),
        bringing=BringingService(store, clock),
        trends=TrendsService(store, clock, zone_of),
        upkeep=Upkeep(store, clock),
        installation=Installation(store),
        close=store.close,
    )
