"""What a plan tells and what is missing from it: kinds of facts, and fields that its items lack.

Flows in: a plan. Flows out: counts, which the template words. Only what a reader of any plan would look for is asked
after; a thing that a plan does not have at all, such as a list of principles, is no gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .blocks import KINDS
from .blocks.budget import Budget
from .blocks.communication import Communication
from .blocks.goals import Goals
from .blocks.impact import Impact
from .blocks.indicators import Indicator, Indicators, Kind
from .blocks.measures import Measure, Measures, State
from .blocks.monitoring import Monitoring
from .blocks.organisation import Organisation
from .blocks.progress import Progress
from .blocks.risks import Risks
from .blocks.tables import ColumnKind
from .blocks.target_groups import TargetGroups
from .blocks.timeline import Timeline
from .model import Block, Nothing, Plan
from .overview import By, overview

EXPECTED = (
    Goals,
    TargetGroups,
    Measures,
    Budget,
    Timeline,
    Progress,
    Risks,
    Indicators,
    Impact,
    Monitoring,
    Organisation,
    Communication,
)
"""Kinds of facts that every plan should have."""

GONE = (State.REMOVED, State.LISTED, State.MERGED)


class Field(StrEnum):
    """Something that an item should tell."""

    MEASURE_TIME = "measure-time"
    MEASURE_MONEY = "measure-money"
    MEASURE_RESPONSIBLE = "measure-responsible"
    MEASURE_PROGRESS = "measure-progress"
    RISK_LEVEL = "risk-level"
    RISK_OWNER = "risk-owner"
    RISK_MITIGATION = "risk-mitigation"
    INDICATOR_BASELINE = "indicator-baseline"
    INDICATOR_TARGET = "indicator-target"
    INDICATOR_RESULT = "indicator-result"
    BUDGET_ACTUAL = "budget-actual"
    MILESTONE_REACHED = "milestone-reached"


@dataclass(frozen=True)
class KindOfFacts:
    """A kind of facts that a plan has, or should have."""

    kind: str
    label: str
    """What it is called; a message."""
    number: int
    """How many items it has."""
    nothing: Nothing | None = None
    """The words of the file that says that there are none; None where there is no file either."""


@dataclass(frozen=True)
class Count:
    """In how many items something is missing."""

    field: Field
    kind: str
    """The kind of facts of the items."""
    missing: int
    every: int
    """How many items there are."""


@dataclass(frozen=True)
class Gaps:
    """What a plan tells, and what not."""

    kinds: tuple[KindOfFacts, ...]
    """In the order in which a plan is read."""
    counts: tuple[Count, ...]
    """Of the kinds that it has; also of what is missing nowhere."""

    @property
    def told(self) -> tuple[KindOfFacts, ...]:
        """The kinds that it has."""
        return tuple(kind for kind in self.kinds if kind.number)

    @property
    def lacking(self) -> tuple[KindOfFacts, ...]:
        """The kinds that it has not."""
        return tuple(kind for kind in self.kinds if not kind.number)

    @property
    def incomplete(self) -> tuple[Count, ...]:
        """What is missing somewhere, the most common first."""
        found = (count for count in self.counts if count.missing)
        return tuple(sorted(found, key=lambda count: count.missing / count.every, reverse=True))


def gaps(plan: Plan) -> Gaps:
    """Return what a plan tells, and what not."""
    kinds = tuple(_kinds(plan))
    counts = (*_measures(plan), *_risks(plan), *_indicators(plan), *_budget(plan), *_milestones(plan))
    return Gaps(kinds, counts)


def _kinds(plan: Plan) -> Iterator[KindOfFacts]:
    expected = {kind.kind for kind in EXPECTED}
    for kind, facts in KINDS.items():
        block = plan.blocks.get(kind)
        if isinstance(block, Nothing):
            yield KindOfFacts(kind, facts.label, 0, block)
        elif block is not None:
            yield KindOfFacts(kind, facts.label, _number(block))
        elif kind in expected:
            yield KindOfFacts(kind, facts.label, 0)


def _number(block: Block) -> int:
    """Return how many items a block has; of goals and measures those of the plan, as its first screen counts them."""
    if isinstance(block, Measures):
        return sum(measure.state not in GONE for measure in block.measures)
    return len(block.own if isinstance(block, Goals) and block.own else block.items)


def _count(field: Field, kind: str, has: Iterable[object]) -> Iterator[Count]:
    """Yield how many are false; nothing where there are no items at all."""
    found = [bool(one) for one in has]
    if found:
        yield Count(field, kind, found.count(False), len(found))


def _measures(plan: Plan) -> Iterator[Count]:
    """Count what is missing from the measures that have pages, parts on the page of their whole included in it."""
    block: Measures | None = plan.block(Measures.kind)
    if block is None:
        return
    reports: Progress | None = plan.block(Progress.kind)
    budget: Budget | None = plan.block(Budget.kind)
    rows = [row for section in overview(plan, By.PART) for row in section.rows]
    together = [(row.measure, *block.inside(row.measure.id)) for row in rows]
    ids = [tuple(measure.id for measure in group) for group in together]
    kind = Measures.kind
    timed = (row.when or _any(group, "schedule") for row, group in zip(rows, together, strict=True))
    yield from _count(Field.MEASURE_TIME, kind, timed)
    yield from _count(Field.MEASURE_MONEY, kind, (budget and budget.of_measures(group) for group in ids))
    yield from _count(Field.MEASURE_RESPONSIBLE, kind, (_any(group, "responsible") for group in together))
    known = [measure for measure in block.measures if measure.state not in GONE]
    told = reports.by_measure if reports else {}
    yield from _count(Field.MEASURE_PROGRESS, kind, (measure.id in told for measure in known))


def _any(measures: Sequence[Measure], name: str) -> bool:
    return any(getattr(measure, name) for measure in measures)


def _risks(plan: Plan) -> Iterator[Count]:
    block: Risks | None = plan.block(Risks.kind)
    risks = block.risks if block else ()
    assessed = (risk.points is not None or None not in (risk.likelihood, risk.impact) for risk in risks)
    yield from _count(Field.RISK_LEVEL, Risks.kind, assessed)
    yield from _count(Field.RISK_OWNER, Risks.kind, (risk.owners for risk in risks))
    yield from _count(Field.RISK_MITIGATION, Risks.kind, (risk.mitigation for risk in risks))


def _indicators(plan: Plan) -> Iterator[Count]:
    block: Indicators | None = plan.block(Indicators.kind)
    if block is None:
        return
    fields = (
        (Field.INDICATOR_BASELINE, Kind.BASELINE),
        (Field.INDICATOR_TARGET, Kind.TARGET),
        (Field.INDICATOR_RESULT, Kind.ACTUAL),
    )
    for field, kind in fields:
        yield from _count(field, Indicators.kind, (_has(block, item, kind) for item in block.indicators))


def _has(block: Indicators, item: Indicator, kind: Kind) -> bool:
    columns = [column.id for column in block.columns if column.kind is kind]
    return getattr(item, kind.value) is not None or any(column in item.values for column in columns)


def _budget(plan: Plan) -> Iterator[Count]:
    """Count the tables of planned money that do not tell what came true."""
    block: Budget | None = plan.block(Budget.kind)
    kinds = [{column.kind for column in table.all_columns} for table in (block.tables if block else ())]
    planned = [kind for kind in kinds if ColumnKind.PLANNED in kind]
    yield from _count(Field.BUDGET_ACTUAL, Budget.kind, (ColumnKind.ACTUAL in kind for kind in planned))


def _milestones(plan: Plan) -> Iterator[Count]:
    block: Timeline | None = plan.block(Timeline.kind)
    bars = (
        [bar for row in (block.rows if block else ()) for bar in block.stretches(row) if bar.milestone] if block else []
    )
    yield from _count(Field.MILESTONE_REACHED, Timeline.kind, (bar.reached or bar.not_reached for bar in bars))
