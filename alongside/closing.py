"""The end of a check-in: sorting what is mine and theirs, and what one will ask. Pure.

There is no right answer to a sorting: nothing here counts or compares piles.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from alongside.model import Pile, Sorting, Whose
from alongside.reading import need, need_texts, read_toml

ASKING = 4
MOST_OWN = 2
CARD_MAX = 40
_ASKED_MAX = 100
# A group of boxes in a form takes ten.
_CARDS_MAX = 10 - MOST_OWN


@dataclass(frozen=True)
class Closing:
    """The cards, the open questions after sorting, and the questions that somebody may ask."""

    cards: Mapping[str, str]
    sorted_questions: Mapping[Whose, tuple[str, ...]]
    asking: tuple[str, ...]

    def own_cards(self, written: str) -> tuple[list[str], list[str]]:
        """Return the own cards in a text, one a line, and the lines there was no room for.

        What says the same as another card is that card.
        """
        taken = {text.casefold() for text in (*self.cards, *self.cards.values())}
        cards: list[str] = []
        left: list[str] = []
        for line in (" ".join(each.split()) for each in written.splitlines()):
            card = line[:CARD_MAX].strip()
            if not card or card.casefold() in taken:
                continue
            if len(cards) == MOST_OWN:
                left.append(line)
                continue
            taken.add(card.casefold())
            cards.append(card)
            left += [line] if card != line else []
        return cards, left

    def sort(
        self,
        own: Sequence[str],
        mine: Collection[str],
        theirs: Collection[str],
        whose: Whose | None,
        directly: str,
    ) -> Sorting:
        """Return a sorting; `mine` and `theirs` hold ids of cards and words of own ones."""
        piles = {card: _pile(card in mine, card in theirs) for card in (*self.cards, *own)}
        return Sorting(piles, tuple(own), whose, directly)

    def in_pile(self, sorting: Sorting, pile: Pile) -> list[str]:
        """Return the words of the cards in a pile; one that the content no longer has shows its id."""
        return [self.cards.get(card, card) for card, where in sorting.piles.items() if where is pile]

    def question(self, sorting: Sorting, seed: str) -> str:
        """Return the open question after a sorting, always the same for a check-in's id."""
        choices = self.sorted_questions[sorting.whose or Whose.UNSURE]
        digest = hashlib.sha256(f"{seed}sorted".encode()).digest()
        return choices[int.from_bytes(digest[:8]) % len(choices)]


def _pile(mine: bool, theirs: bool) -> Pile:
    if mine and theirs:
        return Pile.SHARED
    if mine:
        return Pile.MINE
    return Pile.THEIRS if theirs else Pile.UNSURE


def load_closing(text: str) -> Closing:
    """Read the file of the closing steps (TOML). Raises ValueError that names what is wrong with it."""
    raw = read_toml(text)
    asking = need_texts(need(raw, "asking", dict, "the file"), "questions", "asking", ASKING)
    if len(asking) != ASKING or max(map(len, asking)) > _ASKED_MAX:
        raise ValueError(f"asking: {ASKING} questions of at most {_ASKED_MAX} characters are wanted")
    sorted_questions = need(raw, "sorted", dict, "the file")
    return Closing(
        cards=_cards(need(raw, "card", list, "the file")),
        sorted_questions={whose: need_texts(sorted_questions, whose.value, "sorted") for whose in Whose},
        asking=asking,
    )


def _cards(entries: Sequence[object]) -> dict[str, str]:
    cards: dict[str, str] = {}
    for entry in entries:
        ident = need(entry, "id", str, "card")
        cards[ident] = need(entry, "text", str, f"card {ident}")
        if len(cards[ident]) > CARD_MAX:
            raise ValueError(f"card {ident}: 'text' has more than {CARD_MAX} characters")
    if len(cards) != len(entries) or len(cards) > _CARDS_MAX:
        raise ValueError(f"card: at most {_CARDS_MAX} are wanted, each with an id of its own")
    return cards
