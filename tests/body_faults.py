"""More faults for :mod:`tests.planted`: bodies of the wrong size or in bad repair, units without money or staff."""

import datetime

from tests.faults import fault, like_an_office
from tests.planted import COMMITTEE, Site

OVERDUE = datetime.date(2000, 1, 1)


def board(site: Site, body: str, seats: int, filled: int) -> None:
    site.m.units[body].update(seats=seats, seats_filled=filled)


@fault("EST403", COMMITTEE)
def a_branch_is_large_enough_for_a_general_branch(site: Site, vertical: str) -> None:
    site.m.units[site.branches[0]]["members"] = 50
    board(site, site.branches[0], 3, 3)
    site.m.expect("EST403", site.branches[0])


@fault("EST404")
def a_branch_is_too_small(site: Site, vertical: str) -> None:
    site.m.units[site.branches[0]]["full_members"] = 2
    site.m.expect("EST404", site.branches[0])


@fault("EST405", COMMITTEE)
def a_branch_is_too_large(site: Site, vertical: str) -> None:
    site.m.units[site.branches[0]]["members"] = 51
    board(site, site.branches[0], 3, 3)
    site.m.expect("EST403", site.branches[0], site.m.expect("EST405", site.branches[0]))


@fault("EST407")
def a_branch_has_no_committee(site: Site, vertical: str) -> None:
    site.m.units[site.branches[0]].update(members=7, full_members=7)
    board(site, site.branches[0], 0, 0)
    site.m.expect("EST407", site.branches[0])


@fault("EST409", COMMITTEE)
def a_committee_has_few_seats(site: Site, vertical: str) -> None:
    board(site, site.body, 4, 4)
    site.m.expect("EST409", site.body)


@fault("EST410")
def an_election_is_overdue(site: Site, vertical: str) -> None:
    site.m.units[site.body]["term_start"] = OVERDUE
    site.m.expect("EST410", site.body)


@fault("EST412")
def a_seat_is_vacant(site: Site, vertical: str) -> None:
    board(site, site.body, 7, 6)
    site.m.expect("EST412", site.body)


@fault("EST413", COMMITTEE)
def three_things_are_amiss_with_one_body(site: Site, vertical: str) -> None:
    del site.m.units[f"{site.unit}-dc"]
    board(site, site.body, 7, 5)
    site.m.units[site.body]["term_start"] = OVERDUE
    for code in ("EST406", "EST410", "EST412", "EST413"):
        site.m.expect(code, site.body)


@fault("CHN208")
def an_office_with_members_has_no_body(site: Site, vertical: str) -> None:
    office = like_an_office(site, "bare")
    site.m.units[office]["full_members"] = 3
    site.m.line(office, site.unit, vertical)
    site.m.expect("CHN208", office)


@fault("FND601")
def the_work_is_in_no_budget(site: Site, vertical: str) -> None:
    site.m.units[site.unit]["budget"] = "none"
    site.m.expect("FND601", site.unit)


@fault("FND602")
def the_work_is_paid_for_from_case_to_case(site: Site, vertical: str) -> None:
    site.m.units[site.unit]["budget"] = "temporary"
    site.m.expect("FND602", site.unit)


@fault("FND603")
def little_of_the_budget_is_paid(site: Site, vertical: str) -> None:
    site.m.units[site.unit].update(budget="budgeted", budget_planned=100.0, budget_paid=10.0)
    site.m.expect("FND603", site.unit)


@fault("STF501")
def a_bureau_has_no_full_time_staff(site: Site, vertical: str) -> None:
    site.m.units[site.unit]["full_time_staff"] = 0
    site.m.expect("STF501", site.unit)


@fault("STF504")
def the_staff_are_old(site: Site, vertical: str) -> None:
    site.m.units[site.unit].update(age_lt40=1, age_40_45=1, age_ge46=8)
    site.m.expect("STF504", site.unit)


@fault("STF505")
def full_time_staff_stand_on_paper(site: Site, vertical: str) -> None:
    site.m.units[site.unit].update(full_time_staff=4, effective_staff=1.0)
    site.m.expect("STF505", site.unit)
