"""The command line as a user runs it: ``python -m benchmarks.watched VERB …``; what it took stands as JSON on the last line of
standard error. Nothing is loaded before it that it does not load itself.
"""

import json
import sys
import time

from orgmodel import cli

if __name__ == "__main__":
    try:
        cli.main(prog_name="orgmodel")
    finally:
        cpu = time.process_time()
        from benchmarks.structure.child import peak

        print(json.dumps({"cpu": cpu, "peak": peak()}), file=sys.stderr)
