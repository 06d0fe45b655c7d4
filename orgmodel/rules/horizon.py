"""How far a check looks ahead: ``90d``, ``6m`` or ``2y`` as the warning time of rules about terms."""

import re

from orgmodel.model import BadInput, Org, Problem
from orgmodel.profiles import Profile
from orgmodel.profiles.schema import Threshold

UNITS = {"d": "days", "m": "months", "y": "years"}
MOST = {"d": 36525, "m": 1200, "y": 100}  # a century
STEPS = {"days": "d", "months": "mo", "years": "y"}


def warning_in(profile: Profile, horizon: str | None, org: Org) -> Profile:
    """The profile whose ``term_warning`` is this horizon; the profile itself without one.

    :raises BadInput: for anything but a number of days, months or years, or where the org has no day to look from.
    """
    if horizon is None:
        return profile
    found = re.fullmatch(r"([0-9]{1,6})([dmy])", horizon.strip().lower())
    if not found or not 0 < int(found[1]) <= MOST[found[2]]:
        raise BadInput(
            [
                Problem(
                    "is no horizon",
                    value=horizon,
                    allowed="a number of days, months or years up to a century: 90d, 6m, 2y",
                    remedy="Write 6m for six months.",
                )
            ]
        )
    if org.as_of is None:
        raise BadInput(
            [
                Problem(
                    "a horizon needs a day to look from, and the org has none",
                    value=horizon,
                    remedy="Fill in as_of, or give --as-of.",
                )
            ]
        )
    warning = Threshold(value=int(found[1]), unit=UNITS[found[2]])
    return profile.model_copy(update={"thresholds": {**profile.thresholds, "term_warning": warning}})


def step(threshold: Threshold) -> str:
    """A span of time as polars writes it.

    >>> step(Threshold(value=6, unit="months"))
    '6mo'
    """
    return f"{int(threshold.value)}{STEPS[threshold.unit]}"
