"""What each form of the org file means: headings, cells, shorthand, places, and safe writing."""

import datetime
import io
import os
import stat
from pathlib import Path

import polars as pl
import pytest
import yaml as any_yaml
from xlsxwriter import Workbook

from orgmodel.formats import dumps, formats, loads, read, write
from orgmodel.model import BadInput, Org, OrgWarning

CITY = """\
格式版本: 1
名称: 某市局
截至日期: 2016年12月1日
配置: cn-party-2010
units:
  - {id: city, name: 市局, kind: bureau, level: city}
  - {编号: 01, 名称: 市局机关党委, 类别: organ_committee, host: city, 隶属关系: owc, members: 268}
  - {ID: c01, name*: 甲县局, kind: bureau, management: city}

关系:
  - {下级: 01, 上级: owc, 关系类别: affiliation, 地方联系: 3, 同意: needed}
  - {subordinate: c01, superior: other, kind: management}
"""


@pytest.fixture
def city() -> Org:
    return loads(CITY)


def test_both_languages_in_one_file(city: Org) -> None:
    assert (city.name, city.as_of, city.language) == ("某市局", datetime.date(2016, 12, 1), "zh")
    assert city.units["id"].to_list() == ["city", "01", "c01"]
    assert city.unit("01").members == 268


def test_shorthand_becomes_lines_and_a_row_completes_it(city: Org) -> None:
    assert city.lines.select("subordinate", "superior", "kind", "tie").rows() == [
        ("c01", "city", "management", None),
        ("01", "owc", "affiliation", 3.0),
        ("c01", "other", "management", None),
    ]
    assert "affiliation" not in city.units.columns


def test_places(city: Org) -> None:
    places = [city.location("lines", row) for row in range(3)]
    assert [(p.table, p.row, p.line) for p in places if p] == [
        ("units", 3, 8),
        ("lines", 1, 11),
        ("lines", 2, 12),
    ]
    assert [p.line for r in range(3) if (p := city.location("units", r))] == [6, 7, 8]


def test_dumps_is_readable_and_typed_alike_by_other_tools(city: Org) -> None:
    text = dumps(city)
    assert '  - {id: "01", name: 市局机关党委, kind: organ_committee, host: city, members: 268}\n' in text
    assert "  - {id: c01, name: 甲县局, kind: bureau, management: city}\n" in text
    plain = any_yaml.safe_load(text)
    assert plain["units"][1]["id"] == "01"
    assert plain["as_of"] == datetime.date(2016, 12, 1)


@pytest.mark.parametrize(
    "text", ["01", "null", "yes", "1e3", "~", "on", "N", "1:20", "0x1F", "=", "<<", "a: b", "-", "2016-12-01"]
)
def test_text_stays_text_elsewhere_too(text: str) -> None:
    org = loads(f"profile: matrix\nunits: [{{id: '{text}', name: b}}]")
    assert org.units["id"][0] == text
    assert any_yaml.safe_load(dumps(org))["units"][0]["id"] == text


def test_first_superior_of_a_kind_goes_back_to_shorthand() -> None:
    org = loads(
        "profile: matrix\nunits: [{id: a, name: b, solid: x}, {id: a, name: c, solid: y}]\n"
        "lines: [{subordinate: n, superior: x, kind: solid}, {subordinate: a, superior: z, kind: solid}]"
    )
    assert org.lines["superior"].to_list() == ["x", "y", "x", "z"]
    text = dumps(org)
    assert "{id: a, name: b, kind: unit, solid: x}" in text
    assert "{id: a, name: c, kind: unit}" in text
    assert loads(text) == org


def test_kind_by_default_and_argument_over_file() -> None:
    org = loads("profile: cn-party-2010\nunits: [{id: a, name: b}]", profile="matrix")
    assert (org.profile, org.unit("a").kind, org.language) == ("matrix", "unit", "en")


@pytest.mark.parametrize(
    "day", ["2016-12-01", "2016/12/1", "2016年12月1日", "2016.12.1", "2016-12-01T00:00:00"]
)
def test_dates(day: str) -> None:
    org = loads(f"profile: matrix\nunits: [{{id: a, name: b, term_start: '{day}'}}]")
    assert org.unit("a").term_start == datetime.date(2016, 12, 1)


