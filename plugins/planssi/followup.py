"""The follow-up of a plan: how its measures, indicators, money and milestones have turned out, as far as sources tell.

Flows in: a plan and the day of the site. Flows out: values, which the template words. Nothing is inferred from silence:
what the sources do not tell is not known, and never counted as missed or as reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .blocks import progress
from .blocks.budget import Budget
from .blocks.indicators import Indicators, Judgement
from .blocks.measures import Measure, Measures, State
from .blocks.progress import Progress, Report
from .blocks.tables import BudgetRow, BudgetTable, Column, ColumnKind
from .blocks.timeline import Stretch, Timeline, TimelineRow
from .fields import Money, Text
from .keyfigures import Time, time
from .model import Nothing, Plan
from .periods import Moment, Precision
from .series import Doubt, Verdict


class Standing(StrEnum):
    """How a measure is going: how far it is by its latest report, or what has become of it in the plan."""

    DONE = "done"
    UNDER_WAY = "under-way"
    NOT_STARTED = "not-started"
    STOPPED = "stopped"
    REMOVED = "removed"
    MERGED = "merged"
    NOT_FUNDED = "not-funded"
    UNKNOWN = "unknown"
    """The sources do not tell."""


OF_REPORTS = {
    progress.State.DONE: Standing.DONE,
    progress.State.UNDER_WAY: Standing.UNDER_WAY,
    progress.State.NOT_STARTED: Standing.NOT_STARTED,
    progress.State.STOPPED: Standing.STOPPED,
}
OF_PLANS = {
    State.REMOVED: Standing.REMOVED,
    State.MERGED: Standing.MERGED,
    State.NOT_FUNDED: Standing.NOT_FUNDED,
}


@dataclass(frozen=True)
class Followed:
    """One measure, and how it is going."""

    measure: Measure
    depth: int
    """How many wholes it lies inside."""
    standing: Standing
    reports: tuple[Report, ...] = ()
    """What is told of it, the latest first."""

    @property
    def report(self) -> Report | None:
        """The report that counts."""
        return self.reports[0] if self.reports else None


@dataclass(frozen=True)
class Spending:
    """One row of a budget, of which the source tells both what was planned and what came true."""

    row: BudgetRow
    depth: int
    planned: Money
    actual: Money

    @property
    def difference(self) -> Money:
        """What came true less what was planned."""
        return Money(self.actual.euros - self.planned.euros, self.planned.approximate or self.actual.approximate)

    @property
    def share(self) -> Decimal | None:
        """What came true as a share of what was planned; None where nothing was."""
        return self.actual.euros / self.planned.euros if self.planned.euros else None


@dataclass(frozen=True)
class SpendingTable:
    """A column of actual sums beside the planned sums with which they can be compared."""

    table: BudgetTable
    planned: Column
    actual: Column
    rows: tuple[Spending, ...]

    @property
    def partial(self) -> bool:
        """Whether the actual sums are of a shorter time than the planned ones."""
        return bool(self.planned.when and self.actual.when and self.planned.when != self.actual.when)

    @property
    def whole(self) -> Spending | None:
        """The only row that is a part of no other."""
        wholes = [row for row in self.rows if not row.depth]
        return wholes[0] if len(wholes) == 1 else None


class Outcome(StrEnum):
    """What has become of a milestone."""

    IN_TIME = "in-time"
    EARLY = "early"
    LATE = "late"
    REACHED = "reached"
    """Reached, but the times are not exact enough to say whether in time."""
    NOT_REACHED = "not-reached"
    """The source says that it had not been reached."""
    AHEAD = "ahead"
    """Its time has not come."""
    UNKNOWN = "unknown"
    """Its time has gone by, and the sources do not tell."""


@dataclass(frozen=True)
class FollowedMilestone:
    """A milestone, and whether it was reached."""

    row: TimelineRow
    bar: Stretch
    outcome: Outcome
    least: int = 0
    """By how many full months at least it was late or early; 0 is less than a month."""
    most: int = 0
    """By how many at most; more than `least` where the times are not exact."""


@dataclass(frozen=True)
class FollowUp:
    """How a plan has turned out."""

    time: Time
    measures: tuple[Followed, ...]
    """Every measure, each before its parts."""
    none: Text | None
    """What `progress.yaml` says where the source has no reports."""
    results: tuple[Judgement, ...]
    """Every result of an indicator beside its target."""
    unmeasured: tuple[Judgement, ...]
    """The indicators without any result."""
    money: tuple[SpendingTable, ...]
    milestones: tuple[FollowedMilestone, ...]
    """In the order of their times."""

    @property
    def reported(self) -> bool:
        """Whether a report tells of any measure."""
        return any(followed.report for followed in self.measures)

    @property
    def told(self) -> tuple[Followed, ...]:
        """The measures of which anything is known."""
        return tuple(followed for followed in self.measures if followed.standing is not Standing.UNKNOWN)

    @property
    def counts(self) -> tuple[tuple[Standing, int], ...]:
        """How many measures there are of each standing that any has."""
        found = [followed.standing for followed in self.measures]
        return tuple((standing, number) for standing in Standing if (number := found.count(standing)))

    @property
    def verdicts(self) -> tuple[tuple[Verdict, int], ...]:
        """How many results there are of each verdict that any has."""
        found = [Verdict.OPEN if isinstance(r.found, Doubt) else r.found for r in self.results]
        return tuple((verdict, number) for verdict in Verdict if (number := found.count(verdict)))

    @property
    def outcomes(self) -> tuple[tuple[Outcome, int], ...]:
        """How many milestones there are of each outcome that any has."""
        found = [milestone.outcome for milestone in self.milestones]
        return tuple((outcome, number) for outcome in Outcome if (number := found.count(outcome)))

    @property
    def dated(self) -> bool:
        """Whether the sources tell of any milestone whether it was reached."""
        return any(m.outcome not in (Outcome.AHEAD, Outcome.UNKNOWN) for m in self.milestones)


def follow_up(plan: Plan, today: date) -> FollowUp:
    """Return how a plan has turned out by a day."""
    reports = plan.blocks.get(Progress.kind)
    indicators: Indicators | None = plan.block(Indicators.kind)
    judgements = indicators.judgements(plan) if indicators else ()
    return FollowUp(
        time=time(plan.facts.period, today),
        measures=measures(plan),
        none=reports.none if isinstance(reports, Nothing) else None,
        results=tuple(judgement for judgement in judgements if judgement.actual),
        unmeasured=tuple(judgement for judgement in judgements if not judgement.actual),
        money=tuple(_money(plan)),
        milestones=milestones(plan, today),
    )


def measures(plan: Plan) -> tuple[Followed, ...]:
    """Return how each measure is going, each before its parts."""
    block: Measures | None = plan.block(Measures.kind)
    told: Progress | None = plan.block(Progress.kind)
    by_measure = told.by_measure if told else {}
    found = []
    for branch in block.tree if block else ():
        reports = by_measure.get(branch.item.id, ())
        standing = OF_REPORTS[reports[0].state] if reports else Standing.UNKNOWN
        found.append(Followed(branch.item, branch.depth, OF_PLANS.get(branch.item.state, standing), reports))
    return tuple(found)


def _money(plan: Plan) -> Iterator[SpendingTable]:
    block: Budget | None = plan.block(Budget.kind)
    for table in block.tables if block else ():
        columns = [*enumerate(table.all_columns)]
        for index, actual in columns:
            planned = _planned(table, actual) if actual.kind is ColumnKind.ACTUAL else None
            if planned is None:
                continue
            pairs = ((row, table.money(row, planned), table.money(row, index)) for row in table.rows)
            rows = tuple(
                Spending(row, table.depth(row), before, after) for row, before, after in pairs if before and after
            )
            if rows:
                yield SpendingTable(table, columns[planned][1], actual, rows)


def _planned(table: BudgetTable, actual: Column) -> int | None:
    """Return the index of the planned column for an actual one: that of its time, or of a longer time around it."""
    columns = [(i, c) for i, c in enumerate(table.all_columns) if c.kind is ColumnKind.PLANNED]
    same = (i for i, column in columns if column.when == actual.when)
    around = (i for i, c in columns if c.when is None or actual.when is None or actual.when.within(c.when))
    return next(same, next(around, None))


def milestones(plan: Plan, today: date) -> tuple[FollowedMilestone, ...]:
    """Return the milestones of a plan and what has become of them by a day, in the order of their times."""
    block: Timeline | None = plan.block(Timeline.kind)
    bars = [(row, bar) for row in block.rows for bar in block.stretches(row) if bar.milestone] if block else []
    found = [_followed(row, bar, today) for row, bar in bars]
    return tuple(sorted(found, key=lambda milestone: _last(milestone.bar)))


def _followed(row: TimelineRow, bar: Stretch, today: date) -> FollowedMilestone:
    if bar.not_reached:
        return FollowedMilestone(row, bar, Outcome.NOT_REACHED)
    if bar.reached is None:
        return FollowedMilestone(row, bar, Outcome.UNKNOWN if _last(bar) < today else Outcome.AHEAD)
    due, reached = bar.when.end, bar.reached.end
    if due is None or reached is None or due.approximate or reached.approximate:
        return FollowedMilestone(row, bar, Outcome.REACHED)
    earliest = bar.reached.start
    begins = bar.when.start or due
    if earliest and earliest.first > due.last:
        return FollowedMilestone(row, bar, Outcome.LATE, _between(due, earliest), _between(due, reached, last=True))
    if earliest and bar.when.start and reached.last < begins.first:
        least, most = _between(reached, begins), _between(earliest, begins)
        return FollowedMilestone(row, bar, Outcome.EARLY, min(least, most), max(least, most))
    return FollowedMilestone(row, bar, Outcome.IN_TIME if reached.last <= due.last else Outcome.REACHED)


def _last(bar: Stretch) -> date:
    """Return the day by which a milestone should be reached: the last of its time, or the first where it has no end."""
    day = bar.when.last or bar.when.first
    assert day is not None, "a period has an end"
    return day


def _between(earlier: Moment, later: Moment, *, last: bool = False) -> int:
    """Return how many full months lie between two moments, as exactly as both are told.

    Args:
        earlier: The one; counted from its end.
        later: The other.
        last: Whether to count to the end of the other, in place of its beginning.
    """
    first, second = earlier.last, later.last if last else later.first
    months = 12 * (second.year - first.year) + second.month - first.month
    exact = earlier.precision is later.precision is Precision.DAY
    return months - (exact and second.day < first.day)
