"""Arguments and options that several verbs take."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from orgmodel.model import Org

Wrap = Callable[[Any], Any]
ASKED = f"{__name__}.asked"  # in the notes of a context: the language of --lang
READ = f"{__name__}.read"  # and that of the org that a verb read


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day such as 2016-12-01."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day, or a usage error."""
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write it as 2016-12-01.", param, ctx)


def org_argument(name: str = "org", **more: Any) -> Wrap:
    """The file, folder or - that holds an org."""
    return click.argument(name, type=click.Path(allow_dash=True), **more)


def org_options(command: Any) -> Any:
    """``--profile`` and ``--as-of``: what overrides the file."""
    command = click.option(
        "--as-of", type=Day(), help="Look at this day (2016-12-01), whatever the file says."
    )(command)
    return click.option("--profile", metavar="NAME", help="Use this profile: a built-in name, or a file.")(
        command
    )


def lang_option(command: Any) -> Any:
    """``--lang``: the language of the texts."""

    def noted(context: click.Context, _: click.Parameter, language: str | None) -> str | None:
        context.meta[ASKED] = language
        return language

    return click.option(
        "--lang", type=click.Choice(["zh", "en"]), help="Language of the texts; default: the org's.", callback=noted,
        is_eager=True,
    )(command)  # fmt: skip


def told_in(context: click.Context | None, own: str) -> str:
    """The language of an error or a warning: that of ``--lang``, else its own, else that of the org read before it."""
    notes = context.meta if context else {}
    return notes.get(ASKED) or own or notes.get(READ, "")


def format_option(*names: str) -> Wrap:
    """``--format``; the first name is the default."""
    return click.option("--format", "form", type=click.Choice(names), default=names[0], show_default=True)


def load(
    path: str, profile: str | None = None, as_of: datetime.date | None = None, *, lazily: bool = False
) -> "Org":
    """Read an org as the options say; ``lazily`` without the tables of a folder that are never looked at."""
    from orgmodel.formats import read

    org = read(path, profile=profile, as_of=as_of, lazily=lazily)
    click.get_current_context().meta[READ] = org.language
    return org


def refuse_taken(output: str, force: bool) -> None:
    """Refuse to overwrite a file, or a folder that holds anything, unless the user insists.

    :raises BadInput: if it is there already.
    """
    from pathlib import Path

    from orgmodel.model import BadInput, Problem

    path = Path(output)
    taken = path.is_file() or (path.is_dir() and any(path.iterdir()))
    if output != "-" and taken and not force:
        raise BadInput([Problem("is there already", output, remedy="Name another, or give --force.")])
