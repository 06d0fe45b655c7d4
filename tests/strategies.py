"""Hypothesis strategies for organisations, as odd as a file may hold them."""

import datetime
import re
from typing import Any

from hypothesis import strategies as st

from orgmodel.formats.steps.document import BARRED_HEADING
from orgmodel.formats.steps.facts import LATEST
from orgmodel.model import ROWS, Org, frame
from orgmodel.model.org import FACTS, schema
from orgmodel.model.rows import CONTROL, choices
from orgmodel.profiles import builtin, load

NASTY = [
    "01", "null", "yes", "1e3", "~", "true", "3.0", "=1+1", "@a", "-1", "2016-12-01", "a: b", "#x", "- a", "{a}",
    '"', "'", 'a"b', "a,b", "a;b\tc", "a\nb", "_x0041_", "_x000D_", "*", "&a", "!t", "<<", "|", ">", "%", "?", "😀",
    "\ufeffa", "a\x85b", "a\u2028b", "市局", "　全　角", "（一）", "http://a.b", "\\", "nan", "inf", "0x1F", "1:20", "on", "=",
]  # fmt: skip


def clean(text: str) -> bool:
    """True for text that a file keeps as it is."""
    return bool(text) and text == text.strip() and not CONTROL.search(text)


texts = st.one_of(
    st.sampled_from([t for t in NASTY if clean(t)]),
    st.text("ab01 ,\"'\n\t:#=党部é😀", min_size=1, max_size=8).filter(clean),
    st.text(min_size=1, max_size=12).filter(clean),
)
ids = st.sampled_from(["u0", "u1", "u2", "01", "1", "null", "yes", "1e3", "~", "a b", "县,局", "gone"])
days = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
counts = st.integers(0, 2**63 - 1) | st.integers(0, 300)
amounts = st.floats(0, allow_nan=False, allow_infinity=False) | st.integers(0, 10**17).map(float)
ties = st.integers(0, 10**6).map(lambda n: n / 10)


def _known(name: str) -> bool:
    names = {n for p in builtin() for k, v in load(p).lines.items() for n in (k, v.zh)}
    for row in ROWS.values():
        names |= set(row.model_fields) | {f.title or "" for f in row.model_fields.values()}
    return re.sub(r"\s", "", name).rstrip("*＊").casefold() in {n.casefold() for n in names}


own_columns = st.one_of(st.sampled_from(["颜色", "x y", "row", "copy", "nth", "unit", "order", "len", "literal", "rule_", "nested.name", "=a", "a,b", "1", "null", "<<", "a: b", '"q"']), texts).map(
    lambda t: " ".join(t.split())
).filter(lambda t: clean(t) and not _known(t) and not BARRED_HEADING.search(t))  # fmt: skip


def cells(table: str, name: str) -> st.SearchStrategy[Any]:
    """Values of a column of a table, empty ones left out."""
    allowed = choices(ROWS[table], name)
    if allowed:
        return st.sampled_from(allowed)
    if name == "tie":
        return ties
    if name in ("id", "subordinate", "superior", "host", "rule", "subject"):
        return ids
    kinds = {"Int64": counts, "Float64": amounts, "Boolean": st.booleans(), "Date": days}
    return kinds.get(str(schema(table)[name]), texts)


@st.composite
def rows(draw: st.DrawFn, table: str, profile: str) -> dict[str, Any]:
    """One row of a table."""
    fields = ROWS[table].model_fields
    out = {}
    for name, info in fields.items():
        if info.is_required() or draw(st.integers(0, 5)) == 0:
            out[name] = draw(cells(table, name))
    if table == "lines" and draw(st.integers(0, 9)):
        out["kind"] = draw(st.sampled_from(sorted(load(profile).lines)))
        if draw(st.booleans()):
            out = {k: out[k] for k in ROWS["lines"].keys}
    for name in draw(st.lists(own_columns, max_size=1)):
        out[name] = draw(texts)
    return out


@st.composite
def orgs(draw: st.DrawFn, most: int = 5) -> Org:
    """An org: any profile, doubles of ids and lines, lines that end nowhere, columns of the user's own."""
    profile = draw(st.sampled_from(builtin()))
    facts: dict[str, Any] = {"profile": profile, "language": draw(st.sampled_from(["zh", "en"]))}
    facts["as_of"] = draw(st.none() | st.dates(max_value=LATEST))
    for name in set(FACTS) - set(facts):
        facts[name] = draw(st.just("") | texts)
    tables = {}
    other = draw(st.sampled_from(sorted(set(ROWS) - {"units", "lines", "allow"})))
    for table in ("units", "lines", "allow", other):
        some = draw(st.lists(rows(table, profile), max_size=2 if table == other else most))
        again = draw(st.lists(st.sampled_from(some), max_size=2)) if some else []
        tables[table] = frame(table, some + again)
    return Org(tables=tables, **facts)
