"""How days are said."""

from datetime import date

_MONTHS = "January February March April May June July August September October November December"


def day_words(when: date | str, language: str) -> str:
    """A day, which may be its ISO text (of a year past 9999 there is nothing else), in ``zh`` or ``en``.

    >>> day_words(date(2016, 12, 1), "zh"), day_words("2016-12-01", "en")
    ('2016年12月1日', '1 December 2016')
    >>> day_words("+10002-12-31", "zh")
    '10002年12月31日'
    """
    year, month, day = map(int, str(when).split("-"))
    return f"{year}年{month}月{day}日" if language == "zh" else f"{day} {_MONTHS.split()[month - 1]} {year}"
