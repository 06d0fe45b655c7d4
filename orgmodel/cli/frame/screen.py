"""What a verb prints: styled lines with colour where the reader is a terminal, or JSON."""

import json
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan", "title": "bold", "quiet": "dim", "": ""}


def coloured() -> bool:
    """True where standard output is a terminal and the user has not asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def show(lines: Sequence[tuple[str, str]]) -> None:
    """Print lines, each with the name of its style; a pipe gets the bare text."""
    if not coloured():
        click.echo("\n".join(text for text, _ in lines))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for text, style in lines:
        console.print(Text(text, style=STYLES[style]), soft_wrap=True)


def show_json(data: Any) -> None:
    """Print data as JSON, Chinese as it is; days as 2016-12-01."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
