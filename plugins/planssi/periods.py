"""Points and stretches of time, as precise as a plan states them.

An editor writes one text: a moment (`2024-04-25`, `2024-11`, `2024-Q3`, `2024-H1`, `2024-spring`, `2024`) or two
moments with a slash between (`2024-11/2024-12`); two dots stand for an open end (`2025-12/..`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a moment is stated."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"


SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "late": (10, 12),
}
"""First and last month of the words a plan uses for a part of a year. The Finnish Meteorological Institute counts
spring, summer and autumn like this; "late" is drawn as the last quarter. A bar drawn from a word is approximate."""

MOMENT = re.compile(
    r"(?P<year>\d{4})"
    r"(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>[a-z]+)))?$",
    re.ASCII,
)

_YEAR = r"(?!0000)[0-9]{4}"
_LEAP_YEAR = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
DAY_PATTERN = (
    rf"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    rf"|02-(?:0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
)
"""Every day that exists, as a regular expression that editors understand too (ECMA-262)."""

_MOMENT = rf"(?:{DAY_PATTERN}|{_YEAR}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]|{'|'.join(SEASONS)}))?)"
PERIOD_PATTERN = rf"^\s*(?:{_MOMENT}(?:\s*/\s*(?:{_MOMENT}|\.\.))?|\.\.\s*/\s*{_MOMENT})\s*$"
"""Every period, also those that end before they begin: no pattern can compare."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a stretch that a plan names with one word or number."""

    precision: Precision
    first: date
    """First day, inclusive."""
    last: date
    """Last day, inclusive."""
    season: str | None = None

    @property
    def approximate(self) -> bool:
        """Whether the plan used a word that has no exact first and last day."""
        return self.season is not None

    @classmethod
    def parse(cls, text: str) -> Moment:
        """Read a moment.

        Raises:
            ValueError: When the text is not a moment.
        """
        match = MOMENT.match(text.strip())
        if not match:
            raise ValueError(text)
        year = int(match["year"])
        if match["day"]:
            day = date(year, int(match["month"]), int(match["day"]))
            return cls(Precision.DAY, day, day)
        if match["month"]:
            month = int(match["month"])
            return cls(Precision.MONTH, *_months(year, month, month))
        if match["quarter"]:
            first = 3 * int(match["quarter"]) - 2
            return cls(Precision.QUARTER, *_months(year, first, first + 2))
        if match["half"]:
            first = 6 * int(match["half"]) - 5
            return cls(Precision.HALF, *_months(year, first, first + 5))
        if match["season"]:
            if match["season"] not in SEASONS:
                raise ValueError(text)
            return cls(Precision.SEASON, *_months(year, *SEASONS[match["season"]]), season=match["season"])
        return cls(Precision.YEAR, date(year, 1, 1), date(year, 12, 31))


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time, both ends inclusive; an end that the plan leaves open is None."""

    start: Moment | None
    end: Moment | None

    @property
    def single(self) -> bool:
        """Whether one moment tells the whole period."""
        return self.start == self.end

    @property
    def first(self) -> date | None:
        """First day, or None when the start is open."""
        return self.start.first if self.start else None

    @property
    def last(self) -> date | None:
        """Last day, or None when the end is open."""
        return self.end.last if self.end else None

    @property
    def approximate(self) -> bool:
        """Whether an end is stated only by a word such as "spring"."""
        return any(moment.approximate for moment in (self.start, self.end) if moment)

    def within(self, other: Period) -> bool:
        """Whether this period stays inside another; open ends are never outside."""
        starts = not (self.first and other.first) or self.first >= other.first
        ends = not (self.last and other.last) or self.last <= other.last
        return starts and ends

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period.

        Raises:
            ValueError: When the text is not a period, or ends before it starts.
        """
        start_text, slash, end_text = text.partition("/")
        if not slash:
            moment = Moment.parse(text)
            return cls(moment, moment)
        start = None if start_text.strip() == ".." else Moment.parse(start_text)
        end = None if end_text.strip() == ".." else Moment.parse(end_text)
        if start is None and end is None:
            raise ValueError(text)
        if start and end and end.last < start.first:
            raise ValueError(text)
        return cls(start, end)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def day_of_epoch(seconds: str) -> date:
    """Return the day, in UTC, of a time in seconds since 1970, as `SOURCE_DATE_EPOCH` gives it.

    See https://reproducible-builds.org/specs/source-date-epoch/. Anything else is a ValueError.
    """
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (OverflowError, OSError) as error:
        raise ValueError(seconds) from error
