"""Several plans on one timeline, and what was under way in each year.

Flows in: plans and the day of the site. Flows out: a timeline whose rows are plans, in groups by region, for the same
picture as that of a plan's own timeline; and the plans by year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .blocks.timeline import Axis, Bar, Group, Timeline, TimelineRow
from .keyfigures import milestones
from .model import Plan
from .periods import Period

FAR = 10
"""Years from the nearest plan within which the day of the site is on the axis."""


@dataclass(frozen=True)
class Year:
    """The plans whose time covers some of a year."""

    year: int
    plans: tuple[Plan, ...]
    """May be empty: a year between two plans."""


def years(plans: Sequence[Plan]) -> tuple[Year, ...]:
    """Return every year from the first that a plan names to the last; an open end reaches the edge."""
    days = _days(plans)
    if not days:
        return ()
    found = range(min(days).year, max(days).year + 1)
    return tuple(Year(year, tuple(plan for plan in plans if _covers(plan.facts.period, year))) for year in found)


def as_timeline(plans: Sequence[Plan], today: date) -> Timeline | None:
    """Return plans as a timeline: a row each with its time and its milestones.

    The records are made here and not read from a file, so they have neither places nor sources, and only the picture
    may be drawn from them. None where no plan has a time that is known at either end.
    """
    days = _days(plans)
    if not days:
        return None
    near = min(abs(today.year - day.year) for day in days) <= FAR
    ends = [*days, *(milestone.day for plan in plans for milestone in milestones(plan)), *([today] if near else [])]
    regions = {plan.region.id: plan.region for plan in plans}
    groups = [Group.model_construct(id=region.id, name=region.short) for region in regions.values()]
    rows = [
        TimelineRow.model_construct(
            id=str(number),
            group=plan.region.id,
            title=plan.facts.title,
            source=(),
            bars=(
                Bar.model_construct(when=plan.facts.period),
                *(Bar.model_construct(when=milestone.when, milestone=True) for milestone in milestones(plan)),
            ),
        )
        for number, plan in enumerate(plans)
    ]
    axis = Axis.model_construct(when=Period.parse(f"{min(ends).year}/{max(ends).year}"))
    return Timeline.model_construct(title=plans[0].facts.title, groups=tuple(groups), axis=axis, rows=tuple(rows))


def _days(plans: Sequence[Plan]) -> list[date]:
    return [day for plan in plans for day in (plan.facts.period.first, plan.facts.period.last) if day]


def _covers(period: Period, year: int) -> bool:
    begun = period.first is None or period.first.year <= year
    return begun and (period.last is None or period.last.year >= year)
