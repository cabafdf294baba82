"""Risks: what may go wrong, how likely and how bad it is, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import Field

from ..fields import Count, Record, Text
from ..model import Block, Item, Plan
from ..source import Problem

Score = Annotated[int, Field(strict=True, ge=1)]


class Scale(Record):
    """Highest points of each axis; both begin at 1."""

    likelihood: Score
    impact: Score


class Risk(Item):
    """One risk, with the points as the source states them."""

    title: Text
    likelihood: Score
    impact: Score
    points: Count
    """Stated by the source; compared with likelihood × impact."""
    mitigation: tuple[Text, ...] = Field(min_length=1)
    owner: Text
    note: Text | None = None


@dataclass(frozen=True)
class Cell:
    """A square of the matrix."""

    likelihood: int
    impact: int
    points: int
    share: float
    """Points as a share of the highest possible."""
    risks: tuple[tuple[int, Risk], ...]
    """The risks that belong here, with their number in the table."""


class Risks(Block):
    """`risks.yaml`."""

    kind: ClassVar[str] = "risks"
    listing: ClassVar[str] = "risks"

    title: Text
    scale: Scale
    risks: tuple[Risk, ...] = Field(min_length=1)

    @property
    def most(self) -> int:
        """The highest possible points."""
        return self.scale.likelihood * self.scale.impact

    @property
    def worst(self) -> Risk:
        """The risk with the most points; the first of them in the file."""
        return max(self.risks, key=lambda risk: risk.points)

    def share(self, risk: Risk) -> float:
        """Points as a share of the highest possible."""
        return risk.points / self.most

    @property
    def matrix(self) -> tuple[tuple[Cell, ...], ...]:
        """Rows from the highest likelihood down, columns from the lowest impact up."""
        return tuple(
            tuple(self._cell(likelihood, impact) for impact in range(1, self.scale.impact + 1))
            for likelihood in range(self.scale.likelihood, 0, -1)
        )

    def _cell(self, likelihood: int, impact: int) -> Cell:
        here = tuple(
            (number, risk)
            for number, risk in enumerate(self.risks, 1)
            if (risk.likelihood, risk.impact) == (likelihood, impact)
        )
        points = likelihood * impact
        return Cell(likelihood, impact, points, points / self.most, here)

    def check_item(self, item: Risk, plan: Plan) -> Iterator[Problem]:
        """Scores are on the scale, and the points are their product."""
        for axis in ("likelihood", "impact"):
            score, most = getattr(item, axis), getattr(self.scale, axis)
            if score > most:
                yield Problem(item.place(axis), "outside-scale", {"value": score, "most": most})
        product = item.likelihood * item.impact
        if product != item.points:
            values = {"likelihood": item.likelihood, "impact": item.impact, "points": item.points}
            yield Problem(item.place("points"), "wrong-points", {**values, "product": product})
