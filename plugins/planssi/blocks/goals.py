"""Goals: what a plan strives for, and the strategy it serves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ..changes import Trait
from ..fields import N_, Figure, Flag, GoalName, Text, When
from ..model import Block, Item, Plan
from ..source import Problem
from ..tree import branches, circular


class Level(StrEnum):
    """Whose goal it is."""

    STRATEGY = "strategy"
    """A goal of the organisation, which the plan may support."""
    PROJECT = "project"
    """A goal of the plan itself."""


class Goal(Item):
    """One goal."""

    level: Level
    """Whose goal it is."""
    number: str | None = None
    """As the source numbers it."""
    title: Text
    part_of: GoalName | None = None
    """The goal that this one is a part of."""
    due: When | None = None
    """When it should be reached."""
    supported: Flag | None = None
    """Whether the plan says that it supports this strategic goal; absent where it says nothing."""
    note: Text | None = None


class Goals(Block):
    """`goals.yaml`."""

    kind: ClassVar[str] = "goals"
    label: ClassVar[str] = N_("Goals")
    listing: ClassVar[str] = "goals"
    noun: ClassVar[str] = "goal"

    title: Text
    """Caption of the table."""
    goals: tuple[Goal, ...] = Field(min_length=1)
    """The goals, in the order of the source."""

    @property
    def figures(self) -> dict[str, Figure]:
        """How many goals there are of each level, and due times by the id of their goal."""
        counts = {level.value: sum(goal.level is level for goal in self.goals) for level in Level}
        return {**counts, **{goal.id: goal.due for goal in self.goals if goal.due}}

    def traits(self, item: Goal) -> Mapping[str, Trait]:
        """When it should be reached."""
        return {"due": Trait(item.due)}

    @property
    def strategic(self) -> tuple[Goal, ...]:
        """Goals of the organisation."""
        return tuple(goal for goal in self.goals if goal.level is Level.STRATEGY)

    @property
    def own(self) -> tuple[Goal, ...]:
        """Goals of the plan."""
        return tuple(goal for goal in self.goals if goal.level is Level.PROJECT)

    @property
    def outermost(self) -> tuple[Goal, ...]:
        """Goals of the plan that are no parts of others shown here."""
        return tuple(branch.item for branch in branches(self.own) if not branch.depth)

    def parts(self, goal: Goal) -> tuple[Goal, ...]:
        """Goals of the plan that name this one as their whole, in the order of the file."""
        return tuple(part for part in self.own if part.part_of == goal.id)

    def check(self, plan: Plan) -> Iterator[Problem]:
        """No goal is a part of itself, by whatever way round."""
        for goal in circular(self.goals):
            yield Problem(goal.place("part_of"), "part-of-itself", {"id": goal.id})