def test_csv_as_spreadsheets_save_it(tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    for encoding in ("gb18030", "utf-8", "utf-8-sig"):
        for delimiter in ",;\t":
            text = "编号,名 称,在职人数\r\n01, 市局 ,3.0\r\n,,\r\n\r\n02,县局,\r\n".replace(",", delimiter)
            file.write_bytes(text.encode(encoding))
            org = read(file, profile="matrix", as_of="2016/12/1")
            assert org.units.select("id", "name", "staff").rows() == [("01", "市局", 3), ("02", "县局", None)]
            assert org.as_of == datetime.date(2016, 12, 1)
            place = org.location("units", 1)
            assert place
            assert (place.row, place.line) == (4, 5)


def test_csv_lines_after_a_cell_with_line_ends(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text('id,name\na,"x\n\ny"\nb,z\n')
    org = read(tmp_path, profile="matrix")
    assert org.units["name"].to_list() == ["x\n\ny", "z"]
    place = org.location("units", 1)
    assert place
    assert (place.file, place.table, place.line) == (str(tmp_path / "units.csv"), "units", 5)


def test_workbook_as_a_person_fills_it(tmp_path: Path) -> None:
    out = io.BytesIO()
    book = Workbook(out)
    sheet = book.add_worksheet("单位")
    day = book.add_format({"num_format": "yyyy/m/d"})
    sheet.write_row(1, 1, ["编号", "名称", "在职\n人数", "本届起始", "锁定", "实际在岗人数", "管理", "备注"])
    sheet.write_number(2, 1, 7)
    sheet.write_string(2, 2, "市局")
    sheet.write_number(2, 3, 12)
    sheet.write_datetime(2, 4, datetime.datetime(2016, 12, 1), day)
    sheet.write_boolean(2, 5, True)
    sheet.write_number(2, 6, 2.5)
    sheet.write_number(2, 8, 0.1)
    facts = book.add_worksheet("概况")
    facts.write_row(0, 0, ["项目", "内容"])
    facts.write_row(1, 0, ["配置", "matrix"])
    facts.write_string(2, 0, "截至日期")
    facts.write_datetime(2, 1, datetime.datetime(2017, 1, 2), day)
    book.close()
    (tmp_path / "org.xlsx").write_bytes(out.getvalue())
    org = _without_warning(tmp_path / "org.xlsx")
    unit = org.unit("7")
    assert (unit.name, unit.staff, unit.frozen, unit.effective_staff) == ("市局", 12, True, 2.5)
    assert (unit.term_start, unit.note) == (datetime.date(2016, 12, 1), "0.1")
    assert org.as_of == datetime.date(2017, 1, 2)
    place = org.location("units", 0)
    assert place
    assert (place.table, place.row, place.line) == ("单位", 1, 3)


def _without_warning(path: Path) -> Org:
    with pytest.warns(OrgWarning, match="管理"):
        return read(path)


def test_workbook_headings_follow_the_language(city: Org, tmp_path: Path) -> None:
    from python_calamine import CalamineWorkbook

    for language, sheets, heading in (
        ("zh", ["单位", "关系", "概况"], "编号"),
        ("en", ["units", "lines", "org"], "id"),
    ):
        write(city.with_facts(language=language), tmp_path / "o.xlsx")
        book = CalamineWorkbook.from_path(str(tmp_path / "o.xlsx"))
        assert book.sheet_names == sheets
        assert book.get_sheet_by_index(0).to_python()[0][0] == heading


def test_parquet_of_other_types(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"id": [1, 2], "name": pl.Series(["a", "b"], dtype=pl.Categorical), "staff": [3.0, None],
         "term_start": [datetime.datetime(2016, 12, 1), None], "frozen": ["是", "no"], "solid": [None, 1]},
    )  # fmt: skip
    frame.write_parquet(tmp_path / "units.parquet")
    org = read(tmp_path, profile="matrix")
    assert org.units.select("id", "name", "staff", "term_start", "frozen").rows() == [
        ("1", "a", 3, datetime.date(2016, 12, 1), True),
        ("2", "b", None, None, False),
    ]
    assert org.lines.select("subordinate", "superior", "kind").rows() == [("2", "1", "solid")]
    pl.DataFrame({"id": ["a"], "name": ["b"], "own": [[1]]}).write_parquet(tmp_path / "units.parquet")
    with pytest.raises(BadInput, match=r"column own: holds List\(Int64\) values"):
        read(tmp_path, profile="matrix")


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_folder_keeps_foreign_files_and_drops_its_own_stale_ones(
    form: str, city: Org, tmp_path: Path
) -> None:
    write(city, tmp_path, format=form)
    (tmp_path / "readme.txt").write_text("mine")
    assert (tmp_path / f"lines.{form}").exists()
    bare = Org(**{**city.facts, "tables": {"units": city.units}})
    write(bare, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"org.{form}", "readme.txt", f"units.{form}"]
    assert read(tmp_path) == bare


def test_one_file_of_units_loses_no_row(tmp_path: Path) -> None:
    org = loads("profile: matrix\nunits: [{id: a, name: b, solid: c}]")
    with pytest.warns(OrgWarning, match="profile, language"):
        write(org, tmp_path / "units.csv")
    assert read(tmp_path / "units.csv", profile="matrix") == org
    more = loads(
        "profile: matrix\nunits: [{id: a, name: b}]\nlines: [{subordinate: a, superior: c, kind: dotted}]"
    )
    with pytest.raises(BadInput, match=r"would lose the rows of lines.*Write to a folder"):
        write(more, tmp_path / "units.csv")
    assert read(tmp_path / "units.csv", profile="matrix") == org


def test_failed_writing_leaves_the_old_file(
    city: Org, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "org.yaml"
    write(city, file)
    file.chmod(0o640)
    old = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(BadInput, match="No space left"):
            write(city.with_facts(name="new"), file)
    assert file.read_bytes() == old
    assert [p.name for p in tmp_path.iterdir()] == ["org.yaml"]
    write(city.with_facts(name="new"), file)
    assert read(file).name == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_link_is_written_through(city: Org, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real" / "org.yaml")
    write(city, tmp_path / "link.yaml")
    assert (tmp_path / "link.yaml").is_symlink()
    assert read(tmp_path / "real" / "org.yaml") == city


def test_profile_file_is_found_from_the_org_file_and_after_a_move(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "own.yaml").write_text("{extends: matrix, profile: own}")
    (tmp_path / "a" / "org.yaml").write_text("{profile: own.yaml, units: [{id: a, name: b, solid: c}]}")
    org = read(tmp_path / "a" / "org.yaml")
    assert org.lines["kind"].to_list() == ["solid"]
    write(org, tmp_path / "moved.json")
    moved = read(tmp_path / "moved.json")
    assert moved.profile == "a/own.yaml"
    assert moved.lines.equals(org.lines)
    write(org, tmp_path / "a" / "same.json")
    assert read(tmp_path / "a" / "same.json") == org


def test_profile_argument_is_a_path_of_the_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "orgs").mkdir()
    (tmp_path / "own.yaml").write_text("{extends: matrix, profile: own}")
    (tmp_path / "orgs" / "org.yaml").write_text("{units: [{id: a, name: b}]}")
    monkeypatch.chdir(tmp_path)
    assert read("orgs/org.yaml", profile="own.yaml").profile == "../own.yaml"


def test_a_column_cannot_turn_into_a_line() -> None:
    with pytest.warns(OrgWarning, match="solid"):
        org = loads("profile: cn-party-2010\nunits: [{id: a, name: b, kind: bureau, solid: c}]")
    with pytest.raises(BadInput, match="column solid: is a column of units and a line kind"):
        dumps(org.with_facts(profile="matrix"))


def test_formats_are_found() -> None:
    assert list(formats()) == ["csv", "json", "parquet", "xlsx", "yaml"]
    suffixes = [s for f in formats().values() for s in f.suffixes]
    assert len(suffixes) == len(set(suffixes))
