"""Moments and periods: every notation, and the days it stands for."""

from __future__ import annotations

from datetime import date

import pytest
from planssi.periods import Moment, Period, Precision


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2024-04-25", Precision.DAY, "2024-04-25", "2024-04-25"),
        ("2024-02-29", Precision.DAY, "2024-02-29", "2024-02-29"),
        ("2024-11", Precision.MONTH, "2024-11-01", "2024-11-30"),
        ("2024-12", Precision.MONTH, "2024-12-01", "2024-12-31"),
        ("2024-02", Precision.MONTH, "2024-02-01", "2024-02-29"),
        ("2023-02", Precision.MONTH, "2023-02-01", "2023-02-28"),
        ("2000-02", Precision.MONTH, "2000-02-01", "2000-02-29"),
        ("2100-02", Precision.MONTH, "2100-02-01", "2100-02-28"),
        ("2024-Q1", Precision.QUARTER, "2024-01-01", "2024-03-31"),
        ("2024-Q2", Precision.QUARTER, "2024-04-01", "2024-06-30"),
        ("2024-Q3", Precision.QUARTER, "2024-07-01", "2024-09-30"),
        ("2024-Q4", Precision.QUARTER, "2024-10-01", "2024-12-31"),
        ("2024-H1", Precision.HALF, "2024-01-01", "2024-06-30"),
        ("2024-H2", Precision.HALF, "2024-07-01", "2024-12-31"),
        ("2024-spring", Precision.SEASON, "2024-03-01", "2024-05-31"),
        ("2024-summer", Precision.SEASON, "2024-06-01", "2024-08-31"),
        ("2024-autumn", Precision.SEASON, "2024-09-01", "2024-11-30"),
        ("2024-late", Precision.SEASON, "2024-10-01", "2024-12-31"),
        ("2024", Precision.YEAR, "2024-01-01", "2024-12-31"),
        (" 2024-11 ", Precision.MONTH, "2024-11-01", "2024-11-30"),
    ],
)
def test_moment(text: str, precision: Precision, first: str, last: str) -> None:
    """Each notation stands for its first and last day, both included."""
    moment = Moment.parse(text)
    assert (moment.precision, moment.first, moment.last) == (
        precision,
        date.fromisoformat(first),
        date.fromisoformat(last),
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "24",
        "20240425",
        "2024-1",
        "2024-4-25",
        "2024-13",
        "2024-00",
        "2024-00-10",
        "2024-02-30",
        "2023-02-29",
        "2100-02-29",
        "2024-04-31",
        "2024-Q0",
        "2024-Q5",
        "2024-H0",
        "2024-H3",
        "2024-q1",
        "2024-winter",
        "2024-kevät",
        "2024-",
        "0000",
        "25.4.2024",
        "2024-04-25T12:00",
        "2024/2025",
        "keväällä 2024",
        "None",
    ],
)
def test_not_a_moment(text: str) -> None:
    """Anything else is refused rather than guessed at."""
    with pytest.raises(ValueError):
        Moment.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-11/2024-12", "2024-11-01", "2024-12-31"),
        ("2024-11 / 2024-12", "2024-11-01", "2024-12-31"),
        ("2024-spring/2025-12", "2024-03-01", "2025-12-31"),
        ("2024-04-25/2024-04-25", "2024-04-25", "2024-04-25"),
        ("2024-12/2024", "2024-12-01", "2024-12-31"),
        ("2024/2024-03", "2024-01-01", "2024-03-31"),
        ("2024-02-29/2025-Q1", "2024-02-29", "2025-03-31"),
        ("2025-12/..", "2025-12-01", None),
        ("../2023-12-31", None, "2023-12-31"),
        ("2020/..", "2020-01-01", None),
        (".. / 2024-H1", None, "2024-06-30"),
    ],
)
def test_range(text: str, first: str | None, last: str | None) -> None:
    """A range runs from the first day of its start to the last day of its end; two dots leave an end open."""
    period = Period.parse(text)
    assert period.first == (date.fromisoformat(first) if first else None)
    assert period.last == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "text",
    [
        "2024-12/2024-11",
        "2025/2024",
        "2024-04-26/2024-04-25",
        "2024-Q3/2024-Q2",
        "2024-summer/2024-spring",
        "2024-03/2024-02-29",
        "../..",
        "/",
        "2024/",
        "/2024",
        "2024-11/2024-12/2025-01",
        "2024..2025",
        "..",
        "2024-02/2024-02-30",
    ],
)
def test_not_a_range(text: str) -> None:
    """A range that ends before it begins, has no end at all or more than two is refused."""
    with pytest.raises(ValueError):
        Period.parse(text)


def test_one_moment_is_a_period() -> None:
    """One moment begins and ends the period; a range does not, nor does an open one."""
    assert Period.parse("2024-11").single
    assert Period.parse("2024-11") == Period.parse("2024-11/2024-11")
    assert not Period.parse("2024-11/2024-12").single
    assert not Period.parse("2024-11/..").single


@pytest.mark.parametrize(
    ("text", "approximate"),
    [
        ("2024-spring", True),
        ("2024-late", True),
        ("2024-spring/2025-12", True),
        ("2024-01/2024-autumn", True),
        ("../2024-summer", True),
        ("2024-autumn/..", True),
        ("2024", False),
        ("2024-Q3", False),
        ("2024-H1", False),
        ("2024-11/..", False),
        ("2024-04-25/2024-11", False),
    ],
)
def test_approximate(text: str, approximate: bool) -> None:
    """A time is approximate when one of its ends is only the name of a season."""
    assert Period.parse(text).approximate is approximate


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        ("2024-11", "2024", True),
        ("2024", "2024", True),
        ("2024-01-01/2024-12-31", "2024", True),
        ("2023-12-31/2024-06", "2024", False),
        ("2024-06/2025-01-01", "2024", False),
        ("2023", "2024", False),
        ("2025", "2024", False),
        ("2023/2025", "2024", False),
        ("2024-11/..", "2024", True),
        ("../2024-11", "2024", True),
        ("2023-11/..", "2024", False),
        ("../2025-01", "2024", False),
        ("2030", "2024/..", True),
        ("2023-12", "2024/..", False),
        ("1990", "../2024", True),
        ("2025", "../2024", False),
        ("2020/..", "../2024", True),
    ],
)
def test_within(inner: str, outer: str, inside: bool) -> None:
    """A period is within another when neither end is outside; an end left open is never outside."""
    assert Period.parse(inner).within(Period.parse(outer)) is inside
