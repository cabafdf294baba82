"""Measures: what a plan does, with what, and what should follow."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ..fields import GoalName, Record, References, Text
from ..model import Block, Item


class State(StrEnum):
    """Whether the measure still belongs to the plan."""

    ACTIVE = "active"
    REMOVED = "removed"
    """The source shows it struck through or says that it is removed."""
    LISTED = "listed"
    """It stands in the table of contents only; the source says nothing more."""


class Point(Record):
    """One sentence or two about a measure."""

    text: Text
    source: References


class Measure(Item):
    """One measure, investment or work package."""

    code: Text | None = None
    """What the source calls it, for instance "Investment 2"."""
    title: Text
    state: State = State.ACTIVE
    goals: tuple[GoalName, ...] = ()
    """Ids of the goals it serves."""
    summary: Text | None = None
    actions: tuple[Point, ...] = ()
    outputs: tuple[Point, ...] = ()
    effects: tuple[Point, ...] = ()
    resources: tuple[Point, ...] = ()
    note: Text | None = None

    @property
    def parts(self) -> tuple[tuple[str, tuple[Point, ...]], ...]:
        """The lists that have something in them, with the name of each."""
        lists = {
            "actions": self.actions,
            "outputs": self.outputs,
            "effects": self.effects,
            "resources": self.resources,
        }
        return tuple((name, points) for name, points in lists.items() if points)


class Measures(Block):
    """`measures.yaml`."""

    kind: ClassVar[str] = "measures"
    listing: ClassVar[str] = "measures"

    title: Text
    """Caption of the table."""
    measures: tuple[Measure, ...] = Field(min_length=1)
