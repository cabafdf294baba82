"""The key figures of a plan: what its first screen counts, sums up and dates.

Flows in: a plan and the day of the site. Flows out: values, which the template words. What the plan does not tell is
None here; what its source lacks, by a file that says so, comes with the words of that file.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from .blocks.budget import Budget
from .blocks.goals import Goals
from .blocks.indicators import Indicators
from .blocks.measures import Measures, State
from .blocks.risks import Risks
from .blocks.tables import BudgetTable, Line
from .blocks.timeline import Timeline
from .fields import Money, Text
from .model import Nothing, Plan, RiskClass, class_of
from .periods import Period

MOST_PARTS = 6
"""How many parts of a sum are told; of more, the greatest, and the others as one."""
MOST_TITLES = 3
"""How many milestones of one time are named."""


@dataclass(frozen=True)
class Count:
    """How many there are of something."""

    number: int
    none: Text | None = None
    """Where there are none: what the file says in their place."""
    parts: int = 0
    """How many of them are parts of others among them."""


@dataclass(frozen=True)
class MeasureCount(Count):
    """How many measures belong to the plan with its funding, parts included."""

    unfunded: int = 0
    """How many more belong to the plan without its funding."""
    removed: int = 0
    """How many more the source has removed."""


@dataclass(frozen=True)
class RiskCount(Count):
    """How many risks there are, and how bad they are."""

    classes: tuple[tuple[RiskClass, int], ...] = ()
    """The classes that have risks, the worst first, with how many; empty where the source gives no points."""
    unscored: int = 0
    """How many lack points where others have them."""
    assessed: bool = True
    """Whether the source assesses its risks at all."""


@dataclass(frozen=True)
class Portion:
    """A part of a sum."""

    name: Text | None
    """None for several small parts together."""
    rows: int
    """How many rows of the table it stands for."""
    amount: Money
    share: Decimal
    """Share of the whole, 0 to 1."""


@dataclass(frozen=True)
class Cost:
    """What the plan costs, by the first table of its budget."""

    none: Text | None = None
    """Where the source has no budget: what the file says in its place."""
    whole: Money | None = None
    """The only outermost sum of the table; None where there are several, or where the table is of one measure only."""
    name: Text | None = None
    """What the source calls the whole."""
    computed: bool = False
    """Whether this site adds it up."""
    parts: tuple[Portion, ...] = ()
    """What the whole is first divided into, in the order of the file; empty where it is not."""

    @property
    def adds_up(self) -> bool:
        """Whether the parts make the whole to the cent."""
        return self.whole is None or not self.parts or self.together.euros == self.whole.euros

    @property
    def together(self) -> Money:
        """The parts added up."""
        euros = sum((part.amount.euros for part in self.parts), Decimal(0))
        return Money(euros, any(part.amount.approximate for part in self.parts))


class Stage(StrEnum):
    """Where the day of the site is in the time of the plan."""

    AHEAD = "ahead"
    """Before it."""
    UNDER_WAY = "under-way"
    """In it, as far as the source tells its ends."""
    OVER = "over"
    """After it."""


@dataclass(frozen=True)
class Time:
    """The time of the plan, and how much of it has passed."""

    period: Period
    day: date
    """The day of the site."""
    stage: Stage
    passed: Decimal | None = None
    """Share of the days that have passed, 0 to 1, while it is under way; None with an open end."""
    months_left: int | None = None
    """Full months to the end, while it is under way; None where the end is open."""


@dataclass(frozen=True)
class Event:
    """Something that should be reached."""

    title: Text
    """The row of the timeline that has it."""
    text: Text | None
    """What the source says of it."""


@dataclass(frozen=True)
class Milestone:
    """A time at which something should be reached."""

    when: Period
    events: tuple[Event, ...]
    """What should be reached then, in the order of the file."""

    @property
    def day(self) -> date:
        """The day by which it should be reached: the last of its time, or the first where the end is open."""
        day = self.when.last or self.when.first
        assert day is not None, "a period has an end"
        return day

    @property
    def named(self) -> tuple[Event, ...]:
        """Those that there is room for."""
        return self.events[:MOST_TITLES]

    @property
    def more(self) -> int:
        """How many are left unnamed."""
        return len(self.events) - len(self.named)


@dataclass(frozen=True)
class KeyFigures:
    """What the first screen of a plan tells; None for what the plan's files do not tell of."""

    measures: MeasureCount | None
    goals: Count | None
    indicators: Count | None
    risks: RiskCount | None
    cost: Cost | None
    time: Time
    milestones: tuple[Milestone, ...]
    """All of them, the earliest first; those of one time are one."""

    @property
    def events(self) -> int:
        """How many things should be reached at the milestones."""
        return sum(len(milestone.events) for milestone in self.milestones)

    @property
    def upcoming(self) -> Milestone | None:
        """The next milestone; the day of the site is still before its end."""
        return next((milestone for milestone in self.milestones if milestone.day >= self.time.day), None)

    @property
    def latest(self) -> Milestone | None:
        """The last milestone that has gone by."""
        return next((m for m in reversed(self.milestones) if m.day < self.time.day), None)


def key_figures(plan: Plan, classes: Sequence[RiskClass], today: date) -> KeyFigures:
    """Return the key figures of a plan.

    Args:
        plan: The plan.
        classes: The classes of risk, the lowest first.
        today: The day of the site.
    """
    return KeyFigures(
        measures=_measures(plan),
        goals=_goals(plan),
        indicators=_indicators(plan),
        risks=_risks(plan, classes),
        cost=cost(plan),
        time=time(plan.facts.period, today),
        milestones=milestones(plan),
    )


