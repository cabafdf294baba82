"""Impact assessment: what a plan is expected to do to people, question by question, for better and for worse."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ..fields import N_, Record, References, Text
from ..model import Block, Item


class Direction(StrEnum):
    """Which way an effect goes."""

    GOOD = "good"
    """For the better."""
    BAD = "bad"
    """For the worse."""
    MIXED = "mixed"
    """Both, for instance better for some and worse for others."""
    NEUTRAL = "neutral"
    """No change."""


class Effect(Record):
    """One effect, as the source describes it."""

    text: Text
    direction: Direction | None = None
    """Which way it goes; absent where the source only tells whom or what the effect concerns."""
    source: References | None = None
    """Its place in the source, where it differs from the question's own."""


class Question(Item):
    """One question of the assessment; without effects the source leaves it unanswered."""

    question: Text
    """The question, as the source asks it."""
    effects: tuple[Effect, ...] = ()
    """The effects that the source describes; without them the question is left unanswered."""
    note: Text | None = None


class Impact(Block):
    """`impact.yaml`."""

    kind: ClassVar[str] = "impact"
    label: ClassVar[str] = N_("Impact assessment")
    listing: ClassVar[str] = "questions"
    noun: ClassVar[str] = "impact-question"

    title: Text
    questions: tuple[Question, ...] = Field(min_length=1)
    """The questions, in the order of the source."""

    @property
    def counts(self) -> tuple[tuple[Direction | None, int], ...]:
        """How many effects go each way, in a fixed order; None stands for those without a direction."""
        directions = [effect.direction for question in self.questions for effect in question.effects]
        return tuple((way, directions.count(way)) for way in (*Direction, None) if way in directions)

    @property
    def directed(self) -> bool:
        """Whether any effect has a direction."""
        return any(way for way, _ in self.counts)

    @property
    def unanswered(self) -> int:
        """How many questions the source leaves without an answer."""
        return sum(not question.effects for question in self.questions)
