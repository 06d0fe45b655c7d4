"""What became of a plan that was carried out, or taken back, as far as it still fitted."""

from orgmodel.model import ROWS
from orgmodel.proposals.fitting import Fitted, Unfit
from orgmodel.proposals.held import SHOWN, Difference
from orgmodel.reports.listing import Lines

WORDS = {
    "made": ("已采取措施{made}项，此前已落实{done}项，未采取{left}项", "{made} moves made, {done} were done already, {left} left out"),
    "undone": ("已撤回措施{made}项，此前已撤回{done}项，未撤回{left}项", "{made} moves taken back, {done} were back already, {left} left as they are"),
    "gone": ("{table}“{name}”已不存在", "{table} {name}: the org holds no such row"),
    "changed": ("{table}“{name}”已变更：{cells}", "{table} {name} has changed: {cells}"),
    "taken": ("{table}“{name}”已有记录，内容不同：{cells}", "{table} {name} is there already, but differs: {cells}"),
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

    counts = {k: len(getattr(fitted, k)) for k in ("made", "done", "left")}
    texts = {unfit.move.id: unfit.move.text or unfit.move.id for unfit in fitted.left}
    out: Lines = [(say("undone" if undo else "made", **counts), "title")]
    for unfit in fitted.left:
        out.append((f"  {unfit.move.text or unfit.move.id}", "warning"))
        out += [(f"    {line}", "") for line in _why(unfit, texts, language, undo)]
    return out


def _why(unfit: Unfit, texts: dict[str, str], language: str, undo: bool) -> list[str]:
    side = 0 if language == "zh" else 1
    told = [_told(d, side) for d in unfit.differences[:SHOWN]]
    if len(unfit.differences) > SHOWN:
        told.append(WORDS["more"][side].format(count=len(unfit.differences) - SHOWN))
    if unfit.rests_on:
        moves = ("；", "; ")[side].join(texts.get(id, id) for id in unfit.rests_on)
        told.append(WORDS["rests_undone" if undo else "rests"][side].format(moves=moves))
    return told


def _told(difference: Difference, side: int) -> str:
    row_type = ROWS[difference.table]
    cells = []
    for column, expected, held in difference.cells:
        field = row_type.model_fields.get(column)
        heading = (field.title if field and side == 0 else None) or column
        values = [WORDS["nothing"][side] if v is None else str(v) for v in (expected, held)]
        cells.append(WORDS["cell"][side].format(column=heading, expected=values[0], held=values[1]))
    table = row_type.zh if side == 0 else difference.table
    return WORDS[difference.kind][side].format(
        table=table, name=difference.name, cells=("；", "; ")[side].join(cells)
    )