def _none(plan: Plan, kind: str) -> Text | None:
    """Return what a file says that has nothing of its kind; None where it has something, or there is no file."""
    block = plan.blocks.get(kind)
    return block.none if isinstance(block, Nothing) else None


def _measures(plan: Plan) -> MeasureCount | None:
    block: Measures | None = plan.block(Measures.kind)
    if block is None:
        none = _none(plan, Measures.kind)
        return MeasureCount(0, none) if none else None
    active = [measure for measure in block.measures if measure.state is State.ACTIVE]
    states = [measure.state for measure in block.measures]
    return MeasureCount(
        len(active),
        parts=_parts(active),
        unfunded=states.count(State.NOT_FUNDED),
        removed=states.count(State.REMOVED),
    )


def _goals(plan: Plan) -> Count | None:
    """Count the goals of the plan itself; None where it tells only of those that it supports."""
    block: Goals | None = plan.block(Goals.kind)
    if block is None:
        none = _none(plan, Goals.kind)
        return Count(0, none) if none else None
    return Count(len(block.own), parts=_parts(block.own)) if block.own else None


def _indicators(plan: Plan) -> Count | None:
    block: Indicators | None = plan.block(Indicators.kind)
    none = _none(plan, Indicators.kind)
    return Count(len(block.indicators) if block else 0, none) if block or none else None


def _risks(plan: Plan, classes: Sequence[RiskClass]) -> RiskCount | None:
    block: Risks | None = plan.block(Risks.kind)
    if block is None:
        none = _none(plan, Risks.kind)
        return RiskCount(0, none) if none else None
    if not block.scored:
        return RiskCount(len(block.risks), assessed=block.scale is not None)
    found = [class_of(block.share(risk), classes).id for risk in block.risks if risk.points is not None]
    counted = ((level, found.count(level.id)) for level in reversed(classes))
    return RiskCount(
        len(block.risks),
        classes=tuple((level, number) for level, number in counted if number),
        unscored=len(block.risks) - len(found),
    )


def _parts(items: Collection[object]) -> int:
    """Return how many items are parts of others among them."""
    ids = {getattr(item, "id", None) for item in items}
    return sum(getattr(item, "part_of", None) in ids - {None} for item in items)


def cost(plan: Plan) -> Cost | None:
    """Return what a plan costs; None where its files do not tell of money."""
    block: Budget | None = plan.block(Budget.kind)
    if block is None:
        none = _none(plan, Budget.kind)
        return Cost(none) if none else None
    table = block.tables[0]
    wholes = [row for row in table.rows if row.part_of is None and table.money(row, table.main)]
    if len(wholes) != 1 or not _of_the_plan(table, plan):
        return Cost()
    row = wholes[0]
    return Cost(None, table.money(row, table.main), row.name, row.computed, _portions(table))


def _of_the_plan(table: BudgetTable, plan: Plan) -> bool:
    """Whether a table is of the whole plan: of no measure, or of the only one."""
    block: Measures | None = plan.block(Measures.kind)
    active = [measure.id for measure in block.measures if measure.state is State.ACTIVE] if block else []
    return table.measure is None or active == [table.measure]


def _portions(table: BudgetTable) -> tuple[Portion, ...]:
    lines = table.drawn
    by_size = sorted(lines, key=lambda line: table.portion(line) or Decimal(0), reverse=True)
    few = by_size[: MOST_PARTS - 1] if len(lines) > MOST_PARTS else lines
    portions = [_portion(table, [line], line.name) for line in lines if line in few]
    others = [line for line in lines if line not in few]
    return tuple([*portions, _portion(table, others, None)] if others else portions)


def _portion(table: BudgetTable, lines: Sequence[Line], name: Text | None) -> Portion:
    euros = table.unit_of(table.all_columns[table.main]).euros or Decimal(1)
    figures = [line.figures[table.main] or Decimal(0) for line in lines]
    shares = [table.portion(line) or Decimal(0) for line in lines]
    amount = Money(sum(figures, Decimal(0)) * euros, any(line.approximate for line in lines))
    return Portion(name, len(lines), amount, sum(shares, Decimal(0)))


def time(period: Period, today: date) -> Time:
    """Return where a day is in a period."""
    first, last = period.first, period.last
    if last and today > last:
        return Time(period, today, Stage.OVER)
    if first and today < first:
        return Time(period, today, Stage.AHEAD)
    passed = Decimal((today - first).days + 1) / ((last - first).days + 1) if first and last else None
    return Time(period, today, Stage.UNDER_WAY, passed, _months(today, last) if last else None)


def _months(first: date, last: date) -> int:
    """Return how many full months lie between two days."""
    months = 12 * (last.year - first.year) + last.month - first.month
    return months - (last.day < first.day)


def milestones(plan: Plan) -> tuple[Milestone, ...]:
    """Return the milestones of a plan, the earliest first; those of one time are one."""
    block: Timeline | None = plan.block(Timeline.kind)
    found: dict[Period, list[Event]] = {}
    rows = ((row, block.stretches(row)) for row in block.rows) if block else ()
    for row, bars in rows:
        for bar in bars:
            event = Event(row.title, bar.text)
            if bar.milestone and event not in found.setdefault(bar.when, []):
                found[bar.when].append(event)
    return tuple(
        sorted(
            (Milestone(when, tuple(events)) for when, events in found.items() if events), key=lambda found: found.day
        )
    )
