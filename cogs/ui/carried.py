"""What a screen carries to the next click where nothing may be stored: whom a check-in is about.

The kind of relation travels in the buttons' refs. The private label stands on the screen itself, in a
text block of its own, and is read back from there: so it is on nobody's disk but Discord's.
"""

from alongside.model import Category
from alongside.services.checkin import tidy_label
from alongside.texts import Speaker
from cogs.ui.plain import plain, unplain
from cogs.ui.router import Press
from cogs.ui.screens import AnyItem, text, text_on

ANY = "any"
_LABEL_BLOCK = 4242


def category_in(ref: str) -> Category | None:
    """Return the kind of relation that a ref carries, None for any."""
    return Category(ref) if ref in set(Category) else None


def label_on(press: Press) -> str | None:
    """Return the label that stands on the screen that was clicked on."""
    carried = text_on(press.interaction.message, _LABEL_BLOCK)
    return None if carried is None else tidy_label(unplain(carried))


def about_blocks(say: Speaker, category: Category | None, label: str | None) -> list[AnyItem]:
    """Return the blocks that say, and carry on, whom a check-in is about."""
    blocks = [text(say("first-about", category=say(f"category-{category}")))] if category else []
    if label:
        blocks += [text(say("first-label")), text(plain(label), ident=_LABEL_BLOCK)]
    return blocks
