"""What is kept and what was agreed to, in one place; and what each change does, said before it is made."""

import discord
from discord import ui
from discord.utils import format_dt

from alongside.model import Purpose, Retention
from alongside.services.privacy import SHOWN, UNLESS_REFUSED, Holdings
from alongside.texts import Speaker
from cogs.ui.app import app, speaker
from cogs.ui.screens import AnyItem, Routed, button, entry, row, screen, text
from cogs.ui.support_after import support_kept

DANGER = discord.ButtonStyle.danger
PRIMARY = discord.ButtonStyle.primary


async def _holdings(interaction: discord.Interaction) -> Holdings:
    return await app(interaction).services.privacy.holdings(interaction.user.id)


async def overview_screen(interaction: discord.Interaction) -> ui.LayoutView:
    """Return what is kept of somebody, each thing that they can say yes or no to, and who could see what."""
    say, holdings = speaker(interaction), await _holdings(interaction)
    own = [button("consent.choose", "privacy", say("button-consent"))]
    if holdings.anything:
        own += [
            button("privacy.export", "", say("button-export")),
            button("privacy.erase", "", say("button-erase"), style=DANGER),
        ]
    # Not a word about somebody of whom there is nothing, but for what holds without a yes.
    shown = [each for each in SHOWN if holdings.anything or each in UNLESS_REFUSED]
    return screen(
        text(f"## {say('privacy-title')}\n{_kept(say, holdings)}"),
        *(_purpose(say, holdings, each) for each in shown),
        *support_kept(say, holdings),
        text(say("privacy-who")),
        text(f"-# {say('privacy-left')}"),
        row(*own, button("help.open", "", say("button-help-now"))),
    )


def _kept(say: Speaker, holdings: Holdings) -> str:
    if not holdings.anything:
        return say("privacy-nothing")
    lines = [say("privacy-counts", reflections=holdings.reflections, drafts=holdings.drafts)]
    if holdings.next_goes is not None:
        lines.append(say("privacy-next", when=format_dt(holdings.next_goes, "D")))
    lines += [say("privacy-pause")] if holdings.pauses else []
    lines += [say("privacy-reminder")] if holdings.reminders else []
    lines += [say("privacy-offers", count=holdings.offers)] if holdings.offers else []
    lines += [say("privacy-offer-blocks", count=holdings.blocks)] if holdings.blocks else []
    return "\n".join(lines)


def _purpose(say: Speaker, holdings: Holdings, purpose: Purpose) -> AnyItem:
    told = f"**{say(f'purpose-name-{purpose}')}**\n{_state(say, holdings, purpose)}"
    return entry(told, button("consent.about", purpose, say("button-consent-change")))


def _state(say: Speaker, holdings: Holdings, purpose: Purpose) -> str:
    consent = holdings.consents.get(purpose)
    if consent is None:
        return say(f"purpose-never-{purpose}")
    if consent.withdrawn_at is not None:
        return say(f"purpose-no-{purpose}", when=format_dt(consent.withdrawn_at, "D"))
    told = say(f"purpose-yes-{purpose}", when=format_dt(consent.given_at, "D"))
    if purpose is Purpose.HISTORY:
        told += " " + say("privacy-retention", retention=say(f"retention-short-{consent.retention}"))
    return told


async def purpose_screen(interaction: discord.Interaction, purpose: Purpose) -> ui.LayoutView:
    """Return one purpose: how it stands, and what changing it does, before it is changed."""
    say, holdings = speaker(interaction), await _holdings(interaction)
    head = text(f"## {say(f'purpose-name-{purpose}')}\n{_state(say, holdings, purpose)}")
    back = [button("privacy.back", "", say("button-back")), button("help.open", "", say("button-help-now"))]
    if purpose is Purpose.ASKED and holdings.blocks:
        back.insert(0, button("consent.unblock", "", say("button-unblock-all")))
    if not holdings.holds(purpose):
        return screen(head, text(say(f"purpose-give-{purpose}")), row(_yes(say, purpose), *back))
    no = "button-consent-refuse" if purpose in UNLESS_REFUSED else "button-consent-end"
    taking = button("consent.end", purpose, say(no), style=DANGER)
    blocks: list[AnyItem] = [text(say(f"purpose-end-{purpose}"))]
    if purpose is Purpose.HISTORY:
        blocks.append(text(_stays(say, holdings)))
        blocks += [text(say("retention-change")), row(*_lengths(say, holdings))]
    return screen(head, *blocks, row(taking, *back))


def _yes(say: Speaker, purpose: Purpose) -> Routed:
    # What is agreed to with history is said in a form of its own, with how long it is kept.
    if purpose is Purpose.HISTORY:
        return button("consent.choose", "privacy", say("button-consent"), style=PRIMARY)
    return button("consent.give", purpose, say("button-consent-give"), style=PRIMARY)


def _stays(say: Speaker, holdings: Holdings) -> str:
    return say("consent-ends", drafts=holdings.drafts, reflections=holdings.reflections)


def _lengths(say: Speaker, holdings: Holdings) -> list[Routed]:
    now = holdings.consent.retention if holdings.consent else None
    return [
        button("consent.length", each, say(f"button-length-{each}"), off=each is now) for each in Retention
    ]


async def length_screen(interaction: discord.Interaction, retention: Retention) -> ui.LayoutView:
    """Return what goes, at once and next, if check-ins are kept for this long."""
    say = speaker(interaction)
    count = await app(interaction).services.privacy.would_go(interaction.user.id, retention)
    short = say(f"retention-short-{retention}")
    return screen(
        text(f"## {say('retention-title')}"),
        text(say("retention-goes", retention=short, count=count)),
        row(
            button(
                "consent.lengthen",
                f"{retention}.{count}",
                say("button-length-yes"),
                style=DANGER if count else PRIMARY,
            ),
            button("consent.about", Purpose.HISTORY, say("button-length-no")),
            button("help.open", "", say("button-help-now")),
        ),
    )


async def what_goes(interaction: discord.Interaction) -> str:
    """Return what unticking, and what each shorter time, does to what this person keeps."""
    say, holdings = speaker(interaction), await _holdings(interaction)
    lines = [say("consent-unticked"), _stays(say, holdings)]
    privacy = app(interaction).services.privacy
    for each in Retention:
        count = await privacy.would_go(interaction.user.id, each)
        if count:
            lines.append(say("retention-goes", retention=say(f"retention-short-{each}"), count=count))
    return "\n".join(lines)
