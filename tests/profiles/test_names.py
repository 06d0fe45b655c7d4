"""A profile that names what does not exist, holds a number out of range or extends itself is refused when it is loaded."""

import re
from pathlib import Path

import pytest

from orgmodel import moves, profiles
from orgmodel.cli import main
from orgmodel.model import BadInput
from orgmodel.profiles.names import SPANS

CORE = Path(profiles.__file__).parents[1]
WRONG = [
    (
        "thresholds: {term_warning: {value: 3, unit: 月}}",
        "thresholds.term_warning.unit names '月'; allowed: days, months, years",
    ),
    (
        "thresholds: {term_warning: {unit: month}}",
        "allowed: days, months, years. Did you mean months?",
    ),
    (
        "thresholds: {term_extension: {unit: days}}",
        "thresholds.term_extension.unit names 'days'; allowed: months",
    ),
    (
        "thresholds: {branch_committee: {unit: fortnights}}",
        "thresholds.branch_committee.unit names 'fortnights'; allowed: full_members, members",
    ),
    (
        "thresholds: {term_extension: {value: 1.0e+300}}",
        "thresholds.term_extension.value: is out of range: '1e+300'; allowed: a whole number from 0 to 1200",
    ),
    ("thresholds: {term_warning: {value: 1.0e+12}}", "allowed: a whole number from 0 to 1200"),
    (
        "thresholds: {term_warning: {value: 36526, unit: days}}",
        "'36526'; allowed: a whole number from 0 to 36525",
    ),
    ("thresholds: {term_warning: {value: 0.5}}", "is out of range: '0.5'; allowed: a whole number"),
    ("thresholds: {term_warning: {value: .nan}}", "is out of range: 'nan'"),
    ("thresholds: {branch_most: {value: -5}}", "'-5'; allowed: a number from 1 to 1000000000"),
    ("thresholds: {general_members: {value: 1}}", "'1'; allowed: a number from 2 to"),
    ("thresholds: {weak_body: {value: .inf}}", "thresholds.weak_body.value: is out of range: 'inf'"),
    ("thresholds: {branch_mots: {value: 3, unit: members}}", "Did you mean branch_most?"),
    ("thresholds: {branch_most: {cite: organs6}}", "thresholds.branch_most.cite names 'organs6'"),
    ("severities: {CHN: info}", "is not the code of a rule: 'CHN'; allowed: three capitals and three digits"),
    ("severities: {chn203: info}", "Did you mean CHN203?"),
    ("disabled: [chn]", "no code of a rule begins like this: 'chn'"),
    ("disabled: ['']", "no code of a rule begins like this"),
    ("efforts: {fly: 3}", "efforts names 'fly'; allowed: assign, budget, "),
    ("durations: {mrege: 3}", "durations names 'mrege'"),
    ("citations: {updrade: [organs-6]}", "is neither the code of a rule nor a kind of move: 'updrade'"),
    ("reviewed_roles: [nobody]", "reviewed_roles names 'nobody'; allowed: affairs_officer, "),
    ("roles: {deputy: fulltime_secretary}", "roles.deputy names 'fulltime_secretary'"),
    ("posts: [{role: x, layer: nolayer, zh: x, en: x}]", "posts.x.layer names 'nolayer'; allowed: branch, "),
    ("roles: {vertical: managment}", "roles.vertical names 'managment'"),
    ("roles: {vertical: managment}", "Did you mean management?"),
    ("default_kind: buraeu", "Did you mean bureau?"),
    ("weights: {error: -10}", "weights.error: Input should be greater than or equal to 0"),
    ("weights: {fatal: 3}", "weights names 'fatal'; allowed: error, info, warning"),
    ("kinds: {bureau: {rank: 1001}}", "kinds.bureau.rank: Input should be less than or equal to 1000"),
    ("efforts: {split: -1}", "efforts.split: Input should be greater than or equal to 0"),
    ("cooperation_limit: -1", "cooperation_limit: Input should be greater than or equal to 0"),
    ("default_tie: -1", "default_tie: Input should be greater than or equal to 0"),
]
RIGHT = [
    "severities: {CHN203: info, LOC001: error}",
    "disabled: [C, CHN, CHN2, CHN203, LOC001]",
    "citations: {LOC001: [organs-6], upgrade: [organs-6]}",
    "thresholds: {term_warning: {value: 100, unit: years}, term_extension: {value: 0}}",
    "thresholds: {span_narrow: {value: 1, unit: units}}",
    "reviewed_roles: []",
    "default_tie: 0",
]


