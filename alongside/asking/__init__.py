"""Which words of a text tell somebody what to do, and how could the same be asked?

The rules stand in a content file, one per language; this package only reads text and compares words:

    text -> words, without what is quoted -> phrase patterns -> spans and kinds -> open questions

Everything is decided by tables: no model, no network, nothing kept. The same text always gets the same
answer, and the work grows in step with its length: each word is looked at from the few words before it, and
every pattern has a longest form. Words are compared all patterns at once, see `patterns.py`.
"""

from alongside.asking.loading import load_asking_rules
from alongside.asking.rules import AskingRules, Finding, Span

__all__ = ["AskingRules", "Finding", "Span", "load_asking_rules"]
