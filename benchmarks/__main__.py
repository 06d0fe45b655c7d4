"""Runs every benchmark of this folder and prints its table; ``python -m benchmarks detector`` runs one."""

import pkgutil
import sys
from importlib import import_module

import benchmarks


def main(wanted: list[str]) -> None:
    """Run the benchmarks with these names, or all."""
    names = [m.name for m in pkgutil.iter_modules(benchmarks.__path__)]
    for name in names:
        run = getattr(import_module(f"benchmarks.{name}"), "main", None) if name != "__main__" else None
        if run is not None and (not wanted or name in wanted):
            run()


if __name__ == "__main__":
    main(sys.argv[1:])
