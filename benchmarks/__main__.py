"""Runs every benchmark of this folder and prints its table; ``python -m benchmarks detector`` runs one, with options if it takes any."""

import pkgutil
import sys
from collections.abc import Callable
from importlib import import_module
from itertools import takewhile

import benchmarks


def main(words: list[str]) -> None:
    """Run the benchmarks with these names, or all; what follows a single name are its options."""
    runs = _runs()
    wanted = list(takewhile(lambda word: not word.startswith("-"), words))
    options = words[len(wanted) :]
    if options == ["--help"] and not wanted:
        raise SystemExit(f"usage: python -m benchmarks [{'|'.join(runs)}] [options]")
    unknown = [name for name in wanted if name not in runs]
    if unknown or (options and len(wanted) != 1):
        told = (
            f"no benchmark is called {', '.join(unknown)}" if unknown else "options belong to one benchmark"
        )
        raise SystemExit(f"{told}; there are: {', '.join(runs)}")
    for name in wanted or runs:
        sys.argv = [f"python -m benchmarks {name}", *options]
        runs[name]()


def _runs() -> dict[str, Callable[[], None]]:
    """What runs each benchmark: the ``main`` of its file."""
    names = [m.name for m in pkgutil.iter_modules(benchmarks.__path__) if m.name != "__main__"]
    mains = {name: getattr(import_module(f"benchmarks.{name}"), "main", None) for name in names}
    return {name: run for name, run in mains.items() if run is not None}


if __name__ == "__main__":
    main(sys.argv[1:])
