"""Overviews: the measures of a plan, a row each, by what they are parts of, by time, cost, theme or target group.

Flows in: a plan. Flows out: sections of rows, in the order in which a page shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from operator import itemgetter

from .blocks.budget import Budget
from .blocks.lists import Lists
from .blocks.measures import Measure, Measures, State
from .blocks.tables import BudgetTable
from .blocks.target_groups import TargetGroups
from .blocks.timeline import Timeline
from .fields import Money, Text
from .model import Plan, Version
from .periods import Moment, Period


class By(StrEnum):
    """What an overview is ordered by; the name that a page gives after `::: overview`."""

    PART = "part"
    TIME = "time"
    COST = "cost"
    THEME = "theme"
    GROUP = "group"


@dataclass(frozen=True, eq=False)
class Row:
    """A measure in an overview."""

    plan: Plan
    measure: Measure

    @cached_property
    def when(self) -> Period | None:
        """From its first bar to its last; None where the source gives no time."""
        return time_of(self.plan, self.measure)

    @cached_property
    def cost(self) -> Money | None:
        """What the first table of the budget that names it says, one of the newest version if there is any."""
        return cost_of(self.plan, self.measure)

    @property
    def cost_version(self) -> Version | None:
        """The earlier version of the plan that tells the cost; None where the newest does."""
        return version_of_cost(self.plan, self.measure)


@dataclass(frozen=True)
class Section:
    """Rows that belong together."""

    rows: tuple[Row, ...]
    title: Text | None = None
    """What they are parts of, their theme or their target group."""
    when: Period | None = None
    """When they are under way, in whole quarters, in an overview by time."""


def overview(plan: Plan, by: By) -> tuple[Section, ...]:
    """Return the measures of a plan by something; empty when no measure tells it."""
    block: Measures | None = plan.block(Measures.kind)
    shown = _shown(block, by) if block else ()
    rows = [Row(plan, measure) for measure in shown]
    sections = {By.PART: _by_part, By.TIME: _by_time, By.COST: _by_cost, By.THEME: _by_theme, By.GROUP: _by_group}
    return tuple(section for section in sections[by](plan, rows) if section.rows)


def _shown(block: Measures, by: By) -> Iterator[Measure]:
    """Yield the measures with pages of their own, or every one where none has; removed ones are left out.

    By theme and target group every measure is shown that names one: a small one may be the only one for its group.
    """
    paged = any(measure.slug for measure in block.measures) and by not in (By.THEME, By.GROUP)
    gone = (State.REMOVED, State.LISTED, State.MERGED)
    return (b.item for b in block.tree if b.item.state not in gone and (b.item.slug or not paged))


def time_of(plan: Plan, measure: Measure) -> Period | None:
    """Return when a measure is done, from its first bar to its last; None where the source gives no time."""
    timeline: Timeline | None = plan.block(Timeline.kind)
    if timeline is None:
        return None
    inside = plan.block(Measures.kind).inside(measure.id)
    ids = {measure.id, *(part.id for part in inside)}
    return timeline.extent(timeline.about(ids))


def cost_of(plan: Plan, measure: Measure) -> Money | None:
    """Return what the first table of the budget that names a measure says of it; None where none does.

    Tables of the newest version of the plan come before those of earlier ones.
    """
    found = _cost(plan, measure)
    return found[0] if found else None


def version_of_cost(plan: Plan, measure: Measure) -> Version | None:
    """Return the earlier version of the plan that tells the cost of a measure; None where the newest does."""
    found = _cost(plan, measure)
    name = found[1].version if found else None
    return next((version for version in plan.facts.versions if name and version.id == name), None)


def _cost(plan: Plan, measure: Measure) -> tuple[Money, BudgetTable] | None:
    budget: Budget | None = plan.block(Budget.kind)
    for table in sorted(budget.tables if budget else (), key=lambda table: table.version is not None):
        of_table = [row for row in table.rows if table.measure == measure.id and row.part_of is None]
        for row in [*of_table, *(row for row in table.rows if row.measure == measure.id)]:
            if money := table.money(row, table.main):
                return money, table
    return None


def _by_part(plan: Plan, rows: list[Row]) -> Iterator[Section]:
    wholes = {measure.id: measure.title for measure in plan.block(Measures.kind).measures} if rows else {}
    for whole in dict.fromkeys(row.measure.part_of for row in rows):
        found = tuple(row for row in rows if row.measure.part_of == whole)
        yield Section(found, wholes.get(whole or ""))


def _by_cost(plan: Plan, rows: list[Row]) -> Iterator[Section]:
    if any(row.cost for row in rows):
        yield Section(tuple(sorted(rows, key=lambda row: -row.cost.euros if row.cost else Decimal(1))))


def _by_time(plan: Plan, rows: list[Row]) -> Iterator[Section]:
    whole = plan.facts.period
    ends = [(row, row.when.first or whole.first, row.when.last or whole.last) for row in rows if row.when]
    known = [(row, first, last) for row, first, last in ends if first and last]
    if not known:
        return
    quarters = _quarters(min(first for _, first, _ in known), max(last for _, _, last in known))
    under_way = [
        (quarter, tuple(row for row, first, last in known if first <= quarter.last and last >= quarter.first))
        for quarter in quarters
    ]
    for same, alike in groupby(under_way, key=itemgetter(1)):
        alike_quarters = [quarter for quarter, _ in alike]
        yield Section(same, when=Period(alike_quarters[0], alike_quarters[-1]))
    yield Section(tuple(row for row in rows if row not in [row for row, _, _ in known]))


def _quarters(first: date, last: date) -> Iterator[Moment]:
    for number in range(4 * first.year + (first.month - 1) // 3, 4 * last.year + (last.month - 1) // 3 + 1):
        yield Moment.parse(f"{number // 4}-Q{number % 4 + 1}")


def _by_theme(plan: Plan, rows: list[Row]) -> Iterator[Section]:
    lists: Lists | None = plan.block(Lists.kind)
    for id, words in (lists.themes if lists else {}).items():
        yield Section(tuple(row for row in rows if id in row.measure.themes), words)


def _by_group(plan: Plan, rows: list[Row]) -> Iterator[Section]:
    block: TargetGroups | None = plan.block(TargetGroups.kind)
    for group in block.groups if block else ():
        yield Section(tuple(row for row in rows if group.id in row.measure.groups), group.name)
