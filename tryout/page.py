"""What the try-out's page shows, as HTML: values in, markup out."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from .words import Html, Words, fill
from .world import As, Kind, Place


@dataclass(frozen=True)
class View:
    """Everything that one rendering of the page depends on."""

    who: As
    places: list[Place]
    now: datetime
    secret: str
    notice: str | None = None


class Page:
    """Renders the page in the words, the zone and for the data folder of this run."""

    def __init__(self, words: Words, zone: str, kept_in: str | None) -> None:
        self._words = words
        self._zone = zone
        self._kept_in = kept_in

    def render(self, view: View) -> Html:
        """Return the whole page."""
        say = self._words.say
        return fill(
            "index.html",
            bot=say("bot.name"),
            server=say("server.name"),
            who=view.who,
            you=say(f"people.{view.who}.name"),
            member=say(f"people.{As.MEMBER}.name"),
            moderator=say(f"people.{As.MODERATOR}.name"),
            helper=say(f"people.{As.HELPER}.name"),
            keeping=self._keeping(),
            notice=self._notice(view.notice),
            people=Html("".join(self._person(who, view.who) for who in As)),
            places=Html("".join(self._place(place, view) for place in view.places)),
            day=self._written("page.day", view.now),
            hour=self._written("page.hour", view.now),
            instant=view.now.isoformat(timespec="seconds"),
            zone=self._zone,
            secret=view.secret,
        )

    def problem(self, name: str, home: str | None) -> Html:
        """Return a small page that says what went wrong; ``name`` is one of [problem] in the words.

        ``home`` is the path of the try-out's page, for those who may know it.
        """
        return fill(
            "problem.html",
            style=fill("style.html", home=home) if home else Html(),
            back=fill("back.html", home=home) if home else Html(),
            title=self._words.say(f"problem.{name}.title"),
            text=self._words.say(f"problem.{name}.text"),
        )

    def _keeping(self) -> str:
        if self._kept_in is None:
            return self._words.say("page.not_kept")
        return self._words.say("page.kept", folder=self._kept_in)

    def _notice(self, name: str | None) -> Html:
        return fill("notice.html", text=self._words.say(f"notice.{name}")) if name else Html()

    def _person(self, who: As, current: As) -> Html:
        return fill(
            "person.html",
            who=who,
            name=self._words.say(f"people.{who}.name"),
            part=self._words.say(f"people.{who}.part"),
            current="true" if who is current else "false",
        )

    def _place(self, place: Place, view: View) -> Html:
        return fill(
            "place.html",
            id=str(place.id),
            who=view.who,
            kind=place.kind,
            name=self._words.say(f"place.{place.kind}", name=place.name),
            topic=self._topic(place),
            state=self._state(place, view.now),
        )

    def _topic(self, place: Place) -> str:
        if place.kind is Kind.CHANNEL:
            return place.topic
        return self._words.say(f"place.{place.kind}_topic", bot=self._words.say("bot.name"))

    def _state(self, place: Place, now: datetime) -> str:
        """Say how many messages are there and when the last one came."""
        if place.closed:
            return self._words.say("place.closed")
        if place.latest is None:
            return self._words.say("place.empty")
        count = "one" if place.messages == 1 else "many"
        today = self._local(place.latest).date() == self._local(now).date()
        when = self._written("page.today" if today else "page.another_day", place.latest)
        return self._words.say(f"place.{count}", messages=place.messages, when=when)

    def _written(self, style: str, instant: datetime) -> str:
        local = self._local(instant)
        return local.strftime(self._words.say(style, day=local.day))  # "%d" would say "03"

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(ZoneInfo(self._zone))
