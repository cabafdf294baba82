"""Indicators: how anyone can see whether a goal was reached."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ..fields import GoalName, Text, When
from ..model import Block, Item


class Unit(StrEnum):
    """What the indicator counts."""

    YES_NO = "yes-no"
    COUNT = "count"
    UNKNOWN = "unknown"
    """The source does not say."""


class Indicator(Item):
    """One indicator. What the source leaves out stays absent and the page says so."""

    title: Text
    goals: tuple[GoalName, ...] = ()
    unit: Unit
    target: Text | None = None
    due: When | None = None
    baseline: Text | None = None
    actual: Text | None = None
    supplier: Text | None = None
    """Who produces the figures."""
    note: Text | None = None


class Indicators(Block):
    """`indicators.yaml`."""

    kind: ClassVar[str] = "indicators"
    listing: ClassVar[str] = "indicators"

    title: Text
    indicators: tuple[Indicator, ...] = Field(min_length=1)
