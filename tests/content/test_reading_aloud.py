"""What a screen reader gets: words alone carry the meaning, and pictures have words of their own."""

import re
import unicodedata
from pathlib import Path

import pytest

from alongside.content import FOLDER

ROOT = Path(__file__).parents[2]
CONTENT = sorted([*FOLDER.glob("*/*.ftl"), *FOLDER.glob("*/*.toml")])
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.name)
def test_no_sign_carries_meaning(path: Path) -> None:
    """No text uses emoji or pictures made of characters, so that none can carry meaning alone."""
    text = path.read_text("utf-8")
    assert {each for each in text if unicodedata.category(each) in ("So", "Sk", "Cn", "Co")} <= {"`", "^"}


def test_every_picture_has_a_text_of_its_own() -> None:
    """Each picture in the pages is there, and is told to those who do not see it."""
    markdown = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
    shown = [(page, *each) for page in PAGES for each in markdown.findall(page.read_text("utf-8"))]
    tags = [(page, each) for page in PAGES for each in re.findall(r"<img[^>]*>", page.read_text("utf-8"))]
    for page, tag in tags:
        told, picture = re.search(r'alt="([^"]*)"', tag), re.search(r'src="([^"]*)"', tag)
        shown.append((page, told[1] if told else "", picture[1] if picture else ""))
    assert len(shown) >= 3
    for page, told, picture in shown:
        assert len(told) > 20, picture
        assert (page.parent / picture).is_file(), picture
