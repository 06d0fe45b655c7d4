"""Whatever is wrong with an input is told in Chinese too: every text of the code has its entry, every entry its text."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from orgmodel.cli import main
from orgmodel.formats import read
from orgmodel.model import BadInput, OrgWarning, Problem, tongues
from orgmodel.model.errors import SHOWN
from orgmodel.model.tongues import entries, said
from orgmodel.proposals import propose, save
from tests.sites import ROOT, sources, templates

CASE = Path(__file__).parents[2] / "scenarios" / "city-bureau"
CHINESE = re.compile("[\u4e00-\u9fff]")
# Texts that are told as they stand, and why.
EXEMPT = {
    "zh, en": "names of languages",
    "UTF-8, GB18030": "names of encodings",
    "key (项目), value (内容)": "headings in both languages",
    "--view summary": "an option",
    "balance": "the name of a plan",
    "{} is taken up twice": "an error of the program, no input's",
}
BLANK = re.compile(r"\{(\d*)(?::\w+)?\}")
WAYS = {"said", "word", "some", "listed", "hinted", "table", "column", "about", "place", "more"}


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    """Every text of the code, and the places that tell it."""
    return templates(sources())


def test_every_text_of_the_code_has_a_chinese_one(found: dict[str, list[str]]) -> None:
    assert len(found) > 250
    lacking = {text: places for text, places in found.items() if text not in entries()["told"]}
    assert set(lacking) == set(EXEMPT), {t: p for t, p in lacking.items() if t not in EXEMPT}


def test_every_entry_is_told_somewhere(found: dict[str, list[str]]) -> None:
    assert set(entries()["told"]) <= set(found)


@pytest.mark.parametrize(
    ("added", "text"),
    [
        ('raise BadInput([Problem("is blue", file)])', "is blue"),
        ('raise BadInput([Problem("is empty", file, remedy=f"Paint {x} red.")])', "Paint {} red."),
        ('what = "is red" if x else f"is {x} tall"\n    raise BadInput([Problem(what, file)])', "is {} tall"),
        ('fault = Fault(0, "id", "is green", allowed="a colour")', "a colour"),
        ('warnings.warn(OrgWarning(f"{x} is odd"))', "{} is odd"),
        ('raise OrgError("no such colour")', "no such colour"),
    ],
)
def test_a_text_that_is_added_is_found(found: dict[str, list[str]], added: str, text: str) -> None:
    assert text not in found
    assert text in templates({"model/added": f"def f(x, file):\n    {added}\n"})


def test_a_text_that_goes_through_a_function_of_its_own_is_found() -> None:
    code = (
        'def wrong_in(file, what): return Problem(what, file)\ndef f(): return wrong_in("x", "is too blue")\n'
    )
    assert "is too blue" in templates({"model/added": code})


def test_an_entry_fills_in_each_part_of_its_text() -> None:
    for section in entries().values():
        for en, zh in section.items():
            blanks = [b[1] for b in BLANK.finditer(zh)]
            count = en.count("{}")
            assert all(blanks) or not any(blanks), zh
            used = {int(n) for n in blanks if n} or set(range(len(blanks)))
            unneeded = {"unable to parse {} as Expr", "Input should be a valid dictionary or instance of {}"}
            assert used == (set() if en in unneeded else set(range(count))), f"{en} -> {zh}"
            assert set(re.findall(r"\{\d*:(\w+)\}", zh)) <= WAYS
            assert CHINESE.search(zh) or not CHINESE.search(BLANK.sub("", zh)), zh


def test_no_entry_stands_twice() -> None:
    text = ROOT.joinpath("model", tongues.FILE).read_text("utf-8")
    loaded = yaml.safe_load(text)
    lines = [line for line in text.splitlines() if line.startswith('  "')]
    assert len(lines) == sum(map(len, loaded.values())) == len({k for s in loaded.values() for k in s})


def test_a_text_without_an_entry_stays_english() -> None:
    assert said("is of no known colour", "zh") == "is of no known colour"
    assert Problem("is of no known colour", "a.csv").text("zh") == "a.csv：is of no known colour。"


def test_the_rest_of_many_problems_is_counted() -> None:
    error = BadInput([Problem("is missing")] * (SHOWN + 2), 3)
    assert error.text("zh").splitlines()[-1] == f"……另有5个问题（共{SHOWN + 5}个）"
    assert error.text("en") == str(error)


def test_a_name_of_the_file_that_is_an_english_word_is_not_translated() -> None:
    problem = Problem("is not a column", "f.yaml", value="text", allowed="units, text, name")
    assert problem.text("zh") == "f.yaml：没有这一列（“text”）；允许：units、text、name。"


def test_an_error_knows_the_language_of_its_file(tmp_path: Path) -> None:
    row = "units:\n  - {id: a, name: A, kind: unit, staff: x}\n"
    for facts, language in (
        ("profile: matrix\nlanguage: zh\n", "zh"),
        ("profile: matrix\nlanguage: en\n", "en"),
        ("profile: cn-party-2010\n", "zh"),
        ("", ""),
    ):
        (tmp_path / "org.yaml").write_text(facts + row, "utf-8")
        with pytest.raises(BadInput) as told:
            read(tmp_path / "org.yaml")
        assert told.value.language == language
        assert "is not a whole number: 'x'" in str(told.value)


ORG = "profile: matrix\nlanguage: en\nunits:\n  - {id: a, name: A, kind: unit}\n"
FILES = {
    "bad.csv": "id,name,kind,staff\na,A,unit,12人\n",
    "zh.csv": "编号,名称,类别,在职人数\na,甲,unit,12人\n",
    "bad.yaml": "profile: matrix\nlanguage: en\nunits:\n  - 5\n",
    "worse.yaml": "units: [\n",
    "org.yaml": ORG,
    "odd.yaml": ORG.replace("kind: unit", "kind: unit, colour: red"),
    "plan.yaml": "orgmodel_plan: 1\nmoves:\n  - {kind: fly, subject: a}\n",
    "own.yaml": "extends: matrix\nlevls: []\n",
}
TOLD = [
    (
        "check bad.csv --profile matrix",
        "bad.csv, units, row 1, line 2, column staff: is not a whole number: '12人'; allowed: a whole number, 0 or more. "
        "Correct the cell or leave it empty.",
        "bad.csv，“单位”表，第1条记录（第2行），列“在职人数（staff）”：不是整数（“12人”）；允许：整数、不小于0。请改正该单元格，或者留空。",
    ),
    (
        "check zh.csv --profile matrix",
        "zh.csv, units, row 1, line 2, column 在职人数: is not a whole number: '12人'; allowed: a whole number, 0 or more. "
        "Correct the cell or leave it empty.",
        "zh.csv，“单位”表，第1条记录（第2行），列“在职人数”：不是整数（“12人”）；允许：整数、不小于0。请改正该单元格，或者留空。",
    ),
    (
        "check bad.yaml",
        "bad.yaml, units, row 1, line 4: is one value, not a row; allowed: a mapping of columns to cells",
        "bad.yaml，“单位”表，第1条记录（第4行）：是单个值，应为一行；允许：列名与内容的键值对。",
    ),
    (
        "check worse.yaml",
        "worse.yaml, line 2: is not YAML (while parsing a flow node, did not find expected node content). Mend this line.",
        "worse.yaml，第2行：不是有效的YAML（方括号或者花括号内缺少内容）。请改正该行。",
    ),
    ("check gone.yaml", "gone.yaml: does not exist. Check the path.", "gone.yaml：文件不存在。请核对路径。"),
    (
        "check org.yaml --profile own.yaml",
        "own.yaml, column levls: Extra inputs are not permitted",
        "own.yaml，项“levls”：没有这一项目。",
    ),
    (
        "check org.yaml --select XYZ1",
        "no rule has this code: 'XYZ1'; allowed: STR101,",
        "没有该代码的规则（“XYZ1”）；允许：STR101、",
    ),
    (
        "check org.yaml --horizon soon",
        "is no horizon: 'soon'; allowed: a number of days, months or years up to a century: 90d, 6m, 2y. "
        "Write 6m for six months.",
        "不是有效的展望期（“soon”）；允许：一百年以内的天数、月数或者年数：90d、6m、2y。六个月写作6m。",
    ),
    (
        "explain org.yaml nix",
        "no unit has this id: 'nix'. Name the id of a unit, body or office of the file.",
        "没有该编号的单位（“nix”）。请写明文件中单位、组织或者科室的编号。",
    ),
    (
        "propose org.yaml --from plan.yaml",
        "plan.yaml, line 3: is not a kind of move: 'fly'; allowed: ",
        "plan.yaml，第3行：不是措施的种类（“fly”）；允许：",
    ),
    (
        "propose org.yaml --require fly@a",
        "--require cannot be followed: 'fly@a'; allowed: MOVE@ID with MOVE one of repoint, ",
        "--require 的要求无法执行（“fly@a”）；允许：MOVE@ID，MOVE为下列之一：repoint、",
    ),
    (
        "propose org.yaml --lock b",
        "--lock cannot be followed: 'b'; allowed: ids of units. Name units by the ids of the org file.",
        "--lock 的要求无法执行（“b”）；允许：单位的编号。请用机构文件中的编号指明单位。",
    ),
    (
        "draw org.yaml --view lane -o x.svg",
        "unknown view: 'lane'; allowed: auto, chain, counterparts, frontier, grid, lanes, roadmap, rows, summary. Did you "
        "mean lanes?",
        "没有这种视图：“lane”；允许：auto、chain、counterparts、frontier、grid、lanes、roadmap、rows、summary。是否应为“lanes”？",
    ),
    (
        "draw org.yaml --focus nix --view grid -o x.svg",
        "no such unit: 'nix'. Name the id of an active unit with --focus.",
        "没有这一单位：“nix”。请用 --focus 写明在用单位的编号。",
    ),
    (
        "draw org.yaml -o gone/x.svg",
        "cannot write 'gone/x.svg': No such file or directory. Name a folder that exists.",
        "无法写入“gone/x.svg”：没有该文件或者目录。请指定已有的文件夹。",
    ),
    (
        "convert org.yaml -o plan.yaml",
        "plan.yaml: is there already. Name another, or give --force.",
        "plan.yaml：已经存在。请另行指定，或者加上 --force。",
    ),
]


@pytest.fixture
def told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Callable[[str], str]:
    """What a command line says on standard error, run where the files are."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)

    def call(line: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(line.split(), prog_name="orgmodel")
        err = capfd.readouterr().err
        assert ended.value.code == 2 or "odd.yaml" in line, err
        return err

    return call


@pytest.mark.parametrize(("line", "en", "zh"), TOLD, ids=[line for line, _, _ in TOLD])
def test_a_wrong_input_is_told_in_both_languages(
    told: Callable[[str], str], line: str, en: str, zh: str
) -> None:
    assert told(line).startswith(en)
    assert told(f"{line} --lang zh").startswith(zh)
    assert told(f"{line} --lang=en").startswith(en)


def test_without_lang_the_org_that_was_read_tells_the_language(told: Callable[[str], str]) -> None:
    Path("org.yaml").write_text(ORG.replace("language: en", "language: zh"), "utf-8")
    assert told("explain org.yaml nix").startswith("没有该编号的单位（“nix”）")
    assert told("explain org.yaml nix --lang en").startswith("no unit has this id: 'nix'")


def test_a_warning_is_told_in_both_languages(told: Callable[[str], str]) -> None:
    en = "Warning: odd.yaml, units: columns not known, kept as text: colour\n"
    zh = "提示：odd.yaml，“单位”表：下列各列无法识别，按文本保留：colour\n"
    assert told("check odd.yaml") == en
    assert told("check odd.yaml --lang zh") == zh
    assert OrgWarning(en.removeprefix("Warning: ").strip()).text("zh") == zh.removeprefix("提示：").strip()


def test_a_plan_for_another_org_shows_the_rows_in_chinese(told: Callable[[str], str]) -> None:
    org = (CASE / "before.yaml").read_text("utf-8")
    given = read(CASE / "before.yaml")
    Path("plans").mkdir()
    Path("plans/full.yaml").write_text(save(given, propose(given)["full"]), "utf-8")
    plan = yaml.safe_load(Path("plans/full.yaml").read_text("utf-8"))
    edit = next(e for m in plan["moves"] for e in m["edits"] if e.get("before") and e["table"] == "units")
    id = edit["key"][0]
    changed = re.sub(rf"(\{{id: {id}, name: )[^,]+", r"\1别名", org)
    assert changed != org
    Path("other.yaml").write_text(changed, "utf-8")
    lines = told("apply other.yaml plans/full.yaml -o x.yaml").splitlines()
    assert lines[0].endswith("方案“full”是为另一个机构制定的；下列各行不一致：")
    assert any(f"“单位”表{id}：“名称（name）”：方案所依据的是" in line for line in lines), lines
    assert lines[-1].endswith("请重新运行 orgmodel propose，或者加上 --three-way，只实施仍然适用的部分。")
