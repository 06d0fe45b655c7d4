"""How periods are said: what the file writes as 2016Q4 is the fourth quarter of 2016."""

import re

_FORM = re.compile(r"(\d{4})(?:-?(Q[1-4]|H[12])|-(0[1-9]|1[0-2]))?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def period_words(period: str, language: str) -> str:
    """A year, half year, quarter or month in ``zh`` or ``en``; anything else as it stands.

    >>> period_words("2016Q4", "zh"), period_words("2016Q4", "en")
    ('2016年第四季度', 'Q4 2016')
    >>> [period_words(p, "zh") for p in ("2016", "2016H1", "2016-11", "春训")]
    ['2016年', '2016年上半年', '2016年11月', '春训']
    """
    form = _FORM.fullmatch(period)
    if form is None:
        return period
    year, part, month = form.groups()
    if language != "zh":
        said = part or (_MONTHS[int(month) - 1] if month else "")
        return f"{said} {year}" if said else year
    if part:
        parts = {"H1": "上半年", "H2": "下半年"}
        return f"{year}年" + parts.get(part, f"第{'一二三四'[int(part[1]) - 1]}季度")
    return f"{year}年" + (f"{int(month)}月" if month else "")
