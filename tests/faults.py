"""Faults for :mod:`tests.planted`, each with every finding that it must give, told root from consequence."""

from collections.abc import Callable

from tests.planted import COMMITTEE, GENERAL, Fault, Plant, Site

FAULTS: list[Fault] = []
MATRIX: list[Fault] = []


def fault(code: str, kind: str | None = None, anywhere: bool = False) -> Callable[[Plant], Plant]:
    """Take up a fault; ``anywhere`` where it needs no bodies, so that a matrix can hold it too."""

    def take(plant: Plant) -> Plant:
        if not code.startswith("MTX"):
            FAULTS.append((code, plant, kind))
        if anywhere or code.startswith("MTX"):
            MATRIX.append((code, plant, kind))
        return plant

    return take


def like_an_office(site: Site, name: str) -> str:
    """A new unit of the kind of the site's offices, without lines."""
    first = site.m.units[site.offices[0]]
    more = {key: first.get(key) for key in ("kind", "level", "system")}
    return site.m.unit(f"{site.unit}-{name}", **more)


@fault("STR101", anywhere=True)
def an_office_stands_twice(site: Site, vertical: str) -> None:
    site.m.again["units"].append(dict(site.m.units[site.offices[0]]))
    site.m.expect("STR101", site.offices[0])


@fault("STR102", anywhere=True)
def a_county_names_a_superior_that_is_no_unit(site: Site, vertical: str) -> None:
    gone = f"{site.unit}-gone"
    site.m.turn(site.unit, gone, vertical)
    cause = site.m.expect("STR102", f"{site.unit}>{gone}:{vertical}")
    site.orphans([site.unit, *site.offices], cause)


@fault("STR102", anywhere=True)
def a_unit_is_set_up_in_a_host_that_is_no_unit(site: Site, vertical: str) -> None:
    kind = site.m.units[site.unit]["kind"]
    lost = site.m.unit(f"{site.unit}-o", "general_office" if kind == "bureau" else kind, host="nowhere")
    site.m.expect("STR102", f"{lost}>nowhere:host")


@fault("STR102")
def the_body_of_a_county_names_a_superior_that_is_no_unit(site: Site, vertical: str) -> None:
    site.m.turn(site.body, "nowhere", "affiliation")
    cause = site.m.expect("STR102", f"{site.body}>nowhere:affiliation")
    for body in site.bodies:
        site.m.expect("CHN203", body, cause)


@fault("STR103", anywhere=True)
def a_county_is_its_own_superior(site: Site, vertical: str) -> None:
    site.m.turn(site.unit, site.unit, vertical)
    cause = site.m.expect("STR103", f"{site.unit}>{site.unit}:{vertical}")
    site.orphans([site.unit, *site.offices], cause)


@fault("STR103")
def a_branch_is_its_own_superior(site: Site, vertical: str) -> None:
    branch = site.branches[0]
    site.m.turn(branch, branch, "affiliation")
    cause = site.m.expect("STR103", f"{branch}>{branch}:affiliation")
    site.m.expect("CHN203", branch, cause)


@fault("STR104", anywhere=True)
def two_new_units_run_in_a_circle_with_one_below_each(site: Site, vertical: str) -> None:
    names = [like_an_office(site, f"x{i}") for i in range(4)]
    one, two, *_ = names
    for low, high in zip(names, (two, one, one, two), strict=True):
        site.m.line(low, high, vertical)
    site.orphans(names, site.m.expect("STR104", one))


@fault("STR104")
def two_branches_are_affiliated_to_each_other(site: Site, vertical: str) -> None:
    one, two = site.branches[:2]
    site.m.turn(one, two, "affiliation")
    site.m.turn(two, one, "affiliation")
    cause = site.m.expect("STR104", min(one, two))
    for branch in (one, two):
        site.m.expect("CHN203", branch, cause)


@fault("STR105")
def a_branch_has_two_superiors(site: Site, vertical: str) -> None:
    site.m.line(site.branches[0], f"{site.unit}-owc", "affiliation")
    site.m.expect("STR105", site.branches[0])


@fault("STR106", anywhere=True)
def a_unit_is_joined_to_nothing(site: Site, vertical: str) -> None:
    site.m.expect("STR106", site.m.unit(f"{site.unit}-lone", site.m.units[site.unit]["kind"]))


@fault("STR107", anywhere=True)
def a_county_has_lost_its_superior(site: Site, vertical: str) -> None:
    site.m.turn(site.unit, None, vertical)
    site.m.tops.append(site.unit)


@fault("STR108")
def a_bureau_is_below_a_field_office(site: Site, vertical: str) -> None:
    upper = site.m.unit(f"{site.unit}-hi", "bureau", level="county", system="s")
    site.m.line(upper, site.offices[0], vertical)
    site.m.expect("STR108", f"{upper}>{site.offices[0]}:{vertical}")


@fault("STR110", anywhere=True)
def two_units_are_below_a_dissolved_one(site: Site, vertical: str) -> None:
    dead = like_an_office(site, "dead")
    site.m.units[dead]["status"] = "dissolved"
    site.m.line(dead, site.unit, vertical)
    for left in (like_an_office(site, "left0"), like_an_office(site, "left1")):
        site.m.line(left, dead, vertical)
        site.m.expect("STR110", f"{left}>{dead}:{vertical}")


@fault("STR111", anywhere=True)
def a_line_stands_twice(site: Site, vertical: str) -> None:
    line = next(x for x in site.m.lines if x["subordinate"] == site.offices[1])
    site.m.again["lines"].append({**line, "note": "again"})
    site.m.expect("STR111", f"{line['subordinate']}>{line['superior']}:{line['kind']}")


