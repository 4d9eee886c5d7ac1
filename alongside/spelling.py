"""Names as they are compared: without accents, signs and capitals. Pure."""

import unicodedata
from collections.abc import Iterable

# Letters that do not come apart into a letter and its accent.
_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def plain_name(name: str) -> str:
    """Return a name without accents, signs and capitals, with single blanks."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
    letters = "".join(each for each in apart if not unicodedata.combining(each))
    # Vowel signs of Indic scripts are letters to whoever reads them: they stay.
    kept = "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in letters)
    return " ".join(unicodedata.normalize("NFKC", kept).split())


def spellings(names: Iterable[str]) -> tuple[str, ...]:
    """Return names as they are compared, each once; "ü" also as "ue", as it is typed without a key for it."""
    both = [spelt for name in names if name for spelt in (name, name.casefold().translate(_UMLAUTS))]
    return tuple(dict.fromkeys(plain_name(each) for each in both))
