"""The floor: one C function, a single thread, each check in time linear in units and lines (``floor.c``)."""

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.structure.answer import Answer, Ints, Missing

NAME = "plain C (-O2)"
COMPILERS = ("cc", "gcc", "clang")


@cache
def prepare() -> ctypes.CDLL:
    """The compiled function.

    Raises:
        Missing: no C compiler, or one that does not compile.
    """
    compiler = next(filter(None, map(shutil.which, COMPILERS)), None)
    if compiler is None:
        raise Missing(f"no C compiler is found ({', '.join(COMPILERS)})")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "floor.so")
        source = Path(__file__).with_name("floor.c")
        command = [compiler, "-O2", "-shared", "-fPIC", "-o", str(made), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"{compiler} does not compile floor.c: {done.stderr.strip()}")
        return ctypes.CDLL(str(made))


def run(n: int, low: Ints, high: Ints) -> Answer:
    """The answer by one call.

    Raises:
        MemoryError: the function's own arrays do not fit.
    """
    ints = np.ctypeslib.ndpointer(np.int32, flags="C_CONTIGUOUS")
    longs = np.ctypeslib.ndpointer(np.int64, flags="C_CONTIGUOUS")
    answer = prepare().answer
    answer.argtypes = [ctypes.c_int32, ctypes.c_int64, ints, ints, longs]
    answer.restype = ctypes.c_int
    numbers = np.zeros(len(Answer._fields), dtype=np.int64)
    if answer(n, len(low), low, high, numbers):
        raise MemoryError
    return Answer(*numbers.tolist())
