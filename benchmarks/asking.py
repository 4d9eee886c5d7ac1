"""How long finding what tells takes: for a Discord message, and in step with the length of the text.

Run with `make bench`. All figures come from one run on one machine, so compare the ratios: against splitting
the same text into words, and 100,000 characters against fifty times 2,000. In Discord danger is
looked for as well, in the text and in each question: the last columns are both together, and how many times
as long that takes as finding alone.
"""

import sys
import time
import timeit
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from alongside.content import load_content
from alongside.services.asking import AskingService

MESSAGE, LONG = 2_000, 100_000
TEXTS = {
    "a friend's message": (
        "Hey, I read what you wrote twice. I'm so sorry about the job, that must be hard. We could go for a "
        "walk on Sunday if you like. You should take the weekend off, and then just call them on Monday. My "
        "sister says it gets easier. What did your boss say? I'll be around, so text me whenever you like. "
    ),
    "nothing that tells": "we went to the park and talked about the weather for a while, it was good. ",
    "nothing else": "you should call them. ",
    "hostile: beginnings": "you you have if you do not ",
    "hostile: marks": "'a \"b “c ``` > <d ",
    "hostile: accents": "yóu shóuld e\u0301\u0323 \u200b",
}


def best(action: Callable[[], object], times: int) -> float:
    """Return the best of several runs, in milliseconds of this process alone."""
    action()
    return min(timeit.repeat(action, number=1, repeat=times, timer=time.process_time)) * 1_000


def main() -> None:
    """Print a line for each text."""
    content = load_content()
    rules, service = content.telling("en"), AskingService(content)
    print(
        f"{'text':24}{'2,000':>10}{'str.split':>12}{'ratio':>8}{'100,000':>12}{'/ 50 x 2,000':>14}"
        f"{'with danger':>13}{'ratio':>8}"
    )
    for name, unit in TEXTS.items():
        message, long = ((unit * (size // len(unit) + 1))[:size] for size in (MESSAGE, LONG))
        short = best(partial(rules.find, message), 50)
        split = best(message.split, 50)
        whole = best(partial(rules.find, long), 5)
        both = best(partial(service.read, message, "en"), 20)
        print(
            f"{name:24}{short:7.2f} ms{split:9.3f} ms{short / split:7.0f}x{whole:9.1f} ms"
            f"{whole / short / (LONG / MESSAGE):13.2f}x{both:10.2f} ms{both / short:7.1f}x"
        )


if __name__ == "__main__":
    main()
