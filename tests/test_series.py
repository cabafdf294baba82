"""Series: whether a result meets its target, what can be compared, and what is drawn."""

from __future__ import annotations

from decimal import Decimal

import pytest
from planssi.blocks.statistics import Row
from planssi.model import Unit
from planssi.periods import Period
from planssi.series import Dated, Direction, Value, Verdict, bars, comparable, judge

UNITS = {
    "percent": Unit(id="percent", sign="%"),
    "day": Unit(id="day", sign="d"),
    "month": Unit(id="month", sign="m", base="day", factor=Decimal(30)),
    "person": Unit(id="person", sign="p"),
}


def value(text: str | None) -> Value:
    """Return a figure; words for None."""
    data = text if text is not None else {"words": {"fi": "Paljon", "sv": "Mycket"}}
    return Value.model_validate(data)


@pytest.mark.parametrize(
    ("target", "actual", "unit", "direction", "verdict"),
    [
        ("10", "10", None, None, Verdict.MET),
        ("10", "11", None, None, Verdict.OPEN),
        ("10", "11", None, Direction.UP, Verdict.MET),
        ("10", "9", None, Direction.UP, Verdict.NOT_MET),
        ("10", "9", None, Direction.DOWN, Verdict.MET),
        ("10", "11", None, Direction.DOWN, Verdict.NOT_MET),
        ("over 10", "10", None, Direction.UP, Verdict.NOT_MET),
        ("over 10", "10.1", None, None, Verdict.MET),
        ("at least 10", "10", None, None, Verdict.MET),
        ("under 7", "7", "day", Direction.DOWN, Verdict.NOT_MET),
        ("under 7", "under 7", "day", Direction.DOWN, Verdict.MET),
        ("under 7", "under 14", "day", Direction.DOWN, Verdict.OPEN),
        ("20..30", "35", None, Direction.UP, Verdict.MET),
        ("20..30", "19", None, Direction.UP, Verdict.NOT_MET),
        ("20..30", "25", None, None, Verdict.MET),
        ("20..30", "35", None, None, Verdict.OPEN),
        ("under 1 month", "21", "day", Direction.DOWN, Verdict.MET),
        ("1 month", "31", "day", Direction.DOWN, Verdict.NOT_MET),
        ("90", "698 / 788", "percent", Direction.UP, Verdict.NOT_MET),
        ("80", "698 / 788", "percent", Direction.UP, Verdict.MET),
        ("80", "48 + 34", None, Direction.UP, Verdict.MET),
        ("90", "5 day", "percent", Direction.UP, Verdict.OPEN),
        ("2 per month", "3 per month", None, Direction.UP, Verdict.MET),
        ("2 per month", "3", None, Direction.UP, Verdict.OPEN),
        ("10", "about 11", None, Direction.UP, Verdict.OPEN),
        ("yes", "yes", None, Direction.YES, Verdict.MET),
        ("yes", "no", None, Direction.YES, Verdict.NOT_MET),
        ("yes", "later", None, Direction.YES, Verdict.OPEN),
        ("later", "10", None, Direction.UP, Verdict.OPEN),
        ("10", "missing", None, Direction.UP, Verdict.OPEN),
        (None, "10", None, Direction.UP, Verdict.OPEN),
    ],
)
def test_verdict(
    target: str | None, actual: str, unit: str | None, direction: Direction | None, verdict: Verdict
) -> None:
    """A target is met or not only where the two can be compared with certainty."""
    assert judge(Dated(value(target)), Dated(value(actual)), unit, direction, UNITS) is verdict


@pytest.mark.parametrize(
    ("due", "seen", "verdict"),
    [
        ("2025", "2025", Verdict.NOT_MET),
        ("2025", "2025-06", Verdict.NOT_YET),
        ("2025", "2026-01", Verdict.NOT_MET),
        ("../2025-Q4", "2025-Q3", Verdict.NOT_YET),
        ("2025", None, Verdict.OPEN),
        (None, "2025", Verdict.NOT_MET),
    ],
)
def test_time(due: str | None, seen: str | None, verdict: Verdict) -> None:
    """What is not reached is not met yet while there is time, and cannot be judged when the result has no time."""
    times = [Period.parse(text) if text else None for text in (due, seen)]
    goal, result = (Dated(value(text), when) for text, when in zip(("10", "9"), times, strict=True))
    assert judge(goal, result, None, Direction.UP, UNITS) is verdict
    assert judge(goal, Dated(value("12"), times[1]), None, Direction.UP, UNITS) is Verdict.MET


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1 month", "30 day", True),
        ("1 month", "1 person", False),
        ("1 / 2", "50 percent", True),
        ("1 / 2", "50 person", False),
        ("later", "5 person", True),
        ("1 per month", "1", False),
    ],
)
def test_comparable(one: str, other: str, same: bool) -> None:
    """Units of one base can be compared, a part and its whole with percent, and words with everything."""
    assert comparable(value(one), value(other), None, UNITS) is same


@pytest.mark.parametrize(
    ("figures", "unit", "lengths"),
    [
        (["50", "100"], None, {"a": 50.0, "b": 100.0}),
        (["1 month", "60"], "day", {"a": 50.0, "b": 100.0}),
        (["25", "50"], "percent", {"a": 25.0, "b": 50.0}),
        (["48 + 2", "100"], None, {"a": 50.0, "b": 100.0}),
        (["0", "0"], None, {}),
        (["-1", "5"], None, {}),
        (["over 5", "5"], None, {}),
        (["5..6", "5"], None, {}),
        (["later", "5"], None, {}),
        (["5 person", "5"], "day", {}),
        (["5 per month", "5"], None, {}),
        (["5"], None, {}),
    ],
)
def test_bars(figures: list[str], unit: str | None, lengths: dict[str, float]) -> None:
    """A row is drawn only where all its figures are plain numbers of one unit; percentages are drawn out of 100."""
    values = dict(zip("ab", map(value, figures), strict=False))
    row = Row.model_validate({"id": "r", "name": {"fi": "R", "sv": "R"}, "unit": unit, "values": values})
    assert bars(row, list(values), UNITS) == lengths
    assert bars(row, [*values, "c"], UNITS) == {}
