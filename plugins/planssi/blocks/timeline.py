"""Timeline: what happens when, as a table and as bars drawn from the same rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from pydantic import Field

from ..fields import Figure, Id, MeasureName, Record, Text, When
from ..model import Block, Item, Plan
from ..periods import Period
from ..source import Problem, unknown_values


class Phase(Record):
    """A kind of row, for the legend."""

    id: Id
    name: Text


class TimelineRow(Item):
    """One row: a stretch of work, or a milestone."""

    title: Text
    phase: Id
    when: When | None = None
    """Absent where the source gives no time; the row is shown all the same."""
    milestone: bool = False
    measure: MeasureName | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Bar:
    """Where a row lies on the axis, in percent of its width."""

    row: TimelineRow
    left: float
    width: float
    pattern: int
    """Number of the row's phase, 1 and up: the pattern of its bar."""


@dataclass(frozen=True)
class Tick:
    """A quarter on the axis."""

    period: Period
    left: float
    new_year: bool


class Timeline(Block):
    """`timeline.yaml`."""

    kind: ClassVar[str] = "timeline"
    listing: ClassVar[str] = "rows"

    title: Text
    phases: tuple[Phase, ...] = Field(min_length=1)
    rows: tuple[TimelineRow, ...] = Field(min_length=1)

    @property
    def figures(self) -> dict[str, Figure]:
        """Times by the id of their row."""
        return {row.id: row.when for row in self.rows if row.when}

    def phase(self, row: TimelineRow) -> Phase:
        """The phase of a row."""
        return next(phase for phase in self.phases if phase.id == row.phase)

    @property
    def times(self) -> tuple[Period, ...]:
        """The times of the rows that have one."""
        return tuple(row.when for row in self.rows if row.when)

    @property
    def axis(self) -> tuple[date, date]:
        """First and last day of the picture: whole years around every time."""
        days = [day for when in self.times for day in (when.first, when.last) if day]
        return date(min(days).year, 1, 1), date(max(days).year, 12, 31)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """One bar a row that has a time, in the order of the file; an open end runs to the edge of the axis."""
        phases = [phase.id for phase in self.phases]
        bars = []
        for row in self.rows:
            if row.when is None:
                continue
            left = self._position(row.when.first or self.axis[0])
            right = self._position(row.when.last or self.axis[1], after=True)
            bars.append(Bar(row, left, round(right - left, 2), phases.index(row.phase) + 1))
        return tuple(bars)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The first day of each quarter."""
        first, last = self.axis
        quarters = [(year, quarter) for year in range(first.year, last.year + 1) for quarter in (1, 2, 3, 4)]
        return tuple(
            Tick(Period.parse(f"{year}-Q{quarter}"), self._position(date(year, 3 * quarter - 2, 1)), quarter == 1)
            for year, quarter in quarters
        )

    def _position(self, day: date, after: bool = False) -> float:
        first, last = self.axis
        return round(100 * ((day - first).days + after) / ((last - first).days + 1), 2)

    def check_item(self, item: TimelineRow, plan: Plan) -> Iterator[Problem]:
        """The phase is in the legend, and the time is inside the plan's period."""
        phases = {phase.id for phase in self.phases}
        if item.phase not in phases:
            yield Problem(item.place("phase"), "unknown-name", unknown_values(item.phase, phases))
        if item.when and not item.when.within(plan.facts.period):
            yield Problem(item.place("when"), "outside-plan", {"id": item.id})
