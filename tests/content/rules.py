"""The rules for sentences, as patterns. Each finds the words that break it."""

import re
from collections.abc import Iterator

# What tells somebody what to do.
INSTRUCTION = re.compile(
    r"\b(?:should(?:n't)?|must(?:n't)?|ought to|needs? to|ha(?:ve|s) to|had better|you'd better|try to"
    r"|make sure|be sure to|remember to|don't forget|why don't you|have you tried|if i were you"
    r"|you (?:can't|cannot|always|never)|calm down|look on the bright side|you(?:'ll| will) regret)\b",
    re.IGNORECASE,
)
# What says what somebody is: labels, verdicts, diagnoses.
LABEL = re.compile(
    r"\b(?:you(?: are|'re) (?:an?|the|too|so|not|just|being|probably|clearly|really)"
    r"|rescuers?|victims?|persecutors?|martyrs?|savio(?:u)?rs?|enablers?|enabling|co-?dependen\w+|toxic\w*"
    r"|narcissis\w+|controlling|needy|clingy|obsessive|dysfunctional|unhealthy|manipulat\w+|diagnos\w+"
    r"|disorders?|syndrome|symptoms?|depress\w+|bipolar|borderline|adhd|ptsd|trauma\w*|patholog\w+|addict\w*"
    r"|compulsive|neurotic)\b",
    re.IGNORECASE,
)
# What grades, praises or promises. Saying that there is no score, and no overall number, is fine.
GRADE = re.compile(
    r"(?:%|\b(?:(?<!no )scores?|scored|(?<!no )overall|points?|levels?|badges?|streaks?|missed|progress"
    r"|percent|ranks?|ratings?|well done|good job|great|good for you|nice work|congrat\w+|proud|amazing"
    r"|awesome|excellent|perfect|wonderful|fantastic|keep (?:it up|going)|thank(?:s| you) for|proven"
    r"|guarantee\w*|cures?|heals?|improves?|feel better)\b)",
    re.IGNORECASE,
)
GENDERED = re.compile(
    r"\b(?:he|she|him|her|hers|his|himself|herself|husbands?|wi(?:fe|ves)|mothers?|fathers?|mums?|moms?|dads?"
    r"|sons?|daughters?|brothers?|sisters?|boyfriends?|girlfriends?|boys?|girls?|m[ae]n|wom[ae]n|guys?|lad(?:y|ies)"
    r"|gentlem[ae]n|sir|madam)\b",
    re.IGNORECASE,
)
# What fits couples only, or illness only.
NARROW = re.compile(
    r"\b(?:partners?|relationships?|couples?|marriage|married|spouses?|dating|lovers?|romantic|divorce|break-?ups?"
    r"|ill|illness|sick\w*|doctors?|hospitals?|medic\w+|treatments?|therap\w+|patients?|recover\w*|carers?"
    r"|caregiv\w+|pills?)\b",
    re.IGNORECASE,
)
_VERBS = (
    "accept|add|allow|answer|ask|avoid|be|become|begin|believe|breathe|call|care|carry|change|chat|check|choose"
    "|click|come|consider|contact|count|decide|delete|do|don't|drop|eat|enjoy|erase|explain|feel|find|focus"
    "|forget|forgive|get|give|go|hold|hope|imagine|invite|join|keep|learn|leave|let|listen|look|make|meet|move"
    "|never|note that|notice|offer|open|pause|pick|picture|plan|press|put|read|reflect|relax|release|remember"
    "|rest|say|see|send|set|share|show|sit|sleep|slow|sort|speak|start|stay|stop|step|take|talk|tap|tell|text"
    "|think|treat|trust|try|turn|type|use|visit|wait|walk|watch|work|write"
)
# A command stands where a clause begins: at the start, or after a mark.
_IMPERATIVE = re.compile(
    rf"(?:^|[.?!:;,—…]\s+)(?P<command>(?:please\s+|just\s+|simply\s+|always\s+)?(?:{_VERBS}))(?=\s|$)",
    re.IGNORECASE | re.MULTILINE,
)
_MARKUP = re.compile(r"\*\*|\*|^-# |^## ", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_SENTENCE_END = re.compile(r"(?<=[.?!…])[\"”']?\s+|\n+")


def unmarked(text: str) -> str:
    """Return a text as it is read, without markup and with straight apostrophes."""
    return _LINK.sub(r"\1", _MARKUP.sub("", text)).replace("’", "'")


def broken(rule: re.Pattern[str], text: str) -> list[str]:
    """Return the words of a text that break a rule."""
    return [match[0] for match in rule.finditer(unmarked(text))]


def commands(text: str) -> list[str]:
    """Return the clauses of a text that begin like a command, each to the end of its sentence."""
    plain = unmarked(text)
    return [_SENTENCE_END.split(plain[match.start("command") :])[0] for match in _IMPERATIVE.finditer(plain)]


def sentences(text: str) -> Iterator[list[str]]:
    """Yield the words of each sentence."""
    for sentence in _SENTENCE_END.split(unmarked(text)):
        words = re.findall(r"[^\W_]+(?:['/-][^\W_]+)*", sentence)
        if words:
            yield words
