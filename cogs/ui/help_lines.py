"""Help lines on the screen, each with its source and when it was checked."""

from datetime import UTC, datetime, time

from discord.utils import format_dt

from alongside.helplines import Contact, Country, EmergencyNumber, HelpLine
from alongside.texts import Speaker


def country_text(say: Speaker, country: Country) -> str:
    """Return a country's emergency numbers and help lines, each with its source."""
    numbers = ", ".join(_emergency(say, each) for each in country.emergency)
    said = [say("help-emergency", country=country.name, numbers=numbers), _source(say, country)]
    for each in country.lines:
        contacts = ", ".join(_contact(say, contact) for contact in each.contacts)
        said += [say("help-line", name=each.name, contacts=contacts), _source(say, each)]
    return "\n".join(said)


def _emergency(say: Speaker, each: EmergencyNumber) -> str:
    return each.number if each.kind == "any" else say(f"emergency-{each.kind}", number=each.number)


def _source(say: Speaker, each: HelpLine | Country) -> str:
    if each.checked_on is None:
        return say("help-unchecked")
    kind = say(f"evidence-{each.evidence.replace(' ', '-')}")
    # Noon, so that it is the same day nearly everywhere.
    day = format_dt(datetime.combine(each.checked_on, time(12), UTC), "D")
    return say("help-source", title=each.source_title, url=each.source_url, kind=kind, date=day)


def _contact(say: Speaker, contact: Contact) -> str:
    if contact.send:
        reach = say("contact-text-send", send=contact.send, reach=contact.reach)
    else:
        reach = say(f"contact-{contact.how}", reach=contact.reach)
    # "not stated" is no promise, so no hours are shown with it.
    if contact.hours == "not stated":
        return reach
    hours = say("hours-always") if contact.hours == "24/7" else contact.hours
    return f"{reach} {say('contact-hours', hours=hours)}"
