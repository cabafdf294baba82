"""What risks say of themselves besides their table."""

from __future__ import annotations

from typing import Any

from planssi.blocks.risks import Risks

TEXT = {"fi": "A", "sv": "A"}
NUMBERS = {"from": 1, "to": 5}
WORDS = [{"id": "low", "name": TEXT}, {"id": "high", "name": TEXT}]


def risks(scale: Any, *levels: dict[str, Any]) -> Risks:
    """Return risks on a scale, named by their number."""
    rows = [{"id": str(number), "title": TEXT, "source": "plan/1", **level} for number, level in enumerate(levels)]
    return Risks.model_validate({"title": TEXT, "scale": scale, "risks": rows})


def test_the_worst_risk_has_the_most_points() -> None:
    """The first of those with the most points is the worst; one without points never is."""
    scale = {"likelihood": NUMBERS, "impact": NUMBERS}
    points = [{"likelihood": 5, "impact": 5}, *({"likelihood": 2, "impact": n, "points": 2 * n} for n in (1, 3, 3))]
    worst = risks(scale, *points).worst
    assert worst is not None
    assert worst.id == "2"


def test_nothing_is_worst_where_the_source_gives_no_points() -> None:
    """Neither words nor bare numbers are turned into points."""
    assert risks({"likelihood": WORDS, "impact": WORDS}, {"likelihood": "high", "impact": "high"}).worst is None
    assert risks({"likelihood": NUMBERS, "impact": NUMBERS}, {"likelihood": 5, "impact": 5}).worst is None
    assert risks(None, {}).worst is None
