"""Five structural checks on the arrays of one kind of line, ours beside its peers, in one run.

    python -m benchmarks structure [--sizes 10000,100000,1000000] [--only ours,c,...] [--shuffled]

Given are the number of units ``n`` and the lines as two int32 arrays of unit rows: ``low[j]`` answers to ``high[j]``;
``high[j]`` is -1 where the line names an unknown unit (the line *dangles*). A line with ``low == high`` is a
*self-line*. All others are *valid*, and ``high`` is then a *valid superior* of ``low``. Lines stand in the order of
the file: of several valid superiors of a unit the first counts as the one of its *chain*. A *top* is a unit that stands
below no line at all (no dangling one and no self-line either) and above at least one valid line. A unit *reaches a
top* if its chain of first valid superiors, of which there may be none, ends at a top. Every contestant answers:

1. ``dangling``: dangling lines;
2. ``itself``: self-lines;
3. ``circling``: units in strongly connected sets of two or more units over all valid lines;
4. ``several``: units with two or more distinct valid superiors;
5. ``cut``: units that reach no top; and ``depth``, the sum over all others of the lines between them and their top.

Each contestant (a file ``by_*.py`` of this folder) runs in a child process of its own, on arrays read from a file
before its clock starts; building its graph from them counts. CPU seconds are those of all its threads. Answers that
differ end the run before anything is printed of them.
"""

from benchmarks.structure.command import main

__all__ = ["main"]
