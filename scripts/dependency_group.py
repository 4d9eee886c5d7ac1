"""Print the requirements of a dependency group of pyproject.toml, one a word."""

import sys
import tomllib
from pathlib import Path


def main() -> None:
    """Print the group named on the command line; requirements are written without blanks there."""
    groups = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    sys.stdout.write(" ".join(groups[sys.argv[1]]) + "\n")


if __name__ == "__main__":
    main()
