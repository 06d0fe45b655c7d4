"""The group of verbs: finds them by file, and turns every way in which one can end into an exit code."""

import gc
import os
import pkgutil
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from orgmodel import cli
from orgmodel.cli.frame.machine import suit
from orgmodel.cli.frame.options import told_in

INTERNAL, INTERRUPTED, PIPE = 3, 130, 141


class Verbs(click.Group):
    """Verbs by file name; each file is imported only when its verb is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All verbs, sorted."""
        return sorted(m.name.replace("_", "-") for m in pkgutil.iter_modules(cli.__path__) if not m.ispkg)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of one verb."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"orgmodel.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest verb where the one asked for does not exist."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            known = self.list_commands(ctx)
            guess = get_close_matches(args[0], known, n=1)
            told = f"Did you mean {guess[0]}?" if guess else f"Allowed: {', '.join(known)}."
            raise click.UsageError(f"{error.message.rstrip('.')}. {told}", ctx) from None

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a verb and leave with its exit code: no error ends in a traceback for the user."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, False, **extra)
        with warnings.catch_warnings():
            warnings.filterwarnings("always", category=UserWarning)
            warnings.showwarning = _show_warning
            suit(sys.argv[1:] if args is None else args)
            gc.disable()  # one run makes much and leaves no cycles; looking for them costs a large proposal a fifth
            try:
                code = self._ended(args, prog_name, complete_var, extra)
            finally:
                gc.enable()
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a verb; whoever closed the pipe that it writes to is told nothing more.

        An error is told in the language asked for, else in its own, else in that of the org that was read before it.
        """
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            return PIPE
        except Exception as error:
            error.language = told_in(ctx, getattr(error, "language", ""))  # type: ignore[attr-defined]
            raise

    def _ended(
        self,
        args: Sequence[str] | None,
        prog_name: str | None,
        complete_var: str | None,
        extra: dict[str, Any],
    ) -> int:
        try:
            result = super().main(args, prog_name, complete_var, False, **extra)
            return result if isinstance(result, int) else 0
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except (click.Abort, KeyboardInterrupt):
            return INTERRUPTED
        except Exception as error:
            return _failed(error)


def _failed(error: Exception) -> int:
    from orgmodel.model import OrgError

    if os.environ.get("ORGMODEL_DEBUG") and not isinstance(error, OrgError):
        import traceback

        traceback.print_exception(error)
    if isinstance(error, OrgError):
        click.echo(error.text(error.language), err=True)
        return 2
    if isinstance(error, OSError) and error.strerror:
        from orgmodel.model.tongues import said

        language = getattr(error, "language", "")
        place = f"{error.filename}{'：' if language == 'zh' else ': '}" if error.filename else ""
        click.echo(f"{place}{said(error.strerror, language)}", err=True)
        return 2
    click.echo(
        f"Internal error: {type(error).__name__}: {error}\n"
        "This is a fault of the program, not of your file. ORGMODEL_DEBUG=1 shows where it happened.",
        err=True,
    )
    return INTERNAL


def _show_warning(message: Any, category: type[Warning], *rest: Any, **more: Any) -> None:
    """Print the product's own warnings as one line; those of libraries are not for the user."""
    if any(c.__name__ == "OrgWarning" for c in category.__mro__):
        language = told_in(click.get_current_context(silent=True), message.language)
        text = " ".join(message.text(language).split())
        click.echo(f"提示：{text}" if language == "zh" else f"Warning: {text}", err=True)