def own(folder: Path, text: str, name: str = "own.yaml", base: str = "cn-party-2010") -> str:
    (folder / name).write_text(f"extends: {base}\nprofile: own\n{text}\n", "utf-8")
    return name


@pytest.mark.parametrize(("text", "told"), WRONG, ids=[f"{text} {told}" for text, told in WRONG])
def test_what_a_profile_cannot_mean_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadInput, match=re.escape(told)) as error:
        profiles.load(own(tmp_path, text), str(tmp_path))
    assert all(p.file == str(tmp_path / "own.yaml") for p in error.value.problems)


@pytest.mark.parametrize("text", RIGHT)
def test_what_a_profile_may_mean_is_taken(tmp_path: Path, text: str) -> None:
    assert profiles.load(own(tmp_path, text), str(tmp_path)).profile == "own"


@pytest.mark.parametrize("base", profiles.builtin())
def test_a_built_in_profile_would_pass_as_a_file(tmp_path: Path, base: str) -> None:
    assert profiles.load(own(tmp_path, "", base=base), str(tmp_path)).profile == "own"


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    text = "disabled: [x]\nefforts: {fly: 1}\nreviewed_roles: [nobody]\nthresholds: {weak_body: {value: -1}}"
    with pytest.raises(BadInput) as error:
        profiles.load(own(tmp_path, text), str(tmp_path))
    assert len(error.value.problems) == 4


def test_without_a_template_of_posts_any_role_is_reviewed(tmp_path: Path) -> None:
    name = own(tmp_path, "reviewed_roles: [ward_head]", base="matrix")
    assert profiles.load(name, str(tmp_path)).reviewed_roles == ("ward_head",)


def test_a_severity_that_is_not_weighed_keeps_its_weight(tmp_path: Path) -> None:
    found = profiles.load(own(tmp_path, "weights: {error: 20}"), str(tmp_path))
    assert found.weights == {"error": 20, "warning": 3, "info": 0}


def test_the_built_in_profiles_list_every_threshold_and_kind_of_move() -> None:
    built = [profiles.load(name) for name in profiles.builtin()]
    known = {name for p in built for name in p.thresholds}
    texts = [path.read_text("utf-8") for path in CORE.rglob("*.py")]
    asked = {n for t in texts for n in re.findall(r'threshold(?:\(|s\[|s\.get\()"(\w+)"', t)}
    assert asked | set(SPANS) <= known
    assert {kind for p in built for kind in p.efforts} == set(moves.catalogue())


@pytest.mark.parametrize(
    ("files", "ring", "last"),
    [
        ({"p.yaml": "p.yaml"}, "p.yaml → p.yaml", "p.yaml"),
        ({"p.yaml": "./p.yaml"}, "p.yaml → ./p.yaml", "p.yaml"),
        ({"p.yaml": "q.yaml", "q.yaml": "p.yaml"}, "p.yaml → q.yaml → p.yaml", "q.yaml"),
        ({"p.yaml": "q.yaml", "q.yaml": "q.yaml"}, "q.yaml → q.yaml", "q.yaml"),
    ],
)
def test_a_ring_of_profiles_is_named(tmp_path: Path, files: dict[str, str], ring: str, last: str) -> None:
    for name, base in files.items():
        own(tmp_path, "", name, base)
    with pytest.raises(BadInput) as error:
        profiles.load("p.yaml", str(tmp_path))
    (problem,) = error.value.problems
    assert (problem.what, problem.file) == (f"extends itself: {ring}", str(tmp_path / last))
    assert f"继承成环：{ring}" in problem.text("zh")


def test_profiles_that_stand_one_upon_the_other_are_merged(tmp_path: Path) -> None:
    own(tmp_path, "cooperation_limit: 2", "q.yaml")
    found = profiles.load(own(tmp_path, "default_tie: 2", "p.yaml", "q.yaml"), str(tmp_path))
    assert (found.cooperation_limit, found.default_tie) == (2, 2)


@pytest.mark.parametrize("line", ["check o.yaml", "rules --profile p.yaml"])
def test_the_command_line_tells_a_ring_as_bad_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], line: str
) -> None:
    own(tmp_path, "", "p.yaml", "q.yaml")
    own(tmp_path, "", "q.yaml", "p.yaml")
    (tmp_path / "o.yaml").write_text("profile: p.yaml\nunits: [{id: a, name: A, kind: bureau}]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(line.split(), prog_name="orgmodel")
    assert ended.value.code == 2
    assert "p.yaml → q.yaml → p.yaml" in capfd.readouterr().err
