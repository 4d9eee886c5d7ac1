"""Where the code uses texts: found by reading the code, so that no list of them has to be kept."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from fluent.runtime import FluentResource
from fluent.syntax import ast as fluent

from alongside.content import FOLDER
from alongside.export_form import Form
from alongside.helplines import load_help_lines
from alongside.looking import Span
from alongside.model import Category, Leaning, Part, Pile, Retention, Whose
from alongside.offering import Answer
from alongside.services.closing import ASKED, REMIND_AFTER
from alongside.services.privacy import SHOWN
from alongside.support_permissions import NEEDS, Missing, Permission
from alongside.supporting import Need
from alongside.texts import Speaker
from alongside.trends import BECAME, CONTACTS, MOODS, Reach
from alongside.trends import Step as TimeStep
from cogs.ui.support_setup import MAKEABLE
from cogs.ui.support_survey import Step
from cogs.ui.wanted import FIELDS

ROOT = Path(__file__).parents[2]
CODE = ("alongside", "cogs")
TEXTS = FOLDER / "en"

_HYPHENED = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
# Who takes text ids that it turns into buttons, titles, hints …: (function, argument) -> Discord's limit.
LIMITS: Mapping[tuple[str, int | str], int] = {
    ("button", 2): 80,
    ("form", 0): 45,
    ("Label", "text"): 45,
    ("Label", "description"): 100,
    ("add_option", "label"): 100,
    ("SelectOption", "label"): 100,
    ("picker", 2): 150,
    ("command", "description"): 100,
    ("Group", "description"): 100,
    ("describe", "*"): 100,
    ("Choice", "name"): 100,
    ("ContextMenu", "name"): 32,
}


@dataclass(frozen=True)
class Use:
    """A text id in the code, with the names of the arguments that are passed for it."""

    text_id: str
    args: frozenset[str]
    where: str


@cache
def messages() -> Mapping[str, Any]:
    """Return every English text by id, as Fluent reads it."""
    found = [entry for entry in entries() if isinstance(entry, fluent.Message)]
    return {str(entry.id.name): entry for entry in found}


def entries() -> list[Any]:
    """Return everything that stands in the English files, in its order."""
    sources = [path.read_text("utf-8") for path in sorted(TEXTS.glob("*.ftl"))]
    return [entry for source in sources for entry in FluentResource(source).body]


@cache
def families() -> Mapping[str, tuple[str, ...]]:
    """Return the ends that each text id written as f"beginning-{…}" can have."""
    lines = [line for c in load_help_lines(_help_lines()).countries.values() for line in c.lines]
    return {
        "category-": tuple(Category),
        "kind-": ("quick", "guided"),
        "leaning-": tuple(each for each in Leaning if each is not Leaning.UNSEEN),
        "pile-": tuple(Pile),
        "whose-": tuple(Whose),
        "weekday-": tuple(str(day) for day in range(7)),
        "remind-": tuple(str(days) for days in REMIND_AFTER),
        "outcome-asked-": ASKED,
        "form-": tuple(Form),
        "reach-": tuple(Reach),
        "trends-mark-": tuple(each.value for each in TimeStep),
        "trends-case-": (*MOODS, *CONTACTS, *BECAME),
        "trends-went-": ("lower", "same", "higher"),
        "button-export-": tuple(Form),
        "export-kind-": ("quick", "guided"),
        "emergency-": ("police", "ambulance", "fire", "text"),
        "part-": tuple(Part),
        "span-": tuple(Span),
        "wanted-": FIELDS,
        **{f"purpose-{each}-": SHOWN for each in ("name", "yes", "no", "never", "give", "end")},
        "retention-": tuple(Retention),
        "support-need-": tuple(Need),
        "retention-short-": tuple(Retention),
        "button-length-": tuple(Retention),
        "evidence-": tuple(sorted({line.evidence.replace(" ", "-") for line in lines})),
        "button-answer-": tuple(Answer),
        "offer-after-": tuple(Answer),
        "setup-step-": tuple(Step),
        "setup-entry-": tuple(Step),
        "setup-make-": MAKEABLE,
        "button-setup-make-": MAKEABLE,
        "status-step-": tuple(Step),
        "permission-": tuple(Permission),
        "purpose-": tuple(Missing(place, each, False).purpose for place in NEEDS for each in NEEDS[place]),
        "contact-": tuple(sorted({contact.how for line in lines for contact in line.contacts})),
    }


def _help_lines() -> str:
    return (FOLDER / "helplines.toml").read_text("utf-8")


def variables(node: object) -> set[str]:
    """Return the variables that a Fluent pattern refers to."""
    return {str(each.id.name) for each in _nodes(node) if isinstance(each, fluent.VariableReference)}


def counted(node: object) -> set[str]:
    """Return the variables by which a Fluent pattern chooses between wordings."""
    choices = [each for each in _nodes(node) if isinstance(each, fluent.SelectExpression)]
    return {name for choice in choices for name in variables(choice.selector)}


def _nodes(node: object) -> Iterator[Any]:
    if isinstance(node, list):
        for each in node:
            yield from _nodes(each)
    elif isinstance(node, fluent.BaseNode):
        yield node
        for value in vars(node).values():
            yield from _nodes(value)


def renderings(say: Speaker, text_id: str, filler: str = "this") -> set[str]:
    """Return a text in every wording that counts can choose, with `filler` for the other arguments."""
    pattern = messages()[text_id].value
    numbers = sorted(counted(pattern))
    words: dict[str, str | int] = dict.fromkeys(variables(pattern), filler)
    if "word" in words:
        words["word"] = say("erase-word")
    counts = product((0, 1, 2), repeat=len(numbers))
    return {say(text_id, **(words | dict(zip(numbers, each, strict=True)))) for each in counts}


@cache
def uses() -> tuple[Use, ...]:
    """Return every use of a text in the code."""
    return tuple(use for path, tree in _trees() for use in _uses_in(tree, path))


@cache
def limited() -> Mapping[tuple[str, int | str], tuple[Use, ...]]:
    """Return the texts that are passed where Discord has a limit, by function and argument."""
    found: dict[tuple[str, int | str], list[Use]] = {role: [] for role in LIMITS}
    for path, tree in _trees():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for role in LIMITS:
                found[role] += [
                    Use(ident, frozenset(), f"{path}:{call.lineno}") for ident in _passed(call, role)
                ]
    return {role: tuple(each) for role, each in found.items()}


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def _uses_in(tree: ast.Module, path: str) -> Iterator[Use]:
    settled = {id(node) for node in _command_names(tree)}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if call.args and (_speaks(call.func) or _called(call.func) == "UserError"):
            names = frozenset(keyword.arg or "**" for keyword in call.keywords)
            for said in _alternatives(call.args[0]):
                settled.add(id(said))
                for ident in _ids(said, path):
                    yield Use(ident, names, f"{path}:{said.lineno}")
    # Ids that reach a speaker by other ways: descriptions, loops, helpers. They are said without arguments.
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in settled and _like_an_id(node):
            for ident in _ids(node, path):
                yield Use(ident, frozenset(), f"{path}:{node.lineno}")


def _command_names(tree: ast.Module) -> Iterator[ast.expr]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if _called(call.func) in ("command", "Group"):
            yield from (keyword.value for keyword in call.keywords if keyword.arg == "name")


def _speaks(func: ast.expr) -> bool:
    if isinstance(func, ast.Call):
        return _called(func.func) == "speaker"
    return _called(func) == "say"


def _called(func: ast.expr) -> str:
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


def _alternatives(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _alternatives(node.body)
        yield from _alternatives(node.orelse)
    elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node


def _like_an_id(node: ast.Constant | ast.JoinedStr) -> bool:
    beginnings = {ident.partition("-")[0] for ident in messages()}
    if isinstance(node, ast.JoinedStr):
        stem = _stem(node)
        return stem.endswith("-") and stem.partition("-")[0] in beginnings
    ident = node.value
    return (
        isinstance(ident, str)
        and _HYPHENED.fullmatch(ident) is not None
        and ident.partition("-")[0] in beginnings
    )


def _stem(node: ast.JoinedStr) -> str:
    first = node.values[0] if node.values else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


def _ids(node: ast.expr, path: str) -> tuple[str, ...]:
    if isinstance(node, ast.Constant):
        return (str(node.value),)
    assert isinstance(node, ast.JoinedStr)
    stem = _stem(node)
    assert stem in families(), f"{path}:{node.lineno}: which texts are {stem}…?"
    assert len(node.values) == 2, f"{path}:{node.lineno}: cannot tell which texts these are"
    return tuple(stem + end for end in families()[stem])


def _passed(call: ast.Call, role: tuple[str, int | str]) -> Iterator[str]:
    function, place = role
    if _called(call.func) != function:
        return
    if isinstance(place, int):
        given = call.args[place : place + 1]
    else:
        given = [keyword.value for keyword in call.keywords if place in ("*", keyword.arg)]
    for node in (inner for each in given for inner in ast.walk(each)):
        if isinstance(node, ast.Constant) and node.value in messages():
            yield str(node.value)
        elif isinstance(node, ast.JoinedStr) and _stem(node) in families():
            yield from (_stem(node) + end for end in families()[_stem(node)])
