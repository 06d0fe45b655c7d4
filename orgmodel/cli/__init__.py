"""The command line: one file of this folder a verb, found by its ``command`` and loaded only when it is called.

A verb's file imports click and :mod:`orgmodel.cli.frame` alone at its top; what does the work is imported where it
is called, so that ``--help`` costs click and nothing more.
"""

import click

from orgmodel import __version__
from orgmodel.cli.frame.verbs import Verbs


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="orgmodel")
def main() -> None:
    """Find where an organisation that answers to two sides breaks, and prove the cheapest repair.

    ORG is an org file (.yaml, .json, .xlsx, .csv, .parquet), a folder of tables, or - for standard input.
    Exit: 0 fine, 1 findings, 2 bad input or usage, 3 internal error.
    """


__all__ = ["main"]
