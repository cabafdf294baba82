"""Risks: what may go wrong, how likely and how bad it is, and what is done about it.

A source assesses its risks with figures, with words or not at all; the page shows no more than the source says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Discriminator, Field, Tag
from pydantic_core import PydanticCustomError

from ..changes import Trait
from ..fields import N_, Count, Figure, Id, MeasureName, Record, RiskKindName, Text, Who
from ..model import Block, Item, Plan
from ..source import Problem, Source, unknown_values

AXES = ("likelihood", "impact")


Step = Annotated[int, Field(strict=True, ge=0, le=20)]
"""A number on an axis; the matrix has a row or a column for each."""


class Numbers(Record):
    """An axis of whole numbers, both ends included: `{from: 1, to: 5}`."""

    lowest: Step = Field(alias="from")
    """The lowest number of the scale."""
    highest: Step = Field(alias="to")
    """The highest number of the scale."""


class Word(Record):
    """One step of an axis of words."""

    id: Id
    name: Text


def _form(value: Any) -> str:
    return "<words>" if isinstance(value, list | tuple) else "<numbers>"


Axis = Annotated[
    Annotated[Numbers, Tag("<numbers>")] | Annotated[tuple[Word, ...], Tag("<words>"), Field(min_length=1)],
    Discriminator(_form),
]
"""Numbers, or words with the lowest first: `[{id: unlikely, name: …}, {id: likely, name: …}]`."""


def _level(value: Any) -> Any:
    if isinstance(value, int | str) and not isinstance(value, bool):
        return value
    code = "whole-number-expected" if isinstance(value, Decimal) else "wrong-value"
    raise PydanticCustomError(code, "", {"value": str(value)})


Level = Annotated[int | str | None, BeforeValidator(_level)]
"""A step of an axis: its number, or the id of its word; None where the source does not say."""


class Scale(Record):
    """What likelihood and impact are measured with."""

    likelihood: Axis
    """Steps of likelihood: {from: 1, to: 5}, or a list of words, the lowest first."""
    impact: Axis
    """Steps of impact: {from: 1, to: 5}, or a list of words, the lowest first."""
    note: Text | None = None
    """A remark on the scale, for instance that the order of the words is this site's."""

    @property
    def numeric(self) -> bool:
        """Whether points can be computed: both axes are numbers."""
        return all(isinstance(axis, Numbers) for axis in (self.likelihood, self.impact))

    def steps(self, name: str) -> tuple[int | str, ...]:
        """Every step of an axis, the lowest first: its numbers, or the ids of its words."""
        axis = getattr(self, name)
        if isinstance(axis, Numbers):
            return tuple(range(axis.lowest, axis.highest + 1))
        return tuple(word.id for word in axis)

    def label(self, name: str, level: int | str) -> Text | int | str:
        """What the page calls a step of an axis: its word, or the number itself."""
        axis = getattr(self, name)
        return level if isinstance(axis, Numbers) else next(word.name for word in axis if word.id == level)


class Risk(Item):
    """One risk, with what the source states about it."""

    title: Text
    description: Text | None = None
    consequence: Text | None = None
    """What follows if it comes true."""
    likelihood: Level = None
    """How likely it is: a number of the scale, or the id of its word."""
    impact: Level = None
    """How bad it would be: a number of the scale, or the id of its word."""
    points: Count | None = None
    """The points that the source states; compared with likelihood × impact."""
    mitigation: tuple[Text, ...] = ()
    """What is done about it; empty where the source names nothing."""
    owners: tuple[Who, ...] = ()
    """Who is responsible; empty where the source names nobody."""
    measures: tuple[MeasureName, ...] = ()
    """Ids of the measures it threatens."""
    kinds: tuple[RiskKindName, ...] = ()
    """Ids of kinds of risk in data/topics.yaml: with them readers find it among the risks of every plan."""
    note: Text | None = None


@dataclass(frozen=True)
class Cell:
    """A square of the matrix."""

    likelihood: int | str
    impact: int | str
    points: int | None
    """Likelihood × impact; None where the source gives no points."""
    share: float
    """Points as a share of the highest possible; 0 where there are none."""
    risks: tuple[Risk, ...]
    """The risks that belong here."""


