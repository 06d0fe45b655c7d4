"""The page on proposals names every move, option and key that there is; its examples work, and so do the READMEs'."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from orgmodel import profiles
from orgmodel.cli.propose import command
from orgmodel.formats import read
from orgmodel.moves import catalogue
from orgmodel.proposals import propose, save
from orgmodel.proposals.options import Options
from orgmodel.proposals.ownplan import completed, load_partial
from orgmodel.proposals.planfile import load
from orgmodel.proposals.plantext import document

ROOT = Path(__file__).parents[1]
BEFORE = ROOT / "scenarios" / "city-bureau" / "before.yaml"
PAGE = ROOT.joinpath("docs", "proposals.md").read_text("utf-8")
READMES = ("README.md", "README.zh.md")
EXCERPT = re.compile(
    r"^    orgmodel (propose [^\n]+)\n\n<!-- excerpt: \w+ -->\n\n```text\n(.*?)\n```", re.M | re.S
)
PLAN = re.compile(r"```yaml\n(orgmodel_plan: 1\n.*?)```", re.S)


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def rows(text: str) -> dict[str, list[str]]:
    """First cell without its quotes -> the other cells of a table row."""
    found = [
        [c.strip() for c in line.strip("|").split(" | ")]
        for line in text.splitlines()
        if line.startswith("| `")
    ]
    return {cells[0].strip("` "): cells[1:] for cells in found}


def test_every_kind_of_move_with_its_figures() -> None:
    told, profile = rows(section("The moves")), profiles.load("cn-party-2010")
    assert list(told) == list(catalogue())
    for kind, (title, _, repairs, effort, days, _) in told.items():
        move = catalogue()[kind]
        assert title == move.title_zh
        assert tuple(re.findall(r"[A-Z]{3}\d{3}", repairs)) == move.repairs
        assert (int(effort), int(days)) == (profile.efforts[kind], profile.days(kind))


def test_costs_of_consent_and_approval() -> None:
    profile = profiles.load("cn-party-2010")
    told = (
        f"adds {profile.consent_effort} to the effort of a move and {profile.consent_days} days, an approval"
    )
    assert f"{told} {profile.approval_effort} and {profile.approval_days} days" in section(
        "The moves"
    ).replace("\n", " ")


def test_every_option_and_no_other() -> None:
    named = {max(p.opts, key=len) for p in command.params if p.param_type_name == "option"}
    assert set(rows(section("The options"))) == named


@pytest.mark.parametrize("example", [cells[0].strip("`") for cells in rows(section("The options")).values()])
def test_every_example_of_an_option_is_understood(example: str) -> None:
    import shlex

    with command.make_context("propose", [str(BEFORE), *shlex.split(example)]) as context:
        given = {
            k for k, v in context.params.items() if context.get_parameter_source(k).name == "COMMANDLINE"
        }  # type: ignore[union-attr]
    assert len(given) == 1 + len(re.findall(r"(?:^| )--?[a-z]", example))


def test_every_key_of_a_plan_file() -> None:
    org = read(str(BEFORE))
    plan = propose(org, Options(only=("EST410",)))["full"]
    text = save(org, plan)
    assert load(text, "plan.yaml").moves
    told = section("The plan file")
    table = set(
        re.findall(
            r"`(\w+)`", " ".join(line.split(" | ")[0] for line in told.splitlines() if line[:1] == "|")
        )
    )
    assert set(document(text, "plan.yaml")) == table
    for key in document(text, "plan.yaml")["moves"].items[0].pairs:
        assert f"`{key[0].text}`" in told


@pytest.mark.parametrize("name", [*READMES, "docs/proposals.md"])
def test_plan_written_by_hand(name: str) -> None:
    (text,) = PLAN.findall(ROOT.joinpath(name).read_text("utf-8"))
    own, org = load_partial(text, name), read(str(BEFORE))
    assert completed(org, own.edits, name)
    from orgmodel.moves import candidates

    situation = candidates(org)
    asked = [f"{kind}@{subject}" + (f">{to}" if to else "") for kind, subject, to in own.moves]
    assert all(Options(require=asked).required(situation))


@pytest.mark.parametrize("name", READMES)
def test_excerpts_are_printed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    found = EXCERPT.findall(ROOT.joinpath(name).read_text("utf-8"))
    assert len(found) == 2
    for asked, block in found:
        ended = CliRunner().invoke(command, [*asked.split()[1:], "--quiet"])
        printed, at = [line.rstrip() for line in ended.stdout.splitlines()], 0
        for line in block.splitlines():
            if line != "…":
                assert line in printed[at:], f"{name}: {line!r} is not printed any more"
                at = printed.index(line, at) + 1
