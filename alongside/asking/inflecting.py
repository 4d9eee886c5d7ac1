"""How an action is put into a question, by language: "call your boss" is asked about as "calling". Pure."""

import re
from collections.abc import Callable, Mapping

# Verbs that double their last letter because the stress is on it; those of one syllable show it themselves.
_STRESSED = re.compile(
    r"(?:admi|begi|commi|forge|omi|permi|prefe|refe|regre|submi|transfe|upse|defe|confe)[nrt]"
)
_ONE_SYLLABLE = re.compile(r"(?:[^aeiou]*|[^aeiou]*qu)[aeiou][bdfgklmnprstvz]")


def gerund(verb: str) -> str:
    """Return the English -ing form of a verb in its base form: quitting, lying, being, calling."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("ic"):
        return verb + "king"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > len("be"):
        return verb[:-1] + "ing"
    if _STRESSED.fullmatch(verb) or _ONE_SYLLABLE.fullmatch(verb):
        return verb + verb[-1] + "ing"
    return verb + "ing"


def as_written(verb: str) -> str:
    """Return the verb itself, for languages that ask with the form in which they tell."""
    return verb


INFLECTIONS: Mapping[str, Callable[[str], str]] = {"english": gerund, "as written": as_written}
