"""The command line as a user runs it: ``python -m benchmarks.watched VERB …``; what it took stands as JSON on the last line of
standard error. Nothing is loaded before it that it does not load itself.
"""

import json
import os
import sys
import time

from orgmodel import cli

if __name__ == "__main__":
    try:
        cli.main(prog_name="orgmodel")
    except SystemExit as left:
        cpu = time.process_time()
        from benchmarks.structure.child import peak

        print(json.dumps({"cpu": cpu, "peak": peak()}), file=sys.stderr)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(left.code if isinstance(left.code, int) else 1)  # at once, as the command does
