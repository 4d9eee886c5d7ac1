"""How a sorting, a plan and its outcome are shown, while a check-in is undecided and once it is kept."""

from collections.abc import Iterable

from discord import ui

from alongside.closing import Closing
from alongside.model import CheckIn, Outcome, Pile, Plan, Sorting
from alongside.texts import Speaker
from cogs.ui import copying
from cogs.ui.plain import plain
from cogs.ui.screens import TEXT_MAX, AnyItem, Routed, button, line, row, screen, text

# Room for what else stands on the screen of a reflection, such as its date.
_ROOM = 100


def sorting_texts(say: Speaker, closing: Closing, sorting: Sorting) -> list[str]:
    """Return the four piles, who has the problem and what is to be done with one's own part."""
    piles = [_pile(say, pile, closing.in_pile(sorting, pile)) for pile in Pile]
    if sorting.whose is not None:
        piles.append(say("sorting-said", whose=say(f"whose-{sorting.whose}")))
    directly = [say("sorting-directly-said"), plain(sorting.directly)] if sorting.directly else []
    return ["\n".join(piles), *directly]


def _pile(say: Speaker, pile: Pile, cards: list[str]) -> str:
    listed = ", ".join(plain(card) for card in cards) if cards else say("pile-empty")
    return say(f"pile-{pile}", cards=listed)


def copyable(plan: Plan) -> str:
    """Return question and offer so that they copy as they are: a code block where they leave it whole."""
    return copying.copyable("\n".join(each.strip() for each in (plan.ask, plan.offer) if each))


def outcome_texts(say: Speaker, plan: Plan, outcome: Outcome | None) -> list[str]:
    """Return what was meant and what became of it, one after the other and without a verdict."""
    texts = _words(say("plan-then-ask"), plan.ask)
    texts += _words(say("plan-then-offer"), plan.offer)
    texts += _words(say("plan-then-no"), plan.if_no)
    if outcome is not None:
        texts.append(say("outcome-asked-said", asked=say(f"outcome-asked-{outcome.asked}")))
        texts += _words(say("outcome-said"), outcome.said)
        texts += _words(say("outcome-did"), outcome.did)
    return texts


def _words(heading: str, words: str) -> list[str]:
    return [heading, plain(words)] if words else []


def blocks(texts: list[str]) -> list[AnyItem]:
    """Return texts as blocks of their own, so that nobody's words run into the next heading."""
    return [text(each) for each in texts]


def beside_mirror(
    say: Speaker, closing: Closing, record: str, check_in: CheckIn, above: Iterable[AnyItem]
) -> list[AnyItem]:
    """Return sorting, plan and outcome of a kept check-in, as far as there is room below `above`.

    What has none there has a button that shows it on a screen of its own. With a plan comes the
    button to tell how it went.
    """
    left = TEXT_MAX - _ROOM - sum(len(each.content) for each in above if isinstance(each, ui.TextDisplay))
    sections: list[str] = []
    buttons: list[Routed] = []
    if check_in.plan is not None:
        buttons.append(button("outcome.open", record, say("button-tell")))
        told = "\n".join(outcome_texts(say, check_in.plan, check_in.outcome))
        if len(told) <= left:
            sections.append(told)
            left -= len(told)
        else:
            buttons.append(button("outcome.show", record, say("button-outcome")))
    if check_in.sorting is not None:
        told = "\n".join([say("sorting-then"), *sorting_texts(say, closing, check_in.sorting)])
        if len(told) <= left:
            sections.insert(0, told)
        else:
            buttons.insert(0, button("sorting.show", record, say("button-sorting")))
    # One block each: Discord counts blocks as well, and takes forty.
    shown_here = [block for told in sections for block in (line(), text(told))]
    return [*shown_here, *([row(*buttons)] if buttons else [])]


def open_row(say: Speaker, record: str) -> AnyItem:
    """Return the way from a part of a kept check-in to the whole."""
    return row(
        button("reflections.open", f"{record}.0", say("button-open")),
        button("help.open", "", say("button-help-now")),
    )


def not_kept(say: Speaker) -> ui.LayoutView:
    """Return what to say where a reflection with a plan was looked for and none is there."""
    return screen(
        text(say("reflection-gone")),
        row(
            button("reflections.page", "0", say("button-list")),
            button("help.open", "", say("button-help-now")),
        ),
    )
