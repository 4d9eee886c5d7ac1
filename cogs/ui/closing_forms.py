"""The forms at the end of a check-in: one for sorting, one for the plan, one for what became of it."""

import hashlib
from collections.abc import Mapping, Sequence

import discord
from discord import ui

from alongside.closing import CARD_MAX, MOST_OWN, Closing
from alongside.model import LINE_MAX, Outcome, Pile, Plan, Sorting, Whose
from alongside.services.closing import ASKED, REMIND_AFTER
from alongside.texts import Speaker
from cogs.ui.forms import form
from cogs.ui.plain import shown
from cogs.ui.router import Press
from cogs.ui.screens import DID, DIRECTLY, IF_NO, OFFER, OWN_ASK, OWN_CARDS, SAID

MINE, THEIRS, WHOSE = "mine", "theirs", "whose"
ASK, REMIND = "ask", "remind"
DID_ASK = "did_ask"

Fields = ui.Label[ui.Modal]


def sorting_form(say: Speaker, closing: Closing, ref: str, sorting: Sorting | None) -> ui.Modal:
    """Return the form that sorts all cards at once, filled with what was chosen before."""
    before = sorting or Sorting({})
    whose: ui.RadioGroup[ui.Modal] = ui.RadioGroup(custom_id=WHOSE, required=False)
    for each in Whose:
        whose.add_option(label=say(f"whose-{each}"), value=each.value, default=each is before.whose)
    own = _text(OWN_CARDS, "\n".join(before.own), MOST_OWN * (CARD_MAX + 1))
    return form(
        say("sorting-title"),
        "sorting.sorted",
        ref,
        ui.Label(
            text=say("sorting-mine"),
            description=say("sorting-mine-hint"),
            component=_boxes(MINE, closing, before, Pile.MINE),
        ),
        ui.Label(
            text=say("sorting-theirs"),
            description=say("sorting-theirs-hint"),
            component=_boxes(THEIRS, closing, before, Pile.THEIRS),
        ),
        ui.Label(text=say("sorting-whose"), component=whose),
        ui.Label(
            text=say("sorting-directly"),
            description=say("words-hint"),
            component=_text(DIRECTLY, before.directly),
        ),
        ui.Label(text=say("sorting-own"), description=say("sorting-own-hint"), component=own),
    )


def _boxes(ident: str, closing: Closing, before: Sorting, pile: Pile) -> ui.CheckboxGroup[ui.Modal]:
    cards = _by_value(closing, before.own)
    boxes: ui.CheckboxGroup[ui.Modal] = ui.CheckboxGroup(
        custom_id=ident, required=False, min_values=0, max_values=len(cards)
    )
    for value, card in cards.items():
        ticked = before.piles.get(card) in (pile, Pile.SHARED)
        boxes.add_option(label=shown(closing.cards.get(card, card)), value=value, default=ticked)
    return boxes


def _by_value(closing: Closing, own: Sequence[str]) -> Mapping[str, str]:
    # A box of an own card is known by its words, so that a form that was open while the cards changed
    # ticks none but the card that stood there.
    return {card: card for card in closing.cards} | {_own_value(card): card for card in own}


def _own_value(card: str) -> str:
    return "own." + hashlib.sha256(card.encode(errors="surrogatepass")).hexdigest()[:16]


def sorting_in(press: Press, closing: Closing) -> tuple[Sorting, list[str]]:
    """Return the sorting in a sent form, and the lines of own cards that there was no room for."""
    own, left = closing.own_cards(shown(press.written(OWN_CARDS)))
    cards = _by_value(closing, own)
    mine, theirs = (
        {cards[each] for each in _ticked(press, name) if each in cards} for name in (MINE, THEIRS)
    )
    whose = press.written(WHOSE)
    sorting = closing.sort(
        own, mine, theirs, Whose(whose) if whose in set(Whose) else None, press.written(DIRECTLY)
    )
    return sorting, left


def _ticked(press: Press, name: str) -> list[str]:
    value = press.fields.get(name)
    return value if isinstance(value, list) else []


def plan_form(say: Speaker, closing: Closing, ref: str, plan: Plan | None) -> ui.Modal:
    """Return the form of what to ask and offer, filled with what was written before."""
    before = plan or Plan("")
    asking: ui.RadioGroup[ui.Modal] = ui.RadioGroup(custom_id=ASK, required=False)
    for index, question in enumerate(closing.asking):
        asking.add_option(label=question, value=str(index), default=question == before.ask)
    remind: ui.RadioGroup[ui.Modal] = ui.RadioGroup(custom_id=REMIND, required=False)
    for days in REMIND_AFTER:
        remind.add_option(label=say(f"remind-{days}"), value=str(days), default=days == before.remind_in)
    own = "" if before.ask in closing.asking else before.ask
    return form(
        say("plan-title"),
        "plan.made",
        ref,
        ui.Label(text=say("plan-ask"), component=asking),
        ui.Label(text=say("plan-own"), description=say("plan-own-hint"), component=_text(OWN_ASK, own)),
        ui.Label(
            text=say("plan-offer"), description=say("plan-offer-hint"), component=_text(OFFER, before.offer)
        ),
        ui.Label(text=say("plan-no"), description=say("plan-no-hint"), component=_text(IF_NO, before.if_no)),
        ui.Label(text=say("plan-remind"), description=say("plan-remind-hint"), component=remind),
    )


def plan_in(press: Press, closing: Closing) -> Plan:
    """Return the plan in a sent form; an own question takes the place of one that was picked."""
    picked, days = press.written(ASK), press.written(REMIND)
    asking = {str(index): question for index, question in enumerate(closing.asking)}
    own = press.written(OWN_ASK)
    return Plan(
        ask=own if own.strip() else asking.get(picked, ""),
        offer=press.written(OFFER),
        if_no=press.written(IF_NO),
        remind_in=int(days) if days in {str(each) for each in REMIND_AFTER} else 0,
    )


def outcome_form(say: Speaker, ref: str, outcome: Outcome | None) -> ui.Modal:
    """Return the form of what became of a plan, filled with what was told before."""
    before = outcome or Outcome("")
    asked: ui.RadioGroup[ui.Modal] = ui.RadioGroup(custom_id=DID_ASK, required=True)
    for each in ASKED:
        asked.add_option(label=say(f"outcome-asked-{each}"), value=each, default=each == before.asked)
    return form(
        say("outcome-title"),
        "outcome.told",
        ref,
        ui.Label(text=say("outcome-asked"), component=asked),
        ui.Label(
            text=say("outcome-field-said"), description=say("words-hint"), component=_text(SAID, before.said)
        ),
        ui.Label(
            text=say("outcome-field-did"), description=say("words-hint"), component=_text(DID, before.did)
        ),
    )


def outcome_in(press: Press) -> Outcome | None:
    """Return the outcome in a sent form, or None for one that no form of this version sends."""
    asked = press.written(DID_ASK)
    return Outcome(asked, press.written(SAID), press.written(DID)) if asked in ASKED else None


def _text(ident: str, before: str, most: int = LINE_MAX) -> ui.TextInput[ui.Modal]:
    return ui.TextInput(
        custom_id=ident,
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=most,
        default=shown(before) if before else None,
    )
