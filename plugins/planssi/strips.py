"""Pictures of one bar: a plan's money, its time as a strip of years, and its measures by how they are going.

Flows in: key figures, and the follow-up of a plan. Flows out: places, across in percent of the width and down in
pixels, for the template to draw.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .chart import DIAMOND, Label, Scale, Today, year_labels
from .drawing import LINE_HEIGHT, NARROW
from .followup import Standing
from .keyfigures import Cost, Milestone, Portion, Stage, Time
from .localizer import Localizer

THICK = 24
"""Height of both bars."""
FAR = 10
"""Years from the plan's time within which the day of the site is drawn."""


@dataclass(frozen=True)
class Segment:
    """A part of the bar of money."""

    portion: Portion
    left: float
    width: float
    pattern: int
    """1 and up; 0 for several small parts together."""


def money_strip(cost: Cost) -> tuple[Segment, ...]:
    """Divide a bar into the parts of a sum; what they leave over stays empty, and what they exceed is the whole bar."""
    whole = max(1, sum(portion.share for portion in cost.parts))
    segments = []
    left = 0.0
    for number, portion in enumerate(cost.parts, 1):
        width = float(100 * portion.share / whole)
        segments.append(Segment(portion, round(left, 2), round(width, 2), number if portion.name else 0))
        left += width
    return tuple(segments)


PATTERNS = (
    Standing.DONE,
    Standing.UNDER_WAY,
    Standing.REMOVED,
    Standing.NOT_STARTED,
    Standing.MERGED,
    Standing.STOPPED,
    Standing.NOT_FUNDED,
)
"""The standings that have a pattern, by its number from 1; what is not known is drawn plain."""


@dataclass(frozen=True)
class StandingSegment:
    """A part of the bar of measures."""

    standing: Standing
    number: int
    """How many measures it stands for."""
    left: float
    width: float
    pattern: int
    """1 and up; 0 for none."""


def standing_strip(counts: Sequence[tuple[Standing, int]]) -> tuple[StandingSegment, ...]:
    """Divide a bar into measures by how they are going; each measure takes as much of it."""
    every = sum(number for _, number in counts)
    segments = []
    before = 0
    for standing, number in counts:
        pattern = PATTERNS.index(standing) + 1 if standing in PATTERNS else 0
        left, width = (round(100 * part / every, 2) for part in (before, number))
        segments.append(StandingSegment(standing, number, left, width, pattern))
        before += number
    return tuple(segments)


@dataclass(frozen=True)
class TimeStrip:
    """The picture of a plan's time."""

    height: int
    bar: int
    """Top of the bar."""
    left: float
    width: float
    passed: float
    """Width of what has passed of the bar."""
    opens: bool
    """Whether the source leaves the start open."""
    ends_open: bool
    approximate: bool
    years: tuple[float, ...]
    """Where years begin."""
    labels: tuple[Label, ...]
    milestones: tuple[float, ...]
    lane: int
    """Top of the milestones."""
    today: Today | None

    @property
    def right(self) -> float:
        """Percent of the width at which the bar ends."""
        return round(self.left + self.width, 2)


def time_strip(time: Time, milestones: Sequence[Milestone], localizer: Localizer) -> TimeStrip:
    """Draw the time of a plan on whole years, with its milestones, and with the day of the site unless it is far."""
    known = [day for day in (time.period.first, time.period.last) if day]
    near = any(abs(time.day.year - day.year) <= FAR for day in known)
    days = [*known, *(milestone.day for milestone in milestones), *([time.day] if near else [])]
    scale = Scale(date(min(days).year, 1, 1), date(max(days).year, 12, 31))
    left = scale.position(time.period.first) if time.period.first else 0.0
    right = scale.position(time.period.last, after=True) if time.period.last else 100.0
    now = scale.position(time.day) if near else 0.0
    passed = {Stage.AHEAD: 0.0, Stage.OVER: right - left}.get(time.stage, min(max(now - left, 0), right - left))
    lane = LINE_HEIGHT + 4 + THICK + 3
    bottom = lane + (2 * DIAMOND + 2 if milestones else 0) + LINE_HEIGHT
    edge = 100 * DIAMOND / NARROW
    return TimeStrip(
        height=bottom + 4,
        bar=LINE_HEIGHT + 4,
        left=left,
        width=round(right - left, 2),
        passed=round(passed, 2),
        opens=time.period.first is None,
        ends_open=time.period.last is None,
        approximate=time.period.approximate,
        years=tuple(scale.position(day) for day in scale.starts(12)),
        labels=year_labels(scale, bottom),
        milestones=tuple(
            min(max(scale.position(milestone.day, after=True), edge), 100 - edge) for milestone in milestones
        ),
        lane=lane,
        today=Today(now, localizer.day(time.day), before=now > 50) if near else None,
    )
