"""What each verb says about the central case and about small broken orgs."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from orgmodel.formats import formats, read
from tests.works import WORKS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    path = tmp_path / "loose.yaml"
    path.write_text(WORKS, "utf-8")
    return path


def test_check_exit_codes(run: Run, before: Path, after: Path) -> None:
    assert run("check", before, "-q") == (1, "", "")
    assert run("check", before, "-q", "--fail-on", "never")[0] == 0
    assert run("check", after, "-q")[0] == 0
    assert run("check", after, "-q", "--fail-on", "warning")[0] == 0
    assert run("check", after, "-q", "--fail-on", "info")[0] == 1
    assert run("check", before, "-q", "--ignore", "CHN,EST410,FND601,RSP701")[0] == 0
    assert run("check", before, "-q", "--select", "CHN203,EST40")[0] == 0


def test_check_json_has_the_stated_shape(run: Run, before: Path) -> None:
    code, out, _ = run("check", before, "--format", "json")
    told = json.loads(out)
    assert code == 1
    assert (told["org"], told["profile"], told["as_of"]) == ("滨江市局系统", "cn-party-2010", "2016-12-01")
    assert told["summary"]["by_code"]["CHN201"] == 26
    assert len(told["findings"]) == told["summary"]["roots"] + told["summary"]["consequences"]
    first = told["findings"][0]
    assert list(first) == [
        "code", "name", "severity", "subject", "message", "values", "cites", "location", "cause", "repairs",
    ]  # fmt: skip
    assert first["cites"] == [
        {"document": "中国共产党党和国家机关基层组织工作条例", "year": 2010, "article": "4"}
    ]
    assert set(first["location"]) == {"file", "table", "row", "line", "column"}
    assert "reattach" in first["repairs"]
    assert len(json.loads(run("check", before, "--format", "json", "--limit", 3)[1])["findings"]) == 3


def test_check_text_folds_consequences_and_keeps_allowed_apart(run: Run, loose: Path) -> None:
    code, out, _ = run("check", loose)
    assert code == 1
    lines = out.splitlines()
    assert "Root causes: 1 (errors 1, warnings 0, notes 0); consequences: 2" in lines
    (root,) = (n for n, line in enumerate(lines) if "plant>hp:solid" in line)
    assert lines[root].endswith(f"[{loose}:6]")
    assert lines[root + 1].strip() == "2 more follow from this: STR106 2"
    allowed = lines.index("Allowed (1)")
    assert "STR101 lab" in lines[allowed + 1]
    stale = lines.index("Entries of allow that cover nothing (1)")
    assert lines[stale + 1].strip() == "STR101 gone: matches no finding"
    (told,) = (n for n, line in enumerate(lines) if line.startswith("Not checked for lack of data"))
    assert any(line.split()[0] == "duties" and "RSP701" in line for line in lines[told + 1 :])


def test_check_says_what_follows_from_rules_that_are_not_shown(run: Run, loose: Path) -> None:
    code, out, _ = run("check", loose, "--select", "STR106")
    assert code == 1  # the root is hidden, so its consequences speak for themselves
    assert "2 follow from rules that are not shown: STR106 2" in out


def test_check_limit_counts_roots_and_says_so(run: Run, before: Path) -> None:
    out = run("check", before, "--limit", 4, "--lang", "en")[1]
    assert "90 more root causes are not shown" in out
    assert out.count("Chain broken:") == 4


def test_check_reads_standard_input_and_overrides(before: Path, tmp_path: Path) -> None:
    text = before.read_text("utf-8").replace("profile: cn-party-2010", "")
    args = [sys.executable, "-m", "orgmodel", "check", "-", "--format", "json"]
    ended = subprocess.run(args, input=text, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 2
    assert "profile" in ended.stderr
    args += ["--profile", "cn-party-2010", "--as-of", "2017-01-02"]
    ended = subprocess.run(args, input=text, capture_output=True, encoding="utf-8", check=False)
    assert json.loads(ended.stdout)["as_of"] == "2017-01-02"
    assert ended.returncode == 1


def test_stats_side_by_side(run: Run, before: Path, after: Path) -> None:
    out = run("stats", before, after)[1]
    assert [
        line.split() for line in out.splitlines() if line.startswith(("归口率", "链条连续率", "问题分值"))
    ] == [
        ["归口率", "5.4%", "75.7%"],
        ["链条连续率", "16.2%", "100.0%"],
        ["问题分值", "474", "0"],
    ]
    one = json.loads(run("stats", before, "--format", "json")[1])
    shape = ["units", "lines", "links", "direct_share", "continuity", "counterparts", "coverage", "staffing"]
    assert set(one) >= {*shape, "exposure", "measures"}
    assert one["direct_share"] == 2 / 37
    assert len(json.loads(run("stats", before, after, "--format", "json")[1])) == 2


def test_explain_names_the_nearest_id(run: Run, before: Path) -> None:
    code, out, err = run("explain", before, "c05-ps", "--lang", "en")
    assert (code, out) == (2, "")
    assert "Did you mean c05-" in err


def test_explain_text(run: Run, before: Path) -> None:
    out = run("explain", before, "c05-s1")[1]
    for part in ("↑ 断层", "↑ 半脱节", "中断于东城区局东关分局：断层", "CHN201", "第4条", "调整隶属关系"):
        assert part in out
    assert "breaks at 东城区局东关分局: broken" in run("explain", before, "c05-s1", "--lang", "en")[1]


def test_rules_list_and_page(run: Run) -> None:
    code, out, _ = run("rules")
    assert code == 0
    assert out.splitlines()[0].startswith("STR101")
    page = run("rules", "chn202", "--lang", "en")[1]
    for part in ("CHN202 half-detached (warning)", "Why:", "Remedy:", "art. 4", "kind: general_branch"):
        assert part in page
    assert run("rules", "XYZ")[0] == 2


@pytest.mark.parametrize("name", ["org.json", "org.xlsx", "tables"])
def test_convert_loses_nothing_and_overwrites_only_when_told(
    run: Run, before: Path, tmp_path: Path, name: str
) -> None:
    made = tmp_path / name
    assert run("convert", before, "-o", made) == (0, "", "")
    assert read(made) == read(before)
    code, _, err = run("convert", before, "-o", made)
    assert code == 2
    assert "--force" in err
    assert run("convert", made, "-o", made, "--force")[0] == 0
    assert read(made) == read(before)


@pytest.mark.parametrize("form", ["csv", "json", "parquet", "xlsx", "yaml"])
def test_convert_writes_the_form_that_is_asked_for(form: str, run: Run, before: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    assert run("convert", before, "-o", made, "--format", form) == (0, "", "")
    assert set(formats()) == {"csv", "json", "parquet", "xlsx", "yaml"}
    if formats()[form].folder:
        assert (made / f"units.{form}").is_file()
        assert read(made) == read(before)
    else:
        assert read(made, format=form) == read(before)


def test_a_check_goes_into_no_file_of_an_unknown_ending(run: Run, before: Path, tmp_path: Path) -> None:
    for name in ("x.pdf", "x.docx", "x.csv", "x.htm"):
        code, _, err = run("check", before, "-o", tmp_path / name, "--lang", "en")
        assert code == 2
        assert "allowed: .txt, .json, .jsonl, .parquet, .sarif, .md, .markdown, .xlsx" in err
    assert not list(tmp_path.glob("x.*"))
    for name in ("x", "x.log", "x.TXT"):
        assert run("check", before, "-o", tmp_path / name)[0] == 1
    assert (tmp_path / "x").read_bytes() == (tmp_path / "x.log").read_bytes()
    assert run("check", before, "-o", tmp_path / "x.markdown")[0] == 1
    assert (tmp_path / "x.markdown").read_text("utf-8").startswith("#")


def test_convert_to_standard_output(run: Run, loose: Path) -> None:
    out = run("convert", loose, "-o", "-")[1]
    assert "id: plant" in out
    assert "allow:" in out


def test_diff_in_both_languages_and_as_data(run: Run, before: Path, after: Path) -> None:
    out = run("diff", before, after)[1]
    assert "新港区局港口分局党支部的隶属关系由新港区港口镇党委调整至新港区局党总支" in out
    assert "单位：新增17项，删除0项，变更19项" in out
    told = run("diff", before, after, "--lang", "en")[1]
    assert "Affiliation of 新港区局港口分局党支部 moves from 新港区港口镇党委 to 新港区局党总支" in told
    data = json.loads(run("diff", before, after, "--format", "json")[1])
    assert data["summary"]["lines"] == {"added": 33, "removed": 31, "changed": 0}
    assert set(data["edits"][0]) == {"table", "key", "before", "after"}
    assert run("diff", before, before)[1] == "两个文件内容相同\n"


def test_schema_knows_every_column_and_narrows_to_a_profile(run: Run) -> None:
    plain = json.loads(run("schema")[1])
    assert plain["required"] == ["units"]
    assert plain["$defs"]["units"]["properties"]["kind"]["title"] == "类别"
    assert plain["$defs"]["units"]["required"] == ["id", "name", "kind"]
    party = json.loads(run("schema", "--profile", "cn-party-2010")[1])["$defs"]["units"]["properties"]
    assert "organ_committee" in party["kind"]["enum"]
    assert "affiliation" in party
    matrix = json.loads(run("schema", "--profile", "matrix")[1])["$defs"]["units"]
    assert "kind" not in matrix["required"]
