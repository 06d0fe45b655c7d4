"""Values by name, some of them made when they are first looked at."""

from collections.abc import Callable, Iterator, Mapping
from threading import RLock
from typing import Generic, TypeVar

V = TypeVar("V")


class Held(Mapping[str, V], Generic[V]):
    """Values by name that never change. One that is ``later`` is made by its function, once, when it is first asked for.

    >>> held = Held({"a": 1}, {"b": lambda: print("made") or 2})
    >>> list(held), held["b"], held["b"]
    made
    (['a', 'b'], 2, 2)
    """

    def __init__(self, values: Mapping[str, V], later: Mapping[str, Callable[[], V]]) -> None:
        self._values, self._later = dict(values), dict(later)
        self._names = tuple(dict.fromkeys([*values, *later]))
        self._lock = RLock()  # several threads may ask

    def __getitem__(self, name: str) -> V:
        if name in self._values:
            return self._values[name]
        make = self._later[name]
        with self._lock:
            if name not in self._values:
                self._values[name] = make()
            return self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __repr__(self) -> str:
        return f"Held({', '.join(self._names)})"

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