class Risks(Block):
    """`risks.yaml`."""

    kind: ClassVar[str] = "risks"
    label: ClassVar[str] = N_("Risks")
    listing: ClassVar[str] = "risks"
    noun: ClassVar[str] = "risk"
    heading: ClassVar[str] = N_("Risks")

    title: Text
    scale: Scale | None = None
    """What likelihood and impact are measured with; absent where the source does not assess them."""
    risks: tuple[Risk, ...] = Field(min_length=1)
    """The risks, in the order of the source."""

    @property
    def figures(self) -> dict[str, Figure]:
        """Points, likelihood and impact of each risk that the source gives a number for: `delay.points`."""
        return {
            f"{risk.id}.{name}": value
            for risk in self.risks
            for name in ("points", *AXES)
            if isinstance(value := getattr(risk, name), int)
        }

    @property
    def scored(self) -> bool:
        """Whether the source gives points: only then are risks classed."""
        return self.scale is not None and self.scale.numeric and any(risk.points is not None for risk in self.risks)

    @property
    def most(self) -> int:
        """The highest possible points; 0 without a scale of numbers."""
        if self.scale is None or not self.scale.numeric:
            return 0
        return int(self.scale.steps("likelihood")[-1]) * int(self.scale.steps("impact")[-1])

    @property
    def worst(self) -> Risk | None:
        """The risk with the most points, the first of them in the file; None where the source gives no points."""
        with_points = [risk for risk in self.risks if self.scored and risk.points is not None]
        return max(with_points, key=lambda risk: risk.points or 0, default=None)

    def traits(self, item: Risk) -> Mapping[str, Trait]:
        """Likelihood, impact and points."""
        traits = {"points": Trait(item.points)}
        for name in AXES:
            level = getattr(item, name)
            known = self.scale and level is not None and level in self.scale.steps(name)
            traits[name] = Trait(self.scale.label(name, level) if self.scale and known else level, level)
        return traits

    @property
    def any_placed(self) -> bool:
        """Whether some risk has both likelihood and impact, and so a square in the matrix."""
        return any(risk.likelihood is not None and risk.impact is not None for risk in self.risks)

    def share(self, risk: Risk) -> float:
        """Points as a share of the highest possible; 0 where the source gives none."""
        return (risk.points or 0) / self.most if self.most else 0

    @property
    def matrix(self) -> tuple[tuple[Cell, ...], ...]:
        """Rows from the highest likelihood down, columns from the lowest impact up; empty without a scale."""
        if self.scale is None:
            return ()
        rows = reversed(self.scale.steps("likelihood"))
        return tuple(tuple(self._cell(row, column) for column in self.scale.steps("impact")) for row in rows)

    def _cell(self, likelihood: int | str, impact: int | str) -> Cell:
        here = tuple(risk for risk in self.risks if (risk.likelihood, risk.impact) == (likelihood, impact))
        if not self.scored:
            return Cell(likelihood, impact, None, 0, here)
        points = int(likelihood) * int(impact)
        return Cell(likelihood, impact, points, points / self.most if self.most else 0, here)

    def check_item(self, item: Risk, plan: Plan) -> Iterator[Problem]:
        """Levels are on the scale, and points are the product of two numbers."""
        if self.scale is None:
            return
        faults = [*self._off_scale(item, self.scale)]
        yield from faults
        if item.points is None:
            return
        if not self.scale.numeric:
            yield Problem(item.place("points"), "points-of-words", {"points": item.points})
        elif not faults and isinstance(item.likelihood, int) and isinstance(item.impact, int):
            product = item.likelihood * item.impact
            if product != item.points:
                values = {"likelihood": item.likelihood, "impact": item.impact, "points": item.points}
                yield Problem(item.place("points"), "wrong-points", {**values, "product": product})

    def _off_scale(self, item: Risk, scale: Scale) -> Iterator[Problem]:
        for name in AXES:
            level, steps = getattr(item, name), scale.steps(name)
            if level is None or not steps or level in steps:
                continue
            if not isinstance(getattr(scale, name), Numbers):
                yield Problem(item.place(name), "unknown-name", unknown_values(str(level), map(str, steps)))
            elif isinstance(level, str):
                yield Problem(item.place(name), "number-expected", {"key": name, "value": level})
            else:
                values = {"value": level, "least": steps[0], "most": steps[-1]}
                yield Problem(item.place(name), "outside-scale", values)

    def check(self, plan: Plan) -> Iterator[Problem]:
        """A scale goes upwards and names each word once; without one no risk has a level or points."""
        if self.scale is None:
            scored = ((risk, key) for risk in self.risks for key in (*AXES, "points") if getattr(risk, key) is not None)
            for risk, key in [*scored][:1]:
                yield Problem(risk.place(key), "no-scale", {"key": key})
            return
        for name in AXES:
            axis = getattr(self.scale, name)
            if isinstance(axis, Numbers):
                if axis.highest <= axis.lowest:
                    values = {"from": axis.lowest, "to": axis.highest}
                    yield Problem(axis.place("to"), "scale-backwards", values)
                continue
            seen: dict[str, Source] = {}
            for word in axis:
                if word.id in seen:
                    yield Problem(word.place("id"), "duplicate-id", {"id": word.id, "line": seen[word.id].line})
                seen.setdefault(word.id, word.place("id"))
