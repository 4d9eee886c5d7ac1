"""Does a text speak of suicide, self-harm, abuse or immediate danger?

The rules stand in a content file, one per language; this package only reads text and compares words:

    text -> plain words (look-alikes, disguises and typing errors undone) -> phrase patterns -> kinds

Everything is decided by tables, so that the same text always gets the same answer and a reviewer can say
why. No part of the text is kept, and nothing here writes anywhere. The work grows in step with the length of
the text: patterns have bounded gaps, and the regular expressions have nothing to go back over.
"""

from alongside.safety.loading import load_safety_rules
from alongside.safety.rules import SafetyKind, SafetyRules

__all__ = ["SafetyKind", "SafetyRules", "load_safety_rules"]
