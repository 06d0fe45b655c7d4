"""The description of the org file names every table, column and choice, and its example is an org."""

import re
from pathlib import Path

import click
import pytest

from orgmodel.cli import main
from orgmodel.formats import loads
from orgmodel.formats.steps.headings import FACT_ZH
from orgmodel.model import ROWS, closed
from orgmodel.model.rows import choices
from orgmodel.rules import check

TEXT = Path(__file__).parents[2].joinpath("docs", "org-file.md").read_text("utf-8")


@pytest.mark.parametrize("table", ROWS)
def test_every_column(table: str) -> None:
    section = TEXT.split(f"### {table} ({ROWS[table].zh})")[1].split("\n## ")[0].split("\n### ")[0]
    for name, info in ROWS[table].model_fields.items():
        shown = f"**`{name}`**" if info.is_required() else f"`{name}`"
        (row,) = [r for r in section.splitlines() if r.startswith(f"| {shown} |")]
        assert f"| {info.title} |" in row
        assert info.description
        assert info.description in row
        assert all(f"`{c}`" in row for c in choices(ROWS[table], name))


@pytest.mark.parametrize(("end", "form"), [(".md", "`{}` ({})"), (".zh.md", "`{}`（{}）")])
def test_every_word_of_a_closed_column(end: str, form: str) -> None:
    text = Path(__file__).parents[2].joinpath("docs", f"org-file{end}").read_text("utf-8")
    for row in ROWS.values():
        for name, info in row.model_fields.items():
            words = [form.format(value, zh) for value, zh in closed.values(row, name).items()]
            lines = [x for x in text.splitlines() if f"`{name}`" in x and f"| {info.title} |" in x]
            assert any(all(word in line for word in words) for line in lines), (row.table, name)


def test_every_fact() -> None:
    for name, zh in FACT_ZH.items():
        assert f"| `{name}` | {zh} |" in TEXT


def test_example() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.S)
    org = loads(example)
    assert org.lines["tie"].to_list() == [None, 3.0]
    assert check(org).findings == []


def test_options_that_the_command_line_has() -> None:
    verbs = [main.get_command(click.Context(main), name) for name in main.list_commands(click.Context(main))]
    known = {option for verb in verbs if verb for p in verb.params for option in p.opts}
    asked = set(re.findall(r"`(--[a-z-]+)", TEXT))
    assert asked
    assert asked <= known