@fault("STR112")
def a_unit_is_of_an_unknown_kind(site: Site, vertical: str) -> None:
    site.m.expect("STR112", site.m.unit(f"{site.unit}-z", "strange", host=site.unit))


@fault("STR112", anywhere=True)
def a_line_is_of_an_unknown_kind(site: Site, vertical: str) -> None:
    site.m.line(site.offices[0], site.offices[1], "strange")
    site.m.expect("STR112", f"{site.offices[0]}>{site.offices[1]}:strange")


@fault("STR112")
def a_body_ends_at_a_unit_of_an_unknown_kind(site: Site, vertical: str) -> None:
    strange = site.m.unit(f"{site.unit}-z", "strange", level="county")
    site.m.turn(site.body, strange, "affiliation")
    cause = site.m.expect("STR112", strange)
    for body in site.bodies:
        site.m.expect("CHN203", body, cause)


@fault("CHN201", COMMITTEE)
def the_leading_groups_no_longer_hold(site: Site, vertical: str) -> None:
    site.m.turn(f"{site.unit}-lg", None, "leadership")
    site.m.expect("CHN201", site.unit)


@fault("CHN201")
def a_branch_is_affiliated_to_its_town(site: Site, vertical: str) -> None:
    town = site.m.unit(f"{site.unit}-t", "township_committee", level="township", area=site.unit)
    site.m.turn(site.branches[0], town, "affiliation")
    site.m.expect("CHN201", site.offices[0])


@fault("CHN202", GENERAL)
def a_general_branch_is_affiliated_to_the_local_side(site: Site, vertical: str) -> None:
    local = site.m.unit(f"{site.unit}-lc", "local_committee", level="county", area=site.unit)
    site.m.turn(site.body, local, "affiliation")
    site.m.expect("CHN202", site.unit)


@fault("CHN203")
def a_body_has_no_superior(site: Site, vertical: str) -> None:
    site.m.turn(site.body, None, "affiliation")
    cause = site.m.expect("CHN203", site.body)
    for branch in site.branches:
        site.m.expect("CHN203", branch, cause)


@fault("CHN203")
def a_body_ends_at_a_unit_that_may_not_head_it(site: Site, vertical: str) -> None:
    site.m.turn(site.body, f"{site.unit}-mo", "affiliation")
    site.m.unit(f"{site.unit}-mo", "mass_organisation", host=site.unit)
    cause = site.m.expect("CHN203", site.body)
    for branch in site.branches:
        site.m.expect("CHN203", branch, cause)


@fault("EST401", GENERAL)
def a_general_branch_has_outgrown_its_kind(site: Site, vertical: str) -> None:
    site.m.units[site.body]["members"] = 100
    site.m.expect("EST401", site.body)


@fault("EST402", COMMITTEE)
def a_committee_is_too_small(site: Site, vertical: str) -> None:
    site.m.units[site.body]["members"] = 60
    site.m.expect("EST402", site.body)


@fault("EST406", COMMITTEE)
def a_committee_has_nobody_beside_it(site: Site, vertical: str) -> None:
    del site.m.units[f"{site.unit}-dc"]
    site.m.expect("EST406", site.body)


@fault("STR109")
def a_field_office_is_directly_below_the_city(site: Site, vertical: str) -> None:
    over = site.m.superior(site.unit, vertical)
    office = like_an_office(site, "far")
    site.m.line(office, over, vertical)
    site.m.expect("STR109", f"{office}>{over}:{vertical}")


@fault("STR113")
def a_county_has_too_many_field_offices(site: Site, vertical: str) -> None:
    for i in range(20):
        site.m.line(like_an_office(site, f"f{i}"), site.unit, vertical)
    site.m.expect("STR113", site.unit)


@fault("MTX971")
def a_team_is_bound_by_two(site: Site, vertical: str) -> None:
    site.m.line(site.offices[0], "r", "functional")
    site.m.expect("MTX971", site.offices[0])


@fault("MTX971")
def a_team_has_two_solid_superiors(site: Site, vertical: str) -> None:
    site.m.line(site.offices[0], site.offices[1], vertical)
    site.m.line(site.offices[2], site.offices[1], vertical)
    for team in (site.offices[0], site.offices[2]):
        site.m.expect("MTX971", team, site.m.expect("STR105", team))


@fault("MTX972")
def a_team_has_a_dotted_line_alone(site: Site, vertical: str) -> None:
    site.m.line(site.m.unit(f"{site.unit}-t", "unit", host=site.unit), "r", "dotted")
    site.m.expect("MTX972", f"{site.unit}-t")


@fault("MTX973")
def a_dotted_line_repeats_the_solid_one(site: Site, vertical: str) -> None:
    site.m.line(site.offices[0], site.unit, "dotted")
    site.m.expect("MTX973", f"{site.offices[0]}>{site.unit}:dotted")


@fault("MTX974")
def a_department_is_too_wide(site: Site, vertical: str) -> None:
    for i in range(12):
        site.m.line(like_an_office(site, f"f{i}"), site.unit, vertical)
    site.m.expect("MTX974", site.unit)


@fault("MTX974")
def a_team_directs_one_unit_alone(site: Site, vertical: str) -> None:
    site.m.line(like_an_office(site, "f"), site.offices[0], vertical)
    site.m.expect("MTX974", site.offices[0])


@fault("MTX975")
def a_way_down_is_too_long(site: Site, vertical: str) -> None:
    over = site.offices[0]
    for i in range(6):
        one, two = like_an_office(site, f"d{i}"), like_an_office(site, f"e{i}")
        for low in (one, two):
            site.m.line(low, over, vertical)
        over = one
    site.m.expect("MTX975", "r")
