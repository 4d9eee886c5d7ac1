"""Settings: what is wrong is named with what it should be, and never shown."""

import base64
import re
from pathlib import Path

import pytest
from dotenv import dotenv_values

from alongside.errors import SettingsError
from alongside.settings import Settings
from bot import read_settings

ROOT = Path(__file__).parents[1]
KEY = base64.b64encode(b"k" * 32).decode()

WRONG = [
    ("DISCORD_TOKEN", "Hunter2", "three parts"),
    ("DISCORD_TOKEN", "a.b", "three parts"),
    ("DISCORD_TOKEN", "a.b.c.d", "three parts"),
    ("ALONGSIDE_KEY", "not base64 at all!", "32 bytes in base64"),
    ("ALONGSIDE_KEY", base64.b64encode(b"k" * 31).decode(), "32 bytes in base64"),
    ("ALONGSIDE_KEY", base64.b64encode(b"k" * 64).decode(), "32 bytes in base64"),
    ("ALONGSIDE_KEY", "schlüssel" * 5, "32 bytes in base64"),
    ("ALONGSIDE_KEY", "Hunter2", "32 bytes in base64"),
    ("ALONGSIDE_NEW_KEY", base64.b64encode(b"k" * 31).decode(), "32 bytes in base64"),
    ("ALONGSIDE_NEW_KEY", "Hunter2", "32 bytes in base64"),
    ("ALONGSIDE_SHARDS", "0", "whole number from 1 to"),
    ("ALONGSIDE_SHARDS", "-33", "whole number from 1 to"),
    ("ALONGSIDE_SHARDS", "1.52", "whole number from 1 to"),
    ("ALONGSIDE_SHARDS", "Hunter2", "whole number from 1 to"),
    ("ALONGSIDE_SHARDS", "²", "whole number from 1 to"),
    ("ALONGSIDE_SHARDS", "٣", "whole number from 1 to"),
    ("ALONGSIDE_SHARDS", "100001", "whole number from 1 to"),
    ("ALONGSIDE_SHARDS", "9" * 5000, "whole number from 1 to"),
    ("ALONGSIDE_TRYOUT_PORT", "0", "whole number from 1 to 65535"),
    ("ALONGSIDE_TRYOUT_PORT", "65536", "whole number from 1 to 65535"),
    ("ALONGSIDE_TRYOUT_PORT", "http", "whole number from 1 to 65535"),
    ("ALONGSIDE_LOG_LEVEL", "Hunter2", "debug, info, warning, error"),
    ("ALONGSIDE_LOG_FORMAT", "Hunter2", "text, json"),
]


@pytest.mark.parametrize(("name", "value", "expected"), WRONG, ids=lambda value: value[:24])
def test_a_wrong_value_is_named_and_not_shown(name: str, value: str, expected: str) -> None:
    """The sentence says which setting and what it should be; the value may be a secret in the wrong place."""
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({name: value})
    sentence = str(caught.value)
    assert sentence.startswith(f"{name} should be")
    assert expected in sentence
    assert "\n" not in sentence
    if len(value) > 3:
        assert value not in sentence.replace(expected, "")


def test_every_setting_that_can_be_wrong_is_tried() -> None:
    """Each name has its wrong values above, except folders, where any text may be right."""
    assert known() - {name for name, _, _ in WRONG} == {"ALONGSIDE_DATA", "ALONGSIDE_TRYOUT_DATA"}


def test_nothing_set() -> None:
    """Every setting has a usual value."""
    assert Settings.from_env({}) == Settings()


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_empty_counts_as_missing(blank: str) -> None:
    """A name without a value, as in the example file, is as if it did not stand there."""
    assert Settings.from_env(dict.fromkeys(known(), blank)) == Settings()


def test_everything_set() -> None:
    """Each value arrives where it belongs, without the blanks around it."""
    given = {
        "DISCORD_TOKEN": " a.b.c ",
        "ALONGSIDE_DATA": "/srv/alongside",
        "ALONGSIDE_KEY": f" {KEY}\n",
        "ALONGSIDE_NEW_KEY": KEY,
        "ALONGSIDE_SHARDS": "12",
        "ALONGSIDE_LOG_LEVEL": "Debug",
        "ALONGSIDE_LOG_FORMAT": "JSON",
        "ALONGSIDE_TRYOUT_PORT": "8080",
        "ALONGSIDE_TRYOUT_DATA": "kept",
    }
    assert given.keys() == known()
    assert Settings.from_env({**given, "SOMETHING_ELSE": "x"}) == Settings(
        token="a.b.c",
        data=Path("/srv/alongside"),
        key=b"k" * 32,
        new_key=b"k" * 32,
        shards=12,
        log_level="debug",
        log_format="json",
        tryout_port=8080,
        tryout_data=Path("kept"),
    )


def known() -> set[str]:
    """Return every name that the settings' source looks for."""
    source = (ROOT / "alongside" / "settings.py").read_text(encoding="utf-8")
    return set(re.findall(r'"((?:ALONGSIDE|DISCORD)_[A-Z_]+)"', source))


def test_the_example_names_every_setting() -> None:
    """The example file holds exactly the settings that there are, each explained, each empty."""
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert dotenv_values(ROOT / ".env.example") == dict.fromkeys(known(), "")
    for name in known():
        [comment] = re.findall(rf"^#[^\n]*\n{name}=$", example, re.MULTILINE)
        assert len(comment) > len(name) + 20


def test_the_environment_goes_before_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set in the environment counts; the file fills in the rest."""
    for name in known():
        monkeypatch.delenv(name, raising=False)
    file = tmp_path / "settings.env"
    file.write_text("ALONGSIDE_SHARDS=2\nALONGSIDE_LOG_LEVEL=error\nALONGSIDE_DATA\n")
    monkeypatch.setenv("ALONGSIDE_SHARDS", "7")
    assert read_settings(file) == Settings(shards=7, log_level="error")
    monkeypatch.delenv("ALONGSIDE_SHARDS")
    assert read_settings(file) == Settings(shards=2, log_level="error")
    assert read_settings(tmp_path / "nowhere.env") == Settings()


def test_a_settings_file_in_another_encoding(tmp_path: Path) -> None:
    """A file that is no UTF-8 is told of as a wrong setting, by its name."""
    file = tmp_path / "settings.env"
    file.write_bytes("ALONGSIDE_DATA=/srv/größe\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"settings\.env"):
        read_settings(file)


def test_settings_do_not_show_secrets() -> None:
    """Printed or logged by mistake, settings tell neither token nor key."""
    shown = repr(Settings(token="a.secret.c", key=b"k" * 32))
    assert "secret" not in shown
    assert "kkkk" not in shown
