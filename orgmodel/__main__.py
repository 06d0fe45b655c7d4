"""The command as a process: ``orgmodel``, or ``python -m orgmodel``."""

import os
import sys

from orgmodel.cli import main


def run() -> None:
    """Run the command and leave at once: the system takes back in one go what would else be taken apart piece by piece."""
    try:
        main()
    except SystemExit as left:
        if not isinstance(left.code, int):
            raise
        try:
            for stream in filter(None, (sys.stdout, sys.stderr)):  # none where it was closed from the start
                stream.flush()
        except OSError:
            raise left from None  # nobody reads; the interpreter knows how to end then
        os._exit(left.code)


if __name__ == "__main__":
    run()
