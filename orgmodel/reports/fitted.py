"""What became of a plan that was carried out, or taken back, as far as it still fitted."""

from orgmodel.graph.rowwords import RowWords
from orgmodel.profiles import of
from orgmodel.proposals.fitting import Fitted, Unfit
from orgmodel.proposals.held import SHOWN, Difference
from orgmodel.reports.listing import Lines

WORDS = {
    "made": ("已采取措施{made}项，此前已落实{done}项，未采取{left}项", "Moves made: {made}; done already: {done}; left out: {left}"),
    "undone": ("已撤回措施{made}项，此前已撤回{done}项，未撤回{left}项", "Moves taken back: {made}; back already: {done}; left as they are: {left}"),
    "gone": ("机构文件中无{row}", "{row}: not in the org"),
    "changed": ("{row}已变更：{cells}", "{row} has changed: {cells}"),
    "taken": ("{row}已有记录，内容不同：{cells}", "{row} is there already, but differs: {cells}"),
    "row": ("{table}“{name}”", "{table} {name}"),
    "line": ("{low}→{high}", "{low} → {high}"),
    "cell": ("{column}在编制方案时为“{expected}”，现为“{held}”", "{column}: the plan expects {expected}, the org holds {held}"),
    "rests": ("以未采取的下列措施为前提：{moves}", "rests on what is left out: {moves}"),
    "rests_undone": ("须先撤回下列措施：{moves}", "first would have to be taken back: {moves}"),
    "more": ("其余{count}处从略", "{count} more"),
    "nothing": ("空", "nothing"),
}  # fmt: skip


def fitted_text(fitted: Fitted, language: str, undo: bool = False) -> Lines:
    """Counts, then every move left out with the rows and cells that stand in its way."""

    def say(key: str, /, **values: object) -> str:
        return WORDS[key][0 if language == "zh" else 1].format(**values)

    edits = [edit for unfit in fitted.left for edit in unfit.move.edits]
    held = ({c: value} for unfit in fitted.left for d in unfit.differences for c, _, value in d.cells)
    words = RowWords.of_edits([fitted.org], edits, of(fitted.org), language, held)
    counts = {k: len(getattr(fitted, k)) for k in ("made", "done", "left")}
    texts = {unfit.move.id: unfit.move.text or unfit.move.id for unfit in fitted.left}
    out: Lines = [(say("undone" if undo else "made", **counts), "title")]
    for unfit in fitted.left:
        out.append((f"  {unfit.move.text or unfit.move.id}", "warning"))
        out += [(f"    {line}", "") for line in _why(unfit, texts, words, undo)]
    return out


def _why(unfit: Unfit, texts: dict[str, str], words: RowWords, undo: bool) -> list[str]:
    side = 0 if words.language == "zh" else 1
    told = [_told(d, words) for d in unfit.differences[:SHOWN]]
    if len(unfit.differences) > SHOWN:
        told.append(WORDS["more"][side].format(count=len(unfit.differences) - SHOWN))
    if unfit.rests_on:
        moves = ("；", "; ")[side].join(texts.get(id, id) for id in unfit.rests_on)
        told.append(WORDS["rests_undone" if undo else "rests"][side].format(moves=moves))
    return told


def _told(difference: Difference, words: RowWords) -> str:
    side = 0 if words.language == "zh" else 1
    cells = []
    for column, expected, held in difference.cells:
        values = [WORDS["nothing"][side] if v is None else words.value(v, column) for v in (expected, held)]
        heading = words.heading(difference.table, column)
        cells.append(WORDS["cell"][side].format(column=heading, expected=values[0], held=values[1]))
    row = _row(difference, words)
    return WORDS[difference.kind][side].format(row=row, cells=("；", "; ")[side].join(cells))


def _row(difference: Difference, words: RowWords) -> str:
    """The row by name: a line by its kind and both ends, a unit or post with its id, any other by its key."""
    side = 0 if words.language == "zh" else 1
    table, name = words.table(difference.table), words.about(difference.name, difference.table)
    if difference.table == "lines":
        ends, _, kind = difference.name.rpartition(":")
        low, _, high = ends.partition(">")
        table = words.label(kind)
        name = WORDS["line"][side].format(low=words.end(low), high=words.end(high))
    return WORDS["row"][side].format(table=table, name=name)
