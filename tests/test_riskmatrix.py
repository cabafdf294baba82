"""The picture of risks: every risk in its square, no mark on another, and the right labels on its sides."""

from __future__ import annotations

from typing import Any

import pytest
from planssi.blocks.risks import Risks
from planssi.drawing import NARROW
from planssi.riskmatrix import MARK_HEIGHT, MARK_WIDTH, SCROLLED, RiskMatrix, draw_matrix

TEXT = {"fi": "A", "sv": "A"}


def steps(*names: str) -> list[dict[str, Any]]:
    """Return an axis of words."""
    return [{"id": f"s{number}", "name": {"fi": name, "sv": name}} for number, name in enumerate(names)]


def matrix(likelihood: Any, impact: Any, *places: tuple[Any, Any]) -> RiskMatrix:
    """Return the picture of risks at these likelihoods and impacts."""
    rows = [
        {"id": f"r{number}", "title": TEXT, "source": "plan/1"}
        | {axis: level for axis, level in zip(("likelihood", "impact"), place, strict=True) if level is not None}
        for number, place in enumerate(places)
    ]
    scale = {"likelihood": likelihood, "impact": impact}
    block = Risks.model_validate({"title": TEXT, "scale": scale, "risks": rows})
    numbers = {risk.id: number for number, risk in enumerate(block.risks, 1)}
    return draw_matrix(block, numbers, lambda text: text["fi"])


FIVE = {"from": 1, "to": 5}


@pytest.mark.parametrize("many", [1, 2, 3, 7, 25])
def test_marks_never_cover_each_other(many: int) -> None:
    """However many risks share a square, each mark has its own room inside it, on the narrowest screen too."""
    drawn = matrix(FIVE, FIVE, *[(3, 4)] * many)
    square = next(square for square in drawn.squares if square.marks)
    half = square.width * NARROW / 100 / 2
    spots = [(mark.dx, mark.top) for mark in square.marks]
    assert len(set(spots)) == many
    for dx, top in spots:
        assert abs(dx) + MARK_WIDTH / 2 - 2 <= half
        assert square.top <= top and top + MARK_HEIGHT <= square.top + square.height
    assert {mark.name for mark in square.marks} == {f"R{number}" for number in range(1, many + 1)}


def test_likelihood_grows_upwards_and_impact_to_the_right() -> None:
    """The worst corner is the right upper one."""
    drawn = matrix(FIVE, FIVE, (5, 5), (1, 1))
    worst, best = (next(s for s in drawn.squares if risk in s.cell.risks) for risk in drawn.placed)
    assert worst.top < best.top
    assert worst.left > best.left
    assert [step.text for step in drawn.rows] == ["5", "4", "3", "2", "1"]
    assert [step.text for step in drawn.columns] == ["1", "2", "3", "4", "5"]


def test_risks_without_a_place_are_counted() -> None:
    """A risk that lacks likelihood or impact is in no square."""
    drawn = matrix(FIVE, FIVE, (1, None), (None, 2), (None, None), (2, 2))
    assert (len(drawn.placed), drawn.missing) == (1, 3)


def test_the_fullest_square_is_told_where_there_is_one() -> None:
    """One risk a square is not many, and of two equal squares none is the fullest."""
    assert matrix(FIVE, FIVE, (1, 1), (2, 2)).fullest is None
    assert matrix(FIVE, FIVE, (1, 1), (1, 1), (2, 2), (2, 2)).fullest is None
    fullest = matrix(FIVE, FIVE, (1, 1), (1, 1), (2, 2)).fullest
    assert fullest is not None
    assert fullest.cell.likelihood == 1


def test_words_without_room_get_numbers() -> None:
    """A word of impact wider than its column stands below the picture, behind its number; a short one beside it."""
    short = matrix(steps("Matala", "Korkea"), steps("Pieni", "Suuri"), ("s0", "s1"))
    assert short.key == ()
    assert [step.text for step in short.columns] == ["Pieni", "Suuri"]
    assert [step.text for step in short.rows] == ["Korkea", "Matala"]
    long = matrix(FIVE, steps(*["Katastrofaalinen"] * 5), (1, "s4"))
    assert long.key == ("Katastrofaalinen",) * 5
    assert [step.text for step in long.columns] == ["1", "2", "3", "4", "5"]


def test_a_scale_of_many_steps_is_scrolled() -> None:
    """Where marks would have no room on a small screen the picture is wider than it."""
    assert not matrix(FIVE, {"from": 1, "to": 7}, (1, 1)).scrolled
    drawn = matrix(FIVE, {"from": 0, "to": 20}, (1, 1))
    assert drawn.scrolled
    assert drawn.squares[0].width * SCROLLED / 100 >= MARK_WIDTH
